"""`salary offer`: where an amount stands among people like you."""

from typing import Any

from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import ANSWERS, SESSION, VIEW, View
from coding_salary.cli.options import Flag, command
from coding_salary.cli.session import Session
from coding_salary.profile.answers import Answers
from coding_salary.reading.errors import ExitCode


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
    from coding_salary.decisions.offer import costs_of, judge
    from coding_salary.model.estimate import estimate
    from coding_salary.report.offer import OfferReport

    if casual and contractor:
        raise UsageError("--casual and --contractor are two kinds of work: say one")
    if covered and not contractor:
        raise UsageError("--covered goes with --contractor")
    terms = Terms.read(amount, hours, charts, bonus)
    table = session.table
    result = estimate(table, session.profile(answers))
    costs = costs_of(result.market, contractor=contractor, casual=casual, covered=covered or ())
    terms.check_money(result.market.symbol, result.market.currency)
    judged = judge(table, result, terms.full_time(FullTime.of(result)), costs)
    view.show_pay(OfferReport(table, result, judged, terms))
    return ExitCode.BELOW if exit_code and judged.verdict.below else ExitCode.DONE
