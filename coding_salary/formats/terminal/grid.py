"""A grid as rich draws it: a table with its legend, or a block for each row."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from coding_salary.formats.chart import MIN_CELLS, USUAL_CELLS
from coding_salary.formats.sheet import Beside, Grid, Line, Tone
from coding_salary.formats.terminal import BACK, HEADING, STYLES, styled
from coding_salary.formats.terminal.columns import (
    GAP,
    MARK,
    Column,
    Shown,
    columns_of,
    fitting,
    least_columns,
    width_of,
)

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

APART = 4  # columns between two tables side by side
MIN_ASIDE = 28  # columns: a table beside another is not made for less


def drawn(grid: Grid[Any], shown: Shown, width: int | None) -> "Group":
    """Return a table of the columns that fit and a legend of its charts, or a block for each row."""
    from rich.console import Group

    columns = columns_of(grid, shown, width)
    if not columns:
        return Group(*_blocks(grid, shown))
    table = _table(columns, grid, shown(" ── "))
    legends = [shown(field.chart.legend) if field.chart else "" for field, _ in columns]
    if any(legends) and all(
        len(legend) <= column.width for legend, column in zip(legends, columns, strict=True)
    ):
        table.add_row(*legends, style=HEADING, end_section=True)
        return Group(table)
    # One that is longer than its bars ends where the table ends.
    return Group(table, *(styled(legend.rjust(width_of(columns)), HEADING) for legend in legends if legend))


def drawn_beside(part: Beside, shown: Shown, width: int | None) -> "Group | Table":
    """Return a grid with the other beside it, where that fits without taking columns from the first."""
    from rich.table import Table

    first = width_of(least_columns(part.grid, shown)) + APART
    if width is None or width < first + MIN_ASIDE:
        return drawn(part.grid, shown, width)
    aside = part.aside()
    if not aside.lines:
        return drawn(part.grid, shown, width)
    least = least_columns(aside, shown)
    # Its less useful columns must not take from the first one's bars what makes them easy to read.
    columns = fitting(least, width - first - USUAL_CELLS + MIN_CELLS) or fitting(least, width - first)
    if not columns:
        return drawn(part.grid, shown, width)
    more = (width - first - width_of(columns)) // 3
    widths = (width - APART - width_of(columns) - more, width_of(columns) + more)
    # The gap is in the first column's width: versions of Rich differ in how they count padding.
    both = Table.grid()
    for room in (widths[0] + APART, widths[1]):
        both.add_column(width=room)
    both.add_row(*map(drawn, (part.grid, aside), (shown, shown), widths))
    return both


def _table(columns: Sequence[Column], grid: Grid[Any], rule: str) -> "Table":
    """Return the columns side by side, without a frame, and with a rule between sections alone."""
    from rich.box import Box
    from rich.table import Table

    blank = " " * len(rule)
    box = Box("\n".join((blank, blank, blank, blank, rule, rule, blank, blank)) + "\n", ascii=True)
    table = Table(box=box, show_header=False, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0))
    for field, _ in columns:
        side: Literal["left", "right"] = "right" if field.write and not field.chart else "left"
        table.add_column(justify=side, no_wrap=field.clip or not field.wrap, overflow="fold")
    table.add_row(*(styled(texts[0]) for _, texts in columns), style=HEADING)
    hanging = grid.marked and columns[0].field.wrap
    for index, line in enumerate(grid.lines, start=1):
        first, *others = (texts[index] for _, texts in columns)
        if line.rule_above:
            table.add_section()
        cells = _hanging(first) if hanging else styled(first), *map(styled, others)
        table.add_row(*cells, style=_style(line))
    return table


def _style(line: Line[Any]) -> str:
    return STYLES[Tone.YOU] if line.highlighted else BACK if line.dim else ""


def _blocks(grid: Grid[Any], shown: Shown) -> "Iterator[RenderableType]":
    """Yield the columns of each line below each other."""
    from rich.padding import Padding

    (_, headings), *others = least_columns(grid, shown)
    kept = [column for column in others if not (column.field.chart and column.field.priority)]
    longest = max((len(texts[0]) for field, texts in kept if not field.chart), default=0)
    for index, line in enumerate(grid.lines, start=1):
        yield styled(headings[index], STYLES[Tone.YOU if line.highlighted else Tone.ANSWER])
        for field, texts in kept:
            if texts[index]:
                label = "" if field.chart else f"{texts[0]:{longest}} "
                yield Padding(label + texts[index], (0, 0, 0, len(MARK)), expand=False)


def _hanging(cell: str) -> "Table":
    """Return a marked cell whose further lines start where its words do, right of the mark."""
    from rich.table import Table

    inner = Table.grid()
    inner.add_column(no_wrap=True)
    inner.add_column(overflow="fold")
    inner.add_row(styled(cell[: len(MARK)]), styled(cell[len(MARK) :]))
    return inner
