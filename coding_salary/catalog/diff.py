"""What differs between two tables, value by value: a number moved, a word changed, something came or went."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from shlex import quote
from typing import NamedTuple, TypeVar

from coding_salary import __version__
from coding_salary.catalog.csv_figures import AREAS
from coding_salary.catalog.figure_report import bare
from coding_salary.catalog.figures import CITES, Figure, Value
from coding_salary.formats.records import Document, Field, Result
from coding_salary.formats.sheet import Labeled, Sentence, Sheet, Tone, not_shown
from coding_salary.model.money import whole
from coding_salary.numbers import ONE_PLACE, half_up, half_up_known
from coding_salary.reading.words import counted, listed, printable
from coding_salary.reading.yaml_file import STDIN
from coding_salary.report.base import SCHEMA
from coding_salary.table.bands import Bands
from coding_salary.table.load import default_path

Key = TypeVar("Key", bound=Hashable)
Paths = tuple[str, ...]
# Keys that only give the table its shape: they say nothing about a figure.
SHAPE = ("values", "points", "employers", "medians")
PART = "part"
SAME = "No figure differs between {} and {}."
# With its title and its last lines, so many sentences fill a screen of 24 lines.
MAX_SENTENCES = 12
# So many values of a figure that came or went are named.
MAX_VALUES = 6


class What(StrEnum):
    """What happened to a value."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Change(NamedTuple):
    """One value that differs; `before` or `after` is None where there is none.

    `figure` is the newer of the two it belongs to; `whole` when that came or went as a whole.
    """

    figure: Figure
    before: Value | None
    after: Value | None
    whole: bool = False

    @property
    def what(self) -> What:
        """What happened."""
        if self.before and self.after:
            return What.CHANGED
        return What.ADDED if self.after else What.REMOVED

    @property
    def value(self) -> Value:
        """The value as it is now, or was at last."""
        value = self.after or self.before
        assert value is not None
        return value

    @property
    def moved(self) -> float | None:
        """By how much a number moved, None for anything else; exact, as both were written in decimals."""
        from decimal import Decimal

        if self.before is None or self.after is None:
            return None
        if self.before.number is None or self.after.number is None:
            return None
        return float(Decimal(self.after.texts[0]) - Decimal(self.before.texts[0]))

    @property
    def percent(self) -> float | None:
        """The same in percent of what it was, not rounded; None where that was 0."""
        if self.moved is None or self.before is None or not self.before.number:
            return None
        return 100 * self.moved / abs(self.before.number)


def changes(before: Sequence[Figure], after: Sequence[Figure]) -> list[Change]:
    """Return every difference in the order of the newer table; what went stands where it was.

    Order, quotes, and zeros at the end of a number are no difference.
    """
    uneven = _uneven(before, after)
    old, new = ({_key(figure, uneven): figure for figure in table} for table in (before, after))
    return [change for key in _together(old, new) for change in _changes(old.get(key), new.get(key))]


def _changes(before: Figure | None, after: Figure | None) -> Iterator[Change]:
    figure = after or before
    assert figure is not None
    whole = before is None or after is None
    old, new = ({value.key: value for value in each.all_values} if each else {} for each in (before, after))
    for key in _together(old, new):
        was, now = old.get(key), new.get(key)
        if was is None or now is None or not _same(was, now):
            yield Change(figure, was, now, whole)


def _same(before: Value, after: Value) -> bool:
    if after.key in CITES:
        return set(before.texts) == set(after.texts)
    return _compared(before) == _compared(after)


def _compared(value: Value) -> list[str | float]:
    return [
        text if number is None else number for text, number in zip(value.texts, value.numbers, strict=True)
    ]


def _together(before: Mapping[Key, object], after: Mapping[Key, object]) -> Iterator[Key]:
    """Yield the keys of both in the order of the second; those of the first alone follow their neighbor."""
    gone: dict[Key | None, list[Key]] = {}
    neighbor: Key | None = None
    for key in before:
        if key in after:
            neighbor = key
        else:
            gone.setdefault(neighbor, []).append(key)
    yield from gone.get(None, ())
    for key in after:
        yield key
        yield from gone.get(key, ())


def _uneven(before: Sequence[Figure], after: Sequence[Figure]) -> set[Paths]:
    """Return the lists that are longer in one of the tables: their items are told apart by what they say."""
    old, new = (Counter(figure.path[:-1] for figure in table if _listed(figure)) for table in (before, after))
    return {path for path in old | new if old[path] != new[path]}


def _listed(figure: Figure) -> bool:
    return figure.path[-1].startswith("[")


def _key(figure: Figure, uneven: set[Paths]) -> tuple[Paths, object]:
    if figure.path[:-1] in uneven and _listed(figure) and figure.values:
        return figure.path[:-1], tuple(_compared(figure.values[0]))
    return figure.path, None


