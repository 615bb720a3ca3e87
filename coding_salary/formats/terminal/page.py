"""What a terminal shows of a sheet, written from top to bottom."""

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from coding_salary.formats.sheet import (
    Answer,
    Beside,
    Drawing,
    Grid,
    Labeled,
    Part,
    Sentence,
    Sheet,
    Tone,
    Words,
)
from coding_salary.formats.symbols import ASCII, DOT, Display
from coding_salary.formats.terminal import STYLES, VERDICTS, styled
from coding_salary.formats.terminal.columns import columns_of
from coding_salary.formats.terminal.grid import drawn, drawn_beside
from coding_salary.reading.words import printable

if TYPE_CHECKING:
    from rich.console import Console

NATURAL_WIDTH = 10_000
PROSE_WIDTH = 90  # columns: longer lines are hard to read
LABELED_WIDTH = 60  # below this a label stands above its words
MARGIN = "  "
# Between an answer and what stands beside it.
BESIDE = " " * 8
AFTER_LABEL = 3


class Page:
    """The lines written so far, for a display."""

    def __init__(self, display: Display, *, record: bool = False, scrolls: bool = True) -> None:
        """Start with nothing written; a `record` can be exported.

        On all but a picture, which does not scroll, a link is written whole, for people to follow.
        """
        self.scrolls = scrolls
        self.display = display
        self.file = StringIO()
        self.console = _console(self.file, display, record=record)
        self.headings: set[str | None] = set()
        self.prose = NATURAL_WIDTH if display.width is None else min(display.width, PROSE_WIDTH)

    def text(self) -> str:
        """Return all that was written."""
        text = self.file.getvalue()
        if self.display.color:
            return text
        return "".join(line.rstrip() + "\n" for line in text.splitlines())

    def sheet(self, sheet: Sheet) -> None:
        """Write the title, and every part below an empty line."""
        if sheet.title:
            self.lines(DOT.join(sheet.title), Tone.ANSWER)
        for index, part in enumerate(sheet.parts):
            if index or sheet.title:
                self.console.print()
            self.part(part)

    def part(self, part: Part) -> None:
        """Write one part."""
        match part:
            case Grid():
                columns = columns_of(part, self.shown, self.display.width)
                fields = [column.field for column in columns] or part.fields
                self.headings = {field.heading for field in fields}
                self.console.print(drawn(part, self.shown, self.display.width))
            case Beside():
                self.console.print(drawn_beside(part, self.shown, self.display.width))
            case Drawing():
                for line in part.lines(self.display.width or PROSE_WIDTH):
                    self.console.print(styled(self.shown(line)))
            case Answer():
                self.answer(part)
            case _:
                self.words(part)

    def shown(self, words: str) -> str:
        """Return words in characters that the terminal has."""
        text = printable(words)
        return text.translate(ASCII) if self.display.ascii else text

    def lines(self, words: str, tone: Tone, indent: str = "") -> None:
        """Write words on lines of prose."""
        for line in self.wrapped(words, self.prose - len(indent)):
            self.console.print(styled(indent + line, STYLES[tone]))

    def wrapped(self, words: str, width: int, dot: str = DOT) -> list[str]:
        """Break words into lines: between the parts that dots join, within one only where it must be."""
        dot, lines = self.shown(dot), [""]
        for part in map(self.shown, words.split(DOT)):
            joined = f"{lines[-1]}{dot}{part}" if lines[-1] else part
            if styled(joined).cell_len <= width:
                lines[-1] = joined
            else:
                lines += (str(line).rstrip() for line in styled(part).wrap(self.console, width))
        return list(filter(None, lines))

    def answer(self, answer: Answer) -> None:
        """Write an answer, and what goes with it beside it or below it."""
        text, beside = MARGIN + self.shown(answer.text), BESIDE + self.shown(answer.beside)
        if answer.beside and len(text + beside) <= self.prose:
            self.console.print(styled(text, STYLES[Tone.ANSWER]).append(beside, "not bold"))
            return
        self.lines(answer.text, Tone.ANSWER, MARGIN)
        self.lines(answer.beside, Tone.PLAIN, MARGIN)

    def words(self, words: Sequence[Words]) -> None:
        """Write sentences, and lines with a label in one column for all of them."""
        words = [each for each in words if not self.without_column(each)]
        longest = max((len(each.label) for each in words if isinstance(each, Labeled)), default=0)
        for each in words:
            if isinstance(each, Sentence):
                self.lines(each.text, each.tone)
            else:
                self.labeled(each, longest)
            if each.link:
                link = styled(each.link, STYLES[Tone.SOURCE])
                self.console.print(link, soft_wrap=self.scrolls)

    def without_column(self, words: Words) -> bool:
        """Return whether words are the legend of a column that the last table had no room for."""
        return isinstance(words, Labeled) and words.legend and words.label not in self.headings

    def labeled(self, words: Labeled, longest: int) -> None:
        """Write a label, and words in the column beside it or, where lines are short, below it."""
        narrow, verdict = self.prose < LABELED_WIDTH, words.tone in VERDICTS
        column = 2 * len(MARGIN) if narrow else len(MARGIN) + longest + AFTER_LABEL
        # A hyphen between two commands would be copied as a part of the first.
        rows = self.wrapped(words.text, self.prose - column, "; " if self.display.ascii else DOT)
        label = f" {words.label} " if verdict else words.label
        head = styled(MARGIN).append(self.shown(label), STYLES[words.tone])
        style = STYLES[Tone.ANSWER if verdict else words.tone]
        if not narrow and rows:
            head.append(" " * (column - head.cell_len)).append(rows.pop(0), style)
        self.console.print(head)
        for row in rows:
            self.console.print(styled(" " * column).append(row, style))


def _console(file: StringIO, display: Display, *, record: bool) -> "Console":
    """Return a console that writes into memory and asks neither the environment nor a terminal."""
    from rich.console import Console
    from rich.theme import Theme

    # A page has a gray of its own: half of the color of words would be too faint to read on it.
    theme = Theme({"dim": "bright_black"}) if record else None
    return Console(
        file=file,
        width=display.width or NATURAL_WIDTH,
        color_system="standard" if display.color else None,
        force_terminal=display.color,
        no_color=not display.color,
        legacy_windows=False,
        emoji=False,
        markup=False,
        highlight=False,
        record=record,
        theme=theme,
        _environ={},
    )
