"""The states of a market: rows in the table or in a file beside it, and what of them is not published."""

import re
from pathlib import Path

import pytest
from program import salary
from tables import TINY, profile

from coding_salary.model.estimate import estimate
from coding_salary.reading.errors import TableError
from coding_salary.table.bands import Bands
from coding_salary.table.load import load

HEADER = (
    "code,name,price_level,coder_p10,coder_p25,coder_p50,coder_p75,coder_p90,coder_error,"
    "biller_p10,biller_p25,biller_p50,biller_p75,biller_p90,biller_error\n"
)
ALPHA = "AA,Alpha,90.5,22000,33000,44000,66000,88000,3,18000,27000,36000,45000,54000,1\n"
BETA = "BB,Beta,,10000,20000,40000,80000,160000,4,,,,,,\n"
TEXT = TINY.read_text(encoding="utf-8").replace(
    "    date: 2025-05\n", "    date: 2025-05\n    price_levels: {year: 2024, source: census}\n"
)
BEFORE, ROWS, AFTER = re.split(r"(?s)(    states:\n.*)(?=    occupations:\n)", TEXT)


def with_file(content: str, folder: Path) -> str:
    """Write the small table with its states in a file."""
    (folder / "own.csv").write_text(HEADER + content, encoding="utf-8")
    return written(folder / "bands.yaml", "    states: own.csv\n")


def with_rows(folder: Path) -> str:
    """Write the small table with rows that say what ALPHA and BETA do."""
    first, second = re.findall(r"(?s)      [AB]{2}:.*?biller", ROWS)
    first = first.replace("Alpha\n", "Alpha\n        price_level: 90.5\n")
    wages = "[18000, 27000, 36000, 45000, 54000, 1]"
    return written(folder / "rows.yaml", f"    states:\n{first}: {wages}\n{second}: unpublished\n")


def written(path: Path, states: str) -> str:
    path.write_text(BEFORE + states + AFTER, encoding="utf-8")
    return str(path)


@pytest.fixture
def beside(tmp_path: Path) -> Bands:
    return load(with_file(ALPHA + BETA, tmp_path))


def test_a_file_says_the_same_as_rows(beside: Bands, tmp_path: Path) -> None:
    one, other = (bands.markets["XX"] for bands in (beside, load(with_rows(tmp_path))))
    assert one._replace(state_file="") == other
    assert one.price_levels
    assert one.price_levels.states == {"AA": 90.5}
    assert {job.name: list(job.ranges) for job in one.occupations.values()} == {
        "coder": ["XX", "AA", "BB"],
        "biller": ["XX", "AA"],
    }


def test_where_a_job_is_not_published_the_nation_counts_out_loud(beside: Bands) -> None:
    there = estimate(beside, profile(beside, role="biller", state="BB"))
    assert (there.place.code, there.fell_back, there.you.pay.typical) == ("XX", True, 36_000)
    assert not estimate(beside, profile(beside, role="biller", state="AA")).fell_back
    run = salary("estimate --role biller --state BB --bands", beside.path)
    assert "no published wages for billers in Beta; using Testland" in run.err


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("AA,Alpha\n", "2:1: expected 15 cells, found 2"),
        (ALPHA + ALPHA, "3:1: code: 'AA' appears a second time: keep one of them"),
        (ALPHA + BETA.replace("Beta", "alpha"), "3:1: name: 'alpha' already names another place: capitals do not tell places apart"),
        (ALPHA.replace("AA", "xx"), "2:1: name: 'xx' already names another place: capitals do not tell places apart"),
        (ALPHA.replace("Alpha", ""), "2:1: name: expected a text without spaces around it, found ''"),
        (ALPHA.replace("90.5", "9"), "2:1: price_level: expected a price level such as 92.774, that of the nation being 100, found '9'"),
        (ALPHA.replace("44000", ""), "2:1: coder_p50: expected a number from 100 on such as 48390, found ''"),
        (ALPHA.replace("44000", "32000"), "2:1: coder_p50: percentiles never fall: 32000 follows 33000"),
        (ALPHA.replace("22000,33000,44000,66000,88000", "1833,2750,3667,5500,7333"), "2:1: coder: a median of 3,667 a year is more than 4 times from 40,000, which is usual: correct its unit or a digit"),
    ],
)  # fmt: skip
def test_a_broken_file_is_answered_with_the_place(tmp_path: Path, content: str, expected: str) -> None:
    with pytest.raises(TableError) as caught:
        load(with_file(content, tmp_path))
    assert str(caught.value) == f"{tmp_path / 'own.csv'}:{expected}"


def test_the_faults_of_the_file_come_with_those_of_the_table(tmp_path: Path) -> None:
    path = Path(with_file(ALPHA, tmp_path))
    path.write_text(path.read_text(encoding="utf-8").replace("hours_per_year: 2000", "hours_per_year: 2"))
    (tmp_path / "own.csv").unlink()
    with pytest.raises(TableError) as caught:
        load(str(path))
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems] == [
        "bands.yaml:20:21: markets.XX.hours_per_year: must be at least 100, found 2",
        "own.csv:1:1: cannot read this file: no such file or directory",
    ]
