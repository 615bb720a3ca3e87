"""The calculation: a table and a profile in, pay out. Pure: no file, clock, terminal or environment.

The model in short: facts multiply to a factor on the nation's median; that places a person at a
position on the nation's curve; pay is read at the same position on the curve of the place. Every
fact also explains part of why people differ, so the range around the person narrows.
"""

from collections.abc import Iterable, Mapping
from math import exp, log, sqrt
from typing import NamedTuple

from coding_salary.model.curve import Curve
from coding_salary.model.facts import Fact, facts_of, idle_flags, industry_alone
from coding_salary.model.result import NAMES, Change, Estimate, Outcome, Pay
from coding_salary.numbers import SCORES, percentile_of, score_of
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import Choice
from coding_salary.table.market import Market, ScaleMarket
from coding_salary.table.occupations import Ageing, Industry, Occupation
from coding_salary.table.places import Place
from coding_salary.table.sources import Evidence
from coding_salary.table.wages import Level, Range


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
    job, place = profile.occupation(market), profile.place.published(profile.occupation(market).name)
    wages, ageing = place.ranges[job.name], ageing_of(job, market, profile)
    basis = Position.of(bands, market, job, wages, ageing)
    facts = facts_of(market, profile)
    you = basis.of_profile(market, profile, bands.evidence)
    error = sqrt(error_squared(bands.evidence, facts) + wage_error_squared(bands, wages, ageing))
    levels = ((level, profile._replace(years=level.reference)) for level in market.levels)
    return SurveyEstimate(
        profile=profile,
        market=market,
        occupation=job,
        place=place,
        you=you,
        levels=tuple(
            basis.of_profile(market, there, bands.evidence)._replace(level=level) for level, there in levels
        ),
        start=_start(job, place),
        changes=tuple(_changes(basis, facts)),
        rests_on={
            (fact.factor, fact.choice.value): bands.evidence[fact.choice.evidence]._replace(
                error=fact.error(bands.evidence)
            )
            for fact in facts
            if fact.counted
        },
        margin=you.pay.typical * error,
        basis=basis,
        wage_error=bands.median_error * wages.error,
        ageing=ageing,
        interpolated=wages.interpolated,
        fell_back=place.code != profile.place.code,
        idle=tuple(idle_flags(market, profile)),
    )


def typical_pay(bands: Bands, profile: Profile) -> float:
    """Return typical pay alone, in currency a year, not rounded."""
    market = bands.markets[profile.market]
    job = profile.occupation(market)
    place = profile.place.published(job.name)
    basis = Position.of(bands, market, job, place.ranges[job.name], ageing_of(job, market, profile))
    return basis.pay(basis.position(product(facts_of(market, profile))))


class People(NamedTuple):
    """People like somebody, on the range of the nation: at the middle `position`, `shown` of it wide."""

    position: float
    shown: float

    def national(self, score: float) -> float:
        """Return the normal score in the nation of a normal score among these people."""
        return self.position + self.shown * score

    def own(self, national: float) -> float:
        """Return the normal score among these people of one in the nation."""
        return (national - self.position) / self.shown


class IndustryPeople(NamedTuple):
    """Everybody in an industry, on the range of the nation: each percentile where its wage is."""

    nation: Curve
    industry: Curve

    @property
    def position(self) -> float:
        """The normal score in the nation of the median of the industry."""
        return self.national(0)

    def national(self, score: float) -> float:
        """Return the normal score in the nation of a normal score among these people."""
        return self.nation.score(self.industry.height(score))

    def own(self, national: float) -> float:
        """Return the normal score among these people of one in the nation."""
        first, last = self.industry.scores(self.nation.height(national))
        return min(max(0.0, first), last)


