"""What the program touches: nothing that the user did not name, whatever a file or an argument holds."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from program import WATCHED, environment, salary
from tables import TINY

# Where rows go that nobody asked for.
NOWHERE = {f"open {os.devnull}"}
COMMANDS = (
    ("estimate", "--cert", "CPC", "--years", "5", "--explain", "--real", "--metro", "columbus, oh"),
    ("estimate", "-f", "json", "--as-of", "2026-11"),
    ("compare", "state", "-f", "csv"),
    ("offer", "26/hr", "--contractor"),
    ("boost", "-c", "CPC"),
    ("path", "-y", "5"),
    ("careers", "-s", "OH"),
    ("history",),
    ("list", "metros"),
    ("sources", "oews-2025"),
    ("bands", "show", "CPC"),
    ("bands", "check"),
    ("bands", "diff", str(TINY)),
    ("--help",),
    ("estimate", "--cert", "CPX"),
)  # fmt: skip


def watched(*args: str, cwd: Path) -> list[str]:
    """Run the program under an auditor; return what it touched."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *args],
        cwd=cwd,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    starts = ("open ", "socket", "subprocess", "os.", "shutil", "ctypes", "urllib")
    return [line for line in done.stderr.splitlines() if line.startswith(starts)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_run_writes_starts_and_asks_nothing(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert watched(*command, cwd=tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_only_the_file_that_was_named_is_written(tmp_path: Path) -> None:
    touched = watched("estimate", "-f", "csv", "-o", "out.csv", cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    # The part beside it, cut to what was finished by its descriptor, which becomes the file.
    event, part = touched[0].split()
    assert event == "open"
    assert Path(part).parent == tmp_path
    assert [line.split()[0] for line in touched[1:]] == ["os.truncate", "os.rename"]
    assert touched[-1].endswith(part)


def test_of_a_staff_nothing_is_written_but_what_was_asked_for(tmp_path: Path) -> None:
    """Other people's pay goes to the output alone: no log, no cache, no file but the part beside --output."""
    (tmp_path / "staff.csv").write_text(
        "name,cert,Salary,Dept\nAna,CPC,52000,A\nBen,CPX,x,B\n", encoding="utf-8"
    )
    flags = ("batch", "staff.csv", "--pay", "Salary")
    assert set(watched(*flags, cwd=tmp_path)) <= NOWHERE
    assert set(watched(*flags, "--group-by", "Dept", cwd=tmp_path)) <= NOWHERE
    touched = [line for line in watched(*flags, "-o", "out.csv", cwd=tmp_path) if line not in NOWHERE]
    assert [line.split()[0] for line in touched] == ["open", "os.truncate", "os.rename"]
    assert Path(touched[0].split()[1]).parent == tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "staff.csv"]


def test_the_parts_of_a_workbook_lie_beside_it(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for cells in (["name", "cert", "Salary"], ["Ana", "CPC", 52000], ["Ben", "CPX", 1]):
        book.active.append(cells)
    book.save(tmp_path / "staff.xlsx")
    touched = watched("batch", "staff.xlsx", "--pay", "Salary", "-o", "out.xlsx", cwd=tmp_path)
    opened = [line.split()[1] for line in touched if line.startswith("open ") and line not in NOWHERE]
    # A file without a name is opened as the folder that it lies in.
    assert all(tmp_path in (path := tmp_path / name, path.parent) for name in opened)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.xlsx", "staff.xlsx"]


@pytest.mark.parametrize(
    "content",
    [
        "years: !!python/object/apply:os.system ['touch pwned']\n",
        "!!python/object/new:os.system ['touch pwned']\n",
        "years: &a [*a, *a]\n",
        "years: ${HOME}\n",
        "cert: $(touch pwned)\n",
        "<<: {years: 5}\n",
    ],
)
def test_a_file_is_never_executed(tmp_path: Path, content: str) -> None:
    (tmp_path / "hostile.yaml").write_text(content, encoding="utf-8")
    for flag, code in (("--profile", 2), ("--bands", 3)):
        done = salary("estimate", flag, "hostile.yaml", cwd=tmp_path)
        assert (done.code, done.out) == (code, "")
        assert "Traceback" not in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["hostile.yaml"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/dev/zero", "larger than 1 MiB, the most a table may be"),
        ("/dev/null", "expected a mapping"),
        ("/dev/urandom", ""),
        (".", "cannot read this file: is a directory"),
        ("loop", "cannot read this file: too many levels of symbolic links"),
        ("gone", "cannot read this file: no such file or directory"),
        ("under/file/x", "cannot read this file: n"),
    ],
)
def test_devices_folders_and_links_are_answered(tmp_path: Path, path: str, expected: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "gone").symlink_to("nowhere")
    for flag, code in (("--profile", 2), ("--bands", 3)):
        done = salary("estimate", flag, path, cwd=tmp_path)
        assert (done.code, done.out) == (code, "")
        assert expected in done.err


def test_a_link_and_a_pipe_are_read_like_files(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(TINY)
    assert salary("bands check link.yaml", cwd=tmp_path).code == 0
    os.mkfifo(tmp_path / "pipe.yaml")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe.yaml").write_bytes(TINY.read_bytes()))
    writer.start()
    assert salary("estimate --bands pipe.yaml -f json", cwd=tmp_path).code == 0
    writer.join()


ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31m\u202e\u2066\x9b31m"


def test_no_escape_reaches_the_terminal_from_an_argument_or_a_file(tmp_path: Path) -> None:
    hostile = "x" + ESCAPES
    table = TINY.read_text(encoding="utf-8").replace("name: Testland", f'name: "Test{ESCAPES}land"')
    (tmp_path / "escapes.yaml").write_text(table, encoding="utf-8")
    (tmp_path / "profile.yaml").write_text(f'state: "{ESCAPES}"\n', encoding="utf-8")
    (tmp_path / f"{hostile}.yaml").write_text("nonsense", encoding="utf-8")
    runs = [
        ("estimate", "--cert", hostile),
        ("estimate", "--state", hostile),
        ("estimate", "--metro", hostile),
        ("estimate", "--as-of", hostile),
        ("estimate", "--fields", hostile, "-f", "csv"),
        ("estimate", "--bands", f"{hostile}.yaml"),
        ("estimate", "--bands", "escapes.yaml"),
        ("estimate", "--profile", "profile.yaml"),
        ("estimate", "-o", f"no/{hostile}"),
        ("bands", "show", hostile),
        ("sources", hostile),
        ("bands", "init", f"no/{hostile}"),
        ("list", hostile),
        (hostile,),
        (f"--{hostile}",),
    ]
    for run in runs:
        done = salary(*run, cwd=tmp_path, SALARY_TODAY="2026-05")
        assert done.code in (2, 3, 4), run
        assert all(line.isprintable() for line in (done.out + done.err).splitlines()), run
