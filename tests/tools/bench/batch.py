"""How fast a whole file goes through, as a ratio to copying it with the csv or the json module.

    .venv/bin/python tests/tools/bench/batch.py [LARGEST] [ROUNDS]

The people are made up from a seed, with the mixes of tests/workforce_mix.csv; four in five name an area, and a
row has about a hundred bytes in twelve columns.
Runs are taken in turn and medians compared. The goals, at a million rows: 2.2 x the csv copy, 2.0 x the json copy,
40 MiB, and no more than 1.2 times the seconds a row of a tenth as many.
"""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
SEED = 20261121
JOBS = 194_720  # of the occupation in the nation, May 2025
SALARY = str(Path(sys.executable).with_name("salary"))
NAMES = "id name notes cert years state metro employer education role specialty remote".split()
CSV_COPY = (
    "import csv, sys\n"
    "with open(sys.argv[1], encoding='utf-8', newline='') as a, open(sys.argv[2], 'w', encoding='utf-8', newline='') as b:\n"
    "    csv.writer(b).writerows(csv.reader(a))"
)
JSON_COPY = (
    "import json, sys\n"
    "with open(sys.argv[1], encoding='utf-8') as a, open(sys.argv[2], 'w', encoding='utf-8') as b:\n"
    "    for line in a:\n"
    "        b.write(json.dumps(json.loads(line)) + '\\n')"
)
WATCH = (
    "import resource, subprocess, sys, time\n"
    "began = time.perf_counter()\n"
    "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
    "print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
FIRST = "Ana Ben Chloe Dev Elena Frank Grace Hugo Ines Jamal Kim Lara Mei Noah Olga Priya".split()
LAST = "Alvarez Brown Chen Diaz Evans Fischer Garcia Hughes Ibrahim Jones Kelly Lopez Miller".split()
NOTES = (
    "supervises two trainees, sits the next exam in May",
    "hired through an agency last autumn",
    "moved from billing in the spring",
    "part of the outpatient team",
    'asked for the "senior" title',
)
HELD = ("CPC", "CCS", "CPB", "COC", "CRC", "RHIT", "CPMA", "CIC", "CCA", "CPC-A")
SPANS = {"0.5": (0, 1), "3": (2, 4), "7": (5, 9), "14.5": (10, 19), "25": (20, 35)}


def shares(factor: str) -> tuple[list[str], list[float]]:
    with (HERE.parents[1] / "workforce_mix.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["factor"] == factor]
    return [row["value"] for row in rows], [float(row["share"]) for row in rows]


def areas() -> list[str]:
    path = HERE.parents[2] / "coding_salary" / "table" / "data" / "us_areas.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


class Crowd:
    """Made-up people, one row after the other."""

    def __init__(self) -> None:
        self.random = Random(SEED)
        self.mixes = {
            name: shares(name)
            for name in ("experience", "certified", "credential_count", "employer", "education")
        }
        self.areas = areas()

    def draw(self, name: str) -> str:
        values, weights = self.mixes[name]
        return self.random.choices(values, weights)[0]

    def certs(self) -> str:
        if self.draw("certified") == "none":
            return "none"
        return ";".join(self.random.sample(HELD[:-1], int(self.draw("credential_count"))))

    def row(self, number: int) -> list[str]:
        random = self.random
        name = f"{random.choice(FIRST)} {random.choice(LAST)}"
        place = random.random()
        return [
            f"E{number:07}",
            ", ".join(reversed(name.split())) if random.random() < 0.02 else name,
            random.choices(NOTES, (2, 32, 32, 32, 2))[0],
            self.certs(),
            str(random.randint(*SPANS[self.draw("experience")])),
            random.choice(("OH", "CA", "TX", "NY", "FL")) if 0.8 <= place < 0.95 else "",
            random.choice(self.areas) if place < 0.8 else "",
            self.draw("employer"),
            self.draw("education"),
            random.choices(("", "coder", "auditor", "manager"), (60, 32, 5, 3))[0],
            random.choices(("", "cardiology", "inpatient"), (90, 5, 5))[0],
            random.choices(("", "yes", "no"), (60, 20, 20))[0],
        ]


def make(count: int, folder: Path) -> tuple[Path, Path]:
    """Write the same people as CSV and as JSON Lines."""
    crowd = Crowd()
    table, lines = folder / f"{count}.csv", folder / f"{count}.jsonl"
    with table.open("w", encoding="utf-8", newline="") as file, lines.open("w", encoding="utf-8") as other:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(NAMES)
        for number in range(count):
            row = crowd.row(number)
            writer.writerow(row)
            other.write(json.dumps(dict(zip(NAMES, row, strict=True))) + "\n")
    return table, lines


def run(*command: str) -> tuple[float, float]:
    """Return the seconds that a command takes, and the most memory of its process in MiB.

    A small process starts it, because a child begins with the memory of its parent.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-c", WATCH, *command],
        stdout=subprocess.PIPE,
        env={"PATH": os.environ["PATH"]},
        check=True,
    )
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak / (1024**2 if sys.platform == "darwin" else 1024)


def measured(commands: dict[str, tuple[str, ...]], rounds: int) -> dict[str, tuple[float, float]]:
    """Run the commands in turn; return the median seconds and the peak memory of each."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(run(*command))
    return {
        name: (median(seconds for seconds, _ in runs), max(peak for _, peak in runs))
        for name, runs in taken.items()
    }


def compared(count: int, folder: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Return the median seconds and the peak memory in MiB of each way to go through so many rows."""
    table, lines = make(count, folder)
    out = str(folder / "out")
    python = (sys.executable, "-I", "-c")
    return measured(
        {
            "csv copy": (*python, CSV_COPY, str(table), out),
            "batch": (SALARY, "batch", str(table), "-o", out),
            "json copy": (*python, JSON_COPY, str(lines), out),
            "batch of JSON": (SALARY, "batch", str(lines), "-o", out),
        },
        rounds,
    )


def main(largest: int = 1_000_000, rounds: int = 3) -> None:
    """Print the ratios for ten times as many rows each time."""
    print(
        "| rows | microseconds a row | x the csv copy | peak MiB | JSON Lines, x the json copy | peak MiB |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    with TemporaryDirectory() as name:
        count = 1_000
        while count <= largest:
            took = compared(count, Path(name), rounds if count > 100_000 else rounds + 2)
            (copy, _), (batch, peak) = took["csv copy"], took["batch"]
            (json_copy, _), (json_batch, json_peak) = took["json copy"], took["batch of JSON"]
            print(
                f"| {count:,} | {batch / count * 1e6:.1f} | {batch / copy:.2f} | {peak:.0f}"
                f" | {json_batch / json_copy:.2f} | {json_peak:.0f} |",
                flush=True,
            )
            count *= 10
        took = compared(JOBS, Path(name), rounds)
        bare = median(run(sys.executable, "-I", "-c", "pass")[0] for _ in range(20))
        (copy, _), (batch, _) = took["csv copy"], took["batch"]
        print(f"\nThe {JOBS:,} jobs of the occupation in one go: {batch / copy:.2f} x the csv copy,")
        print(f"{batch / bare:,.0f} x a bare interpreter ({batch:.2f} s here).")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
