"""What is written of each row: its own text with the results behind it, or chosen fields written anew."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from coding_salary.batch.bulk import ERROR, RESULTS, Block, Cells
from coding_salary.batch.csv_rows import Rows, quoted_cell
from coding_salary.batch.row_profiles import Piece, Unreadable
from coding_salary.formats.records import Value, cell_text, check_fields

# What a spreadsheet takes for the beginning of a formula, unless it is a number.
STARTS = r"[=+\-@]"
NUMBER = r"[-+]?[0-9][0-9,]*(?:\.[0-9]*)?%?"
# A reader that heeds no quotes, or separates cells by other signs, finds cells within one.
FORMULA = re.compile(rf'^(?=[\t\r])|(^|[;\t\r\n]"*)(?={STARTS})(?!{NUMBER}(?:[;\t\r\n]|\Z))')
# Between results that are still to be chosen from: no text of a table holds it.
APART = "\0"


class Writer:
    """Writes the text of each row with its results behind it."""

    def __init__(self, piece: Piece, end: str, header: str, names: Sequence[str] = RESULTS) -> None:
        """Write a header, and these results of each row that is refused: none but the error."""
        self.piece, self.end, self.header = piece, end, header
        self.names = names

    def texts(self, rows: Rows) -> list[str]:
        """Return what the results of each row are put behind."""
        return rows.texts

    def lines(self, rows: Rows, block: Block) -> list[str]:
        """Return the rows as they are written; those that are refused are empty."""
        return block.results

    def refused(self, rows: Rows, index: int, reason: str) -> str:
        """Return a row without results, with the reason."""
        values = ((name, reason if name == ERROR else None) for name in self.names)
        results = "".join(self.piece(*value) for value in values) + self.end
        return self.finished(rows, index, self.texts(rows)[index] + results)

    def finished(self, rows: Rows, index: int, line: str) -> str:
        """Return a row as it is written, of its text with the results behind it."""
        return line


class CsvFormat(NamedTuple):
    """How CSV or TSV is written, guarded against formulas or not."""

    separator: str
    end: str
    safe: bool

    def cell(self, text: str) -> str:
        """Return a text as one cell."""
        return quoted_cell(guarded(text) if self.safe else text, self.separator)

    def line(self, cells: Sequence[str]) -> str:
        """Return texts as a line; one empty cell alone is quoted, or there would be no line."""
        line = self.separator.join(map(self.cell, cells))
        return (line or ('""' if len(cells) == 1 else "")) + self.end

    def piece(self, name: str, value: Value) -> str:
        """Return a result as a cell behind others; only the error can begin like a formula."""
        text = cell_text(name, value)
        return self.separator + (self.cell(text) if name == ERROR else quoted_cell(text, self.separator))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe where it would."""
    return FORMULA.sub(r"\1'", cell)


class CsvWriter(Writer):
    """Rows of CSV or TSV as they are."""

    def __init__(self, own: CsvFormat, header: str, names: Sequence[str] = RESULTS) -> None:
        """Write so; look for what a formula can begin with where cells are to be guarded."""
        super().__init__(own.piece, own.end, header, names)
        self.own = own
        self.suspicious = re.compile(rf'(?:^|[{own.separator};\t\r\n])"*(?:{STARTS}|[\t\r])').search

    def texts(self, rows: Rows) -> list[str]:
        """Return the texts; written anew where they have a cell that is to be guarded."""
        if self.own.safe:
            for index, text in enumerate(rows.texts):
                if self.suspicious(text):
                    rows.texts[index] = self._guarded(text, passed(rows.cells[index]))
        return rows.texts

    def _guarded(self, text: str, cells: Sequence[str]) -> str:
        if all(guarded(cell) == cell for cell in cells):
            return text
        return self.own.separator.join(map(self.own.cell, cells))


class ChosenWriter(Writer):
    """Writes chosen fields of each row anew."""

    def texts(self, rows: Rows) -> list[str]:
        """Return nothing for each row: it is written anew."""
        return [""] * len(rows.texts)

    def lines(self, rows: Rows, block: Block) -> list[str]:
        """Return the chosen fields of each row that is not refused."""
        return [line and self.finished(rows, index, line) for index, line in enumerate(block.results)]


class ChosenCells(ChosenWriter):
    """Chosen columns of CSV or TSV."""

    def __init__(
        self, own: CsvFormat, names: Sequence[str], fields: Sequence[str], header: str, results: Sequence[str]
    ) -> None:
        """Find the fields among all names; raises ProfileError for those that are not there."""
        check_fields(fields, names)
        self.own = own
        self.places = [names.index(field) for field in fields]
        super().__init__(lambda name, value: APART + cell_text(name, value), "", header, results)

    def finished(self, rows: Rows, index: int, line: str) -> str:
        """Return the chosen cells of a row."""
        cells = [*passed(rows.cells[index]), *line.split(APART)[1:]]
        return self.own.line([cells[place] for place in self.places])


def passed(cells: Cells) -> Sequence[str]:
    """Return the cells to pass through, also of a row that could not be read."""
    return cells.kept if isinstance(cells, Unreadable) else cells
