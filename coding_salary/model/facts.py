"""What is known about a person, as multipliers: one fact for each answer."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coding_salary.numbers import interpolate
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
    """One answer: the name of a factor, and the choice of its value.

    `spread` is the log standard deviation explained. `covered_by` names the stronger fact of the same group
    that counts in its place.
    """

    factor: str
    choice: Choice
    spread: float = 0.0
    covered_by: str = ""

    @property
    def counted(self) -> bool:
        """Whether the multiplier is part of the product."""
        return not self.covered_by


def facts_of(market: Market, profile: Profile) -> tuple[Fact, ...]:
    """Return the facts that a profile gives, in the order of the table."""
    given = [fact for factor in market.factors.values() for fact in _facts(factor, profile)]
    grouped: dict[str, list[Fact]] = {}
    for fact in given:
        grouped.setdefault(market.factors[fact.factor].group, []).append(fact)
    strongest = {group: _strongest(facts) for group, facts in grouped.items() if group}
    return tuple(_covered(fact, strongest.get(market.factors[fact.factor].group)) for fact in given)


def unknown_spreads(market: Market, facts: Iterable[Fact]) -> dict[str, float]:
    """Return for each flag not given the squared spread that it would explain."""
    answered = {FLAGS[fact.factor] for fact in facts}
    spreads: dict[str, float] = {}
    for name, factor in market.factors.items():
        if FLAGS[name] not in answered:
            spreads[FLAGS[name]] = spreads.get(FLAGS[name], 0.0) + factor.spread**2
    return spreads


def _facts(factor: Factor, profile: Profile) -> Iterator[Fact]:
    if factor.name == EXPERIENCE:
        if profile.years is not None:
            yield Fact(factor.name, _experience(factor.points, profile.years), factor.spread)
        return
    for value in _values(factor, profile):
        choice = factor.values[value]
        # A role that has a range of its own explains nothing of the spread within that range.
        yield Fact(factor.name, choice, 0.0 if choice.occupation else factor.spread)


def _values(factor: Factor, profile: Profile) -> tuple[str, ...]:
    """Return the values that a profile gives for a factor: none, one, or several certifications."""
    certs = profile.certs
    if factor.name == CERTIFIED:
        return () if certs is None else (YES if certs else NONE,)
    if factor.name == CREDENTIAL_COUNT:
        return (str(min(len(certs), len(factor.values))),) if certs else ()
    if factor.name == CREDENTIAL:
        return certs or ()
    if factor.name == REMOTE:
        return () if profile.remote is None else (YES if profile.remote else NO,)
    single: str | None = getattr(profile, factor.name)
    return (single,) if single else ()


def _experience(points: tuple[Point, ...], years: float) -> Choice:
    """Return the choice at these years: on a straight line between the points, flat outside them."""
    before = next((point for point in reversed(points) if point.years <= years), points[0])
    after = next((point for point in points if point.years >= years), points[-1])
    own = after.choice._replace(value=f"{years:g}", label=years_text(years))
    if before is after:
        return own
    ends = before.choice.multiplier, after.choice.multiplier
    return own._replace(
        multiplier=interpolate((before.years, after.years), ends, years),
        evidence=weakest((before.choice.evidence, after.choice.evidence)),
        sources=tuple(dict.fromkeys(before.choice.sources + after.choice.sources)),
        derivation=f"straight line from {_end(before)} to {_end(after)}",
    )


def years_text(years: float) -> str:
    """Return years as people say them: `1 year`, `2.5 years`."""
    return f"{years:g} {'year' if years == 1 else 'years'}"


def _end(point: Point) -> str:
    return f"{point.choice.multiplier:g} at {point.years:g} years"


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
