"""An offer with its terms: judged, and its worth with benefits; several of them side by side. Pure."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coding_salary.decisions.amounts import COLLECTIONS, DAY, MONTH, FullTime, Overtime
from coding_salary.decisions.offer import Offer, judge
from coding_salary.decisions.terms import Terms
from coding_salary.model.conversion import LoadLevels, PriceLevel, price_level
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.numbers import CENT, half_up
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market
from coding_salary.table.practice import Practice
from coding_salary.table.wages import BENEFITS, LEAVE, RETIREMENT, EmployerCost


class Package(NamedTuple):
    """An offer and its worth; amounts in currency, not rounded, of a full-time year but for what is worked.

    `ends` judge the lowest and the highest amount of a posted range. `paid`, `overtime` and `bonus` are those
    of a year as worked. `total` is pay with shift pay and bonus, and the benefits at employers' average cost;
    `worth` is the wage of an employee with average benefits that comes to the same. `minimum` is the minimum
    wage that the offer is below, if it is. `typed` is the offer as it was typed, with terms of its own,
    `alone` with those that hold for several, too.
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
    minimum: Practice | None = None
    typed: str = ""
    alone: str = ""

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
    """Return benefits as a share of the wage: averages, or the leave and the match that are offered."""
    shares = {cost.name: cost.share for cost in benefits(market)}
    if terms.days_off is not None:
        shares[LEAVE] = terms.days_off / (full.periods(DAY) - terms.days_off)
    if terms.match is not None:
        shares[RETIREMENT] = terms.match
    return sum(shares.values())


def _check(terms: Terms, result: Estimate, costs: tuple[EmployerCost, ...]) -> None:
    """Raise ProfileError for terms that cannot be valued."""
    market = result.market
    for flag, value in (("--pto", terms.days_off), ("--match", terms.match)):
        if value is not None and (costs or not market.employer_costs):
            why = "is for employees" if costs else f"has no effect in {market.name} (no data)"
            raise ProfileError([Problem(f"{flag} {why}: leave it out")])
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


class Rival(NamedTuple):
    """An offer among several, with the price level of its place; None where it is not known."""

    package: Package
    level: PriceLevel | None = None

    @property
    def buys(self) -> float | None:
        """What its total buys at the nation's prices, in currency a full-time year."""
        return self.level.real(self.package.total) if self.level else None

    def amount_for(self, total: float) -> float:
        """Return the amount, in the unit of the offer, that would bring it to a total a full-time year."""
        fixed = self.package.terms.bonus.money / self.package.share
        scaled = self.package.total - fixed
        return self.package.terms.quote.amount * (total - fixed) / scaled


# How offers are measured, by the name that programs see.
MEASURES: dict[str, Callable[[Rival], float | None]] = {
    "total": lambda rival: rival.package.total,
    "buys": lambda rival: rival.buys,
    "percentile_like_you": lambda rival: rival.package.offer.percentile_like_you,
    "paid": lambda rival: rival.package.paid + rival.package.bonus,
}


class Offers(NamedTuple):
    """Offers in the order given; `priced` where places differ and the prices of all of them are known."""

    rivals: tuple[Rival, ...]

    @property
    def priced(self) -> bool:
        """Whether prices tell the offers apart: known everywhere, and not the same."""
        levels = [rival.level.level if rival.level else None for rival in self.rivals]
        return None not in levels and len(set(levels)) > 1

    def best(self, measure: str) -> Rival | None:
        """Return the best offer by a measure, the first of equals; None where it is not known of all."""
        values = [MEASURES[measure](rival) for rival in self.rivals]
        if None in values:
            return None
        return self.rivals[values.index(max(value for value in values if value is not None))]

    @property
    def winner(self) -> Rival:
        """The offer that is worth most: by what its total buys where prices differ, else by the total."""
        return self.best("buys" if self.priced else "total") or self.rivals[0]

    def equal_amount(self, rival: Rival) -> float:
        """Return the amount that would make an offer as good as the winner, in the unit of the offer."""
        return rival.amount_for(self._total_like(self.winner, rival))

    def falls_short(self, rival: Rival) -> bool:
        """Whether an offer is worth less than the winner, to the cent."""
        return half_up(self.equal_amount(rival) - rival.package.terms.quote.amount, CENT) > 0

    def _total_like(self, winner: Rival, rival: Rival) -> float:
        """Return the total that is worth as much in the place of an offer as the winner's in its own."""
        if not (self.priced and winner.level and rival.level):
            return winner.package.total
        return winner.package.total * (rival.level.level or 1) / (winner.level.level or 1)


def side_by_side(bands: Bands, packages: Sequence[Package], load_levels: LoadLevels) -> Offers:
    """Set offers side by side, with the price level of each one's place where there is any."""
    return Offers(tuple(Rival(package, _level(bands, package, load_levels)) for package in packages))


def _level(bands: Bands, package: Package, load_levels: LoadLevels) -> PriceLevel | None:
    profile = package.estimate.profile
    market = bands.markets[profile.market]
    return price_level(market, profile.place, load_levels) if market.price_levels else None
