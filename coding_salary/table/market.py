"""A market: one country's currency, places, jobs with their wages, levels and factors."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.reading.words import listed
from coding_salary.table.certifications import Certification, Issuer
from coding_salary.table.factors import (
    CERTIFIED,
    CREDENTIAL,
    EMPLOYER,
    EXPERIENCE,
    MAX_WEEK,
    NONE,
    Choice,
    Factor,
    read_factors,
)
from coding_salary.table.indexes import CURRENCY, MAX_MONTHS_FRESH, MONTH, PriceLevels
from coding_salary.table.occupations import Occupation
from coding_salary.table.plausible import WEEKS, becoming, check_pay, check_week, middle
from coding_salary.table.states import read_states
from coding_salary.table.wages import CareerTable, EmployerCost, Level, read_costs, read_levels

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Fields, Node
    from coding_salary.table.pay_scale import PayScale
    from coding_salary.table.sources import References

KIND = "kind"
SCALE, SURVEYED = "scale", "survey"
STATE_WORD = "state"
NO_CERTIFICATION = "no certification"
ABOUT = ("name", "kind", "currency", "symbol", "hours_per_year", "rounding", "date")
ABOUT_OPTIONAL = ("also", "hours_per_week", "fresh_for", "state_word", "casual_loading")
SURVEY = ("levels", "occupations", "factors")
SURVEY_OPTIONAL = (
    "states",
    "price_levels",
    "careers",
    "areas",
    "employer_costs",
    "issuers",
    "certifications",
    "unpriced",
)
SYMBOL = r"[^\s\d.,|+-]{1,5}"


class Country(NamedTuple):
    """What a table may hold for a country; amounts in `currency` of the month `date`.

    Wages are called old after `fresh_for` months, never where that is None. `also` are other names of the
    country, `unpriced` the certifications that count there without a figure of what they add. What a country
    has no figures for is empty or None.
    """

    code: str
    name: str
    also: tuple[str, ...]
    currency: str
    symbol: str
    hours_per_year: float
    hours_per_week: float
    rounding: float
    date: str
    fresh_for: int | None
    state_word: str
    casual_loading: EmployerCost | None
    price_levels: PriceLevels | None = None
    careers: CareerTable | None = None
    levels: tuple[Level, ...] = ()
    states: Mapping[str, str] = MappingProxyType({})
    areas: str = ""
    state_file: str = ""
    occupations: Mapping[str, Occupation] = MappingProxyType({})
    employer_costs: Mapping[str, EmployerCost] = MappingProxyType({})
    certifications: Mapping[str, Certification] = MappingProxyType({})
    unpriced: Mapping[str, str] = MappingProxyType({})
    factors: Mapping[str, Factor] = MappingProxyType({})
    scale: "PayScale | None" = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the country may be called."""
        return (self.code, self.name, *self.also)

    @property
    def files(self) -> list[str]:
        """The names of the CSV tables that it reads beside its own."""
        prices, careers = self.price_levels, self.careers
        return list(
            filter(
                None,
                (
                    self.state_file,
                    self.areas,
                    prices.areas if prices else "",
                    careers.file if careers else "",
                ),
            )
        )

    @property
    def occupation(self) -> Occupation:
        """The job used when a person names none: the first of the table."""
        return next(iter(self.occupations.values()))

    def choice(self, factor: str, value: str) -> Choice:
        """Return a value of a factor; both must be in the table."""
        return self.factors[factor].values[value]

    def apprentice(self, cert: str) -> bool:
        """Whether a certification is an apprentice's: it becomes another one."""
        return cert in self.certifications and bool(self.certifications[cert].becomes)

    def weekly_hours(self, place: str) -> float:
        """Return the hours of a full-time week in a place, by its code."""
        del place
        return self.hours_per_week

    def hours(self, place: str) -> float:
        """Return the hours of a full-time year in a place, by its code."""
        return self.hours_per_year * self.weekly_hours(place) / self.hours_per_week


