"""The one way from a report to standard output."""

from coding_salary.cli.streams import look, say, write_result
from coding_salary.formats import Format, render
from coding_salary.report import SHOWN_TO_PEOPLE, Report

FOR_SCRIPTS = {Format.JSON, Format.JSONL, Format.CSV, Format.TSV}


def show(report: Report, format: Format, *, explain: bool) -> None:
    """Write the report to standard output and its notes to standard error."""
    write_result(render(report, format, explain=explain, look=look()), utf8=format in FOR_SCRIPTS)
    for note in report.notes(SHOWN_TO_PEOPLE):
        say(f"note: {note}")
