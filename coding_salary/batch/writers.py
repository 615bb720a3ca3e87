"""What is written of each row: its own text with the results behind it, or chosen fields written anew."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from coding_salary.batch.bulk import ERROR, RESULTS, Block, Cells
from coding_salary.batch.columns import Columns
from coding_salary.batch.csv_rows import Rows, Unreadable, quoted_cell
from coding_salary.batch.row_profiles import Piece
from coding_salary.formats.records import Value, cell_text
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, quoted

# What a spreadsheet takes for the beginning of a formula, unless it is a number.
STARTS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(\.[0-9]*)?%?")
APART = "\0"


class Output(Protocol):
    """How rows are written."""

    @property
    def piece(self) -> Piece:
        """How a result is written."""

    @property
    def end(self) -> str:
        """What follows the results of a row."""

    def header(self) -> str:
        """Return what comes before the first row."""

    def texts(self, rows: Rows) -> list[str]:
        """Return what the results of each row are put behind."""

    def refused(self, rows: Rows, index: int, reason: str) -> str:
        """Return a row without results, with the reason."""

    def lines(self, rows: Rows, block: Block) -> list[str]:
        """Return the rows as they are written."""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe where it would."""
    return f"'{cell}" if cell.startswith(STARTS) and not NUMBER.fullmatch(cell) else cell


class Delimiter(NamedTuple):
    """How CSV or TSV is written, guarded against formulas or not."""

    separator: str
    end: str
    safe: bool

    def cell(self, text: str) -> str:
        """Return a text as one cell."""
        return quoted_cell(guarded(text) if self.safe else text, self.separator)

    def piece(self, name: str, value: Value) -> str:
        """Return a result as a cell behind others; only the error can begin like a formula."""
        text = cell_text(name, value)
        return self.separator + (self.cell(text) if name == ERROR else quoted_cell(text, self.separator))


class Appended:
    """The text of each row, with its results behind it."""

    def __init__(self, piece: Piece, end: str, header: str, names: Sequence[str] = RESULTS) -> None:
        """Write these results of each row, or of those alone that are refused."""
        self.piece, self.end = piece, end
        self.head = header
        self.blank = "".join(piece(name, None) for name in names if name != ERROR)

    def header(self) -> str:
        """Return the header of the file with the names of the results, or nothing."""
        return self.head

    def texts(self, rows: Rows) -> list[str]:
        """Return the texts as they are."""
        return rows.texts

    def refused(self, rows: Rows, index: int, reason: str) -> str:
        """Return a row with empty results and the reason."""
        return rows.texts[index] + self.blank + self.piece(ERROR, reason) + self.end

    def lines(self, rows: Rows, block: Block) -> list[str]:
        """Return the rows as they came from the calculator."""
        return block.results


class Guarded(Appended):
    """Rows of CSV or TSV whose cells no spreadsheet takes for formulas."""

    def __init__(self, delimiter: Delimiter, header: str, names: Sequence[str] = RESULTS) -> None:
        """Look for what a formula can begin with."""
        super().__init__(delimiter.piece, delimiter.end, header, names)
        self.delimiter = delimiter
        self.suspicious = re.compile(f'(?:^|{delimiter.separator})"?[{re.escape("".join(STARTS))}]').search

    def texts(self, rows: Rows) -> list[str]:
        """Return the texts, written anew where they have such a cell."""
        for index, text in enumerate(rows.texts):
            if self.suspicious(text):
                cells = passed(rows.cells[index])
                if any(guarded(cell) != cell for cell in cells):
                    rows.texts[index] = self.delimiter.separator.join(map(self.delimiter.cell, cells))
        return rows.texts


class AppendedJson(Appended):
    """Objects of JSON Lines, with the results before the last brace."""

    def refused(self, rows: Rows, index: int, reason: str) -> str:
        """Return an object with empty results and the reason."""
        return _opened(super().refused(rows, index, reason))

    def lines(self, rows: Rows, block: Block) -> list[str]:
        """Return the objects; behind the brace of an empty one there is no comma."""
        return list(map(_opened, block.results)) if "{" in rows.texts else block.results


def _opened(line: str) -> str:
    return "{" + line.removeprefix("{, ") if line.startswith("{, ") else line


