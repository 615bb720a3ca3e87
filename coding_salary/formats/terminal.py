"""Tables for a terminal; the only module that imports rich.

No amount is ever cut: when the columns do not fit, the least useful ones go in a set order, and
when those that must stay do not fit either, every row becomes a block of its own.
"""

from io import StringIO
from typing import TYPE_CHECKING, Literal, NamedTuple

from coding_salary.formats.sheet import Cell, Column, Grid, Line, Sheet, Span
from coding_salary.formats.symbols import Look, Symbols
from coding_salary.reading.words import printable

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

GAP = 2
BAR_CELLS = 24
LOOSE = 18
NATURAL_WIDTH = 10_000
DIM, STRONG, OWN = "dim", "bold", "bold green"


def table(sheet: Sheet, look: Look) -> str:
    """Return a sheet as text for a terminal of that look."""
    console = _console(look)
    if sheet.title:
        console.print(_text(look.symbols.separator.join(sheet.title), STRONG))
    for index, part in enumerate(sheet.parts):
        if index or sheet.title:
            console.print()
        if isinstance(part, Grid):
            _print_grid(console, part, look)
            continue
        for sentence in part:
            console.print(_text(sentence.text, DIM))
            if sentence.link:
                console.print(_text(sentence.link, DIM))
    return _written(console, look)


def _print_grid(console: "Console", grid: Grid, look: Look) -> None:
    drawing = _Drawing.of(grid, look.symbols)
    fitting = _fitting(grid, drawing, look.width)
    if fitting is None:
        _print_blocks(console, grid.in_words(), drawing)
        return
    shown = _table(fitting.columns, drawing)
    for line in fitting.lines:
        if line.apart:
            shown.add_section()
        style = OWN if line.own else DIM if line.dim else None
        first, *others = drawing.cells(line)
        hangs = drawing.marked and fitting.columns[0].loose
        shown.add_row(_hanging(first) if hangs else _text(first), *map(_text, others), style=style)
    console.print(shown)


def _fitting(grid: Grid, drawing: "_Drawing", width: int | None) -> Grid | None:
    """Return the grid with as many columns as fit, None when those that must stay do not."""
    while width is not None and _width(grid, drawing) > width:
        least_useful = max(column.gives_way for column in grid.columns)
        if not least_useful:
            return None
        for index in reversed(range(len(grid.columns))):
            if grid.columns[index].gives_way == least_useful:
                grid = grid.without(index)
    return grid


def _width(grid: Grid, drawing: "_Drawing") -> int:
    from rich.cells import cell_len

    rows = [drawing.heads(grid.columns), *(drawing.cells(line) for line in grid.lines)]
    widths = [max(cell_len(row[index]) for row in rows) for index in range(len(grid.columns))]
    limits = (LOOSE if column.loose else NATURAL_WIDTH for column in grid.columns)
    return sum(map(min, widths, limits)) + GAP * (len(widths) - 1)


def _print_blocks(console: "Console", grid: Grid, drawing: "_Drawing") -> None:
    longest = max(len(column.head) for column in grid.columns[1:])
    for line in grid.lines:
        heading, *cells = drawing.cells(line)
        console.print(_text(heading, OWN if line.own else STRONG))
        for column, cell in zip(grid.columns[1:], cells, strict=True):
            if cell:
                console.print(_text(f"  {column.head:{longest}} {cell}"))


class _Drawing(NamedTuple):
    """How the cells of one grid are drawn: the mark of own rows, and the scale of its bars."""

    symbols: Symbols
    marked: bool
    low: float
    high: float

    @classmethod
    def of(cls, grid: Grid, symbols: Symbols) -> "_Drawing":
        spans = [cell for line in grid.lines for cell in line.cells if isinstance(cell, Span)]
        low = min((span.p10 for span in spans), default=0.0)
        high = max((span.p90 for span in spans), default=0.0)
        return cls(symbols, any(line.own for line in grid.lines), *(grid.scale or (low, high)))

    def heads(self, columns: tuple[Column, ...]) -> list[str]:
        first, *others = (_head(column) for column in columns)
        return [f"  {first}" if self.marked else first, *others]

    def cells(self, line: Line) -> list[str]:
        first, *others = map(self.cell, line.cells)
        mark = self.symbols.marker if line.own else " "
        return [f"{mark} {first}" if self.marked else first, *others]

    def cell(self, cell: Cell) -> str:
        return self.bar(cell) if isinstance(cell, Span) else printable(cell)

    def bar(self, span: Span) -> str:
        """Draw 10 to 90 % thin, the middle half thick, and a mark at the typical amount."""
        cells = [" "] * BAR_CELLS
        for first, last, symbol in (
            (span.p10, span.p90, self.symbols.thin),
            (span.low, span.high, self.symbols.thick),
            (span.typical, span.typical, self.symbols.point),
        ):
            for index in range(self.position(first), self.position(last) + 1):
                cells[index] = symbol
        return "".join(cells)

    def position(self, amount: float) -> int:
        width = self.high - self.low
        return round((amount - self.low) / width * (BAR_CELLS - 1)) if width > 0 else 0


def _head(column: Column) -> str:
    return f"{column.head}{column.far:>{BAR_CELLS - len(column.head)}}" if column.far else column.head


def _table(columns: tuple[Column, ...], drawing: _Drawing) -> "Table":
    from rich.table import Table

    table = Table(
        box=_box(drawing.symbols),
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
        header_style=DIM,
    )
    for column, head in zip(columns, drawing.heads(columns), strict=True):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(_text(head), justify=justify, no_wrap=not column.loose, overflow="fold")
    return table


def _box(symbols: Symbols) -> "Box":
    from rich.box import Box

    blank, rule = "    ", f" {symbols.rule}{symbols.rule} "
    return Box("\n".join((blank, blank, rule, blank, rule, rule, blank, blank)) + "\n", ascii=True)


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

    return Text(printable(words), style=style)


def _console(look: Look) -> "Console":
    """Return a console that writes into memory and asks neither the environment nor a terminal."""
    from rich.console import Console

    return Console(
        file=StringIO(),
        width=look.width or NATURAL_WIDTH,
        color_system="standard" if look.color else None,
        force_terminal=look.color,
        no_color=not look.color,
        legacy_windows=False,
        emoji=False,
        markup=False,
        highlight=False,
        _environ={},
    )


def _written(console: "Console", look: Look) -> str:
    assert isinstance(console.file, StringIO)
    text = console.file.getvalue()
    if look.color:
        return text
    return "".join(line.rstrip() + "\n" for line in text.splitlines())
