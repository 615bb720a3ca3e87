"""The sheets of a workbook that a batch writes: rows with their results as numbers, and a summary."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from coding_salary.batch.bulk import CURRENCY, ERROR, HOURLY
from coding_salary.batch.lookup import LEVEL, POSITION
from coding_salary.decisions.staff import Group, Staff
from coding_salary.formats.records import Value
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
