"""Every example of the README is run, and its output compared."""

import re
import shutil
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
    assert "salary" in command
    missing = [tool for tool in ("jq",) if f"| {tool} " in command and not shutil.which(tool)]
    if missing:
        pytest.skip(f"{missing[0]} is not installed, so this example was not run")
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


def test_watch_shows_the_answer_again_and_again(tmp_path: Path) -> None:
    if not shutil.which("watch"):
        pytest.skip("watch is not installed, so rerunning under it was not tried")
    command = f"timeout --foreground 3 watch -n 1 '{SALARY} estimate --cert CPC --years 5'"
    done = subprocess.run(
        ["script", "-qec", command, "/dev/null"],
        env=environment(TERM="xterm", COLUMNS="100", LINES="40"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=30,
    )
    assert "$51,700" in done.stdout
    assert "Traceback" not in done.stdout
