"""Plain text: one `label: value` a line, for screen readers and for grep."""

from collections.abc import Iterator
from typing import Any

from coding_salary.formats.sheet import Grid, Sentence, Sheet, cell
from coding_salary.formats.symbols import IN_WORDS, MONEY, Display
from coding_salary.reading.words import printable


def plain(sheet: Sheet, display: Display) -> str:
    """Return a sheet line by line, in words and without any drawing."""
    pairs = [("for", ", ".join(sheet.title))] if sheet.title else []
    for part in sheet.parts:
        pairs += _grid(part) if isinstance(part, Grid) else map(_sentence, part)
    text = "".join(f"{printable(label)}: {printable(value)}\n" for label, value in pairs)
    return text.translate(IN_WORDS | MONEY if display.ascii else IN_WORDS)


def _grid(grid: Grid[Any]) -> Iterator[tuple[str, str]]:
    first, *others = grid.in_words
    for line in grid.lines:
        heading = cell(first, line)
        for field in others:
            if text := cell(field, line):
                yield f"{heading}, {field.heading}", text
        if line.remark:
            yield heading, line.remark


def _sentence(sentence: Sentence) -> tuple[str, str]:
    text = sentence.text.removeprefix(f"{sentence.label}: ")
    return sentence.label, f"{text}, {sentence.link}" if sentence.link else text