class SurveyMarket(Country):
    """A country whose wages were surveyed: occupations with their ranges, and factors that move pay."""

    __slots__ = ()
    kind = SURVEYED

    @property
    def most_years(self) -> float:
        """The most years of experience that it has figures for, 0 where those do not count."""
        return self.factors[EXPERIENCE].most_years if EXPERIENCE in self.factors else 0

    @property
    def level_years(self) -> tuple[float, ...]:
        """The years of experience shown for each level."""
        return tuple(level.reference for level in self.levels)

    @property
    def months(self) -> tuple[str, str] | None:
        """The first and the last month that the wages of every job can be moved to; None where they stay."""
        if any(job.rise is None for job in self.occupations.values()):
            return None
        firsts, lasts = zip(*(job.months(self.date) for job in self.occupations.values()), strict=True)
        return max(firsts), min(lasts)

    @property
    def middle_pay(self) -> float:
        """The median of its first job in the nation, in currency a year."""
        return self.occupation.ranges[self.code].median

    @property
    def none(self) -> str:
        """The label of holding no certification; empty where that does not affect pay."""
        return self.choice(CERTIFIED, NONE).label if CERTIFIED in self.factors else ""

    def words(self, factor: str) -> Mapping[str, str]:
        """Return the values of a factor with their labels; empty where the factor does not count."""
        known = self.factors[factor].values if factor in self.factors else {}
        labels = {value: choice.label for value, choice in known.items()}
        return labels | dict(self.unpriced) if factor == CREDENTIAL else labels


class ScaleMarket(Country):
    """A country where an agreement sets pay: everybody earns one of the points of its `scale`."""

    __slots__ = ()
    kind = SCALE
    scale: "PayScale"

    @property
    def most_years(self) -> float:
        """The most years in a grade that can be said."""
        return self.scale.most_years

    @property
    def level_years(self) -> tuple[float, ...]:
        """The years in a grade from which some point is paid."""
        return tuple(self.scale.starts())

    @property
    def months(self) -> None:
        """Nothing: a scale is what it is."""
        return

    @property
    def middle_pay(self) -> float:
        """The point in the middle of all points of its first region, in currency a year."""
        return middle(point for grade in self.scale.region.points.values() for point in grade)

    @property
    def none(self) -> str:
        """The label of holding no certification; empty where no role asks for one."""
        asked = any(NONE in post.by_certification for post in self.scale.posts.values())
        return NO_CERTIFICATION if asked else ""

    def words(self, factor: str) -> Mapping[str, str]:
        """Return the values of a factor with their labels; empty where the factor does not count."""
        return self.scale.words(factor)

    def weekly_hours(self, place: str) -> float:
        """Return the hours of a full-time week in a region, by its code."""
        region = self.scale.regions.get(place)
        return (region.hours_per_week if region else None) or self.hours_per_week


Market = SurveyMarket | ScaleMarket


def read_market(code: str, node: "Node", references: "References") -> Market:
    """Read one entry of `markets`; its `kind` says whether it holds a scale, or the parts of a survey."""
    if any(key.scalar == KIND and value.scalar == SCALE for key, value in node.entries or ()):
        return _scale_market(code, node, references)
    return _survey_market(code, node, references)


def _country(code: str, fields: "Fields", references: "References") -> Country:
    hours = fields["hours_per_year"].number(least=100, most=8784, unit="hours")
    references.currency = fields["currency"].matching(CURRENCY, "a currency code such as USD")
    week = fields["hours_per_week"].number(least=1, most=MAX_WEEK, unit="hours", otherwise=hours / WEEKS)
    check_week(fields["hours_per_week"], week, hours)
    references.hours = hours
    fields[KIND].choice((SURVEYED, SCALE))
    return Country(
        code=code,
        name=fields["name"].text(),
        also=tuple(item.text() for item in fields["also"].each()),
        currency=references.currency,
        symbol=fields["symbol"].matching(SYMBOL, "a sign of money such as $ or CA$"),
        hours_per_year=hours,
        hours_per_week=week,
        rounding=fields["rounding"].number(least=0.01, most=10_000, unit=references.currency),
        date=fields["date"].matching(MONTH, "a month such as 2025-05"),
        fresh_for=fields["fresh_for"].optional(lambda node: node.whole(most=MAX_MONTHS_FRESH, unit="months")),
        state_word=fields["state_word"].text(otherwise=STATE_WORD),
        casual_loading=fields["casual_loading"].optional(
            lambda node: EmployerCost.read("casual", node, references)
        ),
    )


def _scale_market(code: str, node: "Node", references: "References") -> ScaleMarket:
    from coding_salary.table.pay_scale import PayScale

    fields = node.fields((*ABOUT, SCALE), ABOUT_OPTIONAL)
    country = _country(code, fields, references)
    scale = PayScale.read(fields[SCALE], country.hours_per_year / country.hours_per_week, references)
    states = {name: region.label for name, region in scale.regions.items()}
    market = ScaleMarket(*country._replace(states=states, scale=scale))
    check_pay(market, fields[SCALE])
    return market


