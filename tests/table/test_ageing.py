"""Wages moved to another month: by hand, in both directions, beyond what is published, and in every command."""

import csv
import json
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import SHIPPED, US
from program import answer, salary
from tables import HERE, ROOT, TINY, profile

from coding_salary.model.estimate import estimate
from coding_salary.model.waterfall import waterfall
from coding_salary.reading.errors import TableError
from coding_salary.report.estimate import EstimateReport
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import WageIndex, month_name, month_number, month_text
from coding_salary.table.load import load

INDEX = """\
    fresh_for: 12
    wage_index:
      label: Made-up index
      source: census
      evidence: solid
      changes: {2025-03: 1, 2025-06: 2, 2025-09: 3}
      beyond: {evidence: assumed, quarters: 2, months: 12}
      error: 4
      error_derivation: made up
"""
SHIPPED_INDEX = US.wage_index
assert SHIPPED_INDEX
MONTHS = st.integers(month_number(SHIPPED_INDEX.first), month_number(SHIPPED_INDEX.last)).map(month_text)


def tiny_with(text: str, tmp_path) -> str:
    table = tmp_path / "bands.yaml"
    source = TINY.read_text(encoding="utf-8").replace("    date: 2025-05\n", f"    date: 2025-05\n{text}")
    table.write_text(source, encoding="utf-8")
    return str(table)


@pytest.fixture
def indexed(tmp_path) -> Bands:
    return load(tiny_with(INDEX, tmp_path))


def index_of(bands: Bands) -> WageIndex:
    index = bands.markets["XX"].wage_index
    assert index
    return index


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-05", "2025-05", 1),
        ("2025-05", "2025-06", 1.02 ** (1 / 3)),  # one of three months of a quarter of 2 %
        ("2025-05", "2025-09", 1.02 ** (1 / 3) * 1.03),
        ("2025-05", "2025-04", 1.02 ** (-1 / 3)),
        ("2025-05", "2024-12", 1.02 ** (-2 / 3) / 1.01),
        ("2025-05", "2025-12", 1.02 ** (1 / 3) * 1.03 * 1.025),  # beyond: (2 + 3) / 2 = 2.5 % a quarter
        ("2025-10", "2025-11", 1.025 ** (1 / 3)),
        ("2025-10", "2025-08", 1.025 ** (-1 / 3) * 1.03 ** (-1 / 3)),
    ],
)
def test_by_hand(indexed: Bands, since: str, until: str, expected: float) -> None:
    assert index_of(indexed).ageing(since, until).multiplier == pytest.approx(expected, rel=1e-12)


def test_it_reaches_its_first_and_its_last_month_and_none_beyond(indexed: Bands) -> None:
    # The first quarter, to 2025-03, begins in 2024-12; twelve months are added to 2025-09.
    reached = {
        month: index_of(indexed).reaches(month) for month in ("2024-11", "2024-12", "2026-09", "2026-10")
    }
    assert reached == {"2024-11": False, "2024-12": True, "2026-09": True, "2026-10": False}


def test_what_is_assumed_stands_apart_and_the_error_grows_with_the_months(indexed: Bands) -> None:
    published, assumed = index_of(indexed).ageing("2025-05", "2025-12").stretches
    assert (published.since, published.until, published.assumed) == ("2025-05", "2025-09", False)
    assert (assumed.since, assumed.until, assumed.assumed) == ("2025-09", "2025-12", True)
    assert index_of(indexed).ageing("2025-05", "2025-11").error == pytest.approx(0.02)  # half of 4 % a year
    (back,) = index_of(indexed).ageing("2025-05", "2025-02").stretches
    assert not back.assumed
    ageing = index_of(indexed).ageing("2025-12", "2025-06")
    assert (ageing.since, ageing.until) == ("2025-12", "2025-06")
    first, second = ageing.stretches
    assert (first.assumed, second.assumed) == (True, False)


def test_the_model_s_own_example(shipped: Bands) -> None:
    # +1.1, +0.9, +0.8, +1.0 % to March 2026, then their mean, 0.95 %: one month, three quarters, 8 months.
    expected = 1.011 ** (1 / 3) * 1.009 * 1.008 * 1.010 * 1.0095 ** (8 / 3)
    result = estimate(shipped, profile(shipped, **{"as-of": "2026-11"}))
    assert result.you.pay.typical == pytest.approx(51_140 * expected, rel=1e-12)
    assert round(51_140 * expected) == 54_071


