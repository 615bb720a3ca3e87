"""The calculation: cases from paper. What must always hold is in test_properties.py."""

from functools import partial
from math import exp
from typing import Any

import pytest
import yaml
from people import SHIPPED
from tables import HERE, profile

from coding_salary.model.estimate import estimate
from coding_salary.model.facts import facts_of
from coding_salary.model.sharpening import sharpening
from coding_salary.model.waterfall import waterfall
from coding_salary.numbers import half_up
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import EXPERIENCE
from coding_salary.table.places import nation

approx = partial(pytest.approx, rel=1e-5)
PUBLISHED = {"as-of": "published"}
CASES = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_by_hand(case: dict[str, Any], tiny: Bands) -> None:
    pay = estimate(tiny, profile(tiny, **case["answers"])).you.pay
    assert [half_up(getattr(pay, name), 100) for name in ("low", "typical", "high")] == case["you"]


def test_years_decide_the_level_and_not_its_name(tiny: Bands) -> None:
    # By the alphabet these follow the other way round.
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
    # The biller has a range of its own, which has priced the job: it covers nothing, and explains no spread.
    facts = facts_of(tiny.markets["XX"], profile(tiny, cert="ABC-A", role="biller"))
    assert [(fact.choice.value, fact.spread) for fact in facts if fact.factor == "role"] == [("biller", 0)]
    assert all(fact.counted for fact in facts)
    # What an apprentice holds beside it does not count while the A is held; a stronger role still does.
    for role, covers in (("coder", "ABC-A"), ("chief", "chief")):
        facts = facts_of(tiny.markets["XX"], profile(tiny, cert="ABC-A,TOP", role=role))
        covered = {fact.choice.value: fact.covered_by for fact in facts}
        assert (covered["TOP"], covered[covers]) == (covers, "")
    # Three certifications, one of which is an apprentice's, count as the two or more of the table.
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
    # 1.226 x 1.059 x 1.139 x 1.25 x (63,970/51,140)^0.75 x 1.123 = 2.4553, ln = 0.898; the 98th percentile of the nation
    # is at 0.461732 + 0.224685 x 0.772197 / 0.607062 = 0.747537. The score of 0.898 is 2.461: a quarter below, at about
    # 1.8, is still inside.
    extreme = {
        "cert": "CPC,CRC,CIRCC",
        "years": "30",
        "role": "analyst",
        "employer": "education",
        "education": "master",
    }
    result = estimate(SHIPPED, profile(SHIPPED, **PUBLISHED, **extreme))
    assert result.you.multiplier == pytest.approx(2.4553, abs=1e-4)
    assert result.you.held == ("typical", "high", "p90")
    assert result.you.pay.typical == result.you.pay.p90 == pytest.approx(51_140 * exp(0.747537), rel=1e-5)
    assert result.you.percentile == pytest.approx(98)


def test_what_would_sharpen_names_the_lowest_and_the_highest_answer(tiny: Bands) -> None:
    # Nothing said, 40,000. Years 0.8 to 1.2; none 0.9, TOP 1.1 x 1.1; billers' median, chief 1.3; the states' medians.
    found = [
        (each.flag, *each.lowest, *each.highest) for each in sharpening(tiny, estimate(tiny, profile(tiny)))
    ]
    assert sorted(found[:2]) == [
        ("--role", "Biller", approx(36_000), "Chief", approx(52_000)),
        ("--years", "0 years", approx(32_000), "10 years", approx(48_000)),
    ]
    assert found[2:] == [
        ("--cert", "none", approx(36_000), "TOP", approx(48_400)),
        ("--state", "Beta", approx(40_000), "Alpha", approx(44_000)),
    ]
    said = profile(tiny, years="5", cert="none", state="AA", role="coder")
    assert sharpening(tiny, estimate(tiny, said)) == []


def test_answers_that_do_not_count_in_a_job_are_no_facts() -> None:
    given = {"years": "15", "state": "CA", "role": "director"}
    bare = estimate(SHIPPED, profile(SHIPPED, **given))
    with_cert = estimate(SHIPPED, profile(SHIPPED, cert="CPC,CRC", remote="yes", **given))
    assert (bare.idle, with_cert.idle) == ((), ("--cert", "--remote"))
    assert (with_cert.you, with_cert.margin) == (bare.you, bare.margin)
    assert [change.fact.factor for change in with_cert.changes] == ["experience", "role"]
    # No wages of billers are published for the federal government: for a biller it says nothing.
    assert estimate(SHIPPED, profile(SHIPPED, role="biller", employer="federal")).idle == ("--employer",)
