"""The same place in neighbouring occupations, and where somebody's pay would stand in each. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from coding_salary.bands import Bands
from coding_salary.curve import percentile_of
from coding_salary.estimate import Estimate, Scale
from coding_salary.market import Range
from coding_salary.outlook import Outlook
from coding_salary.places import NATION, STATE, Place


@dataclass(frozen=True)
class Wages:
    """Published wages of an occupation in a place, by their codes; `jobs` is None where not published."""

    code: str
    title: str
    place: str
    jobs: int | None
    range: Range


@dataclass(frozen=True)
class Career:
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


@dataclass(frozen=True)
class Careers:
    """All occupations of a place, the best paid first, and the titles of those not published there."""

    place: Place
    rows: tuple[Career, ...]
    missing: tuple[str, ...]


def careers(bands: Bands, result: Estimate, published: Iterable[Wages]) -> Careers:
    """Hold an estimate against every occupation of the same state, or of the nation."""
    place = _state_or_nation(result.place)
    everywhere = list(published)
    here = [wages for wages in everywhere if wages.place == place.code]
    rows = sorted((_career(bands, result, wages) for wages in here), key=lambda row: -row.wages[2])
    titles = {wages.code: wages.title for wages in everywhere}
    missing = titles.keys() - {wages.code for wages in here}
    return Careers(place, tuple(rows), tuple(title for code, title in titles.items() if code in missing))


def _state_or_nation(place: Place) -> Place:
    return place if place.kind in (NATION, STATE) or place.parent is None else _state_or_nation(place.parent)


def _career(bands: Bands, result: Estimate, wages: Wages) -> Career:
    scale = Scale.of(bands, wages.range, wages.range, result.ageing)
    growth = result.ageing.multiplier if result.ageing else 1
    outlooks = result.market.careers.outlooks if result.market.careers else {}
    return Career(
        code=wages.code,
        title=wages.title,
        jobs=wages.jobs,
        wages=tuple(wage * growth for wage in wages.range.wages),
        percentile=percentile_of(scale.standing(result.you.pay.typical, 0.0)),
        own=wages.code == result.occupation.code,
        outlook=outlooks.get(wages.code, Outlook()),
    )
