"""Rows of JSON Lines, each with its own text: results are put in before its last brace."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import JSONDecoder, dumps, loads
from typing import Any, NoReturn

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.bulk import RESULTS, Block
from coding_salary.batch.columns import Headings
from coding_salary.batch.csv_rows import NOT_UTF8, TOO_LONG, Rows
from coding_salary.batch.line_reader import LineReader, TooLong, is_utf8
from coding_salary.batch.row_profiles import PAY_RESULTS, Piece, Unreadable
from coding_salary.batch.writers import APART, ChosenWriter, Writer
from coding_salary.formats.records import Value
from coding_salary.profile.answers import KEYS, text_of
from coding_salary.reading.words import quoted

INPUT = "input"
END = "}\n"
MAX_KEY_LISTS = 1_000


class Number(str):
    """A number as it is written in the file: it is passed through, never rounded."""

    __slots__ = ()


class AnswerKeys(BoundedCache[tuple[str, ...], tuple[str | None, ...]]):
    """For the keys of an object, in their order, which of them gives each answer."""

    def __init__(self, results: Iterable[str], headings: Headings, others: Sequence[str] = ()) -> None:
        """Start with no keys known; no object may have the name of a result as a key.

        The values of `others`, which are no answers, come after the answers.
        """
        super().__init__(MAX_KEY_LISTS)
        self.results, self.headings, self.others = frozenset(results), headings, others

    def __missing__(self, names: tuple[str, ...]) -> tuple[str | None, ...]:
        if clash := next((name for name in names if name in self.results), None):
            raise ValueError(f"the key {quoted(clash)} has the name of a result: give a --prefix")
        problems: list[str] = []
        places = self.headings.places(names, problems)
        if problems:
            raise ValueError("; ".join(problems))
        return self.keep(names, tuple(names[places[key]] if key in places else None for key in KEYS))

    def cells(self, values: Mapping[str, object]) -> list[str]:
        """Return the answers of an object as texts, in the order of `KEYS`, and others; raises ValueError."""
        answers = [
            "" if name is None else own if type(own := values[name]) is str else text_of(name, own, key)
            for key, name in zip(KEYS, self[tuple(values)], strict=True)
        ]
        return answers + [text_of(name, values.get(name), name) for name in self.others]


class JsonRows:
    """Reads a file with a JSON object on each line; its numbers stay texts as they are written."""

    def __init__(self, source: LineReader, keys: AnswerKeys, number: type[str] = str) -> None:
        """Start at the beginning; numbers that must be told from texts are of the type `Number`."""
        self.source = source
        settings: Any = {"parse_int": number, "parse_float": number, "parse_constant": _refuse}
        self.decode = JSONDecoder(**settings, object_pairs_hook=_once).raw_decode
        self.keys = keys

    def blocks(self) -> Iterator[Rows]:
        """Yield the rows, as many as one chunk holds."""
        first = 1
        while (lines := self.source.more()) is not None:
            yield self._rows(lines, first)
            first += len(lines)

    def _rows(self, lines: list[str], first: int) -> Rows:
        rows = Rows()
        for number, line in enumerate(lines, first):
            text = line.strip(" \t\r")
            if not text and not isinstance(line, TooLong):
                continue
            try:
                value = self._object(text, line)
                rows.add(number, text[:-1] if value else "{", self.keys.cells(value))
                rows.objects.append(value)
            except ValueError as error:
                kept = "{" + f"{dumps(INPUT)}: {dumps(text)}"
                rows.add(number, kept, Unreadable(str(error)))
                rows.objects.append(None)
        return rows

    def _object(self, text: str, line: str) -> dict[str, object]:
        """Return the object of a line; raises ValueError with what is wrong."""
        if isinstance(line, TooLong):
            raise ValueError(TOO_LONG)
        try:
            value, end = self.decode(text)
        except RecursionError:
            raise ValueError("nested too deeply") from None
        except ValueError as error:
            raise ValueError(f"not JSON: {error}" if "line 1" in str(error) else str(error)) from None
        if end != len(text):
            raise ValueError("not JSON: something follows the object")
        if type(value) is not dict:
            raise ValueError('expected an object such as {"cert": "CPC", "years": 5}')
        if not self.source.clean and not is_utf8(text):
            raise ValueError(NOT_UTF8)
        return value


class JsonWriter(Writer):
    """Objects with the results before the last brace."""

    def lines(self, rows: Rows, block: Block) -> list[str]:
        """Return the objects; behind the brace of an empty one there is no comma."""
        return list(map(_opened, block.results)) if "{" in rows.texts else block.results

    def finished(self, rows: Rows, index: int, line: str) -> str:
        """Return an object."""
        return _opened(line)


class ChosenKeys(ChosenWriter):
    """Objects of chosen fields; a field that a row does not have is null."""

    def __init__(self, fields: Sequence[str], results: Sequence[str]) -> None:
        """Choose the fields of the file and of the results."""
        super().__init__(lambda _, value: APART + written(value), "", "", results)
        self.fields, self.keys = fields, list(map(dumps, fields))
        self.places = {name: place for place, name in enumerate(results)}

    def finished(self, rows: Rows, index: int, line: str) -> str:
        """Return the chosen fields of a row."""
        results, own = line.split(APART)[1:], rows.objects[index] or {}
        values = (
            results[self.places[field]] if field in self.places else written(own.get(field))
            for field in self.fields
        )
        pairs = (f"{name}: {value}" for name, value in zip(self.keys, values, strict=True))
        return "{" + ", ".join(pairs) + END


def piece_of(prefix: str) -> Piece:
    """Return what writes a result behind other keys."""
    keys = {name: f", {dumps(prefix + name)}: " for name in (*RESULTS, *PAY_RESULTS)}

    def piece(name: str, value: Value) -> str:
        # Thousands of amounts are written before the first row: a number needs no encoder.
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return keys[name] + (repr(value) if number else dumps(value))

    return piece


def values_of(pieces: str) -> dict[str, Value]:
    """Return results that were written behind other keys, by their names."""
    values: dict[str, Value] = loads("{" + pieces.removeprefix(", ") + "}")
    return values


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


def _opened(line: str) -> str:
    return "{" + line.removeprefix("{, ") if line.startswith("{, ") else line


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {quoted(twice)} appears twice")
    return found