@given(a=MONTHS, b=MONTHS, c=MONTHS)
def test_steps_add_up_and_turn_back(a: str, b: str, c: str) -> None:
    assert SHIPPED_INDEX
    there, on = SHIPPED_INDEX.ageing(a, b).multiplier, SHIPPED_INDEX.ageing(b, c).multiplier
    assert there * on == pytest.approx(SHIPPED_INDEX.ageing(a, c).multiplier, rel=1e-9)
    assert there * SHIPPED_INDEX.ageing(b, a).multiplier == pytest.approx(1, rel=1e-9)
    assert (there > 1) == (a < b)  # every published quarter rose


@given(month=MONTHS, years=st.integers(0, 40), state=st.sampled_from(["", "OH", "MS", "GU"]))
def test_everything_moves_alike_and_nobody_changes_place(month: str, years: int, state: str) -> None:
    said = {"years": str(years), "cert": "CPC"} | ({"state": state} if state else {})
    now, moved = (
        estimate(SHIPPED, profile(SHIPPED, **said)),
        estimate(SHIPPED, profile(SHIPPED, **said, **{"as-of": month})),
    )
    assert moved.ageing
    for name in ("p10", "low", "typical", "high", "p90"):
        for one, other in zip((now.you, *now.levels), (moved.you, *moved.levels), strict=True):
            expected = getattr(one.pay, name) * moved.ageing.multiplier
            assert getattr(other.pay, name) == pytest.approx(expected, rel=1e-9)
    assert moved.you.percentile == now.you.percentile
    assert moved.margin / moved.you.pay.typical >= now.margin / now.you.pay.typical


def test_the_waterfall_shows_each_step_and_still_adds_up(shipped: Bands) -> None:
    result = estimate(shipped, profile(shipped, cert="CPC", years="5", **{"as-of": "2026-11"}))
    steps = waterfall(result)
    assert [step.factor for step in steps[:3]] == ["median", "as_of", "as_of"]
    # 51,140 x 1.0310 = 52,725; x 1.0255 = 54,071.
    assert [step.pay_after for step in steps[:3]] == [51_140, 52_725, 54_071]
    assert [step.evidence for step in steps[1:3]] == ["solid", "assumed"]
    assert steps[1].sources == ["eci-2026q1"]
    assert sum(step.change for step in steps) == EstimateReport(shipped, result).rows[-1].typical


def test_the_error_of_ageing_is_part_of_the_margin(indexed: Bands) -> None:
    # Half a year of 4 % a year is 2 %; Alpha's own is 3 %: sqrt(0.0004 + 0.0009) = 0.0360555.
    result = estimate(indexed, profile(indexed, state="AA", **{"as-of": "2025-11"}))
    assert result.margin == pytest.approx(0.0360555 * result.you.pay.typical, rel=1e-5)


def test_the_steps_of_the_wage_index_say_what_they_rest_on(indexed: Bands) -> None:
    # 40,000 x 1.02^(1/3) x 1.03 = 41,473.4; one quarter more at (2 + 3) / 2 = 2.5 %: 42,510.2.
    _, published, assumed = waterfall(estimate(indexed, profile(indexed, **{"as-of": "2025-12"})))[:3]
    assert [tuple(published), tuple(assumed)] == [
        ("as_of", "2025-09", "wages from May 2025 to September 2025", 1.0368, True, None, 41_473, 1_473, "solid", ["census"], "Made-up index: published changes, compounded monthly"),
        ("as_of", "2025-12", "wages from September 2025 to December 2025, assumed", 1.025, True, None, 42_510, 1_037, "assumed", ["census"], "the mean of the last 2 quarters goes on: 2.5 % a quarter, compounded monthly"),
    ]  # fmt: skip


def test_notes_name_the_last_published_point_and_what_is_assumed() -> None:
    done = salary("estimate --as-of 2026-11")
    assert "published to March 2026" in done.err
    assert "the mean of the last 4 quarters, 0.95 % a quarter, is assumed to go on" in done.err
    assert "moved to November 2026 with the wage index (eci-2026q1)" in done.out
    document = answer("estimate --as-of 2026-02")
    assert document["profile"]["as_of"] == "2026-02"
    assert document["table_date"] == "2025-05"
    assert "published to March 2026" in document["notes"][0]
    assert "assumed" not in document["notes"][0]


