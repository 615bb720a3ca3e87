"""Neighboring occupations in the same place, and the percentile of a person's pay in each. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import log
from typing import NamedTuple

from coding_salary.model.position import Curve, ageing_of, standing
from coding_salary.model.result import Estimate
from coding_salary.numbers import PERCENTILES, percentile_of, score_of
from coding_salary.table.bands import Bands
from coding_salary.table.jobs import JobsByPlace
from coding_salary.table.market import Market
from coding_salary.table.places import LOCALITY, NATION, STATE, Place
from coding_salary.table.wages import CareerTable, Outlook, Range, Wages


class Career(NamedTuple):
    """An occupation beside ours; `percentile` is where the person's typical pay would stand in it.

    `wages` are in currency a year at the five percentiles, moved to another month if that was asked for,
    and those of `place`. `exposure` holds percentile ranks among all occupations by measure.
    """

    code: str
    title: str
    jobs: int | None
    wages: tuple[float, ...]
    percentile: float
    own: bool
    place: Place
    outlook: Outlook
    exposure: Mapping[str, float]

    @property
    def median(self) -> float:
        """The wage at the 50th percentile."""
        return self.wages[PERCENTILES.index(50)]


class Careers(NamedTuple):
    """All occupations of a place, the best paid first, and the titles of those not published there.

    The wages of some may be those of the state around an area.
    """

    place: Place
    rows: tuple[Career, ...]
    missing: tuple[str, ...]

    @property
    def fallen_back(self) -> list[Career]:
        """The occupations whose wages are not those of the place itself."""
        return [row for row in self.rows if row.place.code != self.place.code]


def careers(bands: Bands, result: Estimate, published: Iterable[Wages], jobs: JobsByPlace) -> Careers:
    """Hold an estimate against every occupation of the same place.

    The occupations of the table have the wages that it knows; those beside them are `published` by place.
    """
    places = _places(result)
    everywhere = [*published, *_own(result.market, places, jobs)]
    known = {(wages.code, wages.place): wages for wages in everywhere}
    titles = {wages.code: wages.title for wages in everywhere if wages.title}
    rows = [
        _career(bands, result, code, titles[code], found)
        for code in titles
        for found in islice(_published(known, code, places), 1)
    ]
    present = {row.code for row in rows}
    missing = (title for code, title in titles.items() if code not in present)
    return Careers(places[0], tuple(sorted(rows, key=lambda row: -row.median)), tuple(missing))


def _places(result: Estimate) -> list[Place]:
    """Return where wages are looked for: in an area and the state around it, or in one place alone."""
    asked = result.profile.place
    if asked.kind in (NATION, STATE) or asked.parent is None:
        return [asked if result.place.kind == LOCALITY else result.place]
    return [asked, asked.parent]


def _own(market: Market, places: Iterable[Place], jobs: JobsByPlace) -> Iterator[Wages]:
    for name, job in market.occupations.items():
        for place in places:
            count = jobs[place.code][name].jobs if place.code in jobs else None
            yield Wages(job.code, job.title, place.code, count, place.ranges.get(name))


def _published(
    known: Mapping[tuple[str, str], Wages], code: str, places: Iterable[Place]
) -> Iterator[tuple[Place, int | None, Range]]:
    """Yield where the wages of an occupation are published, nearest first, with its jobs there."""
    for place in places:
        wages = known.get((code, place.code))
        if wages and wages.range:
            yield place, wages.jobs, wages.range


def _career(
    bands: Bands, result: Estimate, code: str, title: str, found: tuple[Place, int | None, Range]
) -> Career:
    place, jobs, range = found
    growth = _growth(result, code)
    height = log(result.you.pay.typical / (range.median * growth))
    low, high = map(score_of, bands.limits)
    table = result.market.careers
    return Career(
        code=code,
        title=title,
        jobs=jobs,
        wages=tuple(wage * growth for wage in range.wages),
        percentile=percentile_of(standing(Curve.through(range), (low, high), height, 0.0)),
        own=code == result.occupation.code,
        place=place,
        outlook=table.outlooks.get(code, Outlook()) if table else Outlook(),
        exposure=_exposure(table, code) if table else {},
    )


def _growth(result: Estimate, code: str) -> float:
    """Return what moves the wages of an occupation: its own rise, or else that of the first job."""
    own = (job for job in result.market.occupations.values() if job.code == code)
    ageing = ageing_of(next(own, result.market.occupation), result.market, result.profile)
    return ageing.multiplier if ageing else 1


def _exposure(table: CareerTable, code: str) -> dict[str, float]:
    return {name: measure.ranks[code] for name, measure in table.exposures.items() if code in measure.ranks}
