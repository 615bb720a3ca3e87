"""Results as text, one module for each family of formats, loaded only when asked for."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coding_salary.formats.symbols import IN_WORDS, MONEY, Look, Symbols

if TYPE_CHECKING:
    from coding_salary.formats.records import Record
    from coding_salary.formats.sheet import Sheet
    from coding_salary.report.estimate import Report


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


class Result(Protocol):
    """What a command has to show, in the three shapes that formats draw on."""

    def document(self) -> Mapping[str, object]:
        """Return everything, as JSON holds it."""

    def records(self, *, explain: bool) -> "list[Record]":
        """Return flat records, one or more; the steps behind the result when it is to be explained."""

    def sheet(self, *, explain: bool, symbols: Symbols) -> "Sheet":
        """Return what people are shown."""

    def notes(self) -> list[str]:
        """Return what must be said beside the result."""


class Pay(Result, Protocol):
    """A result about somebody's pay."""

    @property
    def base(self) -> "Report":
        """The report of the estimate that the result is about."""


class Choices(NamedTuple):
    """How a result is to be shown."""

    format: Format
    explain: bool = False
    header: bool = True
    fields: Sequence[str] = ()


def render(result: Result, choices: Choices, look: Look) -> str:
    """Return a result as text, with the line end after the last line."""
    if choices.format.for_scripts:
        return _for_scripts(result, choices)
    sheet = _sheet(result, choices, look)
    if look.ascii:
        sheet = sheet.spelled(MONEY)
    match choices.format:
        case Format.PLAIN:
            from coding_salary.formats.plain import plain

            return plain(sheet)
        case Format.MD:
            from coding_salary.formats.markdown import markdown

            return markdown(sheet)
        case _:
            from coding_salary.formats.terminal import table

            return table(sheet, look)


def _sheet(result: Result, choices: Choices, look: Look) -> "Sheet":
    if choices.fields:
        from coding_salary.formats.sheet import raw_sheet

        return raw_sheet(_records(result, choices))
    if choices.format is Format.TABLE:
        return result.sheet(explain=choices.explain, symbols=look.symbols)
    return result.sheet(explain=choices.explain, symbols=IN_WORDS)


def _for_scripts(result: Result, choices: Choices) -> str:
    from coding_salary.formats.data import delimited, json_lines, json_text

    match choices.format:
        case Format.JSON:
            return json_text(_records(result, choices) if choices.fields else result.document())
        case Format.JSONL:
            return json_lines(_records(result, choices))
        case _:
            delimiter = "\t" if choices.format is Format.TSV else ","
            return delimited(_records(result, choices), delimiter, header=choices.header)


def _records(result: Result, choices: Choices) -> "list[Record]":
    from coding_salary.formats.records import chosen

    records = result.records(explain=choices.explain)
    return chosen(records, choices.fields) if choices.fields else records
