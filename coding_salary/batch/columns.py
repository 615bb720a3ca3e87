"""The columns of a file: which of them answers what, by the name of a flag or by what people call it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from coding_salary.profile.answers import KEYS, PLACE, key_of
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, printable, quoted
from coding_salary.table.synonyms import load_headers, plain_word

MIN_LIKENESS = 0.8
# The words for an answer are longer than its name, and there are many.
MIN_LIKENESS_OF_WORDS = 0.9
FindKey = Callable[[str], str | None]


class Headings(NamedTuple):
    """Finds the answer that a name is for, by the words of the file at `path` where it is not the flag's.

    With `lenient`, a name that is nearly that of an answer passes. `kind` is what messages call a name.
    """

    path: str
    lenient: bool = False
    kind: str = "column"

    def key(self, name: str) -> str | None:
        """Return the answer that a name is for; None where it is for none."""
        key = key_of(name)
        found = key if key in KEYS else load_headers(self.path).get(plain_word(name))
        return found if found in KEYS else None

    def places(self, names: Sequence[str], problems: list[str]) -> dict[str, int]:
        """Return where each answer stands among names: a flag's own name goes before other words for it."""
        places: dict[str, int] = {}
        for index, name in enumerate(names):
            key = self.key(name)
            if key is None:
                continue
            if key not in places or (_is_flag(name) and not _is_flag(names[places[key]])):
                places[key] = index
            elif _is_flag(name) or not _is_flag(names[places[key]]):
                both = f"{quoted(names[places[key]])} and {quoted(name)}"
                problems.append(f"two {self.kind}s give {key}, {both}: name the one to use {quoted(key)}")
        problems += [] if self.lenient else self._near_misses(names, places)
        return places

    def unread_places(self, names: Sequence[str], places: Mapping[str, int]) -> list[str]:
        """Return the names that seem to be of a place, where none of them is read as one."""
        if not places.keys().isdisjoint(PLACE):
            return []
        known = load_headers(self.path)
        return [name for name in names if known.get(plain_word(name)) == "place"]

    def _near_misses(self, names: Sequence[str], places: Mapping[str, int]) -> list[str]:
        """Return what to say of names that are almost those of an answer that has none."""
        free = [key for key in KEYS if key not in places]
        known = load_headers(self.path)
        unknown = [name for name in names if not (_is_flag(name) or plain_word(name) in known)]
        words = {word: key for word, key in known.items() if key in free}
        near = ((name, _nearest(key_of(name), free) or _meant(plain_word(name), words)) for name in unknown)
        return [
            f"the {self.kind} {quoted(name)} is not read: rename it {quoted(key)} to use it,"
            " or add --ignore-columns to pass it through"
            for name, key in near
            if key
        ]


def column_named(name: str, flag: str, names: Sequence[str]) -> int:
    """Return where a column that a flag names stands, else one that is nearly written so.

    Raises ProfileError with the nearest of the names for one that is not there.
    """
    found = [index for index, own in enumerate(names) if own == name]
    found = found or [index for index, own in enumerate(names) if plain_word(own) == plain_word(name)]
    if len(found) == 1:
        return found[0]
    hint = nearest(name, names, f"the file has {listed(map(printable, names))}")
    why = f"{flag} {quoted(name)} names {len(found)} columns: rename all but one"
    raise ProfileError([Problem(why if found else f"no column is called {quoted(name)} ({flag}): {hint}")])


def _is_flag(name: str) -> bool:
    return key_of(name) in KEYS


def _nearest(word: str, keys: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    begun = [key for key in keys if word.startswith(key)]
    return next(iter(begun or get_close_matches(word, keys, n=1, cutoff=MIN_LIKENESS)), None)


def _meant(word: str, words: Mapping[str, str]) -> str | None:
    """Return the answer that a slightly misspelled word for it is for."""
    from difflib import get_close_matches

    return next((words[near] for near in get_close_matches(word, words, 1, MIN_LIKENESS_OF_WORDS)), None)


class Columns(NamedTuple):
    """The names of a file in its order, where each answer stands among them, and the names of the results.

    `unread` are the names that seem to be of a place, where none of them is read as one.
    """

    names: Sequence[str]
    places: Mapping[str, int]
    results: Sequence[str]
    unread: Sequence[str] = ()

    @classmethod
    def read(cls, names: Sequence[str], headings: Headings, results: Sequence[str]) -> "Columns":
        """Find the answers among the names of a file; raises ProfileError with everything wrong with them."""
        problems: list[str] = []
        places = headings.places(names, problems)
        problems += [
            f"the column {quoted(name)} has the name of a result: rename it, or set the results apart"
            " with a --prefix such as salary_"
            for name in names
            if name.strip() in results
        ]
        if not places and not headings.lenient:
            problems.append(
                f"no usable columns: name at least one of them like a flag, {listed(KEYS)};"
                " or add --ignore-columns"
            )
        if problems:
            raise ProfileError(map(Problem, problems))
        return cls(names, places, results, headings.unread_places(names, places))
