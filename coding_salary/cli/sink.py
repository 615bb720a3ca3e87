"""Where the rows of a batch go, block after block: standard output, a device, or a file."""

import os
from pathlib import Path
from stat import S_ISREG
from types import TracebackType
from typing import BinaryIO

from coding_salary.cli.streams import MOST_NAME, reason, unwritable, write_stdout

STDOUT = "-"


class Sink:
    """Takes whole lines; a file is written beside its name and renamed at the end.

    A run that is stopped keeps the blocks that were finished: they become the file as well. Where there is
    none yet, a file of that name stays what it was.
    """

    def __init__(self, output: str) -> None:
        """Name the output; `-` is standard output."""
        self.output = output
        self.file: BinaryIO | None = None
        self.beside: Path | None = None
        self.finished = 0

    def __enter__(self) -> "Sink":
        if self.output != STDOUT:
            try:
                self._open(Path(self.output).resolve())
            except (OSError, ValueError) as error:
                raise unwritable(self.output, reason(error)) from None
        return self

    def _open(self, target: Path) -> None:
        self.target = target
        if target.exists() and not S_ISREG(target.stat().st_mode):
            self.file = target.open("wb", buffering=0)
            return
        beside = target.with_name(f".{target.name[:MOST_NAME]}.{os.getpid()}.part")
        self.file = beside.open("xb", buffering=0)
        self.beside = beside

    def write(self, content: bytes) -> None:
        """Write lines; raises OutputError, or ReaderGoneError for a closed pipe."""
        if self.file is None:
            write_stdout(content)
            return
        try:
            while content:
                content = content[self.file.write(content) :]
        except OSError as error:
            raise unwritable(self.output, reason(error)) from None
        self.finished = self.file.tell() if self.beside else 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.file is None:
            return
        kept = bool(self.finished) or error is None
        try:
            with self.file:
                if self.beside and kept:
                    self.file.truncate(self.finished)
                    os.fsync(self.file.fileno())
            if self.beside and kept:
                if self.target.exists():
                    self.beside.chmod(self.target.stat().st_mode)
                self.beside.replace(self.target)
        except OSError as failed:
            raise unwritable(self.output, reason(failed)) from None
        finally:
            if self.beside:
                self.beside.unlink(missing_ok=True)
