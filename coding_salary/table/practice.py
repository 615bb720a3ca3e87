"""How pay is handled at work: charts an hour by kind of work; usual raises, overtime and paid leave."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from coding_salary.reading.csv_file import Row, load_rows
from coding_salary.table.bands import Bands
from coding_salary.table.factors import Support
from coding_salary.table.market import Market
from coding_salary.table.row_sources import SUPPORT_COLUMNS, Amounts, citable, support_in
from coding_salary.table.side_tables import beside, check_once

COLUMNS = ("name", "label", *Amounts._fields, "unit", *SUPPORT_COLUMNS)


class Practice(NamedTuple):
    """A usual figure by its name, such as `inpatient` (charts an hour) or `raise-2026` (percent of pay)."""

    name: str
    label: str
    amounts: Amounts
    unit: str
    support: Support


def load_charts(bands: Bands, market: Market) -> dict[str, Practice]:
    """Read the charts an hour by kind of work, if there are any; raises TableError with every problem."""
    return _load(bands, market, market.charts)


def load_practice(bands: Bands, market: Market) -> dict[str, Practice]:
    """Read usual raises, overtime, differentials and leave by name; raises TableError with every problem."""
    return _load(bands, market, market.practice)


def _load(bands: Bands, market: Market, file: str) -> dict[str, Practice]:
    if not file:
        return {}
    known, names = citable(bands, market), set[str]()

    def read(row: Row) -> Practice:
        name, label, unit = (row.text(column) for column in ("name", "label", "unit"))
        check_once(row, name, names, "name")
        return Practice(name, label, Amounts.read(row), unit, support_in(row, known))

    return {practice.name: practice for practice in load_rows(beside(file, bands.path), COLUMNS, read)}


class Practices(NamedTuple):
    """Reads the usual figures of a market when they are asked for."""

    charts: Callable[[Market], Mapping[str, Practice]]
    practice: Callable[[Market], Mapping[str, Practice]]

    @classmethod
    def beside(cls, bands: Bands) -> "Practices":
        """Return what reads the tables beside those bands."""
        return cls(partial(load_charts, bands), partial(load_practice, bands))
