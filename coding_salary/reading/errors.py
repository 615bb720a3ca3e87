"""Faults as values: where one is, what is wrong, how to mend it, and what the process exits with."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from coding_salary.reading.words import printable


class ExitCode(IntEnum):
    """Every status that `salary` ends with, and what it means."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> "ExitCode":
        """Make a code that knows its meaning."""
        code = int.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        return code

    DONE = 0, "done"
    ROWS = 1, "some rows of a batch failed"
    USAGE = 2, "usage error, or an invalid profile file"
    TABLE = 3, "invalid pay table"
    OUTPUT = 4, "the result cannot be written"
    BELOW = 5, "offer --exit-code: the offer is below the middle half"
    BUG = 70, "a bug in the program; --debug shows the traceback"
    HUNG_UP = 129, "ended by a terminal that was closed (SIGHUP)"
    INTERRUPTED = 130, "interrupted"
    TERMINATED = 143, "ended by kill (SIGTERM)"


class Mark(NamedTuple):
    """A position in a file; lines and columns count from one."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault: what is wrong and the way out, with its place when it stands in a file."""

    message: str
    mark: Mark | None = None
    name: str = ""

    def __str__(self) -> str:
        parts = [str(self.mark or ""), printable(self.name), self.message]
        return ": ".join(part for part in parts if part)


class Faults(list[Problem]):
    """The faults of a file; `warnings` are what is rarely true, and stops nothing."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self.warnings: list[Problem] = []


class SalaryError(Exception):
    """Something a person can mend; holds every problem found, in the order of the file."""

    exit_code = ExitCode.USAGE

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, those of a file sorted by their place."""
        self.problems = sorted(problems, key=_place)
        super().__init__()

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class UnreadableError(Exception):
    """A file is not what a table may be written in, or holds too many faults; carries the one problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem for whoever reports it."""
        self.problem = problem
        super().__init__(str(problem))


class ProfileError(SalaryError):
    """The command line, or a profile or plan beside it, says something that cannot be used."""


class UnsuitedError(ProfileError):
    """Every answer can be used, but there is no pay for all of them together."""


class TableError(SalaryError):
    """The bands file, or an area table beside it, cannot be used."""

    exit_code = ExitCode.TABLE


class OutputError(SalaryError):
    """The result could not be written where it was asked for."""

    exit_code = ExitCode.OUTPUT


class ReaderGoneError(SalaryError):
    """Whoever read the result has closed the pipe: nothing is wrong, and nothing is left to do."""

    exit_code = ExitCode.DONE

    def __init__(self) -> None:
        """There is nothing to report."""
        super().__init__([])


def _place(problem: Problem) -> tuple[str, int, int]:
    mark = problem.mark
    return (mark.path, mark.line, mark.column) if mark else ("", 0, 0)