def test_today_is_the_month_of_the_clock() -> None:
    today = salary("estimate --as-of today -f json", SALARY_TODAY="2026-11-21")
    named = salary("estimate --as-of 2026-11 -f json", SALARY_TODAY="2030-01-01")
    assert today.out == named.out
    assert json.loads(today.out)["profile"]["as_of"] == "2026-11"


def test_a_saved_profile_block_can_be_read_back(tmp_path) -> None:
    (tmp_path / "me.yaml").write_text("years: 5\nas_of: 2026-01\n", encoding="utf-8")
    done = salary("estimate --profile me.yaml -f json", cwd=tmp_path)
    assert json.loads(done.out)["profile"]["as_of"] == "2026-01"


def test_a_month_said_twice_in_a_profile_is_refused(tmp_path) -> None:
    (tmp_path / "me.yaml").write_text("as-of: 2026-01\nas_of: 2026-02\n", encoding="utf-8")
    done = salary("estimate --profile me.yaml", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "me.yaml:2:8: as_of: is as-of in other letters: keep one of them\n" in done.err


def test_the_way_out_is_named_only_while_there_is_one() -> None:
    note = "note: the wages are those of May 2025, 71 months ago\n"
    assert salary("estimate", SALARY_TODAY="2031-04").err == note


@pytest.mark.parametrize("today", ["2026", "yesterday", "2026-11-211", "2026-13-01", "2026-02-30"])
def test_a_clock_that_is_set_wrong_says_so(today: str) -> None:
    done = salary("estimate", SALARY_TODAY=today)
    assert (done.code, done.out) == (2, "")
    assert "SALARY_TODAY must be a date such as 2026-11-21" in done.err


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2025-05", ""),
        ("2026-05", ""),  # 12 months old, and fresh for 12
        ("2026-06", "note: the wages are those of May 2025, 13 months ago; --as-of today moves them with the wage index\n"),
        ("2024-01", ""),  # a clock that is behind
    ],
)  # fmt: skip
def test_an_old_table_says_so_once_and_quietly(today: str, words: str) -> None:
    for command in (
        ["estimate"],
        ["offer", "54k"],
        ["boost"],
        ["path", "--years", "5"],
        ["compare", "remote"],
        ["careers"],
    ):
        done = salary(*command, "--cert", "CPC", SALARY_TODAY=today)
        assert (done.code, done.err) == (0, words), command


def test_the_note_is_not_part_of_a_result_and_goes_when_wages_are_moved() -> None:
    fresh, old = (salary("estimate -f json", SALARY_TODAY=today) for today in ("2025-06", "2031-01"))
    assert fresh.out == old.out
    assert "note: " in old.err
    assert "months ago" not in salary("estimate --as-of 2025-05", SALARY_TODAY="2031-01").err
    assert salary("list roles", SALARY_TODAY="2031-01").err == ""


def test_every_command_moves_its_amounts() -> None:
    flags = ("--cert", "CPC", "--years", "5", "--as-of", "2026-11", "-f", "json")
    typical = json.loads(salary("estimate", *flags).out)["you"]["typical"]
    assert typical == 54_700  # 51,748 x 1.05732 = 54,714
    assert json.loads(salary("offer 54k", *flags).out)["typical"] == typical
    assert json.loads(salary("compare remote", *flags).out)["base"]["typical"] == typical
    assert json.loads(salary("boost", *flags).out)["typical"] == typical
    assert json.loads(salary("path", *flags).out)["plans"][0]["years"][0]["typical"] == typical
    assert json.loads(salary("careers", *flags).out)["typical"] == typical
    evidence = json.loads(salary("offer 40k", *flags).out)["evidence"][0]
    assert "earn $54,100 or more, a quarter $68,500 or more (oews-2025, moved to November 2026)" in evidence
    assert "in the money of November 2026" in salary("path", *flags[:-2]).out


