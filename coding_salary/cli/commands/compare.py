"""`salary compare`: the same profile with one thing varied, or several people side by side."""

from typing import Annotated

import typer

from coding_salary.cli.flags import Measures, Person, View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.options import BandsFlag
from coding_salary.cli.session import area_reader, open_table, price_reader
from coding_salary.cli.show import show_pay
from coding_salary.decisions.compare import Comparison, Sort, Variant, compare
from coding_salary.decisions.countries import Countries, countries
from coding_salary.decisions.variants import MOST_ROWS, Dimension, variants
from coding_salary.profile.answers import COUNTRY
from coding_salary.profile.profile import read_profile
from coding_salary.report.compare import ComparisonReport
from coding_salary.report.countries import CountriesReport
from coding_salary.table.bands import Bands
from coding_salary.table.places import LoadAreas

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
      salary compare country --cert CPC --years 5 --in USD
    """
    table = open_table(bands)
    read = area_reader(table)
    varied = [Dimension.read(text) for text in dimensions or ()]
    if COUNTRY in [dimension.key for dimension in varied]:
        found = _of_countries(table, people, varied, measures, read)
        report = CountriesReport(table, found.arranged(sort, top))
        show_pay(report, view, reports=report.reports())
        return
    if measures.currency is not None:
        raise typer.BadParameter("--in goes with salary compare country, and with salary estimate")
    if len(people) > 1:
        keys: tuple[str, ...] = (PERSON,)
        comparison = _of_people(table, people, dimensions, read)
    else:
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


def _of_values(table: Bands, person: Person, varied: list[Dimension], read: LoadAreas) -> Comparison:
    if not varied:
        raise typer.BadParameter(
            "say what to compare, such as cert=none,CPC or state; or give two --profile files"
        )
    base = read_profile(table, person.answers, read)
    found = [Variant(names, profile) for names, profile in variants(table, person.answers, varied, read)]
    return compare(table, base, found)


def _of_countries(
    table: Bands, people: list[Person], varied: list[Dimension], measures: Measures, read: LoadAreas
) -> Countries:
    if len(varied) > 1 or len(people) > 1:
        raise typer.BadParameter("country is compared alone: leave out what else varies")
    if measures.currency is None:
        raise typer.BadParameter("countries pay in different money: say in which to compare, as in --in USD")
    if measures.real:
        raise typer.BadParameter("countries are compared at purchasing-power parity: leave --real out")
    codes = varied[0].values or tuple(table.markets)
    return countries(table, people[0].answers, codes, measures.currency, read)


def _of_people(
    table: Bands, people: list[Person], dimensions: list[str] | None, read: LoadAreas
) -> Comparison:
    if dimensions:
        raise typer.BadParameter("several --profile files are compared as they are: leave out what to vary")
    found = [Variant({PERSON: person.file}, read_profile(table, person.answers, read)) for person in people]
    if len({variant.profile.market for variant in found}) > 1:
        raise typer.BadParameter(
            "the profiles are of different countries: compare country --in USD takes one"
        )
    if len({variant.profile.as_of for variant in found}) > 1:
        raise typer.BadParameter("the profiles are of different months: give --as-of for all of them")
    return compare(table, found[0].profile, found)
