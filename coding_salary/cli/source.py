"""The file that a batch reads: of which kind it is, and its bytes as they come in."""

import os
import sys
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from coding_salary.cli.ending import UsageError
from coding_salary.cli.output import reason
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, printable, quoted

if TYPE_CHECKING:
    from coding_salary.cli.atomic_file import Interrupts

STDIN = "-"
XLSX = "xlsx"
KINDS = ("csv", "tsv", "jsonl", XLSX)
ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".xlsx": XLSX}


def kind_of(file: str) -> str:
    """Return the kind of file that a name says it is; raises UsageError when it says none."""
    kind = "csv" if file == STDIN else ENDINGS.get(Path(file).suffix.casefold())
    if kind is None:
        raise UsageError(
            f"the name {quoted(file)} does not say what the file is:"
            f" give --input-format {listed(KINDS, 'or')}"
        )
    return kind


class Source:
    """A file that is open for reading while it is in use; `-` is standard input."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        self.name = name

    def __enter__(self) -> "Source":
        if self.name == STDIN and sys.stdin is None:
            raise ProfileError([Problem("cannot read the rows: standard input is closed")])
        try:
            self.descriptor = (
                os.dup(sys.stdin.fileno()) if self.name == STDIN else os.open(self.name, os.O_RDONLY)
            )
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from None
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)

    @property
    def length(self) -> int | None:
        """The bytes of a file; None for a pipe."""
        status = os.fstat(self.descriptor)
        return status.st_size if S_ISREG(status.st_mode) else None

    def read(self, interrupts: "Interrupts", size: int) -> bytes:
        """Return the next bytes, none at the end; raises ProfileError when they cannot be read.

        An interrupt acts at once while this waits for input.
        """
        interrupts.waiting = True
        try:
            return os.read(self.descriptor, size)
        except OSError as error:
            raise self._unreadable(error) from None
        finally:
            interrupts.waiting = False

    def _unreadable(self, error: Exception) -> ProfileError:
        return ProfileError(
            [Problem(f"cannot read {printable(self.name) or quoted(self.name)}: {reason(error)}")]
        )
