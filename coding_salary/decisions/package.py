"""An offer with its terms: judged against people like the person, and its worth with benefits. Pure."""

from typing import NamedTuple

from coding_salary.decisions.amounts import COLLECTIONS, DAY, MONTH, FullTime
from coding_salary.decisions.offer import Offer, judge
from coding_salary.decisions.terms import Overtime, Terms
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.numbers import half_up
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market
from coding_salary.table.wages import BENEFITS, LEAVE, EmployerCost


class Package(NamedTuple):
    """An offer and its worth; amounts in currency, not rounded, of a full-time year but for what is worked.

    `ends` judge the lowest and the highest amount of a posted range. `paid`, `overtime` and `bonus` are those
    of a year as worked. `total` is pay with shift pay and bonus, and the benefits at employers' average cost;
    `worth` is the wage of an employee with average benefits that comes to the same; `typed` is the offer as
    it was typed, with terms of its own.
    """

    terms: Terms
    estimate: Estimate
    offer: Offer
    ends: tuple[Offer, ...]
    paid: float
    overtime: float
    bonus: float
    total: float
    worth: float
    typed: str = ""

    @property
    def contractor_rate(self) -> float | None:
        """What a contractor would have to be paid for the same; None where the costs are not known."""
        costs = self.estimate.market.employer_costs.values()
        return self.worth * (1 + sum(cost.share for cost in costs)) if costs else None

    @property
    def share(self) -> float:
        """The hours worked as a share of full time."""
        return self.terms.share(FullTime.of(self.estimate))


def assess(
    bands: Bands,
    result: Estimate,
    terms: Terms,
    costs: tuple[EmployerCost, ...] = (),
    overtime: Overtime | None = None,
) -> Package:
    """Judge an offer against an estimate, and say what it is worth; raises ProfileError where that is open.

    `costs` are those that a contractor bears alone; `overtime` is what the law asks for.
    """
    _check(terms, result, costs)
    full = FullTime.of(result)
    rule = None if costs else overtime
    offer = judge(bands, result, terms.full_time(full), costs)
    paid = terms.paid(full, rule)
    bonus = terms.bonus.of(paid)
    average = sum(cost.share for cost in benefits(result.market))
    wage = offer.annual * (1 + terms.shift)
    total = wage * (1 + _benefits_share(terms, result.market, full)) + bonus / terms.share(full)
    return Package(
        terms=terms,
        estimate=result,
        offer=offer,
        ends=tuple(judge(bands, result, end.full_time(full), costs) for end in terms.ends),
        paid=paid,
        overtime=terms.overtime(full, rule),
        bonus=bonus,
        total=total,
        worth=total / (1 + average),
    )


def benefits(market: Market) -> list[EmployerCost]:
    """Return the benefits that employers pay beside wages, at their average cost."""
    return [cost for name, cost in market.employer_costs.items() if name in BENEFITS]


def _benefits_share(terms: Terms, market: Market, full: FullTime) -> float:
    """Return benefits as a share of the wage: averages, with the leave that is offered where that is said."""
    shares = {cost.name: cost.share for cost in benefits(market)}
    if terms.days_off is not None:
        shares[LEAVE] = terms.days_off / (full.periods(DAY) - terms.days_off)
    return sum(shares.values())


def _check(terms: Terms, result: Estimate, costs: tuple[EmployerCost, ...]) -> None:
    """Raise ProfileError for terms that cannot be valued."""
    market = result.market
    if terms.days_off is not None and (costs or not market.employer_costs):
        why = "is for employees" if costs else f"has no effect in {market.name} (no data)"
        raise ProfileError([Problem(f"--pto {why}: leave it out")])
    if terms.quote.unit == COLLECTIONS and terms.collections is None:
        borne = 1 + sum(cost.share for cost in costs)
        raise ProfileError([Problem(_collections_needed(terms, result, borne))])


def _collections_needed(terms: Terms, result: Estimate, borne: float) -> str:
    """Say what a share of collections depends on, and how much would have to come in for typical pay.

    `borne` is what a contractor's rate is to the wage, 1 for an employee.
    """
    full, money, typical = FullTime.of(result), Money(result.market), result.you.pay.typical
    a_month = typical * borne * terms.share(full) / (terms.quote.amount / 100) / full.periods(MONTH)
    needed = money.text(half_up(a_month, result.market.rounding))
    return (
        f"a share of collections pays what comes in: add --collections, such as --collections 60000/mo;"
        f" at {terms.quote.amount:g}%, what is typical of people like you"
        f" ({money.shown(typical)} a year) takes {needed} a month"
    )
