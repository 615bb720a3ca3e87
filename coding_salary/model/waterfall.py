"""How a typical amount comes about: from the median of the place, one fact after the other."""

from collections.abc import Iterator
from typing import NamedTuple

from coding_salary.model.facts import Fact
from coding_salary.model.money import Money
from coding_salary.model.result import Change, Estimate
from coding_salary.numbers import CENT, FOUR_PLACES, half_up
from coding_salary.table.factors import Choice
from coding_salary.table.indexes import month_name

AS_OF = "as_of"


class Step(NamedTuple):
    """One step of the waterfall; `pay_after` and `change` are units of currency, of an hour to the cent."""

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


def waterfall(estimate: Estimate) -> list[Step]:
    """Return the median, every fact, and at the end what rounding does.

    The changes add up to the typical amount as it is printed.
    """
    money = Money.of(estimate)
    steps: list[Step] = []
    pay: float = 0
    for change in (estimate.start, *_moved(estimate), *estimate.changes):
        steps.append(_step(change, pay, money))
        pay = steps[-1].pay_after
    shown = money.amount(estimate.you.pay.typical)
    return steps if shown == pay else [*steps, _rounding(estimate, pay, shown)]


def _moved(estimate: Estimate) -> Iterator[Change]:
    """Yield the change by which the median moves to another month."""
    if ageing := estimate.ageing:
        label = f"wages from {month_name(ageing.since)} to {month_name(ageing.until)}"
        sources = (ageing.source,)
        choice = Choice(ageing.until, label, ageing.multiplier, ageing.evidence, sources, ageing.derivation)
        yield Change(Fact(AS_OF, choice), estimate.median * ageing.multiplier)


def _step(change: Change, before: float, money: Money) -> Step:
    choice, after = change.fact.choice, money.to_unit(change.pay_after)
    return Step(
        factor=change.fact.factor,
        value=choice.value,
        label=choice.label,
        multiplier=half_up(choice.multiplier, FOUR_PLACES),
        counted=change.fact.counted,
        covered_by=change.fact.covered_by or None,
        pay_after=after,
        change=half_up(after - before, CENT),
        evidence=choice.evidence or None,
        sources=list(choice.sources),
        derivation=choice.derivation,
    )


def _rounding(estimate: Estimate, before: float, shown: float) -> Step:
    market = estimate.market
    return Step(
        factor="rounding",
        value="",
        label=f"rounding to {market.symbol}{half_up(market.rounding, FOUR_PLACES):,}",
        multiplier=1,
        counted=True,
        covered_by=None,
        pay_after=shown,
        change=round(shown - before, 6),
        evidence=None,
        sources=[],
        derivation="",
    )
