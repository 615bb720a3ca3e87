"""The calculation: a table and a profile in, pay out. Pure: no file, clock, terminal or environment.

The model in short: facts multiply to a factor on the nation's median; that places a person at a
position on the nation's curve; pay is read at the same position on the curve of the place. Every
fact also explains part of why people differ, so the range around the person narrows.
"""

from collections.abc import Iterable, Mapping
from math import sqrt

from coding_salary.model.facts import (
    Fact,
    error_squared,
    facts_of,
    idle_flags,
    industry_alone,
    product,
    spread_squared,
)
from coding_salary.model.position import People, Position
from coding_salary.model.result import NAMES, Change, Estimate, Outcome, Pay
from coding_salary.numbers import SCORES, percentile_of, score_of
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import Choice
from coding_salary.table.market import Market, ScaleMarket
from coding_salary.table.occupations import Occupation
from coding_salary.table.places import Place
from coding_salary.table.sources import Evidence
from coding_salary.table.wages import Level


def estimate(bands: Bands, profile: Profile) -> Estimate:
    """Estimate pay for a profile, at its own facts and at each level's."""
    market = bands.paying(profile.market, profile.employer)
    if isinstance(market, ScaleMarket):
        from coding_salary.model.scale import scale_estimate

        return scale_estimate(bands, market, profile)
    return survey_estimate(bands, profile)


def survey_estimate(bands: Bands, profile: Profile) -> "SurveyEstimate":
    """Estimate pay from wages that were surveyed."""
    market = bands.markets[profile.market]
    job, facts = profile.occupation(market), facts_of(market, profile)
    place, basis = profile.place.published(job.name), Position.at(bands, profile, job)
    you = _outcome(basis, market, profile, bands.evidence)
    error = sqrt(error_squared(bands.evidence, facts) + basis.error_squared)
    levels = ((level, profile._replace(years=level.reference)) for level in market.levels)
    return SurveyEstimate(
        profile=profile,
        market=market,
        occupation=job,
        place=place,
        you=you,
        levels=tuple(
            _outcome(basis, market, there, bands.evidence)._replace(level=level) for level, there in levels
        ),
        start=_start(job, place),
        changes=tuple(_changes(basis, facts)),
        rests_on=_rests_on(bands.evidence, facts),
        margin=you.pay.typical * error,
        basis=basis,
        wage_error=basis.wage_error,
        ageing=basis.ageing,
        interpolated=basis.wages.interpolated,
        fell_back=place.code != profile.place.code,
        idle=tuple(idle_flags(market, profile)),
    )


def typical_pay(bands: Bands, profile: Profile) -> float:
    """Return typical pay alone, in currency a year, not rounded."""
    market = bands.markets[profile.market]
    basis = Position.at(bands, profile, profile.occupation(market))
    return basis.pay(basis.position(product(facts_of(market, profile))))


class SurveyEstimate(Estimate):
    """An estimate from wages that were surveyed, read on the curves of the nation and of a place."""

    __slots__ = ()
    occupation: Occupation
    you: Outcome
    basis: Position

    def pay_at(self, percentile: float) -> float:
        """Return the pay at a percentile among people like this, in currency a year."""
        people = self.you.people
        return self.basis.reaching(people).pay(people.national(score_of(percentile)))

    def percentile_like_you(self, amount: float) -> float:
        """Return the percentile of an amount among people like this."""
        return self.basis.percentile(self.you.people, amount)

    def percentile_beyond(self, amount: float) -> float:
        """Return the same with no limits: past them it is good for an order only."""
        return self.basis.beyond(self.you.people, amount)

    def percentile_market(self, amount: float) -> float:
        """Return the percentile of an amount among all people of the job in the place."""
        return percentile_of(self.basis.standing(amount, 0.0))


def level_at(market: Market, years: float | None) -> Level | None:
    """Return the level that includes these years of experience; None when they are not known."""
    if years is None:
        return None
    return max(
        (level for level in market.levels if level.years_from <= years), key=lambda level: level.years_from
    )


def _outcome(basis: Position, market: Market, profile: Profile, evidence: Mapping[str, Evidence]) -> Outcome:
    """Return pay at the five percentiles among people with the facts of a profile."""
    facts = facts_of(market, profile)
    people = basis.people(industry_alone(profile.occupation(market), facts), facts, evidence)
    reach = basis.reaching(people)
    scores = {name: people.national(score) for name, score in zip(NAMES, SCORES, strict=True)}
    shown = people.shown if isinstance(people, People) else None
    return Outcome(
        pay=Pay(**{name: reach.pay(score) for name, score in scores.items()}),
        years=profile.years,
        level=level_at(market, profile.years),
        multiplier=product(facts),
        people=people,
        percentile=percentile_of(min(max(people.position, basis.lowest), basis.highest)),
        narrowing=None if shown is None else basis.narrowing(spread_squared(facts)),
        held=tuple(name for name, score in scores.items() if not reach.lowest <= score <= reach.highest),
        shown=shown,
    )


def _rests_on(evidence: Mapping[str, Evidence], facts: Iterable[Fact]) -> dict[tuple[str, str], Evidence]:
    """Return the evidence for what counts, with its own error, by factor and value."""
    return {
        (fact.factor, fact.choice.value): evidence[fact.choice.evidence]._replace(error=fact.error(evidence))
        for fact in facts
        if fact.counted
    }


def _start(occupation: Occupation, place: Place) -> Change:
    label = f"median of {occupation.title}, {place.name}"
    choice = Choice(place.code, label, 1, "", (occupation.source,), "published")
    return Change(Fact("median", choice), place.ranges[occupation.name].median)


def _changes(scale: Position, facts: tuple[Fact, ...]) -> Iterable[Change]:
    for count, fact in enumerate(facts, start=1):
        yield Change(fact, scale.pay(scale.position(product(facts[:count]))))
