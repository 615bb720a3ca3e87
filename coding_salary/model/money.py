"""Amounts of a market: rounded to its step, and as people write them."""

from typing import NamedTuple

from coding_salary.numbers import half_up
from coding_salary.table.market import Market


class Money(NamedTuple):
    """How amounts of one market are rounded and written."""

    market: Market

    def amount(self, amount: float) -> float:
        """Round an amount to the step of the table."""
        return half_up(amount, self.market.rounding)

    def text(self, amount: float) -> str:
        """Return an amount that is already rounded as people write it, such as $51,700."""
        cents = "" if float(amount).is_integer() else ".2f"
        return f"{self.market.symbol}{whole(amount):,{cents}}"

    def hourly(self, amount: float) -> str:
        """Return an hourly amount as people write it, such as $24.88."""
        return f"{self.market.symbol}{amount:,.2f}"


def whole(number: float) -> float | int:
    """Return a number as an int when it is whole."""
    return int(number) if float(number).is_integer() else number
