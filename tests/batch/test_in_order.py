"""Pieces answered apart from each other come to the same as the file read from its first byte to its last."""

from collections import deque
from collections.abc import Iterator, Sequence
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coding_salary.batch import line_reader as lines_module
from coding_salary.batch.bulk import Block, Cells
from coding_salary.batch.csv_rows import Delimited
from coding_salary.batch.in_order import MOST_WAITING, InOrder
from coding_salary.batch.line_reader import Lines
from coding_salary.batch.piecework import Done, Work
from coding_salary.batch.row_profiles import RefusedError
from coding_salary.batch.writers import Appended


class Market:
    code = "XX"


class Echo:
    """Stands for the calculators: the result of a row is how many characters its cells have."""

    def results(
        self, texts: Sequence[str], rows: Sequence[Cells], end: str
    ) -> Iterator[tuple[Market, Block]]:
        block = Block()
        for text, cells in zip(texts, rows, strict=True):
            try:
                block.typical.append(len(cells[0]) + len(cells[1]))
                block.results.append(f"{text}|{block.typical[-1]}{end}")
            except RefusedError as refused:
                block.refuse(refused.reasons or ())
        yield Market(), block


class Slow:
    """A partner in the same process, whose answers are ready when it likes, and who may stop answering."""

    def __init__(self, work: Work, seed: int, last: int) -> None:
        self.work, self.random, self.last = work, Random(seed), last
        self.pieces: deque[bytes] = deque()
        self.given = 0

    def give(self, content: bytes) -> bool:
        if len(self.pieces) == 2 or self.random.random() < 0.2:
            return False
        self.pieces.append(content)
        self.given += 1
        return True

    def ready(self) -> bool:
        return self.random.random() < 0.5

    def take(self) -> Done | None:
        content = self.pieces.popleft()
        return self.work.apart(content) if self.given <= self.last else None


def work_of(content: bytes, separator: str = ",", *, fail_fast: bool = False) -> Work:
    position = 0

    def read(most: int) -> bytes:
        nonlocal position
        position += most
        return content[position - most : position]

    lines = Lines(read)
    reader = Delimited(lines, separator)
    output = Appended(lambda name, value: f"|{value or ''}", "\n", "", ["error"])
    return Work(lines, reader, Echo(), (output, None), fail_fast=fail_fast)  # type: ignore[arg-type]


def alone(work: Work) -> Iterator[Done]:
    lines: list[str] | None = work.reader.again  # type: ignore[attr-defined]
    while lines is not None:
        yield work.done(lines)
        lines = work.lines.more()


def shared(work: Work, partner: Slow, seed: int) -> Iterator[Done]:
    random = Random(seed)
    yield work.done(work.reader.again)  # type: ignore[attr-defined]
    yield from InOrder(work.lines, work, partner, lambda: random.random() < 0.8).done()


def summed(pieces: Iterator[Done]) -> tuple[bytes, int, int, list[tuple[int, str]], list[int]]:
    """What is written, said and counted of all pieces together."""
    kept, lines, rows = b"", 0, 0
    bad: list[tuple[int, str]] = []
    typical: list[int] = []
    for done in pieces:
        kept += done.kept
        bad += [(lines + line, why) for line, why in done.bad]
        typical += done.typical.get("XX", [])
        lines += done.lines
        rows += done.rows
        if done.stopped:
            break
    return kept, lines, rows, bad, typical


PLAIN = [b"a,b\n", b'"a","b"\n', b"\n", b" \n", b"a\n", b"a,b,c\n", b"x" * 30 + b",y\n"]
ACROSS_LINES = [b'"a\nb",c\n', b'"\n\n\n",""\n', b'"x""\n""y",z\n', b'"\r\n",b\r\n']
BROKEN = [b"5'10\",b\n", b'"open,b\n', b'"a"b,c\n', b"\xff,b\n", b"a\0,b\r\n"]
PARTS = st.sampled_from([*PLAIN, *ACROSS_LINES, *BROKEN])


@given(
    st.lists(PARTS, max_size=60), st.integers(8, 60), st.integers(0, 99), st.integers(0, 30), st.booleans()
)
@example([b'"a\nb",c\n'] * 60, 9, 1, 99, False)
@example([b"a,b\n"] * 60, 8, 1, 5, False)
def test_whatever_is_cut_comes_to_the_same(
    parts: list[bytes], size: int, seed: int, last: int, fail_fast: bool
) -> None:
    content = b"n,m\n" + b"".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_module, "PIECE_BYTES", size)
        expected = summed(alone(work_of(content, fail_fast=fail_fast)))
        work, other = (work_of(content, fail_fast=fail_fast) for _ in range(2))
        assert summed(shared(work, Slow(other, seed, last), seed)) == expected


class Eager:
    """Never has an answer ready, and takes whatever it is given."""

    def __init__(self, work: Work, most: int) -> None:
        self.work, self.most = work, most
        self.given: list[bytes] = []
        self.pieces: deque[bytes] = deque()

    def give(self, content: bytes) -> bool:
        if len(self.pieces) == self.most:
            return False
        self.given.append(content)
        self.pieces.append(content)
        return True

    def ready(self) -> bool:
        return False

    def take(self) -> Done | None:
        return self.work.apart(self.pieces.popleft())


def test_only_so_much_is_read_ahead_and_nothing_waits_for_a_slow_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines_module, "PIECE_BYTES", 64)
    content = b"n,m\n" + b"a,b\n" * 1_000
    work, partner = work_of(content), Eager(work_of(content), 2)
    pieces = InOrder(work.lines, work, partner, lambda: True)
    next(pieces.done())
    assert len(pieces.waiting) == MOST_WAITING - 1
    assert work.lines.bytes <= 64 * (MOST_WAITING + 1)

    work, partner = work_of(content), Eager(work_of(content), 2)
    pieces = InOrder(work.lines, work, partner, lambda: False)
    next(pieces.done())
    assert work.lines.bytes == 64 * 2, "the piece is handed out before the next is waited for"


def test_a_file_whose_records_often_go_on_is_left_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "PIECE_BYTES", 64)
    content = b"n,m\n" + b'"' + b"a\n" * 50 + b'",b\n'
    content += (b'"' + b"a\n" * 50 + b'",b\n') * 400
    work, partner = work_of(content), Eager(work_of(content), 2)
    list(shared(work, partner, 1))  # type: ignore[arg-type]
    assert 0 < len(partner.given) < 40
