"""The standard streams: how results and messages reach them, and what they can show."""

import os
import sys
from typing import TextIO

from coding_salary.errors import OutputError, Problem, ReaderGoneError
from coding_salary.look import UNICODE, Look


def look() -> Look:
    """Return what standard output can show, as its terminal and the environment say."""
    stream = sys.stdout
    terminal = stream is not None and stream.isatty()
    return Look(width=_width(terminal), color=_color(terminal), ascii=not _encodes_symbols(stream))


def write_result(text: str, *, utf8: bool) -> None:
    """Write a result to standard output; raises OutputError when it cannot be written whole.

    For scripts it is UTF-8 whatever the locale; for people it is what their terminal reads. A pipe
    that its reader has closed raises ReaderGoneError, with which the program ends quietly.
    """
    if sys.stdout is None:
        raise OutputError([Problem("cannot write the result: standard output is closed")])
    encoding = "utf-8" if utf8 else sys.stdout.encoding
    try:
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        forget_stdout()
        raise ReaderGoneError from None
    except OSError as error:
        forget_stdout()
        raise OutputError([Problem(f"cannot write the result: {reason(error)}")]) from None


def say(text: str) -> None:
    """Write a message for people to standard error; one that cannot be written is let go."""
    if sys.stderr is None:
        return
    try:
        print(text, file=sys.stderr)
    except OSError:
        return


def forget_stdout() -> None:
    """Send what is left in the buffer nowhere, so that the interpreter does not trip on it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def reason(error: OSError) -> str:
    """Return why the system refused, in its own words."""
    return (error.strerror or type(error).__name__).lower()


def _width(terminal: bool) -> int | None:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    if not terminal:
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or FALLBACK_WIDTH
    except OSError:
        return FALLBACK_WIDTH


FALLBACK_WIDTH = 80


def _color(terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return terminal and os.environ.get("TERM") != "dumb"


def _encodes_symbols(stream: TextIO | None) -> bool:
    try:
        "".join(vars(UNICODE).values()).encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
