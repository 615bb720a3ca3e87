"""The rows of a program get what the rows of a file get."""

from itertools import count, islice
from json import loads
from pathlib import Path

import pytest
from program import salary

from coding_salary import estimate_rows
from coding_salary.reading.errors import ProfileError


def test_they_are_those_of_the_command(tmp_path: Path) -> None:
    lines = '{"cert": ["CPC"], "Years": 5.0, "remote": true}\n{"years": "x"}\n{}\n'
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    command = ("batch", "a.jsonl", "--state", "OH", "--as-of", "2026-02")
    run, hourly = salary(*command, cwd=tmp_path), salary(*command, "--per", "hour", cwd=tmp_path)
    rows: list[dict[str, object]] = [{"cert": ["CPC"], "Years": 5.0, "remote": True}, {"years": "x"}, {}]
    assert list(estimate_rows(rows, state="OH", as_of="2026-02")) == [
        loads(line) for line in run.out.splitlines()
    ]
    assert list(estimate_rows(rows, state="OH", as_of="2026-02", per="hour")) == [
        loads(line) for line in hourly.out.splitlines()
    ]


def test_rows_without_end_come_one_by_one() -> None:
    endless = ({"years": number % 40} for number in count())
    assert [row["years"] for row in islice(estimate_rows(endless, prefix="pay_"), 3)] == [0, 1, 2]


def test_what_holds_for_every_row_must_be_right() -> None:
    with pytest.raises(ProfileError, match="unknown certification"):
        estimate_rows([], cert="CPX")
    with pytest.raises(ProfileError, match="per must be year or hour, found 'week'"):
        estimate_rows([], per="week")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unexpected keyword argument 'certs'"):
        estimate_rows([], certs="CPC")  # type: ignore[call-arg]


def test_a_row_with_the_name_of_a_result_keeps_its_own() -> None:
    (row,) = estimate_rows([{"typical": "mine", "years": 5}])
    assert row["typical"] == "mine"
    assert row["error"] == "the key 'typical' has the name of a result: give a --prefix"


def test_keys_that_are_no_names_pass_through() -> None:
    surplus: list[dict[object, object]] = [{None: ["more"], "years": 5}, {3: "three", "years": 5}]
    first, second = estimate_rows(surplus)  # type: ignore[arg-type]
    assert first["typical"] == second["typical"] is not None
    assert second[3] == "three"  # type: ignore[index]
