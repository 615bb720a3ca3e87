"""`salary path`: pay year by year, with planned steps."""

from typing import Any

from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import ANSWERS, SESSION, VIEW, View
from coding_salary.cli.options import ALL, Flag, command
from coding_salary.cli.session import Session
from coding_salary.decisions.plan import NOW, THE_PLAN, PlanReader, follow_all
from coding_salary.profile.answers import Answers, Raw
from coding_salary.reading.errors import Problem, ProfileError


def _plan(name: str, metavar: str, help: str, **sides: Any) -> Flag:
    return Flag(name, f"--{name.replace('_', '-')}", metavar, help, panel="The plans", **sides)


@command(
    ANSWERS,
    VIEW,
    _plan("until", "N", "Last year from now.", kind=int, range=(1, 50), default=10),
    _plan("plan", "N:STEP", "2:+CPMA or 6:role=manager; repeat it.", kind=list),
    _plan("plan_name", "NAME", "What to call the plan.", kind=list),
    _plan("vs", "FILE", "YAML file with another plan; repeat it.", kind=list),
    ALL,
    SESSION,
)
def run(
    session: Session,
    answers: Answers,
    view: View,
    until: int,
    plan: list[str] | None,
    plan_name: list[str] | None,
    vs: list[str] | None,
    all: bool,
) -> None:
    """Project your pay year by year.

    Examples:
      salary path --cert CPC --years 5
      salary path -c CPC -y 5 --until 15 --plan 2:+CPMA --plan 6:employer=hospital
      salary path -c none -y 0 --plan 1:+CPC --plan 8:role=manager --format csv
    """
    from coding_salary.report.path import PathReport

    table = session.table
    wanted = _plans(plan or [], plan_name or [], vs or [])
    plans = follow_all(PlanReader(table, answers, until, session.areas), wanted, session.credentials)
    view.show_pay(PathReport(table, plans, every=all))


def _plans(steps: list[str], names: list[str], files: list[str]) -> dict[str, list[Raw]]:
    """Return every plan by its name: no change, the plan of the flags, and the plans of files."""
    if len(names) > 1 or (names and not steps):
        raise UsageError("--plan-name names the one plan of --plan: set others beside it with --vs FILE")
    from coding_salary.profile.profile_file import read_plan_file

    named: list[tuple[str, list[Raw]]] = [(NOW, [])]
    if steps:
        named.append((names[0] if names else THE_PLAN, [Raw(step) for step in steps]))
    named += [read_plan_file(path) for path in files]
    plans = dict(named)
    if len(plans) < len(named):
        raise ProfileError([Problem("two plans have the same name: give each its own")])
    return plans
