"""Amounts in the money of another market, and what they buy at the prices of another place."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from coding_salary.model.money import Money, whole
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import Exchange
from coding_salary.table.market import Market
from coding_salary.table.places import NATION, STATE, Place


class Conversion(NamedTuple):
    """How amounts of one market, `own`, are turned into the money of another, at `exchange`.

    `hours` are those of a year where the amounts are earned, None for those of the whole market.
    """

    exchange: Exchange
    own: Market
    other: Market
    hours: float | None = None

    @property
    def rate(self) -> float:
        """Units of the own money for one of the other, at the rate of exchange."""
        units = self.exchange.rates.units
        return units[self.own.currency] / units[self.other.currency]

    @property
    def parity(self) -> float:
        """Units of the own money that buy at home what one unit of the other money buys there."""
        units = self.exchange.parities.units
        return units[self.own.code] / units[self.other.code]

    @property
    def money(self) -> Money:
        """How converted amounts are rounded and written: no finer than the exchange knows."""
        other = self.other._replace(rounding=self.exchange.rounding)
        return Money.asked(other, self.hours or self.own.hours_per_year)

    def converted(self, amount: float) -> float:
        """Return an amount at the rate of exchange, rounded."""
        return self.money.amount(amount / self.rate)

    def at_parity(self, amount: float) -> float:
        """Return what an amount buys, in the other money at the other market's prices, rounded."""
        return self.money.amount(amount / self.parity)


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


NATION_LEVEL = 100
LoadLevels = Callable[[Market], Mapping[str, float]]


class PriceLevel(NamedTuple):
    """A price level, where the nation is 100, and its place; None where not published."""

    level: float | None
    place: Place

    def real(self, amount: float) -> float | None:
        """Return what an amount buys, as the amount that buys as much at the nation's prices."""
        return None if self.level is None else amount * NATION_LEVEL / self.level


def price_level(market: Market, place: Place, load_levels: LoadLevels) -> PriceLevel:
    """Return the price level of a place, or else that of the state around it."""
    parities = market.price_levels
    if place.kind == NATION:
        return PriceLevel(NATION_LEVEL, place)
    if place.kind == STATE or not parities:
        return PriceLevel(parities.states.get(place.code) if parities else None, place)
    level = load_levels(market).get(place.code)
    if level is None and place.parent and place.parent.kind == STATE:
        return price_level(market, place.parent, load_levels)
    return PriceLevel(level, place)
