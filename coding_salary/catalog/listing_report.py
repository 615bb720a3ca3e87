"""A listing as fields and words."""

from collections.abc import Callable, Sequence
from typing import Any

from coding_salary.catalog.listing import METROS, SOURCES, STATES, Entry, graded
from coding_salary.formats.records import Field, Record, records
from coding_salary.formats.result import Document, Result
from coding_salary.formats.sheet import Grid, Line, Part, Sentence, Sheet
from coding_salary.model.money import Money, whole
from coding_salary.numbers import CENT, half_up
from coding_salary.profile.choices import LISTS
from coding_salary.profile.values import ValueReader
from coding_salary.report.base import provenance
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market
from coding_salary.table.places import Area, Place, folded
from coding_salary.table.regions import Region, Supplement
from coding_salary.table.sources import Source

DASH = "-"


class ListingReport(Result):
    """What is shown of a listing of some kind."""

    def __init__(
        self, bands: Bands, market: Market, kind: str, items: Sequence[Any], search: str = ""
    ) -> None:
        """Keep what is listed of a market: of the items those that hold the words of a search."""
        self.bands = bands
        self.market = market
        self.kind = kind
        found = records(self.fields(), items)
        meant = _meant(bands, market, kind, search)
        self.rows = [
            item
            for item, record in zip(items, found, strict=True)
            if _holds(record, search) or record.get("value") in meant
        ]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {**provenance(self.bands, self.market), "list": self.kind, "items": self.records()}

    def fields(self) -> list[Field[Any]]:
        """Return the fields of what is listed; only programs see where a figure comes from."""
        if self.kind == SOURCES:
            return _source_fields(self.bands)
        if self.kind == STATES and self.market.scale:
            return _region_fields(self.market)
        if self.kind in (STATES, METROS):
            return _place_fields(self.market, areas=self.kind == METROS)
        return _entry_fields(self.market, self.kind)

    def sheet(self) -> Sheet:
        """Return the items as a table."""
        parts: list[Part] = [Grid(self.fields(), map(Line, self.rows))]
        if any(record.get("multiplier") for record in self.records()):
            words = "A multiplier is on the median of the job; --format csv adds where from."
            parts.append([Sentence("multiplier", words)])
        word = f"{self.market.state_word}s" if self.kind == STATES else self.kind
        return Sheet((f"{word} ({len(self.rows)})", self.market.name), *parts)


def _meant(bands: Bands, market: Market, kind: str, text: str) -> tuple[str, ...]:
    """Return the values that a text is a synonym of."""
    if not text or kind not in LISTS:
        return ()
    meaning = ValueReader(bands, market).meaning(LISTS[kind], text)
    return meaning.values if meaning else ()


def _holds(record: Record, text: str) -> bool:
    """Whether a record holds every word of a text somewhere, whatever its capitals."""
    haystack = folded(" ".join(map(str, record.values())))
    return all(word in haystack for word in folded(text).split())


def _source_fields(bands: Bands) -> list[Field[Source]]:
    return [
        Field("id", heading="id"),
        Field("publisher", heading="publisher", priority=2, wrap=True),
        Field("title", heading="title", wrap=True),
        Field("date", heading="date", priority=1),
        Field("age_years", lambda source: source.age(bands.released)),
        Field("grade", heading="grade", priority=2, wrap=True),
        Field("link", lambda source: source.link or None),
    ]


def _entry_fields(market: Market, kind: str) -> list[Field[Entry]]:
    named: list[Field[Entry]] = [Field("value", heading="value"), Field("label", heading="label", wrap=True)]
    if not market.scale:
        decides: Field[Entry] = Field("multiplier", _multiplier, "multiplier", "{:.3f}".format, none=DASH)
    elif graded(market, kind):
        decides = Field("grades", heading="grades", none=DASH)
    else:
        return named
    return [
        *named,
        decides,
        Field("evidence", heading="evidence", priority=1, none=DASH),
        Field("sources", lambda entry: list(entry.sources)),
        Field("derivation"),
    ]


def _multiplier(entry: Entry) -> float | None:
    return None if entry.multiplier is None else whole(entry.multiplier)


def _region_fields(market: Market) -> list[Field[Region]]:
    text = Money(market).text
    return [
        Field("code", lambda region: region.name, "code"),
        Field("name", lambda region: region.label, "name", wrap=True),
        Field(
            "hours_per_week",
            lambda region: whole(market.weekly_hours(region.name)),
            "hours per week",
            "{:g}".format,
            priority=1,
        ),
        _supplement_field("percent", lambda added: half_up(added.share * 100, CENT), "{:g}".format, 0),
        _supplement_field("least", lambda added: added.least, text, 2),
        _supplement_field("most", lambda added: added.most, text, 2),
        Field("sources", _region_sources),
    ]


def _supplement_field(
    name: str, value: Callable[[Supplement], float], write: Callable[[float], str], priority: int
) -> Field[Region]:
    return Field(
        f"supplement_{name}",
        lambda region: whole(value(region.supplement)) if region.supplement else None,
        f"supplement {name}",
        write,
        priority=priority,
        none=DASH,
    )


def _region_sources(region: Region) -> list[str]:
    added = [region.supplement.source] if region.supplement else []
    return list(dict.fromkeys((*region.sources.values(), *added)))


def _place_fields(market: Market, *, areas: bool) -> list[Field[Place | Area]]:
    about: list[Field[Place | Area]] = [Field("kind", heading="kind", priority=3), Field("state")]
    return [
        Field("code", heading="code"),
        Field("name", heading="name", wrap=True),
        *(about if areas else []),
        *(_median_field(market, job) for job in market.occupations),
    ]


def _median_field(market: Market, job: str) -> Field[Place | Area]:
    def median(place: Place | Area) -> float | None:
        return whole(place.ranges[job].median) if job in place.ranges else None

    return Field(
        f"{job}_median", median, f"{job} median".replace("_", " "), Money(market).text, priority=1, none=DASH
    )
