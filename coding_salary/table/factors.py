"""The factors of a market: the facts about a person that count, and how much each moves pay."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.reading.words import listed, quoted
from coding_salary.table.sources import ASSUMED, GRADES, REFERENCE

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Fields, Node
    from coding_salary.table.sources import References

EXPERIENCE = "experience"
CERTIFIED = "certified"
CREDENTIAL_COUNT = "credential_count"
CREDENTIAL = "credential"
SPECIALTY = "specialty"
ROLE = "role"
EMPLOYER = "employer"
EDUCATION = "education"
REMOTE = "remote"
FACTORS = (EXPERIENCE, CERTIFIED, CREDENTIAL_COUNT, CREDENTIAL, SPECIALTY, ROLE, EMPLOYER, EDUCATION, REMOTE)
# What a region adds to the points of a pay scale; a table has no such factor.
SUPPLEMENT = "supplement"
# What a person's own row is called, which no level may be.
YOU = "you"
NONE = "none"
YES = "yes"
NO = "no"
FIXED_VALUES = {CERTIFIED: (NONE, YES), REMOTE: (NO, YES)}
# A multiplier outside these is a slip of the pen, such as 1059 for 1.059.
MIN_MULTIPLIER, MAX_MULTIPLIER = 0.1, 10
MAX_YEARS = 100
MAX_WEEK = 80  # hours
EXPERIENCE_UNIT = "years of experience"
CHOICE_KEYS = ("label", "multiplier", "evidence", "sources", "derivation")


class Choice(NamedTuple):
    """One value of a factor: its multiplier on the median of the job, and what that rests on."""

    value: str
    label: str
    multiplier: float
    evidence: str
    sources: tuple[str, ...]
    derivation: str
    occupation: str = ""

    @classmethod
    def read(cls, value: str, fields: "Fields", references: "References") -> "Choice":
        """Read the keys of one value."""
        multiplier = fields["multiplier"].number(
            least=MIN_MULTIPLIER, most=MAX_MULTIPLIER, unit="times the median of the job"
        )
        evidence = fields["evidence"].choice(GRADES)
        sources = references.sources_of(fields["sources"])
        if evidence == REFERENCE and abs(multiplier - 1) > 0:
            fields["multiplier"].fault(f"a {REFERENCE} is 1 by definition, found {multiplier:g}")
        if evidence not in ("", ASSUMED) and fields["sources"].items == []:
            fields["sources"].fault(
                f"evidence that is {evidence} needs a source: cite one, or call it {ASSUMED}"
            )
        return cls(
            value=value,
            label=fields["label"].text(),
            multiplier=multiplier,
            evidence=evidence,
            sources=sources,
            derivation=fields["derivation"].text(),
            occupation=fields["occupation"].choice(references.occupations) if "occupation" in fields else "",
        )


class Point(NamedTuple):
    """The multiplier at a number of years of experience."""

    years: float
    choice: Choice

    @classmethod
    def read(cls, node: "Node", references: "References") -> "Point":
        """Read one point of the line of experience."""
        fields = node.fields(("years", *CHOICE_KEYS))
        years = fields["years"].number(least=0, most=MAX_YEARS, unit=EXPERIENCE_UNIT)
        return cls(years, Choice.read(f"{years:g}", fields, references))


class Factor(NamedTuple):
    """One kind of fact: years of experience as a line through points, anything else as named values.

    `spread` is the log standard deviation between people that the factor explains; of the factors
    with the same `group` only the strongest fact of a person counts.
    """

    name: str
    label: str
    group: str
    spread: float
    spread_derivation: str
    most_years: float
    points: tuple[Point, ...]
    values: dict[str, Choice]

    @classmethod
    def read(cls, name: str, node: "Node", references: "References") -> "Factor":
        """Read one entry of `factors`."""
        lined = name == EXPERIENCE
        shape = ("most_years", "points") if lined else ("values",)
        fields = node.fields(("label", "spread", "spread_derivation", *shape), ("group",))
        factor = cls(
            name=name,
            label=fields["label"].text(),
            group=fields["group"].text(),
            spread=fields["spread"].number(least=0, most=1, unit="log standard deviation between people"),
            spread_derivation=fields["spread_derivation"].text(),
            most_years=fields["most_years"].number(least=1, most=MAX_YEARS, unit=EXPERIENCE_UNIT)
            if lined
            else 0.0,
            points=_points(fields["points"], references) if lined else (),
            values={} if lined else _values(name, fields["values"], references),
        )
        _check_values(factor, node)
        return factor


@lru_cache(maxsize=1024)  # every answer is held against every value of its factor
def folded_word(word: str) -> str:
    """Return a word as it is compared: capitals, spaces and underscores do not matter."""
    return "-".join(re.split(r"[\s_]+", word.strip().casefold()))


def _points(node: "Node", references: "References") -> tuple[Point, ...]:
    nodes = node.each()
    points = tuple(Point.read(item, references) for item in nodes)
    if node.items is not None and len(points) < 2:
        node.fault("expected at least two points")
    for item, (before, after) in zip(nodes[1:], pairwise(points), strict=True):
        if after.years <= before.years:
            item.fault(f"years must rise: {after.years:g} follows {before.years:g}")
        if after.choice.multiplier < before.choice.multiplier:
            item.fault(
                f"more years never pay less: {after.choice.multiplier:g} follows {before.choice.multiplier:g}"
            )
    return points


def _values(name: str, node: "Node", references: "References") -> dict[str, Choice]:
    optional = ("occupation",) if name == ROLE else ()
    folded: dict[str, str] = {}
    choices = {}
    for value, entry in node.named().items():
        if folded_word(value) in folded:
            entry.fault(f"is read as {folded[folded_word(value)]} is: keep one of them")
        folded[folded_word(value)] = value
        choices[value] = Choice.read(value, entry.fields(CHOICE_KEYS, optional), references)
    return choices


def _check_values(factor: Factor, node: "Node") -> None:
    expected: tuple[str, ...] | None = FIXED_VALUES.get(factor.name)
    if factor.name == CREDENTIAL_COUNT:
        expected = tuple(str(count + 1) for count in range(len(factor.values)))
        _check_counts(factor, node)
    if expected and factor.values and set(factor.values) != set(expected):
        node.fault(f"the values must be {listed(expected, 'and')}, found {listed(factor.values, 'and')}")
    if factor.name == CERTIFIED and set(factor.values) == {NONE, YES}:
        none, certified = factor.values[NONE].multiplier, factor.values[YES].multiplier
        if certified < none:
            node.fault(f"being certified never pays less than {NONE}: {certified:g} against {none:g}")
    if factor.name == CREDENTIAL and NONE in map(str.casefold, factor.values):
        node.fault(f"{NONE} cannot be a credential: it says that somebody holds none")


def _check_counts(factor: Factor, node: "Node") -> None:
    for before, after in pairwise(factor.values.values()):
        if after.multiplier < before.multiplier:
            node.fault(
                f"one certification more never pays less: {after.multiplier:g} for {after.value}"
                f" follows {before.multiplier:g} for {before.value}"
            )


def read_factors(node: "Node", references: "References") -> dict[str, Factor]:
    """Read `factors`, each of them optional, and check what they say of each other."""
    factors = {}
    nodes = node.fields((), FACTORS)
    for name, entry in nodes.items():
        factors[name] = Factor.read(name, entry, references)
    groups = [factor.group for factor in factors.values()]
    for name, factor in factors.items():
        if factor.group and groups.count(factor.group) == 1:
            nodes[name].fault(f"no other factor is in the group {quoted(factor.group)}: correct or remove it")
    together = (CERTIFIED, CREDENTIAL_COUNT, CREDENTIAL)
    given = [name for name in together if name in factors]
    if given and len(given) < len(together):
        node.fault(f"{listed(together, 'and')} go together: found only {listed(given, 'and')}")
    return factors


class Issuer(NamedTuple):
    """An issuer of certifications, and its yearly fees: for the first one held, and for each further one.

    Amounts are in the currency of the market; None is a fee that was not found.
    """

    name: str
    first: float | None
    more: float | None

    @classmethod
    def read(cls, name: str, node: "Node", references: "References") -> "Issuer":
        """Read one entry of `issuers`; one without known fees is `{}`."""
        keys = ("first", "more", "source", "derivation")
        fields = node.fields(keys if node.entries else ())
        if not fields:
            return cls(name, None, None)
        references.source(fields["source"])
        fields["derivation"].text()
        first, more = (fields[key].number(least=0, unit=f"{references.currency} a year") for key in keys[:2])
        return cls(name, first, more)


class Certification(NamedTuple):
    """A certification's price: `exam` once, then what the issuer takes a year.

    An apprentice's certification `becomes` another without a fee; `by` says how.
    """

    name: str
    issuer: Issuer
    exam: float | None
    study_weeks: float | None
    becomes: str
    by: str
    sources: tuple[str, ...]

    @classmethod
    def read(
        cls, name: str, node: "Node", issuers: Mapping[str, Issuer], references: "References"
    ) -> "Certification":
        """Read one entry of `certifications`; what was not found is left out."""
        fields = node.fields(("issuer",), ("exam", "study_weeks", "becomes", "by", "sources"))
        issuer = fields["issuer"].choice(issuers)
        if fields["becomes"].given != fields["by"].given:
            node.fault("becomes and by go together: say both, or neither")
        return cls(
            name=name,
            issuer=issuers.get(issuer, Issuer(issuer, None, None)),
            exam=fields["exam"].optional(lambda node: node.number(least=0, unit=references.currency)),
            study_weeks=fields["study_weeks"].optional(lambda node: node.number(least=0, unit="weeks")),
            becomes=fields["becomes"].text(),
            by=fields["by"].text(),
            sources=references.sources_of(fields["sources"]),
        )

    def yearly(self, held: Mapping[str, "Certification"]) -> float | None:
        """Return what keeping it adds a year to those already `held`; None when it was not found."""
        already = any(other.issuer.name == self.issuer.name for other in held.values())
        return self.issuer.more if already else self.issuer.first
