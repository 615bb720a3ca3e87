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
from coding_salary.table.factors import Choice
from coding_salary.table.indexes import Ageing
from coding_salary.table.market import Market
from coding_salary.table.places import Place
from coding_salary.table.sources import Evidence
from coding_salary.table.wages import Level, Occupation, Range


def estimate(bands: Bands, profile: Profile) -> Estimate:
    """Estimate pay for a profile, at its own facts and at each level's."""
    market = bands.markets[profile.market]
    if market.scale:
        from coding_salary.model.scale import scale_estimate

        return scale_estimate(bands, profile, market.scale)
    return survey_estimate(bands, profile)


def survey_estimate(bands: Bands, profile: Profile) -> "SurveyEstimate":
    """Estimate pay from wages that were surveyed."""
    market = bands.markets[profile.market]
    occupation, ageing = profile.occupation(market), ageing_of(market, profile)
    place = profile.place.published(occupation.name)
    wages = place.ranges[occupation.name]
    scale = Position.of(bands, occupation.ranges[market.code], wages, ageing)
    facts = facts_of(market, profile)
    you = scale.outcome(facts, profile.years, level_at(market, profile.years))
    error = sqrt(error_squared(bands.evidence, facts) + wage_error_squared(wages, ageing))
    return SurveyEstimate(
        profile=profile,
        market=market,
        occupation=occupation,
        place=place,
        you=you,
        levels=tuple(scale.at_level(market, profile, level) for level in market.levels),
        start=_start(occupation, place),
        changes=tuple(_changes(scale, facts)),
        rests_on={(fact.factor, fact.choice.value): fact.choice.evidence for fact in facts if fact.counted},
        margin=you.pay.typical * error,
        unknown=_unknown(scale, you, spread_squared(facts), unknown_spreads(market, facts)),
        basis=scale,
        wage_error=wages.error,
        ageing=ageing,
        interpolated=wages.interpolated,
        fell_back=place.code != profile.place.code,
    )


class Position(NamedTuple):
    """The curves of the nation and of a place, and how far facts move and narrow along them."""

    nation: Curve
    place: Curve
    median: float
    sigma: float
    lowest: float
    highest: float
    narrowest: float

    @classmethod
    def of(cls, bands: Bands, nation: Range, place: Range, ageing: Ageing | None) -> "Position":
        """Return the scale of a job in a place, with its wages moved to another month if asked."""
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
        """Return the share of the full range that remains once this squared spread is explained."""
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

    def at_level(self, market: Market, profile: Profile, level: Level) -> Outcome:
        """Return the outcome of a profile at the years shown for a level."""
        facts = facts_of(market, profile._replace(years=level.reference))
        return self.outcome(facts, level.reference, level)

    def width(self, position: float, narrowing: float) -> float:
        """Return the difference between the 75th and the 25th percentile of pay."""
        return self.pay(position + narrowing * QUARTILE) - self.pay(position - narrowing * QUARTILE)


class SurveyEstimate(Estimate):
    """An estimate from wages that were surveyed, read on the curves of the nation and of a place."""

    __slots__ = ()
    occupation: Occupation
    you: Outcome
    basis: Position

    def pay_at(self, percentile: float) -> float:
        """Return the pay at a percentile among people like this, in currency a year."""
        return self.basis.pay(self.you.position + self.you.narrowing * score_of(percentile))

    def percentile_like_you(self, amount: float) -> float:
        """Return the percentile of an amount among people like this."""
        score = self.basis.standing(amount, self.you.position)
        return percentile_of((score - self.you.position) / self.you.narrowing)

    def percentile_market(self, amount: float) -> float:
        """Return the percentile of an amount among all people of the job in the place."""
        return percentile_of(self.basis.standing(amount, 0.0))


def product(facts: Iterable[Fact]) -> float:
    """Return the product of the multipliers that count, 1 when there are none."""
    result = 1.0
    for fact in facts:
        if fact.counted:
            result *= fact.choice.multiplier
    return result


def spread_squared(facts: Iterable[Fact]) -> float:
    """Return the squared spread that the facts explain, each factor once."""
    return sum(spread**2 for spread in {fact.factor: fact.spread for fact in facts}.values())


def error_squared(evidence: Mapping[str, Evidence], facts: Iterable[Fact]) -> float:
    """Return the squared relative standard error of the facts that count."""
    return sum(evidence[fact.choice.evidence].error ** 2 for fact in facts if fact.counted)


def level_at(market: Market, years: float | None) -> Level | None:
    """Return the level that includes these years of experience; None when they are not known."""
    if years is None:
        return None
    return max(
        (level for level in market.levels if level.years_from <= years), key=lambda level: level.years_from
    )


def _start(occupation: Occupation, place: Place) -> Change:
    label = f"median of {occupation.title}, {place.name}"
    choice = Choice(place.code, label, 1, "", (occupation.source,), "published")
    return Change(Fact("median", choice), place.ranges[occupation.name].median)


def _changes(scale: Position, facts: tuple[Fact, ...]) -> Iterable[Change]:
    for count, fact in enumerate(facts, start=1):
        yield Change(fact, scale.pay(scale.position(facts[:count])))


def ageing_of(market: Market, profile: Profile) -> Ageing | None:
    """Return how wages move to the month that a profile asks for; None when they stay as published."""
    if profile.as_of is None or market.wage_index is None:
        return None
    return market.wage_index.ageing(market.date, profile.as_of)


def wage_error_squared(range: Range, ageing: Ageing | None) -> float:
    """Return the squared relative error of a place's wages, with that of moving them to another month."""
    return range.error**2 + (ageing.error if ageing else 0) ** 2


def _unknown(scale: Position, you: Outcome, known: float, spreads: Mapping[str, float]) -> dict[str, float]:
    """Return by how much each flag not given would narrow the middle half; `known` is spread explained."""
    now = scale.width(you.position, you.narrowing)
    narrows = {
        flag: now - scale.width(you.position, scale.narrowing(known + spread))
        for flag, spread in spreads.items()
    }
    return dict(sorted(narrows.items(), key=lambda item: -item[1]))
