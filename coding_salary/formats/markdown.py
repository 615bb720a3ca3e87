"""Markdown: a title, tables, and the sentences as a list."""

from typing import Any

from coding_salary.formats.sheet import Grid, Line, Sentence, Sheet, cell
from coding_salary.formats.symbols import IN_WORDS, MONEY, Display
from coding_salary.reading.words import printable

SPECIAL = "\\|*_`<["


def markdown(sheet: Sheet, display: Display) -> str:
    """Return a sheet as Markdown."""
    title = [f"**{escaped(', '.join(sheet.title))}**"] if sheet.title else []
    parts = (_table(part) if isinstance(part, Grid) else "\n".join(map(_item, part)) for part in sheet.parts)
    text = "\n\n".join([*title, *parts]) + "\n"
    return text.translate(IN_WORDS | MONEY if display.ascii else IN_WORDS)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    for mark in SPECIAL:
        text = text.replace(mark, "\\" + mark)
    return printable(text)


def _table(grid: Grid[Any]) -> str:
    heads = [escaped(field.heading or "") for field in grid.in_words]
    rulers = ["---:" if field.write else "---" for field in grid.in_words]
    rows = (heads, rulers, *(_cells(grid, line) for line in grid.lines))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _cells(grid: Grid[Any], line: Line[Any]) -> list[str]:
    first, *others = (escaped(cell(field, line)) for field in grid.in_words)
    return [f"**{first}**" if line.highlighted else first, *others]


def _item(sentence: Sentence) -> str:
    link = f" <{sentence.link}>" if sentence.link else ""
    return f"- {escaped(sentence.text)}{link}"
