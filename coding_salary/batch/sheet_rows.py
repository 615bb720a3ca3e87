"""Rows of a sheet of an Excel workbook: values as they are, read a row at a time.

A formula is never worked out: its cell has the value that was last saved with it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from coding_salary.batch.columns import Headings
from coding_salary.batch.csv_rows import Rows
from coding_salary.batch.row_profiles import Unreadable
from coding_salary.profile.answers import AS_OF
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, printable, quoted
from coding_salary.table.synonyms import plain_word

if TYPE_CHECKING:
    from openpyxl import Workbook

# The names of the columns stand in one of the first rows, below a title at most.
MAX_HEADER_ROW = 20
ROWS_AT_ONCE = 500
DECIMALS = 4
# What a format shows before an amount: "$"#,##0, [$£-809]#,##0.00 or #,##0 €.
SIGN = re.compile(r"\[\$([^\]\-]+)[^\]]*\]|([$£€¥])")
NO_WORKBOOK = "it is no workbook of Excel (.xlsx), or one with a password"
NEVER_SAVED = "the formula has no value yet: open the file in Excel and save it"
Cells = Sequence[Any]
Thing = TypeVar("Thing")


@dataclass
class SheetBlock(Rows):
    """Some rows of a sheet, also as the cells that they were read from."""

    raw: list[Cells] = field(default_factory=list)


def open_workbook(file: BinaryIO, *, values: bool = True) -> "Workbook":
    """Open a workbook to read it row by row, with the `values` of formulas or the formulas themselves.

    Raises ProfileError for a file that is none.
    """
    from openpyxl import load_workbook

    file.seek(0)
    return guarded(lambda: load_workbook(file, read_only=True, data_only=values, keep_links=False))


def guarded(read: Callable[[], Thing]) -> Thing:
    """Return what a read of a workbook gives; raises ProfileError where the file is broken."""
    from zipfile import BadZipFile
    from zlib import error as ZlibError  # noqa: N812 - it is a class

    try:
        return read()
    except (BadZipFile, ZlibError, KeyError, ValueError, SyntaxError, EOFError, NotImplementedError):
        raise ProfileError([Problem(NO_WORKBOOK)]) from None


class SheetRows:
    """Reads a sheet: finds the row with the names of the columns, then yields the rows below it."""

    def __init__(self, file: BinaryIO, headings: Headings, wanted: str | None, others: Sequence[str]) -> None:
        """Find the named sheet, or the first in which columns are named; raises ProfileError for none.

        `others` are columns that are looked at beside the answers.
        """
        self.file, self.book = file, open_workbook(file)
        self.title, self.header_row, self.names = self._found(headings, wanted, others)
        self.formulas = Formulas(file, self.title)

    def _found(
        self, headings: Headings, wanted: str | None, others: Sequence[str]
    ) -> tuple[str, int, list[str]]:
        known = set(map(plain_word, others))
        for title in self._titles(wanted):
            best = (0, 0, [""])
            for number, cells in enumerate(self._cells(title), 1):
                if number > MAX_HEADER_ROW:
                    break
                names = [_name(cell.value) for cell in cells]
                found = [name for name in names if headings.key(name) or plain_word(name) in known]
                best = max(best, (len(found), -number, names), key=lambda each: each[:2])
            if best[0] or (wanted and headings.lenient):
                return title, -best[1], best[2]
        where = quoted(wanted) if wanted else "the workbook"
        message = f"no row of {where} names columns that are read: name them like the flags, cert or years"
        raise ProfileError([Problem(message)])

    def _titles(self, wanted: str | None) -> list[str]:
        titles = [sheet.title for sheet in self.book.worksheets]
        if wanted is None or wanted in titles:
            return titles if wanted is None else [wanted]
        hint = nearest(wanted, titles, f"the workbook has {listed(map(printable, titles))}")
        raise ProfileError([Problem(f"no sheet is called {quoted(wanted)}: {hint}")])

    def _cells(self, title: str) -> Iterator[Cells]:
        sheet = self.book[title]
        sheet.reset_dimensions()  # some programs write a wrong size
        rows = sheet.iter_rows()
        while (cells := guarded(partial(next, rows, None))) is not None:
            yield cells

    def rows(self, looked_at: "Looks") -> Iterator[SheetBlock]:
        """Yield the rows below the header, but for empty ones."""
        block = SheetBlock()
        for number, cells in enumerate(self._cells(self.title), 1):
            if number <= self.header_row or all(cell.value is None for cell in cells):
                continue
            padded = [*cells, *[None] * (len(self.names) - len(cells))][: len(self.names)]
            block.add(number, "", self._texts(number, padded, looked_at))
            block.raw.append(padded)
            if len(block.texts) == ROWS_AT_ONCE:
                yield block
                block = SheetBlock()
        if block.texts:
            yield block

    def _texts(self, number: int, cells: Cells, looked_at: "Looks") -> Sequence[str]:
        """Return the cells as texts; those that are not looked at are left blank."""
        texts = [""] * len(cells)
        unsaved: list[str] = []
        for place, text_of in looked_at.items():
            cell = cells[place]
            if cell is not None and cell.value is not None:
                texts[place] = text_of(cell)
            elif cell is not None and self.formulas.at(number, place):
                unsaved.append(f"{self.names[place]}: {NEVER_SAVED}")
        return Unreadable(*unsaved, kept=texts) if unsaved else texts


Looks = dict[int, Callable[[Any], str]]


class Formulas:
    """Says which blank cells hold a formula that was never worked out; opened for the first of them."""

    def __init__(self, file: BinaryIO, title: str) -> None:
        """Look in a sheet of a workbook."""
        self.file, self.title = file, title
        self.rows: Iterator[Cells] | None = None
        self.number, self.cells = 0, ()

    def at(self, number: int, place: int) -> bool:
        """Whether a cell holds a formula; rows must be asked for in their order."""
        if self.rows is None:
            sheet = open_workbook(self.file, values=False)[self.title]
            sheet.reset_dimensions()
            self.rows = sheet.iter_rows()
        while self.number < number:
            self.cells = guarded(partial(next, self.rows, ()))
            self.number += 1
        return place < len(self.cells) and self.cells[place].data_type == "f"


def address(place: int, number: int) -> str:
    """Return what Excel calls a cell, such as C5."""
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(place + 1)}{number}"


def reader_of(key: str | None, *, pay: bool = False) -> Callable[[Any], str]:
    """Return what reads a cell as the text that a flag, or an offer, would have."""
    if pay:
        return lambda cell: _sign(cell) + _text(cell.value)
    if key == AS_OF:
        return lambda cell: (
            cell.value.strftime("%Y-%m") if hasattr(cell.value, "strftime") else _text(cell.value)
        )
    return lambda cell: _text(cell.value)


def _sign(cell: Any) -> str:
    """Return the sign of the money that a number is shown in; empty where none is shown."""
    if not isinstance(cell.value, int | float):
        return ""
    found = SIGN.search(cell.number_format or "")
    return (found[1] or found[2]) if found else ""


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return str(value)


def _name(value: object) -> str:
    return "" if value is None else str(value)
