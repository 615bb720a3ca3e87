"""Real pay: what a wage buys at the nation's prices. Pure; it compares places and never changes a wage."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from coding_salary.market import Market
from coding_salary.places import NATION, STATE, Place

NATION_LEVEL = 100
LoadLevels = Callable[[Market], Mapping[str, float]]


class PriceLevel(NamedTuple):
    """A price level, that of the nation being 100, and its place; None where none is published."""

    level: float | None
    place: Place

    def real(self, amount: float) -> float | None:
        """Return what an amount buys, as the amount that buys as much at the nation's prices."""
        return None if self.level is None else amount * NATION_LEVEL / self.level


def price_level(market: Market, place: Place, load_levels: LoadLevels) -> PriceLevel:
    """Return the price level of a place, or else that of the state around it."""
    parities = market.price_parities
    if place.kind == NATION:
        return PriceLevel(NATION_LEVEL, place)
    if place.kind == STATE or not parities:
        return PriceLevel(parities.states.get(place.code) if parities else None, place)
    level = load_levels(market).get(place.code)
    if level is None and place.parent and place.parent.kind == STATE:
        return price_level(market, place.parent, load_levels)
    return PriceLevel(level, place)
