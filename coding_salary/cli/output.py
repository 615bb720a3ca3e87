"""Where results, rows and messages go, and what can be shown there."""

import os
import sys
from typing import TextIO

from coding_salary.formats.symbols import MONEY, UNICODE, Display
from coding_salary.reading.errors import OutputError, Problem, ReaderGoneError
from coding_salary.reading.words import escaped, printable, quoted

ENVIRONMENT = {
    "SALARY_BANDS": "table of pay to use, as --bands",
    "SALARY_PROFILE": "profile to start from, in place of the saved one",
    "SALARY_TODAY": "date to take for today, such as 2026-11-21",
    "COLUMNS": "width to fit tables into, as --width",
    "NO_COLOR": "no color when set, whatever else is",
    "FORCE_COLOR": "color even into a pipe when set, unless it is 0",
    "TERM": "no color when it is dumb",
    "ACCESSIBLE": "plain text for screen readers when set, as --format plain",
}
MIN_WIDTH, FALLBACK_WIDTH = 20, 80
MAX_COLUMNS = 10_000
MAX_DIGITS = 10
STDOUT = "-"
UTF8 = "utf-8"
ERROR, WARNING, NOTE = "error", "warning", "note"
STYLES = {ERROR: "\x1b[1;31m", WARNING: "\x1b[1;33m", NOTE: "\x1b[1;36m"}
PLAIN = "\x1b[0m"
# Longer lines of prose are hard to read, however wide the terminal is.
MAX_PROSE = 90


def look(
    *,
    width: int | None = None,
    color: str = "auto",
    ascii: bool = False,
    file: bool = False,
    error: bool = False,
) -> Display:
    """Return what can be shown: what the flags ask for, else what the environment and terminal say.

    A `file` has no terminal behind it: natural width, no color, every character. With `error` it is
    standard error that is looked at.
    """
    stream = sys.stderr if error else sys.stdout
    terminal = not file and stream is not None and stream.isatty()
    return Display(
        width=width or _width(stream, terminal, file),
        color=color == "always" if color != "auto" else _color(terminal),
        ascii=ascii or not (file or _encodes("".join(UNICODE), sys.stdout)),
    )


def write_result(text: str, *, utf8: bool = False, output: str = STDOUT) -> None:
    """Write a result whole to standard output or to a file; raises OutputError when that fails.

    For scripts it is UTF-8 whatever the locale; for people it is what their terminal reads. A pipe
    that its reader has closed raises ReaderGoneError, with which the program ends quietly.
    """
    if output == STDOUT:
        content = _encoded(text, UTF8 if utf8 else getattr(sys.stdout, "encoding", UTF8))
        write_stdout(content, raw=utf8)
        return
    write_file(text.encode(UTF8), output)


def write_new(content: bytes, output: str) -> None:
    """Write bytes to standard output or to a file that is not there yet; raises OutputError when it is."""
    if output == STDOUT:
        write_stdout(content)
        return
    if not output:
        raise unwritable(output, "the name of the file is empty")
    if os.path.lexists(output):
        way_out = "name a file in it" if os.path.isdir(output) else "give another name, or remove it first"
        raise unwritable(output, f"it is there already: {way_out}")
    write_file(content, output, new=True)


def write_file(content: bytes, output: str, *, new: bool = False) -> None:
    """Write bytes to a file whole or not at all, a `new` one never over another; raises OutputError."""
    from coding_salary.cli.atomic_file import AtomicFile, Interrupts

    with Interrupts(waiting=True), AtomicFile(output, new=new, whole=True) as file:
        file.write(content)


def say(text: str) -> None:
    """Write a message for people to standard error; one that cannot be written is let go."""
    if sys.stderr is None:
        return
    try:
        print(text if _encodes(text, sys.stderr) else text.translate(MONEY), file=sys.stderr)
    except OSError:
        _forget(sys.stderr)
    except (UnicodeError, LookupError):
        return


class Messages:
    """How messages are said in this run: without notes if it is quiet, and in color where that is shown."""

    def __init__(self) -> None:
        """Start as if no flag were given."""
        self.settle(quiet=None, color=None)

    def settle(self, *, quiet: bool | None, color: str | None) -> None:
        """Heed the flags of a command."""
        self.quiet, self.color = bool(quiet), color or "auto"

    def note(self, text: str) -> None:
        """Say what is good to know, unless the run is quiet."""
        if not self.quiet:
            self._say(NOTE, text)

    def warning(self, text: str) -> None:
        """Say what may be wrong."""
        self._say(WARNING, text)

    def error(self, text: str) -> None:
        """Say what is wrong."""
        self._say(ERROR, text)

    def _say(self, kind: str, text: str) -> None:
        words = f"{kind}: {text}"
        if sys.stderr is None or not sys.stderr.isatty():
            say(words)
            return
        shown = look(color=self.color, error=True)
        words = _wrapped(words, min(shown.width or FALLBACK_WIDTH, MAX_PROSE))
        say(words.replace(f"{kind}:", f"{STYLES[kind]}{kind}:{PLAIN}", 1) if shown.color else words)


# What this process says: a command settles it, a new command line starts it afresh.
messages = Messages()


def _wrapped(words: str, width: int) -> str:
    if len(words) <= width:
        return words
    from textwrap import TextWrapper

    wrapper = TextWrapper(
        width,
        subsequent_indent="  ",
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.fill(words)


def unwritable(output: str, reason: str) -> OutputError:
    """Return the error of a file that cannot be written."""
    return OutputError([Problem(f"cannot write {printable(output) or quoted(output)}: {reason}")])


def write_stdout(content: bytes, *, raw: bool = True) -> None:
    """Write bytes to standard output; raises ReaderGoneError or OutputError when that fails.

    `raw` ones are lines of somebody's file, or values for scripts: a terminal gets what could steer it as
    an escape. What is written for people is safe already, and has color of its own.
    """
    if sys.stdout is None:
        raise OutputError([Problem("cannot write the result: standard output is closed")])
    if raw and sys.stdout.isatty():
        content = escaped(content.decode(UTF8, "surrogateescape")).encode()
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget(sys.stdout)
        raise ReaderGoneError from None
    except OSError as error:
        _forget(sys.stdout)
        raise OutputError([Problem(f"cannot write the result: {reason(error)}")]) from None


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding, "replace")
    except UnicodeError:  # an encoding such as idna, which cannot hold a line
        return text.encode("ascii", "replace")


def _forget(stream: TextIO) -> None:
    """Send what is left in a buffer nowhere: the interpreter would trip on it and exit with 120."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
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
        and len(columns) < MAX_DIGITS
        and int(columns) > 0
    ):
        return min(max(int(columns), MIN_WIDTH), MAX_COLUMNS)
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
