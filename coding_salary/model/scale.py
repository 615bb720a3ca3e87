"""The estimate on a pay scale: the points that a person may earn. Pure: values in, pay out.

The points themselves are exact. What is known of a person narrows down which of them is paid: `low`
and `high` are the lowest and the highest of those, `typical` is the one in the middle of the usual grade,
the lower of two. Once the grade and the years in it are known, all three are one and the same.
"""

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

from coding_salary.model.estimate import level_at
from coding_salary.model.facts import FLAGS, Fact, years_text
from coding_salary.model.result import Change, Estimate, Pay
from coding_salary.model.scale_position import ScalePosition, standing_of
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import (
    CREDENTIAL,
    EDUCATION,
    EXPERIENCE,
    NONE,
    REMOTE,
    ROLE,
    SPECIALTY,
    SUPPLEMENT,
    Choice,
)
from coding_salary.table.market import NO_CERTIFICATION, ScaleMarket
from coding_salary.table.pay_scale import LevelRule
from coding_salary.table.places import LOCALITY, Place, state
from coding_salary.table.regions import Region, Supplement
from coding_salary.table.sources import REFERENCE, Evidence
from coding_salary.table.wages import Level

# The answers that move pay elsewhere in the country, but on none of its scales.
IDLE = (EDUCATION, SPECIALTY, REMOTE)


class ScaleJob(NamedTuple):
    """What a scale calls the job; `source` is that of the points, `code` is empty where it has none."""

    code: str
    title: str
    source: str
    error_derivation: str = ""
    called: str = ""


class ScaleOutcome(NamedTuple):
    """What a scale pays in these grades; nobody counts how many people earn which point."""

    pay: Pay
    years: float | None
    level: Level | LevelRule | None
    multiplier: float
    grades: tuple[str, ...]
    percentile: None = None
    narrowing: None = None
    shown: None = None
    held: tuple[str, ...] = ()


class ScaleEstimate(Estimate):
    """An estimate on a pay scale, read off where somebody stands on it."""

    __slots__ = ()
    occupation: ScaleJob
    you: ScaleOutcome
    basis: ScalePosition

    @property
    def floor(self) -> bool:
        """Whether parts of its place lie in localities that pay more than the one used."""
        scale, used = self.basis.scale, self.basis.region
        names = scale.lying(self.profile.place) if scale.lies else ()
        return any(scale.regions[name].share > used.share for name in names)


def scale_estimate(bands: Bands, market: ScaleMarket, profile: Profile) -> ScaleEstimate:
    """Return what the scale of a market pays a person, and what it pays at each of its levels."""
    scale, own = market.scale, standing_of(market.scale, profile)
    start, rests_on = ScalePosition(scale, own.region, scale.post), _rests_on(bands, own)
    place = _place(market, own.region, profile.place)
    return ScaleEstimate(
        profile=profile._replace(as_of=None),
        market=market,
        occupation=_job(market, profile, own.source),
        place=place,
        you=_outcome(own, start.typical, _level(market, own)),
        levels=tuple(_levels(market, start, own)),
        start=_start(start, place),
        changes=tuple(_changes(start, profile)),
        rests_on=rests_on,
        margin=own.typical * sqrt(sum(evidence.error**2 for evidence in rests_on.values())),
        basis=own,
        region_unsaid=not scale.lies and place.code != profile.place.code,
        idle=(
            *(FLAGS[key] for key in IDLE if getattr(profile, key) is not None),
            *_month_asked(bands, profile),
        ),
    )


def _month_asked(bands: Bands, profile: Profile) -> tuple[str, ...]:
    """Return the flag of the month where another than the table's is asked for: points do not move."""
    return () if profile.as_of in (None, bands.released_month) else ("--as-of",)


def _job(market: ScaleMarket, profile: Profile, source: str) -> ScaleJob:
    """Return the job as the scale calls it, or as the surveys of the same market do."""
    if not market.occupations:
        return ScaleJob(market.scale.code, market.scale.job, source)
    job = profile.occupation(market)
    return ScaleJob(job.code, job.title, source)


def _place(market: ScaleMarket, region: Region, asked: Place) -> Place:
    """Return a region of the scale as a place; a locality lies around the place that was asked for."""
    if not market.scale.lies:
        return state(market, region.name)
    return Place(region.name, region.label, LOCALITY, asked.state, {}, asked)


def _outcome(standing: ScalePosition, start: float, level: Level | LevelRule | None) -> ScaleOutcome:
    pays, typical = standing.pays, standing.typical
    pay = Pay(pays[0], pays[0], typical, pays[-1], pays[-1])
    return ScaleOutcome(pay, standing.years, level, typical / start, standing.spots)


