"""The calculation: cases from paper, and what must hold for every place and every profile."""

from typing import Any

import pytest
import yaml
from people import AREAS, SHIPPED
from tables import HERE, profile

from coding_salary.model.estimate import estimate
from coding_salary.model.facts import facts_of
from coding_salary.model.result import Outcome
from coding_salary.model.waterfall import waterfall
from coding_salary.numbers import half_up
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import EXPERIENCE
from coding_salary.table.places import nation

CASES = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))


def rounded(bands: Bands, outcome: Outcome) -> list[float]:
    step = next(iter(bands.markets.values())).rounding
    return [half_up(getattr(outcome.pay, name), step) for name in ("low", "typical", "high")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_by_hand(case: dict[str, Any], tiny: Bands) -> None:
    bands = {"tiny": tiny, "shipped": SHIPPED}[case["table"]]
    result = estimate(bands, profile(bands, **case["answers"]))
    assert rounded(bands, result.you) == case["you"]
    if "levels" in case:
        assert [rounded(bands, level) for level in result.levels] == case["levels"]


def test_the_margin_adds_the_errors_of_the_evidence_and_of_the_place(tiny: Bands) -> None:
    # Five years lie between a fair and a weak point: the weaker counts, 0.08. Certified solid 0.03; one: reference 0;
    # TOP assumed 0.10; Alpha 3 %. sqrt(0.0064 + 0.0009 + 0.01 + 0.0009) = 0.1349074; M = 1.21:
    # z0 = 0.317096, Alpha rises as the nation does, so typical = 44,000 x 1.21 = 53,240; margin 7,182.47.
    result = estimate(tiny, profile(tiny, cert="TOP", years="5", state="Alpha"))
    assert result.you.pay.typical == pytest.approx(53_240)
    assert result.margin == pytest.approx(7_182.47, abs=0.01)


def test_the_waterfall_starts_at_the_median_and_ends_at_typical(tiny: Bands) -> None:
    # 40,000 x 1.0 (5 years) x 1.1 (certified) x 1 (one) x 1.1 (TOP)
    result = estimate(tiny, profile(tiny, cert="TOP", years="5"))
    assert [round(change.pay_after) for change in result.changes] == [40_000, 44_000, 44_000, 48_400]
    assert result.median == 40_000


def test_unknowns_say_how_much_each_answer_would_narrow(tiny: Bands) -> None:
    # Nothing said, width 60,000 - 30,000. With years, r = 0.921139: 58,111.83 - 30,688.38 = 27,423.45: 2,576.55 less.
    # With --cert, s2 = 0.0125, r = 0.976040: 59,419.94 - 30,207.49 = 29,212.45: 787.55 less.
    unknown = estimate(tiny, profile(tiny)).unknown
    assert list(unknown) == ["--years", "--cert", "--role", "--remote"]
    assert unknown["--years"] == pytest.approx(2_576.55, abs=0.01)
    assert unknown["--cert"] == pytest.approx(787.55, abs=0.01)
    assert unknown["--remote"] == 0
    assert "--cert" not in estimate(tiny, profile(tiny, cert="none")).unknown


def test_years_decide_the_level(tiny: Bands) -> None:
    levels = {
        years: estimate(tiny, profile(tiny, years=years)).you.level for years in ("0", "4.9", "5", "40")
    }
    assert [level and level.name for level in levels.values()] == ["junior", "junior", "senior", "senior"]
    assert estimate(tiny, profile(tiny)).you.level is None
    # By the years, and not by the alphabet, in which these follow the other way round.
    market = tiny.markets["XX"]
    young, old = (
        level._replace(name=name) for level, name in zip(market.levels, ("young", "old"), strict=True)
    )
    named = tiny._replace(markets={"XX": market._replace(levels=(young, old))})
    assert estimate(named, profile(tiny, years="9")).you.level == old
    assert estimate(named, profile(tiny, years="4")).you.level == young


LINE = "straight line from 0.8 at 0 years to 1.2 at 10 years"


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("0", ("0 years", 0.8, "fair", ("club",), "made up")),
        # 0.8 + years / 10 x 0.4, on the weaker of the two points' evidence.
        ("1", ("1 year", 0.84, "weak", ("club", "census"), LINE)),
        ("2.5", ("2.5 years", 0.9, "weak", ("club", "census"), LINE)),
        ("10", ("10 years", 1.2, "weak", ("census",), "made up")),
        ("40", ("40 years", 1.2, "weak", ("census",), "made up")),
    ],
)
def test_experience_is_a_straight_line_between_points_and_flat_after_the_last(
    tiny: Bands, years: str, expected: tuple[object, ...]
) -> None:
    (fact,) = facts_of(tiny.markets["XX"], profile(tiny, years=years))
    assert fact.choice.value == years
    label, multiplier, *rest = expected
    assert fact.choice.label == label
    assert fact.choice.multiplier == pytest.approx(multiplier)
    assert fact.choice[3:6] == tuple(rest)


def test_experience_is_flat_before_the_first_point_too(tiny: Bands) -> None:
    market = tiny.markets["XX"]
    factor = market.factors[EXPERIENCE]
    (first, last) = factor.points
    later = factor._replace(points=(first._replace(years=2), last))
    (fact,) = facts_of(
        market._replace(factors={**market.factors, EXPERIENCE: later}), profile(tiny, years="1")
    )
    assert (fact.choice.multiplier, fact.choice.sources, fact.choice.evidence) == (0.8, ("club",), "fair")


