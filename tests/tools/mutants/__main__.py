"""Changes the pure modules one small thing at a time and sees whether a test notices (mutmut).

    .venv/bin/pip install '.[dev,mutants]' && .venv/bin/python tests/tools/mutants [--again | --results]

Fails when a change that nothing notices is not explained in survivors.txt, and when one that is
explained there is noticed now. `--again` goes on with a run that was stopped, or else tests once more
what the last one left alive without an explanation; `--results` only reads the last run.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from shutil import rmtree

from survivors import LIST, PACKAGE, ROOT, Mutant, flat, read_list

MUTMUT = str(Path(sys.executable).with_name("mutmut"))
ALIVE = ("survived", "no tests")
UNCHECKED = "not checked"


def mutmut(*args: str) -> str:
    """Return what mutmut says."""
    run = subprocess.run([MUTMUT, *args], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return run.stdout.decode()


def results() -> dict[str, str]:
    """Return what became of every mutant of the last run, by its name."""
    lines = (line.strip().rpartition(": ") for line in mutmut("results", "--all", "true").splitlines())
    return {name: status for name, _, status in lines if name}


def shown(name: str) -> Mutant:
    """Return what a mutant changes; its name is such as `coding_salary.model.curve.xǁCurveǁscores__mutmut_5`."""
    module, _, mangled = name.removeprefix(f"{PACKAGE}.").rpartition(".")
    function = mangled.rpartition("__mutmut_")[0].removeprefix("x")
    path = function.strip("ǁ").split("ǁ") if function.startswith("ǁ") else [function.removeprefix("_")]
    body = [
        line for line in mutmut("show", name).splitlines() if not line.startswith(("#", "---", "+++", "@@"))
    ]
    old, new = (flat(" ".join(line[1:] for line in body if line.startswith(sign))) for sign in ("-", "+"))
    return Mutant(".".join((module, *path)), old, new)


def living() -> dict[Mutant, str]:
    """Return what no test noticed in the last run, with mutmut's names."""
    return {shown(name): name for name, status in results().items() if status in ALIVE}


def main(option: str = "") -> int:
    """Run mutmut, count, and compare what lives with the list."""
    listed = [entry.mutant for entry in read_list(LIST.read_text(encoding="utf-8"))]
    again: list[str] = []
    if not option:
        rmtree(ROOT / "mutants", ignore_errors=True)  # mutmut keeps results, whatever the tests have become
    elif UNCHECKED not in results().values():
        again = [name for mutant, name in living().items() if mutant not in listed]
    if not option or (option == "--again" and (again or UNCHECKED in results().values())):
        subprocess.run([MUTMUT, "run", "--max-children", "1", *again], cwd=ROOT, check=True)
    counts, alive = Counter(results().values()), living()
    told = ", ".join(f"{count:,} {status}" for status, count in counts.most_common())
    print(f"{counts.total():,} mutants: {told}; {len(listed):,} explained")
    unexplained = [mutant for mutant in alive if mutant not in listed]
    noticed = [mutant for mutant in listed if mutant not in alive]
    for mutant in unexplained:
        print(f"alive and not explained: {mutant} ({alive[mutant]})")
    for mutant in noticed:
        print(f"explained, and killed or gone: {mutant}")
    complete = counts and UNCHECKED not in counts
    return 0 if complete and not unexplained and not noticed else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
