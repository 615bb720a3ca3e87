"""What differs between two tables, value by value: a number moved, a word changed, something came or went."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from coding_salary.catalog.figures import CITES, Figure, Value

Key = TypeVar("Key", bound=Hashable)
Paths = tuple[str, ...]


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
    """Yield the keys of both in the order of the second; those of the first alone follow their neighbour."""
    gone: dict[Key | None, list[Key]] = {}
    neighbour: Key | None = None
    for key in before:
        if key in after:
            neighbour = key
        else:
            gone.setdefault(neighbour, []).append(key)
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
