"""Every example of the README is run, and its output compared."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from program import SALARY, environment
from tables import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """Return each command after a `$`, with the output printed below it."""
    found = []
    for block in BLOCKS:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def test_there_are_examples() -> None:
    assert len(examples()) >= 4


@pytest.mark.parametrize(("command", "output"), examples(), ids=lambda text: text[:40])
def test_an_example_prints_what_the_readme_shows(command: str, output: str, tmp_path: Path) -> None:
    assert "salary" in shlex.split(command)
    path = f"{SALARY.parent}:{environment()['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=tmp_path,
        env=environment(PATH=path, COLUMNS="80"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.stdout == output


def test_the_first_two_commands_install_run_and_test() -> None:
    first, second, *_ = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert "pip install ." in first
    assert first.rstrip().endswith("salary estimate --cert CPC --years 5")
    assert "python tests" in second
    assert ".[dev]" in second
