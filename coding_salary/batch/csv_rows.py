"""Rows of CSV and TSV, each with its own text: what is passed through is never written anew."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from coding_salary.batch.bulk import Cells
from coding_salary.batch.line_reader import MOST_CHARACTERS, MOST_TEXT, UTF16, Lines, TooLong, is_utf8
from coding_salary.batch.row_profiles import RefusedError, Texts
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import printable

QUOTE = '"'
# So many rows are worked on at a time: few enough that what one step made of them is near for the next.
MOST_ROWS = 128
NOT_UTF8 = "not UTF-8: save the file as UTF-8, or correct this row"
TOO_LONG = f"the line is longer than {MOST_TEXT} and was left out"
UNCLOSED = "a quote is opened and never closed: close it, or write it twice inside quotes"


class CutError(Exception):
    """A record goes on beyond the lines that were to be read apart from the rest of the file."""


class Unreadable(Sequence[str]):
    """Stands for the cells of a row that could not be read; whoever takes one is told why.

    `kept` are the cells to pass through all the same.
    """

    def __init__(self, reason: str, kept: Sequence[str] = ()) -> None:
        """Keep the reason."""
        self.reasons: Texts = (reason,)
        self.kept = kept

    def __len__(self) -> int:
        return 0

    def __getitem__(self, index: object) -> str:
        raise RefusedError(self.reasons)


@dataclass
class Rows:
    """Some rows of a file: the text of each, to which results can be appended, and its cells.

    `first` is the line that the first one begins on; `shifts` tells from which rows on lines run ahead of
    rows, by how many. `values` holds the objects of JSON Lines.
    """

    first: int
    texts: list[str] = field(default_factory=list)
    cells: list[Cells] = field(default_factory=list)
    shifts: list[tuple[int, int]] = field(default_factory=list)
    values: list[dict[str, object] | None] = field(default_factory=list)

    def add(self, text: str, cells: Cells) -> None:
        """Add a row."""
        self.texts.append(text)
        self.cells.append(cells)

    def skip(self, lines: int) -> None:
        """Note that so many lines came that begin no row."""
        shift = self.shifts[-1][1] if self.shifts else 0
        self.shifts.append((len(self.texts), shift + lines))

    def line(self, index: int) -> int:
        """Return the line that a row begins on."""
        passed = bisect(self.shifts, index, key=lambda shift: shift[0])
        return self.first + index + (self.shifts[passed - 1][1] if passed else 0)


def quoted_cell(text: str, separator: str) -> str:
    """Return a text as one cell, in quotes only where it needs them."""
    if QUOTE in text or separator in text or "\n" in text or "\r" in text:
        return f'"{text.replace(QUOTE, QUOTE + QUOTE)}"'
    return text


def _no_header(first: str) -> str:
    start = first[:1].encode("utf-8", "surrogateescape")
    if start and any(mark.startswith(start) for mark in UTF16):
        return "the file is UTF-16: save it as UTF-8"
    return "the first line names no columns: it must be text, with every quote closed"


class Delimited:
    """Reads a file of comma- or tab-separated values, its header first."""

    def __init__(self, lines: Lines, separator: str) -> None:
        """Read the header; raises ProfileError when there is none."""
        from csv import field_size_limit

        field_size_limit(2 * MOST_CHARACTERS)
        self.lines, self.separator = lines, separator
        self.again: list[str] = []
        self.apart = False
        self.next_line = 1
        self._restart()
        self.header, self.names, self.line_end = self._header()
        self.width = len(self.names)

    def _header(self) -> tuple[str, list[str], str]:
        lines = self.lines.more() or []
        while lines and not lines[0].strip():
            lines = lines[1:] or self.lines.more() or []
            self.next_line += 1
        if not lines:
            raise ProfileError([Problem("the file is empty: its first line must name the columns")])
        first, *rest = lines
        if QUOTE not in first and "\r" in first.removesuffix("\r"):
            raise ProfileError([Problem("lines end with a carriage return alone: save the file anew")])
        self.queue = iter(rest)
        read = None if isinstance(first, TooLong) or "\0" in first else self._record(first)
        if read is None:
            raise ProfileError([Problem(_no_header(first))])
        text, names = read
        self.next_line += 1 + text.count("\n")
        self.again = [*self.queue, *self.again]
        return text.removesuffix("\r"), names, "\r\n" if text.endswith("\r") else "\n"

    def _restart(self) -> None:
        from csv import reader

        self.fresh: str | None = None
        self.taken: list[str] = []
        self.reader = reader(self._feed(), delimiter=self.separator, strict=True)

    def _feed(self) -> Iterator[str]:
        """Hand the reader the line that it is given, and the next ones while a quote is open."""
        size = 0
        while True:
            line, self.fresh = self.fresh, None
            if line is not None:
                size = 0
            else:
                line = self._next()
                if line is None:
                    return
                self.taken.append(line)
            size += len(line) + 1
            if self.taken and (size > MOST_CHARACTERS or isinstance(line, TooLong)):
                return
            yield line + "\n"

    def _next(self) -> str | None:
        """Return the next line, from the next block if need be."""
        line = next(self.queue, None)
        if line is None and (lines := self.again or self._more()):
            self.queue, self.again = iter(lines), []
            line = next(self.queue, None)
        return line

    def _more(self) -> list[str] | None:
        if self.apart:
            raise CutError
        return self.lines.more()

    def _record(self, line: str) -> tuple[str, list[str]] | None:
        """Read the record that begins with a line; None when that is no CSV, and later lines come again."""
        from csv import Error

        self.fresh, self.taken = line, []
        try:
            cells = next(self.reader)
        except (Error, StopIteration) as error:
            self.failure = UNCLOSED if "unexpected end" in str(error) else f"not CSV: {error}"
            self.again = [*self.taken, *self.queue, *self.again]
            self.queue = iter(())
            self._restart()
            return None
        return "\n".join((line, *self.taken)), cells

    def rows(self) -> Iterator[Rows]:
        """Yield the rows below the header, in blocks."""
        lines: list[str] | None = self.again
        while lines is not None:
            yield from self.rows_of(lines)
            lines = self.lines.more()

    def rows_of(self, lines: list[str], *, apart: bool = False) -> Iterator[Rows]:
        """Yield the rows that begin on these lines, in blocks; the last record may draw in more lines.

        Lines that are read `apart` from the rest of the file have no more: raises CutError in its place.
        """
        self._restart()
        self.again, self.apart = lines, apart
        while self.again:
            self.queue, self.again = iter(self.again), []
            while (rows := self._rows()).first < self.next_line:
                yield rows

    def _rows(self) -> Rows:
        """Cut lines into rows: at each separator where no quote is, else as the csv module does.

        A loop over every row of a file: kept flat, because calls cost more than what they would do.
        """
        rows = Rows(self.next_line)
        separator, width = self.separator, self.width
        clean, returns = self.lines.clean, self.lines.returns
        add_text, add_cells = rows.texts.append, rows.cells.append
        for line in islice(self.queue, MOST_ROWS):
            if QUOTE in line:
                self._quoted(line, rows)
                continue
            text = line[:-1] if returns and line[-1:] == "\r" else line
            cells = text.split(separator)
            if len(cells) != width or not clean or not text:
                self._odd(line, text, cells, rows)
                continue
            add_text(text)
            add_cells(cells)
        self.next_line = rows.line(len(rows.texts))
        return rows

    def _quoted(self, line: str, rows: Rows) -> None:
        """Add the record that begins with a line that has a quote; one that never ends is bad by itself."""
        read = self._record(line)
        if read is None:
            self._bad(line, self.failure, rows)
            return
        text, cells = read
        if text.endswith("\r"):
            text = text[:-1]
        if len(cells) != self.width or not self.lines.clean:
            self._odd(line, text, cells, rows)
        else:
            rows.add(text, cells)
        if self.taken:
            rows.skip(len(self.taken))

    def _odd(self, line: str, text: str, cells: list[str], rows: Rows) -> None:
        """Add a row that is not as wide as the header, or not UTF-8; skip one that is empty."""
        if isinstance(line, TooLong):
            rows.add(self.separator * (self.width - 1), Unreadable(TOO_LONG, self._padded([])))
        elif not text or (len(cells) != self.width and text.isspace()):
            rows.skip(1)
        elif len(cells) != self.width:
            rows.add(*self._fitted(text, cells))
        elif is_utf8(text):
            rows.add(text, cells)
        else:
            rows.add(text, Unreadable(NOT_UTF8, cells))

    def _fitted(self, text: str, cells: list[str]) -> tuple[str, Unreadable]:
        """Return a row of the wrong width at the right one, and what is wrong; what is cut off is said."""
        reason = f"expected {self.width} cells, found {len(cells)}"
        if len(cells) < self.width:
            return text + self.separator * (self.width - len(cells)), Unreadable(reason, self._padded(cells))
        kept = self.separator.join(quoted_cell(cell, self.separator) for cell in cells[: self.width])
        rest = self.separator.join(cells[self.width :])
        return kept, Unreadable(f"{reason}; left over: {rest}", cells[: self.width])

    def _padded(self, cells: list[str]) -> list[str]:
        return cells + [""] * (self.width - len(cells))

    def _bad(self, line: str, reason: str, rows: Rows) -> None:
        """Add a line that is no CSV, whole, as the first cell of a row."""
        line = line.removesuffix("\r")
        whole = f'"{line.replace(QUOTE, QUOTE + QUOTE)}"'
        rows.add(
            whole + self.separator * (self.width - 1), Unreadable(printable(reason), self._padded([line]))
        )
