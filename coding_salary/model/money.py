"""Amounts of a market: rounded to its step, and as people write them."""

from typing import TYPE_CHECKING, NamedTuple

from coding_salary.numbers import CENT, UNIT, half_up
from coding_salary.table.market import Market
from coding_salary.table.occupations import HOUR

if TYPE_CHECKING:
    from coding_salary.model.result import Estimate

THOUSAND = 1_000


class Money(NamedTuple):
    """How amounts of one market are rounded and written: those of a year, or with `hours` those of an hour.

    `hours` are those of a full-time year in the place.
    """

    market: Market
    hours: float = 0

    @classmethod
    def of(cls, estimate: "Estimate") -> "Money":
        """Return the money of an estimate, in the period that is shown."""
        return cls.asked(estimate.market, estimate.hours_per_year)

    @classmethod
    def asked(cls, market: Market, hours: float) -> "Money":
        """Return the money of a market in the period that is shown, of the hours of a full-time year."""
        return cls(market, hours if market.period == HOUR else 0)

    @property
    def step(self) -> float:
        """What amounts are rounded to: the step of the table, or a cent an hour."""
        return CENT if self.hours else self.market.rounding

    @property
    def each(self) -> str:
        """What an amount is for, in words."""
        return "an hour" if self.hours else "a year"

    def amount(self, annual: float) -> float:
        """Return an amount a year rounded to the step of the table, or as one an hour to the cent."""
        return self._rounded(annual, self.market.rounding)

    def to_unit(self, annual: float) -> float:
        """Return an amount a year rounded to a unit of the currency, or as one an hour to the cent."""
        return self._rounded(annual, UNIT)

    def published(self, annual: float) -> float:
        """Return a published amount a year as it is, or as one an hour to the cent."""
        return self._rounded(annual, 0) if self.hours else whole(annual)

    def _rounded(self, annual: float, step: float) -> float:
        return half_up(annual / self.hours, CENT) if self.hours else half_up(annual, step)

    def text(self, amount: float) -> str:
        """Return an amount that is already rounded as people write it: $51,700, or $24.88 an hour's."""
        cents = ".2f" if self.hours or not float(amount).is_integer() else ""
        return f"{self.market.symbol}{whole(amount) if not cents else amount:,{cents}}"

    def shown(self, annual: float) -> str:
        """Return an amount a year as people write it: rounded, and by the hour where that is asked for."""
        return self.text(self.amount(annual))

    def once(self, amount: float) -> str:
        """Return an amount that is no pay, such as a fee of $425, as people write it."""
        return self._replace(hours=0).text(amount)

    def signed(self, amount: float) -> str:
        """Return a difference that is already rounded with its sign, such as +$9,500 or -$2,600, or $0."""
        sign = "-" if amount < 0 else "+" if amount else ""
        return f"{sign}{self.text(abs(amount))}"

    def short(self, amount: float) -> str:
        """Return an amount for the axis of a chart, such as $40k; one an hour, such as $20."""
        if abs(amount) < THOUSAND:
            return f"{self.market.symbol}{amount:g}"
        return f"{self.market.symbol}{amount / THOUSAND:g}k"

    def hourly(self, amount: float) -> str:
        """Return an hourly amount as people write it, such as $24.88."""
        return f"{self.market.symbol}{amount:,.2f}"


def whole(number: float) -> float | int:
    """Return a number as an int when it is whole."""
    return int(number) if float(number).is_integer() else number
