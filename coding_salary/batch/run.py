"""A whole batch from the first byte to the summary, stopped by whatever can stop it."""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.batch.bulk import ERROR, RESULTS
from coding_salary.batch.columns import Columns
from coding_salary.batch.csv_rows import Delimited
from coding_salary.batch.histogram import Tally
from coding_salary.batch.in_order import InOrder
from coding_salary.batch.line_reader import Lines
from coding_salary.batch.markets import Calculators
from coding_salary.batch.piecework import Done, Work
from coding_salary.batch.row_profiles import Basis
from coding_salary.batch.writers import (
    Appended,
    AppendedJson,
    Chosen,
    DelimitedLayout,
    Delimiter,
    Guarded,
    JsonLayout,
    Output,
)
from coding_salary.cli.atomic_file import AtomicFile
from coding_salary.cli.flags import this_month
from coding_salary.cli.output import reason, say
from coding_salary.cli.progress import Bar, Patience
from coding_salary.cli.session import Session
from coding_salary.formats.records import Value
from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money
from coding_salary.profile.answers import AS_OF, COUNTRY, KEYS, Answers, Said
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import printable

if TYPE_CHECKING:
    from coding_salary.batch.json_rows import JsonLines
    from coding_salary.table.market import Market

CSV, TSV, JSONL = "csv", "tsv", "jsonl"
SEPARATORS = {CSV: ",", TSV: "\t"}
MOST_REASONS = 1_000
# A shorter file is done before a second process would be of use. A bar, whose thread no process should take
# along when it doubles, begins only after that.
SHORT_BYTES = 512 * 1024


class Job(NamedTuple):
    """What is asked of a batch: formats by their names, and where rows go."""

    kind: str
    shown: str
    fields: tuple[str, ...]
    prefix: str
    header: bool
    safe: bool
    output: str
    rejects: str | None
    fail_fast: bool


class Source(NamedTuple):
    """A file that is open for reading, under the name it was given."""

    name: str
    descriptor: int

    @property
    def length(self) -> int | None:
        """The bytes of a file; None for a pipe."""
        status = os.fstat(self.descriptor)
        return status.st_size if S_ISREG(status.st_mode) else None


