"""Where somebody stands on a range of pay: the curves of the nation and of a place, and what lies on them."""

from collections.abc import Iterable, Mapping
from math import exp, inf, log, sqrt
from typing import NamedTuple

from coding_salary.model.facts import Fact, error_squared, product, spread_squared
from coding_salary.numbers import QUARTILE, SCORES, interpolate, percentile_of, score_of
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market
from coding_salary.table.occupations import Ageing, Industry, Occupation
from coding_salary.table.sources import Evidence
from coding_salary.table.wages import Range

SAME = 1e-9


class Curve(NamedTuple):
    """Straight lines through (normal score, log of pay over the median), the end lines going on."""

    heights: tuple[float, ...]

    @classmethod
    def through(cls, range: Range) -> "Curve":
        """Return the curve of a published range."""
        return cls.over(range.wages, range.median)

    @classmethod
    def over(cls, wages: Iterable[float], median: float) -> "Curve":
        """Return the curve of the wages at the five percentiles over a median that may be another's."""
        return cls(tuple(log(wage / median) for wage in wages))

    @property
    def sigma(self) -> float:
        """The log standard deviation between people, from the quartiles."""
        _, lower, _, upper, _ = self.heights
        return (upper - lower) / (2 * QUARTILE)

    def height(self, score: float) -> float:
        """Return the log of pay over the median at a normal score."""
        return interpolate(SCORES, self.heights, score)

    def score(self, height: float) -> float:
        """Return the normal score at a height; the heights must rise, as those of a nation do."""
        return interpolate(self.heights, SCORES, height)

    def scores(self, height: float) -> tuple[float, float]:
        """Return the first and the last normal score at a height: one and the same unless it is flat there.

        An end that is flat, as where a tenth and a quarter earn the minimum wage, goes on without end.
        """
        first, *_, last = self.heights
        flat = [score for score, own in zip(SCORES, self.heights, strict=True) if abs(own - height) < SAME]
        if len(flat) > 1:
            return (-inf if flat[0] == SCORES[0] else flat[0], inf if flat[-1] == SCORES[-1] else flat[-1])
        if height < first and self.heights[1] - first < SAME:
            return -inf, -inf
        if height > last and last - self.heights[-2] < SAME:
            return inf, inf
        score = self.score(height)
        return score, score


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

    `median` is that of the `wages` of the place, moved to another month by the `ageing` where that is asked
    for; `wage_error` is their relative standard error. `first_sigma` is how far apart people are in the first
    job of the market, in logs: the spreads of the factors were measured there.
    """

    nation: Curve
    place: Curve
    national_median: float
    median: float
    first_sigma: float
    lowest: float
    highest: float
    narrowest: float
    wages: Range
    ageing: Ageing | None
    wage_error: float

    @classmethod
    def at(cls, bands: Bands, profile: Profile, job: Occupation) -> "Position":
        """Return the scale of a job in the place of a profile, in the money of its month."""
        market, place = bands.markets[profile.market], profile.place.published(job.name)
        return cls.of(bands, market, job, place.ranges[job.name], ageing_of(job, market, profile))

    @classmethod
    def of(
        cls, bands: Bands, market: Market, job: Occupation, place: Range, ageing: Ageing | None
    ) -> "Position":
        """Return the scale of a job in a place, with its wages moved to another month if asked."""
        lowest, highest = (score_of(limit) for limit in bands.limits)
        return cls(
            nation=Curve.through(job.nation),
            place=Curve.through(place),
            national_median=job.nation.median,
            median=place.median * (ageing.multiplier if ageing else 1),
            first_sigma=Curve.through(market.occupation.nation).sigma,
            lowest=lowest,
            highest=highest,
            narrowest=bands.narrowest,
            wages=place,
            ageing=ageing,
            wage_error=bands.median_error * place.error,
        )

    @property
    def error_squared(self) -> float:
        """The squared relative error of the median of the place, with that of moving it to another month."""
        return self.wage_error**2 + (self.ageing.error if self.ageing else 0) ** 2

    def position(self, multiplier: float) -> float:
        """Return the normal score at which a multiplier puts a person in the nation."""
        return self.nation.score(log(multiplier))

    def narrowing(self, spread_squared: float) -> float:
        """Return the share of the full range that remains once this squared spread is explained."""
        left = 1 - spread_squared / self.first_sigma**2
        return max(sqrt(max(left, 0.0)), self.narrowest)

    def shown(self, spread_squared: float, error_squared: float) -> float:
        """Return the share of the full range that is shown: what remains, and how unsure the evidence is."""
        return min(1.0, sqrt(self.narrowing(spread_squared) ** 2 + error_squared / self.nation.sigma**2))

    def pay(self, score: float) -> float:
        """Return the pay of the place at a normal score, held within the limits of the table."""
        return self.median * exp(self.place.height(min(max(score, self.lowest), self.highest)))

    def standing(self, amount: float, near: float) -> float:
        """Return the normal score of an amount in the place, within the limits of the table.

        Where many people are paid exactly that, it is the score among theirs that is nearest `near`.
        """
        return standing(self.place, (self.lowest, self.highest), log(amount / self.median), near)

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

    def beyond(self, people: "People | IndustryPeople", amount: float) -> float:
        """Return the percentile of an amount among these people with no limits: the ends of the curves go on.

        Past the limits nothing is published; there it is good for an order only, such as a verdict.
        """
        endless = self._replace(lowest=-inf, highest=inf)
        return percentile_of(people.own(endless.standing(amount, people.position)))

    def reaching(self, people: "People | IndustryPeople") -> "Position":
        """Return this with limits that keep what is published of an industry in the nation."""
        if isinstance(people, People) or self.place != self.nation:
            return self
        first, last = people.national(SCORES[0]), people.national(SCORES[-1])
        return self._replace(lowest=min(self.lowest, first), highest=max(self.highest, last))


def standing(curve: Curve, limits: tuple[float, float], height: float, near: float) -> float:
    """Return the normal score of a height on a curve within limits, nearest to `near` where it is flat."""
    first, last = curve.scores(height)
    return min(max(min(max(near, first), last), limits[0]), limits[1])


def ageing_of(job: Occupation, market: Market, profile: Profile) -> Ageing | None:
    """Return how wages move to the month of a profile; None when they stay as published."""
    return job.ageing(market.date, profile.as_of) if profile.as_of else None
