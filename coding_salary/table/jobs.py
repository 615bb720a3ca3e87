"""How many jobs of each occupation a place has; read only by `salary list` and `salary careers`."""

from collections.abc import Mapping
from typing import NamedTuple

from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.reading.words import quoted
from coding_salary.table.market import Market
from coding_salary.table.side_tables import beside, count_in

SHARE = "a number from 0 on such as 1.101, or nothing"


class Jobs(NamedTuple):
    """Jobs of an occupation in a place; None where not published.

    `per_1000` counts them among 1,000 jobs of any kind. The location `quotient` is that share over the
    nation's: at 2 a place has twice as many of them as usual.
    """

    jobs: int | None
    per_1000: float | None
    quotient: float | None


# By the code of the place, then by the name of the occupation.
JobsByPlace = Mapping[str, Mapping[str, Jobs]]


def load_jobs(market: Market, bands_path: str) -> JobsByPlace:
    """Read the table of jobs that a market names, if it does; raises TableError with every problem found."""
    found: dict[str, Mapping[str, Jobs]] = {}
    if market.jobs:
        columns = [f"{name}_{part}" for name in market.occupations for part in Jobs._fields]
        path = beside(market.jobs.file, bands_path)
        load_rows(path, ["place", *columns], lambda row: _take(row, market, found))
    return found


def _take(row: Row, market: Market, found: dict[str, Mapping[str, Jobs]]) -> None:
    place = row.text("place")
    if place in found:
        row.fault("place", f"{quoted(place)} appears a second time: keep one of them")
    found[place] = {name: _jobs(row, name) for name in market.occupations}


def _jobs(row: Row, name: str) -> Jobs:
    return Jobs(
        count_in(row, f"{name}_jobs"), _share(row, f"{name}_per_1000"), _share(row, f"{name}_quotient")
    )


def _share(row: Row, column: str) -> float | None:
    return row.number(column, SHARE, 0) if row.cells[column] else None
