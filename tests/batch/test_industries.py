"""Rows that say nothing but an employer give the official percentiles of its industry back."""

import csv
from pathlib import Path

import oracle
from program import salary


def test_every_industry_comes_back_in_the_nation_row_by_row(tmp_path: Path) -> None:
    rows = [
        ("" if job == oracle.CODER else job, employer, wages[:5])
        for job in (oracle.CODER, "biller")
        for employer, wages in oracle.JOBS[job]["employers"].items()
    ]
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("role", "employer"), *(row[:2] for row in rows)])
    done = salary("batch", str(path), "--as-of", "published").rows()
    assert len(done) == len(rows) == 35  # 18 of coders and 17 of billers
    for (_, employer, wages), row in zip(rows, done, strict=True):
        expected = [oracle.half_up(wage, 100) for wage in wages]
        assert [float(row[name]) for name in oracle.NAMES] == expected, employer
