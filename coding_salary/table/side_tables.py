"""The CSV tables beside a bands file: areas, price levels, neighboring occupations; read when asked for."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from os.path import dirname, join, lexists

from coding_salary.numbers import PERCENTILES
from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.reading.errors import Problem
from coding_salary.reading.nodes import NUMBER
from coding_salary.reading.words import listed, quoted
from coding_salary.reading.yaml_file import packaged
from coding_salary.table.indexes import LEAST, MOST
from coding_salary.table.market import Market
from coding_salary.table.places import Area
from coding_salary.table.plausible import too_far, too_wide
from coding_salary.table.states import StateRow
from coding_salary.table.wages import MIN_WAGE, Range, Wages

SHIPPED = join(dirname(__file__), "data")
WAGE = f"a number from {MIN_WAGE} on such as 48390"
PERCENT = "a percentage such as 1.9"


def beside(name: str, bands_path: str) -> str:
    """Return the path of the table of that name beside the bands file, or else of the shipped one."""
    own, shipped = join(dirname(bands_path), name), join(SHIPPED, name)
    return own if lexists(own) or not _is_packaged(shipped) else shipped


def _is_packaged(path: str) -> bool:
    try:
        return bool(packaged(path))
    except OSError:
        return False


def wages_in(row: Row, columns: Sequence[str]) -> tuple[float, ...]:
    """Read wages of rising percentiles, in currency a year."""
    wages = tuple(row.number(column, WAGE, MIN_WAGE) for column in columns)
    for column, (lower, upper) in zip(columns[1:], pairwise(wages), strict=False):
        if upper < lower:
            row.fault(column, f"percentiles never fall: {upper:g} follows {lower:g}")
    if message := too_wide(wages[0], wages[-1]):
        row.fault(columns[-1], message)
    return wages


def share_in(row: Row, column: str) -> float:
    """Read a percentage as a fraction."""
    return row.number(column, PERCENT, 0, 100) / 100


KINDS = ("metropolitan", "nonmetropolitan")
ABOUT = ("code", "kind", "name", "state", "states")


LEVEL = "a price level such as 92.774, that of the nation being 100"
STATE_COLUMNS = ("code", "name", "price_level")


def load_states(
    name: str, occupations: Collection[str], bands_path: str, faults: list[Problem]
) -> list[StateRow]:
    """Read the states of a market; raises TableError with every problem found.

    What is noted of a row later goes to the `faults`.
    """
    columns = [*STATE_COLUMNS, *(column for job in occupations for column in _columns(job))]
    codes: set[str] = set()
    return load_rows(beside(name, bands_path), columns, lambda row: _state(row, occupations, codes, faults))


def _state(row: Row, occupations: Collection[str], codes: set[str], faults: list[Problem]) -> StateRow:
    code, name = row.text("code"), row.text("name")
    check_once(row, code, codes)
    level = row.number("price_level", LEVEL, LEAST, MOST) if row.cells["price_level"] else None
    ranges = {job: _range(row, job) for job in occupations}
    return StateRow(
        code=code,
        name=name,
        price_level=level,
        range=lambda job, period: ranges[job],  # noqa: ARG005 - a file is in currency a year
        fault=lambda key, message: faults.append(Problem(message, row.mark, key)),
    )


def check_once(row: Row, code: str, codes: set[str], column: str = "code") -> None:
    """Note that a code stands in a column a second time, and add it to those that do."""
    if code in codes:
        row.fault(column, f"{quoted(code)} appears a second time: keep one of them")
    codes.add(code)


def load_areas(market: Market, bands_path: str) -> list[Area]:
    """Read the area table that a market names, if it does; raises TableError with every problem found."""
    if not market.areas:
        return []
    columns = [*ABOUT, *(column for name in market.occupations for column in _columns(name))]
    codes: set[str] = set()
    return load_rows(beside(market.areas, bands_path), columns, lambda row: _area(row, market, codes))


def _columns(occupation: str) -> list[str]:
    return [*(f"{occupation}_p{percentile}" for percentile in PERCENTILES), f"{occupation}_error"]


def _area(row: Row, market: Market, codes: set[str]) -> Area:
    """Read a line; its code must not be among the `codes` of the lines before it."""
    code, kind, name, state, states = (row.text(column) for column in ABOUT)
    if kind not in KINDS:
        row.fault("kind", f"expected {listed(KINDS)}, found {quoted(kind)}")
    _check_states(row, market, state, states.split())
    if code in (market.code, *market.states):
        row.fault("code", f"{quoted(code)} is the code of a state or of the nation")
    check_once(row, code, codes)
    ranges = {job: found for job in market.occupations if (found := _range(row, job))}
    for job, found in ranges.items():
        if message := too_far(found.median, market.occupations[job].ranges[market.code].median):
            row.fault(f"{job}_p50", message)
    return Area(code, kind, name, state, tuple(states.split()), ranges)


def _check_states(row: Row, market: Market, state: str, states: list[str]) -> None:
    """Note states that the market does not have; the main one must be among all."""
    for word in dict.fromkeys((state, *states)):
        if word not in market.states:
            row.fault("states", f"{quoted(word)} is no state of {market.name}")
    if state not in states:
        row.fault("states", f"must hold the main state, {quoted(state)}")


def _range(row: Row, occupation: str) -> Range | None:
    """Read the wages of one job; none when all its cells are empty, as where nothing is published."""
    *wages, error = _columns(occupation)
    if not any(row.cells[column] for column in (*wages, error)):
        return None
    return Range(wages_in(row, wages), share_in(row, error))


PRICE_COLUMNS = ("code", "name", "parity")


def load_parities(market: Market, bands_path: str) -> dict[str, float]:
    """Read price levels by the code of the area; raises TableError with every problem found."""
    found: dict[str, float] = {}
    if market.price_levels and market.price_levels.areas:
        load_rows(beside(market.price_levels.areas, bands_path), PRICE_COLUMNS, lambda row: _take(row, found))
    return found


def _take(row: Row, found: dict[str, float]) -> None:
    code = row.text("code")
    row.text("name")
    if code in found:
        row.fault("code", f"{quoted(code)} appears a second time: keep one of them")
    found[code] = row.number("parity", LEVEL, LEAST, MOST)


WAGES = tuple(f"p{percentile}" for percentile in PERCENTILES)
CAREER_COLUMNS = ("soc", "title", "place", "jobs", *WAGES, "error")


def load_careers(market: Market, bands_path: str) -> list[Wages]:
    """Read the table that a market names; raises TableError with every problem found."""
    if market.careers is None:
        return []
    seen: set[tuple[str, str]] = set()
    usual: dict[str, float] = {}
    return load_rows(
        beside(market.careers.file, bands_path), CAREER_COLUMNS, lambda row: _wages(row, market, seen, usual)
    )


AREA_CAREER_COLUMNS = tuple(column for column in CAREER_COLUMNS if column != "title")


def load_area_careers(market: Market, bands_path: str) -> list[Wages]:
    """Read the same of areas, where no titles stand; raises TableError with every problem found."""
    if market.careers is None or not market.careers.areas:
        return []
    seen: set[tuple[str, str]] = set()
    usual: dict[str, float] = {}
    path = beside(market.careers.areas, bands_path)
    return load_rows(path, AREA_CAREER_COLUMNS, lambda row: _wages_of(row, "", seen, usual))


def _wages(row: Row, market: Market, seen: set[tuple[str, str]], usual: dict[str, float]) -> Wages:
    place = row.cells["place"]
    if place not in (market.code, *market.states):
        row.fault("place", f"{quoted(place)} is neither {market.code} nor a state of {market.name}")
    return _wages_of(row, row.text("title"), seen, usual)


def _wages_of(row: Row, title: str, seen: set[tuple[str, str]], usual: dict[str, float]) -> Wages:
    """Read a line; the first median of each occupation is kept as the `usual` one of the others."""
    code, place = row.text("soc"), row.text("place")
    if (code, place) in seen:
        row.fault("place", f"{quoted(code)} appears a second time for {place}: keep one of them")
    seen.add((code, place))
    found = _published_range(row)
    if found and (message := too_far(found.median, usual.setdefault(code, found.median))):
        row.fault("p50", message)
    return Wages(code, title, place, count_in(row, "jobs"), found)


def _published_range(row: Row) -> Range | None:
    """Read the wages; none where some are not published, as above the highest that is."""
    if not all(row.cells[column] for column in (*WAGES, "error")):
        return None
    return Range(wages_in(row, WAGES), share_in(row, "error"))


def count_in(row: Row, column: str) -> int | None:
    """Read a number of jobs; an empty cell is one that is not published."""
    text = row.cells[column]
    if not text:
        return None
    if NUMBER.fullmatch(text) and text.isdigit():
        return int(text)
    row.fault(column, f"expected a whole number such as 2330, or nothing, found {quoted(text)}")
    return None
