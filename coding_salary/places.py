"""Places with wages: the nation, its states and its areas, and how a name finds one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coding_salary.market import Market, Range

NATION = "nation"
STATE = "state"


@dataclass(frozen=True)
class Place:
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


@dataclass(frozen=True)
class Area:
    """A metropolitan or nonmetropolitan area; `states` are all it reaches into, `state` the main one."""

    code: str
    kind: str
    name: str
    state: str
    states: tuple[str, ...]
    ranges: Mapping[str, Range]


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


def find_states(market: Market, said: str) -> list[str]:
    """Return the codes of the states that a code or a part of a name can mean."""
    exact = [code for code in market.states if code.casefold() == said.strip().casefold()]
    return exact or _best(said, [(code, name) for code, name in market.states.items()])


def find_areas(areas: Iterable[Area], said: str, within: str = "") -> list[Area]:
    """Return the areas that a code or a part of a name can mean, all of them or those of one state.

    A state's code at the end of the name narrows the search, as in `columbus, oh`.
    """
    known = {area.code: area for area in areas if not within or within in area.states}
    if said.strip() in known:
        return [known[said.strip()]]
    *words, last = _fold(said).split() or [""]
    inside = [area for area in known.values() if last.upper() in area.states]
    found = _best(" ".join(words), [(area.code, area.name) for area in inside]) if words else []
    found = found or _best(said, [(area.code, area.name) for area in known.values()])
    return [known[code] for code in found]


def _ranges(market: Market, code: str) -> dict[str, Range]:
    return {name: occupation.ranges[code] for name, occupation in market.occupations.items()}


def _best(said: str, names: list[tuple[str, str]]) -> list[str]:
    """Return the keys whose name is what was said, else starts with it, else has a word that does."""
    query = _fold(said)
    if not query:
        return []
    folded = [(key, _fold(name)) for key, name in names]
    for fits in (str.__eq__, str.startswith, _has_part):
        found = [key for key, name in folded if fits(name, query)]
        if found:
            return found
    return []


def _has_part(name: str, query: str) -> bool:
    return f" {query}" in f" {name}"


def _fold(name: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", name.casefold().replace("'", "").replace(".", "")).split()
    return " ".join("st" if word == "saint" else word for word in words)
