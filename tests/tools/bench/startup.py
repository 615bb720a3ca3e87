"""How long one run takes, as a ratio to a bare interpreter of the same environment.

    .venv/bin/python tests/tools/bench/startup.py [ROUNDS]

Jobs are taken in turn and medians compared, because a machine's milliseconds drift and its ratios
do not. The program must be installed as people install it: in an editable install the table is not
compiled, and a run takes a third longer.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from types import MappingProxyType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
SALARY = str(BIN / "salary")
PERSON = ("estimate", "--cert", "CPC", "--years", "5", "--state", "OH")
BARE = "a bare interpreter"
# Two of the nine factors, no checks, and no notion of YAML but its indentation.
AWK = r"""
/^ +coder:/ {coder = 1}
coder && /^ +US: \[/ {gsub(/[^0-9. ]/, ""); median = $3; coder = 0}
/^ +certified:/ {certified = 1}
certified && /"yes":/ {yes = 1}
yes && /multiplier:/ {print int(median * $2 / 100 + 0.5) * 100; exit}
"""


class Job(NamedTuple):
    """Something to run; `goal` is the most it may take, in bare interpreters."""

    command: tuple[str, ...]
    goal: float | None = None
    settings: Mapping[str, str] = MappingProxyType({})


def jobs(own_table: Path) -> Iterator[tuple[str, Job]]:
    """Yield what is measured; `own_table` is a table that is not the shipped one."""
    completing = {
        "_SALARY_COMPLETE": "complete_bash",
        "COMP_WORDS": "salary estimate --cert C",
        "COMP_CWORD": "3",
    }
    yield BARE, Job((sys.executable, "-I", "-c", "pass"))
    yield "`estimate --format json`", Job((SALARY, *PERSON, "--format", "json"), 3.7)
    yield "`estimate --format csv`", Job((SALARY, *PERSON, "--format", "csv"), 3.7)
    yield "`estimate` as a table", Job((SALARY, *PERSON), 6.8)
    yield (
        "`estimate --format json`, your own table",
        Job((SALARY, *PERSON, "--format", "json", "--bands", str(own_table)), 6.3),
    )
    yield (
        "`estimate --metro 18140 --format json`",
        Job((SALARY, "estimate", "--metro", "18140", "--format", "json")),
    )
    yield "a completion", Job((SALARY,), 6.5, completing)
    yield "`estimate --help`", Job((SALARY, "estimate", "--help"), 14)
    if awk := shutil.which("awk"):
        yield "an awk script over `bands.yaml` (2 of 9 factors)", Job((awk, AWK, str(own_table)))
    for tool in ("pip", "pytest", "mypy"):
        if (BIN / tool).exists():
            yield f"`{tool} --help`", Job((str(BIN / tool), "--help"))


def measured(rounds: int) -> dict[str, tuple[Job, float]]:
    """Return each job with its median seconds."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(shutil.copy(ROOT / "bands.yaml", folder))
        all_jobs = dict(jobs(own))
        taken: dict[str, list[float]] = {name: [] for name in all_jobs}
        for _ in range(rounds):
            for name, job in all_jobs.items():
                taken[name].append(_seconds(job))
    return {name: (job, median(taken[name])) for name, job in all_jobs.items()}


def table(results: dict[str, tuple[Job, float]]) -> Iterator[str]:
    """Yield the results as the lines of a Markdown table."""
    bare = results[BARE][1]
    yield "| one run | ratio | goal |"
    yield "| --- | ---: | ---: |"
    for name, (job, seconds) in results.items():
        yield f"| {name} | {seconds / bare:.1f} | {job.goal or ''} |"


def beyond(results: dict[str, tuple[Job, float]], slack: float) -> list[str]:
    """Return what took longer than its goal and a slack."""
    bare = results[BARE][1]
    return [
        f"{name}: {seconds / bare:.1f} x is more than {job.goal:g} x times {slack:g}"
        for name, (job, seconds) in results.items()
        if job.goal and seconds / bare > job.goal * slack
    ]


def _seconds(job: Job) -> float:
    # No note on an old table, and no variable that changes how the interpreter starts.
    settings = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "SALARY_TODAY": "2025-06", **job.settings}
    began = perf_counter()
    subprocess.run(job.command, stdout=subprocess.DEVNULL, env=settings, check=True)
    return perf_counter() - began


if __name__ == "__main__":
    print(*table(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 20)), sep="\n")
