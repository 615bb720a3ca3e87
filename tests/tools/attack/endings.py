"""Batches that are ended at a random moment: no old file is lost, no part left, nothing said that is not so.

PYTHONPATH=tests .venv/bin/python tests/tools/attack/endings.py [RUNS] [SEED]
"""

import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from time import sleep

from program import SALARY, environment, foreground

ROWS = "id,cert\n" + "".join(f"{number},{'CPC' if number % 9 else 'CPX'}\n" for number in range(60_000))
# The name of a signal, or of how much may be written before the disk is full, in blocks of 512 bytes.
ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "full")
LONGEST = 1.5


class Endings:
    """Ends runs; counts those that were stopped, and those that were through before."""

    def __init__(self, folder: Path) -> None:
        """Work in a folder."""
        self.folder = folder
        self.stopped = self.through = 0

    def one(self, random: Random) -> None:
        """End one batch somehow, and look at what is there."""
        place = self.folder / f"{random.random()}"
        (place / "other").mkdir(parents=True)
        source, rejects = place / "in.csv", place / "bad.csv"
        output = random.choice([source, place / "out.csv", place / "other" / "out.csv"])
        source.write_text(ROWS, encoding="utf-8")
        rejects.write_text("old\n", encoding="utf-8")
        if output != source:
            output.write_text("old\n", encoding="utf-8")
        flags = ["--rejects", str(rejects)] if random.random() < 0.5 else []
        code, said = ended(random, [SALARY, "batch", str(source), "-o", str(output), *flags])
        names = sorted(path.name for path in place.rglob("*") if path.is_file())
        assert names == sorted({"in.csv", "bad.csv", output.name}), names
        self.count(code, said, output, source)

    def count(self, code: int, said: str, output: Path, source: Path) -> None:
        """Check that the files are what is said of them."""
        lines = output.read_text(encoding="utf-8").splitlines(keepends=True)
        assert output == source or source.read_text(encoding="utf-8") == ROWS
        if code == 1 and said.splitlines()[-1].startswith(f"{len(ROWS.splitlines()) - 1:,} rows, "):
            self.through += 1
            assert lines[0].startswith("id,cert,level")
            return
        self.stopped += 1
        # The interpreter itself, before it has come to us, ends with 1 or by the signal.
        assert code in (-1, -2, -15, 1, 4, 129, 130, 143), (code, said)
        if "; they are in " in said:
            assert lines[0].startswith("id,cert,level")
            assert lines[-1].endswith("\n")
        else:
            old = ROWS if output == source else "old\n"
            assert "".join(lines) == old, (code, said[-300:])


def ended(random: Random, command: list[object]) -> tuple[int, str]:
    """Start a command, end it at a random moment, and return its exit code and what it said."""
    how = random.choice(ENDINGS)
    words = [str(word) for word in command]
    if how == "full":
        words = ["bash", "-c", f"ulimit -f {random.randrange(4_000)}; trap '' XFSZ; exec \"$@\"", "-", *words]
    child = subprocess.Popen(
        words, stderr=subprocess.PIPE, env=environment(), preexec_fn=foreground, text=True
    )
    if how != "full":
        sleep(random.random() * LONGEST)
        child.send_signal(getattr(signal, how))
    _, said = child.communicate(timeout=60)
    return child.returncode, said


if __name__ == "__main__":
    import tempfile

    count, seed = [*map(int, sys.argv[1:]), 200, 1][:2]
    with tempfile.TemporaryDirectory() as folder:
        endings = Endings(Path(folder))
        for number in range(count):
            endings.one(Random(f"{seed}-ending-{number}"))
    print(f"{count:,} runs ended: {endings.stopped:,} stopped, {endings.through:,} through before")
