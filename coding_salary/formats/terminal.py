"""The table for a terminal; the only module that imports rich.

No amount is ever cut: when the columns do not fit, the least useful ones go in a set order, and
when even four are too many every level becomes a block of its own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from coding_salary.errors import printable
from coding_salary.look import Look, Symbols
from coding_salary.report import YOU, Report, Row, years_words
from coding_salary.waterfall import Line

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

T = TypeVar("T")
GAP = 2
BAR_CELLS = 24
LOOSE = 18
NATURAL_WIDTH = 10_000
DIM, STRONG, OWN = "dim", "bold", "bold green"


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: its heading, how a row fills it, and how soon it goes when the width is short.

    Amounts stand to the right and in one piece; words stand to the left and may wrap when they
    are `loose`, down to the width of LOOSE.
    """

    head: str
    cell: Callable[[T], str]
    right: bool = True
    gives_way: int = 0
    loose: bool = False

    def width(self, rows: Iterable[T]) -> int:
        """Return how many cells the column needs so that nothing is cut."""
        from rich.cells import cell_len

        widest = max(cell_len(text) for text in (self.head, *map(self.cell, rows)))
        return min(widest, LOOSE) if self.loose else widest


def table(report: Report, explain: bool, look: Look) -> str:
    """Return the comparison as a Rich table with a few quiet lines below it."""
    console = _console(look)
    console.print(_text(look.symbols.separator.join(report.person()), STRONG))
    console.print()
    _print_levels(console, report, look)
    console.print()
    for line in _sentences(report, look.symbols):
        console.print(_text(line, DIM))
    if explain:
        console.print()
        _print_explanation(console, report, look)
    return _written(console, look)


def _print_levels(console: "Console", report: Report, look: Look) -> None:
    rows = report.rows()
    columns = _fitting(_columns(report, rows, look.symbols), rows, look.width)
    if not columns:
        _print_level_blocks(console, report, rows)
        return
    grid = _grid(columns, look)
    for row in rows:
        if row.level == YOU:
            grid.add_section()
        grid.add_row(*(_text(column.cell(row)) for column in columns), style=OWN if row.yours else None)
    console.print(grid)


def _columns(report: Report, rows: Sequence[Row], symbols: Symbols) -> list[Column[Row]]:
    low, high = min(row.p10 for row in rows), max(row.p90 for row in rows)

    def bar(row: Row) -> str:
        return _bar(row, low, high, symbols)

    return [
        Column("  level", lambda row: f"{symbols.marker if row.yours else ' '} {row.level}", right=False),
        Column("years", years_words, gives_way=1),
        Column("low", lambda row: report.money(row.low)),
        Column("typical", lambda row: report.money(row.typical)),
        Column("high", lambda row: report.money(row.high)),
        Column("hourly", lambda row: report.hourly(row.hourly_typical), gives_way=2),
        Column(f"{report.money(low)} to {report.money(high)}", bar, right=False, gives_way=3),
    ]


def _bar(row: Row, low: float, high: float, symbols: Symbols) -> str:
    """Draw 10 to 90 % thin, the middle half thick, and a mark at the typical amount."""

    def cell(amount: float) -> int:
        return round((amount - low) / (high - low) * (BAR_CELLS - 1)) if high > low else 0

    cells = [" "] * BAR_CELLS
    for first, last, symbol in ((row.p10, row.p90, symbols.thin), (row.low, row.high, symbols.thick)):
        for index in range(cell(first), cell(last) + 1):
            cells[index] = symbol
    cells[cell(row.typical)] = symbols.point
    return "".join(cells)


def _fitting(columns: list[Column[T]], rows: Sequence[T], width: int | None) -> list[Column[T]]:
    """Return the columns that fit, none when those that must stay do not."""
    while width is not None and _width(columns, rows) > width:
        least = max(columns, key=lambda column: column.gives_way)
        if not least.gives_way:
            return []
        columns = [column for column in columns if column is not least]
    return columns


def _width(columns: Sequence[Column[T]], rows: Sequence[T]) -> int:
    return sum(column.width(rows) for column in columns) + GAP * (len(columns) - 1)


def _print_level_blocks(console: "Console", report: Report, rows: Sequence[Row]) -> None:
    for row in rows:
        mark = " (yours)" if row.yours and row.level != YOU else ""
        console.print(_text(f"{row.level}, {years_words(row)}{mark}", OWN if row.yours else STRONG))
        for name, amount in (("low", row.low), ("typical", row.typical), ("high", row.high)):
            console.print(_text(f"  {name:7} {report.money(amount)}"))


def _sentences(report: Report, symbols: Symbols) -> list[str]:
    typical = report.money(report.rows()[-1].typical)
    lines = [
        f"Stands on {report.basis()}.",
        f"Typical is {typical} {symbols.plus_minus} {report.money(report.margin())};"
        " half of the people like you are between low and high.",
    ]
    if narrower := report.narrowing():
        lines.append(f"To narrow the range, add {', '.join(narrower)}.")
    return lines


def _print_explanation(console: "Console", report: Report, look: Look) -> None:
    lines = report.explanation()
    columns = _fitting(_line_columns(report, look.symbols), lines, look.width)
    if columns:
        grid = _grid(columns, look)
        for line in lines:
            grid.add_row(
                *(_text(column.cell(line)) for column in columns), style=None if line.counted else DIM
            )
        console.print(grid)
    else:
        _print_line_blocks(console, report, lines, look.symbols)
    console.print()
    if local := report.local():
        console.print(_text(local, DIM))
        console.print()
    for source in report.sources():
        about = (source.publisher, source.title, source.date)
        console.print(_text(f"{source.id}: {', '.join(about)}", DIM))
        if source.link:
            console.print(_text(source.link, DIM))


def _line_columns(report: Report, symbols: Symbols) -> list[Column[Line]]:
    return [
        Column("fact", _fact, right=False, loose=True),
        Column(symbols.times, lambda line: f"{line.multiplier:.4g}"),
        Column("pay after", lambda line: report.money(line.pay_after)),
        Column("change", lambda line: f"{line.change:+,}"),
        Column("evidence", lambda line: line.evidence or "", right=False),
        Column("sources", lambda line: ", ".join(line.sources), right=False, loose=True),
    ]


def _fact(line: Line) -> str:
    return f"{line.label} (covered by {line.covered_by})" if line.covered_by else line.label


def _print_line_blocks(console: "Console", report: Report, lines: Sequence[Line], symbols: Symbols) -> None:
    for line in lines:
        console.print(_text(_fact(line), STRONG))
        console.print(_text(f"  {symbols.times} {line.multiplier:.4g}"))
        console.print(_text(f"  {line.change:+,}"))
        console.print(_text(f"  {report.money(line.pay_after)} after it"))
        if line.sources:
            console.print(_text(", ".join(filter(None, (line.evidence, *line.sources))), DIM))


def _grid(columns: Sequence[Column[T]], look: Look) -> "Table":
    from rich.table import Table

    grid = Table(
        box=_box(look.symbols), show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style=DIM
    )
    for column in columns:
        justify: Literal["left", "right"] = "right" if column.right else "left"
        grid.add_column(_text(column.head), justify=justify, no_wrap=not column.loose, overflow="fold")
    return grid


def _box(symbols: Symbols) -> "Box":
    from rich.box import Box

    blank, rule = "    ", f" {symbols.rule}{symbols.rule} "
    return Box("\n".join((blank, blank, rule, blank, rule, rule, blank, blank)) + "\n", ascii=True)


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
