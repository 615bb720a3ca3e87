"""What people are shown, before any format: a title, tables and sentences.

A command builds one sheet; the terminal, plain text and Markdown each draw it in their own way.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple

from coding_salary.formats.records import Field, Row, cell_text


class Line(NamedTuple, Generic[Row]):
    """A row of a grid; a `highlighted` one is marked, with a remark in words, a `dim` one stands back."""

    row: Row
    highlighted: bool = False
    remark: str = ""
    dim: bool = False
    rule_above: bool = False


class Grid(Generic[Row]):
    """A table: the fields that have a heading, and lines; the first field says what a line is about."""

    def __init__(self, fields: Iterable[Field[Row]], lines: Iterable[Line[Row]]) -> None:
        """Keep the fields that people see."""
        self.fields = [field for field in fields if field.heading is not None]
        self.lines = list(lines)

    @property
    def in_words(self) -> list[Field[Row]]:
        """The fields that are no drawings."""
        return [field for field in self.fields if not field.scale]


def cell(field: Field[Row], line: Line[Row]) -> str:
    """Return the text of one cell of a grid."""
    return "" if field.difference and line.highlighted else field.text(line.row)


class Sentence(NamedTuple):
    """A sentence below the tables; `label` says what it is about where there is no layout."""

    label: str
    text: str
    link: str = ""


Part = Grid[Any] | list[Sentence]


class Sheet:
    """A title of several words, and the tables and sentences below it in order."""

    def __init__(self, title: Sequence[str], *parts: Part) -> None:
        """Keep the title, which may be empty, and the parts."""
        self.title = title
        self.parts = parts


def raw_sheet(fields: Sequence[Field[Row]], rows: Sequence[Row]) -> Sheet:
    """Return values as they are, for people who chose the fields themselves."""
    if not rows:
        return Sheet((), [Sentence("rows", "no rows")])
    return Sheet((), Grid([_raw(field, rows) for field in fields], map(Line, rows)))


def _raw(field: Field[Row], rows: Sequence[Row]) -> Field[Row]:
    """Return a field headed by its name and shown as in CSV, to the right when all of it is numbers."""

    def text(row: Row) -> str:
        return cell_text(field.name, field.value(row))

    values = map(field.value, rows)
    numeric = all(isinstance(value, int | float | None) and not isinstance(value, bool) for value in values)
    return Field(field.name, text, field.name, str if numeric else None)
