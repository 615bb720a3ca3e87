"""`salary offer`: where an amount stands among people like you."""

from typing import TYPE_CHECKING, Any

from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import ANSWERS, SESSION, VIEW, View
from coding_salary.cli.options import Flag, command
from coding_salary.cli.session import Session
from coding_salary.cli.show import show_pay
from coding_salary.profile.answers import Answers
from coding_salary.reading.errors import ExitCode, Problem, ProfileError
from coding_salary.reading.words import nearest, quoted

if TYPE_CHECKING:
    from coding_salary.table.market import Market
    from coding_salary.table.wages import EmployerCost


def _term(name: str, metavar: str | None, help: str, **sides: Any) -> Flag:
    return Flag(name, f"--{name.replace('_', '-')}", metavar, help, panel="The offer", **sides)


@command(
    ANSWERS,
    VIEW,
    Flag("amount", "", "AMOUNT", "54000, 54k, 26/hr, 2100/2wk, 4500/mo, 0.85/chart.", required=True),
    _term("hours", "N", "Hours a week, when part time."),
    _term("charts", "N/hr", "Charts an hour."),
    _term("bonus", "B", "5% or 2000 a year, kept apart."),
    _term("contractor", None, "The rate of an independent contractor.", kind=bool, default=False),
    _term("casual", None, "A rate with casual loading, for no paid leave.", kind=bool, default=False),
    _term("covered", "COST", "A cost that somebody else bears.", kind=list),
    _term("exit_code", None, "End with 5 when the offer is below.", kind=bool, default=False),
    SESSION,
)
def run(
    session: Session,
    answers: Answers,
    view: View,
    amount: str,
    hours: str | None,
    charts: str | None,
    bonus: str | None,
    contractor: bool,
    casual: bool,
    covered: list[str] | None,
    exit_code: bool,
) -> int:
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
    from coding_salary.report.offer import OfferReport

    if casual and contractor:
        raise UsageError("--casual and --contractor are two kinds of work: say one")
    terms = Terms.read(amount, hours, charts, bonus)
    table = session.table
    result = estimate(table, session.profile(answers))
    costs = _casual(result.market) if casual else _costs(result.market, contractor, covered or [])
    terms.check_money(result.market.symbol, result.market.currency)
    judged = judge(table, result, terms.full_time(FullTime.of(result)), costs)
    show_pay(OfferReport(table, result, judged, terms), view)
    return ExitCode.BELOW if exit_code and judged.verdict is Verdict.BELOW else ExitCode.DONE


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
            raise UsageError("--covered goes with --contractor")
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