def _survey_market(code: str, node: "Node", references: "References") -> SurveyMarket:
    fields = node.fields((*ABOUT, *SURVEY), (*ABOUT_OPTIONAL, *SURVEY_OPTIONAL))
    country = _country(code, fields, references)
    named = fields["occupations"].named()
    rows = read_states(fields["states"], code, named, references.path) if named else []
    occupations = {key: Occupation.read(key, entry, code, rows, references) for key, entry in named.items()}
    references.occupations = tuple(occupations)
    levels = {row.code: row.price_level for row in rows if row.price_level is not None}
    factors = read_factors(fields["factors"], references)
    surveyed = country._replace(
        price_levels=fields["price_levels"].optional(lambda node: PriceLevels.read(node, levels, references)),
        careers=fields["careers"].optional(lambda node: CareerTable.read(node, references)),
        levels=read_levels(fields["levels"]),
        states={row.code: row.name for row in rows},
        areas=fields["areas"].file_name(),
        state_file=fields["states"].scalar or "",
        occupations=occupations,
        employer_costs=read_costs(fields["employer_costs"], references),
        certifications=_certifications(fields, references),
        unpriced=_unpriced(fields["unpriced"]),
        factors=factors,
    )
    _check_certifications(surveyed, fields["certifications"])
    if not node.problems:
        _check_occupations(surveyed, named, fields["factors"])
    if not node.problems:
        surveyed = surveyed._replace(factors=_priced(factors, surveyed.occupation))
    market = SurveyMarket(*surveyed)
    check_pay(market, fields["occupations"])
    return market


def _check_occupations(market: Country, nodes: "Mapping[str, Node]", factors: "Node") -> None:
    """Note occupations that do not fit each other, the date of the market or the employers of the factor."""
    employers = market.factors[EMPLOYER].values if EMPLOYER in market.factors else {}
    moved = [job.name for job in market.occupations.values() if job.rise]
    for job in market.occupations.values():
        node = nodes[job.name]
        if moved and job.rise is None:
            node.fault(
                f"yearly_rise is missing, which {listed(moved, 'and')} has: add it, or remove it there"
            )
        if job.medians and max(job.medians) >= market.date:
            node.fault(f"medians must be of months before {market.date}, the month of the wages")
        if unknown := [name for name in job.employers if name not in employers]:
            node.fault(f"the factor employer has no value {listed(unknown)}: add it there")
    if EMPLOYER in market.factors and market.factors[EMPLOYER].strength:
        without = [name for name in employers if name not in market.occupation.employers]
        if without:
            factors.fault(f"{market.occupation.name} has no wages of {listed(without, 'and')}: add them")


def _priced(factors: Mapping[str, Factor], job: Occupation) -> Mapping[str, Factor]:
    """Return the factors, that of the employer with what it counts for the first job."""
    if EMPLOYER not in factors or not factors[EMPLOYER].strength:
        return factors
    factor = factors[EMPLOYER]
    values = {value: job.employer(factor, value) or choice for value, choice in factor.values.items()}
    return {**factors, EMPLOYER: factor._replace(values=values)}


def _certifications(fields: "Fields", references: "References") -> dict[str, Certification]:
    issuers = {name: Issuer.read(name, node, references) for name, node in fields["issuers"].named().items()}
    nodes = fields["certifications"].named()
    return {name: Certification.read(name, node, issuers, references) for name, node in nodes.items()}


def _unpriced(node: "Node") -> dict[str, str]:
    entries = node.named()
    for name, entry in entries.items():
        if name.casefold() == NONE:
            entry.fault(f"{NONE} cannot be a certification: it says that somebody holds none")
    return {name: entry.text() for name, entry in entries.items()}


def _check_certifications(market: Country, node: "Node") -> None:
    credentials = market.factors[CREDENTIAL].values if CREDENTIAL in market.factors else {}
    for name, certification in market.certifications.items():
        if name not in credentials:
            node.fault(f"{name} is no credential of this market: correct it, or add it to the factors")
        if name == min(becoming(certification, market.certifications), default=""):  # a circle says it once
            node.fault(f"{name} becomes {certification.becomes} and so itself again: correct what it becomes")
        if certification.becomes and certification.becomes not in credentials:
            node.fault(f"{name} becomes {certification.becomes}, which is no credential of this market")
