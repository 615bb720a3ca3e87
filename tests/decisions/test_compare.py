"""Comparisons: worked on paper, in agreement with the estimate, and from the command line."""

from collections.abc import Callable
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from people import SHIPPED, profiles
from program import answer, salary
from tables import profile

from coding_salary.decisions.compare import Comparison, Sort, Variant, compare, margin_between
from coding_salary.decisions.variants import MAX_ROWS, Dimension, variants, yardstick
from coding_salary.formats import Format, render
from coding_salary.formats.symbols import Display
from coding_salary.model.conversion import PriceLevel
from coding_salary.model.estimate import estimate
from coding_salary.profile.answers import Raw
from coding_salary.profile.profile import Profile
from coding_salary.reading.errors import ProfileError
from coding_salary.report.compare import ComparisonReport
from coding_salary.table.bands import Bands


def comparison(bands: Bands, *what: str, **answers: str) -> ComparisonReport:
    said = {key: (Raw(text),) for key, text in answers.items()}
    dimensions = [Dimension.read(text) for text in what]
    found = [Variant(names, person) for names, person in variants(bands, said, dimensions, lambda _: []).rows]
    own = yardstick(profile(bands, **answers), dimensions, [each.profile for each in found])
    result = compare(bands, own, found)
    return ComparisonReport(bands, result, tuple(dimension.key for dimension in dimensions), levels=False)


def test_worked_by_hand(tiny: Bands) -> None:
    # Testland at 5 years, M = 1.0 and typical 40,000. none: 0.9, 36,000; ABC: 1.1, 44,000; TOP: 1.1 x 1.1, 48,400.
    rows = comparison(tiny, "cert=none,ABC,TOP", years="5").rows
    assert [round(row.estimate.you.pay.typical) for row in rows] == [36_000, 44_000, 48_400]
    assert [round(row.change) for row in rows] == [0, 8_000, 12_400]  # from none, which is named first
    # Only what differs counts: none is solid (0.03 x 36,000 = 1,080); ABC solid, reference, fair:
    # sqrt(0.03^2 + 0 + 0.04^2) = 0.05 x 44,000 = 2,200, with the 1,080 of none 2,451;
    # TOP: sqrt(0.03^2 + 0.10^2) = 0.104403 x 48,400 = 5,053, with the 1,080 of none 5,167.
    assert [round(row.margin) for row in rows] == [0, 2_451, 5_167]
    assert [row.distinguishable for row in rows] == [False, True, True]


def test_evidence_that_both_share_does_not_count(tiny: Bands) -> None:
    # TOP against ABC: certified and the number are shared; fair 0.04 x 44,000 = 1,760 and assumed 0.10 x 48,400 = 4,840.
    one = estimate(tiny, profile(tiny, years="5", cert="ABC"))
    other = estimate(tiny, profile(tiny, years="5", cert="TOP"))
    assert margin_between(one, other) == pytest.approx(sqrt(1_760**2 + 4_840**2))
    # Alpha against the nation: 1.5 times 3 % of 44,000 and 0 % of 40,000.
    place = estimate(tiny, profile(tiny, years="5", state="AA"))
    nation = estimate(tiny, profile(tiny, years="5"))
    assert margin_between(place, nation) == pytest.approx(0.045 * 44_000)
    assert margin_between(one, one) == 0


@given(profiles)
def test_the_own_row_is_the_estimate_and_differs_by_nothing(person: Profile) -> None:
    result = compare(SHIPPED, person, [Variant({}, person)])
    assert result.base == estimate(SHIPPED, person) == result.rows[0].estimate
    assert (result.rows[0].change, result.rows[0].margin, result.rows[0].distinguishable) == (0, 0, False)


@given(profiles, profiles)
def test_a_change_is_the_difference_of_two_estimates_and_turns_round(one: Profile, other: Profile) -> None:
    there, back = (compare(SHIPPED, a, [Variant({}, b)]).rows[0] for a, b in ((one, other), (other, one)))
    assert there.change == pytest.approx(-back.change)
    assert there.margin == pytest.approx(back.margin)


