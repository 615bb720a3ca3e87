"""The table of metropolitan and nonmetropolitan areas; read only when somebody names one."""

from coding_salary.csv_file import Row, beside, load_rows, share_in, wages_in
from coding_salary.errors import listed, quoted
from coding_salary.market import Market, Range
from coding_salary.percentiles import PERCENTILES
from coding_salary.places import Area

KINDS = ("metropolitan", "nonmetropolitan")
ABOUT = ("code", "kind", "name", "state", "states")


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
    if code in codes:
        row.fault("code", f"{quoted(code)} stands here a second time: keep one of them")
    codes.add(code)
    ranges = {job: found for job in market.occupations if (found := _range(row, job))}
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
