"""`salary raise`: where pay stands before and after a raise, and against the job and prices."""

from typing import TYPE_CHECKING, Any

from coding_salary.cli.flags import ANSWERS, SESSION, VIEW, View
from coding_salary.cli.options import Flag, Group, command
from coding_salary.cli.session import Session
from coding_salary.profile.answers import Answers

if TYPE_CHECKING:
    from coding_salary.decisions.pay_raise import SaidRaise

PANEL = "The raise"
RAISE_FLAGS = (
    Flag("pay", "", "PAY", "Your pay now: 23.50/hr, 52k.", required=True),
    Flag("raised", "", "RAISE", "3%, +1.25/hr, 50c, or the new pay.", default="0%"),
    Flag("since", "--since", "MONTH", "Month of your last raise, such as 2024-05.", panel=PANEL),
    Flag("hours", "--hours", "N", "Hours a week, when part time.", panel=PANEL),
)


def _raise_of(flags: dict[str, Any]) -> "SaidRaise":
    from coding_salary.decisions.pay_raise import SaidRaise

    return SaidRaise(**{flag.name: flags[flag.name] for flag in RAISE_FLAGS})


@command(ANSWERS, VIEW, Group("said", RAISE_FLAGS, _raise_of), SESSION)
def run(session: Session, answers: Answers, view: View, said: "SaidRaise") -> None:
    """Check a raise against the market and against prices.

    Examples:
      salary raise 23.50/hr +1.25/hr --cert CPC --years 5 --state OH --since 2024-05
      salary raise 52k 55k --cert CPC,CPMA --years 8 --employer hospital
    """
    from coding_salary.model.estimate import estimate
    from coding_salary.report.pay_raise import RaiseReport

    result = estimate(session.table, session.profile(answers))
    view.show_pay(RaiseReport(session.table, result, session.raised(result, said)))
