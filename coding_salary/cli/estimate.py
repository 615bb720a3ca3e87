"""`salary estimate`: entry, mid and senior pay for a profile, and the person's own row."""

from functools import partial

import typer

from coding_salary.bands import load, table_path
from coding_salary.cli.flags import BandsFlag, ExplainFlag, View, with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.show import show
from coding_salary.estimate import estimate
from coding_salary.market import Market
from coding_salary.places import Area
from coding_salary.profile import Answers, read_profile
from coding_salary.report import Report

app = typer.Typer(add_completion=False)


@app.command("estimate", cls=HelpfulCommand)
@with_flags
def estimate_command(
    answers: Answers, view: View, explain: ExplainFlag = False, bands: BandsFlag = None
) -> None:
    """Estimate pay at entry, mid and senior level, and your own.

    Examples:
      salary estimate --cert CPC --years 5
      salary estimate --cert CPC,CPMA --years 12 --state CA --employer hospital --explain
      salary estimate --role biller --metro "columbus, oh" --format json
    """
    table = load(table_path(bands))
    profile = read_profile(table, answers, partial(areas, table.path))
    show(Report(table, estimate(table, profile)), view, explain=explain)


def areas(bands_path: str, market: Market) -> list[Area]:
    """Read the area table, with the module that does it, only when an area was named."""
    from coding_salary.areas import load_areas

    return load_areas(market, bands_path)
