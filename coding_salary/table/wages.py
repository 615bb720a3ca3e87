"""Wages of a job in every place of a market, the stages of a career, and what is projected for the job."""

from collections.abc import Mapping
from itertools import pairwise
from math import exp, log
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.numbers import PERCENTILES, SCORES, interpolate
from coding_salary.table.factors import EXPERIENCE_UNIT, MAX_YEARS, YOU
from coding_salary.table.plausible import MAX_COST, check_spread

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.sources import References

DECADE = r"[0-9]{4}-[0-9]{2}"
MIN_GROWTH, MAX_GROWTH = -100, 1_000
MAX_OPENINGS = 1_000_000_000
PROJECTED = ("decade", "source")
RANK_UNIT = "percentile among all occupations"


class Projection(NamedTuple):
    """A projected figure, with the decade that it is over and its source."""

    value: float
    decade: str
    source: str


class Outlook(NamedTuple):
    """Growth of employment in percent over a decade, and openings a year; None where not published.

    `called` is a short name of the job, empty where its title is short enough.
    """

    growth: Projection | None = None
    openings: Projection | None = None
    called: str = ""

    @classmethod
    def read(cls, node: "Node", references: "References") -> "Outlook":
        """Read `{called: words, growth: {percent: 7.8, decade: 2025-35, source: id}, openings: {...}}`."""
        fields = node.fields((), ("growth", "openings", "called"))
        return cls(
            growth=fields["growth"].optional(lambda node: _growth(node, references)),
            openings=fields["openings"].optional(lambda node: _openings(node, references)),
            called=fields["called"].optional(lambda node: node.text()) or "",
        )


class CsvTable(NamedTuple):
    """A CSV table beside the bands file, and the source of its figures."""

    file: str
    source: str

    @classmethod
    def read(cls, node: "Node", references: "References") -> "CsvTable":
        """Read `{file: name.csv, source: id}`."""
        fields = node.fields(("file", "source"))
        return cls(fields["file"].file_name(), references.source(fields["source"]))


class Exposure(NamedTuple):
    """A published measure of how much of a job's work AI could touch, as percentile ranks among all jobs."""

    label: str
    source: str
    ranks: Mapping[str, float]

    @classmethod
    def read(cls, node: "Node", references: "References") -> "Exposure":
        """Read `{label: words, source: id, ranks: {29-2072: 81}}`; ranks go by the code of the occupation."""
        fields = node.fields(("label", "source", "ranks"))
        named = fields["ranks"].named()
        return cls(
            label=fields["label"].text(),
            source=references.source(fields["source"]),
            ranks={code: entry.number(least=0, most=100, unit=RANK_UNIT) for code, entry in named.items()},
        )


class CareerTable(NamedTuple):
    """The occupations beside ours: their wages stand in the table `file`, what is projected in `outlooks`.

    Those of areas stand in the table `areas`, if there is one. `exposures` are measures by their names.
    """

    file: str
    source: str
    outlooks: Mapping[str, Outlook]
    areas: str = ""
    exposures: Mapping[str, Exposure] = MappingProxyType({})

    @classmethod
    def read(cls, node: "Node", references: "References") -> "CareerTable":
        """Read the entry `careers` of a market; outlooks are named by the code of the occupation."""
        fields = node.fields(("file", "source", "outlooks"), ("areas", "exposure"))
        named = fields["outlooks"].named()
        measures = fields["exposure"].optional(lambda node: node.named()) or {}
        return cls(
            file=fields["file"].file_name(),
            source=references.source(fields["source"]),
            outlooks={code: Outlook.read(entry, references) for code, entry in named.items()},
            areas=fields["areas"].file_name(),
            exposures={name: Exposure.read(entry, references) for name, entry in measures.items()},
        )


def _growth(node: "Node", references: "References") -> Projection:
    fields = node.fields(("percent", *PROJECTED))
    percent = fields["percent"].number(least=MIN_GROWTH, most=MAX_GROWTH, unit="% of jobs over the decade")
    return _projection(percent, fields, references)


def _openings(node: "Node", references: "References") -> Projection:
    fields = node.fields(("a_year", *PROJECTED))
    jobs = fields["a_year"].number(least=0, most=MAX_OPENINGS, unit="jobs a year")
    return _projection(jobs, fields, references)


def _projection(value: float, fields: "Mapping[str, Node]", references: "References") -> Projection:
    decade = fields["decade"].matching(DECADE, "a decade such as 2025-35")
    return Projection(value, decade, references.source(fields["source"]))


AND_MORE = "and_more"
MAX_LEVELS = 50
MIN_WAGE = 100
ERROR_UNIT = "% relative standard error of the mean"
MEASURABLE = 1.000001
# What nothing is published of.
UNPUBLISHED = "unpublished"
# The median and the ends are always needed.
MAY_BE_GAPS = (25, 75)


class Period(NamedTuple):
    """What wages or points are an amount of, such as `AUD a week`, and how many of them make a year."""

    unit: str
    per_year: float