def test_rows_that_the_evidence_cannot_tell_apart_say_so(tiny: Bands) -> None:
    # ABC 44,000 and ABC-A 39,600, fair both: ln(44,000/39,600) = 0.105 is more than 0.04 x sqrt(2) = 0.057: told apart.
    # remote no and yes are the same pay: not.
    rows = comparison(tiny, "cert=ABC,ABC-A", years="5").comparison.arranged(Sort.TYPICAL, None).rows
    assert [row.like_above for row in rows] == [False, False]
    rows = comparison(tiny, "remote").comparison.arranged(Sort.TYPICAL, None).rows
    assert [row.like_above for row in rows] == [False, True]
    # From ABC, which is named first: nothing differs from itself, none lacks what ABC rests on.
    graded = comparison(tiny, "cert=ABC,TOP,none").rows
    assert [row.evidence for row in graded] == ["reference", "assumed", "fair"]


def test_the_same_value_twice_is_one_row_and_the_same_key_twice_is_refused(tiny: Bands) -> None:
    assert len(comparison(tiny, "years=5,5,5.0").rows) == 1
    with pytest.raises(
        ProfileError, match="cert is varied twice: name all its values together, as in cert=A,B"
    ):
        comparison(tiny, "cert=ABC", "cert=TOP")


def test_all_values_of_a_dimension(tiny: Bands) -> None:
    names = [row.names for row in comparison(tiny, "state").rows]
    assert names == [{"state": "AA"}, {"state": "BB"}]
    names = [row.names for row in comparison(tiny, "cert").rows]
    assert names == [{"cert": "ABC"}, {"cert": "ABC-A"}, {"cert": "TOP"}, {"cert": "none"}]
    assert [row.names["years"] for row in comparison(tiny, "years").rows] == ["2", "10"]
    assert [row.names["remote"] for row in comparison(tiny, "remote").rows] == ["no", "yes"]


def test_two_dimensions_give_every_combination(tiny: Bands) -> None:
    rows = comparison(tiny, "years=0,10", "cert=none,TOP").rows
    assert [tuple(row.names.values()) for row in rows] == [
        ("0", "none"),
        ("0", "TOP"),
        ("10", "none"),
        ("10", "TOP"),
    ]


def test_rows_are_sorted_by_pay_and_cut_at_the_top(tiny: Bands) -> None:
    result = comparison(tiny, "cert", years="5").comparison
    assert [row.names["cert"] for row in result.arranged(Sort.TYPICAL, 2).rows] == [
        "TOP",
        "ABC",
    ]
    assert [row.names["cert"] for row in result.arranged(Sort.GIVEN, None).rows] == [
        "ABC",
        "ABC-A",
        "TOP",
        "none",
    ]


def test_real_pay_is_ranked_beside_typical_pay_and_may_sort_the_rows(tiny: Bands) -> None:
    # Typical pay at five years: Alpha and Beta 44,000 and 40,000, the nation 40,000. At prices of 125 and 80 % of the
    # nation's they buy 35,200 and 50,000; for the nation, made a place without a level here, nothing is known.
    found = comparison(tiny, "state=AA,BB", years="5").comparison
    own = Variant({"state": "XX"}, profile(tiny, years="5"))
    found = Comparison(found.base, (*found.rows, *compare(tiny, own.profile, [own]).rows))
    levels = {"AA": 125.0, "BB": 80.0}
    priced = found.priced(lambda person: PriceLevel(levels.get(person.place.code), person.place))
    assert priced.base == found.base
    assert [row.names["state"] for row in priced.rows] == ["AA", "BB", "XX"]
    assert [row.real and row.real.typical for row in priced.rows] == [
        pytest.approx(35_200),
        pytest.approx(50_000),
        None,
    ]
    # Beta and the nation pay the same: both are second.
    assert [row.real and (row.real.rank, row.real.real_rank) for row in priced.rows] == [
        (1, 2),
        (2, 1),
        (2, None),
    ]
    for rows in (priced.rows, priced.rows[::-1]):
        turned = Comparison(priced.base, rows).arranged(Sort.REAL, None)
        assert turned.base == found.base
        assert [row.names["state"] for row in turned.rows] == ["BB", "AA", "XX"]
        assert [row.like_above for row in turned.rows] == [False] * 3
    # Without price levels no row has real pay, and they stay as they are.
    assert found.arranged(Sort.REAL, 2).rows == found.rows[:2]


