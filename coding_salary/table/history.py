"""The wages of earlier years and the consumer prices of each month; read only by `salary history`."""

from re import fullmatch
from typing import NamedTuple

from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.reading.words import listed, quoted
from coding_salary.table.indexes import MONTH
from coding_salary.table.market import Market
from coding_salary.table.side_tables import WAGES, beside, count_in, share_in, wages_in
from coding_salary.table.wages import Range

COLUMNS = ("occupation", "month", "soc", "title", "jobs", *WAGES, "error")
INDEX = "an index above 0 such as 321.465"
LEAST_INDEX = 1


class PastWages(NamedTuple):
    """The national wages of one of the market's occupations in a month, in the money of that month.

    `code` and `title` are those of the group in which the occupation was counted then.
    """

    occupation: str
    month: str
    code: str
    title: str
    jobs: int | None
    range: Range


def load_history(market: Market, bands_path: str) -> list[PastWages]:
    """Read the history that a market names, if it does; raises TableError with every problem found."""
    if market.history is None:
        return []
    last: dict[str, str] = {}
    return load_rows(beside(market.history.file, bands_path), COLUMNS, lambda row: _past(row, market, last))


def _past(row: Row, market: Market, last: dict[str, str]) -> PastWages:
    """Read a line; `last` holds the month that came last, by occupation."""
    occupation = row.cells["occupation"]
    if occupation not in market.occupations:
        row.fault("occupation", f"expected {listed(market.occupations)}, found {quoted(occupation)}")
    return PastWages(
        occupation=occupation,
        month=_month(row, occupation, last),
        code=row.text("soc"),
        title=row.text("title"),
        jobs=count_in(row, "jobs"),
        range=Range(wages_in(row, WAGES), share_in(row, "error")),
    )


def _month(row: Row, series: str, last: dict[str, str]) -> str:
    """Read a month; those of a series must rise."""
    month = row.cells["month"]
    if not fullmatch(MONTH, month):
        row.fault("month", f"expected a month such as 2025-05, found {quoted(month)}")
    elif month <= last.get(series, ""):
        row.fault("month", f"months must rise: {month} follows {last[series]}")
    last[series] = month
    return month


def load_consumer_prices(market: Market, bands_path: str) -> dict[str, float]:
    """Read the index of consumer prices by month; raises TableError with every problem found."""
    found: dict[str, float] = {}
    last: dict[str, str] = {}
    if market.consumer_prices:
        path = beside(market.consumer_prices.file, bands_path)
        load_rows(path, ("month", "index"), lambda row: _take(row, found, last))
    return found


def _take(row: Row, found: dict[str, float], last: dict[str, str]) -> None:
    found[_month(row, "", last)] = row.number("index", INDEX, LEAST_INDEX)
