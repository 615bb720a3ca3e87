"""The long attack: a million estimates, a hundred thousand broken tables, thousands of files; counts, longest and memory.

    .venv/bin/python tests/tools/attack [ESTIMATES] [TABLES] [FILES] [SEED]

Ends with a traceback of our own at the first thing that does not hold, and the seed to find it again.
"""

import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from checks import attack
from hostile import HOSTILE

from coding_salary.table.load import default_path, load

ROOT = Path(__file__).resolve().parents[3]
MAX_MEMORY = 200  # MiB
LONGEST = 1.0  # seconds of work for one profile, table or file


def main(estimates: int, tables: int, batches: int, seed: int) -> None:
    """Run the attack and print what was done."""
    began = perf_counter()
    good = [(ROOT / "tests" / name).read_text(encoding="utf-8") for name in ("tiny.yaml", "isles.yaml")]
    counts = (estimates, tables, batches)
    with tempfile.TemporaryDirectory() as folder:
        shipped, attacked, files = attack(load(default_path()), Path(folder), good, counts, str(seed))
        for content, _ in HOSTILE.values():
            attacked.load(content)
    print(
        f"{estimates:,} profiles: {shipped.answered:,} answered, {shipped.refused:,} refused,"
        f" longest {shipped.slowest * 1000:.0f} ms\n"
        f"{tables:,} tables: {attacked.broken:,} refused, {attacked.usable:,} usable,"
        f" longest {attacked.slowest * 1000:.0f} ms\n"
        f"{batches:,} files: {files.rows:,} rows, {files.bad:,} of them bad, {files.refused:,} files refused,"
        f" longest {files.slowest * 1000:.0f} ms"
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{memory:.0f} MiB at most, {perf_counter() - began:.0f} s, seed {seed}")
    assert memory < MAX_MEMORY
    assert max(shipped.slowest, attacked.slowest, files.slowest) < LONGEST


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [1_000_000, 100_000, 5_000, 1][len(given) :]))
