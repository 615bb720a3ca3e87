"""The table of metropolitan and nonmetropolitan areas; read only when somebody names one."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from os.path import lexists
from pathlib import Path

from coding_salary.errors import Mark, Problem, TableError, UnreadableError, listed, quoted
from coding_salary.market import LEAST_WAGE, PERCENTILES, Market, Range
from coding_salary.nodes import NUMBER
from coding_salary.places import Area
from coding_salary.yaml_file import decode, read_bytes

KINDS = ("metropolitan", "nonmetropolitan")
MOST_PROBLEMS = 500
ABOUT = ("code", "kind", "name", "state", "states")
SHIPPED = Path(__file__).parent / "tables"


def load_areas(market: Market, bands_path: str) -> list[Area]:
    """Read the area table of a market; raises TableError with every problem found.

    The market names a file beside its own table; one that is not there is the shipped file.
    """
    beside, shipped = Path(bands_path).parent / market.areas, SHIPPED / market.areas
    path = str(shipped if shipped.exists() and not lexists(beside) else beside)
    problems: list[Problem] = []
    try:
        text = decode(read_bytes(path), path)
        areas = list(_areas(text, path, market, problems))
    except UnreadableError as stopped:
        raise TableError([*problems, stopped.problem]) from None
    if problems:
        raise TableError(problems)
    return areas


def _areas(text: str, path: str, market: Market, problems: list[Problem]) -> Iterator[Area]:
    columns = [*ABOUT, *(column for name in market.occupations for column in _columns(name))]
    reader = csv.reader(StringIO(text, newline=""), strict=True)
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
                yield row.area(market, codes)
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
        if len(self.problems) == MOST_PROBLEMS:
            message = f"more than {MOST_PROBLEMS} problems: the rest of the file was not checked"
            raise UnreadableError(Problem(message, self.mark))
        self.problems.append(Problem(message, self.mark, column))

    def area(self, market: Market, codes: set[str]) -> Area:
        """Read the line; its code must not be among the `codes` of the lines before it."""
        for column in ABOUT:
            text = self.cells[column]
            if not text or text != text.strip() or not text.isprintable():
                self.fault(column, f"expected a text without spaces around it, found {quoted(text)}")
        code, kind, name, state, states = (self.cells[column] for column in ABOUT)
        if kind not in KINDS:
            self.fault("kind", f"expected {listed(KINDS)}, found {quoted(kind)}")
        self.check_states(market, state, states.split())
        if code in (market.code, *market.states):
            self.fault("code", f"{quoted(code)} is the code of a state or of the nation")
        if code in codes:
            self.fault("code", f"{quoted(code)} stands here a second time: keep one of them")
        codes.add(code)
        ranges = {job: found for job in market.occupations if (found := self.range(job))}
        return Area(code, kind, name, state, tuple(states.split()), ranges)

    def check_states(self, market: Market, state: str, states: list[str]) -> None:
        """Note states that the market does not have; the main one must be among all."""
        for word in dict.fromkeys((state, *states)):
            if word not in market.states:
                self.fault("states", f"{quoted(word)} is no state of {market.name}")
        if state not in states:
            self.fault("states", f"must hold the main state, {quoted(state)}")

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
        error = column.endswith("_error")
        low, high = (0.0, 100.0) if error else (LEAST_WAGE, float("inf"))
        if NUMBER.fullmatch(text) and low <= float(text) <= high:
            return float(text)
        what = "a percentage such as 1.9" if error else f"a number from {LEAST_WAGE} on such as 48390"
        self.fault(column, f"expected {what}, found {quoted(text)}")
        return float("nan")
