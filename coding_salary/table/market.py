"""A market: one country's currency, places, jobs with their wages, levels and factors."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.table.apprentices import Apprentices
from coding_salary.table.factors import (
    CERTIFIED,
    CREDENTIAL,
    EMPLOYER,
    EXPERIENCE,
    NONE,
    Choice,
    Factor,
)
from coding_salary.table.indexes import PriceLevels
from coding_salary.table.occupations import YEAR, Occupation
from coding_salary.table.plausible import middle
from coding_salary.table.wages import CareerTable, CsvTable, EmployerCost, Level

if TYPE_CHECKING:
    from coding_salary.table.employer_scale import EmployerScale
    from coding_salary.table.pay_scale import PayScale

SCALE, SURVEYED = "scale", "survey"
NO_CERTIFICATION = "no certification"


class Scales(Mapping[str, "EmployerScale"]):
    """The scales of single employers in a surveyed market, each made only when somebody is paid by it.

    `labels` are those of the employers, `within` says which of them belongs to an employer of the survey.
    """

    def __init__(
        self,
        labels: Mapping[str, str],
        within: Mapping[str, str],
        makers: "Mapping[str, Callable[[], EmployerScale]]",
    ) -> None:
        """Keep what makes each scale, by the name of its employer."""
        self.labels, self.within, self.makers = labels, within, makers
        self._markets: dict[tuple[str, str], ScaleMarket] = {}

    def market(self, employer: str, survey: "SurveyMarket", bands_path: str) -> "ScaleMarket":
        """Return the market as an employer pays in it; raises TableError for a wrong CSV table."""
        key = (employer, survey.period)
        if key not in self._markets:
            self._markets[key] = self[employer].market(survey, bands_path)
        return self._markets[key]

    def __getitem__(self, employer: str) -> "EmployerScale":
        return self.makers[employer]()

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)


class Country(NamedTuple):
    """What a table may hold for a country; amounts in `currency` of the month `date`.

    Wages are called old after `fresh_for` months, never where that is None. `also` are other names of the
    country, `unpriced` the certifications that count there without a figure of what they add. What a country
    has no figures for is empty or None. `period` is no figure: it is what amounts are shown by.
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
    jobs: CsvTable | None = None
    history: CsvTable | None = None
    consumer_prices: CsvTable | None = None
    credentials: str = ""
    charts: str = ""
    practice: str = ""
    row_sources: str = ""
    levels: tuple[Level, ...] = ()
    states: Mapping[str, str] = MappingProxyType({})
    areas: str = ""
    state_file: str = ""
    synonyms: str = ""
    place_words: str = ""
    zip_codes: str = ""
    split_zips: str = ""
    occupations: Mapping[str, Occupation] = MappingProxyType({})
    employer_costs: Mapping[str, EmployerCost] = MappingProxyType({})
    apprentices: Apprentices = Apprentices()
    unpriced: Mapping[str, str] = MappingProxyType({})
    factors: Mapping[str, Factor] = MappingProxyType({})
    scale: "PayScale | None" = None
    scales: Scales = Scales({}, {}, {})
    period: str = YEAR

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the country may be called."""
        return (self.code, self.name, *self.also)

    @property
    def files(self) -> list[str]:
        """The names of the CSV tables that it reads beside its own."""
        prices, careers = self.price_levels, self.careers
        named = [self.state_file, self.synonyms, self.areas, prices.areas if prices else ""]
        named += [self.place_words, self.zip_codes, self.split_zips]
        named += (careers.file, careers.areas) if careers else ()
        named += (table.file for table in (self.jobs, self.history, self.consumer_prices) if table)
        named += (self.credentials, self.charts, self.practice, self.row_sources)
        named += (file for scale in self.scales.values() for file in scale.files)
        return list(filter(None, named))

    @property
    def occupation(self) -> Occupation:
        """The job used when a person names none: the first of the table."""
        return next(iter(self.occupations.values()))

    def choice(self, factor: str, value: str) -> Choice:
        """Return a value of a factor; both must be in the table."""
        return self.factors[factor].values[value]

    def apprentice(self, cert: str) -> bool:
        """Whether a certification is an apprentice's: it becomes another one."""
        return cert in self.apprentices.becomes

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
        beside = {CREDENTIAL: self.unpriced, EMPLOYER: self.scales.labels}
        return labels | dict(beside.get(factor, {}))


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
        return tuple(self.scale.post.starts(self.scale.grades))

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