class Position(NamedTuple):
    """The curves of the nation and of a place, and how far facts move and narrow along them.

    `sigma` is how far apart people are in the job, `first_sigma` in the first job of the market, in logs: the
    spreads of the factors were measured there.
    """

    nation: Curve
    place: Curve
    national_median: float
    median: float
    sigma: float
    first_sigma: float
    lowest: float
    highest: float
    narrowest: float

    @classmethod
    def of(
        cls, bands: Bands, market: Market, job: Occupation, place: Range, ageing: Ageing | None
    ) -> "Position":
        """Return the scale of a job in a place, with its wages moved to another month if asked."""
        lowest, highest = (score_of(limit) for limit in bands.limits)
        nation, first = Curve.through(job.nation), Curve.through(market.occupation.nation)
        median = place.median * (ageing.multiplier if ageing else 1)
        curve = Curve.through(place)
        return cls(
            nation,
            curve,
            job.nation.median,
            median,
            nation.sigma,
            first.sigma,
            lowest,
            highest,
            bands.narrowest,
        )

    def position(self, multiplier: float) -> float:
        """Return the normal score at which a multiplier puts a person in the nation."""
        return self.nation.score(log(multiplier))

    def narrowing(self, spread_squared: float) -> float:
        """Return the share of the full range that remains once this squared spread is explained."""
        left = 1 - spread_squared / self.first_sigma**2
        return max(sqrt(max(left, 0.0)), self.narrowest)

    def shown(self, spread_squared: float, error_squared: float) -> float:
        """Return the share of the full range that is shown: what remains, and how unsure the evidence is."""
        return min(1.0, sqrt(self.narrowing(spread_squared) ** 2 + error_squared / self.sigma**2))

    def pay(self, score: float) -> float:
        """Return the pay of the place at a normal score, held within the limits of the table."""
        return self.median * exp(self.place.height(min(max(score, self.lowest), self.highest)))

    def standing(self, amount: float, near: float) -> float:
        """Return the normal score of an amount in the place, within the limits of the table.

        Where many people are paid exactly that, it is the score among theirs that is nearest `near`.
        """
        return standing(self.place, (self.lowest, self.highest), log(amount / self.median), near)

    def of_profile(self, market: Market, profile: Profile, evidence: Mapping[str, Evidence]) -> Outcome:
        """Return pay at the five percentiles among people with the facts of a profile."""
        facts = facts_of(market, profile)
        people = self.people(industry_alone(profile.occupation(market), facts), facts, evidence)
        basis = self.reaching(people)
        scores = {name: people.national(score) for name, score in zip(NAMES, SCORES, strict=True)}
        held = min(max(people.position, self.lowest), self.highest)
        shown = people.shown if isinstance(people, People) else None
        return Outcome(
            pay=Pay(**{name: basis.pay(score) for name, score in scores.items()}),
            years=profile.years,
            level=level_at(market, profile.years),
            multiplier=product(facts),
            people=people,
            percentile=percentile_of(held),
            narrowing=None if shown is None else self.narrowing(spread_squared(facts)),
            held=tuple(name for name, score in scores.items() if not basis.lowest <= score <= basis.highest),
            shown=shown,
        )

    def people(
        self, industry: Industry | None, facts: tuple[Fact, ...], evidence: Mapping[str, Evidence]
    ) -> "People | IndustryPeople":
        """Return where people with these facts are in the nation; with an `industry`, all who work there."""
        if industry:
            return self.everybody(industry)
        shown = self.shown(spread_squared(facts), error_squared(evidence, facts))
        return People(self.position(product(facts)), shown)

    def everybody(self, industry: Industry) -> IndustryPeople:
        """Return where all who work in an industry are in the nation."""
        return IndustryPeople(self.nation, Curve.over(industry.wages, self.national_median))

    def percentile(self, people: "People | IndustryPeople", amount: float) -> float:
        """Return the percentile of an amount among these people."""
        return percentile_of(people.own(self.reaching(people).standing(amount, people.position)))

    def reaching(self, people: "People | IndustryPeople") -> "Position":
        """Return this with limits that keep what is published of an industry in the nation."""
        if isinstance(people, People) or self.place != self.nation:
            return self
        first, last = people.national(SCORES[0]), people.national(SCORES[-1])
        return self._replace(lowest=min(self.lowest, first), highest=max(self.highest, last))


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

    def percentile_market(self, amount: float) -> float:
        """Return the percentile of an amount among all people of the job in the place."""
        return percentile_of(self.basis.standing(amount, 0.0))


def standing(curve: Curve, limits: tuple[float, float], height: float, near: float) -> float:
    """Return the normal score of a height on a curve within limits, nearest to `near` where it is flat."""
    first, last = curve.scores(height)
    return min(max(min(max(near, first), last), limits[0]), limits[1])


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
    return sum(fact.error(evidence) ** 2 for fact in facts if fact.counted)


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
        yield Change(fact, scale.pay(scale.position(product(facts[:count]))))


def ageing_of(job: Occupation, market: Market, profile: Profile) -> Ageing | None:
    """Return how wages move to the month of a profile; None when they stay as published."""
    return job.ageing(market.date, profile.as_of) if profile.as_of else None


def wage_error_squared(bands: Bands, range: Range, ageing: Ageing | None) -> float:
    """Return the squared relative error of a place's median, with that of moving it to another month."""
    return (bands.median_error * range.error) ** 2 + (ageing.error if ageing else 0) ** 2
