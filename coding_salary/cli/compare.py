"""`salary compare`: the same profile with one thing varied, or several people side by side."""

from collections.abc import Callable
from typing import Annotated

import typer

from coding_salary.bands import Bands
from coding_salary.cli.flags import BandsFlag, Measures, Person, View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.show import show_pay
from coding_salary.cli.tables import area_reader, open_table, price_reader
from coding_salary.compare import Comparison, Sort, Variant, compare
from coding_salary.comparison_report import ComparisonReport
from coding_salary.dimensions import MOST_ROWS, Dimension, variants
from coding_salary.market import Market
from coding_salary.places import Area
from coding_salary.profile import read_profile

app = typer.Typer(add_completion=False)

PERSON = "profile"


@app.command("compare", cls=HelpfulCommand)
@with_flags
def compare_command(
    people: list[Person],
    view: View,
    measures: Measures,
    dimensions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT[=A,B,...]]...",
            help=f"What to vary, such as cert=none,CPC or state; at most {MOST_ROWS:,} combinations.",
        ),
    ] = None,
    sort: Annotated[
        Sort, typer.Option("--sort", case_sensitive=False, help="What to sort by.")
    ] = Sort.TYPICAL,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Only the first N rows.")
    ] = None,
    levels: Annotated[bool, typer.Option("--levels", help="Add typical pay at each level.")] = False,
    bands: BandsFlag = None,
) -> None:
    """Compare the same profile with something varied, or several people.

    Examples:
      salary compare cert=none,CPC,CPC+CPMA,CCS --years 5
      salary compare state --cert CPC --years 5 --top 10
      salary compare employer --cert CPC --years 5 --state OH
      salary compare state --cert CPC --real --sort real --top 5
      salary compare years=0,5,10,20 cert=none,CPC --sort given
    """
    table = open_table(bands)
    read = area_reader(table)
    if len(people) > 1:
        keys: tuple[str, ...] = (PERSON,)
        comparison = _of_people(table, people, dimensions, read)
    else:
        varied = [Dimension.read(text) for text in dimensions or ()]
        keys = tuple(dimension.key for dimension in varied)
        comparison = _of_values(table, people[0], varied, read)
    if sort is Sort.REAL and not measures.real:
        raise typer.BadParameter("--sort real goes with --real")
    level = price_reader(table) if measures.real else None
    if level:
        comparison = comparison.priced(level)
    own_level = level(comparison.base.profile) if level else None
    arranged = comparison.arranged(table.evidence, sort, top)
    show_pay(ComparisonReport(table, arranged, keys, levels, own_level), view)


def _of_values(
    table: Bands, person: Person, varied: list[Dimension], read: Callable[[Market], list[Area]]
) -> Comparison:
    if not varied:
        raise typer.BadParameter(
            "say what to compare, such as cert=none,CPC or state; or give two --profile files"
        )
    base = read_profile(table, person.answers, read)
    found = [Variant(names, profile) for names, profile in variants(table, person.answers, varied, read)]
    return compare(table, base, found)


def _of_people(
    table: Bands, people: list[Person], dimensions: list[str] | None, read: Callable[[Market], list[Area]]
) -> Comparison:
    if dimensions:
        raise typer.BadParameter("several --profile files are compared as they are: leave out what to vary")
    found = [Variant({PERSON: person.file}, read_profile(table, person.answers, read)) for person in people]
    if len({variant.profile.as_of for variant in found}) > 1:
        raise typer.BadParameter("the profiles are of different months: give --as-of for all of them")
    return compare(table, found[0].profile, found)
