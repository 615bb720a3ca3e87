"""A file that is written beside its place and put there whole, so that nobody ever sees half of it.

Signals that end a run wait until what is being written is whole.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EISDIR
from stat import S_IMODE, S_ISREG
from types import FrameType, TracebackType
from typing import Any

from coding_salary.cli.ending import UsageError
from coding_salary.cli.output import STDOUT, reason, unwritable, write_stdout
from coding_salary.reading.errors import ReaderGoneError
from coding_salary.reading.words import printable

STDIN = "-"
# Flags that name a file to read, and flags that name a file to write.
READ = ("profile", "saved_profile", "bands", "vs", "before", "after")
WRITTEN = ("output", "rejects", "sheet")
# Windows would turn line ends into its own.
BINARY = getattr(os, "O_BINARY", 0)
# What a new file may be at most, as for every program: the umask takes away from it.
NEW_MODE = 0o666
ANY_WRITER = 0o222
# Names of what is open already: opening them again would empty a log that was opened to append to.
STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
STREAM_FOLDERS = ("/dev/fd", "/proc/self/fd")
# Ctrl-C, kill, and a terminal that is closed; Windows has not all of them.
ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
PACKAGE = os.path.dirname(os.path.dirname(__file__))


class AtomicFile:
    """Takes whole results or rows; at the end they are in place, or an old file is still as it was.

    A run that is stopped, by an error or as `stopped` says, keeps what was finished: it becomes the file as
    well, unless that must be `whole`. Afterwards `kept` says where what was finished is. A device gets the
    bytes at once, as does standard output, whose name is `-`.
    """

    def __init__(self, name: str, *, new: bool = False, whole: bool = False) -> None:
        """Name the file; a `new` one must not be there yet."""
        self.name, self.new, self.whole = name, new, whole
        self.target = self.part = self.kept = ""
        self.descriptor = -1
        self.finished = 0
        self.stopped = False

    def __enter__(self) -> "AtomicFile":
        if self.name == STDOUT:
            return self
        try:
            self._open()
        except (OSError, ValueError) as error:
            raise unwritable(self.name, reason(error)) from None
        return self

    def _open(self) -> None:
        stream = open_stream(self.name)
        status = None if self.new else status_of(self.name)
        if stream is not None:
            self.descriptor = os.dup(stream)
        elif not self.name or self.name.endswith(os.sep):
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        elif status and not S_ISREG(status.st_mode):
            self.descriptor = os.open(self.name, os.O_WRONLY | BINARY)
        elif status and not (status.st_mode & ANY_WRITER and os.access(self.name, os.W_OK)):
            raise PermissionError(EACCES, "it is read-only")
        else:
            self._create(S_IMODE(status.st_mode) if status else NEW_MODE)

    def _create(self, mode: int) -> None:
        self.target = self.name if self.new else os.path.realpath(self.name)
        part = self.target if self.new else part_beside(self.target)
        with held():
            self.descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
            self.part = part

    def write(self, content: bytes) -> None:
        """Write bytes that belong together; raises OutputError, or ReaderGoneError for a closed pipe."""
        if self.descriptor < 0:
            write_stdout(content)
            return
        left = memoryview(content)
        try:
            while left:
                left = left[os.write(self.descriptor, left) :]
        except BrokenPipeError:
            raise ReaderGoneError from None
        except OSError as error:
            raise unwritable(self.name, reason(error)) from None
        self.finished += len(content)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.descriptor < 0:
            return
        through = error is None and not self.stopped
        with held():
            try:
                self._close(keep=through or bool(self.finished and not self.whole))
            except OSError as failed:
                kept = f"; what was finished is in {printable(self.kept)}" if self.kept else ""
                raise unwritable(self.name, reason(failed) + kept) from None

    def _close(self, *, keep: bool) -> None:
        try:
            if self.part and keep:
                os.ftruncate(self.descriptor, self.finished)
                os.fsync(self.descriptor)
        except OSError:
            keep = False
            raise
        finally:
            os.close(self.descriptor)
            if self.part and not keep:
                os.unlink(self.part)
        if keep:
            self._put_in_place()

    def _put_in_place(self) -> None:
        self.kept = self.part or self.name
        if self.part != self.target:
            if status := status_of(self.target):
                os.chmod(self.part, S_IMODE(status.st_mode))
            os.replace(self.part, self.target)
        self.kept = self.name


def refuse_inputs(values: dict[str, Any]) -> None:
    """Refuse values of flags by which a table, profile or plan that is read would be written over."""
    for name in WRITTEN:
        target = values.get(name) or STDOUT
        if target != STDOUT and is_read(target, values):
            raise UsageError(f"--{name} names a file that is read: {printable(target)}")


def is_read(target: str, values: dict[str, Any]) -> bool:
    """Whether a file is one that the values of flags name to be read, or one of the program."""
    said = [values.get(name) or [] for name in READ]
    paths = [path for value in said for path in (value if isinstance(value, list) else [value])]
    return _is_of_program(target) or any(
        same_file(path, target) for path in [*paths, *_tables(target, values)]
    )


def _is_of_program(target: str) -> bool:
    """Whether a file is one of the program itself, its tables among them, or the zip file that holds it."""
    try:
        code, path = os.path.realpath(PACKAGE) + os.sep, os.path.realpath(target)
    except (OSError, ValueError):  # a deleted working folder, or a name that no file can have
        return False
    return path.startswith(code) or code.startswith(path + os.sep)


def _tables(target: str, values: dict[str, Any]) -> list[str]:
    """Return the table in use and the CSV tables beside it, if a file is there that could be one of them."""
    named = values.get("bands")
    if "bands" not in values or named == STDIN or not os.path.isfile(target):
        return []
    from coding_salary.table.load import load, table_path

    table = load(table_path(named))
    folder = os.path.dirname(table.path)
    beside = (os.path.join(folder, file) for market in table.markets.values() for file in market.files)
    return [table.path, *beside]


def same_file(one: str, other: str) -> bool:
    """Whether two names lead to one file, through links or not; one not there yet counts, devices do not.

    The second is written to: its `-` is standard output, that of the first standard input.
    """
    return _identity(one, 0) == _identity(other, 1) is not None


def _identity(name: str, stream: int) -> object:
    try:
        status = os.fstat(stream) if name == STDOUT else status_of(name)
        if status is None:
            return os.path.realpath(name)
    except (OSError, ValueError):  # what cannot be looked at cannot be read or written either
        return None
    return (status.st_dev, status.st_ino) if S_ISREG(status.st_mode) else None


def open_stream(name: str) -> int | None:
    """Return the number of the open stream that a name such as /dev/stdout or /dev/fd/3 stands for."""
    folder, number = os.path.split(name)
    if folder in STREAM_FOLDERS and number.isascii() and number.isdigit():
        return int(number)
    return STREAMS.get(name)


def status_of(name: str) -> os.stat_result | None:
    """Return the status of what a name leads to, None for nothing; raises OSError for a loop of links."""
    try:
        return os.stat(name)
    except FileNotFoundError:
        return None


def part_beside(target: str) -> str:
    """Return a name beside a file that no other run has: one that was killed leaves its own behind."""
    return os.path.join(os.path.dirname(target), f".salary-{os.urandom(8).hex()}.part")


class Interrupts:
    """While it is in force, a signal waits for `check`; one while `waiting` for input acts at once.

    To act is to raise KeyboardInterrupt with the number of the signal. A second signal always acts at once.
    """

    def __init__(self, *, waiting: bool = False) -> None:
        """Begin with nothing asked for."""
        self.number = 0
        self.waiting = waiting

    def __enter__(self) -> "Interrupts":
        self.before = _handled_by(self._asked)
        return self

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        if self.waiting or self.number:
            raise KeyboardInterrupt(number)
        self.number = number

    def check(self) -> None:
        """Raise KeyboardInterrupt if it has been asked for."""
        if self.number:
            raise KeyboardInterrupt(self.number)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _restore(self.before)


@contextmanager
def held() -> Iterator[None]:
    """Let every signal that ends a run wait until the block is done."""
    came: list[int] = []
    before = _handled_by(lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        _restore(before)
        for number in came[:1]:
            signal.raise_signal(number)


def _handled_by(handler: Any) -> dict[int, Any]:
    """Set a handler and return those before; what is ignored, as below nohup, stays so."""
    caught = [number for number in ENDING if signal.getsignal(number) not in (signal.SIG_IGN, None)]
    return {number: signal.signal(number, handler) for number in caught}


def _restore(before: dict[int, Any]) -> None:
    for number, handler in before.items():
        signal.signal(number, handler)
