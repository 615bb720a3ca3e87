"""The compiled copy of the table: the same table, believed only beside the YAML that it was made from."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from program import environment
from tables import ROOT, TINY

from coding_salary.table.bands import Bands
from coding_salary.table.load import CLASSES, compiled, load, read_compiled, read_table, revived

PERSON = ("estimate", "--cert", "CPC", "--years", "5", "--state", "OH", "--format", "json")


def assert_alike(one: object, other: object) -> None:
    """Named tuples are equal to any tuple of the same values; these must be of the same kind, too."""
    if not isinstance(one, Mapping):
        assert type(one) is type(other)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        assert list(one) == list(other)
        for key in one:
            assert_alike(one[key], other[key])
    elif isinstance(one, tuple) and isinstance(other, tuple):
        assert len(one) == len(other)
        for mine, theirs in zip(one, other, strict=True):
            assert_alike(mine, theirs)
    else:
        assert one == other


@pytest.mark.parametrize("path", [str(ROOT / "bands.yaml"), str(TINY)])
def test_it_holds_the_table_whole(path: str) -> None:
    bands = read_table(path).bands
    head, _, body = compiled(bands).partition("\n")
    assert json.loads(head)["sha256"] == bands.sha256
    assert_alike(revived(json.loads(body))._replace(path=path), bands)


def test_every_kind_of_value_is_known() -> None:
    text = compiled(read_table(str(ROOT / "bands.yaml")).bands)
    revived(json.loads(text.partition("\n")[2]))
    used = {name for name in CLASSES if f'"{name}"' in text}
    assert used == set(CLASSES)


def test_it_is_not_asked_for_another_table(tmp_path: Path, tiny: Bands) -> None:
    (tmp_path / "bands.yaml").write_bytes(TINY.read_bytes())
    (tmp_path / "bands.json").write_text(compiled(tiny), encoding="utf-8")
    assert read_compiled(str(tmp_path / "bands.yaml")) is None
    assert load(str(tmp_path / "bands.yaml")).version == "tiny"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A package as the wheel installs it."""
    package = tmp_path / "coding_salary"
    shutil.copytree(ROOT / "coding_salary", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "bands.yaml", package)
    bands = read_table(str(ROOT / "bands.yaml")).bands
    (package / "bands.json").write_text(compiled(bands), encoding="utf-8")
    return package


def run(package: Path, *args: str) -> tuple[str, bool]:
    """Return what a run prints, and whether it had to parse YAML."""
    program = (
        "import sys\nfrom coding_salary.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print('yaml' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *args],
        cwd=package.parent,
        capture_output=True,
        text=True,
        env=environment(PYTHONPATH=str(package.parent)),
        check=True,
    )
    return done.stdout, done.stderr.splitlines()[-1] == "True"


def test_the_same_bytes_with_it_and_without(installed: Path) -> None:
    fast, parsed = run(installed, *PERSON)
    assert not parsed
    (installed / "bands.json").unlink()
    assert run(installed, *PERSON) == (fast, True)


def test_a_changed_table_is_read_anew(installed: Path) -> None:
    before, _ = run(installed, *PERSON)
    table = installed / "bands.yaml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("[ 38060,  45500,  50990,", "[ 38060,  45500,  51990,"), encoding="utf-8")
    after, parsed = run(installed, *PERSON)
    assert parsed
    assert json.loads(after)["you"]["typical"] > json.loads(before)["you"]["typical"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: "{}",
        lambda text: text.replace('"program": "', '"program": "x'),
        lambda text: text.replace('"~Market":[', '"~Market":[1,'),
        lambda text: text.replace('"~Bands"', '"~Range"'),
        lambda text: text.replace('"~Bands"', '"~Unknown"'),
        lambda text: "[" * 100_000,
        lambda text: text.replace('"~Post":["coder"', '"~Post":["codes"'),
    ],
)
def test_a_copy_that_cannot_be_used_is_passed_over(installed: Path, spoil) -> None:
    expected, _ = run(installed, *PERSON)
    copy = installed / "bands.json"
    whole = copy.read_text(encoding="utf-8")
    assert spoil(whole) != whole
    copy.write_text(spoil(whole), encoding="utf-8")
    assert run(installed, *PERSON) == (expected, True)


def test_one_s_own_table_takes_the_checked_path(installed: Path) -> None:
    own = installed.parent / "mine.yaml"
    shutil.copy(installed / "bands.yaml", own)
    fast, _ = run(installed, *PERSON)
    assert run(installed, *PERSON, "--bands", str(own)) == (fast, True)


def test_no_run_writes_anything(installed: Path) -> None:
    before = {path for path in installed.parent.rglob("*") if "__pycache__" not in path.parts}
    run(installed, *PERSON)
    assert {path for path in installed.parent.rglob("*") if "__pycache__" not in path.parts} == before
