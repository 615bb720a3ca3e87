"""`salary estimate`: entry, mid and senior pay for a profile, and the person's own row."""

from typing import TYPE_CHECKING

from coding_salary.cli.flags import ANSWERS, MEASURES, SESSION, SHOWS, VIEW, Measures, View
from coding_salary.cli.options import EMPLOYER_STATE, command
from coding_salary.cli.session import Session
from coding_salary.profile.answers import Answers

if TYPE_CHECKING:
    from coding_salary.report.estimate import Shows


@command(ANSWERS, EMPLOYER_STATE, VIEW, MEASURES, SHOWS, SESSION)
def run(
    session: Session,
    answers: Answers,
    employer_state: str | None,
    view: View,
    measures: Measures,
    shows: "Shows",
) -> None:
    """Estimate pay at entry, mid and senior level, and your own.

    Examples:
      salary estimate --cert CPC --years 5
      salary estimate -c CPC,CPMA -y 12 --state CA --employer hospital --explain
      salary estimate -c CPC -y 5 --remote --state MS --employer-state MA
      salary estimate --role biller --zip 43215 --format json
    """
    from coding_salary.model.estimate import estimate
    from coding_salary.report.estimate import EstimateReport

    profile = session.profile(answers)
    level = session.price_level(profile) if measures.real else None
    conversion = session.conversion(profile, measures.currency)
    remote = session.remote_pay(profile, employer_state)
    result = estimate(session.table, profile)
    report = EstimateReport(session.table, result, level, conversion, shows=shows)
    if remote:
        report.beside(remote)
    view.show_pay(report)
