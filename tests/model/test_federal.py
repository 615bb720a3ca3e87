"""Scales of single employers: by hand on a made-up one, the federal scale against what was announced and paid."""

import csv
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import AREAS, PLACES, SHIPPED, US
from program import answer, salary
from tables import HERE, ROOT, profile

from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.model.scale_position import promoted
from coding_salary.profile.profile import Profile
from coding_salary.reading.errors import ProfileError
from coding_salary.report.notes import Notes
from coding_salary.table.bands import Bands
from coding_salary.table.load import load
from coding_salary.table.places import nation

GUILD = load(str(HERE / "guild.yaml"))
VA = SHIPPED.paying("US", "va")
assert VA.scale is not None
SCALE = VA.scale
YEARS = [half / 2 for half in range(121)]


def crown(**answers: str) -> Estimate:
    return estimate(GUILD, profile(GUILD, employer="crown", **answers))


def va(**answers: str) -> Estimate:
    return estimate(SHIPPED, profile(SHIPPED, employer="va", **answers))


def notes(bands: Bands, result: Estimate) -> list[str]:
    return Notes(bands, result).all(())


def spots(result: Estimate) -> str:
    return "+".join(result.you.grades)


def refused(**answers: str) -> list[str]:
    with pytest.raises(ProfileError) as caught:
        va(**answers)
    return [problem.message for problem in caught.value.problems]


# By hand: base pay 10000 11000 12000 in G1, 20000 21000 22000 in G2, 21500 23000 24500 in G4; the second step is paid
# after a year, the third after two years more; everywhere but in the city and the port 10 % more.


@pytest.mark.parametrize(
    ("years", "grade", "typical"),
    [
        ("0", "G1/1", 11_000),
        ("0.9", "G1/1", 11_000),
        ("1", "G2/1", 22_000),  # a year in each grade
        ("2", "G2/2", 23_100),
        ("3.9", "G2/2", 23_100),
        ("4", "G2/3", 24_200),
        ("40", "G2/3", 24_200),
    ],
)
def test_the_years_walk_the_grades_and_then_the_steps(years: str, grade: str, typical: float) -> None:
    result = crown(years=years, cert="ABC")
    assert (spots(result), *result.you.pay) == (grade, *[typical] * 5)
    assert result.hours_per_year == 2_500


def test_without_years_every_step_of_the_way_may_be_meant() -> None:
    result = crown(cert="ABC")
    assert spots(result) == "G1/1+G2/1-3"
    # From 10000 in G1 to 22000 in G2; the one in the middle of G2, 21000.
    assert result.you.pay[1:4] == pytest.approx((11_000, 23_100, 24_200))


@pytest.mark.parametrize(
    ("years", "grade"),
    [
        # Two steps of G2 are 2000 more: from 20000 and 21000 to 22000 and 23000 at the least, which is step 2 of G4.
        ("0", "G4/2"),
        ("2", "G4/2"),
        ("3.9", "G4/2"),
        # Step 3 comes two years after step 2: now for those promoted at 2 years, not for those promoted only lately.
        ("4", "G4/2-3"),
        ("5.9", "G4/2-3"),
        # From 4 years on promotion is from step 3 of G2, 22000, to 24500: step 3. Just before, two years ago, to step 2.
        ("6", "G4/3"),
    ],
)
def test_how_long_somebody_is_in_a_grade_of_promotion_is_not_known(years: str, grade: str) -> None:
    assert spots(crown(years=years, role="chief")) == grade


@pytest.mark.parametrize(
    ("said", "locality", "typical", "told"),
    [
        ({"metro": "1"}, "CITY", 25_100, ""),
        ({"state": "AA"}, "CITY", 25_100, ""),  # all of it lies there
        ({"metro": "3"}, "PORT", 40_000, ""),  # never more than 40000, nor than this employer's most
        ({"state": "CC"}, "PORT", 40_000, ""),
        (
            {"state": "BB"},
            "REST",
            22_000,
            "Beta has several localities; using the lowest locality pay (others reach",
        ),
        (
            {},
            "REST",
            22_000,
            "no place given; using the lowest locality pay (others reach 100%): add --metro",
        ),
    ],
)
def test_the_place_decides_the_locality(
    said: dict[str, str], locality: str, typical: float, told: str
) -> None:
    if "metro" in said:  # the table names no areas: as one of the shipped table would come here
        place = nation(GUILD.markets["XX"])._replace(code=said["metro"], kind="metropolitan")
        result = estimate(GUILD, Profile("XX", place, ("ABC",), 1, "crown"))
    else:
        result = crown(years="1", cert="ABC", **said)
    assert (result.place.code, result.you.pay.typical) == (locality, typical)
    found = notes(GUILD, result)
    assert [note for note in found if told and note.startswith(told)] == found[: bool(told)]


