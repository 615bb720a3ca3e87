"""The factors of a market: the facts about a person that count, and how much each moves pay."""

import re
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
CERTIFICATION_FACTORS = (CERTIFIED, CREDENTIAL_COUNT, CREDENTIAL)
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
COMMON_KEYS = ("evidence", "sources", "derivation")
ERROR_UNIT = "% relative standard error"


class Support(NamedTuple):
    """What figures rest on; `error` is a relative standard error that replaces that of the grade."""

    evidence: str = ""
    sources: tuple[str, ...] = ()
    derivation: str = ""
    error: float | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """The keys that a value may leave out."""
        return tuple(key for key in COMMON_KEYS if getattr(self, key))

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that each value must say itself."""
        return tuple(key for key in COMMON_KEYS if not getattr(self, key))

    @classmethod
    def read(cls, fields: "Fields", references: "References", common: "Support") -> "Support":
        """Read what an entry says of itself; `common` holds for what it leaves out."""
        return cls(
            evidence=fields["evidence"].choice(GRADES, otherwise=common.evidence),
            sources=references.sources_of(fields["sources"]) if fields["sources"].given else common.sources,
            derivation=fields["derivation"].text(otherwise=common.derivation),
            error=fields["error"].number(least=0, most=100, unit=ERROR_UNIT) / 100
            if "error" in fields
            else common.error,
        )


class Choice(NamedTuple):
    """One value of a factor: its multiplier on the median of the job, and what that rests on.

    `error` is the multiplier's own relative standard error; None where that of its grade holds. A role
    usually asks for `usual_years` of experience and for what `asks` names.
    `error` is the multiplier's own relative standard error; None where that of its grade holds. `also` are
    other words for the value.
    """

    value: str
    label: str
    multiplier: float
    evidence: str
    sources: tuple[str, ...]
    derivation: str
    occupation: str = ""
    error: float | None = None
    usual_years: float = 0
    asks: str = ""
    also: tuple[str, ...] = ()

    @classmethod
    def read(cls, value: str, fields: "Fields", references: "References", common: Support) -> "Choice":
        """Read the keys of one value."""
        multiplier = fields["multiplier"].number(
            least=MIN_MULTIPLIER, most=MAX_MULTIPLIER, unit="times the median of the job"
        )
        support = Support.read(fields, references, common)
        if support.evidence == REFERENCE and abs(multiplier - 1) > 0:
            fields["multiplier"].fault(f"a {REFERENCE} is 1 by definition, found {multiplier:g}")
        if support.evidence not in ("", REFERENCE, ASSUMED) and fields["sources"].items == []:
            fields["sources"].fault(
                f"evidence that is {support.evidence} needs a source: cite one, or call it {ASSUMED}"
            )
        return cls(
            value=value,
            label=fields["label"].text(),
            multiplier=multiplier,
            evidence=support.evidence,
            sources=support.sources,
            derivation=support.derivation,
            occupation=fields["occupation"].choice(references.occupations) if "occupation" in fields else "",
            error=support.error,
            usual_years=_years_asked(fields["usual_years"]) if "usual_years" in fields else 0.0,
            asks=fields["asks"].text() if "asks" in fields else "",
            also=tuple(item.text() for item in fields["also"].each()) if "also" in fields else (),
        )

    @property
    def yardstick(self) -> bool:
        """Whether others are measured from it: it moves nothing and is sure."""
        return self.evidence == REFERENCE


def _years_asked(node: "Node") -> float:
    return node.number(least=0, most=MAX_YEARS, unit=EXPERIENCE_UNIT)


class Point(NamedTuple):
    """The multiplier at a number of years of experience."""

    years: float
    choice: Choice

    @classmethod
    def read(cls, node: "Node", references: "References", common: Support) -> "Point":
        """Read one point of the line of experience."""
        fields = node.fields(("years", "label", "multiplier", *common.missing), (*common.known, "error"))
        years = fields["years"].number(least=0, most=MAX_YEARS, unit=EXPERIENCE_UNIT)
        return cls(years, Choice.read(f"{years:g}", fields, references, common))


class Factor(NamedTuple):
    """One kind of fact: years of experience as a line through points, anything else as named values.

    `spread` is the log standard deviation between people that the factor explains; of the factors
    with the same `group` only the strongest fact of a person counts. Where a factor has a `strength`, its
    multipliers are the median of an industry over that of the nation to this power, for each job its own.
    """

    name: str
    label: str
    group: str
    spread: float
    spread_derivation: str
    most_years: float
    points: tuple[Point, ...]
    values: dict[str, Choice]
    common: Support = Support()
    strength: float = 0

    @classmethod
    def read(cls, name: str, node: "Node", references: "References") -> "Factor":
        """Read one entry of `factors`."""
        lined = name == EXPERIENCE
        shape = ("most_years", "points") if lined else ("values",)
        powered = ("strength",) if name == EMPLOYER else ()
        fields = node.fields(
            ("label", "spread", "spread_derivation", *shape), ("group", "error", *COMMON_KEYS, *powered)
        )
        common = Support.read(fields, references, Support())
        strength = fields["strength"].number(above=0, most=1, unit="power", otherwise=0) if powered else 0.0
        factor = cls(
            name=name,
            label=fields["label"].text(),
            group=fields["group"].text(),
            spread=fields["spread"].number(least=0, most=1, unit="log standard deviation between people"),
            spread_derivation=fields["spread_derivation"].text(),
            most_years=fields["most_years"].number(least=1, most=MAX_YEARS, unit=EXPERIENCE_UNIT)
            if lined
            else 0.0,
            points=_points(fields["points"], references, common) if lined else (),
            values={} if lined else _values(name, fields["values"], references, common, strength),
            common=common,
            strength=strength,
        )
        _check_values(factor, node)
        return factor


@lru_cache(maxsize=1024)  # every answer is held against every value of its factor
def folded_word(word: str) -> str:
    """Return a word as it is compared: capitals, spaces and underscores do not matter."""
    return "-".join(re.split(r"[\s_]+", word.strip().casefold()))


def _points(node: "Node", references: "References", common: Support) -> tuple[Point, ...]:
    nodes = node.each()
    points = tuple(Point.read(item, references, common) for item in nodes)
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


def _values(
    name: str,
    node: "Node",
    references: "References",
    common: Support,
    strength: float,
) -> dict[str, Choice]:
    """Read the values; with a `strength` their multipliers follow from wages: they have a label only."""
    nodes = _distinct(node)
    if strength:
        return {value: _labelled(value, entry) for value, entry in nodes.items()}
    own = ("occupation", "usual_years", "asks") if name == ROLE else ()
    optional = (*common.known, "error", "also", *own)
    return {
        value: Choice.read(
            value, entry.fields(("label", "multiplier", *common.missing), optional), references, common
        )
        for value, entry in nodes.items()
    }


def _labelled(value: str, node: "Node") -> Choice:
    fields = node.fields(("label",), ("also",))
    also = tuple(item.text() for item in fields["also"].each()) if "also" in fields else ()
    return Choice(value, fields["label"].text(), 1, "", (), "", also=also)


def _distinct(node: "Node") -> dict[str, "Node"]:
    """Read named values; two that people cannot tell apart are a fault."""
    folded: dict[str, str] = {}
    nodes = node.named()
    for value, entry in nodes.items():
        if folded_word(value) in folded:
            entry.fault(f"is read as {folded[folded_word(value)]} is: keep one of them")
        folded[folded_word(value)] = value
    return nodes


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
    given = [name for name in CERTIFICATION_FACTORS if name in factors]
    if given and len(given) < len(CERTIFICATION_FACTORS):
        node.fault(f"{listed(CERTIFICATION_FACTORS, 'and')} go together: found only {listed(given, 'and')}")
    return factors
