"""`salary boost`: what single step would raise pay, what it costs, and when it pays back."""

from coding_salary.cli.flags import ANSWERS, SESSION, VIEW, View
from coding_salary.cli.options import Flag, Group, command
from coding_salary.cli.session import Session
from coding_salary.profile.answers import Answers

PANEL = "The steps"
MOVES = Flag(
    "include_moves",
    "--include-moves",
    None,
    "Add moving to another state.",
    panel=PANEL,
    kind=bool,
    default=False,
)
TOP = Flag("top", "--top", "N", "Only the first N steps.", panel=PANEL, kind=int, range=(1, None))
ALL = Flag("every", "--all", None, "Show every step.", panel=PANEL, kind=bool, default=False)
LINES = Group("lines", (TOP, ALL), lambda flags: (flags["top"], flags["every"] or flags["top"] is not None))


@command(ANSWERS, VIEW, MOVES, LINES, SESSION)
def run(
    session: Session, answers: Answers, view: View, include_moves: bool, lines: tuple[int | None, bool]
) -> None:
    """Rank your next steps by how much more they pay.

    Examples:
      salary boost --cert CPC --years 5
      salary boost --cert CPC-A --years 1 --state OH --employer physician-office
      salary boost --cert none --years 3 --include-moves --all
    """
    from coding_salary.report.boost import BoostReport

    top, every = lines
    own, steps = session.steps(session.profile(answers), include_moves)
    view.show_pay(BoostReport(session.table, own, steps[:top], every=every))
