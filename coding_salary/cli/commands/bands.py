"""`salary bands`: the table itself."""

from collections.abc import Iterator
from typing import Annotated

import typer

from coding_salary.catalog.csv_figures import SideTables
from coding_salary.catalog.diff import changes
from coding_salary.catalog.diff_report import ChangeReport
from coding_salary.catalog.figure_report import FigureReport, TableReport
from coding_salary.catalog.figures import find
from coding_salary.cli.flags import View, with_flags
from coding_salary.cli.help import HelpfulCommand, HelpfulGroup
from coding_salary.cli.options import BandsFlag
from coding_salary.cli.output import say, write_new, write_result
from coding_salary.cli.session import all_figures, open_whole, read_sides
from coding_salary.cli.show import show
from coding_salary.reading.errors import Problem, TableError
from coding_salary.reading.words import listed, printable
from coding_salary.reading.yaml_file import STDIN
from coding_salary.table.bands import Bands
from coding_salary.table.load import Table, table_path
from coding_salary.table.market import Market

HELP = """Check a table, show its figures, copy or compare it, or say which one is in use.

Examples:
  salary bands show CPC.multiplier
  salary bands check my-bands.yaml
  salary bands diff my-bands.yaml
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
    write_result(_summary(open_whole(bands if file is None else file).bands))


@app.command("path", cls=HelpfulCommand)
def path_command(bands: BandsFlag = None) -> None:
    """Print which file the figures come from.

    Examples:
      salary bands path
      salary bands path --bands my-bands.yaml
    """
    write_result(f"{printable(table_path(bands))}\n")


@app.command("show", cls=HelpfulCommand)
@with_flags
def show_command(
    view: View,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="Name of a figure, or a part of it; the parts of the table if left out."
        ),
    ] = None,
    bands: BandsFlag = None,
) -> None:
    """Show a figure of the table with its evidence, derivation, sources and place in the file.

    Examples:
      salary bands show
      salary bands show credential.values.CPC
      salary bands show coder.ranges.OH --format json
    """
    table = open_whole(bands)
    found = all_figures(table)
    if name is None:
        show(TableReport(table.bands, found), view)
    else:
        show(FigureReport(table.bands, name, find(found, name)), view)


@app.command("init", cls=HelpfulCommand)
def init_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="File to write; - is standard output.")],
    bands: BandsFlag = None,
) -> None:
    """Write a copy of the table, to be edited; a file that is there already is left alone.

    Examples:
      salary bands init mine.yaml
      salary bands init - | head -20
    """
    table = open_whole(bands)
    write_new(table.content, file)
    for note in _next(file, table.bands):
        say(f"note: {note}")


@app.command("diff", cls=HelpfulCommand)
@with_flags
def diff_command(
    view: View,
    before: Annotated[str, typer.Argument(metavar="A", help="Table to compare from.")],
    after: Annotated[
        str | None, typer.Argument(metavar="[B]", help="Table to compare to; the one in use if left out.")
    ] = None,
    bands: BandsFlag = None,
) -> None:
    """Show which figures moved from one table to another, and by how much; comments and order do not count.

    Examples:
      salary bands diff my-bands.yaml
      salary bands diff my-bands.yaml my-bands.yaml --format csv
    """
    paths = (before, after if after is not None else table_path(bands))
    if paths == (STDIN, STDIN):
        raise typer.BadParameter("only one of the two tables can be standard input")
    old, new = _both(*paths)
    found = changes(all_figures(old), all_figures(new))
    show(ChangeReport(old.bands, new.bands, found), view)


def _both(*paths: str) -> tuple[Table, ...]:
    """Read tables; raises TableError with the problems of all of them."""
    tables: list[Table] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            tables.append(open_whole(path))
        except TableError as error:
            problems += error.problems
    if problems:
        raise TableError(problems)
    return tuple(tables)


def _next(file: str, bands: Bands) -> Iterator[str]:
    """Say what to do with a copy of a table; one that went to standard output has no name yet."""
    from shlex import quote

    name = "FILE" if file == STDIN else printable(quote(file))
    yield f"edit it, then check it: salary bands check {name}"
    yield f"use it with --bands {name}, or set SALARY_BANDS={name}"
    if files := list(dict.fromkeys(name for market in bands.markets.values() for name in market.files)):
        yield f"{listed(files, 'and')} stay as shipped, unless a file of that name stands beside it"


def _summary(bands: Bands) -> str:
    sides = read_sides(bands)
    lines = [
        f"{printable(bands.path)}: no problems (version {bands.version}, {len(bands.sources)} sources)\n"
    ]
    lines += (f"{market.name}: {_holds(market, sides[code])}\n" for code, market in bands.markets.items())
    return "".join(lines)


def _holds(market: Market, side: SideTables) -> str:
    """Say how much a table knows of a market."""
    if market.scale:
        points = sum(len(grade.starts) for grade in market.scale.grades.values())
        counts = {"grade": len(market.scale.grades), "pay point": points}
        counts |= {market.state_word: len(market.states), "role": len(market.scale.posts)}
        return f"a pay scale, {_counted(counts)}"
    values = sum(len(factor.values) + len(factor.points) for factor in market.factors.values())
    return _counted(
        {
            "occupation": len(market.occupations),
            market.state_word: len(market.states),
            "area": len(side.areas),
            "price level": len(side.parities),
            "neighbouring occupation": len({wages.code for wages in side.careers}),
            "factor": len(market.factors),
            "value": values,
        }
    )


def _counted(counts: dict[str, int]) -> str:
    """Return how many there are of each, in words; nothing of what there is none of."""
    named = (f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count)
    return ", ".join(named)
