"""The figures of the CSV tables beside a table: areas, their price levels, neighboring occupations."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from coding_salary.catalog.figures import ERROR, MARKETS, WAGES, Figure, Value, dotted
from coding_salary.reading.errors import Mark
from coding_salary.table.indexes import LEVEL_UNIT
from coding_salary.table.market import Market
from coding_salary.table.places import Area
from coding_salary.table.wages import ERROR_UNIT, Range, Wages

AREAS, PARITIES, CAREERS = "areas", "price_levels", "careers"
HEADING_LINES = 1
Path = tuple[str, ...]


class SideTables(NamedTuple):
    """What stands in the CSV tables that a market names."""

    areas: list[Area]
    parities: Mapping[str, float]
    careers: list[Wages]


def side_figures(market: Market, tables: SideTables) -> list[Figure]:
    """Return every figure of the CSV tables of a market, each with its source and its line."""
    return [
        *_area_figures(market, tables.areas),
        *_parity_figures(market, tables.parities, {area.code: area.name for area in tables.areas}),
        *_career_figures(market, tables.careers),
    ]


def _area_figures(market: Market, areas: Iterable[Area]) -> Iterator[Figure]:
    sources = tuple(dict.fromkeys(job.source for job in market.occupations.values()))
    for line, area in enumerate(areas, start=HEADING_LINES + 1):
        path, mark = (MARKETS, market.code, AREAS, area.code), Mark(market.areas, line, 1)
        about = {"kind": area.kind, "name": area.name, "state": area.state, "states": " ".join(area.states)}
        words = [_word(path, key, text, mark) for key, text in about.items()]
        wages = [
            value
            for job, range in area.ranges.items()
            for value in _wages(path, f"{job}.", range, market, mark)
        ]
        yield Figure(path, mark, area.name, "", "", sources, (*words, *wages))


def _parity_figures(
    market: Market, levels: Mapping[str, float], names: Mapping[str, str]
) -> Iterator[Figure]:
    if not market.price_levels:
        return
    for line, (code, level) in enumerate(levels.items(), start=HEADING_LINES + 1):
        path = (MARKETS, market.code, PARITIES, AREAS, code)
        mark = Mark(market.price_levels.areas, line, 1)
        value = Value(dotted(path), code, (f"{level:.12g}",), (level,), mark, LEVEL_UNIT)
        yield Figure(path, mark, names.get(code, ""), "", "", (market.price_levels.source,), (value,))


def _career_figures(market: Market, careers: Iterable[Wages]) -> Iterator[Figure]:
    if not market.careers:
        return
    for line, wages in enumerate(careers, start=HEADING_LINES + 1):
        path = (MARKETS, market.code, CAREERS, wages.code, wages.place)
        mark = Mark(market.careers.file, line, 1)
        jobs = () if wages.jobs is None else (_number(path, "jobs", wages.jobs, mark, "jobs"),)
        range = _wages(path, "", wages.range, market, mark) if wages.range else ()
        label = f"{wages.title}, {wages.place}"
        yield Figure(path, mark, label, "", "", (market.careers.source,), (*jobs, *range))


def _wages(path: Path, prefix: str, range: Range, market: Market, mark: Mark) -> Iterator[Value]:
    for name, number in zip(WAGES, (*range.wages, 100 * range.error), strict=True):
        unit = ERROR_UNIT if name == ERROR else f"{market.currency} a year"
        yield _number(path, f"{prefix}{name}", number, mark, unit)


def _number(path: Path, key: str, number: float, mark: Mark, unit: str) -> Value:
    text = f"{number:.12g}"
    return Value(dotted((*path, key)), key, (text,), (float(text),), mark, unit)


def _word(path: Path, key: str, text: str, mark: Mark) -> Value:
    return Value(dotted((*path, key)), key, (text,), (None,), mark)
