"""The README: short, with a picture of the program itself, and its two commands."""

import re

import pytest
from pages import HELP, README, TOPICS, blocks
from program import salary

PICTURED = ("estimate", "--cert", "CPC", "--years", "5")
PICTURE = "estimate.svg"


def test_the_picture_shows_what_the_program_shows(request: pytest.FixtureRequest) -> None:
    """The words are compared and not the bytes, which differ between versions of Rich."""
    drawn, stored = salary(*PICTURED, "--format", "svg").out, HELP / PICTURE
    if request.config.getoption("--update-golden"):
        stored.write_text(drawn, encoding="utf-8")
    kept = stored.read_text(encoding="utf-8")
    assert words(kept) == words(drawn)
    assert "url(http" not in kept
    assert f"coding_salary/help/{PICTURE}" in README.read_text(encoding="utf-8")


def words(svg: str) -> str:
    return "".join(re.findall(r"<text [^>]*>([^<]*)</text>", svg))


def test_it_is_short_and_leads_to_every_topic() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert set(re.findall(r"coding_salary/help/(\w+)\.md", text)) == {page.stem for page in TOPICS}


def test_the_first_two_commands_install_run_and_test() -> None:
    first, second, *_ = blocks(README, "sh")
    assert len(first.splitlines()) == 1, "one command, which needs nothing but Python"
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install . && ")
    assert first.rstrip().endswith(" ".join(("salary", *PICTURED)))
    assert "python tests" in second
    assert ".[dev]" in second
