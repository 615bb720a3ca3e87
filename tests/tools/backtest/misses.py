"""What the program says of the same people, as a ratio to the same base, and by how much it misses."""

import re
from math import log
from statistics import median
from typing import NamedTuple

from published import MEAN, Official, Published, Source, official, sources

from coding_salary.decisions.compare import ratio_error
from coding_salary.model.estimate import SurveyEstimate, estimate
from coding_salary.model.result import Estimate
from coding_salary.profile.answers import Raw
from coding_salary.profile.profile import market_of, read_profile
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market
from coding_salary.table.side_tables import load_areas

# Who holds a certification holds one, two or three of them: the shares of the model, and what is held besides.
SHARES = {1: 0.67, 2: 0.23, 3: 0.10}
BESIDES = ("CCS", "CIC")  # as good as a CPC, so that they add nothing but their number
HOLDERS = re.compile(r"(?<=--cert )(\S+)\+")


class Ours(NamedTuple):
    """What the program says of a group, in published money, and the estimate of its first profile."""

    low: float
    typical: float
    high: float
    estimate: Estimate


class Miss(NamedTuple):
    """A published figure and ours, both over the same base; `margin` is one relative standard error of ours.

    The margin is of the facts that are not the same in the group and in the base; where they are all the
    same, as in everybody against everybody, it is 0 and says nothing.
    """

    published: Published
    symbol: str
    base: float
    theirs: float
    low: float
    typical: float
    high: float
    margin: float

    @property
    def share(self) -> float:
        """How far ours is above the published figure, or the middle of its range: 0.1 is 10 %."""
        return self.typical / self.theirs - 1

    @property
    def margins(self) -> float | None:
        """How many margins lie between ours and the published figure; None without a margin."""
        return abs(log(self.typical / self.theirs)) / self.margin if self.margin else None

    @property
    def inside(self) -> bool:
        """Whether ours lies within the published range."""
        return self.published.low <= self.typical * self.base <= self.published.high

    @property
    def overlaps(self) -> bool:
        """Whether our middle half and the published range have pay in common."""
        low, high = self.low * self.base, self.high * self.base
        return low <= self.published.high and self.published.low <= high


def misses(bands: Bands, figures: list[Published]) -> list[Miss]:
    """Return the miss of each figure."""
    wages = official()
    return [_miss(bands, figure, wages) for figure in figures]


def median_miss(some: list[Miss]) -> float:
    """Return the median of the misses, above or below."""
    return median(abs(miss.share) for miss in some)


def median_gap(some: list[Miss]) -> float:
    """Return the median of how far ours is above: negative where ours is mostly lower."""
    return median(miss.share for miss in some)


def within(some: list[Miss], margins: int) -> tuple[int, int]:
    """Return how many lie within so many margins, and of how many that have one."""
    known = [miss.margins for miss in some if miss.margins is not None]
    return sum(each <= margins for each in known), len(known)


def industries(bands: Bands) -> list[Published]:
    """Return the official median of coders in each industry of the table."""
    source: Source = sources()["industries"]
    job = bands.home.occupation
    return [
        Published(
            "industries, each alone", f"--employer {name}", name, 2025, "median", "", own.median, own.median,
            "year", "", None, source, "",
        )
        for name, own in job.employers.items()
    ]  # fmt: skip


def coverage(bands: Bands, beside: str) -> float:
    """Return the median share of an industry's coders who are paid from our low to our high.

    `beside` are other flags: without any, an employer alone gives its industry back.
    """
    return median(_covered(bands, name, beside) for name in bands.home.occupation.employers)


def ours(bands: Bands, flags: str, percentile: float = 50) -> Ours:
    """Return what the program says of a group that is given as flags."""
    parts = [(share, _estimate(bands, text)) for share, text in _mixture(flags)]
    low, typical, high = (
        sum(share * _pay(result, at) for share, result in parts) for at in (25, percentile, 75)
    )
    return Ours(low, typical, high, parts[0][1])


def _mixture(flags: str) -> list[tuple[float, str]]:
    """Return the profiles that a group is made of, by their shares: `--cert CPC+` holds one, two or three."""
    if (said := HOLDERS.search(flags)) is None:
        return [(1.0, flags)]
    held = said[1].split(",")
    shares = {count: share for count, share in SHARES.items() if count >= len(held)}
    more = [cert for cert in BESIDES if cert not in held]
    return [
        (share / sum(shares.values()), HOLDERS.sub(",".join((*held, *more)[:count]), flags))
        for count, share in shares.items()
    ]


def _pay(result: Estimate, percentile: float) -> float:
    if isinstance(result, SurveyEstimate):
        return result.pay_at(percentile)
    points: dict[float, float] = dict(zip((25, 50, 75), result.you.pay[1:4], strict=True))
    return points[percentile]


def _estimate(bands: Bands, flags: str) -> Estimate:
    profile = read_profile(bands, _answers(flags), lambda market: load_areas(market, bands.path))
    return estimate(bands, profile._replace(as_of=None))


def _answers(flags: str) -> dict[str, tuple[Raw, ...]]:
    """Read `--cert CPC --remote`: a flag without a value says yes."""
    parts = [part.split() for part in flags.split("--")[1:]]
    return {name: (Raw(" ".join(value) or "yes"),) for name, *value in parts}


def _miss(bands: Bands, figure: Published, wages: dict[int, Official]) -> Miss:
    market = market_of(bands, _answers(figure.flags.replace("+", "")))
    group = ours(bands, figure.flags, figure.percentile)
    base = ours(bands, figure.base_flags) if market is bands.home else None
    scale, paid = base.typical if base else 1, _base(figure, market, bands, wages)
    own_margin = group.estimate.margin / group.typical
    return Miss(
        published=figure,
        symbol=market.symbol,
        base=paid,
        theirs=figure.middle / paid,
        low=group.low / scale,
        typical=group.typical / scale,
        high=group.high / scale,
        margin=ratio_error(group.estimate, base.estimate) if base else own_margin,
    )


def _base(figure: Published, market: Market, bands: Bands, wages: dict[int, Official]) -> float:
    """Return what a published figure is divided by: its survey's own base, or the official wage of its year."""
    if figure.base is not None:
        return figure.base
    if market is not bands.home:
        return 1
    return wages[figure.year].mean if figure.statistic == MEAN else wages[figure.year].median


def _covered(bands: Bands, employer: str, beside: str) -> float:
    everybody = _estimate(bands, f"--employer {employer}")
    assert isinstance(everybody, SurveyEstimate)
    group = ours(bands, f"--employer {employer} {beside}".strip())
    low, high = (everybody.percentile_like_you(amount) for amount in (group.low, group.high))
    return (high - low) / 100
