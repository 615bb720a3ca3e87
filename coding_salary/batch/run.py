"""A whole batch: rows in, and out with their results, in bounded memory."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.batch.bulk import ERROR, RESULTS, Block, Calculators
from coding_salary.batch.columns import Columns, Headings, column_named
from coding_salary.batch.csv_rows import SEMICOLON, CsvRows, Rows
from coding_salary.batch.line_reader import LineReader
from coding_salary.batch.row_profiles import PAY_RESULTS, BatchContext, PayColumn
from coding_salary.batch.writers import ChosenCells, CsvFormat, CsvWriter, Writer, passed
from coding_salary.decisions.staff import Group, Histogram, Staff
from coding_salary.model.money import Money
from coding_salary.numbers import half_up
from coding_salary.profile.answers import AS_OF, KEYS, Answers
from coding_salary.profile.profile import read_profile
from coding_salary.table.bands import Bands
from coding_salary.table.places import LoadAreas
from coding_salary.table.side_tables import beside
from coding_salary.table.synonyms import HEADERS

if TYPE_CHECKING:
    from coding_salary.batch.json_rows import JsonRows

CSV, TSV, JSONL, XLSX = "csv", "tsv", "jsonl", "xlsx"
TAB = "\t"
MANY = 10  # fewer estimates have no middle half worth a word


class Job(NamedTuple):
    """What is asked of a batch; `kind` is the format of its input and output."""

    kind: str
    fields: tuple[str, ...] = ()
    prefix: str = ""
    header: bool = True
    safe: bool = False
    rejects: bool = False
    fail_fast: bool = False
    ignore_columns: bool = False
    pay: str | None = None
    pay_unit: str = ""
    group_by: str | None = None
    sheet: str | None = None

    @property
    def results(self) -> tuple[str, ...]:
        """What is worked out for each row."""
        return RESULTS if self.pay is None else (*RESULTS, *PAY_RESULTS)

    @property
    def others(self) -> list[str]:
        """The columns that are looked at and are no answers."""
        return [name for name in (self.pay, self.group_by) if name is not None]

    def places(self, names: Sequence[str]) -> list[int]:
        """Return where those columns stand among the names of a file; raises ProfileError for none."""
        flags = ("--pay", "--group-by")
        return [column_named(*pair, names) for pair in zip(self.others, flags, strict=False)]


class Setting(NamedTuple):
    """What the rows of a batch are estimated with: the open table, its areas, and which month it is."""

    bands: Bands
    areas: LoadAreas
    today: Callable[[], str]


class Done(NamedTuple):
    """What came of some rows: what to write, also to the rejects, and of each bad row its line and why."""

    kept: bytes
    rejected: bytes
    bad: Sequence[tuple[int | str, str]]


class Run:
    """Turns bytes of rows into bytes of rows with their results, and keeps count of them.

    What synonyms were `taken` for is to be said after it. Whoever writes rows notes how many are `written`.
    """

    def __init__(self, job: Job, answers: Answers, setting: Setting, read: Callable[[int], bytes]) -> None:
        """Read the header and choose how rows are written; raises ProfileError for what cannot be used."""
        self.job, self.bands = job, setting.bands
        read_profile(setting.bands, answers, setting.areas)  # what is said for every row must be right
        self.source = LineReader(read)
        self.reader: CsvRows | JsonRows
        self.writer: Writer
        self.rejects: Writer
        # Where the pay and the group of a row stand, of those that are asked for.
        self.places: list[int] = []
        self.taken: dict[str, str] = {}
        self.floors: set[str] = set()
        self.columns = self._open()
        self.calculators = Calculators(self._context(answers, setting))
        self.counts: dict[str, Histogram] = {}
        self.staff = Staff()
        self.rows = self.bad = self.written = 0

    def _context(self, answers: Answers, setting: Setting) -> BatchContext:
        job, pay = self.job, None
        if job.pay is not None:
            commas = isinstance(self.reader, CsvRows) and self.reader.separator == SEMICOLON
            name = self.columns.names[self.places[0]] if self.columns.names else job.pay
            pay = PayColumn(self.places[0], name, job.pay_unit, commas)
        return BatchContext(
            bands=setting.bands,
            answers=answers,
            columns=self.columns.places,
            areas=setting.areas,
            piece=self.writer.piece,
            today=setting.today,
            taken=self.taken,
            pay=pay,
            floors=self.floors,
        )

    @property
    def dated(self) -> bool:
        """Whether a column of the file says in which month's money each row is."""
        return self.job.kind != JSONL and AS_OF in self.columns.places

    def _open(self) -> Columns:
        return self._open_json() if self.job.kind == JSONL else self._open_csv()

    def _names(self) -> list[str]:
        return [self.job.prefix + name for name in self.job.results]

    def _headings(self) -> Headings:
        return Headings(beside(HEADERS, self.bands.path), self.job.ignore_columns)

    def _open_csv(self) -> Columns:
        job = self.job
        self.reader = reader = CsvRows(self.source, TAB if job.kind == TSV else None)
        columns = Columns.read(reader.names, self._headings(), self._names())
        self.places = job.places(reader.names)
        separator = reader.separator
        own = CsvFormat(separator, reader.line_end, job.safe)
        header = separator.join(map(own.cell, reader.names)) if job.safe else reader.header

        def titled(names: Sequence[str]) -> str:
            return reader.preface + separator.join((header, *map(own.cell, names))) + own.end

        self.rejects = CsvWriter(own, titled([job.prefix + ERROR]), [ERROR])
        if job.fields:
            header = reader.preface + own.line(job.fields) if job.header else ""
            names = [*columns.names, *columns.results]
            self.writer = ChosenCells(own, names, job.fields, header, job.results)
        else:
            self.writer = CsvWriter(own, titled(columns.results) if job.header else "", job.results)
        return columns

    def _open_json(self) -> Columns:
        from coding_salary.batch.json_rows import (
            END,
            AnswerKeys,
            ChosenKeys,
            JsonRows,
            JsonWriter,
            Number,
            piece_of,
        )

        job = self.job
        piece, results = piece_of(job.prefix), self._names()
        keys = AnswerKeys(results, self._headings()._replace(kind="key"), job.others)
        self.reader = JsonRows(self.source, keys, Number if job.fields else str)
        self.writer = (
            ChosenKeys(job.fields, results) if job.fields else JsonWriter(piece, END, "", job.results)
        )
        self.places = [len(KEYS) + index for index in range(len(job.others))]
        self.rejects = JsonWriter(piece, END, "", [ERROR])
        return Columns([], {key: index for index, key in enumerate(KEYS)}, results)

    def done(self) -> Iterator[Done]:
        """Yield what comes of the rows, in order; the headers come with the first of them."""
        head, rejects_head = self.writer.header, self.rejects.header
        for rows in self.reader.blocks():
            kept, rejected, bad = self._answered(rows)
            yield Done(_encoded(head, kept), _encoded(rejects_head, rejected), bad)
            head = rejects_head = ""
            if bad and self.job.fail_fast:
                return
        if head or rejects_head:
            yield Done(_encoded(head, ()), _encoded(rejects_head, ()), ())

    def _answered(self, rows: Rows) -> tuple[list[str], list[str], list[tuple[int, str]]]:
        """Return the lines of some rows, the rejected ones, and what is wrong with those that are bad."""
        results = self._results(rows)
        refused = {index: "; ".join(reasons) for index, reasons in results.refused.items()}
        bad = [(rows.lines[index], reason) for index, reason in refused.items()]
        if refused and self.job.fail_fast:
            bad = bad[:1]
            results = self._results(rows := rows.cut(min(refused)))
            refused = {}
        lines = self.writer.lines(rows, results)
        self._count(rows, results, len(bad))
        writer = self.rejects if self.job.rejects else self.writer
        rejected = {index: writer.refused(rows, index, reason) for index, reason in refused.items()}
        if self.job.rejects:
            return lines, list(rejected.values()), bad
        for index, line in rejected.items():
            lines[index] = line
        return lines, [], bad

    def _results(self, rows: Rows) -> Block:
        return self.calculators.results(self.writer.texts(rows), rows.cells, self.writer.end)

    def _count(self, rows: Rows, results: Block, bad: int) -> None:
        self.rows += len(results.results)
        self.bad += bad
        for code, steps in results.typical.items():
            self.counts.setdefault(code, Histogram(self._money(code).step)).add(steps)
        for index, cells in enumerate(rows.cells if self.job.pay is not None else ()):
            self.staff.add(self._group(passed(cells)), results.standings.get(index))

    def _group(self, cells: Sequence[str]) -> str:
        """Return the group of a row: of one that could not be read what there is of it."""
        place = self.places[-1]
        return cells[place].strip() if self.job.group_by is not None and place < len(cells) else ""

    @property
    def tally(self) -> str:
        """How many rows there were, and how many of them failed."""
        errors = f"{self.bad:,} error{'' if self.bad == 1 else 's'}" if self.bad else "no errors"
        return f"{self.rows:,} {'row' if self.rows == 1 else 'rows'}, {errors}"

    def summary(self) -> str:
        """Return the tally, where the middle half of many estimates lies, and on its own line the pay."""
        asked = self.job.pay is not None and self.job.group_by is None
        pay = map(self._pay_in_words, self.staff.total() if asked else ())
        return "\n".join((". ".join((self.tally, *self.ranges())) + ".", *pay))

    def ranges(self) -> Iterator[str]:
        """Yield where the middle half of the estimates lies, for each market that has many."""
        for code, counts in self.counts.items():
            if counts.counts.total() < MANY:
                continue
            money = self._money(code)
            low, high = (money.text(half_up(amount, money.step)) for amount in counts.middle_half())
            where = f" in {money.market.name}" if len(self.counts) > 1 else ""
            each = f" {money.each}" if money.hours else ""
            yield f"Middle half of estimates{where}: {low} to {high}{each}"

    def _money(self, code: str) -> Money:
        market = self.bands.markets[code]
        return Money.asked(market, market.hours_per_year)

    def _pay_in_words(self, everyone: Group) -> str:
        if not everyone.people:
            return "Nobody's pay was compared."
        markets = self.bands.markets.values()
        money = Money(next(market for market in markets if market.currency == everyone.currency))
        return (
            f"Pay of {everyone.people:,}: middle compa-ratio {everyone.middle_compa_ratio:.2f},"
            f" {everyone.below_25th:,} below the 25th percentile,"
            f" {money.text(everyone.cost_to_25th)} a year to reach it."
        )


def _encoded(head: str, lines: Sequence[str]) -> bytes:
    return "".join((head, *lines)).encode("utf-8", "surrogateescape")
