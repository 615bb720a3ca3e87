"""A listing as fields and words."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from coding_salary.catalog.listing import METROS, SOURCES, STATES, Entry, graded
from coding_salary.catalog.source_report import source_fields
from coding_salary.decisions.price import Price, price_of, span_text
from coding_salary.formats.records import Field, Record
from coding_salary.formats.result import Document, Result
from coding_salary.formats.sheet import Grid, Line, Part, Sentence, Sheet
from coding_salary.model.money import Money, whole
from coding_salary.numbers import CENT, half_up
from coding_salary.profile.choices import LISTS
from coding_salary.profile.values import ValueReader
from coding_salary.report.base import provenance
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import FEES, Credential, Credentials
from coding_salary.table.market import Market
from coding_salary.table.places import Area, Place, folded
from coding_salary.table.regions import Region, Supplement

if TYPE_CHECKING:
    from coding_salary.table.jobs import JobsByPlace

DASH = "-"
ABOUT_JOBS = (
    "Jobs are those of {}, also per 1,000 jobs of any kind. Quotient: their share of jobs over the"
    " nation's, so that 2 means twice as common ({})."
)
ABOUT_COSTS = "First year: the exam and a year's fees, for somebody without another of the issuer."
# What is told of the jobs of an occupation: the name, the heading, how it is written.
JOB_FIELDS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("jobs", "jobs", "{:,}".format),
    ("per_1000", "per 1,000", "{:.2f}".format),
    ("quotient", "quotient", "{:.2f}".format),
)


class Beside(NamedTuple):
    """What is known beside a list: the jobs of places, or what credentials ask for and cost."""

    jobs: "JobsByPlace"
    credentials: Credentials


class ListingReport(Result):
    """What is shown of a listing of some kind."""

    def __init__(
        self, bands: Bands, market: Market, kind: str, items: Sequence[Any], beside: "Beside"
    ) -> None:
        """Keep what is listed of a market, and what else is known of its places or credentials."""
        self.bands = bands
        self.market = market
        self.kind = kind
        self.rows = items
        self.jobs, self.credentials = beside

    def search(self, text: str) -> None:
        """Keep only the rows that hold every word of a text."""
        meant = self._meant(text)
        found = zip(self.rows, self.records(), strict=True)
        self.rows = [
            item
            for item, record in found
            if _holds(record, text) or record.get("value", record.get("code")) in meant
        ]

    def _meant(self, text: str) -> Collection[str]:
        """Return the values that a text is a synonym of, or the codes of the areas that it is a word for."""
        if text and self.kind == METROS:
            from coding_salary.profile.place import areas_meant

            return [area.code for area in areas_meant(self.bands, self.market, list(self.rows), text)]
        if not text or self.kind not in LISTS:
            return ()
        meaning = ValueReader(self.bands, self.market).meaning(LISTS[self.kind], text)
        return meaning.values if meaning else ()

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {**provenance(self.bands, self.market), "list": self.kind, "items": self.records()}

    def fields(self) -> list[Field[Any]]:
        """Return the fields of what is listed; only programs see where a figure comes from."""
        if self.kind == SOURCES:
            return source_fields(self.bands)
        if self.kind == STATES and self.market.scale:
            return _region_fields(self.market)
        if self.kind in (STATES, METROS):
            return _place_fields(self.market, self.jobs, areas=self.kind == METROS)
        costs = _cost_fields(self.market, self.credentials) if self.credentials else []
        return [*_entry_fields(self.market, self.kind), *costs]

    def sheet(self) -> Sheet:
        """Return the items as a table."""
        parts: list[Part] = [Grid(self.fields(), map(Line, self.rows))]
        if any(record.get("multiplier") for record in self.records()):
            words = "A multiplier is on the median of the job; --format csv adds where from."
            parts.append([Sentence("multiplier", words)])
        if self.credentials:
            parts.append([Sentence("cost", ABOUT_COSTS)])
        if self.jobs and self.market.jobs:
            about = ABOUT_JOBS.format(self.market.occupation.title, self.market.jobs.source)
            parts.append([Sentence("jobs", about)])
        word = f"{self.market.state_word}s" if self.kind == STATES else self.kind
        return Sheet((f"{word} ({len(self.rows)})", self.market.name), *parts)


def _holds(record: Record, text: str) -> bool:
    """Whether a record holds every word of a text somewhere, whatever its capitals."""
    haystack = folded(" ".join(map(str, record.values())))
    return all(word in haystack for word in folded(text).split())


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


def _cost_fields(market: Market, credentials: Credentials) -> list[Field[Entry]]:
    """Return what a credential asks for and costs; people are shown its first year and the grade of that."""
    money = Money(market)

    def price(entry: Entry) -> Price | None:
        return price_of(market, credentials, (), entry.value)

    def shown(entry: Entry) -> str | None:
        found = price(entry)
        return span_text(found.first_year, money.text) if found else None

    def grade(entry: Entry) -> str | None:
        found = price(entry)
        return found.evidence if found else None

    def told(part: str) -> Callable[[Entry], Any]:
        return lambda entry: getattr(credentials.get(entry.value), part, None)

    def end(fee: str, part: str) -> Callable[[Entry], float | None]:
        return lambda entry: _end(credentials.get(entry.value), fee, part)

    return [
        Field("", shown, "first year", str, priority=2, none=DASH),
        Field("cost_evidence", grade, "fees", priority=3, none=DASH),
        *(Field[Entry](part, told(part)) for part in ("requires", "usual", "ceu", "study_weeks")),
        *(Field[Entry](f"{fee}_{part}", end(fee, part)) for fee in FEES for part in ("low", "high")),
    ]


def _end(credential: Credential | None, fee: str, part: str) -> float | None:
    found = credential.fees.get(fee) if credential else None
    return whole(getattr(found, part)) if found else None


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


def _place_fields(market: Market, jobs: "JobsByPlace", *, areas: bool) -> list[Field[Place | Area]]:
    first, *others = market.occupations
    about: list[Field[Place | Area]] = [Field("kind", heading="kind", priority=9), Field("state")]
    return [
        Field("code", heading="code"),
        Field("name", heading="name", wrap=True),
        *(about if areas else []),
        _median_field(market, first, 1),
        *(_jobs_fields(jobs, first, shown=True) if jobs else []),
        *(_median_field(market, job, priority) for priority, job in enumerate(others, start=3)),
        *(field for job in others if jobs for field in _jobs_fields(jobs, job, shown=False)),
    ]


def _median_field(market: Market, job: str, priority: int) -> Field[Place | Area]:
    money = Money.asked(market, market.hours_per_year)

    def median(place: Place | Area) -> float | None:
        return money.published(place.ranges[job].median) if job in place.ranges else None

    heading = f"{job} median".replace("_", " ")
    return Field(f"{job}_median", median, heading, money.text, priority=priority, none=DASH)


def _jobs_fields(jobs: "JobsByPlace", job: str, *, shown: bool) -> Iterator[Field[Place | Area]]:
    """Yield how many jobs of an occupation a place has; people are shown those of one alone."""
    for name, heading, write in JOB_FIELDS:

        def value(place: Place | Area, name: str = name) -> float | None:
            number = getattr(jobs[place.code][job], name) if place.code in jobs else None
            return None if number is None else whole(number)

        yield Field(f"{job}_{name}", value, heading if shown else None, write, priority=2, none=DASH)
