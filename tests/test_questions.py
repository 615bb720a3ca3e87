"""Questions that people ask, each with a command and what its first screen must say.

`questions.csv` has a line for each: the parts of `contains` are joined by ` / `. What is not known is said too,
on standard error with the way out.
"""

import csv
import re

import pytest
from pages import HELP
from program import salary
from tables import HERE

LINES, COLUMNS = 24, "80"


def questions() -> list[dict[str, str]]:
    with (HERE / "questions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", questions(), ids=lambda row: row["question"])
def test_the_first_screen_answers(row: dict[str, str]) -> None:
    run = salary(row["command"], COLUMNS=COLUMNS, SALARY_TODAY="2026-11")
    screen = " ".join("\n".join((run.out or run.err).splitlines()[:LINES]).split())
    for words in row["contains"].split(" / "):
        assert words in screen


def test_every_command_on_the_page_of_questions_is_one_that_answers() -> None:
    page = (HELP / "questions.md").read_text(encoding="utf-8")
    commands = re.findall(r"\| `salary (.*)` \|$", page, re.MULTILINE)
    assert {*commands} <= {row["command"] for row in questions()}
    assert len(commands) == page.count("`salary ") - page.count("`salary sources`")