def test_who_comes_to_a_ladder_starts_at_the_first_step_of_a_grade() -> None:
    outside = profile(GUILD, cert="ABC", years="9", employer="shop")
    joined = outside._replace(employer="crown")
    assert promoted(GUILD, outside, joined).years == 1  # G2, whatever the years elsewhere
    assert promoted(GUILD, outside, joined._replace(role="chief")).years == 2
    assert promoted(GUILD, joined, joined._replace(role="chief")).years == 9  # up the same ladder
    assert promoted(GUILD, joined._replace(years=3), outside._replace(years=3), career=11).years == 11


# The federal scale: what was announced, what was paid.

ANNOUNCED = [
    ("14740", "GS-12", 100_602, 130_786),  # Keyport, Washington
    ("47900", "GS-13", 121_785, 158_322),  # Fairfax, Virginia
    ("17820", "GS-14", 129_096, 167_830),  # Peterson, Colorado
    ("47260", "GS-13", 108_019, 140_426),  # Norfolk, Virginia
    ("46060", "GS-9", 62_893, None),  # Tucson, Arizona: GS-9 to GS-12
    ("46060", "GS-12", None, 118_569),
    ("47900", "GS-14", 143_913, 187_093),  # Arlington, Virginia
    ("US", "GS-13", 106_437, None),  # Rest of U.S.
    ("DC", "GS-11", 85_447, None),
]


@pytest.mark.parametrize(("place", "grade", "least", "most"), ANNOUNCED)
def test_it_pays_what_was_announced(place: str, grade: str, least: int | None, most: int | None) -> None:
    steps = [SCALE.region_at(place).pay(grade, step) for step in range(10)]
    assert least in (None, steps[0])
    assert most in (None, steps[-1])


def test_abroad_it_was_announced_without_locality_pay() -> None:
    base = SCALE.region.points
    assert (base["GS-9"][0], base["GS-13"][-1]) == (52_727, 118_204)  # Yokosuka


def test_nobody_is_paid_more_than_the_cap() -> None:
    pays = {name: region.pay("GS-15", 9) for name, region in SCALE.regions.items()}
    assert max(pays.values()) == pays["SF"] == 197_200
    assert max(region.pay("GS-13", 9) for region in SCALE.regions.values()) == 172_980


# Mean pay in March 2025 by series and grade: one step and one mean locality give every grade.
PAID = [
    *((4, 42_834), (5, 46_732), (6, 52_776), (7, 60_236), (8, 67_286), (9, 75_192), (10, 80_989)),
    *((9, 75_329), (11, 88_148), (12, 103_013), (13, 126_385)),
]


@pytest.mark.parametrize(("grade", "paid"), PAID)
def test_the_fifth_step_and_the_mean_locality_give_what_was_paid(grade: int, paid: float) -> None:
    of_2025 = SCALE.region.points[f"GS-{grade}"][4] / 1.01
    assert round(of_2025 * 1.2392 / paid - 1, 3) == pytest.approx(0, abs=0.035)


LADDER = {
    "coder": "0 GS-4/1, 1 GS-5/1, 2 GS-6/1, 3 GS-7/1, 4 GS-8/1, 5 GS-8/2, 6 GS-8/3, 7 GS-8/4, 9 GS-8/5, 11 GS-8/6,"
    " 13 GS-8/7, 16 GS-8/8, 19 GS-8/9, 22 GS-8/10",
    "auditor": "0 GS-9/1, 5 GS-9/1, 6 GS-9/1-2, 7 GS-9/2-3, 23 GS-9/8-10",
    "manager": "6 GS-10/1",
    "analyst": "0 GS-5/1, 1 GS-7/1, 2 GS-9/1, 3 GS-11/1, 4 GS-11/2",
    "director": "5 GS-13/1",
    "biller": "0 GS-5/1, 1 GS-6/1, 2 GS-6/2",
}


@pytest.mark.parametrize("role", LADDER)
def test_the_years_lead_to_a_grade_and_a_step(role: str) -> None:
    rungs = [rung.split() for rung in LADDER[role].split(", ")]
    assert [[years, spots(va(role=role, years=years))] for years, _ in rungs] == rungs


def test_promotion_pays_two_steps_more() -> None:
    # GS-8 step 5 is 54,102, a step 1,591: 57,284 at the least. GS-9 is 52,727 and 1,758 a step: step 4, 58,001.
    post = SCALE.posts["auditor"]
    assert post.landing[4] == 3  # type: ignore[union-attr]
    assert post.landing[:3] == (0, 0, 1)  # type: ignore[union-attr]  # then always one step lower


# What always holds.

ROLES = ["", *SCALE.posts]


@pytest.mark.parametrize("role", ROLES)
def test_more_years_never_pay_less(role: str) -> None:
    for place in [nation(US), AREAS[0], AREAS[-1]]:
        pays = [
            estimate(SHIPPED, Profile("US", place, None, years, "va", role=role or None)).you.pay
            for years in YEARS
        ]
        for before, after in pairwise(pays):
            assert all(own <= later for own, later in zip(before, after, strict=True))


