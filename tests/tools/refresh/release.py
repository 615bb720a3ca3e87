"""One release of the official wages, as the workbooks of the Bureau of Labor Statistics hold it."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isfinite
from pathlib import Path
from typing import Any

from coding_salary.reading.errors import Mark, Problem, TableError, UnreadableError
from coding_salary.reading.words import listed, quoted

NATION = "US"
ALL_OWNERS = "1235"
STATE_KINDS = ("nation", "state", "territory")
KINDS = dict(zip("12346", (*STATE_KINDS, "metropolitan", "nonmetropolitan"), strict=True))
CODE_LENGTHS = {"metropolitan": 5, "nonmetropolitan": 7}
WAGES = {"A_PCT10": "p10", "A_PCT25": "p25", "A_MEDIAN": "p50", "A_PCT75": "p75", "A_PCT90": "p90"}
ERROR = "MEAN_PRSE"
JOBS, PER_1000, QUOTIENT = "TOT_EMP", "JOBS_1000", "LOC_QUOTIENT"
COLUMNS = (
    *("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "I_GROUP", "OWN_CODE"),
    *("OCC_CODE", "OCC_TITLE", "O_GROUP", JOBS, PER_1000, QUOTIENT, ERROR, *WAGES),
)
UNPUBLISHED = ("", "*", "**", "~")
TOP_CODED = "#"
AMOUNT = re.compile(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,9}", re.ASCII)
SHARE = re.compile(r"[0-9]{1,4}(\.[0-9]+)?|\.[0-9]+", re.ASCII)
PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]+)?", re.ASCII)
STATES = re.compile(r", ([A-Z]{2}(?:-[A-Z]{2})*)$", re.ASCII)
YEAR = re.compile(r"_M_?([0-9]{4})", re.ASCII)


@dataclass(frozen=True)
class Cell:
    """What is published of one occupation in one place; `inf` is top-coded, None not published."""

    mark: Mark
    title: str
    jobs: str
    wages: tuple[float | None, ...]
    error: str
    per_1000: str
    quotient: str

    @property
    def complete(self) -> bool:
        return bool(self.error) and all(wage is not None and isfinite(wage) for wage in self.wages)

    @property
    def published(self) -> bool:
        return any(wage is not None and isfinite(wage) for wage in self.wages)

    @property
    def texts(self) -> list[str]:
        """The five wages and the error as they are written, blank where there is none."""
        return [f"{wage:.0f}" if wage is not None and isfinite(wage) else "" for wage in self.wages] + [
            self.error
        ]

    @property
    def gaps(self) -> str:
        """Say which wages are missing and why: `p75 and p90 top-coded`."""
        names = (*WAGES.values(), "error")
        top = [name for name, wage in zip(names, self.wages, strict=False) if wage == inf]
        none = [
            name for name, wage in zip(names, (*self.wages, self.error or None), strict=True) if wage is None
        ]
        if len(none) == len(names):
            return "suppressed"
        parts = [f"{listed(top, 'and')} top-coded"] if top else []
        return ", ".join([*parts, f"{listed(none, 'and')} suppressed"] if none else parts)


@dataclass(frozen=True)
class ReleasedArea:
    """A metropolitan or nonmetropolitan area as the release names it."""

    code: str
    kind: str
    name: str
    state: str

    @property
    def states(self) -> tuple[str, ...]:
        """All states it reaches into: only the end of a metropolitan area's name says them."""
        found = STATES.search(self.name)
        return tuple(found[1].split("-")) if found else (self.state,)


