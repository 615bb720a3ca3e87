"""What a table holds: the values of a flag, its places, its sources."""

from collections.abc import Iterable, Iterator, Mapping

from coding_salary.formats.records import Record
from coding_salary.numbers import CENT, half_up
from coding_salary.profile.choices import CERTS, LISTS
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CERTIFIED, CREDENTIAL, NONE, ROLE, Choice
from coding_salary.table.market import Market
from coding_salary.table.pay_scale import PayScale, Post, Qualification
from coding_salary.table.places import Area, LoadAreas, areas_of, folded
from coding_salary.table.regions import Region
from coding_salary.table.sources import Source
from coding_salary.table.wages import Range

NOTHING_PUBLISHED = "nothing is published of what it adds"
STATES, METROS, SOURCES = "states", "metros", "sources"
KINDS = (*LISTS, STATES, METROS, SOURCES)


def listing(
    bands: Bands, market: Market, kind: str, state: str | None, load_areas: LoadAreas
) -> list[Record]:
    """Return a record for each thing of a kind; areas only of the state said, when one is."""
    if kind == SOURCES:
        return [source_record(bands, source) for source in bands.sources.values()]
    if kind == STATES and market.scale:
        return [_region(market, region) for region in market.scale.regions.values()]
    if kind == STATES:
        places = {code: (name, _ranges(market, code)) for code, name in market.states.items()}
        return [
            {"code": code, "name": name, **_medians(market, ranges)}
            for code, (name, ranges) in places.items()
        ]
    if kind == METROS:
        areas = load_areas(market) if market.areas else []
        return [_area(market, area) for area in (areas if state is None else areas_of(market, areas, state))]
    if market.scale:
        return list(_on_scale(market, market.scale, LISTS[kind]))
    factor = market.factors.get(LISTS[kind])
    choices = list(factor.values.values()) if factor else []
    if factor and kind == CERTS:
        choices.append(market.choice(CERTIFIED, NONE))
    unpriced = market.unpriced if kind == CERTS else {}
    return [*map(_choice, choices), *(_unpriced(name, label) for name, label in unpriced.items())]


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


def _unpriced(name: str, label: str) -> Record:
    """Return a certification that counts though nothing is published of what it adds."""
    nothing: Record = {"multiplier": None, "evidence": None, "sources": [], "derivation": NOTHING_PUBLISHED}
    return {"value": name, "label": label, **nothing}


def _on_scale(market: Market, scale: PayScale, factor: str) -> Iterator[Record]:
    """Yield the values of a factor on a scale, with the grades of each where it decides them."""
    known: Mapping[str, Post | Qualification] = {}
    if factor == ROLE:
        known = dict(scale.posts)
    elif factor == CREDENTIAL:
        known = dict(scale.qualifications)
    for name, label in scale.words(factor).items():
        if not known:
            yield {"value": name, "label": label}
            continue
        entry = known.get(name)
        grades = entry.grades if isinstance(entry, Post) else _grades_by(scale, name)
        yield _graded(name, label, grades, entry)
    if factor == CREDENTIAL and market.none:
        yield _graded(NONE, market.none, _grades_by(scale, NONE), None)


def _graded(name: str, label: str, grades: Iterable[str], entry: Post | Qualification | None) -> Record:
    return {
        "value": name,
        "label": label,
        "grades": "+".join(grades) or None,
        "evidence": entry.evidence if entry else None,
        "sources": list(entry.sources) if entry else [],
        "derivation": entry.derivation if entry else None,
    }


def _grades_by(scale: PayScale, cert: str) -> list[str]:
    """Return the grades in which a certification, or none, puts somebody."""
    ways = (post.by_certification for post in scale.posts.values())
    return list(dict.fromkeys(way[cert] for way in ways if cert in way))


def _region(market: Market, region: Region) -> Record:
    supplement = region.supplement
    return {
        "code": region.name,
        "name": region.label,
        "hours_per_week": market.weekly_hours(region.name),
        "supplement_percent": half_up(supplement.share * 100, CENT) if supplement else None,
        "supplement_least": supplement.least if supplement else None,
        "supplement_most": supplement.most if supplement else None,
        "sources": list(
            dict.fromkeys((*region.sources.values(), *([supplement.source] if supplement else [])))
        ),
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
