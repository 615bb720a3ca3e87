"""Neighboring occupations in the same place, and the percentile of a person's pay in each. Pure."""

from collections.abc import Iterable
from math import log
from typing import NamedTuple

from coding_salary.model.curve import Curve
from coding_salary.model.estimate import standing
from coding_salary.model.result import Estimate
from coding_salary.numbers import PERCENTILES, percentile_of, score_of
from coding_salary.table.bands import Bands
from coding_salary.table.places import NATION, STATE, Place
from coding_salary.table.wages import Outlook, Range, Wages


class Career(NamedTuple):
    """An occupation beside ours; `percentile` is where the person's typical pay would stand in it.

    `wages` are in currency a year at the five percentiles, moved to another month if that was asked for.
    """

    code: str
    title: str
    jobs: int | None
    wages: tuple[float, ...]
    percentile: float
    own: bool
    outlook: Outlook

    @property
    def median(self) -> float:
        """The wage at the 50th percentile."""
        return self.wages[PERCENTILES.index(50)]


class Careers(NamedTuple):
    """All occupations of a place, the best paid first, and the titles of those not published there."""

    place: Place
    rows: tuple[Career, ...]
    missing: tuple[str, ...]


def careers(bands: Bands, result: Estimate, published: Iterable[Wages]) -> Careers:
    """Hold an estimate against every occupation of the same state, or of the nation."""
    place = _state_or_nation(result.place)
    everywhere = list(published)
    rows = [
        _career(bands, result, wages, wages.range)
        for wages in everywhere
        if wages.place == place.code and wages.range
    ]
    titles = {wages.code: wages.title for wages in everywhere}
    found = {row.code for row in rows}
    missing = (title for code, title in titles.items() if code not in found)
    return Careers(place, tuple(sorted(rows, key=lambda row: -row.median)), tuple(missing))


def _state_or_nation(place: Place) -> Place:
    return place if place.kind in (NATION, STATE) or place.parent is None else _state_or_nation(place.parent)


def _career(bands: Bands, result: Estimate, wages: Wages, range: Range) -> Career:
    low, high = map(score_of, bands.limits)
    height = log(result.you.pay.typical / (range.median * result.growth))
    outlooks = result.market.careers.outlooks if result.market.careers else {}
    return Career(
        code=wages.code,
        title=wages.title,
        jobs=wages.jobs,
        wages=tuple(wage * result.growth for wage in range.wages),
        percentile=percentile_of(standing(Curve.through(range), (low, high), height, 0.0)),
        own=wages.code == result.occupation.code,
        outlook=outlooks.get(wages.code, Outlook()),
    )
