"""Sheets for a terminal, and as pages of what it would show; the only formats that import rich."""

from typing import TYPE_CHECKING

from coding_salary.formats.sheet import Sheet, Tone
from coding_salary.formats.symbols import Display

if TYPE_CHECKING:
    from rich.text import Text

# Magenta is the one of the eight colors that stands out enough on black and on white; a verdict has a
# background of its own, since yellow on white cannot be read.
STYLES = {
    Tone.PLAIN: "",
    Tone.ANSWER: "bold",
    Tone.YOU: "bold magenta",
    Tone.SOURCE: "dim",
    Tone.GOOD: "black on green",
    Tone.FAIR: "black on yellow",
    Tone.BAD: "bold white on red",
}
VERDICTS = (Tone.GOOD, Tone.FAIR, Tone.BAD)
HEADING = BACK = "dim"


def styled(words: str, style: str = "") -> "Text":
    """Return words as rich takes them, in a style and never as markup."""
    from rich.text import Text

    return Text(words, style=style)


def table(sheet: Sheet, display: Display) -> str:
    """Return a sheet as text for such a terminal."""
    from coding_salary.formats.terminal.page import Page

    page = Page(display)
    page.sheet(sheet)
    return page.text()
