"""Markdown: a title, tables, and the sentences as a list."""

from coding_salary.formats.sheet import Grid, Line, Sentence, Sheet
from coding_salary.reading.words import printable

SPECIAL = "\\|*_`<["


def markdown(sheet: Sheet) -> str:
    """Return a sheet as Markdown."""
    title = [f"**{escaped(', '.join(sheet.title))}**"] if sheet.title else []
    parts = (
        _table(part.in_words()) if isinstance(part, Grid) else "\n".join(map(_item, part))
        for part in sheet.parts
    )
    return "\n\n".join([*title, *parts]) + "\n"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    for mark in SPECIAL:
        text = text.replace(mark, "\\" + mark)
    return printable(text)


def _table(grid: Grid) -> str:
    heads = [escaped(column.head) for column in grid.columns]
    rulers = ["---:" if column.right else "---" for column in grid.columns]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rulers, *map(_cells, grid.lines)))


def _cells(line: Line) -> list[str]:
    first, *others = (escaped(str(cell)) for cell in line.cells)
    return [f"**{first}**" if line.own else first, *others]


def _item(sentence: Sentence) -> str:
    link = f" <{sentence.link}>" if sentence.link else ""
    return f"- {escaped(sentence.text)}{link}"
