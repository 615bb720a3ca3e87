"""`salary path`: pay year by year, with planned steps."""

from typing import Annotated

import typer

from coding_salary.bands import load, table_path
from coding_salary.cli.compare import reader
from coding_salary.cli.flags import BandsFlag, View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.show import show
from coding_salary.errors import Problem, ProfileError
from coding_salary.path import crossovers, follow
from coding_salary.path_report import PathReport
from coding_salary.plan import PlanReader, read_plan_file
from coding_salary.profile import YEARS, Answers, Said, read_profile

app = typer.Typer(add_completion=False)
NOW = "as you are"
PLAN = "The plans"


@app.command("path", cls=HelpfulCommand)
@with_flags
def path_command(
    answers: Answers,
    view: View,
    until: Annotated[
        int,
        typer.Option("--until", min=1, max=50, metavar="N", help="Last year from now.", rich_help_panel=PLAN),
    ] = 10,
    plan: Annotated[
        list[str] | None,
        typer.Option(
            "--plan", metavar="N:STEP", help="2:+CPMA or 6:role=manager; repeat it.", rich_help_panel=PLAN
        ),
    ] = None,
    plan_name: Annotated[
        str, typer.Option("--plan-name", metavar="NAME", help="What to call the plan.", rich_help_panel=PLAN)
    ] = "the plan",
    vs: Annotated[
        list[str] | None,
        typer.Option(
            "--vs", metavar="FILE", help="YAML file with another plan; repeat it.", rich_help_panel=PLAN
        ),
    ] = None,
    bands: BandsFlag = None,
) -> None:
    """Show pay year by year from now, as you are and with planned steps.

    Examples:
      salary path --cert CPC --years 5
      salary path --cert CPC --years 5 --until 15 --plan 2:+CPMA --plan 6:employer=hospital
      salary path --cert none --years 0 --plan 1:+CPC --plan 8:role=manager --format csv
    """
    if YEARS not in answers:
        raise ProfileError(
            [Problem("a path starts at your years of experience: add --years, 0 if there are none")]
        )
    table = load(table_path(bands))
    read = reader(table)
    profile = read_profile(table, answers, read)
    most = table.markets[profile.market].factors["experience"].most_years
    if (profile.years or 0) + until > most:
        raise ProfileError(
            [Problem(f"the path would end after {most:g} years of experience: use a lower --until")]
        )
    wanted = [(NOW, [])] if not plan else [(NOW, []), (plan_name, [Said(text) for text in plan])]
    wanted += [read_plan_file(path) for path in vs or ()]
    plans_reader = PlanReader(table, answers, until, read)
    steps = {name: plans_reader.steps(texts) for name, texts in wanted}
    if len(steps) < len(wanted):
        raise ProfileError([Problem("two plans have the same name: give each its own")])
    plans = tuple(follow(table, profile, name, taken, until) for name, taken in steps.items())
    show(PathReport(table, plans, crossovers(plans)), view)
