"""What a real shell offers after TAB."""

import os
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from program import SALARY, Run, environment, salary, started
from tables import TINY, broken

from coding_salary.cli.commands import MODULES

ANSI = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[()=>][A-Z0-9]?|\x1b\][^\x07]*\x07|\r")
SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
# How each shell loads the script that the program prints for it.
LOAD = {
    "bash": 'eval "$(_SALARY_COMPLETE=source_bash salary)"',
    "zsh": 'autoload -U compinit; compinit -u; eval "$(_SALARY_COMPLETE=source_zsh salary)"',
    "fish": "_SALARY_COMPLETE=source_fish salary | source",
}


def after_tab(shell: str, typed: str, home: Path) -> str:
    """Type into an interactive shell, press TAB twice, and return what it shows."""
    path = f"{SALARY.parent}:{os.environ['PATH']}"
    settings = {"PATH": path, "HOME": str(home), "TERM": "xterm"}
    ours, child = started(*SHELLS[shell], columns=120, lines=100, own=True, cwd=home, changes=settings)
    try:
        read_until_quiet(ours, 1)
        os.write(ours, f"{LOAD[shell]}\n".encode())
        read_until_quiet(ours, 2)
        os.write(ours, f"{typed}\t".encode())
        shown = read_until_quiet(ours, 2)
        os.write(ours, b"\t")
        return shown + read_until_quiet(ours, 2)
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def read_until_quiet(file: int, seconds: float) -> str:
    """Read what comes until nothing has come for so long."""
    shown = b""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and select.select([file], [], [], seconds)[0]:
        try:
            shown += os.read(file, 65536)
        except OSError:
            break
    return ANSI.sub("", shown.decode(errors="replace"))


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_offers_certifications_with_their_names(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed, so completion was not tried in it")
    shown = after_tab(shell, "salary estimate --cert C", tmp_path)
    for code in ("CPC", "CPMA", "CCS-P"):
        assert code in shown
    if shell != "bash":  # bash shows no descriptions
        assert "Certified Professional Coder (AAPC)" in shown


def offered(typed: str, **changes: str) -> list[str]:
    """Ask for completions as the bash script does."""
    words = typed.split(" ")
    env = environment(
        _SALARY_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1), **changes
    )
    done = subprocess.run([SALARY], capture_output=True, text=True, env=env, check=False)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("salary ", [*MODULES]),
        ("salary est", ["estimate"]),
        ("salary bands ", ["check", "path", "show", "init", "diff", "export"]),
        ("salary sources oew", ["oews-2025", "oews-history"]),
        ("salary sources aapc-201", ["aapc-2010-cells", "aapc-2012", "aapc-2012-hourly", "aapc-2015"]),
        (
            "salary estimate --metro colu",
            ["columbia-mo", "columbia-sc", "columbus-ga-al", "columbus-in", "columbus-oh", "columbia-tn"],
        ),
        ("salary estimate --state o", ["oh", "ok", "or"]),
        ("salary estimate --role a", ["auditor", "analyst"]),
        ("salary estimate --metro Columbus-o", ["Columbus-oh"]),
        ("salary list metros --state o", ["oh", "ok", "or"]),
        ("salary estimate --employer h", ["hospital", "home-health", "health-system"]),
        ("salary estimate --education b", ["bachelor"]),
        ("salary estimate --specialty ca", ["cardiology"]),
        ("salary estimate --country u", ["us", "uk"]),
        ("salary estimate --country UK --state L", ["LIN", "LOU", "LFR"]),
        ("salary estimate --country UK --cert ", ["ACC", "none"]),
        ("salary estimate --country UK --in ", ["USD", "GBP", "CAD", "AUD"]),
        ("salary compare country --in g", ["gbp"]),
        ("salary estimate --cert CPC,cpm", ["CPC,cpma"]),
        ("salary estimate --cert CPMA,cpm", []),
        ("salary estimate --format js", ["json", "jsonl"]),
        ("salary estimate --col", ["--color"]),
    ],
)
def test_offers(typed: str, expected: list[str]) -> None:
    assert offered(typed) == expected


def test_offers_come_from_the_table_in_use() -> None:
    assert offered("salary estimate --cert ", SALARY_BANDS=str(TINY)) == ["ABC", "ABC-A", "TOP", "none"]
    assert offered(f"salary estimate --bands {TINY} --cert T") == ["TOP"]


def certifications(shell: str, table: Path) -> subprocess.CompletedProcess[str]:
    """Ask for the certifications of a table as the script of a shell does, in the folder of the table."""
    env = environment(
        _SALARY_COMPLETE=f"complete_{shell}",
        COMP_WORDS="salary estimate --cert ",
        COMP_CWORD="3",
        _TYPER_COMPLETE_ARGS="salary estimate --cert ",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        SALARY_BANDS=str(table),
    )
    return subprocess.run([SALARY], capture_output=True, text=True, env=env, check=False, cwd=table.parent)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_broken_table_offers_nothing_and_says_nothing(shell: str, tmp_path: Path) -> None:
    done = certifications(shell, broken("tag", tmp_path))
    assert done.stderr == ""
    assert done.stdout.strip() in ("", "_files")


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_hostile_labels_are_shown_as_they_are(shell: str, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.yaml"
    text = TINY.read_text(encoding="utf-8").replace("All But Codes", "[/x] $(touch owned) `id` [bold]'x'")
    hostile.write_text(
        text.replace("{label: [/x]", '{label: "[/x]').replace("'x',", "'x'\","), encoding="utf-8"
    )
    done = certifications(shell, hostile)
    assert (done.returncode, done.stderr) == (0, "")
    assert "(/x)" in done.stdout
    if shell == "zsh" and shutil.which("zsh"):
        script = f"_arguments() {{ print -r -- $# }}; eval $(cat <<'EOF'\n{done.stdout}\nEOF\n)"
        subprocess.run(["zsh", "-f", "-c", script], check=True, cwd=tmp_path, capture_output=True)
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize(
    "changes",
    [{}, {"COMP_WORDS": "salary"}, {"COMP_WORDS": "salary", "COMP_CWORD": "x"}, {"COMP_CWORD": "1"}],
    ids=str,
)
def test_broken_variables_of_a_completion_are_no_bug(changes: dict[str, str]) -> None:
    assert salary(_SALARY_COMPLETE="complete_bash", **changes) == Run(2, "", "")


def test_a_home_that_cannot_be_written_is_no_bug_of_installing_completion(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, and no folder", encoding="utf-8")
    run = salary("--install-completion", HOME=str(tmp_path / "home"), SHELL="/bin/bash", PATH="/bin:/usr/bin")
    assert (run.code, run.out) == (4, "")
    assert run.err.startswith("error: cannot install the completion: ")