@dataclass(frozen=True)
class Row:
    """A line of a sheet: its cells as text, where it stands, and where its faults go."""

    cells: dict[str, str]
    mark: Mark
    problems: list[Problem]

    def fault(self, column: str, message: str) -> None:
        self.problems.append(Problem(message, self.mark, column))

    @property
    def counts(self) -> bool:
        """Whether it is of all industries and owners, and of no group that holds other occupations."""
        return (
            self.cells["I_GROUP"].casefold() == "cross-industry"
            and not self.cells["NAICS"].strip("0")
            and self.cells["OWN_CODE"] == ALL_OWNERS
            and self.cells["O_GROUP"].casefold() in {"total", "detailed"}
        )

    def place(self, kind: str) -> str:
        """The code of the place; a spreadsheet may have taken the leading zeros of an area's."""
        if kind == "nation":
            return NATION
        area = kind in CODE_LENGTHS
        return self.cells["AREA"].zfill(CODE_LENGTHS[kind]) if area else self.cells["PRIM_STATE"]

    def cell(self) -> Cell:
        wages = tuple(self.wage(column) for column in WAGES)
        known = [(column, wage) for column, wage in zip(WAGES, wages, strict=True) if wage is not None]
        for (_, lower), (column, upper) in pairwise(known):
            if upper < lower:
                before = "a top-coded wage" if lower == inf else f"{lower:,.0f}"
                self.fault(column, f"percentiles ascend: {upper:,.0f} follows {before}")
        return Cell(
            mark=self.mark,
            title=self.cells["OCC_TITLE"],
            jobs=self.jobs(),
            wages=wages,
            error=self.error(),
            per_1000=self.share(PER_1000, ".3f"),
            quotient=self.share(QUOTIENT, ".2f"),
        )

    def wage(self, column: str) -> float | None:
        return inf if self.cells[column] == TOP_CODED else self.amount(column)

    def jobs(self) -> str:
        jobs = self.amount(JOBS)
        return "" if jobs is None else f"{jobs:.0f}"

    def amount(self, column: str) -> float | None:
        text = self.cells[column]
        if text in UNPUBLISHED:
            return None
        if not AMOUNT.fullmatch(text):
            self.fault(column, f"expected a whole number or one of the marks * ** # ~, found {quoted(text)}")
            return None
        return float(text.replace(",", ""))

    def share(self, column: str, form: str) -> str:
        text = self.cells[column]
        if text in UNPUBLISHED:
            return ""
        if not SHARE.fullmatch(text):
            self.fault(
                column, f"expected a number such as 1.101 or one of the marks * **, found {quoted(text)}"
            )
            return ""
        return format(float(text), form)

    def error(self) -> str:
        text = self.cells[ERROR]
        if text in (*UNPUBLISHED, TOP_CODED):
            return ""
        if not PERCENT.fullmatch(text):
            self.fault(ERROR, f"expected a percentage such as 1.9, found {quoted(text)}")
            return ""
        return f"{float(text):.1f}"


class Release:
    """The wages of the occupations asked for, by place and occupation, and the areas of the release.

    `jobs` are the occupations of the table, `careers` those beside them.
    """

    def __init__(self, careers: Collection[str], jobs: Collection[str]) -> None:
        self.careers = careers
        self.jobs = jobs
        self.cells: dict[tuple[str, str], Cell] = {}
        self.areas: dict[str, ReleasedArea] = {}
        self.kinds: Counter[str] = Counter()
        self.ignored = 0
        self.problems: list[Problem] = []

    def read(self, path: str) -> None:
        """Add what a file holds; a file that adds nothing is the wrong one."""
        before = self.kinds.total()
        try:
            for row in _rows(path, self.problems):
                self.take(row)
        except UnreadableError as stopped:
            self.problems.append(stopped.problem)
            return
        if self.kinds.total() == before:
            self.problems.append(
                Problem("no row of all industries and owners that is needed", Mark(path, 1, 1))
            )

    def take(self, row: Row) -> None:
        """Add a row, if it is one that counts."""
        code = row.cells["OCC_CODE"]
        if not (code in self.careers or code in self.jobs) or not row.counts:
            self.ignored += 1
            return
        kind = KINDS.get(row.cells["AREA_TYPE"])
        if kind is None:
            row.fault("AREA_TYPE", f"expected {listed(KINDS)}, found {quoted(row.cells['AREA_TYPE'])}")
            return
        self.kinds[kind] += 1
        if kind in CODE_LENGTHS:
            self.note_area(row, kind)
        self.note_cell(row, row.place(kind), code)

    def note_area(self, row: Row, kind: str) -> None:
        code = row.place(kind)
        area = ReleasedArea(code, kind, row.cells["AREA_TITLE"], row.cells["PRIM_STATE"])
        if self.areas.setdefault(code, area) != area:
            row.fault("AREA", f"{code} has another name, kind or state here than before")

    def note_cell(self, row: Row, place: str, code: str) -> None:
        cell = row.cell()
        first = self.cells.setdefault((place, code), cell)
        if first is not cell:
            row.fault(
                "OCC_CODE", f"a second row for {place}, {code}, first in {first.mark}: keep one of them"
            )


