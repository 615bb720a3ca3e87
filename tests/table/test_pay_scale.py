"""Pay scales: by hand on a made-up one, the shipped ones against what was published, and what always holds."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import ISLES, profile, published

from coding_salary.model.estimate import estimate
from coding_salary.model.result import Estimate
from coding_salary.model.scale_position import promoted
from coding_salary.model.sharpening import sharpening
from coding_salary.model.waterfall import waterfall
from coding_salary.numbers import half_up
from coding_salary.reading.errors import ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.load import load
from coding_salary.table.places import state as region_of

NATIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS"}
ZONES = {"inner-london": "LIN", "outer-london": "LOU", "fringe": "LFR"}
ROLES = {"AO3": "trainee", "AO4": "coder", "AO5": "senior", "AO6": "advanced"}


def at(bands: Bands, country: str, **answers: str) -> Estimate:
    return estimate(bands, profile(bands, country=country, **answers))


def pay(result: Estimate) -> tuple[float, float, float]:
    found = result.you.pay
    return found.low, found.typical, found.high


# By hand, on made-up scales: 50 weeks a year.


def test_nothing_said_leaves_every_point_of_the_usual_role(isles: Bands) -> None:
    # g1 and g2 of North Isle: 400 500 600 700 800 a week; x 50. A coder is usually in g2, whose middle point is 700.
    result = at(isles, "IS")
    assert pay(result) == (20_000, 35_000, 40_000)
    assert (result.place.code, result.region_unsaid, result.fell_back) == ("NO", True, False)
    assert result.you.level is not None
    assert result.you.level.name == "low"  # whatever the grade, it is one of a coder's


def test_a_certification_decides_the_grade(isles: Bands) -> None:
    assert pay(at(isles, "IS", cert="none")) == (20_000, 20_000, 25_000)  # 400 500, the lower of two
    assert pay(at(isles, "IS", cert="KEY")) == (30_000, 35_000, 40_000)  # 600 700 800


def test_years_decide_the_point(isles: Bands) -> None:
    points = [
        at(isles, "IS", cert="KEY", years=years).you.pay.typical
        for years in ("0", "1.9", "2", "3.9", "4", "40")
    ]
    assert points == [30_000, 30_000, 35_000, 35_000, 40_000, 40_000]
    # Without a certification two grades are open: 500 and 700 after two years.
    assert pay(at(isles, "IS", years="2")) == (25_000, 35_000, 35_000)


def test_a_supplement_is_a_share_between_two_amounts(isles: Bands) -> None:
    # 10 % of 30,000 is 3,000; of 20,000 it is 2,000, so the least, 2,600; of 50,000 it is 5,000, so the most, 4,500.
    assert at(isles, "IS", state="CI", cert="KEY", years="0").you.pay.typical == 33_000
    assert at(isles, "IS", state="CI", cert="none", years="0").you.pay.typical == 22_600
    assert at(isles, "IS", state="CI", role="chief").you.pay.typical == 54_500


def test_the_steps_lead_from_the_usual_role_to_the_point(isles: Bands) -> None:
    result = at(isles, "IS", state="city", role="chief", years="3")
    told = [(change.fact.factor, change.fact.choice.value, change.pay_after) for change in result.changes]
    assert result.median == 35_000
    assert told == [("role", "chief", 50_000), ("experience", "3", 50_000), ("supplement", "CI", 54_500)]
    assert result.changes[2].fact.choice.multiplier == pytest.approx(1.09)
    assert result.you.multiplier == pytest.approx(54_500 / 35_000)


def test_the_margin_is_that_of_the_grade(isles: Bands) -> None:
    # A coder's grade is solid (3 %), what KEY does is weak (8 %): sqrt(0.0009 + 0.0064) = 0.0854400 of 35,000.
    assert at(isles, "IS", cert="KEY").margin == pytest.approx(2_990.40, abs=0.01)
    assert at(isles, "IS", cert="none").margin == pytest.approx(0.03 * 20_000)
    # A chief's grade does not depend on a certification, so what is known of that adds nothing.
    assert at(isles, "IS", role="chief", cert="KEY").margin == pytest.approx(0.04 * 50_000)


def test_what_is_not_said_could_move_typical_pay(isles: Bands) -> None:
    # g2 is typical: 600, 700 and 800 a week after 0, 2 and 4 years. KEY: its middle, 700; none: the lower of g1, 400.
    found = sharpening(isles, at(isles, "IS"))
    assert [(each.flag, each.lowest, each.highest) for each in found] == [
        ("--cert", ("none", 20_000), ("KEY", 35_000)),
        ("--years", ("0 years", 30_000), ("4 years", 40_000)),
    ]
    assert [each.flag for each in sharpening(isles, at(isles, "IS", cert="KEY"))] == ["--years"]
    assert sharpening(isles, at(isles, "IS", cert="KEY", years="1")) == []


def test_hours_are_those_of_the_region(isles: Bands) -> None:
    assert (at(isles, "IS").hours_per_year, at(isles, "IS").hours_per_week) == (2_000, 40)
    south = at(isles, "IS", state="SO")
    assert (south.hours_per_year, south.hours_per_week) == (1_600, 32)  # 2,000 x 32 / 40
    assert at(isles, "IS", state="CI").hours_per_week == 40


def test_levels_are_roles_and_a_person_s_level_is_that_of_the_grade(isles: Bands) -> None:
    result = at(isles, "IS", role="chief", state="SO")
    assert [(level.level.name, level.pay.typical) for level in result.levels if level.level] == [
        ("low", 35_500),
        ("top", 50_500),
    ]
    assert result.you.level is not None
    assert result.you.level.name == "top"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"cert": "OAK"}, "certification 'OAK' counts in Gaps, not in Isles: use KEY"),
        ({"state": "east"}, "unknown island 'east': run 'salary list states' to see all 3"),
        ({"state": "isle"}, "'isle' matches several islands: NO North Isle or SO South Isle; use a code or a fuller name"),
        ({"years": "41"}, "years must be a number from 0 to 40 such as 5 or 2.5, found '41'"),
        ({"education": "bachelor"}, "Isles has no data on education (--cert, --years, --state, --employer and --role count): remove 'bachelor'"),
        ({"as-of": "2026-11"}, "Isles has no wage index in this table: remove '2026-11'"),
    ],
)  # fmt: skip
def test_what_does_not_count_is_refused(isles: Bands, answers: dict[str, str], message: str) -> None:
    with pytest.raises(ProfileError) as raised:
        at(isles, "isl", **answers)
    assert str(raised.value) == message


def test_the_waterfall_names_every_step_and_what_it_rests_on(isles: Bands) -> None:
    # Usual grade g2 of North Isle, middle 35,000; KEY: g2; one year in it: 30,000; city money 10 %: 3,000.
    steps = waterfall(at(isles, "IS", state="CI", cert="KEY", years="1"))
    assert [tuple(step) for step in steps] == [
        ("pay point", "CI", "middle pay point of Grade 2, The City, before its supplement", 1, True, None, 35_000, 35_000, "solid", ["pact"], "made up"),
        ("credential", "KEY", "KEY: Grade 2", 1, True, None, 35_000, 0, "weak", ["pact"], "made up"),
        ("experience", "1", "1 year in Grade 2", 0.8571, True, None, 30_000, -5_000, "reference", ["pact"], "the point of the scale"),
        ("supplement", "CI", "city money", 1.1, True, None, 33_000, 3_000, "reference", ["pact"], "10%, 2,600 at least and 4,500 at most"),
    ]  # fmt: skip
    steps = waterfall(at(isles, "IS", state="SO", role="chief", cert="KEY", years="0"))
    assert [tuple(step) for step in steps[1:]] == [
        ("role", "chief", "Chief: Grade 3", 1.4225, True, None, 50_500, 15_000, "fair", ["pact"], "made up"),
        ("credential", "KEY", "KEY: Grade 3", 1, True, None, 50_500, 0, "reference", [], "the grade of Chief does not depend on it"),
        ("experience", "0", "0 years in Grade 3", 1, True, None, 50_500, 0, "reference", ["pact"], "the point of the scale"),
    ]  # fmt: skip
    (step,) = waterfall(at(isles, "IS", state="NO", cert="none"))[1:]
    assert tuple(step) == ("credential", "none", "no certification: Grade 1", 0.5714, True, None, 20_000, -15_000, "solid", ["pact"], "made up")  # fmt: skip


def test_an_estimate_on_a_scale_says_what_it_is_of(isles: Bands) -> None:
    result = at(isles, "IS", years="3", cert="KEY")
    assert result.occupation[:3] == ("", "Coder", "pact")
    assert (result.wage_error, result.ageing, result.growth) == (0, None, 1)
    assert {key: evidence.name for key, evidence in result.rests_on.items()} == {
        ("role", "coder"): "solid",
        ("credential", "KEY"): "weak",
        ("supplement", "NO"): "reference",
    }
    assert (result.you.years, result.you.held, result.you.grades) == (3, (), ("g2",))
    assert (result.you.pay.p10, result.you.pay.p90) == (result.you.pay.low, result.you.pay.high)
    assert (result.you.percentile, result.you.narrowing) == (None, None)


def test_who_comes_into_another_grade_starts_anew_in_it(isles: Bands) -> None:
    market = isles.markets["IS"]
    before = profile(isles, country="IS", cert="none", years="3")
    assert promoted(isles, before, before._replace(certs=("KEY",))).years == 0
    assert promoted(isles, before, before._replace(role="chief")).years == 0
    assert promoted(isles, before, before._replace(place=region_of(market, "SO"))).years == 3
    unsaid = before._replace(years=None)
    assert promoted(isles, unsaid, unsaid._replace(certs=("KEY",))).years is None
    elsewhere = profile(isles, country="GA")._replace(years=3)
    assert promoted(isles, elsewhere, elsewhere).years == 3


# The shipped scales against what was published.


def test_every_nhs_point_and_the_years_to_it(shipped: Bands) -> None:
    scale = shipped.markets["UK"].scale
    assert scale is not None
    listed: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in published("uk_pay_points.csv"):
        # "Year 1" is paid from the start, "Year 2" and "Year 4+" after so many years.
        years = int(row["point_label"].removeprefix("Year ").rstrip("+"))
        key = (NATIONS[row["nation"]], f"band-{row['band']}")
        listed.setdefault(key, []).append((0 if years == 1 else years, float(row["value"])))
    assert len(listed) == 4 + 4 + 1  # of Wales only the floor is listed
    for (region, band), points in listed.items():
        own = list(zip(scale.grades[band].starts, scale.regions[region].points[band], strict=True))
        assert (own[:1] if region == "WLS" else own) == points
    wales, england = scale.regions["WLS"].points, scale.regions["ENG"].points
    assert {band: points for band, points in wales.items() if points != england[band]} == {
        "band-3": (26_300, 27_476)
    }


def test_every_supplement_and_where_its_ends_bite(shipped: Bands) -> None:
    scale = shipped.markets["UK"].scale
    assert scale is not None
    stated: dict[str, dict[str, float]] = {}
    for row in published("uk_supplements.csv"):
        stated.setdefault(ZONES[row["zone"]], {})[row["statistic"]] = float(row["value"])
    bitten = set()
    for zone, rule in stated.items():
        percent, least, most = (
            rule["percent of basic salary"],
            rule["minimum supplement"],
            rule["maximum supplement"],
        )
        for band, points in scale.regions["ENG"].points.items():
            for number, point in enumerate(points):
                share = int(point * percent / 100 + 0.5)
                expected = point + min(max(share, least), most)
                bitten |= {(zone, "least")} if share < least else {(zone, "most")} if share > most else set()
                assert scale.regions[zone].pay(band, number) == expected
    # The sweep means something only if some point meets each end of each zone.
    assert bitten == set(product(ZONES.values(), ("least", "most")))


def test_the_united_kingdom_by_hand(shipped: Bands) -> None:
    """--country UK --cert ACC --years 3 --state "inner london".

    ACC: band 5. After 3 years its second point, from 2 years on: 34,592. Inner London: 20 % is 6,918.40, so 6,918,
    between 5,794 and 8,746: 41,510. An hour: 41,510 / 1,955.36 = 21.23. Bands with supplement: entry is band 3 or 4,
    25,760 + 5,794 to 31,157 + 6,231; senior is band 6, 39,959 + 7,992 to 48,117 + 8,746.
    """
    result = at(shipped, "gb", cert="acc", years="3", state="inner london")
    assert pay(result) == (41_510, 41_510, 41_510)
    assert round(41_510 / result.hours_per_year, 2) == 21.23
    ends = [(level.pay.low, level.pay.high) for level in result.levels]
    assert ends == [(31_554, 37_388), (38_488, 46_852), (47_951, 56_863)]


def test_australia_by_hand(shipped: Bands) -> None:
    """--country AU --role senior --years 0: AO5, first step, 1,578.00 a week x 52 = 82,056; / 1,976 h = 41.53."""
    result = at(shipped, "Australia", role="senior", years="0")
    assert result.you.pay.typical == pytest.approx(82_056)
    assert round(82_056 / result.hours_per_year, 2) == 41.53


def test_canada_by_hand(shipped: Bands) -> None:
    """--country CA: 22.00, 30.51 and 46.19 an hour x 2,080 are the 10th, 50th and 90th percentile.

    The 25th is on the straight line between the first two in log pay: 0.67449 / 1.28155 = 0.52631 of the way
    from the median down. 63,460.80 x (45,760 / 63,460.80) ^ 0.52631 = 53,427; the 75th likewise 78,940.
    """
    found = at(shipped, "can").you.pay
    rates = {
        row["statistic"]: float(row["value"])
        for row in published("canada_wages.csv")
        if row["unit"] == "per hour"
    }
    assert (found.p10, found.typical, found.p90) == pytest.approx(
        [rates[name] * 2_080 for name in ("low (about p10)", "median", "high (about p90)")]
    )
    assert (found.low, found.high) == pytest.approx((53_426.86, 78_939.88), abs=0.01)
    assert shipped.markets["CA"].occupation.ranges["CA"].interpolated == (25, 75)


def test_every_nsw_step(shipped: Bands) -> None:
    for row in published("nsw_award.csv"):
        years = int(row["step"].removeprefix("year ")) - 1
        result = at(shipped, "AU", role=ROLES[row["classification"]], years=f"{years}")
        weekly = row["unit"] == "per week"
        assert half_up(result.you.pay.typical / (52 if weekly else 1), 0.01 if weekly else 1) == float(
            row["value"]
        )


def test_the_levels_that_others_worked_out(shipped: Bands) -> None:
    places = {
        "England outside high-cost areas": "ENG",
        "inner London": "LIN",
        "Scotland": "SCT",
        "NSW public hospitals": "NSW",
    }
    for row in published("levels.csv"):
        country = "UK" if row["country"] == "United Kingdom" else "AU"
        (level,) = [
            outcome
            for outcome in at(shipped, country, state=places[row["region"]]).levels
            if outcome.level and outcome.level.name == row["level"]
        ]
        assert [half_up(level.pay.low, 1), half_up(level.pay.high, 1)] == [
            float(row["low"]),
            float(row["high"]),
        ]
        if row["mid"]:
            assert level.pay.typical == float(row["mid"])


# What always holds.


def everybody(bands: Bands, country: str) -> Iterator[dict[str, str]]:
    """Yield every profile that a scale can tell from others."""
    scale = bands.markets[country].scale
    assert scale is not None
    certs = ["", *(("none", *scale.qualifications) if scale.qualifications else ())]
    years = ["", *(f"{start:g}" for start in scale.post.starts(scale.grades))]
    for state, role, cert, year in product(scale.regions, ["", *scale.posts], certs, years):
        said = {"state": state, "role": role, "cert": cert, "years": year}
        yield {key: word for key, word in said.items() if word}


@pytest.mark.parametrize("country", ["UK", "AU"])
def test_everybody_earns_a_point_of_the_scale(shipped: Bands, country: str) -> None:
    scale = shipped.markets[country].scale
    assert scale is not None
    for said in everybody(shipped, country):
        result = at(shipped, country, **said)
        region = scale.regions[said["state"]]
        points = {
            region.pay(grade, number)
            for grade in result.you.grades
            for number in range(len(region.points[grade]))
        }
        low, typical, high = pay(result)
        assert {low, typical, high} <= points
        assert low <= typical <= high
        if "years" in said and len(result.you.grades) == 1:
            assert low == high
        for lower, upper in zip(result.levels, result.levels[1:], strict=False):
            assert lower.pay.low <= upper.pay.low
            assert lower.pay.typical <= upper.pay.typical
            assert lower.pay.high <= upper.pay.high


@given(
    years=st.floats(0, 59),
    more=st.floats(0, 1),
    said=st.sampled_from(["none", "ACC"]),
    state=st.sampled_from(["ENG", "SCT", "WLS", "LIN", "LOU", "LFR"]),
)
def test_more_years_and_a_certification_never_pay_less(
    shipped: Bands, years: float, more: float, said: str, state: str
) -> None:
    before, after = f"{years:.3f}", f"{years + more:.3f}"
    now = at(shipped, "UK", state=state, cert=said, years=before)
    assert now.you.pay.typical <= at(shipped, "UK", state=state, cert=said, years=after).you.pay.typical
    assert now.you.pay.typical <= at(shipped, "UK", state=state, cert="ACC", years=before).you.pay.typical


@given(years=st.integers(0, 60), cert=st.sampled_from(["none", "ACC"]))
def test_nowhere_is_less_than_england(shipped: Bands, years: int, cert: str) -> None:
    england = at(shipped, "UK", state="ENG", cert=cert, years=f"{years}").you.pay.typical
    for state in ("SCT", "WLS", "LIN", "LOU", "LFR"):
        assert at(shipped, "UK", state=state, cert=cert, years=f"{years}").you.pay.typical >= england


# Broken scales.

FAULTS = {
    "points that fall": ("g1: [400, 500], g2: [600, 700, 800]", "g1: [500, 400], g2: [600, 700, 800]", "points never fall: 400 follows 500"),
    "a point too few": ("g2: [600, 700, 800], g3: [1000]", "g2: [600, 700], g3: [1000]", "expected 3 points, one for each start, found 2"),
    "a grade without points": (", g3: [1010]}", "}", "the key g3 is missing"),
    "points of an unknown grade": (", g3: [1010]}", ", g3: [1010], g4: [1]}", "unknown key: use g1, g2 or g3"),
    "a start that is not 0": ("starts: [0, 2]}", "starts: [1, 2]}", "the first point is paid from year 0 on, found 1"),
    "starts that fall": ("starts: [0, 2, 4]}", "starts: [0, 4, 2]}", "years must rise: 2 follows 4"),
    "a supplement upside down": ("least: 2600, most: 4500", "least: 2600, most: 2500", "must be at least 2600, found 2500"),
    "points of nowhere": ("points_of: NO", "points_of: WE", "unknown 'WE': use NO or SO"),
    "points twice": ("points_of: NO", "points_of: NO\n          source: pact", "say points and their source, or points_of and the region that they are of"),
    "an unknown certification": ("{none: g1, KEY: g2}", "{none: g1, QAY: g2}", "unknown certification: use none or KEY"),
    "a grade of another role": ("{none: g1, KEY: g2}", "{none: g1, KEY: g3}", "unknown 'g3': use g1 or g2"),
    "an unknown grade": ("grades: [g3]", "grades: [g9]", "unknown 'g9': use g1, g2 or g3"),
    "no grade": ("grades: [g3]", "grades: []", "expected at least one grade"),
    "a level of no role": ("top: {role: chief}", "top: {role: boss}", "unknown 'boss': use coder or chief"),
    "an unknown unit": ("pay_period: week", "pay_period: day", "unknown 'day': use year or week"),
    "a scale and a survey": ("    scale:\n", "    factors: {}\n    scale:\n", "unknown key: use name, kind, currency, symbol, hours_per_year, rounding, date, scale, also, hours_per_week, fresh_for, state_word, casual_loading or words"),
    "a country named twice": ("also: [ISL, The Isles]", "also: [ISL, gaps]", "'gaps' names both IS and GA: keep one of them"),
    "a gap at an end": ("[16, unpublished, 40,", "[unpublished, unpublished, 40,", "expected a number such as 1.059 (plain digits, no sign but minus, no comma), found 'unpublished'"),
    "a gap in the middle": ("[16, unpublished, 40, unpublished,", "[16, 25, unpublished, 70,", "expected a number such as 1.059 (plain digits, no sign but minus, no comma), found 'unpublished'"),
    "grades twice": ("grades: [g1, g2]", "grades: [g1, g2, g1]", "a grade appears twice: keep it once"),
    "a usual grade of another role": ("default_grade: g2", "default_grade: g3", "unknown 'g3': use g1 or g2"),
    "no start": ("g3: {label: Grade 3, starts: [0]}", "g3: {label: Grade 3, starts: []}", "expected at least one start, 0 for a grade with a single point"),
    "a region named twice": ("name: South Isle", "name: north isle", "another region is called 'north isle': correct one of them"),
    "a start after the last year": ("starts: [0, 2, 4]}", "starts: [0, 2, 41]}", "Grade 2 has a point after more than 40 years"),
    "none without a price": ("{OAK: Old Acorn}", "{none: Old Acorn}", "none cannot be a certification: it says that somebody holds none"),
    "a level called you": ("top: {role: chief}", "you: {role: chief}", "you is the name of a person's own row: choose another"),
    "a unit that is not one": ("{SHL: 1, NUT: 4}", "{SHL: 2, NUT: 4}", "1 SHL is 1 SHL: the units of the rates must say so"),
    "a negative start": ("starts: [0, 2]}", "starts: [-1, 2]}", "must be at least 0, found -1"),
    "starts alike": ("starts: [0, 2, 4]}", "starts: [0, 2, 2]}", "years must rise: 2 follows 2"),
    "a share of nothing": ("percent: 10", "percent: 0", "must be above 0, found 0"),
    "a share of more than all": ("percent: 10", "percent: 101", "must be at most 100, found 101"),
    "a negative supplement": ("least: 2600", "least: -1", "must be at least 0, found -1"),
    "a supplement without a source": (", most: 4500, source: pact}", ", most: 4500}", "the key source is missing"),
    "an unknown source": ("most: 4500, source: pact", "most: 4500, source: pakt", "unknown source 'pakt': did you mean pact?"),
    "a point of nothing": ("g1: [400, 500]", "g1: [0, 500]", "must be above 0, found 0"),
    "a week of no hours": ("hours_per_week: 32", "hours_per_week: 0", "must be at least 1, found 0"),
    "a week of too many hours": ("hours_per_week: 32", "hours_per_week: 81", "must be at most 80, found 81"),
    "no last year": ("most_years: 40", "most_years: 0", "must be at least 1, found 0"),
    "a last year too late": ("most_years: 40", "most_years: 101", "must be at most 100, found 101"),
    "a role of unknown evidence": ("default_grade: g3, evidence: fair", "default_grade: g3, evidence: good", "unknown 'good': use reference, solid, fair, weak or assumed"),
    "a level of an unknown certification": ("low: {role: coder}", "low: {role: coder, certification: QAY}", "unknown 'QAY': use KEY"),
    "a currency without a rate": ("{SHL: 1, NUT: 4}", "{SHL: 1}", "nothing is said of NUT: add it under units"),
    "a rate of no currency": ("{SHL: 1, NUT: 4}", "{SHL: 1, NUT: 4, EUR: 2}", "no market uses EUR: remove it from the units"),
    "a parity of no market": ("{IS: 1, GA: 2}", "{IS: 1, GA: 2, US: 1}", "no market uses US: remove it from the units"),
    "a rate of nothing": ("{SHL: 1, NUT: 4}", "{SHL: 1, NUT: 0}", "must be above 0, found 0"),
    "a rate of no month": ("date: 2026-03,", "date: 2026,", "expected a month such as 2026-06, found '2026'"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_scale_is_answered_with_its_place_and_the_way_out(name: str, tmp_path, capsys) -> None:
    from coding_salary.reading.errors import TableError

    before, after, message = FAULTS[name]
    text = ISLES.read_text(encoding="utf-8")
    assert text.count(before) >= 1
    path = tmp_path / "broken.yaml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(TableError) as raised:
        load(str(path))
    problems = raised.value.problems
    assert [problem.message for problem in problems] == [message]
    line = problems[0].mark.line if problems[0].mark else 0
    changed = text[: text.index(before)].count("\n") + 1
    assert abs(line - changed) <= 1 or name == "a country named twice"
