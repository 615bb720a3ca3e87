"""Results as text, one module for each family of formats, loaded only when asked for."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coding_salary.formats.result import Result
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

    @property
    def for_scripts(self) -> bool:
        """Whether programs read it: the same bytes everywhere, never coloured."""
        return self in (Format.JSON, Format.JSONL, Format.CSV, Format.TSV)


class Choices(NamedTuple):
    """How a result is to be shown."""

    format: Format
    header: bool = True
    fields: Sequence[str] = ()


def render(result: "Result", choices: Choices, display: "Display") -> str:
    """Return a result as text, with the line end after the last line."""
    if choices.format.for_scripts:
        return _for_scripts(result, choices)
    sheet = _sheet(result, choices)
    match choices.format:
        case Format.PLAIN:
            from coding_salary.formats.plain import plain

            return plain(sheet, display)
        case Format.MD:
            from coding_salary.formats.markdown import markdown

            return markdown(sheet, display)
        case _:
            from coding_salary.formats.terminal import table

            return table(sheet, display)


def _for_scripts(result: "Result", choices: Choices) -> str:
    from coding_salary.formats.data import delimited, json_lines, json_text
    from coding_salary.formats.records import chosen, names, records

    if choices.format is Format.JSON and not choices.fields:
        return json_text(result.document())
    fields = chosen(result.fields(), choices.fields) if choices.fields else result.fields()
    found = records(fields, result.rows())
    match choices.format:
        case Format.JSON:
            return json_text(found)
        case Format.JSONL:
            return json_lines(found)
        case _:
            delimiter = "\t" if choices.format is Format.TSV else ","
            return delimited(found, delimiter, names(fields) if choices.header else None)


def _sheet(result: "Result", choices: Choices) -> "Sheet":
    if not choices.fields:
        return result.sheet()
    from coding_salary.formats.records import chosen
    from coding_salary.formats.sheet import raw_sheet

    return raw_sheet(chosen(result.fields(), choices.fields), result.rows())
