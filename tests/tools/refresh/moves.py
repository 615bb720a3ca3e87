"""What a release changes, in lines for the person who reviews it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from release import Release
from shipped import Shipped

MAX_MOVES = 10
Medians = Mapping[tuple[str, str], float]


def summary(old: Shipped, new: Shipped, release: Release) -> Iterator[str]:
    """Yield the lines of a report on a release."""
    yield from _rows(new, release)
    yield from _areas(old, new)
    yield from _gaps(new, release)
    yield from _missing(new, release)
    names = _names(new)
    yield from _moves("nation and states", _state_medians(old), _state_medians(new), names)
    yield from _moves("areas", _area_medians(old), _area_medians(new), names)


def _rows(new: Shipped, release: Release) -> Iterator[str]:
    counts = ", ".join(f"{count:,} {kind}" for kind, count in release.kinds.items())
    yield f"Rows read: {counts}; {release.ignored:,} others ignored"
    kinds = Counter(area.kind for area in new.areas)
    areas = " and ".join(f"{count:,} {kind}" for kind, count in kinds.items()) or "no"
    yield f"Written: {len(new.places):,} places in bands.yaml, {areas} areas, {len(new.careers):,} rows of careers"
    codes = {place for place, _ in release.cells} | {area.state for area in release.areas.values()}
    unknown = sorted(codes - set(new.places) - set(release.areas))
    yield from _list("Left out, being no state of bands.yaml", unknown)


def _areas(old: Shipped, new: Shipped) -> Iterator[str]:
    before = {area.code: area.name for area in old.areas}
    after = {area.code: area.name for area in new.areas}
    yield from _list("New areas", [f"{code} {name}" for code, name in after.items() if code not in before])
    yield from _list("Areas gone", [f"{code} {name}" for code, name in before.items() if code not in after])
    both = [code for code in before if code in after and before[code] != after[code]]
    yield from _list("Areas renamed", [f"{code} {before[code]} is now {after[code]}" for code in both])


def _gaps(new: Shipped, release: Release) -> Iterator[str]:
    """Name what the release has a row for, but not every wage of."""
    names = _names(new)
    for soc in dict.fromkeys((*release.jobs, *release.careers)):
        known = names if soc in release.jobs else new.places
        cells = [(place, cell) for (place, code), cell in release.cells.items() if code == soc]
        gaps = [
            f"{names[place]}: {cell.gaps}" for place, cell in cells if place in known and not cell.complete
        ]
        yield from _named(f"{soc}, wages suppressed or top-coded", gaps)


def _missing(new: Shipped, release: Release) -> Iterator[str]:
    """Name the places that the release has no row for."""
    for soc in new.socs:
        lacking = [place for place in new.places if (place, soc) not in release.cells]
        yield from _named(f"{soc}, states without a row", lacking)
    for code in release.jobs:
        names = [f"{area.code} {area.name}" for area in new.areas if (area.code, code) not in release.cells]
        yield from _named(f"{code}, areas without a row", names)


def _moves(where: str, before: Medians, after: Medians, names: Mapping[str, str]) -> Iterator[str]:
    changes = {key: after[key] / before[key] - 1 for key in before if key in after}
    largest = sorted(filter(changes.get, changes), key=lambda key: -abs(changes[key]))[:MAX_MOVES]
    lines = [
        f"{changes[soc, place]:+.1%} {soc} {names[place]}: {before[soc, place]:,.0f} to {after[soc, place]:,.0f}"
        for soc, place in largest
    ]
    yield from _list(f"Largest moves of medians, {where}", lines)


def _state_medians(shipped: Shipped) -> Medians:
    rows = [row for row in shipped.careers if row["p50"]]
    medians = {(row["soc"], row["place"]): float(row["p50"]) for row in rows}
    for job in shipped.market.occupations.values():
        medians |= {(job.code, place): range.median for place, range in job.ranges.items()}
    return medians


def _area_medians(shipped: Shipped) -> Medians:
    codes = {name: job.code for name, job in shipped.market.occupations.items()}
    return {
        (codes[name], area.code): range.median
        for area in shipped.areas
        for name, range in area.ranges.items()
    }


def _names(shipped: Shipped) -> dict[str, str]:
    return {place: place for place in shipped.places} | {
        area.code: f"{area.code} {area.name}" for area in shipped.areas
    }


def _named(heading: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield from _list(heading, entries)


def _list(heading: str, entries: Iterable[str]) -> Iterator[str]:
    entries = list(entries)
    yield f"{heading}: {len(entries) or 'none'}"
    yield from (f"  {entry}" for entry in entries)
