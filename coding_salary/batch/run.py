"""A whole batch: rows in, and out with their results, in bounded memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.batch.bulk import ERROR, RESULTS, Block, Calculators
from coding_salary.batch.csv_rows import CsvRows, Rows
from coding_salary.batch.line_reader import LineReader
from coding_salary.batch.row_profiles import BatchContext
from coding_salary.batch.writers import ChosenCells, CsvFormat, CsvWriter, Writer
from coding_salary.model.money import Money
from coding_salary.profile.answers import AS_OF, KEYS, Answers, key_of
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.places import LoadAreas

if TYPE_CHECKING:
    from coding_salary.batch.json_rows import JsonRows

CSV, TSV, JSONL = "csv", "tsv", "jsonl"
SEPARATORS = {CSV: ",", TSV: "\t"}
MIN_LIKENESS = 0.8
MAX_BINS = 20_000


class Job(NamedTuple):
    """What is asked of a batch; `kind` is the format of its input and output."""

    kind: str
    fields: tuple[str, ...] = ()
    prefix: str = ""
    header: bool = True
    safe: bool = False
    rejects: bool = False
    fail_fast: bool = False


class Setting(NamedTuple):
    """What the rows of a batch are estimated with: the open table, its areas, and which month it is."""

    bands: Bands
    areas: LoadAreas
    today: Callable[[], str]


class Columns(NamedTuple):
    """The names of a file in its order, where each answer stands among them, and the names of the results."""

    names: Sequence[str]
    places: Mapping[str, int]
    results: Sequence[str]

    @classmethod
    def read(cls, names: Sequence[str], prefix: str) -> "Columns":
        """Find the answers among the names of a file; raises ProfileError with everything wrong with them."""
        results = [prefix + name for name in RESULTS]
        places: dict[str, int] = {}
        problems = []
        for index, name in enumerate(names):
            key = key_of(name)
            if key in places:
                both = f"{quoted(names[places[key]])} and {quoted(name)}"
                problems.append(f"two columns say {key}, {both}: keep one of them")
            if key in KEYS:
                places.setdefault(key, index)
            if name.strip() in results:
                problems.append(
                    f"the column {quoted(name)} has the name of a result: rename it, or set the results apart"
                    " with a --prefix such as salary_"
                )
        if not places:
            problems.append(
                f"no column says anything of a person: name one of them as a flag is named, {listed(KEYS)}"
            )
        if problems:
            raise ProfileError(map(Problem, problems))
        return cls(names, places, results)

    def near_misses(self) -> list[str]:
        """Return what to say of columns that pass through and are named almost as a flag that has none."""
        from difflib import get_close_matches

        free = [key for key in KEYS if key not in self.places]
        notes = []
        for name in self.names:
            word = key_of(name)
            begun = [key for key in free if word.startswith(key)]
            near = begun or get_close_matches(word, free, n=1, cutoff=MIN_LIKENESS)
            if word not in KEYS and near:
                notes.append(f"the column {quoted(name)} passes through unread: did you mean {near[0]}?")
        return notes


class Histogram:
    """Amounts counted in steps; where there are too many different ones, in bins of more and more steps."""

    def __init__(self, step: float) -> None:
        """Start with nothing counted; `step` is in currency."""
        self.step, self.width = step, 1
        self.counts: Counter[int] = Counter()

    def add(self, amounts: Iterable[int]) -> None:
        """Count amounts that are given in steps."""
        self.counts.update(amounts if self.width == 1 else (steps // self.width for steps in amounts))
        while len(self.counts) > MAX_BINS:
            self._widen()

    def _widen(self) -> None:
        before, self.counts = self.counts, Counter()
        for bin, count in before.items():
            self.counts[bin // 2] += count
        self.width *= 2

    def middle_half(self) -> tuple[float, float]:
        """Return the quarter points of what was counted; there must be something."""
        total = self.counts.total()
        return self._at(total / 4), self._at(total * 3 / 4)

    def _at(self, rank: float) -> float:
        passed = 0
        for bin in sorted(self.counts):
            passed += self.counts[bin]
            if passed >= rank:
                break
        return bin * self.width * self.step


class Done(NamedTuple):
    """What came of some rows: what to write, also to the rejects, and of each bad row its line and why."""

    kept: bytes
    rejected: bytes
    bad: Sequence[tuple[int, str]]


class Run:
    """Turns bytes of rows into bytes of rows with their results, and keeps count of them.

    `notes` are to be said before anything is written, and what synonyms were `taken` for after it.
    """

    def __init__(self, job: Job, answers: Answers, setting: Setting, read: Callable[[int], bytes]) -> None:
        """Read the header and choose how rows are written; raises ProfileError for what cannot be used."""
        self.job, self.bands = job, setting.bands
        read_profile(setting.bands, answers, setting.areas)  # what is said for every row must be right
        self.source = LineReader(read)
        self.notes: list[str] = []
        self.reader: CsvRows | JsonRows
        self.writer: Writer
        self.rejects: Writer
        self.columns = self._open_json() if job.kind == JSONL else self._open_csv()
        self.taken: dict[str, str] = {}
        write, today = self.writer.piece, setting.today
        context = BatchContext(
            setting.bands, answers, self.columns.places, setting.areas, write, today, self.taken
        )
        self.calculators = Calculators(context)
        self.counts: dict[str, Histogram] = {}
        self.rows = self.bad = 0

    @property
    def dated(self) -> bool:
        """Whether a column of the file says in which month's money each row is."""
        return self.job.kind != JSONL and AS_OF in self.columns.places

    def _open_csv(self) -> Columns:
        job, separator = self.job, SEPARATORS[self.job.kind]
        self.reader = reader = CsvRows(self.source, separator)
        columns = Columns.read(reader.names, job.prefix)
        self.notes = columns.near_misses()
        own = CsvFormat(separator, reader.line_end, job.safe)
        header = separator.join(map(own.cell, reader.names)) if job.safe else reader.header

        def titled(names: Sequence[str]) -> str:
            return separator.join((header, *(own.cell(job.prefix + name) for name in names))) + own.end

        self.rejects = CsvWriter(own, titled([ERROR]), [ERROR])
        if job.fields:
            self.writer = ChosenCells(own, [*columns.names, *columns.results], job.fields, header=job.header)
        else:
            self.writer = CsvWriter(own, titled(RESULTS) if job.header else "")
        return columns

    def _open_json(self) -> Columns:
        from coding_salary.batch.json_rows import END, ChosenKeys, JsonRows, JsonWriter, Number, piece_of

        job = self.job
        piece, results = piece_of(job.prefix), [job.prefix + name for name in RESULTS]
        self.reader = JsonRows(self.source, results, Number if job.fields else str)
        self.writer = ChosenKeys(job.fields, results) if job.fields else JsonWriter(piece, END, "")
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
        self._count(results, len(bad))
        writer = self.rejects if self.job.rejects else self.writer
        rejected = {index: writer.refused(rows, index, reason) for index, reason in refused.items()}
        if self.job.rejects:
            return lines, list(rejected.values()), bad
        for index, line in rejected.items():
            lines[index] = line
        return lines, [], bad

    def _results(self, rows: Rows) -> Block:
        return self.calculators.results(self.writer.texts(rows), rows.cells, self.writer.end)

    def _count(self, results: Block, bad: int) -> None:
        self.rows += len(results.results)
        self.bad += bad
        for code, steps in results.typical.items():
            step = self.bands.markets[code].rounding
            self.counts.setdefault(code, Histogram(step)).add(steps)

    def summary(self) -> str:
        """Return how many rows there were, how many were bad, and where the middle half of the pay lies."""
        parts = [f"{self.rows:,} {'row' if self.rows == 1 else 'rows'}, {self.bad:,} bad"]
        for code, counts in self.counts.items():
            if not counts.counts:
                continue
            money = Money(market := self.bands.markets[code])
            low, high = (money.text(money.amount(amount)) for amount in counts.middle_half())
            where = f" of {market.name}" if len(self.counts) > 1 else ""
            parts.append(f"half of the typical results{where} are between {low} and {high}")
        return "; ".join(parts)


def _encoded(head: str, lines: Sequence[str]) -> bytes:
    return "".join((head, *lines)).encode("utf-8", "surrogateescape")