def test_what_counts_in_a_group_covers_the_rest_by_name(tiny: Bands) -> None:
    facts = facts_of(tiny.markets["XX"], profile(tiny, cert="ABC,TOP", role="coder"))
    assert [(fact.factor, fact.choice.value, fact.covered_by, fact.counted) for fact in facts] == [
        ("certified", "yes", "", True),
        ("credential_count", "2", "", True),
        ("credential", "ABC", "TOP", False),
        ("credential", "TOP", "", True),
        ("role", "coder", "TOP", False),
    ]
    # The yardstick, 1, is more than the apprentice's 0.9, and does not outweigh it.
    facts = facts_of(tiny.markets["XX"], profile(tiny, cert="ABC-A", role="coder"))
    assert {fact.choice.value for fact in facts if not fact.counted} == {"coder"}
    # The biller has a range of its own, which has priced the job: it is covered, and explains no spread.
    facts = facts_of(tiny.markets["XX"], profile(tiny, cert="ABC-A", role="biller"))
    assert {fact.choice.value: fact.spread for fact in facts if not fact.counted} == {"biller": 0}
    # Three certifications count as the two or more of the table.
    facts = facts_of(tiny.markets["XX"], Profile("XX", nation(tiny.markets["XX"]), ("ABC", "ABC-A", "TOP")))
    assert [fact.choice.value for fact in facts if fact.factor == "credential_count"] == ["2"]


def test_the_range_never_narrows_below_the_least_of_the_table(tiny: Bands) -> None:
    market = tiny.markets["XX"]
    # Testland's sigma is ln 2 / 1.34898 = 0.51383: a spread of 0.42 leaves sqrt(1 - 0.17640 / 0.26402) = 0.5761 < 0.6,
    # one of 0.4 leaves sqrt(1 - 0.16 / 0.26402) = 0.6277, and one of 0.6 more than everything.
    for spread, narrowing in ((0.4, 0.6277), (0.42, 0.6), (0.6, 0.6)):
        factor = market.factors[EXPERIENCE]._replace(spread=spread)
        factors = {**market.factors, EXPERIENCE: factor}
        bands = tiny._replace(markets={"XX": market._replace(factors=factors)})
        you = estimate(bands, profile(tiny, years="5")).you
        assert you.narrowing == pytest.approx(narrowing, abs=1e-4)


def test_the_outcome_says_years_level_multiplier_and_place_on_the_curve(tiny: Bands) -> None:
    # TOP at five years: 1.21. z0 = ln 1.21 / ln 1.5 x 0.674490 = 0.317096, the 62.441st percentile.
    result = estimate(tiny, profile(tiny, cert="TOP", years="5"))
    assert (result.you.years, result.you.level and result.you.level.name) == (5, "senior")
    assert result.you.multiplier == pytest.approx(1.21)
    assert result.you.position == pytest.approx(0.317096, abs=1e-6)
    assert result.you.percentile == pytest.approx(62.441, abs=1e-3)
    assert result.you.held == ()
    assert [(level.years, level.level and level.level.name) for level in result.levels] == [
        (2, "junior"),
        (10, "senior"),
    ]
    assert [level.multiplier for level in result.levels] == [
        pytest.approx(0.88 * 1.21),
        pytest.approx(1.2 * 1.21),
    ]


def test_the_waterfall_ends_with_what_rounding_does_and_only_then(tiny: Bands) -> None:
    whole = waterfall(estimate(tiny, profile(tiny, cert="none")))
    assert [(step.factor, step.pay_after, step.change) for step in whole] == [
        ("median", 40_000, 40_000),
        ("certified", 36_000, -4_000),
    ]
    # 44,000 x 0.84 = 36,960, shown as 37,000.
    *_, last = waterfall(estimate(tiny, profile(tiny, years="1", state="AA")))
    assert last == ("rounding", "", "rounding to $100", 1, True, None, 37_000, 40, None, [], "")
    # 40,000 x 0.80004 = 32,001.6, which the steps show as 32,002.
    market = tiny.markets["XX"]._replace(rounding=0.1)
    cents = tiny._replace(markets={"XX": market})
    *_, last = waterfall(estimate(cents, profile(tiny, years="0.001")))
    assert (last.label, last.pay_after, last.change) == ("rounding to $0.1", 32_001.6, -0.4)


def test_amounts_beyond_the_published_percentiles_are_held_and_named() -> None:
    extreme = {
        "cert": "CPC,CRC,CIRCC",
        "years": "30",
        "role": "director",
        "employer": "education",
        "education": "master",
    }
    result = estimate(SHIPPED, profile(SHIPPED, **extreme))
    assert result.you.held == ("typical", "high", "p90")
    assert result.you.pay.typical == result.you.pay.p90
    assert result.you.percentile == pytest.approx(98)


def test_an_area_without_wages_falls_back_to_its_state_and_a_job_without_them_too() -> None:
    enid = next(place for place in AREAS if place.name == "Enid, OK")
    assert estimate(SHIPPED, Profile("US", enid)).place.code == "OK"
    fond_du_lac = next(place for place in AREAS if place.name == "Fond du Lac, WI")
    assert estimate(SHIPPED, Profile("US", fond_du_lac)).place.name == "Fond du Lac, WI"
    assert estimate(SHIPPED, Profile("US", fond_du_lac, role="biller")).place.code == "WI"
