"""`salary careers`: the same place in neighbouring occupations."""

import typer

from coding_salary.cli.flags import View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.options import BandsFlag
from coding_salary.cli.session import area_reader, open_table, read_careers
from coding_salary.cli.show import show_pay
from coding_salary.profile.answers import Answers

app = typer.Typer(add_completion=False)


@app.command("careers", cls=HelpfulCommand)
@with_flags
def careers_command(answers: Answers, view: View, bands: BandsFlag = None) -> None:
    """Show neighbouring occupations in the same place, and where your pay would stand in each.

    Examples:
      salary careers --cert CPC --years 5 --state OH
      salary careers --role biller --format csv
    """
    from coding_salary.decisions.careers import careers
    from coding_salary.model.estimate import estimate
    from coding_salary.profile.profile import read_profile
    from coding_salary.report.careers import CareersReport

    table = open_table(bands)
    result = estimate(table, read_profile(table, answers, area_reader(table)))
    show_pay(CareersReport(table, result, careers(table, result, read_careers(table, result.market))), view)
