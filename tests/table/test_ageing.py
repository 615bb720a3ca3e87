"""Wages moved to another month: by hand, in both directions, and in every command."""

import csv
import json
from itertools import pairwise
from math import sqrt
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import SHIPPED, US
from program import answer, salary
from tables import ROOT, TINY, profile

from coding_salary.model.estimate import estimate
from coding_salary.model.waterfall import waterfall
from coding_salary.reading.errors import TableError
from coding_salary.report.estimate import EstimateReport
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name, month_number, month_text
from coding_salary.table.load import load

RISE = (
    "yearly_rise: {percent: 3, error: 4, months: 24, evidence: fair, source: census, derivation: made up}\n"
)
CODER, BILLER = (f"        nation: {wages}\n" for wages in ("[20000, 30000, 40000, 60000, 80000, 0]", "[18000, 27000, 36000, 45000, 54000, 1]"))  # fmt: skip
assert US.months
MONTHS = st.integers(*map(month_number, US.months)).map(month_text)


def tiny_with(rise: str, folder: Path, released: str = "") -> str:
    """Write the small table with rises, and the medians of earlier months."""
    text = TINY.read_text(encoding="utf-8")
    text = text.replace(CODER, f"{CODER}        medians: {{2023-05: 36000, 2024-05: 39000}}\n        {rise}")
    text = text.replace(
        BILLER, f"{BILLER}        medians: {{2024-05: 35000}}\n        {rise.replace('24', '18')}"
    )
    if released:
        text = text.replace("version: tiny\n", f"version: tiny\nreleased: {released}\n")
    path = folder / "bands.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def rising(tmp_path: Path) -> Bands:
    return load(tiny_with(RISE, tmp_path))


@pytest.mark.parametrize(
    ("until", "multiplier", "error"),
    [
        ("2026-05", 1.03, 0.04),
        ("2025-11", 1.03**0.5, 0.04 * sqrt(0.5)),
        ("2027-05", 1.03**2, 0.04 * sqrt(2)),
        ("2024-05", 39 / 40, 0),
        ("2024-11", 39.5 / 40, 0),  # six of twelve months from 39,000 to 40,000
        ("2023-05", 36 / 40, 0),
        ("2023-09", 37 / 40, 0),  # four of twelve months from 36,000 to 39,000
    ],
)
def test_by_hand(rising: Bands, until: str, multiplier: float, error: float) -> None:
    ageing = rising.markets["XX"].occupation.ageing("2025-05", until)
    assert ageing
    assert ageing.multiplier == pytest.approx(multiplier, rel=1e-12)
    assert ageing.error == pytest.approx(error, rel=1e-12)
    assert rising.markets["XX"].occupation.ageing("2025-05", "2025-05") is None


def test_it_reaches_as_far_as_every_job_does(rising: Bands, tiny: Bands) -> None:
    # Medians since 2023-05 and since 2024-05; 24 and 18 months after 2025-05.
    assert rising.markets["XX"].months == ("2024-05", "2026-11")
    assert tiny.markets["XX"].months is None


@pytest.mark.parametrize(
    ("released", "month"),
    [
        ("", "2025-05"),
        ("2026-02-20", "2026-02"),
        ("2025-01-20", "2025-05"),  # never before the wages themselves
        ("2028-01-20", "2026-11"),  # nor beyond what the rise reaches
    ],
)
def test_nothing_said_is_the_month_of_the_release(tmp_path: Path, released: str, month: str) -> None:
    bands = load(tiny_with(RISE, tmp_path, released))
    assert profile(bands).as_of == month
    assert profile(bands, **{"as-of": "Published"}).as_of == "2025-05"


def test_the_shipped_wages_are_those_of_the_release() -> None:
    # 51,140 x 1.0239^1.5 = 51,140 x 1.03606 = 52,984; published: 51,140.
    said, months = [], []
    for flags in ("", "--as-of 2026-11", "--as-of published", "--as-of 2025-05"):
        document = answer(f"estimate {flags}", SALARY_TODAY="2031-01")
        said.append(document["you"]["typical"])
        months.append((document["profile"]["as_of"], document["table_date"]))
    assert said == [53_000, 53_000, 51_100, 51_100]
    assert months == [("2026-11", "2025-05")] * 2 + [("2025-05", "2025-05")] * 2
    assert "raised 3.6% to November 2026" in salary("estimate").out
    assert "moved" not in salary("estimate --as-of published").out