class Run:
    """Reads rows, writes them with their results, and keeps count."""

    def __init__(
        self, job: Job, answers: Answers, bands: str | None, source: Source, patience: Patience
    ) -> None:
        """Open the table, read the header, choose how rows are written; raises SalaryError for each."""
        self.job, self.source, self.answers = job, source, answers
        session = Session(bands)
        self.table, self.areas = session.table, session.areas
        read_profile(self.table, answers, self.areas)  # what is said for every row must be right
        self.patience = patience
        self.lines = Lines(self._read)
        self.reader: Delimited | JsonLines
        self.columns: Columns
        self.output, self.reject_output = self._json() if job.kind == JSONL else self._delimited()
        basis = Basis(self.table, answers, self.columns.places, self.areas, self.output.piece, this_month)
        self.calculators = Calculators(basis)
        self.markets = {market.code: market for market in self.table.markets.values()}
        self.tallies: dict[str, tuple[Market, Tally]] = {}
        self.line = self.reader.next_line
        self.rows = self.bad = self.written = 0

    def _read(self, size: int) -> bytes:
        self.patience.waiting = True
        try:
            return os.read(self.source.descriptor, size)
        except OSError as error:
            raise ProfileError(
                [Problem(f"cannot read {printable(self.source.name)}: {reason(error)}")]
            ) from None
        finally:
            self.patience.waiting = False

    def _delimited(self) -> tuple[Output, Output]:
        job = self.job
        separator = SEPARATORS[job.kind]
        self.reader = reader = Delimited(self.lines, separator)
        self.columns = columns = Columns.read(reader.names, job.prefix)
        for note in columns.near_misses():
            say(f"note: {note}")
        own = Delimiter(separator, reader.line_end, job.safe)
        header = separator.join(map(own.cell, reader.names)) if job.safe else reader.header

        def appended(names: Sequence[str], *, shown: bool = True) -> Appended:
            titles = (own.cell(job.prefix + name) for name in names)
            line = separator.join((header, *titles)) + own.end if shown else ""
            return Guarded(own, line, names) if job.safe else Appended(own.piece, own.end, line, names)

        rejects = appended([ERROR])
        if job.shown == job.kind and not job.fields:
            return appended(RESULTS, shown=job.header), rejects
        return self._chosen(reader.line_end if job.shown != JSONL else "\n"), rejects

    def _json(self) -> tuple[Output, Output]:
        from json import dumps

        from coding_salary.batch.json_rows import JsonLines, Number

        job = self.job
        places = {key: index for index, key in enumerate(KEYS)}
        self.columns = Columns([], places, [job.prefix + name for name in RESULTS])
        chosen = bool(job.fields) or job.shown != JSONL
        self.reader = JsonLines(self.lines, self.columns.results, Number if chosen else str)

        keys = {name: f", {dumps(job.prefix + name)}: " for name in RESULTS}

        def piece(name: str, value: Value) -> str:
            # Thousands of amounts are written before the first row: a number needs no encoder.
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return keys[name] + (repr(value) if number else dumps(value))

        rejects = AppendedJson(piece, "}\n", "", [ERROR])
        return self._chosen("\n") if chosen else AppendedJson(piece, "}\n", ""), rejects

    def _chosen(self, end: str) -> Chosen:
        job = self.job
        written: Callable[[object], str] = str
        if JSONL in (job.shown, job.kind):
            from coding_salary.batch.json_rows import written
        layout = (
            JsonLayout(written)
            if job.shown == JSONL
            else DelimitedLayout(Delimiter(SEPARATORS[job.shown], end, job.safe), written)
        )
        return Chosen(self.columns, job.fields, layout, header=job.header)

    def work(self, bar: Bar) -> None:
        """Take the rows to where they go; whatever stops it, the rows before are written whole."""
        with (
            AtomicFile(self.job.output) as sink,
            AtomicFile(self.job.rejects or os.devnull) as rejects,
            bar,
            closing(self._done()) as pieces,
        ):
            waiting = [_encoded(self.output.header()), _encoded(self.reject_output.header())]
            for done in pieces:
                self._count(done)
                sink.write(waiting[0] + done.kept)
                rejects.write(waiting[1] + done.rejected)
                waiting = [b"", b""]
                self.written = self.rows
                if done.stopped:
                    return
                self.patience.check()
                bar.show(self.lines.bytes, self.rows)
            sink.write(waiting[0])
            rejects.write(waiting[1])

    def _done(self) -> Generator[Done, None, None]:
        """Yield what comes of the rows, in order; a long file is shared with a second process."""
        outputs = self.output, self.reject_output if self.job.rejects else None
        work = Work(self.lines, self.reader, self.calculators, outputs, fail_fast=self.job.fail_fast)
        lines: list[str] | None = self.reader.again
        while lines is not None and self.lines.bytes < SHORT_BYTES:
            yield work.done(lines)
            lines = self.lines.more()
        if lines is None:
            return
        yield work.done(lines)
        from coding_salary.batch.partner import partner_for

        with partner_for(work.apart) as partner:
            yield from InOrder(self.lines, work, partner, self._at_hand).done()

    def _at_hand(self) -> bool:
        """Whether bytes, or the end, can be read without waiting."""
        from select import POLLIN, poll

        poller = poll()
        poller.register(self.source.descriptor, POLLIN)
        return bool(poller.poll(0))

    def _count(self, done: Done) -> None:
        for line, text in done.bad:
            self._report(self.line + line, text)
        for code, steps in done.typical.items():
            market = self.markets[code]
            self._tally(market).add(steps, market.rounding)
        self.line += done.lines
        self.rows += done.rows

    def _tally(self, market: "Market") -> Tally:
        return self.tallies.setdefault(market.code, (market, Tally(market.rounding)))[1]

    def _report(self, line: int, text: str) -> None:
        self.bad += 1
        if self.bad <= MOST_REASONS:
            say(f"{printable(self.source.name)}:{line}: {printable(text)}")
        elif self.bad == MOST_REASONS + 1:
            where = self.job.rejects or "the output"
            say(f"more rows are bad: all reasons stand in the column {self.job.prefix}{ERROR} of {where}")

    def summary(self) -> str:
        """Return how many rows there were, how many were bad, and where the middle half of the pay lies."""
        rows = f"{self.rows:,} {'row' if self.rows == 1 else 'rows'}"
        parts = [f"{rows}, {self.bad:,} bad"]
        several = len(self.tallies) > 1
        for market, tally in self.tallies.values():
            if tally.counts:
                money = Money(market)
                low, high = (money.text(money.amount(amount)) for amount in tally.middle_half())
                where = f" of {market.name}" if several else ""
                parts.append(f"half of the typical results{where} are between {low} and {high}")
        return "; ".join(parts)

    def stale(self) -> list[str]:
        """Return what to say of wages that are old, unless the file says itself in which month's money."""
        from coding_salary.report.estimate import Report

        if isinstance(self.reader, Delimited) and AS_OF in self.columns.places:
            return []
        month = {key: said for key, said in self.answers.items() if key == AS_OF}
        asked = ({COUNTRY: (Said(code),), **month} for code in self.tallies)
        results = (estimate(self.table, read_profile(self.table, said, self.areas)) for said in asked)
        return [note for result in results for note in Report(self.table, result).stale(this_month())]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
