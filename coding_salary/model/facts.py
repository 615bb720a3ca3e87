"""What is known about a person, as multipliers: one fact for each answer."""

from collections.abc import Iterable, Iterator, Mapping
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
from coding_salary.table.occupations import Industry, Occupation
from coding_salary.table.sources import GRADES, Evidence, weakest

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

    def error(self, evidence: Mapping[str, Evidence]) -> float:
        """Return the relative standard error of its multiplier: its own, or that of its grade."""
        own = self.choice.error
        return evidence[self.choice.evidence].error if own is None else own

    @property
    def counted(self) -> bool:
        """Whether the multiplier is part of the product."""
        return not self.covered_by


def facts_of(market: Market, profile: Profile) -> tuple[Fact, ...]:
    """Return the facts that a profile gives and that count in its job, in the order of the table."""
    job = profile.occupation(market)
    facts = facts_in(market, job, profile)
    if industry := industry_alone(job, facts):
        return tuple(_whole(fact, industry, job) if fact.factor == EMPLOYER else fact for fact in facts)
    return facts


def facts_in(market: Market, job: Occupation, profile: Profile) -> tuple[Fact, ...]:
    """Return the facts of a profile as they count beside others in a job, in the order of the table."""
    given = [fact for factor in market.factors.values() for fact in _facts(market, job, factor, profile)]
    grouped: dict[str, list[Fact]] = {}
    for fact in given:
        if not fact.choice.occupation:
            grouped.setdefault(market.factors[fact.factor].group, []).append(fact)
    strongest = {group: _strongest(market, facts) for group, facts in grouped.items() if group}
    return tuple(_covered(fact, strongest.get(market.factors[fact.factor].group)) for fact in given)


def industry_alone(job: Occupation, facts: Iterable[Fact]) -> Industry | None:
    """Return the wages of the industry where its employer is the only thing said; None where more is."""
    moving = [fact for fact in facts if not fact.choice.yardstick]
    if len(moving) != 1 or moving[0].factor != EMPLOYER:
        return None
    return job.employers.get(moving[0].choice.value)


def idle_flags(market: Market, profile: Profile) -> list[str]:
    """Return the flags that were given and move nothing in the job of the profile."""
    job = profile.occupation(market)
    asked = [factor for factor in market.factors.values() if _values(market, factor, profile)]
    moving = {FLAGS[factor.name] for factor in asked if any(_facts(market, job, factor, profile))}
    return [flag for flag in dict.fromkeys(FLAGS[factor.name] for factor in asked) if flag not in moving]


def _facts(market: Market, job: Occupation, factor: Factor, profile: Profile) -> Iterator[Fact]:
    for value in _values(market, factor, profile) if factor.name in job.counts else ():
        if choice := _choice(job, factor, value, profile):
            # A yardstick, and a role with a range of its own, explain nothing of the spread in that range.
            nothing = choice.yardstick or choice.occupation
            yield Fact(factor.name, choice, 0.0 if nothing else factor.spread)


def _choice(job: Occupation, factor: Factor, value: str, profile: Profile) -> Choice | None:
    if factor.name == EXPERIENCE:
        return experience_at(factor.points, profile.years or 0)
    return job.employer(factor, value) if factor.name == EMPLOYER else factor.values[value]


def _whole(fact: Fact, industry: Industry, job: Occupation) -> Fact:
    """Return an employer that nothing else is said beside: its own median over the nation's, whole."""
    choice = fact.choice._replace(
        multiplier=industry.median / job.nation.median,
        evidence=industry.evidence,
        derivation=f"{industry.median:.0f}/{job.nation.median:.0f}, whole, as nothing else is said",
        error=None,
    )
    return fact._replace(choice=choice)


def _values(market: Market, factor: Factor, profile: Profile) -> tuple[str, ...]:
    """Return the values that a profile gives for a factor: none, one, or several certifications."""
    certs = profile.certs
    if factor.name == EXPERIENCE:
        return () if profile.years is None else (f"{profile.years:g}",)
    if factor.name == CERTIFIED:
        return () if certs is None else (YES if certs else NONE,)
    if factor.name == CREDENTIAL_COUNT:
        full = [cert for cert in certs or () if not market.apprentice(cert)]
        return (str(min(max(len(full), 1), len(factor.values))),) if certs else ()
    if factor.name == CREDENTIAL:
        return tuple(cert for cert in certs or () if cert in factor.values)
    if factor.name == REMOTE:
        return () if profile.remote is None else (YES if profile.remote else NO,)
    single: str | None = getattr(profile, factor.name)
    return (single,) if single else ()


def experience_at(points: tuple[Point, ...], years: float) -> Choice:
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


def _strongest(market: Market, given: list[Fact]) -> Fact:
    """Return the fact that counts: the yardstick of a group never outweighs a real difference.

    An apprentice's certification takes the place of all others that are held. Of equal facts the best
    supported one counts, so that the order in which certifications are named changes nothing.
    """
    early = [fact for fact in given if fact.factor == CREDENTIAL and market.apprentice(fact.choice.value)]
    facts = [fact for fact in given if not early or fact.factor != CREDENTIAL or fact in early]
    real = [fact for fact in facts if not fact.choice.yardstick]
    return max(real or facts, key=lambda fact: (fact.choice.multiplier, -GRADES.index(fact.choice.evidence)))


def _covered(fact: Fact, strongest: Fact | None) -> Fact:
    if strongest is None or fact is strongest or fact.choice.occupation:
        return fact
    return fact._replace(covered_by=strongest.choice.value)


def product(facts: Iterable[Fact]) -> float:
    """Return the product of the multipliers that count, 1 when there are none."""
    result = 1.0
    for fact in facts:
        if fact.counted:
            result *= fact.choice.multiplier
    return result


def spread_squared(facts: Iterable[Fact]) -> float:
    """Return the squared spread that the facts explain, each factor once."""
    return sum(spread**2 for spread in {fact.factor: fact.spread for fact in facts}.values())


def error_squared(evidence: Mapping[str, Evidence], facts: Iterable[Fact]) -> float:
    """Return the squared relative standard error of the facts that count."""
    return sum(fact.error(evidence) ** 2 for fact in facts if fact.counted)
