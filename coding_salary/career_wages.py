"""The table of neighbouring occupations by state; read only when somebody asks for them."""

from coding_salary.careers import Wages
from coding_salary.csv_file import Row, beside, load_rows, share_in, wages_in
from coding_salary.errors import quoted
from coding_salary.market import Market, Range
from coding_salary.nodes import NUMBER
from coding_salary.percentiles import PERCENTILES

WAGES = tuple(f"p{percentile}" for percentile in PERCENTILES)
CAREER_COLUMNS = ("soc", "title", "place", "jobs", *WAGES, "error")


def load_careers(market: Market, bands_path: str) -> list[Wages]:
    """Read the table that a market names; raises TableError with every problem found."""
    if market.careers is None:
        return []
    seen: set[tuple[str, str]] = set()
    return load_rows(beside(market.careers.file, bands_path), CAREER_COLUMNS, lambda row: _wages(row, market, seen))


def _wages(row: Row, market: Market, seen: set[tuple[str, str]]) -> Wages:
    code, title, place = (row.text(column) for column in ("soc", "title", "place"))
    if place not in (market.code, *market.states):
        row.fault("place", f"{quoted(place)} is neither {market.code} nor a state of {market.name}")
    if (code, place) in seen:
        row.fault("place", f"{quoted(code)} stands here a second time for {place}: keep one of them")
    seen.add((code, place))
    return Wages(code, title, place, _jobs(row), _published_range(row))


def _published_range(row: Row) -> Range | None:
    """Read the wages; none where some are not published, as above the highest that is."""
    if not all(row.cells[column] for column in (*WAGES, "error")):
        return None
    return Range(wages_in(row, WAGES), share_in(row, "error"))


def _jobs(row: Row) -> int | None:
    """Read a number of jobs; an empty cell is one that is not published."""
    text = row.cells["jobs"]
    if not text:
        return None
    if NUMBER.fullmatch(text) and text.isdigit():
        return int(text)
    row.fault("jobs", f"expected a whole number such as 2330, or nothing, found {quoted(text)}")
    return None
