"""What a table holds: the values of a flag, its places, its sources."""

from collections.abc import Callable

from coding_salary.bands import Bands
from coding_salary.factor import CERTIFIED, NONE, Choice
from coding_salary.market import Market, Range
from coding_salary.places import Area, areas_of, folded
from coding_salary.records import Record
from coding_salary.sources import Source
from coding_salary.vocabulary import CERTS, LISTS

STATES, METROS, SOURCES = "states", "metros", "sources"
KINDS = (*LISTS, STATES, METROS, SOURCES)


def listing(
    bands: Bands, market: Market, kind: str, state: str | None, load_areas: Callable[[Market], list[Area]]
) -> list[Record]:
    """Return a record for each thing of a kind; areas only of the state said, when one is."""
    if kind == SOURCES:
        return [source_record(bands, source) for source in bands.sources.values()]
    if kind == STATES:
        places = {code: (name, _ranges(market, code)) for code, name in market.states.items()}
        return [
            {"code": code, "name": name, **_medians(market, ranges)}
            for code, (name, ranges) in places.items()
        ]
    if kind == METROS:
        areas = load_areas(market) if market.areas else []
        return [_area(market, area) for area in (areas if state is None else areas_of(market, areas, state))]
    factor = market.factors.get(LISTS[kind])
    choices = list(factor.values.values()) if factor else []
    if factor and kind == CERTS:
        choices.append(market.choice(CERTIFIED, NONE))
    return list(map(_choice, choices))


def searched(records: list[Record], text: str) -> list[Record]:
    """Return the records that hold every word of a text somewhere, whatever its capitals."""
    words = folded(text).split()
    return [record for record in records if all(word in _haystack(record) for word in words)]


def _choice(choice: Choice) -> Record:
    return {
        "value": choice.value,
        "label": choice.label,
        "multiplier": choice.multiplier,
        "evidence": choice.evidence,
        "sources": list(choice.sources),
        "derivation": choice.derivation,
    }


def _haystack(record: Record) -> str:
    return folded(" ".join(str(value) for value in record.values()))


def _ranges(market: Market, code: str) -> dict[str, Range]:
    return {name: occupation.ranges[code] for name, occupation in market.occupations.items()}


def _medians(market: Market, ranges: dict[str, Range]) -> Record:
    return {f"{name}_median": ranges[name].median if name in ranges else None for name in market.occupations}


def _area(market: Market, area: Area) -> Record:
    about: Record = {"code": area.code, "name": area.name, "kind": area.kind, "state": area.state}
    return about | _medians(market, dict(area.ranges))


def source_record(bands: Bands, source: Source) -> Record:
    """Return everything about a source; its age in years is that on the day the table was released."""
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "date": source.date,
        "age_years": source.age(bands.released),
        "grade": source.grade,
        "link": source.link or None,
    }
