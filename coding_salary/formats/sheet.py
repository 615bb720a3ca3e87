"""What people are shown, before any format: a title, an answer, tables and sentences.

A command builds one sheet; the terminal, plain text and Markdown each draw it in their own way. From top to
bottom: the title says who, an `Answer` says the result in one line, a `Grid` compares, and `Labeled` lines
say what to make of it: what to answer, what it is based on, what to run next.

    Sheet(
        report.person(),                                 # Medical coder · CPC · 5 years · United States
        report.answer(),                                 # $52,500 a year · $25.26 an hour      half of ...
        Grid(fields, lines),                             # one line of them `highlighted`: yours
        [Labeled("Counter", "$25.25 to $30.20 an hour"), report.based_on(), report.next_steps("boost")],
    )
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import Any, Generic, NamedTuple

from coding_salary.formats.records import Field, Row, cell_text


class Tone(Enum):
    """What words mean, whatever the colors of a format.

    GOOD, FAIR and BAD are for the label of a verdict and nothing else; SOURCE is for what a result rests on.
    """

    PLAIN = auto()
    ANSWER = auto()
    YOU = auto()
    SOURCE = auto()
    GOOD = auto()
    FAIR = auto()
    BAD = auto()


class Line(NamedTuple, Generic[Row]):
    """A row of a grid; the `highlighted` one is yours, with a remark in words, a `dim` one stands back."""

    row: Row
    highlighted: bool = False
    remark: str = ""
    dim: bool = False
    rule_above: bool = False


class Grid(Generic[Row]):
    """A table: the fields that have a heading, and lines; the first field says what a line is about."""

    def __init__(self, fields: Iterable[Field[Row]], lines: Iterable[Line[Row]]) -> None:
        """Keep the fields that people see."""
        self.fields = [field for field in fields if field.heading is not None]
        self.lines = list(lines)

    @property
    def marked(self) -> bool:
        """Whether one of its lines is marked, so that all of them leave room for the mark."""
        return any(line.highlighted for line in self.lines)

    @property
    def in_words(self) -> list[Field[Row]]:
        """The fields that are no drawings."""
        return [field for field in self.fields if not field.chart]


def cell(field: Field[Row], line: Line[Row]) -> str:
    """Return the text of one cell of a grid."""
    return "" if field.difference and line.highlighted else field.text(line.row)


class Beside(NamedTuple):
    """A grid with another to its right, made only for a terminal that is wide enough for both.

    The one `aside` says nothing that cannot be asked for alone.
    """

    grid: Grid[Any]
    aside: Callable[[], Grid[Any]]


class Drawing(NamedTuple):
    """Lines drawn for so many columns; only a terminal shows them, so they say nothing that words do not."""

    lines: Callable[[int], Sequence[str]]


class Answer(NamedTuple):
    """The result in one line, and what stands beside it or, where the line is too short, below it."""

    text: str
    beside: str = ""


class Labeled(NamedTuple):
    """Words with a label in a column of its own, such as `Based on` or `Counter`.

    The words may be parts joined by ` · `: lines break between them first, so that a command stays whole.
    Where they say what the column of that heading means, the `legend` goes when the column does.
    """

    label: str
    text: str
    tone: Tone = Tone.PLAIN
    link: str = ""
    legend: bool = False


class Sentence(NamedTuple):
    """A sentence without a label in sight; `label` says what it is about where there is no layout."""

    label: str
    text: str
    link: str = ""
    tone: Tone = Tone.PLAIN


Words = Sentence | Labeled
Part = Grid[Any] | Beside | Drawing | Answer | Sequence[Words]


def not_shown(count: int, which: str = "") -> list[Labeled]:
    """Say how many more there are than people are shown, if any, and how to see them."""
    return [Labeled("Not shown", f"{count:,} more{which}: add --all")] if count else []


class Sheet:
    """A title of several words, and the parts below it in order."""

    def __init__(self, title: Sequence[str], *parts: Part) -> None:
        """Keep the title, which may be empty, and the parts."""
        self.title = title
        self.parts = parts


def raw_sheet(fields: Sequence[Field[Row]], rows: Sequence[Row]) -> Sheet:
    """Return values as they are, for people who chose the fields themselves."""
    if not rows:
        return Sheet((), [Sentence("rows", "no rows")])
    return Sheet((), Grid([_raw(field, rows) for field in fields], map(Line, rows)))


def _raw(field: Field[Row], rows: Sequence[Row]) -> Field[Row]:
    """Return a field headed by its name and shown as in CSV, to the right when all of it is numbers."""

    def text(row: Row) -> str:
        return cell_text(field.name, field.value(row))

    values = map(field.value, rows)
    numeric = all(isinstance(value, int | float | None) and not isinstance(value, bool) for value in values)
    return Field(field.name, text, field.name, str if numeric else None)