@given(st.sampled_from(PLACES), st.sampled_from(ROLES), st.none() | st.sampled_from(YEARS))
def test_everybody_earns_steps_of_the_scale(place, role: str, years: float | None) -> None:
    result = estimate(SHIPPED, Profile("US", place, None, years, "va", role=role or None, as_of="2026-11"))
    pay = result.you.pay
    region = SCALE.regions[result.place.code]
    steps = {region.pay(grade, step) for grade in SCALE.grades for step in range(10)}
    assert {pay.low, pay.typical, pay.high} <= steps
    assert pay.p10 == pay.low <= pay.typical <= pay.high == pay.p90
    assert [Money(result.market).amount(own) for own in pay] == list(pay)
    assert result.profile.as_of is None
    entry, mid, senior = (level.pay.typical for level in result.levels)
    assert entry <= mid <= senior


def test_every_area_lies_in_a_locality_and_no_other_place_does() -> None:
    with (ROOT / "coding_salary/table/data/us_gs_areas.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert rows.keys() == {*(area.code for area in AREAS), "GU"}
    for area in AREAS:
        assert area.state in rows[area.code]["states"].split()
    # States that lie in one locality are paid by it.
    paid = {code: SCALE.region_at(code).name for code in US.states}
    assert {code for code, name in paid.items() if name != "RUS"} == {"AK", "DC", "DE", "HI", "NH", "RI"}


# What people are told.


def test_what_does_not_count_there_is_refused_with_what_does() -> None:
    mastery = "CCS, CCS-P, CPC, COC, CIC, RHIT or RHIA"
    any_of = "CCA, CPC-A, COC-A, CCS, CCS-P, CPC, COC, CIC, RHIT, RHIA or CDIP"
    only = "employer va accepts only"
    assert refused(cert="none") == [f"{only} {any_of} for role coder"]
    assert refused(cert="CPB+CRC") == [f"{only} {any_of} for role coder"]
    assert refused(cert="CCA", role="lead") == [f"{only} {mastery} for role lead"]
    assert refused(cert="CPC", role="director") == [f"{only} RHIT or RHIA for role director"]
    roles = "coder, lead, auditor, cdi, manager, analyst, director or biller"
    (words,) = refused(role="educator", cert="none")
    assert words == f"employer va has no known grade for role educator: use {roles}, or another employer"
    for fine in ({"cert": "CPC-A"}, {"cert": "CRC+CDIP", "role": "cdi"}, {"cert": "none", "role": "biller"}):
        assert va(**fine).you.pay.low > 0


def test_what_is_open_or_taken_for_granted_is_said() -> None:
    place, granted, idle = notes(SHIPPED, va(state="OH", education="master", remote="yes"))
    assert place == (
        "Ohio has several localities; using the lowest locality pay (others reach 22.23%): add --metro"
    )
    assert granted.startswith("no certification given; assuming one that counts there: CCA, ")
    assert idle == (
        "--education and --remote have no effect: General Schedule 2026 pays only by grade, step and place"
    )
    (unsure,) = notes(SHIPPED, va(metro="0100001", cert="CPC"))
    assert unsure.startswith(
        "Northwest Alabama nonmetropolitan area may lie in several localities; using the lowest locality pay"
    )
    assert not notes(SHIPPED, va(metro="18140", cert="CPC"))
    assert not notes(SHIPPED, va(state="AK", cert="CPC"))


def test_a_survey_of_federal_pay_points_to_the_scale() -> None:
    federal = estimate(SHIPPED, profile(SHIPPED, employer="federal", state="OH"))
    assert [note for note in notes(SHIPPED, federal) if "--employer va" in note]
    assert not notes(SHIPPED, estimate(SHIPPED, profile(SHIPPED, employer="federal")))


def test_every_command_goes_by_it() -> None:
    person = ("--cert", "CPC", "--years", "6", "--metro", "18140")
    shown = answer("estimate --employer va", *person)
    # GS-8 step 3 in Columbus: 50,920 x 1.2215 = 62,199 (62,198.8), an hour 62,199 / 2087 = 29.80.
    assert [shown[key] for key in ("kind", "table_date", "hours_per_year")] == ["scale", "2026-01", 2087]
    you = [shown["you"][key] for key in ("grade", "low", "typical", "hourly_typical")]
    assert you == ["GS-8/3", 62199, 62199, 29.8]
    assert [level["grade"] for level in shown["levels"]] == ["GS-5/1", "GS-8/3", "GS-8/7"]
    rows = answer("compare employer=va,hospital", *person)["rows"]
    assert {row["employer"]: row["typical"] for row in rows}["va"] == 62199
    judged = salary("offer 64000 --employer va -f plain", *person).out
    # Steps 3 and 4: 52,511 x 1.2215 = 64,142.
    assert "Step: in GS-8 it is between step 3, $62,199, and step 4, $64,142\n" in judged
