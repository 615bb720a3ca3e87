"""`salary offer`: where an amount stands among people like you."""

from typing import TYPE_CHECKING, Annotated

import typer

from coding_salary.cli.flags import View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.options import BandsFlag
from coding_salary.cli.session import area_reader, open_table
from coding_salary.cli.show import show_pay
from coding_salary.profile.answers import Answers
from coding_salary.reading.errors import ExitCode, Problem, ProfileError
from coding_salary.reading.words import nearest, quoted

if TYPE_CHECKING:
    from coding_salary.table.market import Market
    from coding_salary.table.wages import EmployerCost

app = typer.Typer(add_completion=False)
OFFER = "The offer"


@app.command("offer", cls=HelpfulCommand)
@with_flags
def offer_command(
    answers: Answers,
    view: View,
    amount: Annotated[
        str, typer.Argument(metavar="AMOUNT", help="54000, 54k, 26/hr, 2100/2wk, 4500/mo, 0.85/chart.")
    ],
    hours: Annotated[
        str | None,
        typer.Option("--hours", metavar="N", help="Hours a week, when part time.", rich_help_panel=OFFER),
    ] = None,
    charts: Annotated[
        str | None, typer.Option("--charts", metavar="N/hr", help="Charts an hour.", rich_help_panel=OFFER)
    ] = None,
    bonus: Annotated[
        str | None,
        typer.Option("--bonus", metavar="B", help="5% or 2000 a year, kept apart.", rich_help_panel=OFFER),
    ] = None,
    contractor: Annotated[
        bool,
        typer.Option("--contractor", help="The rate of an independent contractor.", rich_help_panel=OFFER),
    ] = False,
    casual: Annotated[
        bool,
        typer.Option(
            "--casual", help="A rate with casual loading, for no paid leave.", rich_help_panel=OFFER
        ),
    ] = False,
    covered: Annotated[
        list[str] | None,
        typer.Option(
            "--covered", metavar="COST", help="A cost that somebody else bears.", rich_help_panel=OFFER
        ),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 5 when the offer is below.", rich_help_panel=OFFER)
    ] = False,
    bands: BandsFlag = None,
) -> None:
    """Say where an offer stands among people like you, and what to answer.

    Examples:
      salary offer 54000 --cert CPC --years 5
      salary offer 26/hr --cert CPC --years 5 --state OH
      salary offer 0.85/chart --charts 25/hr -c CPC --contractor --covered insurance
      salary offer 52/hr --country AU --role senior --casual
    """
    from coding_salary.decisions.amounts import FullTime, Terms
    from coding_salary.decisions.offer import Verdict, judge
    from coding_salary.model.estimate import estimate
    from coding_salary.profile.profile import read_profile
    from coding_salary.report.offer import OfferReport

    if casual and contractor:
        raise typer.BadParameter("--casual and --contractor are two kinds of work: say one")
    terms = Terms.read(amount, hours, charts, bonus)
    table = open_table(bands)
    profile = read_profile(table, answers, area_reader(table))
    result = estimate(table, profile)
    costs = _casual(result.market) if casual else _costs(result.market, contractor, covered or [])
    terms.check_money(result.market.symbol, result.market.currency)
    judged = judge(table, result, terms.full_time(FullTime.of(result)), costs)
    show_pay(OfferReport(table, result, judged, terms), view)
    if exit_code and judged.verdict is Verdict.BELOW:
        raise typer.Exit(ExitCode.BELOW)


def _casual(market: "Market") -> "tuple[EmployerCost, ...]":
    """Return what a casual is paid instead of; raises ProfileError where no loading is known."""
    if market.casual_loading is None:
        raise ProfileError(
            [Problem(f"{market.name} has no casual loading in this table: leave --casual out")]
        )
    return (market.casual_loading,)


def _costs(market: "Market", contractor: bool, covered: list[str]) -> "tuple[EmployerCost, ...]":
    """Return what a contractor bears alone; raises ProfileError for costs that the table does not have."""
    if not contractor:
        if covered:
            raise typer.BadParameter("--covered goes with --contractor")
        return ()
    known = market.employer_costs
    if not known:
        raise ProfileError(
            [Problem(f"{market.name} has no employer costs in this table: leave --contractor out")]
        )
    names = [name.strip().casefold() for word in covered for name in word.split(",")]
    unknown = [name for name in names if name not in known]
    if unknown:
        hints = ((name, nearest(name, known, f"use {', '.join(known)}")) for name in unknown)
        raise ProfileError([Problem(f"unknown cost {quoted(name)}: {hint}") for name, hint in hints])
    return tuple(cost for cost in known.values() if cost.name not in names)
