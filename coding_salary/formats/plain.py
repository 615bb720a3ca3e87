"""Plain text: one `label: value` a line, for screen readers and for grep."""

from collections.abc import Iterator
from typing import Any

from coding_salary.formats.sheet import Answer, Beside, Drawing, Grid, Part, Sheet, Words, cell
from coding_salary.formats.symbols import DOT, IN_WORDS, MONEY, Display
from coding_salary.reading.words import printable

Pairs = Iterator[tuple[str, str]]


def plain(sheet: Sheet, display: Display) -> str:
    """Return a sheet line by line, in words and without any drawing."""
    pairs = [("for", ", ".join(sheet.title))] if sheet.title else []
    for part in sheet.parts:
        pairs += _part(part)
    text = "".join(f"{printable(label)}: {printable(value).replace(DOT, ', ')}\n" for label, value in pairs)
    return text.translate(IN_WORDS | MONEY if display.ascii else IN_WORDS)


def _part(part: Part) -> Pairs:
    match part:
        case Grid():
            yield from _grid(part)
        case Beside():
            yield from _grid(part.grid)
        case Drawing():
            return
        case Answer():
            yield "answer", part.text
            if part.beside:
                yield "range", part.beside
        case _:
            yield from map(_words, part)


def _grid(grid: Grid[Any]) -> Pairs:
    first, *others = grid.in_words
    for line in grid.lines:
        heading = cell(first, line)
        for field in others:
            if text := cell(field, line):
                yield f"{heading}, {field.heading}", text
        if line.remark:
            yield heading, line.remark


def _words(words: Words) -> tuple[str, str]:
    text = words.text.removeprefix(f"{words.label}: ")
    return words.label, f"{text}, {words.link}" if words.link else text
