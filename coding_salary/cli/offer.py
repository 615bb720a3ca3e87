"""`salary offer`: where an amount stands among people like you."""

from functools import partial
from typing import Annotated

import typer

from coding_salary.bands import load, table_path
from coding_salary.cli.estimate import areas
from coding_salary.cli.flags import BandsFlag, View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.show import show
from coding_salary.errors import ExitCode, Problem, ProfileError, nearest, quoted
from coding_salary.estimate import estimate
from coding_salary.market import EmployerCost, Market
from coding_salary.offer import Verdict, judge
from coding_salary.offer_report import OfferReport
from coding_salary.profile import Answers, read_profile
from coding_salary.quote import CHART, Quote, read_bonus, read_rate

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
      salary offer 0.85/chart --charts 25/hr --cert CPC --contractor --covered insurance
    """
    quote = Quote.read(amount)
    _check_flags(quote, charts, contractor, covered)
    table = load(table_path(bands))
    profile = read_profile(table, answers, partial(areas, table.path))
    result = estimate(table, profile)
    market = result.market
    week = read_rate(hours, "hours") if hours is not None else None
    rate = quote.full_time(
        market.hours_per_year, week, read_rate(charts, "charts") if charts is not None else None
    )
    judged = judge(table, result, rate, _costs(market, covered or []) if contractor else ())
    paid = quote.paid(market.hours_per_year, rate, week)
    extra = read_bonus(bonus, paid) if bonus is not None else 0.0
    show(OfferReport(table, result, judged, amount.strip(), paid, extra), view)
    if exit_code and judged.verdict is Verdict.BELOW:
        raise typer.Exit(ExitCode.BELOW)


def _check_flags(quote: Quote, charts: str | None, contractor: bool, covered: list[str] | None) -> None:
    if (quote.unit == CHART) != (charts is not None):
        raise typer.BadParameter("pay by the chart needs --charts, and --charts needs pay by the chart")
    if covered and not contractor:
        raise typer.BadParameter("--covered goes with --contractor")


def _costs(market: Market, covered: list[str]) -> tuple[EmployerCost, ...]:
    """Return what a contractor bears alone; raises ProfileError for costs that the table does not have."""
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
