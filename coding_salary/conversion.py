"""Amounts of one market in the money of another: who asks for which, and what of it is known."""

from collections.abc import Sequence
from typing import NamedTuple

from coding_salary.ageing import count_of, spoken
from coding_salary.bands import Bands
from coding_salary.errors import Problem, ProfileError, listed, quoted
from coding_salary.exchange import Exchange
from coding_salary.market import Market
from coding_salary.money import Money, whole
from coding_salary.records import Record


class Conversion(NamedTuple):
    """How amounts of one market, `own`, are turned into the money of another, at `exchange`."""

    exchange: Exchange
    own: Market
    other: Market

    @property
    def rate(self) -> float:
        """Units of the own money for one of the other, at the rate of exchange."""
        units = self.exchange.rates.units
        return units[self.own.currency] / units[self.other.currency]

    @property
    def parity(self) -> float:
        """Units of the own money that buy at home what one of the other buys there."""
        units = self.exchange.parities.units
        return units[self.own.code] / units[self.other.code]

    @property
    def money(self) -> Money:
        """How converted amounts are rounded and written: no finer than the exchange knows."""
        return Money(self.other._replace(rounding=self.exchange.rounding))

    def converted(self, amount: float) -> float:
        """Return an amount at the rate of exchange, rounded."""
        return self.money.amount(amount / self.rate)

    def at_parity(self, amount: float) -> float:
        """Return what an amount buys, in the other money at the other market's prices, rounded."""
        return self.money.amount(amount / self.parity)

    def record(self) -> Record:
        """Return what the amounts are converted with."""
        rates, parities = self.exchange.rates, self.exchange.parities
        return {
            "conversion_currency": self.other.currency,
            "conversion_rate": plain(self.rate),
            "conversion_rate_date": rates.date,
            "conversion_rate_source": rates.source,
            "conversion_parity": plain(self.parity),
            "conversion_parity_year": int(parities.date),
            "conversion_parity_source": parities.source,
        }

    def words(self) -> str:
        """Say with what amounts are converted, and how the two ways differ."""
        rates = self.exchange.rates
        own, other = self.own.currency, self.other.currency
        if self.own.code == self.other.code:
            return f"The pay is in {own} already, at the prices of {self.own.name}."
        return (
            f"In {other}: {plain(self.rate):g} {own} for 1 {other} in {spoken(rates.date)} ({rates.source})."
            f" {parity_words([self])}"
        )

    def old(self, today: str) -> str | None:
        """Return what to say, in a month such as `2026-11`, of rates that are old by then."""
        date = self.exchange.rates.date
        age = count_of(today) - count_of(date)
        old = age > self.exchange.fresh_for
        return f"the rates of exchange are those of {spoken(date)}, {age} months ago" if old else None


def parity_words(conversions: Sequence[Conversion]) -> str:
    """Say what amounts at parity are; the conversions are all to the same money."""
    other, parities = conversions[0].other, conversions[0].exchange.parities
    bought = listed((f"{plain(each.parity):g} {each.own.currency}" for each in conversions), "and")
    return (
        f"At PPP: what the pay buys, in {other.currency} at the prices of {other.name}; {bought} bought"
        f" what 1 {other.currency} did there in {parities.date} ({parities.source})."
    )


def conversion_to(bands: Bands, market: Market, said: str) -> Conversion:
    """Return how amounts of a market are turned into a currency; raises ProfileError for an unknown one."""
    if bands.exchange is None:
        raise ProfileError([Problem("this table has no rates of exchange: leave --in out")])
    word = said.strip().upper()
    for other in bands.markets.values():
        if other.currency == word:
            return Conversion(bands.exchange, market, other)
    known = listed(dict.fromkeys(other.currency for other in bands.markets.values()))
    raise ProfileError([Problem(f"unknown currency {quoted(said)}: use {known}")])


def plain(rate: float) -> float:
    """Return a rate without the noise of a division, to six digits."""
    return whole(float(f"{rate:.6g}"))