def _levels(market: ScaleMarket, start: ScalePosition, own: ScalePosition) -> Iterator[ScaleOutcome]:
    """Yield what each level of the scale pays; where it has none, the same person at those of the market."""
    scale = start.scale
    for stage in scale.stages.values():
        there = start._replace(post=scale.posts[stage.role], certs=stage.certs, supplemented=True)
        yield _outcome(there, start.typical, stage)
    for level in () if scale.stages else market.levels:
        yield _outcome(own._replace(years=level.reference), start.typical, level)


def _level(market: ScaleMarket, own: ScalePosition) -> Level | LevelRule | None:
    """Return the level whose grades hold all of these, or that of the years; None when there is none."""
    scale = market.scale
    for stage in scale.stages.values():
        if set(own.grades) <= set(scale.posts[stage.role].points(scale.grades, stage.certs, None)):
            return stage
    return None if scale.stages else level_at(market, own.years)


def _start(start: ScalePosition, place: Place) -> Change:
    """Return the start of the waterfall: the middle point of the usual grade of the usual role."""
    post, before = start.post, ", before its supplement" if start.region.supplement else ""
    if post.climbs:
        before = ", before locality pay"
    label = f"middle pay point of {start.scale.named([post.usual])}, {place.name}{before}"
    sources = tuple(dict.fromkeys((start.region.sources[post.usual], *post.sources)))
    choice = _choice(place.code, label, post.evidence, sources, post.derivation)
    return Change(Fact("pay point", choice), start.typical)


def _changes(start: ScalePosition, profile: Profile) -> Iterator[Change]:
    """Yield what each fact changes, one after the other."""
    before = start.typical
    for standing, name, choice in _facts(start, profile):
        yield Change(Fact(name, choice._replace(multiplier=standing.typical / before)), standing.typical)
        before = standing.typical


def _facts(start: ScalePosition, profile: Profile) -> Iterator[tuple[ScalePosition, str, Choice]]:
    """Yield each thing that decides a point, with where it leads."""
    standing = start
    if profile.role:
        standing = standing._replace(post=start.scale.posts[profile.role])
        yield standing, ROLE, _role(standing)
    for held in () if profile.certs is None else profile.certs or (NONE,):
        standing = standing._replace(certs=(standing.certs or ()) + ((held,) if held != NONE else ()))
        yield standing, CREDENTIAL, _certification(standing, held)
    if profile.years is not None:
        standing = standing._replace(years=profile.years)
        yield standing, EXPERIENCE, _years(standing, profile.years)
    if start.region.supplement:
        yield standing._replace(supplemented=True), SUPPLEMENT, _supplement(start.region.supplement, start)


def _role(standing: ScalePosition) -> Choice:
    post = standing.post
    label = f"{post.label}: {standing.text}"
    return _choice(post.name, label, post.evidence, post.sources, post.derivation)


def _certification(standing: ScalePosition, held: str) -> Choice:
    known, post = standing.scale.qualifications.get(held), standing.post
    label = f"{held if known else NO_CERTIFICATION}: {standing.text}"
    if not known:
        return _choice(held, label, post.evidence, post.sources, post.derivation)
    if held not in post.by_certification:
        label = held if post.climbs else label
        return _choice(held, label, REFERENCE, (), f"the grade of {post.label} does not depend on it")
    return _choice(held, label, known.evidence, known.sources, known.derivation)


def _years(standing: ScalePosition, years: float) -> Choice:
    label = f"{years_text(years)}{':' if standing.post.climbs else ' in'} {standing.text}"
    return _choice(f"{years:g}", label, REFERENCE, (standing.source,), "the point of the scale")


def _supplement(supplement: Supplement, standing: ScalePosition) -> Choice:
    ends = f", {supplement.least:,g} at least and {supplement.most:,g} at most" if supplement.least else ""
    rule = f"{supplement.share * 100:g}%{ends}"
    return _choice(standing.region.name, supplement.label, REFERENCE, (supplement.source,), rule)


def _choice(value: str, label: str, evidence: str, sources: tuple[str, ...], derivation: str) -> Choice:
    return Choice(value, label, 1, evidence, sources, derivation)


def _rests_on(bands: Bands, standing: ScalePosition) -> dict[tuple[str, str], Evidence]:
    """Return the evidence for the grade, by what decides it; the points themselves need no evidence."""
    decided = {
        (CREDENTIAL, held): standing.scale.qualifications[held].evidence
        for held in standing.certs or ()
        if held in standing.post.by_certification
    }
    place = {(SUPPLEMENT, standing.region.name): REFERENCE}
    grades = {(ROLE, standing.post.name): standing.post.evidence, **decided, **place}
    return {key: bands.evidence[grade] for key, grade in grades.items()}
