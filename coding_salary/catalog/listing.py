"""What a table holds: the values of a flag, its places, its sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from coding_salary.profile.choices import CERTS, LISTS
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CERTIFIED, CREDENTIAL, NONE, ROLE, Choice
from coding_salary.table.ladder import LadderRole
from coding_salary.table.market import Market
from coding_salary.table.pay_scale import PayScale, Qualification, Role
from coding_salary.table.places import LoadAreas
from coding_salary.table.places import state as place_of

NOTHING_PUBLISHED = "nothing is published of what it adds"
OWN_SCALE = "pays by a scale of its own: grade, step and locality"
EMPLOYERS = "employers"
STATES, METROS, SOURCES = "states", "metros", "sources"
KINDS = (*LISTS, STATES, METROS, SOURCES)


Deciding = Role | LadderRole | Qualification


class Entry(NamedTuple):
    """A value of a flag, and what it rests on; on a scale `grades` are those that it decides."""

    value: str
    label: str
    multiplier: float | None = None
    grades: str | None = None
    evidence: str | None = None
    sources: tuple[str, ...] = ()
    derivation: str | None = None


def listing(bands: Bands, market: Market, kind: str, state: str, load_areas: LoadAreas) -> Sequence[Any]:
    """Return each thing of a kind; areas only of the state of that code, if one is said."""
    if kind == SOURCES:
        return list(bands.sources.values())
    if kind == STATES:
        if market.scale:
            return list(market.scale.regions.values())
        return [place_of(market, code) for code in market.states]
    if kind == METROS:
        areas = load_areas(market) if market.areas else []
        return [area for area in areas if not state or state in area.states]
    if market.scale:
        return list(_on_scale(market, market.scale, LISTS[kind]))
    factor = market.factors.get(LISTS[kind])
    choices: list[Choice | Entry] = list(factor.values.values()) if factor else []
    if factor and kind == CERTS:
        choices.append(market.choice(CERTIFIED, NONE))
    beside = {
        CERTS: (market.unpriced, NOTHING_PUBLISHED),
        EMPLOYERS: (market.scales.labels, OWN_SCALE),
    }
    others, why = beside.get(kind, ({}, ""))
    return choices + [Entry(name, label, derivation=why) for name, label in others.items()]


def graded(market: Market, kind: str) -> bool:
    """Whether the values of a flag decide the grade of a scale."""
    scale, factor = market.scale, LISTS.get(kind)
    return scale is not None and bool(_deciding(scale, factor))


def _deciding(scale: PayScale, factor: str | None) -> Mapping[str, Deciding]:
    """Return the values of a factor that decide the grade of a scale."""
    if factor == ROLE:
        return scale.posts
    return scale.qualifications if factor == CREDENTIAL else {}


def _on_scale(market: Market, scale: PayScale, factor: str) -> Iterator[Entry]:
    """Yield the values of a factor on a scale, with the grades of each where it decides them."""
    deciding = _deciding(scale, factor)
    for name, label in scale.words(factor).items():
        entry = deciding.get(name)
        grades = entry.grades if isinstance(entry, Role) else _grades_by(scale, name)
        yield _graded(name, label, grades if deciding else (), entry)
    if factor == CREDENTIAL and market.none:
        yield _graded(NONE, market.none, _grades_by(scale, NONE), None)


def _graded(name: str, label: str, grades: Iterable[str], entry: Deciding | None) -> Entry:
    found = Entry(name, label, grades="+".join(grades) or None)
    if entry is None:
        return found
    return found._replace(evidence=entry.evidence, sources=entry.sources, derivation=entry.derivation)


def _grades_by(scale: PayScale, cert: str) -> list[str]:
    """Return the grades in which a certification, or none, puts somebody."""
    ways = (post.by_certification for post in scale.posts.values())
    return list(dict.fromkeys(way[cert] for way in ways if cert in way))
