"""The one way from a result to where it was asked for."""

from coding_salary.cli.clock import this_month
from coding_salary.cli.flags import View
from coding_salary.cli.streams import look, say, write_result
from coding_salary.formats import Choices, Result, render


def show(result: Result, view: View, *, explain: bool = False) -> None:
    """Write a result as the flags say, and its notes to standard error."""
    to_file = view.output != "-"
    shown = look(width=view.width, color=view.color, ascii=view.ascii, file=to_file)
    choices = Choices(view.format, explain, view.header, view.fields)
    write_result(render(result, choices, shown), utf8=view.format.for_scripts, output=view.output)
    stale = result.base.stale(this_month()) if result.base else None
    for note in (*result.notes(), *([stale] if stale else [])):
        say(f"note: {note}")
