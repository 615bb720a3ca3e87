"""Rows of JSON Lines, each with its own text: results are put in before its last brace."""

from collections.abc import Iterable, Iterator
from json import JSONDecoder, dumps
from typing import Any, NoReturn

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.bulk import Cells
from coding_salary.batch.csv_rows import MOST_ROWS, NOT_UTF8, TOO_LONG, Rows, Unreadable
from coding_salary.batch.line_reader import Lines, TooLong, is_utf8
from coding_salary.profile.answers import CERT, KEYS, key_of
from coding_salary.reading.words import quoted

INPUT = "input"
MOST_SHAPES = 1_000
TRUTH = {True: "true", False: "false"}


class Number(str):
    """A number as it is written in the file: it is passed through, never rounded."""

    __slots__ = ()


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {quoted(twice)} stands twice")
    return found


class Shapes(BoundedCache[tuple[str, ...], tuple[str | None, ...] | str]):
    """For the keys of an object, in their order, which key gives each answer; a text when they cannot be."""

    def __init__(self, results: Iterable[str]) -> None:
        """Start with no shape known; no object may have the name of a result as a key."""
        super().__init__(MOST_SHAPES)
        self.results = frozenset(results)

    def __missing__(self, names: tuple[str, ...]) -> tuple[str | None, ...] | str:
        if clash := next((name for name in names if name in self.results), None):
            return self.keep(names, f"the key {quoted(clash)} has the name of a result: give a --prefix")
        places: dict[str, str] = {}
        for name in names:
            key = key_of(name)
            if key in places and key in KEYS:
                return self.keep(names, f"both {quoted(places[key])} and {quoted(name)} say {key}: keep one")
            places[key] = name
        return self.keep(names, tuple(places.get(key) for key in KEYS))


class JsonLines:
    """Reads a file with a JSON object on each line; its answers stand in the order of `KEYS`.

    Numbers stay texts as they are written; where they must be told from texts, they are of `Number`.
    """

    def __init__(self, lines: Lines, results: Iterable[str], number: type[str] = str) -> None:
        """Start at the beginning; no object may have the name of a result as a key."""
        self.lines = lines
        settings: Any = {"parse_int": number, "parse_float": number, "parse_constant": _refuse}
        self.decode = JSONDecoder(**settings).raw_decode
        self.decode_checked = JSONDecoder(**settings, object_pairs_hook=_once).raw_decode
        self.shapes = Shapes(results)
        self.again: list[str] = []  # no header, after which lines could be left
        self.next_line = 1

    def rows_of(self, lines: list[str], *, apart: bool = False) -> Iterator[Rows]:
        """Yield the rows on these lines, in blocks; here every line stands `apart` from others."""
        for start in range(0, len(lines), MOST_ROWS):
            some = lines[start : start + MOST_ROWS]
            yield self._plain(some) or self._rows(some)

    def _plain(self, lines: list[str]) -> Rows | None:
        """Return the rows of lines that are all what most are, in half the time; None where one is not."""
        try:
            values = self._values(lines)
            shapes = list(map(tuple, values))
            names_of = {shape: self.shapes[shape] for shape in set(shapes)}
            if any(isinstance(names, str) for names in names_of.values()):
                return None
            cells: list[Cells] = [
                [
                    "" if name is None else own if type(own := value[name]) is str else _text(name, own)
                    for name in names_of[shape]
                ]
                for shape, value in zip(shapes, values, strict=True)
            ]
        except (ValueError, RecursionError):
            return None
        texts = [line[:-1] if value else "{" for line, value in zip(lines, values, strict=True)]
        rows = Rows(self.next_line, texts, cells, values=list(values))
        self.next_line += len(lines)
        return rows

    def _values(self, lines: list[str]) -> list[dict[str, object]]:
        """Return the objects of lines, decoded in one go; raises ValueError where they cannot be.

        Each line begins with a brace, and no other brace is opened: where there come as many objects as
        lines, each line is one.
        """
        whole = "[" + ",\n".join(lines) + "]"
        count = len(lines)
        if not (
            self.lines.clean
            and whole.startswith("[{")
            and whole.endswith("}]")
            and whole.count("},\n{") == count - 1
            and whole.count("{") == count
        ):
            raise ValueError
        values: list[dict[str, object]]
        values, end = self.decode(whole)
        if end != len(whole) or len(values) != count or set(map(type, values)) != {dict}:
            raise ValueError
        # As many colons as keys: no key can stand twice.
        if whole.count(":") != sum(map(len, values)):
            for line, value in zip(lines, values, strict=True):
                if line.count(":") != len(value):
                    self.decode_checked(line)
        return values

    def _rows(self, lines: list[str]) -> Rows:
        rows = Rows(self.next_line)
        add_text, add_cells, add_value = rows.texts.append, rows.cells.append, rows.values.append
        for line in lines:
            text = line.strip(" \t\r")
            if not text and not isinstance(line, TooLong):
                rows.skip(1)
                continue
            try:
                value, cells = self._read(text, line)
            except ValueError as error:
                add_text(_kept(text))
                add_cells(Unreadable(str(error)))
                add_value(None)
                continue
            add_text(text[:-1] if value else "{")
            add_cells(cells)
            add_value(value)
        self.next_line = rows.line(len(rows.texts))
        return rows

    def _read(self, text: str, line: str) -> tuple[dict[str, object], list[str]]:
        """Return the object of a line and its answers; raises ValueError with what is wrong."""
        if isinstance(line, TooLong):
            raise ValueError(TOO_LONG)
        value = self._object(text)
        if not self.lines.clean and not is_utf8(text):
            raise ValueError(NOT_UTF8)
        names = self.shapes[tuple(value)]
        if isinstance(names, str):
            raise ValueError(names)
        return value, [
            "" if name is None else own if type(own := value[name]) is str else _text(name, own)
            for name in names
        ]

    def _object(self, text: str) -> dict[str, object]:
        try:
            value, end = self.decode(text)
            # As many colons as keys: no key can stand twice, and nothing is nested.
            if type(value) is dict and text.count(":") != len(value):
                value, end = self.decode_checked(text)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        except ValueError as error:
            raise ValueError(f"not JSON: {error}" if "line 1" in str(error) else str(error)) from None
        if end != len(text):
            raise ValueError("not JSON: something follows the object")
        if type(value) is not dict:
            raise ValueError('expected an object such as {"cert": "CPC", "years": 5}')
        return value


def _text(name: str, value: object) -> str:
    """Return an answer as the flag would have it; raises ValueError for what no flag can say."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return TRUTH[value]
    if isinstance(value, str):
        return value
    if isinstance(value, list) and key_of(name) == CERT and all(type(word) is str for word in value):
        return ";".join(value)
    expected = "a text or a list of texts" if key_of(name) == CERT else "a text, a number, true or false"
    raise ValueError(f"{quoted(name)} must be {expected}")


def written(value: object) -> str:
    """Return a value as JSON, its numbers as they were written."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{dumps(name)}: {written(own)}" for name, own in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, str) and not is_utf8(value):
        return dumps(value)
    return dumps(value, ensure_ascii=False)


def _kept(text: str) -> str:
    """Return a line that is no object of ours as an object that holds it, its brace still open."""
    return "{" + f"{dumps(INPUT)}: {dumps(text)}"
