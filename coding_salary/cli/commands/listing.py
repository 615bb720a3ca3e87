"""`salary list`: the valid values of a flag, the places and the sources of the table."""

from enum import StrEnum
from typing import Annotated

import typer

from coding_salary.catalog.listing import KINDS, METROS, listing, searched
from coding_salary.catalog.listing_report import ListingReport
from coding_salary.cli.completion import completer
from coding_salary.cli.flags import View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.options import BandsFlag
from coding_salary.cli.session import area_reader, open_table
from coding_salary.cli.show import show
from coding_salary.profile.answers import COUNTRY, STATE, Said
from coding_salary.profile.profile import market_of, read_profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, quoted

app = typer.Typer(add_completion=False)
Kind = StrEnum("Kind", {kind.upper(): kind for kind in KINDS})  # type: ignore[misc]


@app.command("list", cls=HelpfulCommand)
@with_flags
def list_command(
    view: View,
    kind: Annotated[Kind, typer.Argument(metavar="WHAT", case_sensitive=False, help=f"{listed(KINDS)}.")],
    state: Annotated[
        str | None,
        typer.Option(
            "--state", "-s", metavar="STATE", help="Metros of one state.", autocompletion=completer(STATE)
        ),
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", metavar="TEXT", help="Only what holds these words.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="Country of the table.")
    ] = None,
    bands: BandsFlag = None,
) -> None:
    """List what a flag can say, with label, multiplier and evidence; or the places, or the sources.

    Examples:
      salary list certs
      salary list metros --state OH
      salary list employers --search government --format csv
    """
    if state is not None and kind.value != METROS:
        raise typer.BadParameter(f"--state goes with salary list {METROS}")
    table = open_table(bands)
    answers = {key: (Said(word),) for key, word in ((COUNTRY, country), (STATE, state)) if word is not None}
    market = market_of(table, answers)
    read = area_reader(table)
    read_profile(table, answers, read)
    items = searched(listing(table, market, kind.value, state, read), search or "")
    if not items:
        what = f"holds {quoted(search)}" if search else "stands in this table"
        raise ProfileError([Problem(f"nothing among the {kind.value} {what}")])
    show(ListingReport(table, market, kind.value, items), view)
