"""The wheel: what is in it, and that it answers as the checkout does."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from program import environment
from tables import ROOT

ARGUMENTS = (
    ("estimate", "--cert", "CPC", "--years", "5", "-f", "json"),
    ("estimate", "--metro", "columbus, oh", "--explain"),
    ("estimate", "--role", "biller", "-f", "csv"),
    ("bands", "check"),
)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_it_holds_the_table_once_and_no_tests(unpacked: Path) -> None:
    files = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    assert "coding_salary/bands.yaml" in files
    assert "coding_salary/tables/us_areas.csv" in files
    assert "coding_salary/py.typed" in files
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
