"""What a table holds, and its fields: the values of a flag, its places, its sources."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from coding_salary.decisions.price import FIRST_YEAR, Price, price_of, span_text
from coding_salary.formats.records import Field, Record, unpacked
from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money, whole
from coding_salary.numbers import CENT, half_up
from coding_salary.profile.answers import COUNTRY, Raw
from coding_salary.profile.profile import read_profile
from coding_salary.profile.values import CERTS, LISTS
from coding_salary.report.base import in_percent
from coding_salary.report.headline import grade_text
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import FEES, Credentials
from coding_salary.table.factors import CERTIFIED, CREDENTIAL, NONE, ROLE, Choice
from coding_salary.table.ladder import LadderRole
from coding_salary.table.market import Market
from coding_salary.table.pay_scale import PayScale, Qualification, Role
from coding_salary.table.places import Area, LoadAreas, Place
from coding_salary.table.places import state as place_of
from coding_salary.table.regions import Region, Supplement

if TYPE_CHECKING:
    from coding_salary.table.jobs import JobsByPlace

DASH = "-"
VERSUS, TYPICAL = "vs median", "typical pay"
ASKED, ENDS = ("requires", "usual", "ceu", "study_weeks"), ("low", "high")
# What is told of the jobs of an occupation: the name, how it is written, and how people call it. The quotient
# is for programs: it orders places as the share of all jobs does.
JOB_FIELDS: tuple[tuple[str, Callable[[Any], str], str | None], ...] = (
    ("jobs", "{:,}".format, "jobs"),
    ("per_1000", "{:.2f}".format, "per 1,000"),
    ("quotient", "{:.2f}".format, None),
)
NOTHING_PUBLISHED = "nothing is published of what it adds"
OWN_SCALE = "pays by a scale of its own: grade, step and locality"
EMPLOYERS, ROLES = "employers", "roles"
STATES, METROS, SOURCES = "states", "metros", "sources"
KINDS = (*LISTS, STATES, METROS, SOURCES)


Deciding = Role | LadderRole | Qualification


class Beside(NamedTuple):
    """What is known beside a list: the jobs of places, what credentials ask for and cost, or what roles pay.

    `pays` are typical pay a year in currency, not rounded, of roles that are measured on different jobs.
    """

    jobs: "JobsByPlace"
    credentials: Credentials
    pays: Mapping[str, float] = {}


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


def fields_of(market: Market, kind: str, beside: Beside) -> list[Field[Any]]:
    """Return the fields of what is listed but the sources; only programs see where a figure comes from."""
    if kind == STATES and market.scale:
        return _region_fields(market)
    if kind in (STATES, METROS):
        return _place_fields(market, beside.jobs, areas=kind == METROS)
    costs = _cost_fields(market, beside.credentials) if beside.credentials else []
    return [*_entry_fields(market, kind, beside.pays), *costs]


def pays_of_roles(bands: Bands, market: Market) -> dict[str, float]:
    """Return typical pay a year of each role, by nobody in particular, in currency; none on a pay scale."""
    if market.scale or ROLE not in market.factors:
        return {}
    nobody = {COUNTRY: (Raw(market.code),)}
    people = {
        role: read_profile(bands, {**nobody, ROLE: (Raw(role),)}, lambda _: [])
        for role in market.factors[ROLE].values
    }
    return {role: estimate(bands, person).you.pay.typical for role, person in people.items()}


def _entry_fields(market: Market, kind: str, pays: Mapping[str, float]) -> list[Field[Entry]]:
    money = Money(market)
    named: list[Field[Entry]] = [
        Field("value", heading="value"),
        Field("label", heading="what it is", clip=True, priority=1),
    ]
    if not market.scale:
        decides: list[Field[Entry]] = [
            Field("multiplier", lambda entry: entry.multiplier and whole(entry.multiplier)),
            Field("", lambda entry: money.amount(pays[entry.value]), TYPICAL, money.text)
            if pays
            else Field(
                "",
                lambda entry: entry.multiplier and in_percent(entry.multiplier - 1),
                VERSUS,
                _signed,
                none=DASH,
            ),
        ]
    elif graded(market, kind):
        decides = [Field("grades", heading="grades", none=DASH)]
    else:
        return named
    return [
        *named,
        *decides,
        Field("evidence"),
        Field("", lambda entry: grade_text(entry.evidence, market), "evidence", priority=2, none=DASH),
        Field("sources", lambda entry: list(entry.sources)),
        Field("derivation"),
    ]


def _cost_fields(market: Market, credentials: Credentials) -> list[Field[Entry]]:
    """Return what a credential asks for and costs; people are shown what its first year costs."""
    money = Money(market)

    def price(entry: Entry) -> Price | None:
        return price_of(market, credentials, (), entry.value)

    def first_year(entry: Entry) -> str | None:
        found = price(entry)
        return span_text(found.first_year, money.text) if found else None

    def record(entry: Entry) -> Record:
        found, credential = price(entry), credentials.get(entry.value)
        told: Record = {part: getattr(credential, part, None) for part in ASKED}
        fees = credential.fees if credential else {}
        ends = {
            f"{fee}_{end}": whole(getattr(fees[fee], end)) if fee in fees else None
            for fee in FEES
            for end in ENDS
        }
        return {"cost_evidence": found.evidence if found else None, **told, **ends}

    names = ("cost_evidence", *ASKED, *(f"{fee}_{end}" for fee in FEES for end in ENDS))
    return [Field("", first_year, FIRST_YEAR, str, priority=3, none=DASH), *unpacked(record, names)]


def _signed(percent: float) -> str:
    return f"{percent:+.1f}%" if percent else "same"


def _region_fields(market: Market) -> list[Field[Region]]:
    text = Money(market).text
    return [
        Field("code", lambda region: region.name, "code"),
        Field("name", lambda region: region.label, "name", clip=True),
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
        Field("name", heading="name", clip=True),
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
    for name, write, heading in JOB_FIELDS:

        def value(place: Place | Area, name: str = name) -> float | None:
            number = getattr(jobs[place.code][job], name) if place.code in jobs else None
            return None if number is None else whole(number)

        yield Field(f"{job}_{name}", value, heading if shown else None, write, priority=2, none=DASH)
