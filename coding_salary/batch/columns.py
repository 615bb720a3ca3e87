"""The columns of a file of people: which of them say something, and where its results go."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coding_salary.batch.bulk import RESULTS
from coding_salary.profile.answers import KEYS, key_of
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, quoted

MIN_LIKENESS = 0.8


class Columns(NamedTuple):
    """The names of a file in its order, where each answer stands among them, and the names of the results."""

    names: Sequence[str]
    places: Mapping[str, int]
    results: Sequence[str]

    @classmethod
    def read(cls, names: Sequence[str], prefix: str) -> "Columns":
        """Find the answers among the names of a file; raises ProfileError with everything wrong with them."""
        results = [prefix + name for name in RESULTS]
        places: dict[str, int] = {}
        problems = []
        for index, name in enumerate(names):
            key = key_of(name)
            if key in places:
                both = f"{quoted(names[places[key]])} and {quoted(name)}"
                problems.append(f"two columns say {key}, {both}: keep one of them")
            if key in KEYS:
                places.setdefault(key, index)
            if name.strip() in results:
                problems.append(
                    f"the column {quoted(name)} has the name of a result: rename it, or set the results apart"
                    " with a --prefix such as salary_"
                )
        if not places:
            problems.append(
                f"no column says anything of a person: name one of them as a flag is named, {listed(KEYS)}"
            )
        if problems:
            raise ProfileError(map(Problem, problems))
        return cls(names, places, results)

    def near_misses(self) -> list[str]:
        """Return what to say of columns that pass through and are named almost as a flag that has none."""
        from difflib import get_close_matches

        free = [key for key in KEYS if key not in self.places]
        notes = []
        for name in self.names:
            word = key_of(name)
            begun = [key for key in free if word.startswith(key)]
            near = begun or get_close_matches(word, free, n=1, cutoff=MIN_LIKENESS)
            if word not in KEYS and near:
                notes.append(f"the column {quoted(name)} passes through unread: did you mean {near[0]}?")
        return notes
