"""`salary estimate`: entry, mid and senior pay for a profile, and the person's own row."""

import typer

from coding_salary.cli.flags import Measures, View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.options import BandsFlag, ExplainFlag
from coding_salary.cli.session import area_reader, converter, open_table, price_reader
from coding_salary.cli.show import show_pay
from coding_salary.profile.answers import Answers

app = typer.Typer(add_completion=False)


@app.command("estimate", cls=HelpfulCommand)
@with_flags
def estimate_command(
    answers: Answers,
    view: View,
    measures: Measures,
    explain: ExplainFlag = False,
    bands: BandsFlag = None,
) -> None:
    """Estimate pay at entry, mid and senior level, and your own.

    Examples:
      salary estimate --cert CPC --years 5
      salary estimate -c CPC,CPMA -y 12 --state CA --employer hospital --explain
      salary estimate --role biller --metro "columbus, oh" --format json
      salary estimate --country UK --cert ACC --years 3 --in USD
    """
    from coding_salary.model.estimate import estimate
    from coding_salary.profile.profile import read_profile
    from coding_salary.report.estimate import Report

    table = open_table(bands)
    profile = read_profile(table, answers, area_reader(table))
    level = price_reader(table)(profile) if measures.real else None
    conversion = converter(table, profile.market, measures.currency)
    show_pay(Report(table, estimate(table, profile), level, conversion), view, explain=explain)