def test_people_of_whom_the_same_is_said_are_alike(tiny: Bands) -> None:
    # The difference is 0 and so is its margin: nothing tells them apart.
    person = profile(tiny, years="5", cert="ABC")
    twins = compare(tiny, person, [Variant({"profile": name}, person) for name in ("ann", "bob")])
    assert [row.like_above for row in twins.arranged(Sort.GIVEN, None).rows] == [False, True]


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (("cret",), "cannot vary 'cret': did you mean cert or remote?"),
        (("cert=",), "'cert=' has an empty value: leave out the comma, or the ="),
        (("cert=ABC,,TOP",), "'cert=ABC,,TOP' has an empty value: leave out the comma, or the ="),
        (("cert=XYZ,none",), "unknown certification 'XYZ': run 'salary list certs' to see all 4"),
        (("employer",), "Testland has no values of employer: name some, as in employer=A,B"),
        (("years=" + ",".join(map(str, range(40))), "cert=" + ",".join(["ABC"] * 40)), "1,600 combinations are more than the 1,000 that one comparison may have: name fewer values"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared(tiny: Bands, what: tuple[str, ...], message: str) -> None:
    with pytest.raises(ProfileError) as caught:
        comparison(tiny, *what)
    assert str(caught.value) == message
    assert MAX_ROWS == 1_000


@pytest.mark.parametrize("width", [40, 80, 120])
def test_golden(golden: Callable[[str, str], None], width: int) -> None:
    report = comparison(SHIPPED, "cert=none,CPC,CPC+CPMA,CCS", years="5", state="OH")
    golden(f"compare-{width}.table", render(report, Format.TABLE, Display(width)))


@pytest.mark.parametrize("format", [format for format in Format if not format.page])
def test_golden_formats(golden: Callable[[str, str], None], format: Format) -> None:
    report = comparison(SHIPPED, "employer=hospital,insurer", cert="CPC", employer="hospital")
    golden(f"compare.{format}", render(report, format, Display()))


# From the command line.


def test_rows_are_measured_from_your_own_or_else_from_the_first_that_is_named() -> None:
    for typed, base in (
        ("cert=CCS,CPC -c CPC -y 5", ["CPC"]),
        ("cert=CCS,CPC -y 5", ["CCS"]),
        ("cert -y 5", None),
        ("cert -c CPC -y 5", ["CPC"]),
    ):
        assert answer(f"compare {typed}")["base"]["profile"]["cert"] == base


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        # 0.9785 x 51,140 x 1.0239^1.5 = 51,845; x 1.059 x 0.957 = 52,543; x 0.930 = 48,216: 52,500 - 48,200, both rounded.
        (
            "cert=none,CPC -y 5",
            "CPC pays most: $52,500 a year · $25.26 an hour $4,300 more than no certification",
        ),
        (
            "cert=CPC,none -y 5",
            "CPC pays most: $52,500 a year · $25.26 an hour $4,300 more than no certification",
        ),
        ("cert=CPC,CCS -y 5", "The same: $52,500 a year no published figure separates them"),
        ("remote -y 5", "The same: $51,800 a year"),
        (
            "specialty -y 5",
            "8 specialties cardiology, oncology, orthopedics, anesthesia, surgery,",
        ),
        ("state -c CPC -y 5", "Not shown 43 more: add --all"),
    ],
)
def test_the_answer_stands_first(typed: str, words: str) -> None:
    out = salary("compare", *typed.split(), COLUMNS="90").out
    assert words in " ".join(out.replace("▸", "").split())
    assert out.count("\n") <= 24


