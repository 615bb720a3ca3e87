"""The occupations of a market: their wages by place and by employer, and how wages move with the months."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.numbers import PERCENTILES, interpolate
from coding_salary.reading.words import quoted
from coding_salary.table.factors import FACTORS, ROLE, Choice, Factor
from coding_salary.table.indexes import MAX_MONTHS, MONTH, MONTHS_OF_YEAR, month_number, month_text
from coding_salary.table.plausible import check_spread, middle, too_far
from coding_salary.table.sources import GRADES, weakest
from coding_salary.table.wages import MIN_WAGE, Period, Range

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.sources import References
    from coding_salary.table.states import StateRow

YEAR, HOUR = "year", "hour"
MAX_RISE = 25
RISE_UNIT, RISE_ERROR_UNIT = "% a year", "% for a year, growing with the root of the years"


class Ageing(NamedTuple):
    """How wages move from the table's month to another; `error` is a relative standard error."""

    since: str
    until: str
    multiplier: float
    error: float
    evidence: str
    source: str
    derivation: str


class YearlyRise(NamedTuple):
    """The usual rise of a job's median in a year (0.0239 is 2.39 %), for `months` after the published one.

    `error` is the relative standard error of a year, growing with the root of the years.
    """

    rise: float
    error: float
    months: int
    evidence: str
    source: str
    derivation: str

    @classmethod
    def read(cls, node: "Node", references: "References") -> "YearlyRise":
        """Read the entry `yearly_rise` of an occupation; its rise and error are written in percent."""
        fields = node.fields(("percent", "error", "months", "evidence", "source", "derivation"))
        return cls(
            rise=fields["percent"].number(least=-MAX_RISE, most=MAX_RISE, unit=RISE_UNIT) / 100,
            error=fields["error"].number(least=0, most=100, unit=RISE_ERROR_UNIT) / 100,
            months=fields["months"].whole(most=MAX_MONTHS, unit="months"),
            evidence=fields["evidence"].choice(GRADES),
            source=references.source(fields["source"]),
            derivation=fields["derivation"].text(),
        )


class Industry(NamedTuple):
    """What one kind of employer pays for the job: the five percentiles, in currency a year."""

    wages: tuple[float, ...]
    evidence: str

    @classmethod
    def read(cls, node: "Node", period: Period) -> "Industry":
        """Read `[p10, p25, p50, p75, p90, evidence]`."""
        nodes = node.each()
        if len(nodes) != len(PERCENTILES) + 1:
            if node.items is not None:
                node.fault(f"expected five wages and their evidence, found {len(nodes)} values")
            return cls((), "")
        *quantiles, grade = nodes
        least = MIN_WAGE / period.per_year
        known = dict(zip(PERCENTILES, quantiles, strict=True))
        wages = {
            place: item.number(least=least, unit=period.unit) * period.per_year
            for place, item in known.items()
        }
        for (low, lower), (high, upper) in pairwise(wages.items()):
            if upper < lower:
                known[high].fault(f"percentiles never fall: {upper:g} follows {lower:g} at the {low}th")
        check_spread(known[90], wages[10], wages[90])
        return cls(tuple(wages.values()), grade.choice(GRADES))

    @property
    def median(self) -> float:
        """The wage at the 50th percentile."""
        return self.wages[PERCENTILES.index(50)]


