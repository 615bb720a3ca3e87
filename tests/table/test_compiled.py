"""The module that the build makes of the table: the same table, believed only beside the YAML it was made of."""

import json
import runpy
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from program import environment
from tables import ROOT, TINY

from coding_salary.table.load import Markets, read_table

# The hook is no part of the installed package.
module = runpy.run_path(str(ROOT / "coding_salary" / "table" / "build_hook.py"))["module"]
PERSON = ("estimate", "--cert", "CPC", "--years", "5", "--state", "OH", "--format", "json")


def assert_alike(one: object, other: object) -> None:
    """Named tuples are equal to any tuple of the same values; these must be of the same kind, too."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        assert list(one) == list(other)
        for key in one:
            assert_alike(one[key], other[key])
        return
    assert type(one) is type(other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        for mine, theirs in zip(one, other, strict=True):
            assert_alike(mine, theirs)
    else:
        assert one == other


@pytest.mark.parametrize(
    "path", [ROOT / "bands.yaml", TINY, TINY.parent / "isles.yaml", TINY.parent / "guild.yaml"]
)
def test_it_holds_the_table_whole(path: Path) -> None:
    table = read_table(str(path))
    compiled: dict = {}
    exec(module(table), compiled)
    bands = compiled["table"]()._replace(path=str(path), markets=Markets(compiled["MARKETS"]))
    assert_alike(bands, table.bands)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A package as the wheel installs it."""
    package = tmp_path / "coding_salary"
    shutil.copytree(ROOT / "coding_salary", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "bands.yaml", package)
    text = module(read_table(str(ROOT / "bands.yaml")))
    (package / "table" / "compiled.py").write_text(text, encoding="utf-8")
    return package


def run(package: Path, *args: str) -> tuple[str, bool]:
    """Return what a run prints, and whether it had to parse YAML and to hash it."""
    shown, loaded = run_loading(package, *args)
    return shown, bool({"yaml", "hashlib", "csv"} & loaded)


def run_loading(package: Path, *args: str) -> tuple[str, set[str]]:
    """Return what a run prints, and the modules that it loaded."""
    program = (
        "import sys\nfrom coding_salary.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *args],
        cwd=package.parent,
        capture_output=True,
        text=True,
        env=environment(PYTHONPATH=str(package.parent)),
        check=True,
    )
    return done.stdout, set(done.stderr.splitlines()[-1].split())


def test_the_same_bytes_with_it_and_without(installed: Path) -> None:
    fast, parsed = run(installed, *PERSON)
    assert not parsed
    (installed / "table" / "compiled.py").unlink()
    assert run(installed, *PERSON) == (fast, True)


@pytest.mark.parametrize(
    ("name", "before_edit", "after_edit"),
    [
        ("bands.yaml", "multiplier: 0.957", "multiplier: 1.057"),
        ("table/data/us_states.csv", "38060,45500,50990,", "38060,45500,51990,"),
    ],
)
def test_an_edited_table_counts(installed: Path, name: str, before_edit: str, after_edit: str) -> None:
    before, _ = run(installed, *PERSON)
    table = installed / name
    text = table.read_text(encoding="utf-8")
    assert before_edit in text
    table.write_text(text.replace(before_edit, after_edit), encoding="utf-8")
    after, parsed = run(installed, *PERSON)
    assert parsed
    assert json.loads(after)["you"]["typical"] > json.loads(before)["you"]["typical"]


def test_the_scale_of_an_employer_is_made_only_for_it(installed: Path) -> None:
    place = ("--state", "OH", "--format", "json")
    scale = {
        f"coding_salary.table.{name}" for name in ("employer_scale", "ladder", "localities", "pay_scale")
    }
    _, loaded = run_loading(installed, "estimate", "--employer", "federal", *place)
    assert not scale & loaded
    fast, loaded = run_loading(installed, "estimate", "--employer", "va", *place)
    assert scale <= loaded
    assert not {"yaml", "hashlib"} & loaded
    (installed / "table" / "compiled.py").unlink()
    assert run(installed, "estimate", "--employer", "va", *place) == (fast, True)


def test_one_s_own_table_takes_the_checked_path(installed: Path) -> None:
    own = installed.parent / "mine.yaml"
    shutil.copy(installed / "bands.yaml", own)
    fast, _ = run(installed, *PERSON)
    assert run(installed, *PERSON, "--bands", str(own)) == (fast, True)


def test_no_run_writes_anything(installed: Path) -> None:
    before = {path for path in installed.parent.rglob("*") if "__pycache__" not in path.parts}
    run(installed, *PERSON)
    assert {path for path in installed.parent.rglob("*") if "__pycache__" not in path.parts} == before
