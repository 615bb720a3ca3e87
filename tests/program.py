"""The installed program as a process."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SALARY = Path(sys.executable).with_name("salary")


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


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


def salary(*args: str, cwd: Path | None = None, **changes: str) -> Run:
    """Run the program and return how it ended and what it wrote."""
    code, out, err = run_bytes(*args, cwd=cwd, **changes)
    return Run(code, out.decode(), err.decode())
