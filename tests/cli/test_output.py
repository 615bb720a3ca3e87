"""Results into files: whole or not at all, with the permissions of the person."""

import json
import os
from pathlib import Path

import pytest
from program import KEPT_WHOLE, run_bytes, salary, shell, shown
from tables import ROOT

from coding_salary.cli.commands import MODULES
from coding_salary.cli.ending import ended

PERSON = ("estimate", "--cert", "CPC", "--years", "5")


def test_a_file_gets_the_bytes_that_standard_output_would(tmp_path: Path) -> None:
    for format in ("json", "csv", "plain", "md", "table"):
        target = tmp_path / f"out.{format}"
        run = salary(*PERSON, "-f", format, "-o", str(target))
        assert (run.code, run.out, run.err) == (0, "", "")
        assert target.read_text(encoding="utf-8") == salary(*PERSON, "-f", format, "-o", "-").out
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_file_is_never_coloured_by_the_environment(tmp_path: Path) -> None:
    target = tmp_path / "out"
    salary(*PERSON, "-o", str(target), FORCE_COLOR="0", COLUMNS="40")
    assert max(map(len, target.read_text(encoding="utf-8").splitlines())) > 80


def test_an_old_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("x" * 100_000, encoding="utf-8")
    target.chmod(0o600)
    assert salary(*PERSON, "-f", "json", "-o", str(target)).code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["you"]["typical"] == 52_500
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_new_file_gets_the_permissions_of_the_umask(tmp_path: Path) -> None:
    assert shell("umask 027; salary estimate -f json -o out.json", tmp_path).returncode == 0
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert salary("estimate", "-f", "json", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/dev/full", "no space left on device"),
        ("/nonexistent/out.json", "no such file or directory"),
        ("/", "is a directory"),
        ("", "is a directory"),
        ("x" * 300, "file name too long"),
    ],
)
def test_what_cannot_be_written_ends_with_4_and_one_line(tmp_path: Path, target: str, reason: str) -> None:
    run = salary("estimate", "-f", "json", "-o", target, cwd=tmp_path)
    assert (run.code, run.out) == (4, "")
    assert run.err.startswith("error: cannot write ")
    assert run.err.endswith(f": {reason}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    # A limit on the size of files stands in for a disk that is full after the first bytes.
    full = f"{KEPT_WHOLE} ulimit -f 0; trap '' XFSZ;"
    done = shell(f"{full} salary estimate -f json -o out.json", tmp_path)
    assert done.returncode == 4
    assert "cannot write out.json: file too large" in done.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_read_only_folder_ends_with_4(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere, so a read-only folder was not tried")
    tmp_path.chmod(0o500)
    assert salary("estimate", "-o", str(tmp_path / "out")).code == 4


# Choosing what is shown.


def test_fields_are_chosen_and_ordered() -> None:
    assert salary(*PERSON, "--fields", "typical,level", "-f", "csv").out == (
        "typical,level\n43200,entry\n54500,mid\n62300,senior\n52500,you\n"
    )
    assert salary(*PERSON, "--fields", "level", "-f", "csv", "--no-header").out == "entry\nmid\nsenior\nyou\n"
    assert json.loads(salary(*PERSON, "--fields", "level,hourly_high", "-f", "json").out)[0] == {
        "level": "entry",
        "hourly_high": 23.87,
    }
    assert (
        salary(*PERSON, "--fields", "level,typical", "-f", "plain").out.splitlines()[0]
        == "entry, typical: 43200"
    )
    assert "| level | typical |" in salary(*PERSON, "--fields", "level,typical", "-f", "md").out


def test_fields_of_the_steps() -> None:
    run = salary(*PERSON, "--explain", "--fields", "factor,change", "-f", "tsv", "--no-header")
    # 51,140 x 0.036063 = 1,844; 52,984 x (0.9785 - 1) = -1,139.
    assert run.out.splitlines()[:3] == ["median\t51140", "as_of\t1844", "experience\t-1139"]


def test_width_ascii_and_accessible() -> None:
    assert max(map(len, salary(*PERSON, "--width", "50", COLUMNS="200").out.splitlines())) <= 50
    assert salary(*PERSON, "--ascii").out.isascii()
    assert salary(*PERSON, ACCESSIBLE="1").out == salary(*PERSON, "-f", "plain").out
    assert salary(*PERSON, "-f", "table", ACCESSIBLE="1").out == salary(*PERSON).out


# Examples that ask a person or an assistant, or want what a person has answered: their own tests talk to them.
TALKING = ("salary profile init", "salary profile edit", "salary profile show", "salary mcp")


@pytest.mark.parametrize(
    "command",
    ["", *MODULES, *(f"bands {name}" for name in ("check", "path", "show", "init", "diff"))],
)
def test_the_examples_of_the_help_run(command: str, tmp_path: Path) -> None:
    (tmp_path / "my-bands.yaml").write_bytes((ROOT / "bands.yaml").read_bytes())
    (tmp_path / "people.csv").write_text("name,cert,years\nAna,CPC,5\n", encoding="utf-8")
    (tmp_path / "people.jsonl").write_text('{"name": "Ana", "cert": "CPC", "years": 5}\n', encoding="utf-8")
    staff = "name,cert,years,Salary,Department\nAna,CPC,5,48000,East\n"
    (tmp_path / "staff.csv").write_text(staff, encoding="utf-8")
    shown = salary(*command.split(), "--help", COLUMNS="80").out
    examples = [line.strip() for line in shown.splitlines() if line.strip().startswith("salary ")]
    assert examples
    for example in (each for each in examples if not each.startswith(TALKING)):
        done = shell(example, tmp_path)
        remarks = done.stderr.splitlines()
        assert done.returncode == 0, example
        assert all(line.startswith("note: ") for line in remarks), example
        assert done.stdout or (tmp_path / example.split()[-1]).exists()


# What could steer a terminal: C0, C1, bidi and zero-width.
STEERING = "\x1b[31m\x9b2J\u202egnp\u200b"


STEERED = (
    *("path", "-c", "CPC", "-y", "5", "--until", "1", "--plan", "1:+CPMA"),
    "--plan-name",
    STEERING,
    "-f",
)


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv", "table", "plain", "md"])
def test_control_characters_reach_a_pipe_as_they_are_and_never_a_terminal(format: str) -> None:
    code, seen = shown(100, *STEERED, format, NO_COLOR="1")
    assert code == 0
    assert seen.decode().replace("\n", "").replace("\t", "").isprintable()
    raw = b"\\u001b[31m\xc2\x9b2J" if format.startswith("json") else STEERING.encode()
    assert (raw in run_bytes(*STEERED, format)[1]) == (format in ("json", "jsonl", "csv", "tsv"))


def test_json_on_a_terminal_says_what_it_says_in_a_pipe() -> None:
    seen = shown(100, *STEERED, "json")[1].decode()
    assert json.loads(seen.partition("\x1b[1;36mnote:")[0]) == json.loads(salary(*STEERED, "json").out)


def test_a_copy_of_a_table_on_a_terminal_shows_what_its_comments_hide(tmp_path: Path) -> None:
    tiny = (Path(__file__).parents[1] / "tiny.yaml").read_text(encoding="utf-8")
    (tmp_path / "own.yaml").write_text(f"# \u202e\n{tiny}", encoding="utf-8")
    init = ("bands", "init", "-", "--bands", str(tmp_path / "own.yaml"))
    assert b"\n# \\u202e\n" in shown(100, *init)[1]
    assert "\n# \u202e\n" in salary(*init).out


# Nobody's file is ever lost.


def test_a_loop_of_links_ends_with_4(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    run = salary("estimate", "-o", "a", cwd=tmp_path)
    assert (run.code, run.out) == (4, "")
    assert run.err == "error: cannot write a: too many levels of symbolic links\n"
    assert (tmp_path / "a").is_symlink()


def test_a_link_to_nothing_makes_the_file_it_names(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("made.json")
    assert salary("estimate", "-f", "json", "-o", "link", cwd=tmp_path).code == 0
    assert (tmp_path / "made.json").is_file()


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("mine", encoding="utf-8")
    target.chmod(0o444)
    run = salary("estimate", "-o", "out.json", cwd=tmp_path)
    assert (run.code, run.err) == (4, "error: cannot write out.json: it is read-only\n")
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_name_of_253_bytes_is_written(tmp_path: Path) -> None:
    name = "\u00e9" * 126 + "x"
    assert salary("estimate", "-f", "json", "-o", name, cwd=tmp_path).code == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_that_ends_as_a_folder_makes_no_file(tmp_path: Path) -> None:
    run = salary("estimate", "-o", "newdir/", cwd=tmp_path)
    assert (run.code, run.err) == (4, "error: cannot write newdir/: is a directory\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["estimate", "batch --rejects bad /dev/stdin --input-format csv"])
def test_a_deleted_working_folder_ends_with_4(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = shell(f"rmdir {gone}; echo cert | salary {command} -o out.json", gone)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.endswith("error: cannot write out.json: no such file or directory\n")


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_by_name_appends_to_a_log(tmp_path: Path, name: str) -> None:
    (tmp_path / "log").write_text("before\n", encoding="utf-8")
    done = shell(
        f"salary estimate -f csv -o {name} >> log; salary estimate -f csv -o {name} | cat >> log", tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    table = salary("estimate", "-f", "csv").out
    assert (tmp_path / "log").read_text(encoding="utf-8") == f"before\n{table}{table}"


@pytest.mark.parametrize(
    "command",
    [
        "salary estimate -f csv -o /dev/fd/3 3> out",
        "salary estimate -f csv -o >(cat > out); wait $!",
        "mkfifo pipe; cat pipe > out & salary estimate -f csv -o pipe; wait",
    ],
)
def test_devices_and_processes_are_written_to_as_given(tmp_path: Path, command: str) -> None:
    done = shell(command, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out").read_text(encoding="utf-8") == salary("estimate", "-f", "csv").out


def test_what_another_run_left_behind_is_in_nobody_s_way(tmp_path: Path) -> None:
    command = "for id in $(seq $$ $(($$ + 200))); do touch .out.csv.$id.part; done; salary estimate -f csv -o out.csv"
    assert shell(command, tmp_path).returncode == 0
    assert (tmp_path / "out.csv").stat().st_size > 0


@pytest.mark.parametrize("flags", ["estimate --profile -", "estimate --bands -", "path --years 5 --vs -"])
def test_a_closed_standard_input_is_no_bug(tmp_path: Path, flags: str) -> None:
    done = shell(f"salary {flags} <&-", tmp_path)
    assert (done.returncode, done.stdout) == (3 if "bands" in flags else 2, "")
    assert (
        done.stderr
        == "error: -:1:1: cannot read this file: standard input is closed\nerror: found 1 problem\n"
    )


@pytest.mark.parametrize("end", ["2>/dev/full", "2>&-", "2> >(:)"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("estimate --metro enid", 0),
        ("estimate --cert CPX", 2),
        ("estimate --bogus", 2),
        ("bands check many.yaml", 3),
        ("batch people.csv", 1),
    ],
)
def test_a_full_or_closed_standard_error_changes_no_exit_code(
    tmp_path: Path, command: str, code: int, end: str
) -> None:
    (tmp_path / "people.csv").write_text("cert\n" + "CPX\n" * 900, encoding="utf-8")
    (tmp_path / "many.yaml").write_text("".join(f"k{number}: 1\n" for number in range(900)))
    assert shell(f"salary {command} > out {end}", tmp_path).returncode == code


def test_few_open_files_are_no_bug(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("cert\nCPC\n", encoding="utf-8")
    for count in range(5, 9):
        done = shell(f"ulimit -n {count}; salary batch people.csv -o out --rejects bad", tmp_path)
        assert done.returncode in (0, 3, 4), done.stderr
        assert "bug" not in done.stderr


@pytest.mark.parametrize(
    "redirected", [">> people.csv", "-o /dev/stdout >> people.csv", "-o /dev/fd/3 3<>people.csv"]
)
def test_a_batch_does_not_run_into_the_file_that_it_reads(tmp_path: Path, redirected: str) -> None:
    people = tmp_path / "people.csv"
    people.write_text("cert,years\nCPC,5\n", encoding="utf-8")
    run = shell(f"salary batch people.csv {redirected}", tmp_path)
    assert run.returncode == 2
    assert "run into the file that they come from" in run.stderr
    assert people.read_text(encoding="utf-8") == "cert,years\nCPC,5\n"


def test_little_memory_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    def run() -> int:
        raise MemoryError

    assert ended(run, "salary estimate") == 4
    assert (
        capsys.readouterr().err == "error: there is not enough memory: raise the limit, or split the file\n"
    )
