"""The installed program as a process: exit code, standard output and standard error together."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from shlex import split

import pytest
from program import SALARY, Run, environment, foreground, run_bytes, salary, shell
from tables import TINY, broken

from coding_salary import __version__
from coding_salary.cli.commands import MODULES
from coding_salary.profile.answers import KEYS

BANDS = ("check", "path", "show", "init", "diff")


def test_bare_salary_shows_questions_and_commands_that_answer_them() -> None:
    run = salary()
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert (len(lines) <= 24, max(map(len, lines)) <= 80) == (True, True)
    questions = [line.split("salary", 1)[1] for line in lines if line.startswith("  ")]
    assert [command.split()[0] for command in questions].count("estimate") == 2
    assert all(salary(*split(command)).code == 0 for command in questions)


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", ["", *MODULES, *(f"bands {name}" for name in BANDS)])
def test_help_works_everywhere_and_is_ascii_in_an_ascii_locale(command: str, flag: str) -> None:
    run = salary(command, flag, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (run.code, run.err) == (0, "")
    assert "Usage: salary" in run.out
    assert run.out.isascii()


@pytest.mark.parametrize("group", ["bands", "profile"])
def test_a_group_alone_shows_its_help_and_no_error(group: str) -> None:
    run, asked = salary(group), salary(group, "--help")
    assert (run.code, (run.out + run.err).rstrip()) == (2, asked.out.rstrip())


def test_version() -> None:
    assert salary("--version") == Run(0, f"salary {__version__}\n", "")


def test_flags_repeat_and_capitals_do_not_matter() -> None:
    one = salary("estimate -c cpc -c CpMa -y 12 -s ca -e HOSPITAL -f JSON")
    two = salary("estimate --cert CPC,CPMA --years 12 --state California --employer hospital -f json")
    assert one == two
    assert one.code == 0


def test_a_broken_table_ends_with_3_and_every_problem(tmp_path: Path) -> None:
    path = broken("zero-multiplier", tmp_path)
    for command in (("estimate", "--bands", str(path)), ("bands", "check", str(path))):
        run = salary(*command)
        assert (run.code, run.out) == (3, "")
        assert run.err.startswith(
            f"error: {path}:60:48: markets.XX.factors.experience.points[0].multiplier: must be at least 0.1"
        )
        assert run.err.endswith("\nerror: found 1 problem\n")
    assert salary("estimate", SALARY_BANDS=str(path)).code == 3


def test_very_many_problems_are_cut_to_a_readable_number(tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text("".join(f"k{number}: 1\n" for number in range(900)))
    lines = salary("bands", "check", str(path)).err.splitlines()
    assert len(lines) == 501
    assert lines[-1] == "error: found 907 problems, of which the first 500 are shown"


def test_one_s_own_table() -> None:
    run = salary("estimate", "--years", "5", "-f", "json", SALARY_BANDS=str(TINY))
    document = json.loads(run.out)
    assert document["you"]["typical"] == 40_000
    assert document["table_version"] == "tiny"
    assert salary("estimate", "--years", "5", "-f", "json", "--bands", str(TINY)).out == run.out


def test_a_fallback_is_said_aloud_and_in_the_json() -> None:
    run = salary("estimate", "--metro", "enid", "-f", "json")
    note = "no published wages for medical records specialists in Enid, OK; using Oklahoma"
    assert run.code == 0
    assert f"note: {note}\n" in run.err
    document = json.loads(run.out)
    assert document["place"] == {"code": "OK", "name": "Oklahoma", "kind": "state"}
    assert document["profile"]["metro"] == "21420"
    assert note in document["notes"]
    assert salary("estimate", "--metro", "enid").err == f"note: {note}\n"


# Streams.


@pytest.mark.parametrize("command", ["estimate", "estimate -f json", "estimate -f csv", "--help"])
def test_a_full_disk_ends_with_4_and_one_line(command: str, tmp_path: Path) -> None:
    done = shell(f"salary {command} > /dev/full", tmp_path)
    assert (done.returncode, done.stderr) == (
        4,
        "error: cannot write the result: no space left on device\n",
    )


@pytest.mark.parametrize(
    "command",
    [
        *["estimate -f json", "estimate", "estimate --help", "--version", "list metros", "offer 26/hr"],
        *["compare state -c CPC -f csv", "boost -c CPC", "path -y 5", "history", "bands init -"],
    ],
)
def test_a_closed_pipe_ends_quietly(command: str) -> None:
    read, write = os.pipe()
    os.close(read)
    words = command.split()
    done = subprocess.run(
        [SALARY, *words], stdout=write, stderr=subprocess.PIPE, env=environment(), check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "command",
    [
        *["estimate", "compare state", "offer 26/hr", "boost", "path -y 5", "list certs", "bands check"],
        "estimate -c CPX",
    ],
)
def test_standard_input_is_left_alone(command: str) -> None:
    read, write = os.pipe()
    os.write(write, b"unread")
    words = command.split()
    done = subprocess.run([SALARY, *words], stdin=read, capture_output=True, env=environment(), check=False)
    os.close(write)
    assert done.returncode == (2 if "CPX" in command else 0)
    assert os.read(read, 10) == b"unread"
    os.close(read)


def test_closed_standard_streams_are_no_traceback(tmp_path: Path) -> None:
    done = shell("salary estimate >&-", tmp_path)
    assert (done.returncode, done.stderr) == (
        4,
        "error: cannot write the result: standard output is closed\n",
    )


def test_an_interrupt_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "slow.yaml"
    os.mkfifo(fifo)
    child = subprocess.Popen(
        [SALARY, "estimate", "--bands", str(fifo)],
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=foreground,
    )
    with fifo.open("wb"):  # it now waits for the table
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=10)
    assert (child.returncode, err) == (130, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_people_get_ascii_where_the_symbols_cannot_be_shown(encoding: str) -> None:
    run = salary("estimate", "--cert", "CPC", "--years", "5", PYTHONIOENCODING=encoding)
    assert run.code == 0
    assert run.out.isascii()
    assert "> you" in run.out


def test_columns_that_are_no_number_count_for_nothing() -> None:
    assert max(map(len, salary("estimate", COLUMNS="nonsense").out.splitlines())) > 80


def test_a_bug_is_one_line_without_anybody_s_pay_and_debug_shows_it() -> None:
    program = (
        "import coding_salary.model.estimate as e\ne.estimate = lambda *_: {}['51700']\n"
        "from coding_salary.__main__ import main\nmain()"
    )

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program, *args]
        return subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)

    quiet = run("estimate")
    assert quiet.returncode == 70
    assert quiet.stderr.startswith("error: a bug in salary: KeyError at ")
    assert "51700" not in quiet.stderr
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in run("--debug", "estimate").stderr


ODD = [
    *({"COLUMNS": columns} for columns in ("9" * 5000, "999999999999", "\u00b2", "0", "-1", "1")),
    *({"PYTHONIOENCODING": encoding} for encoding in ("idna", "utf-16")),
    *({"LINES": "9" * 5000}, {"TERMINAL_WIDTH": "abc"}, {"TERM": ""}, {"HOME": ""}),
]


@pytest.mark.parametrize("changes", ODD, ids=lambda changes: str(changes)[:40])
@pytest.mark.parametrize("command", ["estimate", "estimate --help", "--help", "estimate -c CPX"])
def test_an_odd_environment_is_no_bug(command: str, changes: dict[str, str]) -> None:
    code, out, err = run_bytes(*command.split(), **changes)
    assert code == (2 if "CPX" in command else 0)
    assert b"Traceback" not in err
    assert b"a bug in salary" not in err
    assert bool(out) == (code == 0)


def test_usage_errors_stay_usage_errors_under_debug() -> None:
    for args in (("estimate", "--debug"), ("--debug", "estimate", "--bogus"), ("--debug", "estimate", "-y")):
        run = salary(*args)
        assert run.code == 2
        assert "Traceback" not in run.err


def test_very_many_certifications_are_one_problem() -> None:
    run = salary("estimate", "--cert", "CPX," * 30_000)
    assert run.err == "error: 30,001 certifications: 100 at most\n"


def test_a_table_and_a_profile_may_come_from_standard_input() -> None:
    command = [SALARY, "estimate", "--bands", "-", "-f", "json"]
    done = subprocess.run(
        command, input=TINY.read_bytes(), capture_output=True, env=environment(), check=True
    )
    assert json.loads(done.stdout)["table_version"] == "tiny"
    command = [SALARY, "estimate", "--profile", "-", "-f", "json"]
    done = subprocess.run(
        command, input=b"years: 5\ncert: CPC\n", capture_output=True, env=environment(), check=True
    )
    assert json.loads(done.stdout)["you"]["typical"] == 52_500


RESULT_COMMANDS = [name for name in MODULES if name not in ("bands", "profile", "mcp", "help")]


@pytest.mark.parametrize("command", [*RESULT_COMMANDS, "bands show", "bands diff"])
def test_every_command_with_a_result_takes_the_flags_that_hold_everywhere(command: str) -> None:
    shown = salary(command, "--help", COLUMNS="200").out
    for flag in ("--format", "-f", "--output", "-o", "--fields", "--bands", "--help", "-h"):
        assert f" {flag} " in shown, flag


@pytest.mark.parametrize(
    "command", [name for name in RESULT_COMMANDS if name not in ("history", "list", "sources")]
)
def test_the_profile_flags_are_the_same_everywhere(command: str) -> None:
    shown = salary(command, "--help", COLUMNS="200").out
    for key in (*KEYS, "profile"):
        assert f" --{key} " in shown, key
