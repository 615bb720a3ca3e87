"""The tables of a run: the one named by --bands or the shipped one, and its areas when they are asked for."""

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, Any

from coding_salary.reading.errors import Problem, ProfileError, TableError
from coding_salary.table.bands import Bands
from coding_salary.table.load import Table, load, read_table, table_path

if TYPE_CHECKING:
    from coding_salary.catalog.csv_figures import SideTables
    from coding_salary.catalog.figures import Figure
    from coding_salary.model.conversion import Conversion, PriceLevel
    from coding_salary.profile.profile import Profile
    from coding_salary.table.market import Market
    from coding_salary.table.places import Area, LoadAreas
    from coding_salary.table.wages import Wages


def open_table(bands: str | None) -> Bands:
    """Read the table in use; raises TableError with every problem."""
    return load(table_path(bands))


def open_whole(bands: str | None) -> Table:
    """Read the table in use with its nodes and bytes; raises TableError with every problem."""
    return read_table(table_path(bands))


def price_reader(table: Bands) -> "Callable[[Profile], PriceLevel]":
    """Return what finds the price level of where a profile lives; raises ProfileError when there are none."""
    from coding_salary.model.conversion import price_level
    from coding_salary.table.side_tables import load_parities

    read: dict[str, dict[str, float]] = {}

    def levels(market: "Market") -> dict[str, float]:
        if market.code not in read:
            read[market.code] = load_parities(market, table.path)
        return read[market.code]

    def level(profile: "Profile") -> "PriceLevel":
        market = table.markets[profile.market]
        if market.price_parities is None:
            raise ProfileError(
                [Problem(f"{market.name} has no price levels in this table: leave --real out")]
            )
        return price_level(market, profile.place, levels)

    return level


def converter(table: Bands, market: str, currency: str | None) -> "Conversion | None":
    """Return what turns amounts of a market into a currency, if one is asked for; raises ProfileError."""
    if currency is None:
        return None
    from coding_salary.model.conversion import conversion_to

    return conversion_to(table, table.markets[market], currency)


def read_careers(table: Bands, market: "Market") -> "list[Wages]":
    """Read the wages of neighbouring occupations; raises ProfileError when the table names none."""
    from coding_salary.table.side_tables import load_careers

    if market.careers is None:
        raise ProfileError([Problem(f"{market.name} has no neighbouring occupations in this table")])
    return load_careers(market, table.path)


def all_figures(table: Table) -> "list[Figure]":
    """Return the figures of a table, then those of the CSV tables beside it; raises TableError for those."""
    from coding_salary.catalog.csv_figures import side_figures
    from coding_salary.catalog.figures import figures

    sides = read_sides(table.bands)
    beside = (side_figures(market, sides[code]) for code, market in table.bands.markets.items())
    return [*figures(table.root), *chain.from_iterable(beside)]


def read_sides(table: Bands) -> "dict[str, SideTables]":
    """Read the CSV tables of every market; raises TableError with the problems of all of them."""
    from coding_salary.catalog.csv_figures import SideTables
    from coding_salary.table.side_tables import load_areas, load_careers, load_parities

    problems: list[Problem] = []

    def read(load: "Callable[[Market, str], Any]", market: "Market") -> Any:
        try:
            return load(market, table.path)
        except TableError as error:
            problems.extend(error.problems)

    loads = (load_areas, load_parities, load_careers)
    found = {code: [read(load, market) for load in loads] for code, market in table.markets.items()}
    if problems:
        raise TableError(problems)
    return {code: SideTables(*tables) for code, tables in found.items()}


def area_reader(table: Bands) -> "LoadAreas":
    """Return what reads the area table of a market: with its module, and once, only when an area is named."""
    read: dict[str, list[Area]] = {}

    def areas(market: "Market") -> "list[Area]":
        if market.code not in read:
            from coding_salary.table.side_tables import load_areas

            read[market.code] = load_areas(market, table.path)
        return read[market.code]

    return areas
