"""`salary boost`: what single step would raise pay, what it costs, and when it pays back."""

from typing import Annotated

import typer

from coding_salary.cli.flags import View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.options import BandsFlag
from coding_salary.cli.session import area_reader, open_table
from coding_salary.cli.show import show_pay
from coding_salary.profile.answers import Answers

app = typer.Typer(add_completion=False)


@app.command("boost", cls=HelpfulCommand)
@with_flags
def boost_command(
    answers: Answers,
    view: View,
    include_moves: Annotated[
        bool, typer.Option("--include-moves", help="Add moving to another state.")
    ] = False,
    top: Annotated[
        int | None, typer.Option("--top", min=1, metavar="N", help="Only the first N steps.")
    ] = None,
    bands: BandsFlag = None,
) -> None:
    """Rank every single step open to you by what it would pay.

    Examples:
      salary boost --cert CPC --years 5
      salary boost --cert CPC-A --years 1 --state OH --employer physician-office
      salary boost --cert none --years 3 --include-moves --top 20 --format csv
    """
    from coding_salary.decisions.boost import boost
    from coding_salary.profile.profile import read_profile
    from coding_salary.report.boost import BoostReport

    table = open_table(bands)
    profile = read_profile(table, answers, area_reader(table))
    own, steps = boost(table, profile, moves=include_moves)
    show_pay(BoostReport(table, own, steps[:top]), view)
