"""CSV files as rows that know where they stand and how their cells are read."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple, TypeVar

from coding_salary.reading.errors import Mark, Problem, TableError, UnreadableError
from coding_salary.reading.nodes import NUMBER
from coding_salary.reading.words import listed, quoted
from coding_salary.reading.yaml_file import decode, read_bytes

# A column that is wrong is wrong in every line: the first of them say it.
MAX_PROBLEMS = 500
Thing = TypeVar("Thing")


class Row(NamedTuple):
    """One line of a file by its columns, and where its faults go."""

    cells: dict[str, str]
    mark: Mark
    problems: list[Problem]

    def fault(self, column: str, message: str) -> None:
        """Note that a cell is wrong."""
        if len(self.problems) == MAX_PROBLEMS:
            message = f"more than {MAX_PROBLEMS} problems: the rest of the file was not checked"
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


def load_rows(path: str, columns: Sequence[str], read: Callable[[Row], Thing]) -> list[Thing]:
    """Read each line of a file with exactly these columns; raises TableError with every problem found."""
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
