"""The wheel: what is in it, and that it answers as the checkout does."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipapp
import zipfile
from importlib.metadata import distributions, files
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from jsonschema import Draft202012Validator
from program import below, environment, loaded, salary
from schemas import NAMES
from table_schema import as_an_editor
from tables import ROOT, TINY, broken

from coding_salary import RELEASED, __version__
from coding_salary.reading.errors import Faults
from coding_salary.reading.yaml_file import parse

ARGUMENTS = (
    ("estimate", "--cert", "CPC", "--years", "5", "-f", "json"),
    ("estimate", "--metro", "columbus, oh", "--explain"),
    ("estimate", "--role", "biller", "-f", "csv"),
    ("bands", "check"),
)

IN_A_ZIP = (
    *ARGUMENTS,
    ("estimate", "--cert", "CPC"),
    ("estimate", "--state", "CA", "--real"),
    ("sources",),
    ("careers",),
    ("help", "model"),
    ("bands", "path"),
    ("estimate", "--help"),
)
# What the zip file needs beside the wheel; all of it is Python.
NEEDED = ("typer", "rich", "pyyaml", "markdown-it-py", "mdurl", "pygments", "annotated-doc", "shellingham")


def built(folder: Path) -> Path:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    folder = wheel.parent
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_it_holds_the_table_once_and_no_tests(unpacked: Path) -> None:
    files = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    (page,) = (unpacked / name for name in files if name.endswith(".data/data/share/man/man1/salary.1"))
    assert page.read_bytes() == (ROOT / "coding_salary" / "salary.1").read_bytes()
    assert "coding_salary/bands.yaml" in files
    assert "coding_salary/table/data/us_areas.csv" in files
    assert "coding_salary/table/data/datapackage.json" in files
    assert "coding_salary/table/compiled.py" in files
    assert "coding_salary/py.typed" in files
    assert {f"coding_salary/schemas/{name}.json" for name in NAMES} <= files
    assert not [name for name in files if "test" in name]
    assert (unpacked / "coding_salary" / "bands.yaml").read_bytes() == (ROOT / "bands.yaml").read_bytes()


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_installed_alone_it_gives_the_bytes_of_the_checkout(
    unpacked: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    def written(package: Path) -> bytes:
        command = [sys.executable, "-P", "-m", "coding_salary", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(PYTHONPATH=str(package)), capture_output=True, check=True
        )
        return done.stdout.replace(os.fsencode(package), b"HERE")

    checkout = written(ROOT).replace(b"HERE/bands.yaml", b"HERE/coding_salary/bands.yaml")
    assert written(unpacked) == checkout


def test_its_table_is_read_compiled_and_an_area_only_when_named(unpacked: Path) -> None:
    modules = loaded("estimate", "--state", "OH", "-f", "json", PYTHONPATH=str(unpacked))
    assert "coding_salary.table.compiled" in modules
    parsing = ["yaml", "hashlib", "csv", "coding_salary.reading.yaml_file", "coding_salary.table.side_tables"]
    parsing += [f"coding_salary.table.{name}" for name in ("states", "market_entry", "pay_scale")]
    assert not [name for name in parsing if below(modules, name)]
    assert "csv" in loaded("estimate", "--metro", "18140", "-f", "json", PYTHONPATH=str(unpacked))


def test_it_is_started_by_the_name_of_the_package_too(unpacked: Path) -> None:
    (distribution,) = distributions(name="coding-salary", path=[str(unpacked)])
    names = {(entry.group, entry.name): entry.value for entry in distribution.entry_points}
    assert names == dict.fromkeys(
        [("console_scripts", "salary"), ("console_scripts", "coding-salary"), ("pipx.run", "coding-salary")],
        "coding_salary.__main__:main",
    )


def test_a_copy_of_its_table_names_an_installed_schema_that_an_editor_finds_it_good_by(
    unpacked: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-P", "-m", "coding_salary", "bands", "init", "mine.yaml"]
    subprocess.run(command, cwd=tmp_path, env=environment(PYTHONPATH=str(unpacked)), check=True)
    content = (tmp_path / "mine.yaml").read_bytes()
    # What the YAML language server looks for in the comments of a file.
    found = re.match(rb"# yaml-language-server: \$schema=(\S+)\n", content)
    assert found
    path = Path(unquote(urlsplit(found[1].decode()).path))
    assert path.is_relative_to(unpacked)
    table = as_an_editor(parse(content, "mine.yaml", Faults()))
    validator = Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
    assert list(validator.iter_errors(table)) == []
    assert list(validator.iter_errors({**table, "markets": 1}))


def test_its_citation_is_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (cited["title"], cited["version"]) == ("coding-salary", __version__)
    assert cited["date-released"].isoformat() == RELEASED


def test_its_hook_checks_every_table_that_a_commit_changes(tmp_path: Path) -> None:
    """The hook is handed the names of several files at once."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert re.search(hook["files"], "pay/my-bands.yaml")
    assert not re.search(hook["files"], "bands/people.yaml")
    slips = [broken(name, tmp_path).name for name in ("anchor", "bad-link")]
    program, *words = hook["entry"].split()
    assert program == "salary"
    run = salary("", *words, *slips, str(TINY), cwd=tmp_path)
    assert run.code == 3
    assert [line.split(":")[1] for line in run.err.splitlines()] == [
        *(f" {slip}" for slip in slips),
        " found 2 problems",
    ]


