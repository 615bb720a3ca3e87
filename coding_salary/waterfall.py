"""How a typical amount comes about: from the median of the place, one fact after the other."""

from dataclasses import dataclass

from coding_salary.estimate import Estimate, Step
from coding_salary.rounding import half_up

FOUR_PLACES = 0.0001
UNIT = 1


@dataclass(frozen=True)
class Line:
    """One line of the waterfall; `pay_after` and `change` are whole units of currency."""

    factor: str
    value: str
    label: str
    multiplier: float
    counted: bool
    covered_by: str | None
    pay_after: float
    change: float
    evidence: str | None
    sources: list[str]
    derivation: str


def waterfall(estimate: Estimate) -> list[Line]:
    """Return the median, every fact, and at the end what rounding does.

    The changes add up to the typical amount as it is printed.
    """
    pay = half_up(estimate.median, UNIT)
    lines = [_start(estimate, pay)]
    for step in estimate.steps:
        lines.append(_line(step, pay))
        pay = lines[-1].pay_after
    shown = half_up(estimate.you.pay.typical, estimate.market.rounding)
    return lines if shown == pay else [*lines, _rounding(estimate, pay, shown)]


def _start(estimate: Estimate, pay: float) -> Line:
    return Line(
        factor="median",
        value=estimate.place.code,
        label=f"median of {estimate.occupation.title}, {estimate.place.name}",
        multiplier=1,
        counted=True,
        covered_by=None,
        pay_after=pay,
        change=pay,
        evidence=None,
        sources=[estimate.occupation.source],
        derivation="published",
    )


def _line(step: Step, before: float) -> Line:
    choice, after = step.fact.choice, half_up(step.pay_after, UNIT)
    return Line(
        factor=step.fact.factor.name,
        value=choice.value,
        label=choice.label,
        multiplier=half_up(choice.multiplier, FOUR_PLACES),
        counted=step.fact.counted,
        covered_by=step.fact.covered_by or None,
        pay_after=after,
        change=after - before,
        evidence=choice.evidence,
        sources=list(choice.sources),
        derivation=choice.derivation,
    )


def _rounding(estimate: Estimate, before: float, shown: float) -> Line:
    market = estimate.market
    return Line(
        factor="rounding",
        value="",
        label=f"rounding to {market.symbol}{half_up(market.rounding, FOUR_PLACES):,}",
        multiplier=1,
        counted=True,
        covered_by=None,
        pay_after=shown,
        change=shown - before,
        evidence=None,
        sources=[],
        derivation="",
    )
