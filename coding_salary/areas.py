"""The table of metropolitan and nonmetropolitan areas; read only when somebody names one."""

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from coding_salary.errors import Mark, Problem, TableError, listed, quoted
from coding_salary.market import PERCENTILES, Market, Range
from coding_salary.nodes import NUMBER
from coding_salary.places import Area
from coding_salary.yaml_file import UnreadableError, decode, read_bytes

ABOUT = ("code", "kind", "name", "state", "states")
SHIPPED = Path(__file__).parent / "tables"


def load_areas(market: Market, bands_path: str) -> list[Area]:
    """Read the area table of a market; raises TableError with every problem found.

    The market names a file beside its own table; one that is not there is the shipped file.
    """
    beside = Path(bands_path).parent / market.areas
    path = str(beside if beside.is_file() else SHIPPED / market.areas)
    problems: list[Problem] = []
    try:
        text = decode(read_bytes(path), path)
        areas = list(_areas(text, path, tuple(market.occupations), problems))
    except UnreadableError as stopped:
        raise TableError([stopped.problem]) from None
    if problems:
        raise TableError(problems)
    return areas


def _areas(text: str, path: str, occupations: tuple[str, ...], problems: list[Problem]) -> Iterator[Area]:
    columns = [*ABOUT, *(column for name in occupations for column in _columns(name))]
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if header != columns:
            problem = Problem(f"expected the columns {listed(columns, 'and')}", Mark(path, 1, 1))
            raise UnreadableError(problem)
        codes: set[str] = set()
        for cells in reader:
            row = _Row(dict(zip(columns, cells, strict=False)), Mark(path, reader.line_num, 1), problems)
            if len(cells) != len(columns):
                row.fault("", f"expected {len(columns)} cells, found {len(cells)}")
            else:
                yield row.area(occupations, codes)
    except csv.Error as error:
        raise UnreadableError(Problem(f"not CSV: {error}", Mark(path, reader.line_num, 1))) from None


def _columns(occupation: str) -> list[str]:
    return [*(f"{occupation}_p{percentile}" for percentile in PERCENTILES), f"{occupation}_error"]


class _Row:
    """One line of the table, and where its faults go."""

    def __init__(self, cells: dict[str, str], mark: Mark, problems: list[Problem]) -> None:
        self.cells = cells
        self.mark = mark
        self.problems = problems

    def fault(self, column: str, message: str) -> None:
        """Note that a cell is wrong."""
        self.problems.append(Problem(message, self.mark, column))

    def area(self, occupations: tuple[str, ...], codes: set[str]) -> Area:
        """Read the line; its code must not be among the `codes` of the lines before it."""
        for column in ABOUT:
            if not self.cells[column] or not self.cells[column].isprintable():
                self.fault(column, f"expected a text, found {quoted(self.cells[column])}")
        code, kind, name, state, states = (self.cells[column] for column in ABOUT)
        if code in codes:
            self.fault("code", f"{quoted(code)} stands here a second time: keep one of them")
        codes.add(code)
        ranges = {job: found for job in occupations if (found := self.range(job))}
        return Area(code, kind, name, state, tuple(states.split()), ranges)

    def range(self, occupation: str) -> Range | None:
        """Read the wages of one job; none when all its cells are empty, as where nothing is published."""
        columns = _columns(occupation)
        if not any(self.cells[column] for column in columns):
            return None
        *wages, percent = (self.number(column) for column in columns)
        for column, (lower, upper) in zip(columns[1:], pairwise(wages), strict=False):
            if upper < lower:
                self.fault(column, f"percentiles never fall: {upper:g} follows {lower:g}")
        return Range(tuple(wages), percent / 100)

    def number(self, column: str) -> float:
        """Read a positive number; `nan` after a fault."""
        text = self.cells[column]
        if NUMBER.fullmatch(text) and float(text) > 0:
            return float(text)
        self.fault(column, f"expected a number above 0 such as 48390 or 1.9, found {quoted(text)}")
        return float("nan")
