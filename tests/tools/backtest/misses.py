"""What the program says of the same people, made comparable, and by how much it misses."""

from statistics import median
from typing import NamedTuple

from published import HOUR, Published, medians

from coding_salary.model.estimate import estimate
from coding_salary.model.result import Pay
from coding_salary.profile.answers import Raw
from coding_salary.profile.profile import market_of, read_profile
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.market import Market
from coding_salary.table.side_tables import load_areas

MONTH_OF_SURVEYS = "05"  # surveys are taken as of May, the month of the official wages


class Basis(NamedTuple):
    """How ours is brought into the money of a published figure: other flags, then a factor."""

    flags: str
    factor: float
    words: str


class Miss(NamedTuple):
    """A published figure and ours, in the same unit and money, that of a market with a `symbol`."""

    published: Published
    basis: Basis
    symbol: str
    low: float
    typical: float
    high: float

    @property
    def share(self) -> float:
        """How far our typical is above the published figure, or the middle of its range: 0.1 is 10 %."""
        return self.typical / self.published.middle - 1

    @property
    def inside(self) -> bool:
        """Whether our typical lies within the published range."""
        return self.published.low <= self.typical <= self.published.high

    @property
    def overlaps(self) -> bool:
        """Whether our middle half and the published range have pay in common."""
        return self.low <= self.published.high and self.published.low <= self.high


def misses(bands: Bands, figures: list[Published]) -> list[Miss]:
    """Return the miss of each figure."""
    return [_miss(bands, figure) for figure in figures]


def median_miss(some: list[Miss]) -> float:
    """Return the median of the misses, above or below."""
    return median(abs(miss.share) for miss in some)


def median_gap(some: list[Miss]) -> float:
    """Return the median of how far ours is above: negative where ours is mostly lower."""
    return median(miss.share for miss in some)


def pay(bands: Bands, flags: str) -> Pay:
    """Return what the program says of a profile that is given as flags."""
    profile = read_profile(bands, _answers(flags), lambda market: load_areas(market, bands.path))
    return estimate(bands, profile).you.pay


def _answers(flags: str) -> dict[str, tuple[Raw, ...]]:
    """Read `--cert CPC --remote`: a flag without a value says yes."""
    parts = [part.split() for part in flags.split("--")[1:]]
    return {name: (Raw(" ".join(value) or "yes"),) for name, *value in parts}


def _miss(bands: Bands, figure: Published) -> Miss:
    basis = _basis(bands, figure)
    ours = pay(bands, f"{figure.flags} {basis.flags}")
    symbol = market_of(bands, _answers(figure.flags)).symbol
    return Miss(
        figure, basis, symbol, *(amount * basis.factor for amount in (ours.low, ours.typical, ours.high))
    )


def _basis(bands: Bands, figure: Published) -> Basis:
    """Return how a figure is made comparable: by its survey's own base, the wage index or the median."""
    market = market_of(bands, _answers(figure.flags))
    if figure.base is not None:
        return Basis("", figure.base / pay(bands, figure.base_flags).typical, "its own base")
    month = f"{figure.year}-{MONTH_OF_SURVEYS}"
    unit = 1 / market.hours_per_year if figure.unit == HOUR else 1.0
    if market.wage_index is None:
        return Basis("", unit, f"as it is, of {month_name(market.date)}")
    if market.wage_index.reaches(month):
        same = month == market.date
        return Basis("" if same else f"--as-of {month}", unit, "as it is" if same else "wage index")
    return _by_median(market, month, unit)


def _by_median(market: Market, month: str, unit: float) -> Basis:
    """Bring ours to a year that the wage index does not reach, by the official national median."""
    then, now = medians()[month], market.occupation.ranges[market.code].median
    return Basis("", then / now * unit, f"national median {then:,.0f} / {now:,.0f}")
