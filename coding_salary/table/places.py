"""Places with wages: the nation, its states and its areas, and how a name finds one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

from coding_salary.table.market import Market
from coding_salary.table.wages import Range

if TYPE_CHECKING:
    from coding_salary.table.bands import Bands
    from coding_salary.table.place_words import PlaceWord

NATION = "nation"
STATE = "state"
LOCALITY = "locality"
SHORT = {"saint": "st", "fort": "ft", "mount": "mt", "n": "north", "s": "south", "e": "east", "w": "west"}


class Place(NamedTuple):
    """A place and its ranges by occupation; where one is not published, `parent` is looked at."""

    code: str
    name: str
    kind: str
    state: str
    ranges: Mapping[str, Range]
    parent: "Place | None" = None

    def published(self, occupation: str) -> "Place":
        """Return this place, or the nearest one around it that has wages for the occupation."""
        if occupation in self.ranges or self.parent is None:
            return self
        return self.parent.published(occupation)


class Area(NamedTuple):
    """A metropolitan or nonmetropolitan area; `states` are all it reaches into, `state` the main one."""

    code: str
    kind: str
    name: str
    state: str
    states: tuple[str, ...]
    ranges: Mapping[str, Range]


LoadAreas = Callable[[Market], list[Area]]
# Other names of states, by the folded name.
StateWords = Mapping[str, "PlaceWord"]
NO_WORDS: StateWords = MappingProxyType({})


def area_reader(table: "Bands") -> LoadAreas:
    """Return what reads the area table of a market: with its module, and once, only when an area is named."""
    read: dict[str, list[Area]] = {}

    def areas(market: Market) -> list[Area]:
        if market.code not in read:
            from coding_salary.table.side_tables import load_areas

            read[market.code] = load_areas(market, table.path)
        return read[market.code]

    return areas


def nation(market: Market) -> Place:
    """Return the market as a whole."""
    return Place(market.code, market.name, NATION, "", _ranges(market, market.code))


def state(market: Market, code: str) -> Place:
    """Return a state of the market by its code."""
    return Place(code, market.states[code], STATE, code, _ranges(market, code), nation(market))


def area_place(market: Market, area: Area) -> Place:
    """Return an area as a place within its main state."""
    parent = state(market, area.state) if area.state in market.states else nation(market)
    return Place(area.code, area.name, area.kind, area.state, area.ranges, parent)


def find_states(market: Market, said: str, words: StateWords = NO_WORDS) -> list[str]:
    """Return the codes of the states that a code, one of the `words` or a part of a name can mean."""
    word = folded(said)
    if word in words:
        return [code for code in words[word].codes if code in market.states]
    exact = [code for code in market.states if word.split()[-1:] == [code.casefold()]]
    if exact or len(word) <= max(map(len, market.states)):
        return exact  # as short as a code, so a code is meant: VI is no beginning of Virginia
    return _best(said, list(market.states.items()))


def find_areas(
    market: Market, areas: Iterable[Area], said: str, within: str = "", words: StateWords = NO_WORDS
) -> list[Area]:
    """Return the areas that a code or a part of a name can mean, all of them or those of one state.

    A state at the end of the name narrows the search, as in `columbus, ohio` or `columbus oh`.
    """
    inside = [area for area in areas if not within or within in area.states]
    code = said.strip()
    if found := [area for area in inside if area.code == code]:
        return found
    known = {area.code: area for area in inside}
    for city, state in city_and_state(market, said, words):
        there = [(area.code, area.name) for area in inside if state in area.states]
        if codes := _best(city, there):
            return [known[code] for code in codes]
    return [known[code] for code in _best(said, [(area.code, area.name) for area in known.values()])]


def city_and_state(market: Market, said: str, words: StateWords = NO_WORDS) -> Iterator[tuple[str, str]]:
    """Yield how a name can be read as a city and the code of its state."""
    city, comma, rest = said.rpartition(",")
    if comma:
        yield from ((city, code) for code in find_states(market, rest, words))
    *first, last = said.split() or [""]
    if first and last.upper() in market.states:
        yield " ".join(first), last.upper()


def _ranges(market: Market, code: str) -> dict[str, Range]:
    return {
        name: occupation.ranges[code]
        for name, occupation in market.occupations.items()
        if code in occupation.ranges
    }


def _best(said: str, names: list[tuple[str, str]]) -> list[str]:
    """Return the keys whose name is what was said, else starts with it, else has a word that does."""
    query = folded(said)
    if not query:
        return []
    known = [(key, folded(name)) for key, name in names]
    for fits in (str.__eq__, str.startswith, _has_part):
        found = [key for key, name in known if fits(name, query)]
        if found:
            return found
    return []


def _has_part(name: str, query: str) -> bool:
    return f" {query}" in f" {name}"


def has_words(name: str, said: str) -> bool:
    """Whether a name holds all that was said as whole words, in that order."""
    return f" {folded(said)} " in f" {folded(name)} "


@lru_cache(maxsize=4096)  # a file of people asks for the same names of all areas over and over
def folded(name: str) -> str:
    """Return a name without capitals, accents and marks, and with the usual words shortened."""
    bare = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    words = re.sub(r"[^a-z0-9]+", " ", re.sub("['\u2019.]", "", bare.casefold())).split()
    return " ".join(SHORT.get(word, word) for word in words)