def test_every_published_median_comes_back_and_lies_half_way_half_a_year_later() -> None:
    for role in ("coder", "biller", "manager", "compliance"):
        job = profile(SHIPPED, role=role).occupation(US)
        medians = [*job.medians.items(), (US.date, job.nation.median)]
        assert [month[:4] for month, _ in medians[-5:]] == ["2021", "2022", "2023", "2024", "2025"]
        for (month, before), (following, after) in pairwise(medians):
            november = month_text(month_number(month) + 6)
            for asked, expected in (
                (month, before),
                (november, (before + after) / 2),
                (following, after),
            ):
                ageing = job.ageing(US.date, asked)
                moved = job.nation.median * (ageing.multiplier if ageing else 1)
                assert moved == pytest.approx(expected, rel=1e-12)
    # The median of May 2023 as it was published: 48,780.
    assert estimate(SHIPPED, profile(SHIPPED, **{"as-of": "2023-05"})).you.pay.typical == pytest.approx(
        48_780
    )


@given(month=MONTHS, years=st.integers(0, 40), state=st.sampled_from(["", "OH", "MS", "GU"]))
def test_everything_moves_alike_and_nobody_changes_place(month: str, years: int, state: str) -> None:
    said = {"years": str(years), "cert": "CPC"} | ({"state": state} if state else {})
    still, moved = (
        estimate(SHIPPED, profile(SHIPPED, **said, **{"as-of": when})) for when in ("published", month)
    )
    factor = moved.ageing.multiplier if moved.ageing else 1
    for one, other in zip((still.you, *still.levels), (moved.you, *moved.levels), strict=True):
        assert list(other.pay) == pytest.approx([factor * amount for amount in one.pay], rel=1e-9)
    assert (moved.you.percentile, moved.you.shown) == (still.you.percentile, still.you.shown)
    assert moved.margin / moved.you.pay.typical >= still.margin / still.you.pay.typical * (1 - 1e-12)


def test_the_waterfall_shows_the_step_and_still_adds_up(shipped: Bands) -> None:
    result = estimate(shipped, profile(shipped, cert="CPC", years="5"))
    steps = waterfall(result)
    assert [(step.factor, step.pay_after) for step in steps[:2]] == [("median", 51_140), ("as_of", 52_984)]
    assert sum(step.change for step in steps) == EstimateReport(shipped, result).rows[-1].typical


@pytest.mark.parametrize(
    ("month", "step"),
    [
        # 40,000 x 1.03^1.5 = 40,000 x 1.045336 = 41,813.
        ("2026-11", ("wages from May 2025 to November 2026", 1.0453, 41_813, 1_813, "3% a year: made up")),
        ("2024-11", ("wages from May 2025 to November 2024", 0.9875, 39_500, -500, "between the published medians of the nation")),
    ],
)  # fmt: skip
def test_the_step_says_what_it_rests_on(rising: Bands, month: str, step: tuple[object, ...]) -> None:
    found = waterfall(estimate(rising, profile(rising, **{"as-of": month})))[1]
    assert (found.label, found.multiplier, found.pay_after, found.change, found.derivation) == step
    assert (found.factor, found.value, found.evidence, found.sources) == ("as_of", month, "fair", ["census"])


def test_the_error_of_moving_is_part_of_the_margin(rising: Bands) -> None:
    # Half a year of 4 % a year is 2.83 %; Alpha's median 1.5 x 3 %: sqrt(0.0008 + 0.002025) = 0.0531507.
    result = estimate(rising, profile(rising, state="AA", **{"as-of": "2025-11"}))
    assert result.margin == pytest.approx(0.0531507 * result.you.pay.typical, rel=1e-5)


def test_today_is_the_month_of_the_clock() -> None:
    today = salary("estimate --as-of today -f json", SALARY_TODAY="2026-12-21")
    named = salary("estimate --as-of 2026-12 -f json", SALARY_TODAY="2030-01-01")
    assert today.out == named.out
    assert json.loads(today.out)["profile"]["as_of"] == "2026-12"


