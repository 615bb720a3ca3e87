"""A grid as rich draws it: a table with its legend, or a block for each row."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from coding_salary.formats.sheet import Beside, Grid, Line, Tone
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
from coding_salary.formats.terminal.styles import BACK, HEADING, STYLES, styled

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

APART = 4  # columns between two tables side by side


def drawn(grid: Grid[Any], shown: Shown, width: int | None) -> "Group":
    """Return a table of the columns that fit and a legend of its charts, or a block for each row."""
    from rich.console import Group

    columns = columns_of(grid, shown, width)
    if not columns:
        return Group(*_blocks(grid, shown))
    legends = [column.field.chart.legend for column in columns if column.field.chart]
    table = _table(columns, grid, shown(" ── "))
    return Group(table, *(_legend(shown(legend), columns) for legend in legends if legend))


def drawn_beside(part: Beside, shown: Shown, width: int | None) -> "Group | Table":
    """Return a grid with the other beside it, where that fits without taking columns from the first."""
    from rich.table import Table

    first = width_of(least_columns(part.grid, shown)) + APART
    aside = fitting(least_columns(part.aside, shown), width - first) if width else []
    if width is None or not aside:
        return drawn(part.grid, shown, width)
    spare = width - first - width_of(aside)
    both = Table.grid(padding=(0, APART, 0, 0))
    left = drawn(part.grid, shown, first - APART + spare - spare // 2)
    both.add_row(left, drawn(part.aside, shown, width_of(aside) + spare // 2))
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
        table.add_column(justify=side, no_wrap=not field.wrap, overflow="fold")
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


def _legend(legend: str, columns: Sequence[Column]) -> "Text":
    """Return a legend under its chart, or further to the left where it is the longer of the two."""
    before = next(index for index, column in enumerate(columns) if column.field.chart)
    start = width_of(columns[:before]) + GAP
    return styled(" " * max(0, min(start, width_of(columns) - len(legend))) + legend, HEADING)


def _blocks(grid: Grid[Any], shown: Shown) -> "Iterator[Text]":
    """Yield the columns of each line below each other."""
    (_, headings), *others = (column for column in least_columns(grid, shown) if not column.field.chart)
    longest = max((len(texts[0]) for _, texts in others), default=0)
    for index, line in enumerate(grid.lines, start=1):
        yield styled(headings[index], STYLES[Tone.YOU if line.highlighted else Tone.ANSWER])
        for _, texts in others:
            if texts[index]:
                yield styled(f"  {texts[0]:{longest}} {texts[index]}")


def _hanging(cell: str) -> "Table":
    """Return a marked cell whose further lines start where its words do, right of the mark."""
    from rich.table import Table

    inner = Table.grid()
    inner.add_column(no_wrap=True)
    inner.add_column(overflow="fold")
    inner.add_row(styled(cell[: len(MARK)]), styled(cell[len(MARK) :]))
    return inner