@pytest.fixture(scope="module")
def pyz(unpacked: Path) -> Path:
    """The program and what it needs as one file that Python runs, packed as the topic `install` packs it."""
    folder, target = unpacked.parent / "pyz", unpacked.parent / "salary.pyz"
    shutil.copytree(unpacked, folder)
    for file in (file for name in NEEDED for file in files(name) or () if file.suffix == ".py"):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file.locate(), folder / file)
    zipapp.create_archive(folder, target, main="coding_salary.__main__:main", compressed=True)
    return target


@pytest.mark.parametrize("arguments", IN_A_ZIP, ids=" ".join)
def test_it_runs_from_a_zip_file(
    unpacked: Path, pyz: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    def written(*program: str, **changes: str) -> bytes:
        command = [sys.executable, *program, *arguments]
        settled = environment(**changes)
        return subprocess.run(command, cwd=tmp_path, env=settled, capture_output=True, check=True).stdout

    folder = written("-P", "-m", "coding_salary", PYTHONPATH=str(unpacked))
    assert written("-I", "-S", str(pyz)) == folder.replace(os.fsencode(unpacked), os.fsencode(pyz))


def test_it_is_built_to_the_same_bytes_again(wheel: Path, tmp_path: Path) -> None:
    assert built(tmp_path).read_bytes() == wheel.read_bytes()


def other_interpreters() -> list[str]:
    """Return the other versions of Python that this machine has, from 3.11 on."""
    found = []
    for minor in range(11, 20):
        name = f"python3.{minor}"
        if minor != sys.version_info.minor and shutil.which(name):
            answers = subprocess.run([name, "-c", "pass"], capture_output=True, check=False).returncode == 0
            found += [name] if answers else []
    return found


@pytest.mark.parametrize("python", other_interpreters() or [None])
def test_every_version_of_python_gives_the_same_bytes(unpacked: Path, python: str | None) -> None:
    if python is None:
        pytest.skip("no other Python from 3.11 on is installed, so versions were not compared")
    packages = os.pathsep.join(
        (str(unpacked), *(path for path in sys.path if path.endswith("site-packages")))
    )
    for arguments in (*ARGUMENTS[:3], ("compare", "state", "--cert", "CPC", "--real", "-f", "csv")):
        ours, theirs = (
            subprocess.run(
                [version, "-P", "-m", "coding_salary", *arguments],
                env=environment(PYTHONPATH=packages),
                capture_output=True,
                check=True,
            ).stdout
            for version in (sys.executable, python)
        )
        assert ours == theirs
