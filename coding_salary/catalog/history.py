"""The official wages of an occupation year by year, in the money of the time and in today's prices. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from coding_salary.table.history import PastWages
from coding_salary.table.occupations import Occupation


class HistoryRow(NamedTuple):
    """The wages of a month, and how their median changed since the row before.

    Changes are fractions (0.018 is 1.8 %), None where the row before counts another group or is missing.
    What wages of then buy is their amount times `inflation`, None where the index lacks the month.
    `comparable` says whether the group is that of today.
    """

    past: PastWages
    comparable: bool
    inflation: float | None
    change: float | None = None
    real_change: float | None = None


class History(NamedTuple):
    """All rows of an occupation, the earliest first; prices are those of the month `prices_of`, if any."""

    occupation: Occupation
    rows: tuple[HistoryRow, ...]
    prices_of: str

    @property
    def not_comparable(self) -> list[PastWages]:
        """The wages of groups that are not the occupation of today."""
        return [row.past for row in self.rows if not row.comparable]


def history(occupation: Occupation, wages: Iterable[PastWages], prices: Mapping[str, float]) -> History:
    """Return the history of an occupation; prices are those of the latest month of the index."""
    latest = max(prices, default="")
    found = [past for past in wages if past.occupation == occupation.name]
    return History(occupation, tuple(_rows(occupation, found, prices, latest)), latest)


def _rows(
    occupation: Occupation, found: Iterable[PastWages], prices: Mapping[str, float], latest: str
) -> Iterator[HistoryRow]:
    before: HistoryRow | None = None
    for past in found:
        inflation = prices[latest] / prices[past.month] if past.month in prices else None
        row = HistoryRow(past, past.code == occupation.code, inflation)
        if before and before.past.code == past.code:
            row = _changed(before, row)
        yield row
        before = row


def _changed(before: HistoryRow, row: HistoryRow) -> HistoryRow:
    ratio = row.past.range.median / before.past.range.median
    real = ratio * row.inflation / before.inflation if row.inflation and before.inflation else None
    return row._replace(change=ratio - 1, real_change=None if real is None else real - 1)
