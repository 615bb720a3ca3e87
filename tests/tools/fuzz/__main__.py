"""Coverage-guided fuzzing of the two readers of files, to be run by hand; needs the extra `fuzz`.

    .venv/bin/pip install '.[fuzz]'
    .venv/bin/python tests/tools/fuzz tables  -max_total_time=600
    .venv/bin/python tests/tools/fuzz batches -max_total_time=600

What follows the name goes to libFuzzer. A crash is written to the current folder as `crash-...`: make it small with
`-minimize_crash=1`, fix it, and keep it as a named test in tests/table or tests/batch. The seeds
in tests/tools/fuzz/tables and tests/tools/fuzz/batches are a few small files; what a run finds besides goes to a folder
of its own and is thrown away.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["coding_salary"]):
    from coding_salary.batch.run import CSV, Job, Run, Setting
    from coding_salary.reading.errors import SalaryError
    from coding_salary.table.load import default_path, load
    from coding_salary.table.side_tables import load_areas

HERE = Path(__file__).resolve().parent
SHIPPED = load(default_path())
SETTING = Setting(SHIPPED, lambda market: load_areas(market, SHIPPED.path), lambda: "2026-05")
FOLDER = Path(tempfile.mkdtemp(prefix="salary-fuzz-"))


def tables(content: bytes) -> None:
    """Load the bytes as a table: it is good, or refused with places that can be printed."""
    path = FOLDER / "table.yaml"
    path.write_bytes(content)
    try:
        load(str(path))
    except SalaryError as error:
        assert error.problems
        assert all(problem.mark and str(problem).isprintable() for problem in error.problems)


def batches(content: bytes) -> None:
    """Estimate the bytes as a file of people: every row is answered or has a reason."""
    try:
        run = Run(Job(CSV), {}, SETTING, BytesIO(content).read)
        written = b"".join(done.kept for done in run.done())
    except SalaryError as error:
        assert all(str(problem).isprintable() for problem in error.problems)
    else:
        assert written.count(b"\n") >= run.rows


TARGETS = {"tables": tables, "batches": batches}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{__doc__}\nname one of: {', '.join(TARGETS)}")
    name = sys.argv.pop(1)
    found = FOLDER / "found"
    found.mkdir()
    atheris.Setup([*sys.argv, str(found), str(HERE / name)], TARGETS[name])
    atheris.Fuzz()
