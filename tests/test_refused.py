"""Command lines that cannot be used: each ends with 2, writes no result and says what is wrong, with the way out.

`refused.csv` has a line for each: what stands under `says` is part of what is said, or all of it where it begins
with `error: `. They run at the top of the checkout.
"""

import csv
import shlex

import pytest
from program import salary
from tables import HERE, ROOT


def refused() -> list[dict[str, str]]:
    with (HERE / "refused.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", refused(), ids=lambda row: row["command"])
def test_it_is_answered_with_what_is_wrong(row: dict[str, str]) -> None:
    run = salary("", *shlex.split(row["command"]), cwd=ROOT)
    assert (run.code, run.out) == (2, "")
    said = " ".join(run.err.split())
    assert said.startswith("error: ")
    assert said == row["says"] if row["says"].startswith("error: ") else row["says"] in said
    assert "Traceback" not in said
