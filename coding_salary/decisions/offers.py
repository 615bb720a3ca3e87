"""Several offers side by side, like for like: the best by each measure, what makes others equal."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coding_salary.decisions.package import Package
from coding_salary.model.conversion import LoadLevels, PriceLevel, price_level
from coding_salary.table.bands import Bands


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
