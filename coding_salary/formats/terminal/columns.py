"""Which columns of a grid fit a width, and their texts.

No amount is ever cut: when the columns do not fit, the least useful ones go in a set order, and
when those that must stay do not fit either, there are none, and every row becomes a block of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from coding_salary.formats.chart import MAX_CELLS, MIN_CELLS, USUAL_CELLS
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Grid, cell

GAP = 2
# The width that a column of words may be wrapped to before other columns go.
WRAPPED = 18
MARK = "▸ "
CUT = "…"
Shown = Callable[[str], str]


class Column(NamedTuple):
    """A field and its texts, the heading first."""

    field: Field[Any]
    texts: list[str]

    @property
    def width(self) -> int:
        """The columns that it needs at the least."""
        from rich.cells import cell_len

        longest = max(map(cell_len, self.texts))
        return min(longest, WRAPPED) if self.field.wrap else longest

    @property
    def wrapped(self) -> int:
        """How many columns more it takes to keep its words on one line."""
        from rich.cells import cell_len

        return max(map(cell_len, self.texts)) - self.width


def width_of(columns: Sequence[Column]) -> int:
    """Return how wide columns side by side are at the least."""
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def columns_of(grid: Grid[Any], shown: Shown, width: int | None) -> list[Column]:
    """Return the columns of a grid that fit a width, charts as wide as there is room for; it may be none."""
    fields = [column.field for column in fitting(least_columns(grid, shown), width)]
    if width is None:
        return _columns(grid, fields, shown, USUAL_CELLS)
    wide = bool(fields) and width_of(_columns(grid, fields, shown, USUAL_CELLS, wide=True)) <= width
    least = _columns(grid, fields, shown, MIN_CELLS, wide=wide)
    spare = width - width_of(least) - sum(column.wrapped for column in least) if least else 0
    columns = _columns(grid, fields, shown, min(MIN_CELLS + max(spare, 0), MAX_CELLS), wide=wide)
    return list(_clipped(columns, shown(CUT), width))


def _clipped(columns: Sequence[Column], cut: str, width: int) -> Iterator[Column]:
    """Yield the columns, with the words of those that `clip` cut to the room that the others leave.

    Columns that wrap get half of it.
    """
    spare = width - width_of(columns)
    if any(column.wrapped and not column.field.clip for column in columns):
        spare //= 2
    for column in columns:
        if column.field.clip:
            room = column.width + min(spare, column.wrapped)
            spare -= room - column.width
            yield Column(column.field, [_cut(text, room, cut) for text in column.texts])
        else:
            yield column


def _cut(text: str, room: int, mark: str) -> str:
    """Return what a line has room for; a number is left out whole, since a cut one is a wrong one."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= room:
        return text
    kept = set_cell_size(text, room - cell_len(mark))
    before, _, word = kept.rpartition(" ")
    number = text[len(kept)] != " " and any(map(str.isdigit, word))
    return (before if number else kept).rstrip(" ,;") + mark


def least_columns(grid: Grid[Any], shown: Shown) -> list[Column]:
    """Return every column of a grid, as narrow as it can be."""
    return _columns(grid, grid.fields, shown, MIN_CELLS)


def fitting(columns: list[Column], width: int | None) -> list[Column]:
    """Return as many columns as fit, none when those that must stay do not."""
    while width is not None and columns and width_of(columns) > width:
        least_useful = max(column.field.priority for column in columns)
        if not least_useful:
            return []
        columns = [column for column in columns if column.field.priority != least_useful]
    return columns


def _columns(
    grid: Grid[Any], fields: Sequence[Field[Any]], shown: Shown, cells: int, *, wide: bool = False
) -> list[Column]:
    columns = [_column(field, grid, shown, cells, wide=wide) for field in fields]
    return [_marked(columns[0], grid, shown), *columns[1:]] if columns and grid.marked else columns


def _column(field: Field[Any], grid: Grid[Any], shown: Shown, cells: int, *, wide: bool) -> Column:
    if not field.chart:
        heading = field.wide if wide and field.wide else field.heading
        return Column(field, [shown(heading or ""), *(shown(cell(field, line)) for line in grid.lines)])
    chart, write = field.chart, field.write
    axis = chart.axis(lambda amount: shown(write(amount)), cells) if write else ""
    bars = (chart.bar(field.value(line.row), cells) for line in grid.lines)
    return Column(field, [shown(axis), *map(shown, bars)])


def _marked(column: Column, grid: Grid[Any], shown: Shown) -> Column:
    """Put a mark before the text of the highlighted line, and as much room before the others."""
    heading, *texts = column.texts
    blank = " " * len(MARK)
    marks = (MARK if line.highlighted else blank for line in grid.lines)
    marked = (shown(mark) + text for mark, text in zip(marks, texts, strict=True))
    return Column(column.field, [blank + heading, *marked])
