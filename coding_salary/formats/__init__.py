"""Results as text, one module for each family of formats, loaded only when asked for."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coding_salary.formats.records import Result
    from coding_salary.formats.sheet import Sheet
    from coding_salary.formats.symbols import Display


class Format(StrEnum):
    """The formats of a result."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"
    HTML = "html"
    SVG = "svg"

    @property
    def for_scripts(self) -> bool:
        """Whether programs read it: the same bytes everywhere, never colored."""
        return self in (Format.JSON, Format.JSONL, Format.CSV, Format.TSV)

    @property
    def page(self) -> bool:
        """Whether it is a page of what a terminal would show."""
        return self in (Format.HTML, Format.SVG)

    @property
    def utf8(self) -> bool:
        """Whether it is UTF-8 whatever the locale."""
        return self.for_scripts or self.page or self is Format.MD

    @classmethod
    def by_ending(cls, name: str) -> "Format | None":
        """Return the format that the ending of a file's name says; None where it says none."""
        _, dot, ending = name.lower().rpartition(".")
        return cls(ending) if dot and ending in set(cls) - {cls.TABLE, cls.PLAIN} else None


def render(
    result: "Result", format: Format, display: "Display", *, fields: Sequence[str] = (), header: bool = True
) -> str:
    """Return a result, or some of its fields, as text, with the line end after the last line."""
    if format.for_scripts:
        return _for_scripts(result, format, fields, header)
    sheet = _raw_sheet(result, fields) if fields else result.sheet()
    match format:
        case Format.PLAIN:
            from coding_salary.formats.plain import plain

            return plain(sheet, display)
        case Format.MD:
            from coding_salary.formats.markdown import markdown

            return markdown(sheet, display)
        case Format.HTML:
            from coding_salary.formats.terminal.export import html

            return html(sheet, display)
        case Format.SVG:
            from coding_salary.formats.terminal.export import svg

            return svg(sheet, display)
        case _:
            from coding_salary.formats.terminal import table

            return table(sheet, display)


def _for_scripts(result: "Result", format: Format, wanted: Sequence[str], header: bool) -> str:
    from coding_salary.formats.records import chosen, delimited, json_lines, json_text, records

    if format is Format.JSON and not wanted:
        return json_text(result.document())
    fields = chosen(result.fields(), wanted) if wanted else result.fields()
    found = records(fields, result.rows)
    match format:
        case Format.JSON:
            return json_text(found)
        case Format.JSONL:
            return json_lines(found)
        case _:
            names = [field.name for field in fields if field.name] if header else None
            return delimited(found, "\t" if format is Format.TSV else ",", names)


def _raw_sheet(result: "Result", wanted: Sequence[str]) -> "Sheet":
    from coding_salary.formats.records import chosen
    from coding_salary.formats.sheet import raw_sheet

    return raw_sheet(chosen(result.fields(), wanted), result.rows)
