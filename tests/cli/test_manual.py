"""The manual page: current, complete, and well formed."""

import re
import shutil
import subprocess

import pytest
from program import salary
from tables import ROOT

from coding_salary.cli.manual import manual
from coding_salary.cli.options import PROFILE_FLAGS, VIEW_FLAGS
from coding_salary.cli.output import ENVIRONMENT
from coding_salary.reading.errors import ExitCode

PAGE = ROOT / "coding_salary" / "salary.1"


def test_it_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), (
        "run: python -m coding_salary.cli.manual > coding_salary/salary.1"
    )


def test_it_names_every_flag_exit_code_and_variable() -> None:
    page = manual().replace("\\-", "-").replace("\\&", "")
    for flag in (*PROFILE_FLAGS, *VIEW_FLAGS):
        assert flag.spellings[0].partition("/")[0] in page
    for code in ExitCode:
        assert f"\\fB{code.value}\\fR\n{code.meaning[:40]}" in page
    for name, meaning in ENVIRONMENT.items():
        assert f"\\fB{name}\\fR\n{meaning[:40]}" in page


@pytest.mark.parametrize("lint", ["mandoc -T lint -W style", "groff -man -ww -z"])
def test_it_is_well_formed(lint: str) -> None:
    tool = lint.split(maxsplit=1)[0]
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed, so the manual page was not linted with it")
    done = subprocess.run([*lint.split(), PAGE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_help_and_manual_list_the_same_exit_codes() -> None:
    shown = salary("--help").out
    for code in ExitCode:
        assert re.search(rf"^ +{code.value} +{re.escape(code.meaning)}", shown, re.MULTILINE)
