"""Plain text: one `label: value` a line, for screen readers and for grep."""

from collections.abc import Iterator

from coding_salary.formats.sheet import Grid, Sentence, Sheet
from coding_salary.reading.words import printable


def plain(sheet: Sheet) -> str:
    """Return a sheet line by line, in words and without any drawing."""
    pairs = [("for", ", ".join(sheet.title))] if sheet.title else []
    for part in sheet.parts:
        pairs += _grid(part.in_words()) if isinstance(part, Grid) else map(_sentence, part)
    return "".join(f"{printable(label)}: {printable(value)}\n" for label, value in pairs)


def _grid(grid: Grid) -> Iterator[tuple[str, str]]:
    for line in grid.lines:
        for column, cell in zip(grid.columns[1:], line.cells[1:], strict=True):
            if cell:
                yield f"{line.heading}, {column.head}", str(cell)
        if line.remark:
            yield line.heading, line.remark


def _sentence(sentence: Sentence) -> tuple[str, str]:
    text = sentence.text.removeprefix(f"{sentence.label}: ")
    return sentence.label, f"{text}, {sentence.link}" if sentence.link else text
