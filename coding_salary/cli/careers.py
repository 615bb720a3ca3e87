"""`salary careers`: the same place in neighbouring occupations."""

import typer

from coding_salary.answers import Answers
from coding_salary.cli.flags import BandsFlag, View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.show import show_pay
from coding_salary.cli.tables import area_reader, open_table, read_careers

app = typer.Typer(add_completion=False)


@app.command("careers", cls=HelpfulCommand)
@with_flags
def careers_command(answers: Answers, view: View, bands: BandsFlag = None) -> None:
    """Show neighbouring occupations in the same place, and where your pay would stand in each.

    Examples:
      salary careers --cert CPC --years 5 --state OH
      salary careers --role biller --format csv
    """
    from coding_salary.careers import careers
    from coding_salary.careers_report import CareersReport
    from coding_salary.estimate import estimate
    from coding_salary.profile import read_profile

    table = open_table(bands)
    result = estimate(table, read_profile(table, answers, area_reader(table)))
    show_pay(CareersReport(table, result, careers(table, result, read_careers(table, result.market))), view)
