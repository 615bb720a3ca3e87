"""CSV tables beside a bands file, or shipped with the program; read only when somebody needs one."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import pairwise
from os.path import lexists
from pathlib import Path
from typing import NamedTuple, TypeVar

from coding_salary.errors import Mark, Problem, TableError, UnreadableError, listed, quoted
from coding_salary.market import LEAST_WAGE
from coding_salary.nodes import NUMBER
from coding_salary.yaml_file import decode, read_bytes

MOST_PROBLEMS = 500
SHIPPED = Path(__file__).parent / "data"
WAGE = f"a number from {LEAST_WAGE} on such as 48390"
PERCENT = "a percentage such as 1.9"
Thing = TypeVar("Thing")


class Row(NamedTuple):
    """One line of a table by its columns, and where its faults go."""

    cells: dict[str, str]
    mark: Mark
    problems: list[Problem]

    def fault(self, column: str, message: str) -> None:
        """Note that a cell is wrong."""
        if len(self.problems) == MOST_PROBLEMS:
            message = f"more than {MOST_PROBLEMS} problems: the rest of the file was not checked"
            raise UnreadableError(Problem(message, self.mark))
        self.problems.append(Problem(message, self.mark, column))

    def text(self, column: str) -> str:
        """Read a text that is safe to print."""
        text = self.cells[column]
        if not text or text != text.strip() or not text.isprintable():
            self.fault(column, f"expected a text without spaces around it, found {quoted(text)}")
        return text

    def number(self, column: str, what: str, least: float, most: float = float("inf")) -> float:
        """Read a number within bounds; `nan` after a fault."""
        text = self.cells[column]
        if NUMBER.fullmatch(text) and least <= float(text) <= most:
            return float(text)
        self.fault(column, f"expected {what}, found {quoted(text)}")
        return float("nan")


def beside(name: str, bands_path: str) -> str:
    """Return the path of the table of that name beside the bands file, or of the shipped one if there is none."""
    own, shipped = Path(bands_path).parent / name, SHIPPED / name
    return str(shipped if shipped.exists() and not lexists(own) else own)


def wages_in(row: Row, columns: Sequence[str]) -> tuple[float, ...]:
    """Read wages of rising percentiles, in currency a year."""
    wages = tuple(row.number(column, WAGE, LEAST_WAGE) for column in columns)
    for column, (lower, upper) in zip(columns[1:], pairwise(wages), strict=False):
        if upper < lower:
            row.fault(column, f"percentiles never fall: {upper:g} follows {lower:g}")
    return wages


def share_in(row: Row, column: str) -> float:
    """Read a percentage as a fraction."""
    return row.number(column, PERCENT, 0, 100) / 100


def load_rows(path: str, columns: Sequence[str], read: Callable[[Row], Thing]) -> list[Thing]:
    """Read each line of a table; raises TableError with every problem found."""
    problems: list[Problem] = []
    try:
        text = decode(read_bytes(path), path)
        found = [read(row) for row in _rows(text, path, columns, problems)]
    except UnreadableError as stopped:
        raise TableError([*problems, stopped.problem]) from None
    if problems:
        raise TableError(problems)
    return found


def _rows(text: str, path: str, columns: Sequence[str], problems: list[Problem]) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        if next(reader, []) != list(columns):
            problem = Problem(f"expected the columns {listed(columns, 'and')}", Mark(path, 1, 1))
            raise UnreadableError(problem)
        for cells in reader:
            row = Row(dict(zip(columns, cells, strict=False)), Mark(path, reader.line_num, 1), problems)
            if len(cells) != len(columns):
                row.fault("", f"expected {len(columns)} cells, found {len(cells)}")
            else:
                yield row
    except csv.Error as error:
        raise UnreadableError(Problem(f"not CSV: {error}", Mark(path, reader.line_num, 1))) from None
