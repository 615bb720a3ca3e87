"""A whole batch from one Excel workbook into another: people's rows with their results, and a summary."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from coding_salary.batch.bulk import CURRENCY, ERROR, HOURLY, Block
from coding_salary.batch.columns import Columns
from coding_salary.batch.json_rows import piece_of, values_of
from coding_salary.batch.lookup import LEVEL, POSITION
from coding_salary.batch.row_profiles import Rejections
from coding_salary.batch.run import Done, Job, Run, Setting
from coding_salary.batch.sheet_rows import Looks, SheetBlock, SheetRows, address, reader_of
from coding_salary.batch.writers import Writer, passed
from coding_salary.decisions.staff import Group, Staff
from coding_salary.formats.records import Value, check_fields
from coding_salary.profile.answers import Answers
from coding_salary.table.bands import Bands
from coding_salary.table.occupations import HOUR

TEXTS = {LEVEL, CURRENCY, ERROR, "verdict"}
PLAIN = {POSITION: "0.0", "pay_percentile": "0.0", "compa_ratio": "0.00"}
WHOLE, CENTS, GENERAL = "#,##0", "#,##0.00", "General"
MIN_WIDTH, MAX_WIDTH = 10, 40  # in characters
COST = "cost_to_25th"
HEADINGS = {
    "group": "Group",
    "people": "People",
    "left_out": "Left out",
    "middle_compa_ratio": "Middle compa-ratio",
    "below_25th": "Below the 25th percentile",
    "below_25th_percent": "Share in percent",
    COST: "Cost to the 25th percentile, a year",
    CURRENCY: "Currency",
}
GROUP_FORMATS = {"middle_compa_ratio": "0.00", "below_25th_percent": "0.0"}


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

    def _open(self) -> Columns:
        job = self.job
        self.reader = SheetRows(self.file, self._headings(), job.sheet, job.others)
        self.writer = Writer(piece_of(""), "", "", job.results)
        self.places = job.places(self.reader.names)
        return Columns.read(self.reader.names, self._headings(), self._names())

    def _chosen(self) -> Sequence[int]:
        names = [*self.columns.names, *self.columns.results]
        check_fields(self.job.fields, names)
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
        return values_of(results.results[index])

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


class Book:
    """A workbook that is written row by row; every text stays a text, whatever it begins with."""

    def __init__(self, bands: Bands) -> None:
        """Begin with a sheet for the rows."""
        from openpyxl import Workbook

        self.bands = bands
        self.book = Workbook(write_only=True)
        self.sheet: Any = self.book.create_sheet("Pay")
        self.symbols = {market.currency: market.symbol for market in bands.markets.values()}
        self.amounts = CENTS if bands.home.period == HOUR else WHOLE
        # A cell is made once for each way to show a result, and gets another value in every row.
        self.cells: dict[tuple[str, Value], Any] = {}

    def start(self, names: Sequence[str]) -> None:
        """Write the names of the columns, which stay in sight."""
        self._head(self.sheet, names)
        self.sheet.append(list(map(self._bold, names)))

    def results(self, values: Mapping[str, Value]) -> Iterator[object]:
        """Yield the results of a row, numbers as numbers, in the money of the row."""
        currency = values[CURRENCY]
        for name, value in values.items():
            if value is None or name in TEXTS:
                yield self._text(str(value)) if value is not None else None
                continue
            cell = self.cells.get((name, currency))
            if cell is None:
                cell = self.cells[name, currency] = self._cell(value, self._format(name, str(currency)))
            cell.value = value
            yield cell

    def copied(self, cell: Any) -> object:
        """Return a cell of another workbook as one of this: its value as it is shown there."""
        if cell is None or cell.value is None:
            return None
        if isinstance(cell.value, str):
            return self._text(cell.value)
        return cell.value if cell.number_format == GENERAL else self._cell(cell.value, cell.number_format)

    def summarize(self, sentences: Iterable[str], staff: Staff | None) -> None:
        """Write a sheet with what is to be said of all rows, and of the groups of a staff."""
        sheet: Any = self.book.create_sheet("Summary")
        self._head(sheet, list(HEADINGS.values()), freeze=False)
        for sentence in sentences:
            sheet.append([self._text(sentence)])
        sheet.append([self._text(f"Table {self.bands.version} of coding-salary")])
        if staff is None:
            return
        sheet.append([])
        sheet.append(list(map(self._bold, HEADINGS.values())))
        groups = staff.groups() if any(staff.tallies) else []
        for group in (*groups, *staff.total()):
            sheet.append(list(self._group(group)))

    def content(self) -> bytes:
        """Return the workbook as bytes."""
        content = BytesIO()
        self.book.save(content)
        return content.getvalue()

    def _group(self, group: Group) -> Iterator[object]:
        for name, value in group._asdict().items():
            if isinstance(value, str) or value is None:
                yield self._text(value or "")
            else:
                money = self._money(WHOLE, group.currency) if name == COST else WHOLE
                yield self._cell(value, GROUP_FORMATS.get(name, money))

    def _format(self, name: str, currency: str) -> str:
        return PLAIN.get(name) or self._money(CENTS if name == HOURLY else self.amounts, currency)

    def _money(self, number: str, currency: str) -> str:
        return f'"{self.symbols.get(currency, "")}"{number}'

    def _text(self, text: str) -> object:
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        text = ILLEGAL_CHARACTERS_RE.sub("", text)
        if not text.startswith("="):
            return text
        cell = self._cell(text, GENERAL)
        cell.data_type = "s"
        return cell

    def _bold(self, text: str) -> Any:
        from openpyxl.styles import Font

        cell = self._cell("", GENERAL)
        cell.value, cell.data_type, cell.font = text, "s", Font(bold=True)
        return cell

    def _cell(self, value: Any, number_format: str) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self.sheet, value=value)
        cell.number_format = number_format
        return cell

    def _head(self, sheet: Any, names: Sequence[str], *, freeze: bool = True) -> None:
        from openpyxl.utils import get_column_letter

        sheet.freeze_panes = "A2" if freeze else None
        for place, name in enumerate(names, 1):
            width = min(max(len(name) + 2, MIN_WIDTH), MAX_WIDTH)
            sheet.column_dimensions[get_column_letter(place)].width = width
