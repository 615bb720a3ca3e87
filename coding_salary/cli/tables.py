"""The tables of a run: the one named by --bands or the shipped one, and its areas when they are asked for."""

from collections.abc import Callable

from coding_salary.bands import Bands, Table, load, read_table, table_path
from coding_salary.market import Market
from coding_salary.places import Area


def open_table(bands: str | None) -> Bands:
    """Read the table in use; raises TableError with every problem."""
    return load(table_path(bands))


def open_whole(bands: str | None) -> Table:
    """Read the table in use with its nodes and bytes; raises TableError with every problem."""
    return read_table(table_path(bands))


def area_reader(table: Bands) -> Callable[[Market], list[Area]]:
    """Return what reads the area table of a market: with its module, and once, only when an area is named."""
    read: dict[str, list[Area]] = {}

    def areas(market: Market) -> list[Area]:
        if market.code not in read:
            from coding_salary.areas import load_areas

            read[market.code] = load_areas(market, table.path)
        return read[market.code]

    return areas
