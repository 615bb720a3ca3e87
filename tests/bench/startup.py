"""How long a run takes, as a ratio to a bare interpreter of the same environment.

    .venv/bin/python tests/bench/startup.py

Runs are taken in turn and medians compared, because a machine's milliseconds drift and its ratios
do not. The goals are those of the project: JSON 6.5, table 9.5, help 14, own table 8.5.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
SALARY = str(Path(sys.executable).with_name("salary"))
OWN_TABLE = str(Path(__file__).resolve().parents[2] / "bands.yaml")
PERSON = ("estimate", "--cert", "CPC", "--years", "5", "--state", "OH")
BARE = "bare interpreter"
JOBS = {
    BARE: (sys.executable, "-I", "-c", "pass"),
    "estimate -f json": (SALARY, *PERSON, "-f", "json"),
    "estimate -f csv": (SALARY, *PERSON, "-f", "csv"),
    "estimate as a table": (SALARY, *PERSON),
    "estimate -f json --bands": (SALARY, *PERSON, "-f", "json", "--bands", OWN_TABLE),
    "estimate --metro -f json": (SALARY, "estimate", "--metro", "18140", "-f", "json"),
    "estimate --help": (SALARY, "estimate", "--help"),
}


def seconds(command: tuple[str, ...]) -> float:
    began = perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env={"PATH": os.environ["PATH"]})
    return perf_counter() - began


times: dict[str, list[float]] = {name: [] for name in JOBS}
for _ in range(ROUNDS):
    for name, command in JOBS.items():
        times[name].append(seconds(command))

bare = median(times[BARE])
for name, taken in times.items():
    print(f"{name:26} {median(taken) * 1000:7.1f} ms  {median(taken) / bare:5.2f} x")
