"""What is known about a person, as multipliers: one fact for each thing said."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coding_salary.profile.profile import Profile
from coding_salary.table.factors import (
    CERTIFIED,
    CREDENTIAL,
    CREDENTIAL_COUNT,
    EDUCATION,
    EMPLOYER,
    EXPERIENCE,
    NO,
    NONE,
    REMOTE,
    ROLE,
    SPECIALTY,
    YES,
    Choice,
    Factor,
    Point,
)
from coding_salary.table.market import Market
from coding_salary.table.sources import GRADES, REFERENCE, weakest

FLAGS = {
    EXPERIENCE: "--years",
    CERTIFIED: "--cert",
    CREDENTIAL_COUNT: "--cert",
    CREDENTIAL: "--cert",
    SPECIALTY: "--specialty",
    ROLE: "--role",
    EMPLOYER: "--employer",
    EDUCATION: "--education",
    REMOTE: "--remote",
}


class Fact(NamedTuple):
    """One thing said: a factor and the choice that was made of it.

    `covered_by` names the stronger fact of the same group that counts in its place.
    """

    factor: Factor
    choice: Choice
    covered_by: str = ""

    @property
    def counted(self) -> bool:
        """Whether the multiplier is part of the product."""
        return not self.covered_by

    @property
    def spread(self) -> float:
        """The log standard deviation explained: none by a role that has a range of its own."""
        return 0.0 if self.choice.occupation else self.factor.spread


def facts_of(market: Market, profile: Profile) -> tuple[Fact, ...]:
    """Return the facts that a profile gives, in the order of the table."""
    given = [fact for factor in market.factors.values() for fact in _facts(factor, profile)]
    groups = dict.fromkeys(fact.factor.group for fact in given if fact.factor.group)
    strongest = {group: _strongest(fact for fact in given if fact.factor.group == group) for group in groups}
    return tuple(_covered(fact, strongest.get(fact.factor.group)) for fact in given)


def unknown_spreads(market: Market, facts: Iterable[Fact]) -> dict[str, float]:
    """Return for each flag not given the squared spread that it would explain."""
    answered = {FLAGS[fact.factor.name] for fact in facts}
    spreads: dict[str, float] = {}
    for name, factor in market.factors.items():
        if FLAGS[name] not in answered:
            spreads[FLAGS[name]] = spreads.get(FLAGS[name], 0.0) + factor.spread**2
    return spreads


def _facts(factor: Factor, profile: Profile) -> Iterator[Fact]:
    if factor.name == EXPERIENCE:
        if profile.years is not None:
            yield Fact(factor, _experience(factor.points, profile.years))
        return
    for value in _values(factor, profile):
        yield Fact(factor, factor.values[value])


def _values(factor: Factor, profile: Profile) -> tuple[str, ...]:
    """Return what a profile says of a factor: no value, one, or several certifications."""
    certs = profile.certs
    if factor.name == CERTIFIED:
        return () if certs is None else (YES if certs else NONE,)
    if factor.name == CREDENTIAL_COUNT:
        return (str(min(len(certs), len(factor.values))),) if certs else ()
    if factor.name == CREDENTIAL:
        return certs or ()
    if factor.name == REMOTE:
        return () if profile.remote is None else (YES if profile.remote else NO,)
    single = {
        SPECIALTY: profile.specialty,
        ROLE: profile.role,
        EMPLOYER: profile.employer,
        EDUCATION: profile.education,
    }[factor.name]
    return (single,) if single else ()


def _experience(points: tuple[Point, ...], years: float) -> Choice:
    """Return the choice at so many years: on a straight line between the points, flat outside them."""
    before = max((point for point in points if point.years <= years), key=_years, default=points[0])
    after = min((point for point in points if point.years >= years), key=_years, default=points[-1])
    gap = after.years - before.years
    share = (years - before.years) / gap if gap else 0.0
    rise = after.choice.multiplier - before.choice.multiplier
    return after.choice._replace(
        value=f"{years:g}",
        label=years_text(years),
        multiplier=before.choice.multiplier + share * rise,
        evidence=weakest((before.choice.evidence, after.choice.evidence)),
        sources=tuple(dict.fromkeys(before.choice.sources + after.choice.sources)),
        derivation=_line_between(before, after),
    )


def years_text(years: float) -> str:
    """Return years as people say them: `1 year`, `2.5 years`."""
    return f"{years:g} {'year' if years == 1 else 'years'}"


def _line_between(before: Point, after: Point) -> str:
    if before is after:
        return before.choice.derivation
    ends = (f"{point.choice.multiplier:g} at {point.years:g} years" for point in (before, after))
    return f"straight line from {' to '.join(ends)}"


def _years(point: Point) -> float:
    return point.years


def _strongest(facts: Iterable[Fact]) -> Fact:
    """Return the fact that counts: the yardstick of a group never outweighs a real difference.

    A role with a range of its own is a yardstick too: its range has priced it already. Of equal facts
    the best supported one counts, so that the order in which certifications are named changes nothing.
    """
    given = list(facts)
    real = [fact for fact in given if fact.choice.evidence != REFERENCE and not fact.choice.occupation]
    return max(real or given, key=lambda fact: (fact.choice.multiplier, -GRADES.index(fact.choice.evidence)))


def _covered(fact: Fact, strongest: Fact | None) -> Fact:
    if strongest is None or fact is strongest:
        return fact
    return fact._replace(covered_by=strongest.choice.value)
