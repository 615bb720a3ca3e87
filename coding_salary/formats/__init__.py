"""A report as text, one module for each family of formats, loaded only when asked for."""

from enum import StrEnum
from typing import TYPE_CHECKING

from coding_salary.look import Look

if TYPE_CHECKING:
    from coding_salary.report import Report


class Format(StrEnum):
    """The formats of a result."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


def render(report: "Report", format: Format, *, explain: bool, look: Look) -> str:
    """Return a report in a format, with the line end after the last line."""
    match format:
        case Format.TABLE:
            from coding_salary.formats.terminal import table

            return table(report, explain, look)
        case Format.PLAIN:
            from coding_salary.formats.plain import plain

            return plain(report, explain)
        case Format.MD:
            from coding_salary.formats.markdown import markdown

            return markdown(report, explain)
        case Format.JSON:
            from coding_salary.formats.data import json_document

            return json_document(report)
        case Format.JSONL:
            from coding_salary.formats.data import json_lines

            return json_lines(report, explain)
        case Format.CSV | Format.TSV:
            from coding_salary.formats.data import delimited

            return delimited(report, explain, "," if format is Format.CSV else "\t")
