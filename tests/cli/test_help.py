"""`salary help`: what there is, and the same words as elsewhere."""

from pathlib import Path

import pytest
from program import run_bytes, salary, shown
from tables import ROOT

from coding_salary.cli.commands import MODULES

PAGES = sorted((ROOT / "coding_salary" / "help").glob("*.md"))


def test_it_lists_every_command_and_topic() -> None:
    lines = salary("help").out.splitlines()
    for name in (*MODULES, *(page.stem for page in PAGES)):
        assert any(line.startswith(f"  {name} ") for line in lines), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_markdown_in_a_pipe(page: Path) -> None:
    assert run_bytes("help", page.stem) == (0, page.read_bytes(), b"")


def test_a_page_is_rendered_in_a_terminal() -> None:
    code, out = shown(100, "help", "model")
    assert code == 0
    assert b"\x1b[" in out
    assert b"```" not in out
    assert max(map(len, shown(100, "help", "model", NO_COLOR="1")[1].decode().splitlines())) <= 100


@pytest.mark.parametrize("command", ["estimate", "bands check"])
def test_the_help_of_a_command_is_that_of_its_flag(command: str) -> None:
    assert salary("help", *command.split()) == salary(*command.split(), "--help")


@pytest.mark.parametrize("command", ["estimate", "boost", "path", "careers"])
def test_a_small_screen_shows_the_examples_and_the_flags_about_you(command: str) -> None:
    first = shown(80, command, "--help", NO_COLOR="1")[1].decode().splitlines()[:24]
    assert f"salary {command} " in "".join(first[4:])
    assert "--country" in "".join(first)
    assert max(map(len, first)) <= 80


@pytest.mark.parametrize("command", ["estimate", "compare", "offer", "raise", "boost", "path", "careers"])
def test_what_is_needed_first_stands_first(command: str) -> None:
    text = shown(80, command, "--help", NO_COLOR="1")[1].decode()
    panels = [line.strip("╭─╮ \n") for line in text.splitlines() if line.startswith("╭─")]
    wanted = [panel for panel in panels if panel != "Arguments"]
    assert (wanted[:2], wanted[-2:]) == (["About you", "Your profile"], ["Result", "Other"])
    other = text.partition("─ Other ─")[2]
    assert "--bands" in other
    assert "--help" in other
    assert "…" not in text
