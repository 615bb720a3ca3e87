"""`salary bands`: the table itself."""

from typing import Annotated

import typer

from coding_salary.bands import Bands, table_path
from coding_salary.cli.flags import BandsFlag
from coding_salary.cli.help import HelpfulCommand, HelpfulGroup
from coding_salary.cli.streams import write_result
from coding_salary.cli.tables import area_reader, open_table
from coding_salary.errors import Problem, TableError, printable
from coding_salary.places import Area

HELP = """Check a table, or say which one is in use.

Examples:
  salary bands check my-bands.yaml
  salary bands path
"""
app = typer.Typer(cls=HelpfulGroup, add_completion=False, help=HELP)


@app.command("check", cls=HelpfulCommand)
def check_command(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="Table to check; the one in use if left out.")
    ] = None,
    bands: BandsFlag = None,
) -> None:
    """Check a table and list every problem with its place.

    Examples:
      salary bands check
      salary bands check my-bands.yaml
    """
    write_result(_summary(open_table(bands if file is None else file)))


@app.command("path", cls=HelpfulCommand)
def path_command(bands: BandsFlag = None) -> None:
    """Print which file the figures come from.

    Examples:
      salary bands path
      salary bands path --bands my-bands.yaml
    """
    write_result(f"{printable(table_path(bands))}\n")


def _summary(bands: Bands) -> str:
    tables = _area_tables(bands)
    lines = [
        f"{printable(bands.path)}: no problems (version {bands.version}, {len(bands.sources)} sources)\n"
    ]
    for market in bands.markets.values():
        values = sum(len(factor.values) + len(factor.points) for factor in market.factors.values())
        areas = len(tables[market.code])
        lines.append(
            f"{market.name}: {len(market.occupations)} occupations, {len(market.states)} states,"
            f" {areas} areas, {len(market.factors)} factors with {values} values\n"
        )
    return "".join(lines)


def _area_tables(bands: Bands) -> dict[str, list[Area]]:
    """Read the area tables of all markets; raises TableError with the problems of all of them."""
    areas = area_reader(bands)
    tables: dict[str, list[Area]] = {}
    problems: list[Problem] = []
    for market in bands.markets.values():
        try:
            tables[market.code] = areas(market) if market.areas else []
        except TableError as error:
            problems += error.problems
    if problems:
        raise TableError(problems)
    return tables