class Occupation(NamedTuple):
    """A job of the official classification, with its range in every place of the market.

    `counts` are the factors that move pay within it. `medians` are the national ones of earlier months, the
    `rise` moves wages beyond the published month, None where they stay. `employers` are industries.
    `error_derivation` says where an error that is not published comes from. `called` is what people call
    the job where no role does.
    """

    name: str
    code: str
    title: str
    source: str
    ranges: Mapping[str, Range]
    error_derivation: str = ""
    counts: tuple[str, ...] = FACTORS
    medians: Mapping[str, float] = MappingProxyType({})
    rise: YearlyRise | None = None
    employers: Mapping[str, Industry] = MappingProxyType({})
    called: str = ""

    @classmethod
    def read(
        cls, name: str, node: "Node", market: str, states: "Iterable[StateRow]", references: "References"
    ) -> "Occupation":
        """Read one entry of `occupations`, with its range in the nation and in every state.

        Wages are those of a year unless `pay_period` says hour.
        """
        fields = node.fields(
            ("code", "title", "source", "nation"),
            ("pay_period", "error_derivation", "counts", "medians", "yearly_rise", "employers", "called"),
        )
        hourly = fields["pay_period"].choice((YEAR, HOUR), otherwise=YEAR) == HOUR
        unit = f"{references.currency} {'an hour' if hourly else 'a year'}"
        period = Period(unit, references.hours if hourly else 1)
        named = fields["employers"].optional(lambda node: node.named()) or {}
        medians = fields["medians"].optional(lambda node: _medians(node, period)) or {}
        return cls(
            name=name,
            code=fields["code"].text(),
            title=fields["title"].text(),
            source=references.source(fields["source"]),
            ranges=_ranges(name, fields["nation"], market, states, period),
            error_derivation=fields["error_derivation"].text(),
            counts=fields["counts"].optional(_counts) or FACTORS,
            medians=medians,
            rise=fields["yearly_rise"].optional(lambda node: YearlyRise.read(node, references)),
            employers={key: Industry.read(entry, period) for key, entry in named.items()},
            called=fields["called"].text(),
        )

    @property
    def nation(self) -> Range:
        """The range of the market as a whole, the first one."""
        return next(iter(self.ranges.values()))

    def ageing(self, published: str, until: str) -> Ageing | None:
        """Return how wages move from the published month to another; None when they stay.

        Up to the published month they lie on straight lines between the medians, later they rise by the year.
        """
        if self.rise is None or until == published:
            return None
        months = month_number(until) - month_number(published)
        if months < 0:
            medians = {**self.medians, published: self.nation.median}
            numbers = list(map(month_number, medians))
            multiplier = (
                interpolate(numbers, list(medians.values()), month_number(until)) / medians[published]
            )
            how = "between the published medians of the nation"
            return Ageing(published, until, multiplier, 0, self.rise.evidence, self.rise.source, how)
        years = months / MONTHS_OF_YEAR
        return Ageing(
            since=published,
            until=until,
            multiplier=(1 + self.rise.rise) ** years,
            error=self.rise.error * sqrt(years),
            evidence=self.rise.evidence,
            source=self.rise.source,
            derivation=f"{100 * self.rise.rise:g}% a year: {self.rise.derivation}",
        )

    def months(self, published: str) -> tuple[str, str]:
        """Return the first and the last month that wages can be moved to."""
        last = month_number(published) + (self.rise.months if self.rise else 0)
        return min((*self.medians, published)), month_text(last)

    def reaches(self, published: str, month: str) -> bool:
        """Whether wages can be moved to a month."""
        first, last = self.months(published)
        return first <= month <= last

    def employer(self, factor: Factor, value: str) -> Choice | None:
        """Return what an employer counts beside other facts; None where it has no wages for the job."""
        if not factor.strength:
            return factor.values[value]
        if value not in self.employers:
            return None
        industry, nation = self.employers[value], self.nation
        return factor.values[value]._replace(
            multiplier=(industry.median / nation.median) ** factor.strength,
            evidence=weakest((industry.evidence, factor.common.evidence)),
            sources=factor.common.sources,
            derivation=f"({industry.median:.0f}/{nation.median:.0f})^{factor.strength:g}",
            error=factor.common.error,
        )


def _ranges(
    name: str, node: "Node", market: str, states: "Iterable[StateRow]", period: Period
) -> dict[str, Range]:
    before = len(node.problems)
    ranges = {market: Range.read(node, period)}
    faults = {market: node.fault}
    for row in states:
        if found := row.range(name, period):
            ranges[row.code] = found
            faults[row.code] = lambda message, row=row: row.fault(name, message)  # type: ignore[misc]
    if len(node.problems) == before and all(found.wages for found in ranges.values()):
        usual = middle(found.median for found in ranges.values())
        for place, found in ranges.items():
            if message := too_far(found.median, usual):
                faults[place](message)
    return ranges


def _counts(node: "Node") -> tuple[str, ...]:
    """Read which factors count; that of the role always does."""
    known = tuple(name for name in FACTORS if name != ROLE)
    return (*(item.choice(known) for item in node.each()), ROLE)


def _medians(node: "Node", period: Period) -> dict[str, float]:
    """Read medians by month, the earliest first."""
    from re import fullmatch

    found: dict[str, float] = {}
    for month, entry in node.named().items():
        if not fullmatch(MONTH, month):
            entry.fault("expected a month such as 2024-05 as the key")
        elif found and month <= max(found):
            entry.fault(f"months must rise: {quoted(month)} follows {max(found)}")
        found[month] = entry.number(least=MIN_WAGE / period.per_year, unit=period.unit) * period.per_year
    return found
