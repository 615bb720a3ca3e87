"""Markdown: a heading, tables, and the sentences as a list; several one after the other make one page."""

from typing import Any

from coding_salary.formats.sheet import (
    Answer,
    Beside,
    Drawing,
    Grid,
    Labeled,
    Line,
    Part,
    Sheet,
    Words,
    cell,
)
from coding_salary.formats.symbols import DOT, IN_WORDS, MONEY, Display
from coding_salary.reading.words import printable

SPECIAL = "\\|*_`<["


def markdown(sheet: Sheet, display: Display) -> str:
    """Return a sheet as Markdown that ends with an empty line, so that another may follow."""
    title = [f"## {escaped(DOT.join(sheet.title))}"] if sheet.title else []
    parts = filter(None, (*title, *map(_part, sheet.parts)))
    text = "\n\n".join(parts) + "\n\n"
    return text.translate(IN_WORDS | MONEY if display.ascii else IN_WORDS)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    for mark in SPECIAL:
        text = text.replace(mark, "\\" + mark)
    return printable(text)


def _part(part: Part) -> str:
    match part:
        case Grid():
            return _table(part)
        case Beside():
            return _table(part.grid)
        case Drawing():
            return ""
        case Answer():
            return f"**{escaped(part.text)}**" + (f"  \n{escaped(part.beside)}" if part.beside else "")
        case _:
            return "\n".join(map(_item, part))


def _table(grid: Grid[Any]) -> str:
    heads = [escaped(field.heading or "") for field in grid.in_words]
    rulers = ["---:" if field.write else "---" for field in grid.in_words]
    rows = (heads, rulers, *(_cells(grid, line) for line in grid.lines))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _cells(grid: Grid[Any], line: Line[Any]) -> list[str]:
    first, *others = (escaped(cell(field, line)) for field in grid.in_words)
    return [f"**{first}**" if line.highlighted else first, *others]


def _item(words: Words) -> str:
    link = f" <{words.link}>" if words.link else ""
    label = f"**{escaped(words.label)}**: " if isinstance(words, Labeled) else ""
    return f"- {label}{escaped(words.text)}{link}"
