"""Where an offer stands among people like the person, and what to answer. Pure, like the estimate."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from math import log
from operator import attrgetter
from typing import NamedTuple

from coding_salary.model.estimate import SurveyEstimate, survey_estimate
from coding_salary.model.result import Change, Estimate
from coding_salary.numbers import half_up
from coding_salary.table.bands import Bands, Verdicts
from coding_salary.table.factors import CERTIFICATION_FACTORS
from coding_salary.table.practice import Practice
from coding_salary.table.sources import SURE_ENOUGH, weakest
from coding_salary.table.wages import EmployerCost

EXACT = 9  # decimal places
MINIMUM_WAGE = "minimum-wage"
MULTIPLIER = attrgetter("fact.choice.multiplier")


class Verdict(StrEnum):
    """How an offer is judged by its percentile among people like somebody, at the limits of the table."""

    VERY_LOW = "very_low"
    LOW = "low"
    FAIR = "fair"
    HIGH = "high"
    VERY_HIGH = "very_high"

    @property
    def below(self) -> bool:
        """Whether pay is below the middle half."""
        return self in (Verdict.VERY_LOW, Verdict.LOW)


class Side(StrEnum):
    """Where in the middle half a fair offer is."""

    LOW = "low"
    TYPICAL = "typical"
    HIGH = "high"


class Offer(NamedTuple):
    """An offer judged; amounts in currency a full-time year, not rounded.

    On a pay scale there are no percentiles: nobody counts how many people earn which point. Past the limits
    of the table `percentile_like_you` stays at them, and `percentile_beyond` does not: it gives the verdict.

    `annual` is the wage compared: of a contractor's rate what is left after `covered`. The counter
    is a range to ask for, None when the offer is above it. `side` is None unless the offer is fair, and
    where the table does not say what is about typical.
    """

    annual: float
    rate: float
    covered: tuple[tuple[EmployerCost, float], ...]
    percentile_like_you: float | None
    percentile_beyond: float | None
    percentile_market: float | None
    gap: float
    verdict: Verdict
    counter: tuple[float, float] | None
    evidence: tuple[Change, ...]
    side: Side | None = None

    @property
    def past_the_edge(self) -> bool:
        """Whether it is past the limits of the table, so that its percentile is only a bound."""
        return self.percentile_like_you != self.percentile_beyond

    def below(self, percentile: float) -> bool:
        """Whether it is below a percentile of people like somebody; on a scale, below every point."""
        if self.percentile_beyond is None:
            return self.verdict is Verdict.LOW
        return round(self.percentile_beyond, EXACT) < percentile


def wage_within(rate: float, costs: Iterable[EmployerCost]) -> float:
    """Return the wage that leaves a contractor as well off, when these costs are borne alone."""
    return rate / (1 + sum(cost.share for cost in costs))


def judge(bands: Bands, result: Estimate, rate: float, costs: tuple[EmployerCost, ...] = ()) -> Offer:
    """Judge a rate of pay a full-time year against an estimate."""
    annual = wage_within(rate, costs)
    covered = tuple((cost, annual * cost.share) for cost in costs)
    if not isinstance(result, SurveyEstimate):
        return _against_points(result, annual, rate, covered)
    percentile = result.percentile_beyond(annual)
    verdict = verdict_at(percentile, bands.offer)
    return Offer(
        annual=annual,
        rate=rate,
        covered=covered,
        percentile_like_you=result.percentile_like_you(annual),
        percentile_beyond=percentile,
        percentile_market=result.percentile_market(annual),
        gap=annual - result.you.pay.typical,
        verdict=verdict,
        counter=_counter(annual, *map(result.pay_at, bands.offer.counter)),
        evidence=tuple(sorted(_speaking_for(bands, result), key=MULTIPLIER, reverse=True)),
        side=_side(percentile, bands.offer) if verdict is Verdict.FAIR else None,
    )


def _against_points(
    result: Estimate, annual: float, rate: float, covered: tuple[tuple[EmployerCost, float], ...]
) -> Offer:
    """Judge against the points of a scale, to the unit in which they are shown: they have no margin."""
    pay, step = result.you.pay, result.market.rounding
    amounts = (annual, pay.low, pay.typical, pay.high)
    shown, low, typical, high = (half_up(amount, step) for amount in amounts)
    return Offer(
        annual=annual,
        rate=rate,
        covered=covered,
        percentile_like_you=None,
        percentile_beyond=None,
        percentile_market=None,
        gap=annual - pay.typical,
        verdict=verdict_between(shown, low, high),
        counter=(max(shown, typical), high) if shown < high else None,
        evidence=result.changes,
    )


def minimum_above(offer: Offer, hours: float, practice: Mapping[str, Practice]) -> Practice | None:
    """Return the minimum wage of the usual figures that an offer is below, in a full-time year of `hours`."""
    minimum = practice.get(MINIMUM_WAGE)
    least = minimum.amounts.typical if minimum else None
    return minimum if least and offer.rate < least * hours else None


def verdict_between(shown: float, low: float, high: float) -> Verdict:
    """Return the verdict on an amount against the points of a scale, all as they are shown."""
    return Verdict.LOW if shown < low else Verdict.HIGH if shown > high else Verdict.FAIR


def verdict_at(percentile: float, limits: Verdicts) -> Verdict:
    """Return the verdict on an amount at this percentile among people like somebody."""
    # An offer of exactly a limit is not beyond it, whatever the last digits of a logarithm say.
    percentile = round(percentile, EXACT)
    if percentile < limits.low:
        return Verdict.VERY_LOW if percentile < limits.very_low else Verdict.LOW
    if percentile > limits.high:
        return Verdict.VERY_HIGH if percentile > limits.very_high else Verdict.HIGH
    return Verdict.FAIR


def _side(percentile: float, limits: Verdicts) -> Side | None:
    if limits.typical is None:
        return None
    least, most = limits.typical
    percentile = round(percentile, EXACT)
    return Side.LOW if percentile < least else Side.HIGH if percentile > most else Side.TYPICAL


def _counter(annual: float, low: float, high: float) -> tuple[float, float] | None:
    return (max(annual, low), high) if max(annual, low) < high else None


def _speaking_for(bands: Bands, result: SurveyEstimate) -> Iterator[Change]:
    """Yield the facts that raise pay by more than their error, on evidence that one can put on the table.

    All that certifications do is one fact, against none: a part alone could mislead.
    """
    certified = [each for each in result.changes if each.fact.factor in CERTIFICATION_FACTORS]
    counted = [each for each in certified if each.fact.counted]
    if counted and (joined := _joined(bands, result, counted)):
        yield joined
    for change in result.changes:
        fact = change.fact
        if change in certified or not (fact.counted and _sure_of_more(change)):
            continue
        if log(fact.choice.multiplier) > fact.error(bands.evidence):
            yield change


def _joined(bands: Bands, result: SurveyEstimate, counted: list[Change]) -> Change | None:
    """Return all that certifications do as one change, against none; None where it may be nothing."""
    from coding_salary.decisions.compare import told_apart  # which a batch does without

    without = survey_estimate(bands, result.profile._replace(certs=()))
    choices = [change.fact.choice for change in counted]
    choice = choices[0]._replace(
        multiplier=result.you.pay.typical / without.you.pay.typical,
        evidence=weakest(choice.evidence for choice in choices),
        sources=tuple(dict.fromkeys(source for choice in choices for source in choice.sources)),
    )
    joined = counted[0]._replace(fact=counted[0].fact._replace(choice=choice))
    return joined if _sure_of_more(joined) and told_apart(result, without) else None


def _sure_of_more(change: Change) -> bool:
    return change.fact.choice.multiplier > 1 and change.fact.choice.evidence in SURE_ENOUGH
