"""The README: short, with a picture of the program itself, and its two commands."""

import re
from io import StringIO

import pytest
from pages import HELP, README, TOPICS, blocks
from program import salary

PICTURED = ("estimate", "--cert", "CPC", "--years", "5")
WIDTH = 80


def picture(theme: str) -> str:
    """Draw what a terminal shows, without the fonts that Rich would fetch from the network."""
    from rich import terminal_theme
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=WIDTH, file=StringIO())
    shown = salary(*PICTURED, "--color", "always", "--width", str(WIDTH)).out
    console.print(Text.from_ansi(shown))
    title = " ".join(("salary", *PICTURED))
    svg = console.export_svg(title=title, theme=getattr(terminal_theme, theme), unique_id="salary")
    return re.sub(r" *@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("name", "theme"),
    [("estimate-light.svg", "DEFAULT_TERMINAL_THEME"), ("estimate-dark.svg", "SVG_EXPORT_THEME")],
)
def test_the_picture_shows_what_the_program_shows(
    name: str, theme: str, request: pytest.FixtureRequest
) -> None:
    """The words are compared and not the bytes, which differ between versions of Rich."""
    drawn, stored = picture(theme), HELP / name
    if request.config.getoption("--update-golden"):
        stored.write_text(drawn, encoding="utf-8")
    kept = stored.read_text(encoding="utf-8")
    assert words(kept) == words(drawn)
    assert "url(http" not in kept
    assert f"coding_salary/help/{name}" in README.read_text(encoding="utf-8")


def words(svg: str) -> str:
    return "".join(re.findall(r"<text [^>]*>([^<]*)</text>", svg))


def test_it_is_short_and_leads_to_every_topic() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    assert set(re.findall(r"coding_salary/help/(\w+)\.md", text)) == {page.stem for page in TOPICS}


def test_the_first_two_commands_install_run_and_test() -> None:
    first, second, *_ = blocks(README, "sh")
    assert "pip install ." in first
    assert first.rstrip().endswith(" ".join(("salary", *PICTURED)))
    assert "python tests" in second
    assert ".[dev]" in second