class Chosen:
    """Chosen fields of each row, or all of them in another format than the file's."""

    end = ""

    def __init__(self, columns: Columns, fields: Sequence[str], layout: "Layout", *, header: bool) -> None:
        """Find the fields; raises ProfileError for those that neither the file nor the results have."""
        names = [*columns.names, *columns.results]
        self.fields = list(fields or names)
        self.layout, self.has_header = layout, header
        if columns.names:
            unknown = [field for field in self.fields if field not in names]
            if unknown:
                raise ProfileError(
                    Problem(f"unknown field {quoted(field)}: {nearest(field, names, f'use {listed(names)}')}")
                    for field in unknown
                )
        self.columns = columns
        self.places = {name: index for index, name in reversed(list(enumerate(columns.names)))}
        self.results = {name: index for index, name in enumerate(columns.results)}

    def piece(self, name: str, value: Value) -> str:
        """Return a result behind a sign that no text of a table holds."""
        return APART + self.layout.result(name, value)

    def header(self) -> str:
        """Return the names of the fields, or nothing."""
        return self.layout.header(self.fields) if self.has_header else ""

    def texts(self, rows: Rows) -> list[str]:
        """Return nothing for each row: its values are written anew."""
        return [""] * len(rows.texts)

    def refused(self, rows: Rows, index: int, reason: str) -> str:
        """Return the fields of a row without results."""
        empty = [self.layout.result(name, None) for name in RESULTS[:-1]]
        return self._line(rows, index, [*empty, self.layout.result(ERROR, reason)])

    def lines(self, rows: Rows, block: Block) -> list[str]:
        """Return the fields of each row."""
        return [
            block.results[index]
            if index in block.refused
            else self._line(rows, index, block.results[index].split(APART)[1:])
            for index in range(len(block.results))
        ]

    def _line(self, rows: Rows, index: int, results: list[str]) -> str:
        return self.layout.line(
            self.fields,
            [
                results[self.results[field]] if field in self.results else self._own(rows, index, field)
                for field in self.fields
            ],
        )

    def _own(self, rows: Rows, index: int, field: str) -> str:
        if rows.values:
            value = rows.values[index]
            return self.layout.value((value or {}).get(field))
        return self.layout.value(passed(rows.cells[index])[self.places[field]])


class Layout(Protocol):
    """How one line of chosen fields is written."""

    def result(self, name: str, value: Value) -> str:
        """Return a result as `line` takes it."""

    def value(self, value: object) -> str:
        """Return a value of the file as `line` takes it."""

    def header(self, fields: Sequence[str]) -> str:
        """Return the line of names, or nothing."""

    def line(self, fields: Sequence[str], values: Sequence[str]) -> str:
        """Return a line of such values."""


class DelimitedLayout(NamedTuple):
    """Chosen fields as CSV or TSV."""

    delimiter: Delimiter
    nested: Callable[[object], str]

    def result(self, name: str, value: Value) -> str:
        """Return a result as a cell."""
        return self.delimiter.piece(name, value)[len(self.delimiter.separator) :]

    def value(self, value: object) -> str:
        """Return a value of the file as a cell; lists and objects are JSON."""
        if value is None or isinstance(value, str):
            return self.delimiter.cell(value or "")
        return self.delimiter.cell(self.nested(value))

    def header(self, fields: Sequence[str]) -> str:
        """Return the line of names."""
        return self.line(fields, list(map(self.delimiter.cell, fields)))

    def line(self, fields: Sequence[str], values: Sequence[str]) -> str:
        """Return the cells in a line; where there is but an empty one it is quoted, or it were no line."""
        return (
            self.delimiter.separator.join(values) or ('""' if len(fields) == 1 else "")
        ) + self.delimiter.end


class JsonLayout(NamedTuple):
    """Chosen fields as JSON Lines."""

    json: Callable[[object], str]

    def result(self, name: str, value: Value) -> str:
        """Return a result as JSON."""
        return self.json(value)

    def value(self, value: object) -> str:
        """Return a value of the file as JSON."""
        return self.json(value)

    def header(self, fields: Sequence[str]) -> str:
        """Return nothing: each line has its names."""
        return ""

    def line(self, fields: Sequence[str], values: Sequence[str]) -> str:
        """Return an object."""
        pairs = zip(fields, values, strict=True)
        return "{" + ", ".join(f"{self.json(name)}: {value}" for name, value in pairs) + "}\n"


def passed(cells: Cells) -> Sequence[str]:
    """Return the cells to pass through, also of a row that could not be read."""
    return cells.kept if isinstance(cells, Unreadable) else cells
