"""Where results, rows and messages go, and what can be shown there."""

import os
import sys
from io import BufferedWriter
from pathlib import Path
from stat import S_ISREG
from types import TracebackType
from typing import BinaryIO, TextIO

from coding_salary.cli.options import MIN_WIDTH
from coding_salary.formats.symbols import MONEY, UNICODE, Look
from coding_salary.reading.errors import OutputError, Problem, ReaderGoneError
from coding_salary.reading.words import printable, quoted

ENVIRONMENT = {
    "SALARY_BANDS": "table of pay to use, as --bands",
    "SALARY_TODAY": "date to take for today, such as 2026-11-21",
    "COLUMNS": "width to fit tables into, as --width",
    "NO_COLOR": "no colour when set, whatever else is",
    "FORCE_COLOR": "colour even into a pipe when set, unless it is 0",
    "TERM": "no colour when it is dumb",
    "ACCESSIBLE": "plain text for screen readers when set, as --format plain",
}
FALLBACK_WIDTH = 80
MOST_COLUMNS = 10_000
MOST_DIGITS = 10
MOST_NAME = 200
UTF8 = "utf-8"


def look(
    *,
    width: int | None = None,
    color: str = "auto",
    ascii: bool = False,
    file: bool = False,
    error: bool = False,
) -> Look:
    """Return what can be shown: what the flags ask for, else what the environment and terminal say.

    A `file` has no terminal behind it: natural width, no colour, every character. With `error` it is
    standard error that is looked at.
    """
    stream = sys.stderr if error else sys.stdout
    terminal = not file and stream is not None and stream.isatty()
    return Look(
        width=width or _width(stream, terminal, file),
        color=color == "always" if color != "auto" else _color(terminal),
        ascii=ascii or not (file or _encodes("".join(UNICODE), sys.stdout)),
    )


def write_result(text: str, *, utf8: bool = False, output: str = "-") -> None:
    """Write a result whole to standard output or to a file; raises OutputError when that fails.

    For scripts it is UTF-8 whatever the locale; for people it is what their terminal reads. A pipe
    that its reader has closed raises ReaderGoneError, with which the program ends quietly.
    """
    if output == "-":
        write_stdout(_encoded(text, UTF8 if utf8 else getattr(sys.stdout, "encoding", UTF8)))
        return
    try:
        _write_file(text.encode(UTF8), Path(output))
    except (OSError, ValueError) as error:
        raise unwritable(output, reason(error)) from None


def write_new(content: bytes, output: str) -> None:
    """Write bytes to standard output or to a file that is not there yet; raises OutputError when it is."""
    if output == "-":
        write_stdout(content)
        return
    if not output:
        raise unwritable(output, "the name of the file is empty")
    try:
        with Path(output).open("xb") as file:
            _write_whole(content, file)
    except FileExistsError:
        way_out = "give another name, or remove it first"
        if Path(output).is_dir():
            way_out = "name a file in it"
        raise unwritable(output, f"it is there already: {way_out}") from None
    except (OSError, ValueError) as error:
        raise unwritable(output, reason(error)) from None


def say(text: str) -> None:
    """Write a message for people to standard error; one that cannot be written is let go."""
    if sys.stderr is None:
        return
    try:
        print(text if _encodes(text, sys.stderr) else text.translate(MONEY), file=sys.stderr)
    except (OSError, UnicodeError, LookupError):
        return


def unwritable(output: str, reason: str) -> OutputError:
    """Return the error of a file that cannot be written."""
    return OutputError([Problem(f"cannot write {printable(output) or quoted(output)}: {reason}")])


def write_stdout(content: bytes) -> None:
    """Write bytes to standard output; raises ReaderGoneError or OutputError when that fails."""
    if sys.stdout is None:
        raise OutputError([Problem("cannot write the result: standard output is closed")])
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        raise ReaderGoneError from None
    except OSError as error:
        _forget_stdout()
        raise OutputError([Problem(f"cannot write the result: {reason(error)}")]) from None


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding, "replace")
    except UnicodeError:  # an encoding such as idna, which cannot hold a line
        return text.encode("ascii", "replace")


def _write_file(content: bytes, path: Path) -> None:
    """Write beside the file and rename, so that nothing ever sees half of it; devices are written to."""
    target = path.resolve()
    if target.exists() and not S_ISREG(target.stat().st_mode):
        with target.open("wb") as device:
            device.write(content)
        return
    beside = target.with_name(f".{target.name[:MOST_NAME]}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _write_whole(content: bytes, file: BufferedWriter) -> None:
    """Write to a file just made, and remove it again when it cannot hold all."""
    try:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    except BaseException:
        Path(file.name).unlink(missing_ok=True)
        raise


def _forget_stdout() -> None:
    """Send what is left in the buffer nowhere, so that the interpreter does not trip on it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def reason(error: Exception) -> str:
    """Return why the system refused, in its own words."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def _width(stream: TextIO, terminal: bool, file: bool) -> int | None:
    columns = os.environ.get("COLUMNS", "")
    if (
        not file
        and columns.isascii()
        and columns.isdigit()
        and len(columns) < MOST_DIGITS
        and int(columns) > 0
    ):
        return min(max(int(columns), MIN_WIDTH), MOST_COLUMNS)
    if not terminal:
        return None
    try:
        return max(os.get_terminal_size(stream.fileno()).columns or FALLBACK_WIDTH, MIN_WIDTH)
    except OSError:
        return FALLBACK_WIDTH


def _color(terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return terminal and os.environ.get("TERM") != "dumb"


def _encodes(text: str, stream: TextIO) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


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
