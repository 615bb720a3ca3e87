"""CSV tables whose rows say themselves what they rest on, and the sources that such rows cite."""

from collections.abc import Collection
from re import fullmatch
from typing import NamedTuple

from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.reading.words import listed, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.factors import Support
from coding_salary.table.market import Market
from coding_salary.table.side_tables import beside, check_once
from coding_salary.table.sources import ACCESSED, DATE, GRADES, LINK, Source

COLUMNS = tuple(name for name in Source._fields if name != "short")
SUPPORT_COLUMNS = ("evidence", "sources", "derivation")


def load_row_sources(market: Market, bands_path: str) -> dict[str, Source]:
    """Read the sources that rows of a market's tables cite, by id; raises TableError with every problem."""
    ids: set[str] = set()
    if not market.row_sources:
        return {}
    path = beside(market.row_sources, bands_path)
    return {source.id: source for source in load_rows(path, COLUMNS, lambda row: _source(row, ids))}


def citable(bands: Bands, market: Market) -> set[str]:
    """Return the ids that rows of a market's tables may cite; raises TableError as loading them does."""
    return {*bands.sources, *load_row_sources(market, bands.path)}


def _source(row: Row, ids: set[str]) -> Source:
    check_once(row, row.text("id"), ids, "id")
    for column, pattern in (("date", DATE), ("link", LINK), ("accessed", ACCESSED)):
        word = row.cells[column]
        if (word or column == "date") and not fullmatch(pattern, word):
            row.fault(column, f"expected a {column} as under sources, found {quoted(word)}")
    for column in ("publisher", "title", "grade"):
        row.text(column)
    return Source(**row.cells)


def support_in(row: Row, known: Collection[str]) -> Support:
    """Read what the figures of a row rest on; its sources must be among the `known` ids."""
    return Support(grade_in(row, "evidence"), sources_in(row, known), row.cells["derivation"])


def grade_in(row: Row, column: str) -> str:
    """Read a grade of evidence."""
    evidence = row.cells[column]
    if evidence not in GRADES:
        row.fault(column, f"expected {listed(GRADES)}, found {quoted(evidence)}")
    return evidence


def sources_in(row: Row, known: Collection[str]) -> tuple[str, ...]:
    """Read ids of sources with spaces between them; they must be among the `known` ones."""
    sources = tuple(row.cells["sources"].split())
    if unknown := [id for id in sources if id not in known]:
        row.fault("sources", f"no source is called {listed(map(quoted, unknown))}: add it to the sources")
    return sources


class Amounts(NamedTuple):
    """A low, a typical and a high figure in the same unit; low and high are None where none was found."""

    low: float | None
    typical: float
    high: float | None

    @classmethod
    def read(cls, row: Row) -> "Amounts":
        """Read the cells `low`, `typical` and `high`, which must not fall."""
        low, high = (_amount(row, column) if row.cells[column] else None for column in ("low", "high"))
        typical = _amount(row, "typical")
        if (low is not None and low > typical) or (high is not None and high < typical):
            row.fault("typical", "must lie between low and high")
        return cls(low, typical, high)


def _amount(row: Row, column: str) -> float:
    return row.number(column, "a number from 0 on such as 12.5", 0)