class ChangeReport(Result):
    """What is shown of the way from one table to another."""

    def __init__(self, before: Bands, after: Bands, changes: Sequence[Change]) -> None:
        """Keep the tables, and each value that differs between them; there may be none."""
        self.before = before
        self.after = after
        self.rows = changes

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            "schema": SCHEMA,
            "tool_version": __version__,
            "before": _table(self.before),
            "after": _table(self.after),
            "items": self.records(),
        }

    def fields(self) -> list[Field[Change]]:
        """Return the fields of a value that differs."""
        return [
            Field("name", lambda change: change.value.name),
            Field("what", lambda change: change.what.value),
            Field("before", lambda change: change.before and bare(change.before)),
            Field("after", lambda change: change.after and bare(change.after)),
            Field("change", lambda change: None if change.moved is None else whole(change.moved)),
            Field("change_percent", lambda change: half_up_known(change.percent, ONE_PLACE)),
        ]

    def sheet(self) -> Sheet:
        """Return how many values differ, then a sentence for each, part of the table by part."""
        before, after = (printable(table.path) for table in (self.before, self.after))
        if not self.rows:
            return Sheet((), [Sentence("same", SAME.format(before, after))], [self._next()])
        parts = groupby(self.rows, lambda change: change.figure.section)
        sentences = [list(_part(name, list(changes))) for name, changes in parts]
        shown = sentences if self.whole else list(_first(sentences, MAX_SENTENCES))
        left_out = not_shown(_count(sentences) - _count(shown))
        title = f"What changed from {before} to {after}"
        return Sheet((title,), [self._summary()], *shown, [*left_out, self._next()])

    def _summary(self) -> Sentence:
        counts = Counter(change.what for change in self.rows)
        kinds = [(what, counts[what]) for what in What if counts[what]]
        values = counted(len(self.rows), "value")
        if len(kinds) == 1:
            return Sentence("count", f"{values} {kinds[0][0]}.", tone=Tone.ANSWER)
        each = listed((f"{count:,} {what}" for what, count in kinds), "and")
        return Sentence("count", f"{values} differ: {each}.", tone=Tone.ANSWER)

    def _next(self) -> Labeled:
        """Return what to do with the newer table, or with the other one where that is the shipped one."""
        shipped = default_path()
        own = [table.path for table in (self.after, self.before) if table.path not in (shipped, STDIN)]
        if not own:
            return Labeled("Next", "salary bands show")
        name = printable(quote(own[0]))
        return Labeled("Next", f"salary bands check {name} · salary estimate --bands {name}")


def _part(name: str, changes: Sequence[Change]) -> Iterator[Sentence]:
    if any(change.figure.name != name for change in changes):
        yield Sentence(PART, f"{name}:")
    yield from _sentences(changes)


def _count(parts: Sequence[list[Sentence]]) -> int:
    return sum(sentence.label != PART for part in parts for sentence in part)


def _first(parts: Sequence[list[Sentence]], most: int) -> Iterator[list[Sentence]]:
    """Yield parts until so many sentences are said; none has its heading alone."""
    for part in parts:
        if most > 1:
            yield part[:most]
        most -= len(part) + 1  # the empty line above the next one


def _sentences(changes: Sequence[Change]) -> Iterator[Sentence]:
    """Yield a sentence for each value, of a figure that came or went as a whole only one."""
    for _, group in groupby(changes, lambda change: change.figure.path):
        found = list(group)
        if found[0].whole:
            figure, what = found[0].figure, found[0].what
            said = list(filter(None, (_stated(change.value) for change in found)))
            more = [f"{len(said) - MAX_VALUES} more values"] if len(said) > MAX_VALUES else []
            words = ", ".join((what, *said[:MAX_VALUES], *more))
            yield Sentence(figure.name, f"{_title(figure)}: {words}")
            continue
        for change in found:
            yield Sentence(change.value.name, f"{_title(change.figure)}: {_moved(change)}")


def _title(figure: Figure) -> str:
    """Return what a figure is called in a sentence, such as `CPC (credential)`."""
    *above, own = figure.path
    if figure.label and (own.startswith("[") or AREAS in above[-1:]):
        own = figure.label
    known = [key for key in above if key not in SHAPE]
    return f"{own} ({known[-1]})" if known else own


def _moved(change: Change) -> str:
    before, after, value = change.before, change.after, change.value
    key = "" if value.name == change.figure.name else f"{value.key} "
    if before is None or after is None:
        return f"{key}{change.what}, {_quoted(value)}"
    return f"{key}from {_quoted(before)} to {_quoted(after)}{_by(change)}"


def _by(change: Change) -> str:
    if change.percent is not None:
        return f" ({half_up(change.percent, ONE_PLACE):+.1f}%)"
    return "" if change.moved is None else f" ({change.moved:+,.12g})"


def _stated(value: Value) -> str:
    return f"{value.key} {_quoted(value)}" if value.texts else ""


def _quoted(value: Value) -> str:
    return value.text if value.measured else f"'{printable(value.text)}'"


def _table(bands: Bands) -> Document:
    return {"path": printable(bands.path), "version": bands.version, "sha256": bands.sha256}
