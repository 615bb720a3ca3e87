"""What people are shown, before any format: a title, tables and sentences.

A command builds one sheet; the terminal, plain text and Markdown each draw it in their own way.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coding_salary.formats.records import Record, cell_text, names_of, numeric


class Span(NamedTuple):
    """Five amounts to be drawn as a bar; formats without drawings leave its column out."""

    p10: float
    low: float
    typical: float
    high: float
    p90: float


Cell = str | Span


class Column(NamedTuple):
    """A column of a grid.

    Amounts stand to the right and are never cut. Words stand to the left, and `loose` ones may
    wrap. The columns that `gives_way` most go first when the width is short, 0 never. A drawing is
    headed by the amounts at its two ends, `head` and `far`.
    """

    head: str
    right: bool = True
    gives_way: int = 0
    loose: bool = False
    far: str = ""


class Line(NamedTuple):
    """A row of a grid, headed by its first cell; an `own` one is marked, with a remark in words."""

    cells: tuple[Cell, ...]
    own: bool = False
    remark: str = ""
    dim: bool = False
    apart: bool = False

    @property
    def heading(self) -> str:
        """The first cell, which says what the row is about."""
        return str(self.cells[0])


class Grid(NamedTuple):
    """A table: columns, and rows with a cell for each; `scale` are the ends of its bars, else their own."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    scale: tuple[float, float] | None = None

    def without(self, index: int) -> "Grid":
        """Return the grid without one of its columns."""
        columns = self.columns[:index] + self.columns[index + 1 :]
        lines = tuple(
            Line(line.cells[:index] + line.cells[index + 1 :], line.own, line.remark, line.dim, line.apart)
            for line in self.lines
        )
        return Grid(columns, lines, self.scale)

    def spelled(self, signs: Mapping[int, str]) -> "Grid":
        """Return the grid with signs replaced by others, in its heads and cells."""
        columns = (
            column._replace(head=column.head.translate(signs), far=column.far.translate(signs))
            for column in self.columns
        )
        lines = (
            line._replace(
                cells=tuple(cell.translate(signs) if isinstance(cell, str) else cell for cell in line.cells)
            )
            for line in self.lines
        )
        return Grid(tuple(columns), tuple(lines), self.scale)

    def in_words(self) -> "Grid":
        """Return the grid without the columns that are drawings."""
        drawn = [index for index, cell in enumerate(self.lines[0].cells) if isinstance(cell, Span)]
        return self.without(drawn[0]).in_words() if drawn else self


class Sentence(NamedTuple):
    """A sentence below the tables; `label` says what it is about where there is no layout."""

    label: str
    text: str
    link: str = ""


Part = Grid | tuple[Sentence, ...]


class Sheet(NamedTuple):
    """A title of several words, and the tables and sentences below it in order."""

    title: tuple[str, ...]
    parts: tuple[Part, ...]

    def spelled(self, signs: Mapping[int, str]) -> "Sheet":
        """Return the sheet with signs replaced by others, in all of its words."""
        return Sheet(
            tuple(word.translate(signs) for word in self.title),
            tuple(
                part.spelled(signs)
                if isinstance(part, Grid)
                else tuple(sentence._replace(text=sentence.text.translate(signs)) for sentence in part)
                for part in self.parts
            ),
        )


def raw_sheet(records: Sequence[Record]) -> Sheet:
    """Return records as they are, for people who chose the fields themselves."""
    if not records:
        return Sheet((), ((Sentence("rows", "no rows"),),))
    columns = tuple(Column(key, right=numeric(records, key)) for key in names_of(records))
    lines = tuple(Line(tuple(cell_text(key, value) for key, value in record.items())) for record in records)
    return Sheet((), (Grid(columns, lines),))
