"""The one way from a result to where it was asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coding_salary.cli.flags import View, this_month
from coding_salary.cli.output import look, say, write_result
from coding_salary.formats import Choices, Pay, Result, render

if TYPE_CHECKING:
    from coding_salary.report.estimate import Report


def show(result: Result, view: View, *, explain: bool = False) -> None:
    """Write a result as the flags say, and its notes to standard error."""
    to_file = view.output != "-"
    shown = look(width=view.width, color=view.color, ascii=view.ascii, file=to_file)
    choices = Choices(view.format, explain, view.header, view.fields)
    write_result(render(result, choices, shown), utf8=view.format.for_scripts, output=view.output)
    for note in result.notes():
        say(f"note: {note}")


def show_pay(
    result: Pay, view: View, *, explain: bool = False, reports: "Sequence[Report] | None" = None
) -> None:
    """Show a result about pay, and say when the wages behind it, or behind one of its `reports`, are old."""
    month, several = this_month(), reports or [result.base]
    markets: dict[str, list[str]] = {}
    for report in several:
        for note in report.stale(month):
            markets.setdefault(note, []).append(report.market.name)
    show(result, view, explain=explain)
    for note, of in markets.items():
        told = len(several) == 1 or len(of) > 1 or of[0] in note
        say(f"note: {note}" if told else f"note: {of[0]}: {note}")
