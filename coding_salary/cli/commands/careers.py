"""`salary careers`: the same place in neighboring occupations."""

from coding_salary.cli.flags import ANSWERS, SESSION, VIEW, View
from coding_salary.cli.options import command, result
from coding_salary.cli.session import Session
from coding_salary.profile.answers import Answers

EXPLAIN_HELP = "Show what growth and AI rank rest on."
EXPLAIN = result("explain", "--explain", None, EXPLAIN_HELP, kind=bool, default=False)


@command(ANSWERS, VIEW, EXPLAIN, SESSION)
def run(session: Session, answers: Answers, view: View, *, explain: bool) -> None:
    """Compare your pay with related jobs and their outlook.

    Examples:
      salary careers --cert CPC --years 5 --state OH
      salary careers --metro "columbus, oh"
      salary careers --role biller --format csv
    """
    from coding_salary.decisions.careers import careers
    from coding_salary.model.estimate import estimate
    from coding_salary.report.careers import CareersReport

    table = session.table
    result = estimate(table, session.profile(answers))
    found = careers(table, result, session.careers(result.profile), session.jobs(result.market))
    view.show_pay(CareersReport(table, result, found, explained=explain))
