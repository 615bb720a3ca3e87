"""A long file is worked on by two processes: nobody can tell by what they write, or by how they end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from program import SALARY, environment

PROCESSORS = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else {0}
pytestmark = pytest.mark.skipif(
    len(PROCESSORS) < 2 or not Path("/proc/self/task").exists(), reason="there is only one processor"
)
ROWS = 20_000
NOTE = "note: a second process that helped has ended; this one does the rest\n"


def one_processor() -> None:
    os.sched_setaffinity(0, {min(PROCESSORS)})


def start(*args: str, cwd: Path, alone: bool = False, **streams: object) -> subprocess.Popen[bytes]:
    settled: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    return subprocess.Popen(
        [SALARY, "batch", *args],
        cwd=cwd,
        env=environment(),
        preexec_fn=one_processor if alone else None,
        **settled,  # type: ignore[call-overload]
    )


def ended(child: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    out, err = child.communicate(timeout=60)
    return child.returncode, out, err


def partner_of(child: subprocess.Popen[bytes]) -> int:
    """Return the second process once it is there."""
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    for _ in range(2_000):
        if found := children.read_text().split():
            return int(found[0])
        time.sleep(0.005)
    raise AssertionError("no second process")


def is_gone(pid: int) -> bool:
    """Whether a process has ended, or will within a moment."""
    for _ in range(1_000):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.005)
    return False


def people(seed: int, odd: float) -> Iterator[bytes]:
    """Yield rows with places and certifications, now and then one that is hard to read."""
    random = Random(seed)
    oddities = [
        b'"two\nlines, and ""more""",CPC,5,OH\n',
        b"5'10\" tall,CPC,5,OH\n",
        b'"5\'10"" tall",CCS,7,\n',
        b"\n",
        b"few,CPC\n",
        b'many,CPC,5,OH,more,"a,b"\n',
        b"Jos\xe9,CPC,5,OH\n",
        b"nul\0,CPC,5,OH\n",
        b"who,CPX,x,nowhere\n",
        b"=1+1,CPC,5,OH\n",
        b'"a"b,CPC,5,OH\n',
        b"return,CPC,5,OH\r\n",
    ]
    for number in range(ROWS):
        if random.random() < odd:
            yield random.choice(oddities)
        certs = b";".join(random.sample([b"CPC", b"CCS", b"COC", b"CRC"], random.randrange(3)))
        place = random.choice([b"OH", b"CA", b"TX", b""])
        yield b"person %d of some company,%b,%d,%b\n" % (number, certs, random.randrange(40), place)


def write(path: Path, odd: float, more: bytes = b"") -> None:
    path.write_bytes(b"name,cert,years,state\n" + b"".join(people(1, odd)) + more)


FLAGS = (
    ("--no-header",),
    ("--rejects", "bad.csv", "-o", "out.csv", "--spreadsheet-safe"),
    ("--fields", "pay_typical,name,pay_error", "-f", "tsv", "--prefix", "pay_", "--cert", "none"),
    ("-f", "jsonl"),
    ("--fail-fast",),
)


@pytest.mark.parametrize("flags", FLAGS, ids=lambda flags: flags[0])
@pytest.mark.parametrize("odd", [0.0005, 0.02])
def test_two_write_and_say_what_one_does(flags: tuple[str, ...], odd: float, tmp_path: Path) -> None:
    write(tmp_path / "in.csv", odd, b'x,"never closed,5,\n' + b"last,CPC,5,OH\n" * 9)
    seen = []
    for alone in (True, False):
        done = ended(start("in.csv", *flags, cwd=tmp_path, alone=alone))
        files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        seen.append((done, files))
    assert seen[0] == seen[1]
    assert seen[0][0][0] == 1


def test_json_lines_of_all_kinds(tmp_path: Path) -> None:
    random = Random(2)
    kinds = [
        b'{"name": "a: b", "years": %d, "cert": ["CPC"]}',
        b'{"years": "%d", "state": null, "remote": true, "x": {"y": [1.50]}}',
        b' {"cert": "CPC", "years": %d }\r',
        b'{"years": %d, "years": 1}',
        b'{"years": %d}, {}',
        b'{"years": [%d',
        b"2]}",
        b"{}",
        b"",
        b'{"level": %d}',
        b'{"a": "\xe9", "years": %d}',
    ]
    rows = [random.choice(kinds[: 2 if number % 500 else None]) for number in range(30_000)]
    text = b"\n".join(row % random.randrange(60) if b"%" in row else row for row in rows)
    (tmp_path / "in.jsonl").write_bytes(text)
    for flags in ((), ("-f", "csv", "--fields", "years,x,typical,error")):
        one, two = (ended(start("in.jsonl", *flags, cwd=tmp_path, alone=alone)) for alone in (True, False))
        assert one == two
        assert one[0] == 1


def test_a_file_of_one_country_after_the_other(tmp_path: Path) -> None:
    rows = [b"US,CPC,%d\n" % (number % 40) for number in range(40_000)]
    rows += [b"United States,CPC,3\n", b"nowhere,x,1\n", b",CCS,2\n"] * 20_000
    (tmp_path / "in.csv").write_bytes(b"country,cert,years\n" + b"".join(rows))
    one, two = (ended(start("in.csv", cwd=tmp_path, alone=alone)) for alone in (True, False))
    assert one == two


