"""`salary sources`: where the figures come from, and which figures rest on a source."""

from typing import Annotated

import typer

from coding_salary.catalog.figures import resting_on
from coding_salary.catalog.source_report import SourceReport, SourcesReport, find_source
from coding_salary.cli.completion import completer
from coding_salary.cli.flags import View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.options import BandsFlag
from coding_salary.cli.session import all_figures, open_whole
from coding_salary.cli.show import show
from coding_salary.profile.choices import SOURCE

app = typer.Typer(add_completion=False)


@app.command("sources", cls=HelpfulCommand)
@with_flags
def sources_command(
    view: View,
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="Source to show with the figures that rest on it; all of them if left out.",
            autocompletion=completer(SOURCE),
        ),
    ] = None,
    bands: BandsFlag = None,
) -> None:
    """Show every source, how old it is and how many figures rest on it; or one and its figures.

    Examples:
      salary sources
      salary sources oews-2025
      salary sources payscale-2010 --format csv
    """
    table = open_whole(bands)
    found = all_figures(table)
    if id is None:
        show(SourcesReport(table.bands, found), view)
        return
    source = find_source(table.bands, id)
    show(SourceReport(table.bands, source, resting_on(found, source.id)), view)
