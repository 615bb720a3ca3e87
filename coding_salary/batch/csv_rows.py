"""Rows of CSV and TSV, each with its own text: what is passed through is never written anew."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coding_salary.batch.bulk import Cells
from coding_salary.batch.line_reader import MAX_LINE, MAX_LINE_TEXT, LineReader, TooLong, is_utf8
from coding_salary.batch.row_profiles import Unreadable
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import printable

QUOTE, COMMA = '"', ","
# In Europe, where commas stand before decimals, programs separate by semicolons.
SEMICOLON = ";"
SEPARATORS = (COMMA, SEMICOLON, "\t")
QUOTED = re.compile(r'"[^"]*"?')
SEPARATOR_LINE = re.compile(r"sep=([,;\t|])", re.IGNORECASE)
# What a short line takes in memory beside its characters: a record has so few lines at most.
LINE_OVERHEAD = 128
# A mark of UTF-16 begins one of UTF-32, which comes first.
ENCODINGS = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
NOT_UTF8 = "not UTF-8: save the file as UTF-8, or correct this row"
TOO_LONG = f"the line is longer than {MAX_LINE_TEXT} and was left out"
UNCLOSED = "a quote is opened and never closed: close it, or write it twice inside quotes"


@dataclass
class Rows:
    """Some rows of a file: the line that each begins on, its text to append results to, and its cells.

    `objects` holds those of JSON Lines, None for a line that is not one.
    """

    lines: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    cells: list[Cells] = field(default_factory=list)
    objects: list[dict[str, object] | None] = field(default_factory=list)

    def add(self, line: int, text: str, cells: Cells) -> None:
        """Add a row."""
        self.lines.append(line)
        self.texts.append(text)
        self.cells.append(cells)

    def cut(self, count: int) -> "Rows":
        """Return the first rows alone."""
        return Rows(self.lines[:count], self.texts[:count], self.cells[:count], self.objects[:count])


def quoted_cell(text: str, separator: str) -> str:
    """Return a text as one cell, in quotes only where it needs them."""
    if QUOTE in text or separator in text or "\n" in text or "\r" in text:
        return f'"{text.replace(QUOTE, QUOTE + QUOTE)}"'
    return text


class CsvRows:
    """Reads separated values: the header at once, then rows as many as one chunk holds.

    `preface` is the line before the header with which Excel is told the separator, where there is one.
    """

    def __init__(self, source: LineReader, separator: str | None) -> None:
        """Read the header, which shows the separator if none is given; raises ProfileError for no header."""
        from csv import field_size_limit

        field_size_limit(2 * MAX_LINE)
        self.source, self.separator, self.found = source, separator or COMMA, bool(separator)
        self.preface = ""
        # The lines in hand, the number of the first of them in the file, and the index of the next to read.
        self.lines: list[str] = []
        self.first, self.at = 1, 0
        self.ended = False
        self._restart()
        self.header, self.names, self.line_end = self._header()
        self.width = len(self.names)

    def blocks(self) -> Iterator[Rows]:
        """Yield the rows below the header; a record that goes on is not waited for by those before it."""
        while True:
            rows = self._rows()
            if rows.texts:
                yield rows
            if not self._read_on():
                return

    def _read_on(self) -> bool:
        """Read more lines after those that are left; returns whether there are any.

        It reads as many lines as are left: a record that goes on is parsed again each time, so that the
        work stays within twice the length of the record.
        """
        self.lines = self.lines[self.at :]
        self.first += self.at
        wanted, self.at = 2 * len(self.lines), 0
        while not self.ended and len(self.lines) <= wanted:
            more = self.source.more()
            self.lines += more or ()
            self.ended = more is None
        return bool(self.lines)

    def _header(self) -> tuple[str, list[str], str]:
        while self._read_on():
            blank = (index for index, line in enumerate(self.lines) if line.strip())
            self.at = start = next(blank, len(self.lines))
            if start < len(self.lines) and not self._told(self.lines[start]):
                return self._titles()
        raise ProfileError([Problem("the file is empty: its first line must name the columns")])

    def _told(self, line: str) -> bool:
        """Find the separator in a first line; returns whether that says nothing else."""
        said = None if self.found else SEPARATOR_LINE.fullmatch(line.rstrip("\r"))
        if not self.found:
            self.separator, self.found = said[1] if said else _separator_in(line), True
            self._restart()
        if said:
            self.preface = line + "\n"
            self.at += 1
        return bool(said)

    def _titles(self) -> tuple[str, list[str], str]:
        """Return the text of the header that begins here, the names in it, and its end of line."""
        first = self.lines[self.at]
        if QUOTE not in first and "\r" in first.removesuffix("\r"):
            raise ProfileError([Problem("lines end with a carriage return alone: save the file anew")])
        start = self.at
        while (names := self._record(start)) is None:
            self._read_on()
            start = self.at
        if isinstance(names, str) or "\0" in first:
            raise ProfileError([Problem(_no_header(first))])
        text = "\n".join(self.lines[start : self.at])
        return text.removesuffix("\r"), names, "\r\n" if text.endswith("\r") else "\n"

    def _restart(self) -> None:
        from csv import reader

        self.records = reader(self._feed(), delimiter=self.separator, strict=True)

    def _feed(self) -> Iterator[str]:
        """Hand the lines in hand to the csv module, from `at` on."""
        while self.at < len(self.lines) and not isinstance(self.lines[self.at], TooLong):
            self.at += 1
            yield self.lines[self.at - 1] + "\n"

    def _record(self, start: int) -> list[str] | str | None:
        """Return the cells of the record that begins on a line, or what is wrong with that line.

        None where it goes on beyond the lines in hand. `at` is behind what was read.
        """
        from csv import Error

        self.at = start
        try:
            return next(self.records)
        except (Error, StopIteration) as error:
            unclosed = "unexpected end" in str(error)
            goes_on = unclosed and self.at == len(self.lines) and not self.ended
            self._restart()
            self.at = start
            if goes_on and _size(self.lines[start:]) <= MAX_LINE:
                return None
            self.at += 1
            return UNCLOSED if unclosed else printable(f"not CSV: {error}")

    def _rows(self) -> Rows:
        """Cut lines into rows: at each separator where no quote is, else as the csv module does.

        A loop over every row of a file: kept flat, because calls cost more than what they would do.
        """
        rows = Rows()
        separator, width, first, at = self.separator, self.width, self.first, self.at
        clean, returns = self.source.clean, self.source.returns
        add_line, add_text, add_cells = rows.lines.append, rows.texts.append, rows.cells.append
        for index, line in enumerate(self.lines):
            if index < at:
                continue
            if QUOTE in line:
                at = self._quoted(index, rows)
                if at == index:
                    break
                continue
            text = line[:-1] if returns and line[-1:] == "\r" else line
            cells = text.split(separator)
            if len(cells) != width or not clean or not text or (returns and "\r" in text):
                self._odd(index, text, cells, rows)
                continue
            add_line(first + index)
            add_text(text)
            add_cells(cells)
        else:
            at = len(self.lines)
        self.at = at
        return rows

    def _quoted(self, start: int, rows: Rows) -> int:
        """Add the record that begins on a line with a quote; returns the index behind it.

        That is `start` where the record goes on beyond the lines in hand.
        """
        cells = self._record(start)
        if isinstance(cells, str):
            self._bad(start, cells, rows)
        elif cells is not None:
            text = "\n".join(self.lines[start : self.at]).removesuffix("\r")
            if len(cells) != self.width or not self.source.clean:
                self._odd(start, text, cells, rows)
            else:
                rows.add(self.first + start, text, cells)
        return self.at

    def _odd(self, start: int, text: str, cells: list[str], rows: Rows) -> None:
        """Add a row that is not as wide as the header, or not UTF-8; skip one that is empty.

        A carriage return outside quotes would end the row for many readers: its cell is put in quotes.
        """
        line = self.first + start
        if isinstance(self.lines[start], TooLong):
            rows.add(line, self.separator * (self.width - 1), Unreadable(TOO_LONG, kept=self._padded([])))
            return
        if not text or (len(cells) != self.width and text.isspace()):
            return
        if "\r" in text and QUOTE not in text:
            text = self._joined(cells)
        if len(cells) != self.width:
            rows.add(line, *self._fitted(text, cells))
        else:
            rows.add(line, text, cells if is_utf8(text) else Unreadable(NOT_UTF8, kept=cells))

    def _fitted(self, text: str, cells: list[str]) -> tuple[str, Unreadable]:
        """Return a row of the wrong width at the right one, and what is wrong; what is cut off is said."""
        reason = f"expected {self.width} cells, found {len(cells)}"
        if len(cells) < self.width:
            padded = Unreadable(reason, kept=self._padded(cells))
            return text + self.separator * (self.width - len(cells)), padded
        kept = self._joined(cells[: self.width])
        rest = self.separator.join(cells[self.width :])
        return kept, Unreadable(f"{reason}; left over: {rest}", kept=cells[: self.width])

    def _joined(self, cells: list[str]) -> str:
        return self.separator.join(quoted_cell(cell, self.separator) for cell in cells)

    def _padded(self, cells: list[str]) -> list[str]:
        return cells + [""] * (self.width - len(cells))

    def _bad(self, start: int, reason: str, rows: Rows) -> None:
        """Add a line that is not CSV, whole, as the first cell of a row."""
        line = self.lines[start].removesuffix("\r")
        whole = f'"{line.replace(QUOTE, QUOTE + QUOTE)}"'
        text = whole + self.separator * (self.width - 1)
        rows.add(self.first + start, text, Unreadable(reason, kept=self._padded([line])))


def _separator_in(header: str) -> str:
    """Return the separator that there is most of outside quotes; a comma where there is none."""
    bare = QUOTED.sub("", header)
    return max(SEPARATORS, key=bare.count)


def _size(lines: Sequence[str]) -> int:
    return sum(map(len, lines)) + LINE_OVERHEAD * len(lines)


def _no_header(first: str) -> str:
    start = first[:4].encode("utf-8", "surrogateescape")
    for mark, encoding in ENCODINGS.items():
        if start.startswith(mark):
            return f"the file is {encoding}: save it as UTF-8"
    return "the first line names no columns: it must be text, with every quote closed"
