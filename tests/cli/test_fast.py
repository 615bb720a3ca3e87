"""The short way: it declines, or does exactly what Typer would."""

import io
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program import SALARY, environment
from tables import TINY, broken

from coding_salary.cli import app
from coding_salary.cli.commands import MODULES
from coding_salary.cli.fast import answered
from coding_salary.cli.options import (
    BANDS,
    EXPLAIN,
    MEASURE_FLAGS,
    PER,
    PROFILE_FLAGS,
    QUIET,
    SAVED_FLAGS,
    VIEW_FLAGS,
)

SPELLINGS = [
    spelling
    for flag in (*PROFILE_FLAGS, *SAVED_FLAGS, *VIEW_FLAGS, *MEASURE_FLAGS, EXPLAIN, PER, QUIET, BANDS)
    for spelling in flag.spellings
    if "/" not in spelling
]
UNREADABLE = broken("tag", Path(mkdtemp()))
# Right and wrong ones, those that begin like a flag, and what Typer splits, joins or reads as a number.
VALUES = [
    *["CPC", "none", "CPC,CPMA", "cpx", "5", "2.5", "-3", "oh", "Ohoi", "18140", "enid", "hospital", "auditor", "UK"],
    *["json", "CSV", "plain", "jsonl", "xml", "typical,level", "typcal", "40", "0050", "19", "9" * 30, "\u0663", "always", "hour"],
    *["USD", "2026-11", "today", str(TINY), str(UNREADABLE), "/nonexistent", "/dev/null", "", " ", "a b"],
]  # fmt: skip
JUNK = ["--", "-", "--help", "--debug", "--format=json", "-cCPC", "-fy", "--cer", "--Cert", "surplus", "", "--remote/--on-site"]  # fmt: skip
PAIRS = st.tuples(st.sampled_from(SPELLINGS), st.sampled_from(VALUES)).map(list)
GOOD = st.sampled_from(
    [
        ["--cert", "CPC"],
        ["-y", "5"],
        ["--state", "OH"],
        ["-f", "json"],
        ["--format", "CSV"],
        ["--explain"],
        ["--remote"],
        ["--on-site"],
        ["--per", "hour"],
        ["-q"],
        ["--no-profile"],
    ]
)
WORDS = st.lists(st.one_of(GOOD, GOOD, PAIRS, st.sampled_from([*JUNK, *SPELLINGS]).map(lambda word: [word])))
COMMANDS = st.sampled_from(["estimate"] * 6 + [name for name in MODULES if name != "batch"])


def outcome(run: Callable[[], int | None]) -> tuple[int | None, bytes, bytes]:
    """Run in this process; return how it ended and every byte that it wrote."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run()
    return code, out.buffer.getvalue(), err.buffer.getvalue()


@pytest.mark.parametrize("today", ["2026-05", "nonsense"])
@given(command=COMMANDS, words=WORDS)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_declines_or_does_what_typer_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, today: str, command: str, words: list[list[str]]
) -> None:
    monkeypatch.chdir(tmp_path)  # --output may name any file
    monkeypatch.setenv("SALARY_TODAY", today)
    line = [command, *(word for pair in words for word in pair)]
    code, out, err = outcome(lambda: answered(line))
    if code is None:
        assert (out, err) == (b"", b"")
        return
    monkeypatch.setattr(sys, "argv", ["salary", *line])
    assert (code, out, err) == outcome(app.main)


EXACT = [
    (),
    ("--cert", "CPC", "--years", "5", "--format", "json"),
    ("-c", "CPC", "-c", "CPMA", "-f", "csv", "--no-header"),
    ("--cert", "CPC", "--explain", "--width", "60", "--color", "always"),
    ("--cert", "CPX"),
    ("--bands", str(UNREADABLE)),
    ("--no-header",),
    ("--metro", "enid", "--real", "--in", "GBP"),
]


@pytest.mark.parametrize("words", EXACT)
def test_it_is_taken_where_it_can_be_and_as_a_process_does_what_typer_does(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALARY_TODAY", "2026-05")
    assert outcome(lambda: answered(["estimate", *words]))[0] is not None
    typers = "import sys; from coding_salary.cli.app import main; sys.exit(main())"
    short, long = (
        subprocess.run([*run, "estimate", *words], capture_output=True, env=environment(), check=False)
        for run in ([SALARY], [sys.executable, "-c", typers])
    )
    assert (short.returncode, short.stdout, short.stderr) == (long.returncode, long.stdout, long.stderr)


@pytest.mark.parametrize(
    "typed",
    [
        *["estimate --cert ", "estimate -c CPC,cp", "compare state --country UK --cert A", "estimate --metro Columbus-o"],
        *["offer 26/hr --role a", "estimate --explain --in u", "sources oew", "estimate --cert --s", "estimate -c C x"],
        *["estimate --metro 'col", "estimate --format js", "", "est", "bands show --bands "],
    ],
)  # fmt: skip
def test_bash_is_offered_what_typer_offers(typed: str) -> None:
    line = f"salary {typed}"
    env = environment(_SALARY_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(line.count(" ")))
    typers = "import sys; from coding_salary.cli.app import main; sys.exit(main())"
    short, long = (
        subprocess.run(run, capture_output=True, env=env, check=False)
        for run in ([SALARY], [sys.executable, "-c", typers])
    )
    assert (short.returncode, short.stdout, short.stderr) == (long.returncode, long.stdout, long.stderr)
