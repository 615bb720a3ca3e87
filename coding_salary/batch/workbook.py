"""A whole batch from one Excel workbook into another: people's rows with their results, and a summary."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from coding_salary.batch.bulk import ERROR, Block
from coding_salary.batch.columns import Columns
from coding_salary.batch.json_rows import piece_of
from coding_salary.batch.row_profiles import Rejections
from coding_salary.batch.run import Done, Job, Run, Setting
from coding_salary.batch.sheet_rows import Looks, SheetBlock, SheetRows, address, reader_of
from coding_salary.batch.sheets import Book
from coding_salary.batch.writers import Writer, passed
from coding_salary.formats.records import Value
from coding_salary.profile.answers import AS_OF, Answers
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, quoted


class WorkbookRun(Run):
    """Turns the rows of a sheet into a workbook, and keeps count of them."""

    reader: SheetRows  # type: ignore[assignment]  # it reads cells, not bytes

    def __init__(
        self, job: Job, answers: Answers, setting: Setting, file: BinaryIO, *, summed: bool = False
    ) -> None:
        """Find the sheet and its header; raises ProfileError for what cannot be used.

        A run that is to be `summed` up alone makes no workbook.
        """
        self.file = file
        super().__init__(job, answers, setting, file.read)
        self.rejections = Rejections(self._context(answers, setting))
        self.book = None if summed else Book(setting.bands)
        self.chosen = self._chosen()

    @property
    def dated(self) -> bool:
        """Whether a column of the file says in which month's money each row is."""
        return AS_OF in self.columns.places

    def _open(self) -> Columns:
        job = self.job
        self.reader = SheetRows(self.file, self._headings(), job.sheet, job.others)
        self.writer = Writer(piece_of(""), "", "", job.results)
        self.places = job.places(self.reader.names)
        return Columns.read(self.reader.names, self._headings(), self._names())

    def _chosen(self) -> Sequence[int]:
        names = [*self.columns.names, *self.columns.results]
        unknown = [name for name in self.job.fields if name not in names]
        if unknown:
            hints = ((name, nearest(name, names, f"use {listed(names)}")) for name in unknown)
            raise ProfileError(Problem(f"unknown field {quoted(name)}: {hint}") for name, hint in hints)
        return [names.index(name) for name in self.job.fields] or range(len(names))

    def done(self) -> Iterator[Done]:
        """Yield what comes of the rows, in order, and at the end the workbook."""
        names = [*self.columns.names, *self.columns.results]
        if self.book:
            self.book.start([names[place] for place in self.chosen])
        for rows in self.reader.rows(self._looks()):
            yield Done(b"", b"", self._written(rows))
        if self.book:
            sentences = [self.tally, *self.ranges()]
            self.book.summarize(sentences, self.staff if self.job.pay is not None else None)
            yield Done(self.book.content(), b"", ())

    def _looks(self) -> Looks:
        """Return how to read each column that is looked at."""
        looks: Looks = {place: reader_of(key) for key, place in self.columns.places.items()}
        looks |= {place: reader_of(None) for place in self.places}
        return looks | {place: reader_of(None, pay=True) for place in self.places[:1]}

    def _written(self, rows: SheetBlock) -> list[tuple[int | str, str]]:
        """Put rows into the workbook; returns where each bad one is wrong, and why."""
        results = self._results(rows)
        self._count(rows, results, len(results.refused))
        bad: list[tuple[int | str, str]] = []
        for index, raw in enumerate(rows.raw):
            values = self._values(results, index)
            if index in results.refused:
                where, reasons = self._located(rows, index, results.refused[index])
                values[ERROR] = reasons
                bad.append((where, reasons.removeprefix(f"{where.rpartition('!')[2]}: ")))
            if self.book:
                cells = [*map(self.book.copied, raw), *self.book.results(values)]
                self.book.sheet.append([cells[place] for place in self.chosen])
        return bad

    def _values(self, results: Block, index: int) -> dict[str, Value]:
        if index in results.refused:
            return dict.fromkeys(self.job.results)
        from json import loads

        found: dict[str, Value] = loads("{" + results.results[index].removeprefix(", ") + "}")
        return found

    def _located(self, rows: SheetBlock, index: int, reasons: Sequence[str]) -> tuple[str, str]:
        """Return the first cell that is wrong, with its sheet, and all reasons, each with its cell."""
        cells, number = rows.cells[index], rows.lines[index]
        places = {reason: place for place, reason in self.rejections.located(passed(cells))}
        for reason in reasons:
            named = reason.partition(": ")[0]
            if reason not in places and named in self.columns.names:
                places[reason] = self.columns.names.index(named)
        found = {reason: address(places[reason], number) for reason in reasons if reason in places}
        first = next(iter(found.values()), str(number))
        told = (f"{found[reason]}: {reason}" if reason in found else reason for reason in reasons)
        return f"{self.reader.title}!{first}", "; ".join(told)