class Range(NamedTuple):
    """Wages of a job in a place, in currency a year, at the 10th, 25th, 50th, 75th and 90th percentile.

    `error` is the relative standard error of the mean wage as a fraction (0.004 is 0.4 %). The percentiles
    that are `interpolated` are not published: they lie on the curve through the others.
    """

    wages: tuple[float, ...]
    error: float
    interpolated: tuple[int, ...] = ()

    @property
    def median(self) -> float:
        """The wage at the 50th percentile."""
        return self.wages[PERCENTILES.index(50)]

    @classmethod
    def read(cls, node: "Node", period: Period) -> "Range":
        """Read `[p10, p25, p50, p75, p90, error]`; the error is in percent, quartiles may be `unpublished`.

        Wages of a `period` shorter than a year are multiplied by how many of them make a year.
        """
        nodes = node.each()
        if len(nodes) != len(PERCENTILES) + 1:
            if node.items is not None:
                node.fault(f"expected five wages and an error in percent, found {len(nodes)} values")
            return cls((), 0)
        *quantiles, percent = nodes
        known = dict(zip(PERCENTILES, quantiles, strict=True))
        gaps = tuple(place for place in MAY_BE_GAPS if known[place].scalar == UNPUBLISHED)
        for place in gaps:
            known.pop(place).counted(period.unit)
        least = MIN_WAGE / period.per_year
        wages = {
            place: item.number(least=least, unit=period.unit) * period.per_year
            for place, item in known.items()
        }
        for (low, lower), (high, upper) in pairwise(wages.items()):
            if upper <= lower * MEASURABLE:
                message = f"must be above the {low}th: {upper:g} follows {lower:g}"
                known[high].fault(f"the {high}th percentile {message}")
        check_spread(known[90], wages[10], wages[90])
        error = percent.number(least=0, most=100, unit=ERROR_UNIT) / 100
        return cls(tuple(wages.values()) if not gaps or node.problems else _filled(wages), error, gaps)


def _filled(wages: Mapping[int, float]) -> tuple[float, ...]:
    """Return all five wages, those between published ones on straight lines of log pay over normal score."""
    score = dict(zip(PERCENTILES, SCORES, strict=True))
    published, heights = [score[place] for place in wages], [log(wage) for wage in wages.values()]
    return tuple(
        wages.get(place) or exp(interpolate(published, heights, score[place])) for place in PERCENTILES
    )


LEAVE, RETIREMENT = "leave", "retirement"
# What of the costs is worth something to the person who works: benefits, beside what the law takes.
BENEFITS = (LEAVE, "insurance", RETIREMENT)


class EmployerCost(NamedTuple):
    """A cost of an employer on top of wages, as a share of wages (0.1 is 10 %)."""

    name: str
    label: str
    share: float
    source: str
    derivation: str

    @classmethod
    def read(cls, name: str, node: "Node", references: "References") -> "EmployerCost":
        """Read one entry of `employer_costs`."""
        fields = node.fields(("label", "share", "source", "derivation"))
        return cls(
            name=name,
            label=fields["label"].text(),
            share=fields["share"].number(above=0, most=MAX_COST, unit="of wages"),
            source=references.source(fields["source"]),
            derivation=fields["derivation"].text(),
        )


class Level(NamedTuple):
    """A stage of a career: first and last whole year of experience, and the year shown for it."""

    name: str
    years_from: int
    years_to: int | None
    reference: float

    @classmethod
    def read(cls, name: str, node: "Node") -> "Level":
        """Read `{years: [first, last], reference: year}`; the last level ends with `and_more`."""
        fields = node.fields(("years", "reference"))
        nodes = fields["years"].pair(f"a first and a last year such as [3, 9] or [10, {AND_MORE}]")
        first = nodes[0].whole(most=MAX_YEARS, unit=EXPERIENCE_UNIT) if nodes else 0
        last = None
        if nodes and nodes[1].scalar != AND_MORE:
            last = nodes[1].whole(least=first, most=MAX_YEARS, unit=EXPERIENCE_UNIT)
        most = MAX_YEARS if last is None else last
        reference = fields["reference"].number(least=first, most=most, unit=EXPERIENCE_UNIT)
        return cls(name, first, last, reference)


def read_costs(node: "Node", references: "References") -> dict[str, EmployerCost]:
    """Read `employer_costs`."""
    return {name: EmployerCost.read(name, entry, references) for name, entry in node.named().items()}


def read_levels(node: "Node") -> tuple[Level, ...]:
    """Read `levels`: one follows the other, from year 0 on."""
    nodes = node.named()
    if len(nodes) > MAX_LEVELS:
        node.fault(f"{len(nodes):,} levels are more than the {MAX_LEVELS} that a market may have")
        return ()
    before = len(node.problems)
    levels = tuple(Level.read(name, entry) for name, entry in nodes.items())
    if YOU in nodes:
        nodes[YOU].fault(f"{YOU} is the name of a person's own row: choose another")
    if len(node.problems) == before:
        _check_levels(levels, nodes, node)
    return levels


def _check_levels(levels: tuple[Level, ...], nodes: "Mapping[str, Node]", node: "Node") -> None:
    expected: int | None = 0
    for level in levels:
        first = level.years_from
        if expected is None:
            nodes[level.name].fault(f"follows a level that ends with {AND_MORE}: only the last one may")
        elif first != expected:
            nodes[level.name].fault(
                f"levels follow each other from year 0: expected {expected}, found {first}"
            )
        expected = None if level.years_to is None else level.years_to + 1
    if levels and expected is not None:
        node.fault(f"the last level must end with {AND_MORE}, as in [{levels[-1].years_from}, {AND_MORE}]")


class Wages(NamedTuple):
    """Published wages of an occupation in a place, by their codes; None where not published."""

    code: str
    title: str
    place: str
    jobs: int | None
    range: Range | None