def test_all_shows_every_row_and_so_does_every_format_for_programs() -> None:
    assert len(salary("compare state").out.splitlines()) < len(salary("compare state --all").out.splitlines())
    assert "Puerto Rico" in salary("compare state --all").out
    assert len(answer("compare state")["rows"]) == 53


def test_the_areas_of_a_state() -> None:
    areas = salary("compare metro -s DE -f csv --fields place_code --no-header")
    assert areas.out.split() == ["20100", "37980", "1000005"]


def test_levels_top_and_sort() -> None:
    run = salary("compare role --levels --top 2 --sort low -f csv")
    lines = run.out.splitlines()
    assert lines[0].startswith("role,low,typical,high,entry_typical,mid_typical,senior_typical,change")
    assert [line.split(",")[0] for line in lines[1:]] == ["director", "compliance"]


def test_people_are_compared_by_their_files(tmp_path: Path) -> None:
    (tmp_path / "ann.yaml").write_text("cert: CPC\nyears: 5\n", encoding="utf-8")
    (tmp_path / "bob.yaml").write_text("cert: none\nyears: 20\nstate: OH\n", encoding="utf-8")
    both = ("compare", "--profile", "ann.yaml", "--profile", "bob.yaml")
    document = answer(*both, cwd=tmp_path)
    assert document["base"]["typical"] == 52_500
    assert {row["profile"]: row["change"] == 0 for row in document["rows"]} == {
        "ann.yaml": True,
        "bob.yaml": False,
    }
    assert "leave out what to vary" in salary(*both, "cert", cwd=tmp_path).err
    assert salary("estimate --profile ann.yaml --profile bob.yaml", cwd=tmp_path).code == 2


def test_rows_without_wages_of_their_own_are_named() -> None:
    run = salary("compare metro=enid,tulsa -f csv --fields metro,place_name --no-header")
    assert run.out.splitlines() == ['"Enid, OK",Oklahoma', '"Tulsa, OK","Tulsa, OK"']
    assert "no wages are published for Enid, OK" in run.err


def test_years_of_a_pay_scale_are_those_at_which_a_point_begins() -> None:
    rows = salary("compare", "years", "--country", "UK", "--sort", "given", "-f", "csv", "--fields", "years")
    assert rows.out.split() == ["years", "0", "2", "3", "4", "5"]


def test_rows_that_an_employer_does_not_take_are_named_and_the_others_shown() -> None:
    found = answer("compare cert=CPC,CRC,none -e va -y 3")
    assert [row["cert"] for row in found["rows"]] == ["CPC"]
    assert [row["cert"] for row in found["left_out"]] == ["CRC", "none"]
    assert any(note.startswith("left out: CRC and none: employer va accepts only") for note in found["notes"])
    assert [row["employer"] for row in answer("compare employer=va,hospital -c none")["rows"]] == ["hospital"]
    # Where nothing is left, or a value is no value, the comparison as a whole is wrong.
    refused = salary("compare cert=CRC,none -e va")
    assert (refused.code, refused.err.count("error: employer va ")) == (2, 1)
    unknown = salary("compare cert=CPC,XYZ -e va")
    assert (unknown.code, unknown.err.count("error:")) == (2, 1)
    assert "unknown certification 'XYZ'" in unknown.err


def test_the_first_year_of_certifications_adds_up_exams_and_the_dues_paid_once() -> None:
    """CPC: exam 425 to 499 and dues 222; beside it CPMA: exam 425 to 499, and the dues keep it too."""
    lines = salary("compare cert=CPC,CPC+CPMA,none -y 5", COLUMNS="80").out.splitlines()
    costs = {line[2:20].strip(): line for line in lines if line.startswith(("  ", "▸ "))}
    assert "  $647 to $721" in costs["CPC"]
    assert "  $1,072 to $1,220  " in costs["CPC + CPMA"]
    assert " to " not in costs["no certification"]
