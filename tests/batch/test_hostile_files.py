"""Files made to hurt: each fault that an attack found once, under its name."""

import csv
import json
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from crowd import CSV_JOB, run_of, written
from program import shown

from coding_salary.batch.bounded_cache import MAX_BYTES, MAX_ENTRIES, BoundedCache
from coding_salary.batch.csv_rows import CsvRows
from coding_salary.batch.line_reader import MAX_LINE, LineReader
from coding_salary.batch.run import CSV, JSONL, Job
from coding_salary.reading.errors import ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.factors import folded_word
from coding_salary.table.places import folded


def below_header(bands: Bands, content: str | bytes, job: Job = CSV_JOB) -> list[str]:
    return written(bands, content, job).split("\n")[1:-1]


class Endless:
    """Bytes that come a little at a time; `given` is how many came."""

    def __init__(self, start: bytes, line: bytes, total: int) -> None:
        self.start, self.line, self.total = start, line, total
        self.given = 0

    def read(self, size: int) -> bytes:
        if self.given >= self.total:
            return b""
        chunk = self.start or self.line * (size // len(self.line))
        self.start = b""
        self.given += len(chunk)
        return chunk


@pytest.mark.parametrize("line", ['"a', '"a,b\nx', '"a"b', '"a\n' + "x\n" * 500])
def test_unclosed_quotes_take_linear_time(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fed = 0
    feed = CsvRows._feed

    def counted(self: CsvRows) -> Iterator[str]:
        nonlocal fed
        for text in feed(self):
            fed += 1
            yield text

    monkeypatch.setattr(CsvRows, "_feed", counted)
    content = "id,cert\n" + (line + "\n") * (40_000 // (line.count("\n") + 1))
    reader = CsvRows(LineReader(BytesIO(content.encode()).read), ",")
    rows = sum(len(block.texts) for block in reader.blocks())
    lines = content.count("\n")
    assert rows > 20_000
    assert fed < 5 * lines


def test_rows_before_an_unclosed_quote_are_out_before_more_is_read(shipped: Bands) -> None:
    source = Endless(b'id,cert\n1,CPC\n2,CPC\n3,"CPC\n', b"x" * 99 + b"\n", 3 * MAX_LINE)
    run = run_of(shipped, source.read)
    results = run.done()
    assert next(results).kept.count(b"\n") == 3
    assert source.given < 100
    next(results)
    assert source.given < 2.5 * MAX_LINE


def test_what_is_remembered_has_a_bound_in_bytes() -> None:
    class Doubled(BoundedCache[str, str]):
        def __missing__(self, key: str) -> str:
            return self.keep(key, key * 2)

    cache = Doubled()
    for number in range(10_000):
        assert cache[f"{number}{'x' * 3_000}"].endswith("x")
        assert cache.bytes <= MAX_BYTES
        assert sum(map(len, cache)) <= MAX_BYTES
    assert cache["y" * 1_000_000]
    assert max(map(len, cache)) < 4_000
    few = Doubled()
    for number in range(2 * MAX_ENTRIES):
        few[str(number)]
    assert len(few) <= MAX_ENTRIES


def test_an_answer_of_a_megabyte_is_neither_compared_nor_remembered(shipped: Bands) -> None:
    folded_word.cache_clear()
    folded.cache_clear()
    for key in ("cert", "years", "employer", "metro", "state", "country"):
        (row,) = below_header(shipped, f"{key},id\n{'x' * 1_000_000},7\n")
        assert f"{key} is longer than 1,000 characters" in row or key == "country"
    assert folded.cache_info().misses < 1_000
    assert below_header(shipped, f"cert,id\nCPC{' ' * 100_000},7\n")[0].endswith(",USD,")


def test_empty_lines_before_a_header_are_passed_over(shipped: Bands) -> None:
    assert len(below_header(shipped, "\n" * 300_000 + "cert\nCPC\n")) == 1


@pytest.mark.parametrize(("encoding", "name"), [("utf-32", "UTF-32"), ("utf-16", "UTF-16")])
@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_32_is_not_called_utf_16(shipped: Bands, encoding: str, name: str, order: str) -> None:
    content = "\ufeffcert,years\nCPC,5\n".encode(f"{encoding}-{order}")
    with pytest.raises(ProfileError, match=f"the file is {name}: save it as UTF-8"):
        below_header(shipped, content)


@pytest.mark.parametrize("safe", [False, True])
def test_a_bare_carriage_return_makes_no_row(shipped: Bands, safe: bool) -> None:
    text = "\n".join(
        below_header(
            shipped, "name,cert,years\nBob\r=1+1,CPC,5\nx\ry,CPC\n\rz,CPC,5,9\n", Job(CSV, safe=safe)
        )
    )
    rows = list(csv.reader(StringIO(text, newline="")))
    assert [row[0] for row in rows] == (
        ["Bob\r'=1+1", "x\ry", "'\rz"] if safe else ["Bob\r=1+1", "x\ry", "\rz"]
    )
    assert all(len(row) == 14 for row in rows)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("x;=1+1", "x;'=1+1"),
        ('x;"=1+1', "x;\"'=1+1"),
        ("a\n=1+1", "a\n'=1+1"),
        ("a\t@x", "a\t'@x"),
        ("a\n\tb", "a\n\tb"),
        ("-5;-6", "-5;-6"),
        ("-5\n+3.2", "-5\n+3.2"),
        ("CPC;CCS", "CPC;CCS"),
        ("-5x", "'-5x"),
    ],
)
def test_a_formula_is_guarded_behind_any_separator(shipped: Bands, cell: str, safe: str) -> None:
    quoted = cell.replace('"', '""')
    lines = below_header(shipped, f'name,years\n"{quoted}",5\n', Job(CSV, safe=True))
    assert next(csv.reader(StringIO("\n".join(lines), newline="")))[0] == safe


def test_control_characters_never_reach_a_terminal(tmp_path: Path) -> None:
    name = "a\x1b]0;x\x07\u202eb\u200b\x9b1m"
    (tmp_path / "a.csv").write_text(f"name,years\n{name},5\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"name": name, "years": 5}, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (tmp_path / "a.tsv").write_bytes(b"name\tyears\r\n\xff\x9b1m\t5\r\n")
    for file in ("a.csv", "a.jsonl", "a.tsv"):
        _, seen = shown(80, "batch", str(tmp_path / file), NO_COLOR="1")
        text = seen.decode()
        assert all(letter.isprintable() or letter in "\t\r\n" for letter in text)
        assert "\\u009b1m" in text or "\\udc9b1m" in text


def test_json_lines_hold_the_same(shipped: Bands) -> None:
    hostile = "\n".join(["{" * 100_000, '{"years": 5, "n": "' + "x" * 2_000_000 + '"}', '{"years": 5}', ""])
    lines = written(shipped, hostile, Job(JSONL)).splitlines()
    errors = [json.loads(line)["error"] for line in lines]
    assert errors == [errors[0], "the line is longer than 1 MiB and was left out", None]
    assert errors[0]
