"""How what words mean looks in a terminal."""

from typing import TYPE_CHECKING

from coding_salary.formats.sheet import Tone

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