def test_people_of_different_months_are_not_compared(tmp_path) -> None:
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
        ("2025-06: 2", "2025-07: 2", "quarters follow each other: expected 2025-06"),
        ("2025-06: 2", "Q2: 2", "expected the month that a quarter ends with, such as 2026-03, as the key"),
        ("2025-06: 2", "2025-06: 26", "must be at most 25, found 26"),
        ("2025-06: 2", "2025-06: -26", "must be at least -25, found -26"),
        ("2025-06: 2, 2025-09: 3}", "Q2: 2, Q3: 3}", "wage_index.changes.Q3: expected the month"),
        ("quarters: 2", "quarters: 4", "must be at most 3, found 4"),
        ("{2025-03: 1, 2025-06: 2, 2025-09: 3}\n      beyond: {evidence: assumed, quarters: 2", "{2025-06: 2}\n      beyond: {evidence: assumed, quarters: 2", "must be at most 1, found 2"),
        ("months: 12", "months: 601", "must be at most 600, found 601"),
        ("quarters: 2", "quarters: 0", "must be at least 1, found 0"),
        ("evidence: assumed", "evidence: hope", "unknown 'hope': use reference, solid, fair, weak or assumed"),
        ("source: census\n      evidence", "source: stars\n      evidence", "unknown source 'stars'"),
        ("error: 4", "error: -4", "must be at least 0, found -4"),
        ("error: 4", "error: 100.5", "must be at most 100, found 100.5"),
        ("fresh_for: 12", "fresh_for: 1.5", "expected a whole number, found 1.5"),
        ("2025-03: 1, 2025-06: 2, 2025-09: 3", "2020-03: 1", "the wage index reaches from 2019-12 to 2021-03"),
        ("{2025-03: 1, 2025-06: 2, 2025-09: 3}", "{}", "expected at least one entry, found none"),
    ],
)  # fmt: skip
def test_a_broken_index_has_a_place_and_a_way_out(tmp_path, before: str, after: str, expected: str) -> None:
    assert before in INDEX
    text = INDEX.replace(before, after).replace(
        "quarters: 2", "quarters: 1" if "2020-03" in after else "quarters: 2"
    )
    with pytest.raises(TableError) as raised:
        load(tiny_with(text, tmp_path))
    assert expected in str(raised.value)
    assert all(problem.mark for problem in raised.value.problems)


def test_months_are_counted_and_spoken() -> None:
    assert month_text(month_number("2025-12") + 1) == "2026-01"
    assert month_name("2026-11") == "November 2026"


def history() -> dict[str, list[int]]:
    with (HERE / "wage_history.csv").open(encoding="utf-8") as file:
        return {
            row["month"]: [int(row[f"p{p}"]) for p in (10, 25, 50, 75, 90)] for row in csv.DictReader(file)
        }


def test_the_help_topic_states_the_miss_of_ageing_and_of_not_ageing(shipped: Bands) -> None:
    """May 2024 aged to May 2025, against what was then published; and May 2024 left as it was."""
    published = history()
    assert SHIPPED_INDEX
    growth = SHIPPED_INDEX.ageing("2024-05", "2025-05").multiplier
    # 1.010^(1/3) x 1.013 x 1.008 x 1.012 x 1.011^(2/3)
    expected = exp(log(1.010) / 3 + log(1.013) + log(1.008) + log(1.012) + log(1.011) * 2 / 3)
    assert growth == pytest.approx(expected, rel=1e-12)
    topic = (ROOT / "coding_salary" / "help" / "accuracy.md").read_text(encoding="utf-8")
    assert published["2025-05"] == list(map(int, shipped.markets["US"].occupation.ranges["US"].wages))
    for name, before, after in zip(
        ("p10", "p25", "median", "p75", "p90"), published["2024-05"], published["2025-05"], strict=True
    ):
        aged, left = before * growth, before
        row = (
            f"| {name} | {before:,} | {after:,} | {aged:,.0f} | {(aged / after - 1) * 100:+.1f} %"
            f" | {(left / after - 1) * 100:+.1f} % |"
        )
        assert row in topic


def test_the_error_of_the_index_is_the_miss_that_was_measured() -> None:
    published = history()
    assert SHIPPED_INDEX
    aged = published["2024-05"][2] * SHIPPED_INDEX.ageing("2024-05", "2025-05").multiplier
    assert SHIPPED_INDEX.error == round((aged / published["2025-05"][2] - 1) * 100, 1)
    assert f"{round(aged):,}" in SHIPPED_INDEX.error_derivation
