"""Piecework: what comes of a piece of a file, ready to be written, said and counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from coding_salary.batch.bulk import Block
from coding_salary.batch.csv_rows import Rows
from coding_salary.batch.line_reader import Lines, Piece
from coding_salary.batch.markets import Calculators
from coding_salary.batch.writers import Output


class Done(NamedTuple):
    """What came of some lines: what to write, what to say of them, what to count.

    `bad` holds the line of each refused row, counted from the first line of these, with the reason;
    `typical` the typical pay in steps of rounding, by the code of the market. `stopped` is whether a row was
    refused that ends the run.
    """

    kept: bytes
    rejected: bytes
    lines: int
    rows: int
    bad: list[tuple[int, str]]
    typical: dict[str, list[int]]
    stopped: bool


class Reader(Protocol):
    """Turns lines into rows; `next_line` is that which the next row begins on."""

    next_line: int

    def rows_of(self, lines: list[str], *, apart: bool = False) -> Iterator[Rows]:
        """Yield the rows that begin on these lines; raises CutError where those read apart are too few."""


class Work:
    """How the rows of one file are answered, piece after piece."""

    def __init__(
        self,
        lines: Lines,
        reader: Reader,
        calculators: Calculators,
        outputs: tuple[Output, Output | None],
        *,
        fail_fast: bool,
    ) -> None:
        """Take what reads and what answers rows; `outputs` are for rows and, where asked for, for rejects."""
        self.lines, self.reader, self.calculators = lines, reader, calculators
        self.output, self.rejects = outputs
        self.fail_fast = fail_fast

    def apart(self, content: bytes) -> Done | None:
        """Return what comes of whole lines whatever stands around them; None where only the file can tell."""
        try:
            return self.done(self.lines.split(Piece(content)), apart=True)
        except Exception:  # a record goes on; or a fault, which is met again when its turn has come
            return None

    def done(self, lines: list[str], *, apart: bool = False) -> Done:
        """Return what comes of lines; those that their last record draws in are among them."""
        self.reader.next_line = 0
        doing = _Doing()
        for rows in self.reader.rows_of(lines, apart=apart):
            self._add(rows, doing)
            if doing.stopped:
                break
        kept, rejected = _encoded(doing.kept), _encoded(doing.rejected)
        return Done(
            kept, rejected, self.reader.next_line, len(doing.kept), doing.bad, doing.typical, doing.stopped
        )

    def _add(self, rows: Rows, doing: "_Doing") -> None:
        block = self._results(rows, doing.typical)
        written = self.output.lines(rows, block)
        if block.refused and self.rejects:
            self.rejects.texts(rows)  # they may have to be written anew
        for index, reasons in block.refused.items():
            text = "; ".join(reasons)
            doing.bad.append((rows.line(index), text))
            if self.fail_fast:
                doing.stopped = True
                doing.kept += written[:index]
                return
            if self.rejects:
                written[index] = ""
                doing.rejected.append(self.rejects.refused(rows, index, text))
            else:
                written[index] = self.output.refused(rows, index, text)
        doing.kept += written

    def _results(self, rows: Rows, typical: dict[str, list[int]]) -> Block:
        whole = Block()
        texts = self.output.texts(rows)
        for market, block in self.calculators.results(texts, rows.cells, self.output.end):
            counted = block.typical
            if block.refused and self.fail_fast:
                counted = counted[: min(block.refused)]
            if not (whole.refused and self.fail_fast):
                typical.setdefault(market.code, []).extend(counted)
            whole.refused |= {len(whole.results) + index: why for index, why in block.refused.items()}
            whole.results += block.results
        return whole


@dataclass
class _Doing:
    """What came of the rows so far."""

    kept: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    typical: dict[str, list[int]] = field(default_factory=dict)
    stopped: bool = False


def _encoded(lines: list[str]) -> bytes:
    return "".join(lines).encode("utf-8", "surrogateescape")
