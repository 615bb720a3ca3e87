"""The calculation: a table and a profile in, pay out. Pure: no file, clock, terminal or environment.

The model in short: facts multiply to a factor on the nation's median; that places a person at a
position on the nation's curve; pay is read at the same position on the curve of the place. Every
fact also explains part of why people differ, so the range around the person narrows.
"""

from collections.abc import Iterable, Mapping
from math import exp, log, sqrt
from typing import NamedTuple

from coding_salary.model.curve import Curve
from coding_salary.model.facts import Fact, facts_of, unknown_spreads
from coding_salary.model.result import NAMES, Change, Estimate, Outcome, Pay
from coding_salary.numbers import QUARTILE, SCORES, percentile_of, score_of
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import Ageing
from coding_salary.table.market import Market
from coding_salary.table.sources import Evidence
from coding_salary.table.wages import Level, Range


def scale_of(bands: Bands, result: Estimate) -> "Scale":
    """Return the scale on which an estimate was read."""
    ranges = result.occupation.ranges[result.market.code], result.place.ranges[result.occupation.name]
    return Scale.of(bands, *ranges, result.ageing)


def estimate(bands: Bands, profile: Profile) -> Estimate:
    """Estimate pay for a profile, at its own years of experience and at each level's."""
    market = bands.markets[profile.market]
    if market.scale:
        from coding_salary.model.scale import scale_estimate

        return scale_estimate(bands, profile)
    occupation = profile.occupation(market)
    place = profile.place.published(occupation.name)
    ageing = ageing_of(market, profile)
    scale = Scale.of(bands, occupation.ranges[market.code], place.ranges[occupation.name], ageing)
    facts = facts_of(market, profile)
    you = scale.outcome(facts, profile.years, level_at(market, profile.years))
    levels = (
        scale.outcome(facts_of(market, profile._replace(years=level.reference)), level.reference, level)
        for level in market.levels
    )
    return Estimate(
        profile=profile,
        market=market,
        occupation=occupation,
        place=place,
        you=you,
        levels=tuple(levels),
        median=place.ranges[occupation.name].median,
        wage_error=place.ranges[occupation.name].error,
        ageing=ageing,
        changes=tuple(_changes(scale, facts)),
        rests_on={
            (fact.factor.name, fact.choice.value): fact.choice.evidence for fact in facts if fact.counted
        },
        margin=you.pay.typical
        * _relative_error(bands.evidence, facts, place.ranges[occupation.name], ageing),
        unknown=_unknown(scale, you, spread_squared(facts), unknown_spreads(market, facts)),
    )


class Scale(NamedTuple):
    """The curves of the nation and of a place, and how far facts move and narrow along them."""

    nation: Curve
    place: Curve
    median: float
    sigma: float
    lowest: float
    highest: float
    narrowest: float

    @classmethod
    def of(cls, bands: Bands, nation: Range, place: Range, ageing: Ageing | None) -> "Scale":
        """Return the scale of a job in a place, its wages moved to another month if so asked."""
        curve = Curve.through(nation)
        _, lower, _, upper, _ = curve.heights
        lowest, highest = (score_of(limit) for limit in bands.limits)
        sigma = (upper - lower) / (2 * QUARTILE)
        median = place.median * (ageing.multiplier if ageing else 1)
        return cls(curve, Curve.through(place), median, sigma, lowest, highest, bands.narrowest)

    def position(self, facts: Iterable[Fact]) -> float:
        """Return the normal score at which the facts put a person in the nation."""
        return self.nation.score(log(product(facts)))

    def narrowing(self, spread_squared: float) -> float:
        """Return the share of the full range that is left when so much spread is explained."""
        left = 1 - spread_squared / self.sigma**2
        return max(sqrt(max(left, 0.0)), self.narrowest)

    def pay(self, score: float) -> float:
        """Return the pay of the place at a normal score, held within the limits of the table."""
        return self.median * exp(self.place.height(min(max(score, self.lowest), self.highest)))

    def standing(self, amount: float, near: float) -> float:
        """Return the normal score of an amount in the place, within the limits of the table.

        Where many people are paid exactly that, it is the score among theirs that is nearest `near`.
        """
        first, last = self.place.scores(log(amount / self.median))
        nearest = min(max(near, first), last)
        return min(max(nearest, self.lowest), self.highest)

    def outcome(self, facts: tuple[Fact, ...], years: float | None, level: Level | None) -> Outcome:
        """Return pay at the five percentiles around the position that the facts give."""
        position = self.position(facts)
        narrowing = self.narrowing(spread_squared(facts))
        scores = {name: position + narrowing * score for name, score in zip(NAMES, SCORES, strict=True)}
        held = min(max(position, self.lowest), self.highest)
        return Outcome(
            pay=Pay(**{name: self.pay(score) for name, score in scores.items()}),
            years=years,
            level=level,
            multiplier=product(facts),
            position=position,
            percentile=percentile_of(held),
            narrowing=narrowing,
            held=tuple(name for name, score in scores.items() if not self.lowest <= score <= self.highest),
        )

    def width(self, position: float, narrowing: float) -> float:
        """Return how far apart the quarter points of pay are."""
        return self.pay(position + narrowing * QUARTILE) - self.pay(position - narrowing * QUARTILE)


def product(facts: Iterable[Fact]) -> float:
    """Return the product of the multipliers that count, 1 when there are none."""
    result = 1.0
    for fact in facts:
        if fact.counted:
            result *= fact.choice.multiplier
    return result


def spread_squared(facts: Iterable[Fact]) -> float:
    """Return the squared spread that the facts explain, each factor once."""
    return sum(spread**2 for spread in {fact.factor.name: fact.spread for fact in facts}.values())


def error_squared(evidence: Mapping[str, Evidence], facts: Iterable[Fact]) -> float:
    """Return the squared relative standard error of the facts that count."""
    return sum(evidence[fact.choice.evidence].error ** 2 for fact in facts if fact.counted)


def level_at(market: Market, years: float | None) -> Level | None:
    """Return the level that so many years belong to; None when nothing was said of them."""
    if years is None:
        return None
    return max(
        (level for level in market.levels if level.years_from <= years), key=lambda level: level.years_from
    )


def _changes(scale: Scale, facts: tuple[Fact, ...]) -> Iterable[Change]:
    for count, fact in enumerate(facts, start=1):
        yield Change(fact, scale.pay(scale.position(facts[:count])))


def ageing_of(market: Market, profile: Profile) -> Ageing | None:
    """Return how wages move to the month that a profile asks for; None when they stay as published."""
    if profile.as_of is None or market.wage_index is None:
        return None
    return market.wage_index.ageing(market.date, profile.as_of)


def _relative_error(
    evidence: Mapping[str, Evidence], facts: Iterable[Fact], range: Range, ageing: Ageing | None
) -> float:
    return sqrt(error_squared(evidence, facts) + wage_error_squared(range, ageing))


def wage_error_squared(range: Range, ageing: Ageing | None) -> float:
    """Return the squared relative error of a place's wages, with that of moving them to another month."""
    return range.error**2 + (ageing.error if ageing else 0) ** 2


def _unknown(scale: Scale, you: Outcome, known: float, spreads: Mapping[str, float]) -> dict[str, float]:
    """Return by how much each flag not given would narrow the middle half; `known` is spread explained."""
    now = scale.width(you.position, you.narrowing)
    narrows = {
        flag: now - scale.width(you.position, scale.narrowing(known + spread))
        for flag, spread in spreads.items()
    }
    return dict(sorted(narrows.items(), key=lambda item: -item[1]))
