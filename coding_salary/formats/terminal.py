"""Tables for a terminal; the only format that imports rich.

No amount is ever cut: when the columns do not fit, the least useful ones go in a set order, and
when those that must stay do not fit either, every row becomes a block of its own.
"""

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal

from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Grid, Line, Sheet, cell
from coding_salary.formats.symbols import ASCII, Display
from coding_salary.reading.words import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

GAP = 2
BAR_CELLS = 24
# The width that a column of words may be wrapped to before other columns go.
WRAPPED = 18
NATURAL_WIDTH = 10_000
DIM, STRONG, HIGHLIGHTED = "dim", "bold", "bold green"
# A field and its texts, the heading first.
Column = tuple[Field[Any], list[str]]


def table(sheet: Sheet, display: Display) -> str:
    """Return a sheet as text for such a terminal."""
    page = _Page(display)
    if sheet.title:
        page.write(" · ".join(sheet.title), STRONG)
    for index, part in enumerate(sheet.parts):
        if index or sheet.title:
            page.write("")
        if isinstance(part, Grid):
            page.grid(part)
            continue
        for sentence in part:
            page.write(sentence.text, DIM)
            if sentence.link:
                page.write(sentence.link, DIM)
    return page.text()


class _Page:
    """What a terminal shows, written from top to bottom."""

    def __init__(self, display: Display) -> None:
        self.display = display
        self.file = StringIO()
        self.console = _console(self.file, display)

    def text(self) -> str:
        """Return all that was written."""
        text = self.file.getvalue()
        if self.display.color:
            return text
        return "".join(line.rstrip() + "\n" for line in text.splitlines())

    def write(self, words: str, style: str = "") -> None:
        """Write words, wrapped where the terminal ends."""
        self.console.print(_text(self.shown(words), style))

    def shown(self, words: str) -> str:
        """Return words in characters that the terminal has."""
        text = printable(words)
        return text.translate(ASCII) if self.display.ascii else text

    def grid(self, grid: Grid[Any]) -> None:
        """Write a table of the columns that fit, or a block for each row."""
        columns = [self.column(field, grid.lines) for field in grid.fields]
        marked = any(line.highlighted for line in grid.lines)
        if marked:
            first, texts = columns[0]
            marks = ["  ", *("▸ " if line.highlighted else "  " for line in grid.lines)]
            columns[0] = first, [self.shown(mark) + text for mark, text in zip(marks, texts, strict=True)]
        fitting = _fitting(columns, self.display.width)
        if fitting:
            self.table(fitting, grid.lines, hanging=marked and fitting[0][0].wrap)
        else:
            self.blocks([column for column in columns if not column[0].scale], grid.lines)

    def column(self, field: Field[Any], lines: Sequence[Line[Any]]) -> Column:
        """Return the texts of a field in each line, below its heading."""
        draw = _bar if field.scale else cell
        return field, [self.heading(field), *(self.shown(draw(field, line)) for line in lines)]

    def heading(self, field: Field[Any]) -> str:
        """Return the heading of a field, that of a drawing being the amounts at its ends."""
        if not (field.scale and field.write):
            return self.shown(field.heading or "")
        low, high = (self.shown(field.write(amount)) for amount in field.scale)
        return f"{low}{high:>{BAR_CELLS - len(low)}}"

    def table(self, columns: Sequence[Column], lines: Sequence[Line[Any]], *, hanging: bool) -> None:
        """Write the columns side by side."""
        table = self.empty_table(columns)
        for line, (first, *others) in zip(
            lines, zip(*(texts[1:] for _, texts in columns), strict=True), strict=True
        ):
            if line.rule_above:
                table.add_section()
            style = HIGHLIGHTED if line.highlighted else DIM if line.dim else None
            table.add_row(_hanging(first) if hanging else _text(first), *map(_text, others), style=style)
        self.console.print(table)

    def empty_table(self, columns: Sequence[Column]) -> "Table":
        """Return a table with the headings, a rule below them and no frame."""
        from rich.box import Box
        from rich.table import Table

        blank, rule = "    ", self.shown(" ── ")
        box = Box("\n".join((blank, blank, rule, blank, rule, rule, blank, blank)) + "\n", ascii=True)
        table = Table(box=box, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style=DIM)
        for field, texts in columns:
            side: Literal["left", "right"] = "right" if field.write and not field.scale else "left"
            table.add_column(_text(texts[0]), justify=side, no_wrap=not field.wrap, overflow="fold")
        return table

    def blocks(self, columns: Sequence[Column], lines: Sequence[Line[Any]]) -> None:
        """Write the columns of each line below each other."""
        (_, headings), *others = columns
        longest = max((len(texts[0]) for _, texts in others), default=0)
        for index, line in enumerate(lines, start=1):
            self.console.print(_text(headings[index], HIGHLIGHTED if line.highlighted else STRONG))
            for _, texts in others:
                if texts[index]:
                    self.console.print(_text(f"  {texts[0]:{longest}} {texts[index]}"))


def _fitting(columns: list[Column], width: int | None) -> list[Column]:
    """Return as many columns as fit, none when those that must stay do not."""
    while width is not None and _width(columns) > width:
        least_useful = max(field.priority for field, _ in columns)
        if not least_useful:
            return []
        columns = [column for column in columns if column[0].priority != least_useful]
    return columns


def _width(columns: Sequence[Column]) -> int:
    from rich.cells import cell_len

    widths = (
        min(max(map(cell_len, texts)), WRAPPED if field.wrap else NATURAL_WIDTH) for field, texts in columns
    )
    return sum(widths) + GAP * (len(columns) - 1)


def _bar(field: Field[Any], line: Line[Any]) -> str:
    """Draw 10 to 90 % thin, the middle half thick, and a mark at the typical amount."""
    start, end = field.scale or (0, 0)
    p10, low, typical, high, p90 = field.value(line.row)
    cells = [" "] * BAR_CELLS
    for first, last, symbol in ((p10, p90, "─"), (low, high, "━"), (typical, typical, "┃")):
        for index in range(_position(first, start, end), _position(last, start, end) + 1):
            cells[index] = symbol
    return "".join(cells)


def _position(amount: float, start: float, end: float) -> int:
    return round((amount - start) / (end - start) * (BAR_CELLS - 1)) if end > start else 0


def _hanging(cell: str) -> "Table":
    """Return a marked cell whose further lines start where its words do, right of the mark."""
    from rich.table import Table

    inner = Table.grid()
    inner.add_column(no_wrap=True)
    inner.add_column(overflow="fold")
    inner.add_row(_text(cell[:GAP]), _text(cell[GAP:]))
    return inner


def _text(words: str, style: str = "") -> "Text":
    from rich.text import Text

    return Text(words, style=style)


def _console(file: StringIO, display: Display) -> "Console":
    """Return a console that writes into memory and asks neither the environment nor a terminal."""
    from rich.console import Console

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
        _environ={},
    )