def test_a_saved_profile_block_can_be_read_back(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("years: 5\nas_of: 2026-01\n", encoding="utf-8")
    assert answer("estimate --profile me.yaml", cwd=tmp_path)["profile"]["as_of"] == "2026-01"


def test_a_month_said_twice_in_a_profile_is_refused(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("as-of: 2026-01\nas_of: 2026-02\n", encoding="utf-8")
    done = salary("estimate --profile me.yaml", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "me.yaml:2:8: as_of: is as-of in other letters: keep one of them\n" in done.err


@pytest.mark.parametrize("today", ["2026", "yesterday", "2026-11-211", "2026-13-01", "2026-02-30"])
def test_a_clock_that_is_set_wrong_says_so(today: str) -> None:
    done = salary("estimate", SALARY_TODAY=today)
    assert (done.code, done.out) == (2, "")
    assert "SALARY_TODAY must be a date such as 2026-11-21" in done.err


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2027-06", ""),  # 25 months old, and fresh for 25
        ("2027-07", "note: wages are from May 2025, 26 months ago: a newer release is due\n"),
        ("2024-01", ""),  # a clock that is behind
    ],
)
def test_an_old_table_says_so_once_and_beside_the_result(today: str, words: str) -> None:
    for command in ("estimate", "offer 54k", "boost", "path --years 5", "compare remote", "careers"):
        done = salary(command, "--cert", "CPC", SALARY_TODAY=today)
        assert (done.code, done.err) == (0, words), command
        assert done.out == salary(command, "--cert", "CPC", SALARY_TODAY="2026-11").out
    assert salary("list roles", SALARY_TODAY=today).err == ""


@pytest.mark.parametrize(
    ("flags", "typical", "median", "quarter"),
    [
        ("", 52_500, "$53,000", "$45,100"),  # 50,714 x 1.03606 = 52,543; 51,140 and 43,490 as much
        ("--as-of 2023-05", 48_400, "$48,800", "$41,500"),  # x 48,780 / 51,140: 48,374; 48,780; 41,483
    ],
)
def test_every_command_moves_its_amounts(flags: str, typical: int, median: str, quarter: str) -> None:
    said = ("--cert", "CPC", "--years", "5", *flags.split())
    assert answer("estimate", *said)["you"]["typical"] == typical
    assert answer("compare remote", *said)["base"]["typical"] == typical
    assert answer("path", *said)["plans"][0]["years"][0]["typical"] == typical
    for command in ("boost", "careers", "offer 40k"):
        assert answer(command, *said)["typical"] == typical, command
    moved = "May 2023" if flags else "November 2026"
    point, *_ = answer("offer 40k", *said)["evidence"]
    assert point.endswith(f"earn {median} or more, and three in four {quarter} or more (BLS)")
    assert f"Money      of {moved}, no inflation" in salary("path", *said).out


def test_people_of_different_months_are_not_compared(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("as-of: 2026-01\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("years: 5\n", encoding="utf-8")
    both = ("compare", "--profile", "a.yaml", "--profile", "b.yaml")
    refused = salary(*both, cwd=tmp_path)
    assert (refused.code, refused.out) == (2, "")
    assert "the profiles are of different months: give --as-of for all of them" in refused.err
    assert salary(*both, "--as-of", "2026-01", cwd=tmp_path).code == 0
    assert "give it with --as-of" in salary("compare as-of=2026-01").err


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("percent: 3", "percent: 26", "yearly_rise.percent: must be at most 25, found 26"),
        ("percent: 3", "percent: -26", "yearly_rise.percent: must be at least -25, found -26"),
        ("error: 4", "error: -4", "yearly_rise.error: must be at least 0, found -4"),
        ("error: 4", "error: 100.5", "yearly_rise.error: must be at most 100, found 100.5"),
        ("months: 24", "months: 601", "yearly_rise.months: must be at most 600, found 601"),
        ("months: 24", "months: 1.5", "yearly_rise.months: expected a whole number, found 1.5"),
        ("fair", "hope", "unknown 'hope': use reference, solid, fair, weak or assumed"),
        ("census", "stars", "yearly_rise.source: unknown source 'stars'"),
        (", derivation: made up", "", "yearly_rise: the key derivation is missing"),
    ],
)
def test_a_broken_rise_has_a_place_and_a_way_out(
    tmp_path: Path, before: str, after: str, expected: str
) -> None:
    assert before in RISE
    with pytest.raises(TableError) as raised:
        load(tiny_with(RISE.replace(before, after), tmp_path))
    assert [expected in str(problem) for problem in raised.value.problems] == [True, True]
    assert all(problem.mark for problem in raised.value.problems)


def test_months_are_counted_and_spoken() -> None:
    assert month_text(month_number("2025-12") + 1) == "2026-01"
    assert month_name("2026-11") == "November 2026"


def test_the_help_topic_states_the_miss_of_moving_and_of_not_moving() -> None:
    """May 2024 moved by the rise that was usual then, and left as it was, against what was then published."""
    with (ROOT / "coding_salary" / "table" / "data" / "us_history.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["soc"] == "29-2072"]
    published = [[int(row[f"p{p}"]) for p in (10, 25, 50, 75, 90)] for row in rows]
    assert published[-1] == list(map(int, US.occupation.nation.wages))
    rise = median(after[2] / before[2] for before, after in pairwise(published[:-1]))
    topic = (ROOT / "coding_salary" / "help" / "accuracy.md").read_text(encoding="utf-8")
    assert f"({(rise - 1) * 100:.1f}%)" in topic
    for name, left, after in zip(("p10", "p25", "median", "p75", "p90"), *published[-2:], strict=True):
        moved = left * rise
        row = (
            f"| {name} | {left:,} | {after:,} | {moved:,.0f} | {(moved / after - 1) * 100:+.1f}%"
            f" | {(left / after - 1) * 100:+.1f}% |"
        )
        assert row in topic