def test_a_slow_pipe_is_answered_row_by_row_after_a_fast_start(tmp_path: Path) -> None:
    child = start("-", cwd=tmp_path, stdin=subprocess.PIPE)
    assert child.stdin
    assert child.stdout
    rows = 60_000
    sent = b"name,cert,years\n" + b"somebody,CPC,5\n" * rows
    sender = os.fork()
    if sender == 0:
        child.stdin.write(sent)
        child.stdin.flush()
        os._exit(0)
    found = [child.stdout.readline() for _ in range(rows + 1)]
    os.waitpid(sender, 0)
    assert set(found[1:]) == {found[1]}
    partner = partner_of(child)
    for name in (b"Ana", b"Ben"):
        child.stdin.write(name + b",CPC,5\n")
        child.stdin.flush()
        assert child.stdout.readline().startswith(name + b",CPC,5,mid,")
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert child.returncode == 130
    assert err.startswith(b"interrupted after 60,002 rows, 0 bad; ")
    assert is_gone(partner)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nobody_is_left_behind(number: signal.Signals, tmp_path: Path) -> None:
    source = subprocess.Popen(
        ["bash", "-c", "echo cert,years; exec yes CPC,5"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with (tmp_path / "out.csv").open("wb") as out:
        child = start("-", cwd=tmp_path, stdin=source.stdout, stdout=out)
        assert source.stdout
        source.stdout.close()
        partner = partner_of(child)
        time.sleep(0.3)
        child.send_signal(number)
        _, err = child.communicate(timeout=20)
    assert is_gone(partner)
    assert source.wait(10) != 0, "it finds the pipe closed"
    assert child.returncode == (130 if number == signal.SIGINT else -number)
    text = (tmp_path / "out.csv").read_bytes()
    assert text.count(b"\n") > 1_000
    assert set(text.splitlines()[1:-1]) == {text.splitlines()[1]}
    if number == signal.SIGINT:
        assert text.endswith(text.splitlines()[1] + b"\n")
        assert err.startswith(f"interrupted after {text.count(10) - 1:,} rows, 0 bad; ".encode())


def test_a_partner_that_dies_is_told_of_and_replaced(tmp_path: Path) -> None:
    write(tmp_path / "in.csv", 0)
    with (tmp_path / "in.csv").open("ab") as file:
        for seed in range(2, 12):
            file.write(b"".join(people(seed, 0)))
    expected = ended(start("in.csv", cwd=tmp_path, alone=True))
    child = start("in.csv", "-o", "out.csv", cwd=tmp_path)
    os.kill(partner_of(child), signal.SIGKILL)
    code, out, err = ended(child)
    assert (code, out) == (0, b"")
    assert (tmp_path / "out.csv").read_bytes() == expected[1]
    assert err.decode() == NOTE + expected[2].decode()


def memory(pid: int) -> float:
    """Return the memory of a process in MiB, what it shares with another counted by half."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def test_both_together_take_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "in.csv").open("wb") as file:
        file.write(b"name,cert,years,state\n")
        for seed in range(10):
            file.write(b"".join(people(seed, 0.001)))
    child = start("in.csv", cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    partner, most = partner_of(child), 0.0
    while child.poll() is None:
        most = max(most, memory(child.pid) + memory(partner))
        time.sleep(0.01)
    assert 10 < most < 50


def test_a_full_disk_ends_both(tmp_path: Path) -> None:
    write(tmp_path / "in.csv", 0)
    code, out, err = ended(start("in.csv", "-o", "/dev/full", cwd=tmp_path))
    assert (code, out, err) == (4, b"", b"error: cannot write /dev/full: no space left on device\n")
    command = f"ulimit -f 1500; trap '' XFSZ; {SALARY} batch in.csv -o out.csv"
    done = subprocess.run(
        ["bash", "-c", command], stderr=subprocess.PIPE, cwd=tmp_path, env=environment(), check=False
    )
    whole = ended(start("in.csv", cwd=tmp_path, alone=True))[1]
    kept = (tmp_path / "out.csv").read_bytes()
    assert done.returncode == 4
    assert len(kept) > 1_000_000
    assert whole.startswith(kept)
    assert kept.endswith(b"\n")
    said = f"stopped after {kept.count(10) - 1:,} rows; they are in out.csv"
    assert done.stderr.decode().splitlines()[0] == said


def test_a_short_file_and_a_single_processor_need_no_partner(tmp_path: Path) -> None:
    write(tmp_path / "long.csv", 0)
    (tmp_path / "short.csv").write_bytes((tmp_path / "long.csv").read_bytes()[:100_000])
    program = (
        "import os, sys\nfrom coding_salary.__main__ import main\n"
        "if 'alone' in sys.argv: sys.argv.remove('alone'); os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "os.fork = lambda: sys.exit('fork')\nmain()"
    )
    for args, forks in ((["long.csv"], True), (["short.csv"], False), (["long.csv", "alone"], False)):
        command = [sys.executable, "-c", program, "batch", *args, "-o", "out.csv"]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment(), check=False)
        assert (b"fork" in done.stderr) == forks