def read_release(paths: Iterable[str], careers: Collection[str], jobs: Collection[str], year: str) -> Release:
    """Read all files of a release; raises TableError with every problem found."""
    release = Release(careers, jobs)
    for path in paths:
        said = YEAR.search(Path(path).name)
        if said and said[1] != year:
            message = f"the name says that these are the wages of {said[1]}, not of {year}"
            release.problems.append(Problem(message, Mark(path, 1, 1)))
        else:
            release.read(path)
    if release.problems:
        raise TableError(release.problems)
    return release


def _rows(path: str, problems: list[Problem]) -> Iterator[Row]:
    with closing(_lines(path)) as lines:
        number, header = next(lines, (1, ()))
        names = [_text(value).upper() for value in header]
        if missing := [column for column in COLUMNS if column not in names]:
            message = f"the first row lacks {listed(missing, 'and')}: use the file as published"
            raise UnreadableError(Problem(message, Mark(path, number, 1)))
        places = [(column, names.index(column)) for column in COLUMNS]
        for number, values in lines:
            cells = {column: _text(values[at]) if at < len(values) else "" for column, at in places}
            yield Row(cells, Mark(path, number, 1), problems)


def _lines(path: str) -> Generator[tuple[int, Sequence[object]], None, None]:
    """Yield each row of a sheet and its number; raises UnreadableError."""
    readers = {".csv": _csv_lines, ".xlsx": _xlsx_lines}
    reader = readers.get(Path(path).suffix.lower())
    if reader is None:
        raise UnreadableError(Problem(f"expected a file that ends with {listed(readers)}", Mark(path, 1, 1)))
    try:
        yield from reader(path)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise UnreadableError(Problem(f"cannot read this file: {reason}", Mark(path, 1, 1))) from None


def _csv_lines(path: str) -> Iterator[tuple[int, Sequence[object]]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            for values in reader:
                yield reader.line_num, values
        except (csv.Error, UnicodeDecodeError) as error:
            message = f"not CSV in UTF-8: {error}"
            raise UnreadableError(Problem(message, Mark(path, reader.line_num, 1))) from None


def _xlsx_lines(path: str) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield the rows of the sheet with the wages; a workbook also has one that explains its columns."""
    with closing(_workbook(path)) as workbook:
        sheets = [_sheet_rows(sheet) for sheet in workbook.worksheets]
        for rows in sheets:
            first = next(rows, ())
            if rows is sheets[-1] or "OCC_CODE" in [_text(value).upper() for value in first]:
                yield 1, first
                yield from enumerate(rows, 2)
                return


def _workbook(path: str) -> Any:
    from zipfile import BadZipFile

    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        return load_workbook(path, read_only=True, data_only=True)
    except ImportError:
        message = "reading a workbook needs openpyxl: pip install '.[tools]'"
    except (BadZipFile, InvalidFileException, KeyError, ValueError):
        message = "not a workbook (.xlsx)"
    raise UnreadableError(Problem(message, Mark(path, 1, 1)))


def _sheet_rows(sheet: Any) -> Iterator[Sequence[object]]:
    # The size that a workbook claims may be wrong; without it every row is read.
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def _text(value: object) -> str:
    """Return a cell as it would be typed: 37000, not 37000.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
