"""The one way from a result to where it was asked for."""

from typing import TYPE_CHECKING

from coding_salary.cli.flags import View, this_month
from coding_salary.cli.output import look, say, write_result
from coding_salary.formats import render

if TYPE_CHECKING:
    from coding_salary.formats.result import Result
    from coding_salary.report.base import PayReport


def show(result: "Result", view: View) -> None:
    """Write a result as the flags say, and its notes to standard error."""
    to_file = view.output != "-"
    shown = look(width=view.width, color=view.color, ascii=view.ascii, file=to_file)
    text = render(result, view.format, shown, fields=view.fields, header=view.header)
    write_result(text, utf8=view.format.for_scripts, output=view.output)
    for note in result.notes():
        say(f"note: {note}")


def show_pay(result: "PayReport", view: View) -> None:
    """Show a result about pay, and say when the wages behind it are old."""
    old = result.stale(this_month())
    show(result, view)
    for note in old:
        say(f"note: {note}")
