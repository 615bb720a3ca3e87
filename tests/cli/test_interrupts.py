"""Signals that end a run: nobody's file is lost, nothing is left behind, and what was finished is kept."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from program import KEPT_WHOLE, SALARY, environment, foreground, shell
from tables import TINY

from coding_salary.cli import atomic_file
from coding_salary.cli.atomic_file import AtomicFile, Interrupts, held
from coding_salary.cli.ending import ended
from coding_salary.reading.errors import ExitCode, OutputError
from coding_salary.table.load import default_path
from coding_salary.table.side_tables import SHIPPED

ENDINGS = {"SIGINT": ExitCode.INTERRUPTED, "SIGTERM": ExitCode.TERMINATED, "SIGHUP": ExitCode.HUNG_UP}


@pytest.mark.parametrize(("name", "target"), [*((name, "out.csv") for name in ENDINGS), ("SIGINT", "-")])
def test_a_batch_that_is_ended_keeps_what_was_finished(tmp_path: Path, name: str, target: str) -> None:
    with (tmp_path / "stdout").open("wb") as stdout:
        child = subprocess.Popen(
            [SALARY, "batch", "-", "-o", target],
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(),
            preexec_fn=foreground,
        )
    assert child.stdin
    child.stdin.write(b"id,cert\n1,CPC\n")
    child.stdin.flush()
    while not any(path.stat().st_size for path in tmp_path.iterdir()):
        assert child.poll() is None
    child.send_signal(getattr(signal, name))
    _, err = child.communicate(timeout=30)
    assert child.returncode == ENDINGS[name]
    assert err.startswith(b"warning: interrupted after 1 row, no errors")
    assert err.endswith(b"; they are in out.csv\n") == (target != "-")
    assert err.count(b"\n") == 1
    written = "stdout" if target == "-" else target
    assert {path.name for path in tmp_path.iterdir()} == {"stdout", written}
    assert (tmp_path / written).read_text(encoding="utf-8").splitlines()[1].startswith("1,CPC,")


@pytest.mark.parametrize("name", ENDINGS)
def test_a_result_that_is_interrupted_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    target = tmp_path / "out.json"
    target.write_text("mine", encoding="utf-8")

    def interrupted() -> None:
        with Interrupts(waiting=True), AtomicFile(str(target), whole=True) as file:
            file.write(b"half")
            signal.raise_signal(getattr(signal, name))

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_signal_while_a_file_is_put_in_place_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def interrupted(part: str, target: str) -> None:
        signal.raise_signal(signal.SIGTERM)
        replace(part, target)

    monkeypatch.setattr(atomic_file.os, "replace", interrupted)
    with (
        pytest.raises(KeyboardInterrupt),
        Interrupts(waiting=True),
        AtomicFile(str(tmp_path / "out")) as file,
    ):
        file.write(b"whole")
    assert (tmp_path / "out").read_bytes() == b"whole"


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Interrupts(waiting=True), held():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_file_that_cannot_be_put_in_place_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_part: str, _target: str) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(atomic_file.os, "replace", busy)
    target = tmp_path / "out.csv"
    target.write_text("mine", encoding="utf-8")
    file = AtomicFile(str(target))
    with pytest.raises(OutputError) as raised, file:
        file.write(b"rows")
    assert str(raised.value).endswith(f"device or resource busy; what was finished is in {file.kept}")
    assert Path(file.kept).read_bytes() == b"rows"
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_file_that_only_its_owner_reads_is_never_open_to_others(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.touch(0o600)
    with AtomicFile(str(target)) as file:
        assert Path(file.part).stat().st_mode & 0o777 == 0o600


# A file that is read is never lost by writing.

ROWS = "id,cert\n" + "1,CPC\n" * 20_000 + "2,CPX\n"


@pytest.mark.parametrize("name", ["s.csv", "link.csv", "hard.csv", "./s.csv"])
@pytest.mark.parametrize("how", [f"{KEPT_WHOLE} ulimit -f 200; trap '' XFSZ;", "fail-fast"])
def test_an_input_that_is_the_output_survives_a_run_that_stops(tmp_path: Path, name: str, how: str) -> None:
    source = tmp_path / "s.csv"
    source.write_text(ROWS, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("s.csv")
    (tmp_path / "hard.csv").hardlink_to(source)
    names = sorted(path.name for path in tmp_path.iterdir())
    flags = "--fail-fast" if how == "fail-fast" else ""
    done = shell(f"{how if not flags else ''} salary batch s.csv {flags} -o {name}", tmp_path)
    assert done.returncode in (1, 4)
    assert f"; {name} is as it was\n" in done.stderr
    assert source.read_text(encoding="utf-8") == (tmp_path / name).read_text(encoding="utf-8") == ROWS
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_an_input_that_is_the_output_is_replaced_by_a_whole_run(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("id,cert\n1,CPC\n", encoding="utf-8")
    done = shell("salary batch s.csv -o s.csv && salary batch s.csv --prefix again_ -o - < s.csv", tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "s.csv").read_text(encoding="utf-8").startswith("id,cert,level,")


@pytest.mark.parametrize(
    "flags",
    [
        *(f"-o out.csv --rejects {name}" for name in ("l.csv", "h.csv", "in.csv", "./in.csv", "out.csv", "./out.csv")),
        "--rejects rows.csv > rows.csv",
    ],
)  # fmt: skip
def test_rejects_are_another_file_whatever_its_name(tmp_path: Path, flags: str) -> None:
    source = tmp_path / "in.csv"
    source.write_text("cert\nCPX\n", encoding="utf-8")
    (tmp_path / "l.csv").symlink_to("in.csv")
    (tmp_path / "h.csv").hardlink_to(source)
    done = shell(f"salary batch in.csv {flags}", tmp_path)
    assert done.returncode == 2
    assert "--rejects must name another file than the rows come from or go to" in done.stderr
    assert source.read_text(encoding="utf-8") == "cert\nCPX\n"
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    "command",
    [
        "estimate --profile me.yaml -o me.yaml",
        "estimate --profile me.yaml -o link.yaml",
        "estimate --bands table.yaml -o table.yaml",
        "path --years 5 --vs me.yaml --format csv -o me.yaml",
        "bands diff table.yaml -o table.yaml",
        "batch in.csv --bands table.yaml --rejects table.yaml",
        "batch in.csv --profile me.yaml -o me.yaml",
        f"estimate -o {default_path()}",
        f"estimate -o {SHIPPED}/us_areas.csv",
        "estimate --bands own.yaml -o us_areas.csv",
        "batch in.csv --bands own.yaml --rejects us_areas.csv",
    ],
)
def test_a_table_or_profile_that_is_read_is_not_written_over(tmp_path: Path, command: str) -> None:
    shipped = Path(default_path()).read_bytes()
    (tmp_path / "own.yaml").write_bytes(shipped)
    (tmp_path / "us_areas.csv").write_bytes(areas := Path(SHIPPED, "us_areas.csv").read_bytes())
    (tmp_path / "me.yaml").write_text("years: 5\n", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("me.yaml")
    (tmp_path / "in.csv").write_text("cert\nABC\n", encoding="utf-8")
    (tmp_path / "table.yaml").write_bytes(TINY.read_bytes())
    done = shell(f"salary {command}", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "names a file that is read" in done.stderr
    assert (tmp_path / "me.yaml").read_text(encoding="utf-8") == "years: 5\n"
    assert (tmp_path / "table.yaml").read_bytes() == TINY.read_bytes()
    assert Path(default_path()).read_bytes() == shipped
    assert (tmp_path / "us_areas.csv").read_bytes() == Path(SHIPPED, "us_areas.csv").read_bytes() == areas


@pytest.mark.parametrize(
    ("said", "code"),
    [((), 130), ((15,), 143), (("decoding with 'utf-8' codec failed (KeyboardInterrupt: )",), 130)],
)
def test_whatever_an_interrupt_says_it_is_one(said: tuple[object, ...], code: int) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt(*said)

    assert ended(interrupted, "salary batch") == code
