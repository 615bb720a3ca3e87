"""The calculation: cases from paper. What must always hold is in test_properties.py."""

from functools import partial
from math import exp, sqrt
from typing import Any

import pytest
import yaml
from people import AREAS, SHIPPED
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


def test_the_margin_adds_the_errors_of_the_evidence_and_of_the_place(tiny: Bands) -> None:
    # Five years lie between a fair and a weak point: the weaker counts, 0.08. Certified solid 0.03; one: reference 0;
    # TOP assumed 0.10; Alpha 3 % of the mean, 1.5 times that of the median: sqrt(0.0064 + 0.0009 + 0.01 + 0.045^2) =
    # 0.139014; M = 1.21: Alpha rises as the nation does, so typical = 44,000 x 1.21 = 53,240; margin 7,401.13.
    result = estimate(tiny, profile(tiny, cert="TOP", years="5", state="Alpha"))
    assert result.you.pay.typical == pytest.approx(53_240)
    assert result.margin == pytest.approx(7_401.13, abs=0.01)


def test_the_waterfall_starts_at_the_median_and_ends_at_typical(tiny: Bands) -> None:
    # 40,000 x 1.0 (5 years) x 1.1 (certified) x 1 (one) x 1.1 (TOP)
    result = estimate(tiny, profile(tiny, cert="TOP", years="5"))
    assert [round(change.pay_after) for change in result.changes] == [40_000, 44_000, 44_000, 48_400]
    assert result.median == 40_000


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


def test_the_outcome_says_years_level_multiplier_and_place_on_the_curve(tiny: Bands) -> None:
    # TOP at five years: 1.21. z0 = ln 1.21 / ln 1.5 x 0.674490 = 0.317096, the 62.441st percentile.
    result = estimate(tiny, profile(tiny, cert="TOP", years="5"))
    assert (result.you.years, result.you.level and result.you.level.name) == (5, "senior")
    assert result.you.multiplier == pytest.approx(1.21)
    assert result.you.people.position == pytest.approx(0.317096, abs=1e-6)
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


def test_an_employer_alone_gives_the_wages_of_its_industry_back_and_the_levels_do_not() -> None:
    # The industry's own five in the nation; its multiplier, for the levels, is (59,120/51,140)^0.75 = 1.114886, on which
    # one year counts 0.779 + 0.5/2.5 x (0.905 - 0.779) = 0.8042: 51,140 x 0.896591 = 45,851.7, below the median by ln
    # 0.109155 and within a quarter. Alone it is 59,120/51,140 = 1.156042, and no range narrows.
    result = estimate(SHIPPED, profile(SHIPPED, employer="hospital", **PUBLISHED))
    assert result.you.pay == approx((39_530, 47_370, 59_120, 74_160, 90_120))
    assert (result.you.narrowing, result.you.shown) == (None, None)
    assert result.you.multiplier == approx(1.156042)
    assert result.levels[0].pay.typical == approx(45_851.7)
    # The error of the row, solid: 4 %, and 1.5 times 0.4 % of the nation's wages.
    assert result.margin == approx(59_120 * sqrt(0.04**2 + 0.006**2))


def test_answers_that_do_not_count_in_a_job_are_no_facts() -> None:
    given = {"years": "15", "state": "CA", "role": "director"}
    bare = estimate(SHIPPED, profile(SHIPPED, **given))
    with_cert = estimate(SHIPPED, profile(SHIPPED, cert="CPC,CRC", remote="yes", **given))
    assert (bare.idle, with_cert.idle) == ((), ("--cert", "--remote"))
    assert (with_cert.you, with_cert.margin) == (bare.you, bare.margin)
    assert [change.fact.factor for change in with_cert.changes] == ["experience", "role"]
    # No wages of billers are published for the federal government: for a biller it says nothing.
    assert estimate(SHIPPED, profile(SHIPPED, role="biller", employer="federal")).idle == ("--employer",)


def test_without_a_month_money_is_that_of_the_release_and_each_job_moves_by_its_own_rise() -> None:
    # 18 months from May 2025: coders 1.0239^1.5 = 1.036063, managers 1.0344^1.5 = 1.052041; the error of a year is 3 %.
    for role, median, growth in (("coder", 51_140, 1.036063), ("director", 123_860 * 0.95, 1.052041)):
        now = estimate(SHIPPED, profile(SHIPPED, role=role))
        assert now.growth == approx(growth)
        assert now.you.pay.typical == approx(median * growth)
    assert now.ageing
    assert now.ageing.error == pytest.approx(0.03 * sqrt(1.5))
    # Between May 2023, 48,780, and May 2024, 50,250: five months are 49,392.5.
    earlier = estimate(SHIPPED, profile(SHIPPED, **{"as-of": "2023-10"}))
    assert earlier.you.pay.typical == approx(49_392.5)
    assert earlier.ageing
    assert earlier.ageing.error == 0


def test_an_area_without_wages_falls_back_to_its_state_and_a_job_without_them_too() -> None:
    enid = next(place for place in AREAS if place.name == "Enid, OK")
    assert estimate(SHIPPED, Profile("US", enid)).place.code == "OK"
    fond_du_lac = next(place for place in AREAS if place.name == "Fond du Lac, WI")
    assert estimate(SHIPPED, Profile("US", fond_du_lac)).place.name == "Fond du Lac, WI"
    assert estimate(SHIPPED, Profile("US", fond_du_lac, role="biller")).place.code == "WI"
