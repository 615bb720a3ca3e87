"""The program: as a process, or within this one where a process would show nothing more."""

import contextlib
import csv
import io
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from schemas import checked

from coding_salary.cli.app import main as run
from coding_salary.cli.fast import answered

# What the program asks its environment for, and the interpreter does not.
HERE_TOO = {
    *("ACCESSIBLE", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "SALARY_BANDS", "SALARY_TODAY", "TERM"),
    *("SALARY_PROFILE", "XDG_CONFIG_HOME"),
}
# Before a limit on the size of files: a module compiled under it would stay cut off for every later test.
KEPT_WHOLE = "export PYTHONDONTWRITEBYTECODE=1;"
SALARY = Path(sys.executable).with_name("salary")
# The program under an auditor, which says on standard error what it is told of: files opened to be written, processes,
# sockets, files moved.
WATCHED = """
import os, sys
TOUCHED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove", "os.rename",
           "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate", "shutil.", "ctypes.", "urllib.")
def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            print("open", path, file=sys.__stderr__)
    elif event.startswith(TOUCHED):
        print(event, *arguments[:1], file=sys.__stderr__)
sys.addaudithook(watch)
from coding_salary.__main__ import main
main()
"""


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, str]]:
        """Return the output as rows of CSV."""
        return list(csv.DictReader(io.StringIO(self.out)))


def environment(**changes: str) -> dict[str, str]:
    """A small environment in which nothing of the developer's own decides a result."""
    settled = {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "SALARY_TODAY": "2026-05",
    }
    return settled | changes


def run_bytes(*args: str, cwd: Path | None = None, **changes: str) -> tuple[int, bytes, bytes]:
    """Run the program and return how it ended and the bytes it wrote."""
    done = subprocess.run(
        [SALARY, *args], capture_output=True, cwd=cwd, env=environment(**changes), timeout=60, check=False
    )
    return done.returncode, done.stdout, done.stderr


def salary(typed: str = "", *args: str, cwd: Path | None = None, **changes: str) -> Run:
    """Run the program and return how it ended and what it wrote; what is `typed` is split at its spaces.

    It runs in this process, unless what it is told of its environment counts before it starts.
    """
    words = [*typed.split(), *args]
    if changes.keys() <= HERE_TOO:
        return _run_here(words, cwd, environment(**changes))
    code, out, err = run_bytes(*words, cwd=cwd, **changes)
    return Run(code, out.decode(), err.decode())


def _run_here(words: list[str], cwd: Path | None, settings: dict[str, str]) -> Run:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        patch.dict(os.environ, settings, clear=True),
        patch.object(sys, "argv", [str(SALARY), *words]),
        contextlib.chdir(cwd or Path.cwd()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = answered(words)
        code = run() if code is None else code
    for stream in (out, err):
        stream.flush()
    return Run(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def answer(typed: str, *args: str, cwd: Path | None = None, **changes: str) -> Any:
    """Run the program for JSON and return what it says, which follows the schema of the command."""
    found = json.loads(salary(typed, *args, "-f", "json", cwd=cwd, **changes).out)
    return checked([*typed.split(), *args], found)


def foreground() -> None:
    """Give a child the signals of a shell's foreground: in the background, interrupts are ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def shell(command: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command of bash in a folder, with the program on its path."""
    path = f"{SALARY.parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(PATH=path, **changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def block_of(terminal: int) -> bytes:
    """Return what a program shows next in a pseudo-terminal; nothing once it has closed it."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def started(
    *command: object,
    columns: int = 80,
    lines: int = 24,
    own: bool = False,
    cwd: Path | None = None,
    changes: Mapping[str, str] = MappingProxyType({}),
) -> tuple[int, subprocess.Popen[bytes]]:
    """Start a command in a pseudo-terminal; return our end of it and the process.

    With an `own` terminal a Ctrl-C that is typed reaches it, even where the tests run in the background.
    """
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def taken() -> None:
        foreground()
        ioctl(0, termios.TIOCSCTTY, 0)

    child = subprocess.Popen(
        [str(word) for word in command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(**changes),
        cwd=cwd,
        start_new_session=own,
        preexec_fn=taken if own else None,
    )
    os.close(theirs)
    return ours, child


def shown(columns: int, *args: str, **changes: str) -> tuple[int, bytes]:
    """Run the program in a pseudo-terminal; return how it ended and every byte that it shows."""
    ours, child = started(SALARY, *args, columns=columns, changes={"TERM": "xterm"} | changes)
    out = b""
    while block := block_of(ours):
        out += block
    code = child.wait(timeout=30)
    os.close(ours)
    return code, out.replace(b"\r\n", b"\n")


def loaded(*args: str, **changes: str) -> set[str]:
    """Return the modules that a run has loaded when it ends."""
    program = (
        "import sys\nfrom coding_salary.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    command = [sys.executable, "-P", "-c", program, *args]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(**changes), check=True)
    return set(done.stderr.splitlines())


def below(modules: set[str], name: str) -> set[str]:
    return {module for module in modules if module == name or module.startswith(f"{name}.")}
