"""What is said on standard error: its kind first, in color and wrapped where somebody reads it, quiet if asked."""

import re

import pytest
from program import salary, shown

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
# What this one says: a note for the country whose region was left out.
LONDONER = ("estimate", "--country", "UK", "--cert", "ACC", "-f", "csv")


@pytest.mark.parametrize("spelling", ["-q", "--quiet"])
def test_quiet_drops_notes_and_nothing_else(spelling: str) -> None:
    loud, quiet = salary("", *LONDONER), salary("", *LONDONER, spelling)
    assert loud.err.startswith("note: ")
    assert (quiet.out, quiet.err) == (loud.out, "")
    assert salary("estimate --cert CPX", spelling).err == salary("estimate --cert CPX").err != ""
    assert salary("bands check", spelling).code == 0


def test_a_command_line_after_a_quiet_one_is_heard() -> None:
    salary("", *LONDONER, "-q")
    assert salary("", *LONDONER).err


def test_on_a_terminal_it_wraps_below_itself_and_its_kind_is_colored() -> None:
    seen = shown(60, "estimate", "--cert", "CPX", "--state", "Atlantis")[1].decode()
    lines = ESCAPES.sub("", seen).splitlines()
    assert max(map(len, lines)) <= 60
    assert [line[:2] for line in lines].count("er") == 2
    assert {line[:2] for line in lines} == {"er", "  "}
    assert seen.count("\x1b[1;31merror:\x1b[0m ") == 2


def test_prose_is_no_wider_than_people_like_to_read() -> None:
    seen = shown(200, "estimate", "--cert", "CPX", "--state", "Atlantis", NO_COLOR="1")[1].decode()
    assert "\x1b" not in seen
    assert 60 < max(map(len, seen.splitlines())) <= 90


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_color_goes_where_it_is_not_wanted(settings: dict[str, str]) -> None:
    assert b"\x1b" not in shown(80, *LONDONER, **settings)[1]


def test_the_flag_on_color_holds_for_messages_too() -> None:
    assert b"\x1b" not in shown(80, *LONDONER, "--color", "never")[1]
    assert b"\x1b[1;36mnote:" in shown(80, *LONDONER, "--color", "always", NO_COLOR="1")[1]


def test_into_a_pipe_a_message_is_one_plain_line() -> None:
    run = salary("estimate --state Atlantis --metro nowhere", FORCE_COLOR="1", COLUMNS="40")
    assert "\x1b" not in run.err
    assert [line.partition(" ")[0] for line in run.err.splitlines()] == ["error:", "error:"]
