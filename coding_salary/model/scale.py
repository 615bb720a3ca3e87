"""The estimate on a pay scale: the points that a person may earn. Pure: values in, pay out.

The points themselves are exact. What is known of a person narrows down which of them is paid: `low`
and `high` are the lowest and the highest of those, `typical` is the one in the middle of the usual grade,
the lower of two. Once the grade and the years in it are known, all three are one and the same.
"""

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

from coding_salary.model.facts import FLAGS, Fact, years_text
from coding_salary.model.result import Change, Estimate, Pay
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL, EXPERIENCE, NONE, ROLE, SUPPLEMENT, Choice
from coding_salary.table.market import NO_CERTIFICATION, Market
from coding_salary.table.pay_scale import LevelRule, PayScale, Role
from coding_salary.table.places import NATION, Place, state
from coding_salary.table.regions import Region, Supplement
from coding_salary.table.sources import REFERENCE, Evidence


class ScalePosition(NamedTuple):
    """What decides the point of a scale; certifications and years are None when not known."""

    scale: PayScale
    region: Region
    post: Role
    certs: tuple[str, ...] | None = None
    years: float | None = None
    supplemented: bool = False

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades that the person may be in."""
        return self.post.grades_with(self.certs)

    @property
    def pays(self) -> list[float]:
        """The pay of every possible point, rising, in currency a year."""
        return self.scale.pays(self.region, self.grades, self.years, supplemented=self.supplemented)

    @property
    def usual(self) -> str:
        """The most likely of the possible grades."""
        return self.post.usual_of(self.grades)

    @property
    def typical(self) -> float:
        """The point in the middle of the usual grade, the lower of two."""
        pays = self.scale.pays(self.region, (self.usual,), self.years, supplemented=self.supplemented)
        return pays[(len(pays) - 1) // 2]

    @property
    def source(self) -> str:
        """The id of the source of the usual grade's points."""
        return self.region.sources[self.usual]

    @property
    def width(self) -> float:
        """The difference between the highest and the lowest possible pay."""
        return self.pays[-1] - self.pays[0]


class ScaleJob(NamedTuple):
    """What a scale calls the job; `source` is that of the points, `code` is empty where it has none."""

    code: str
    title: str
    source: str
    error_derivation: str = ""


class ScaleOutcome(NamedTuple):
    """What a scale pays in these grades; nobody counts how many people earn which point."""

    pay: Pay
    years: float | None
    level: LevelRule | None
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


def scale_estimate(bands: Bands, profile: Profile, scale: PayScale) -> ScaleEstimate:
    """Return what a scale pays a person, and what it pays at each of its levels."""
    market, own = bands.markets[profile.market], standing_of(scale, profile)
    start, rests_on = ScalePosition(scale, own.region, scale.post), _rests_on(bands, own)
    place = state(market, own.region.name)
    return ScaleEstimate(
        profile=profile,
        market=market,
        occupation=ScaleJob(scale.code, scale.job, own.source),
        place=place,
        you=_outcome(own, start.typical, _stage(scale, own.grades)),
        levels=tuple(_levels(start)),
        start=_start(start, place),
        changes=tuple(_changes(start, profile)),
        rests_on=rests_on,
        margin=own.typical * sqrt(sum(evidence.error**2 for evidence in rests_on.values())),
        basis=own,
        region_unsaid=place.code != profile.place.code,
    )


def standing_of(scale: PayScale, profile: Profile) -> ScalePosition:
    """Return the position of a person on a scale, with the supplement."""
    region = scale.region if profile.place.kind == NATION else scale.regions[profile.place.code]
    post = scale.posts[profile.role] if profile.role else scale.post
    return ScalePosition(scale, region, post, profile.certs, profile.years, supplemented=True)


def promoted(market: Market, before: Profile, after: Profile) -> Profile:
    """Return the profile after a step; a person who enters another grade starts at its first point."""
    scale = market.scale
    if scale is None or before.years is None:
        return after
    same = standing_of(scale, before).grades == standing_of(scale, after).grades
    return after if same else after._replace(years=0)


def _outcome(standing: ScalePosition, start: float, level: LevelRule | None) -> ScaleOutcome:
    pays, typical = standing.pays, standing.typical
    pay = Pay(pays[0], pays[0], typical, pays[-1], pays[-1])
    return ScaleOutcome(pay, standing.years, level, typical / start, standing.grades)


def _levels(start: ScalePosition) -> Iterator[ScaleOutcome]:
    scale = start.scale
    for stage in scale.stages.values():
        there = start._replace(post=scale.posts[stage.role], certs=stage.certs, supplemented=True)
        yield _outcome(there, start.typical, stage)


def _stage(scale: PayScale, grades: tuple[str, ...]) -> LevelRule | None:
    """Return the level whose grades hold all of these, None when there is none."""
    for stage in scale.stages.values():
        if set(grades) <= set(scale.posts[stage.role].grades_with(stage.certs)):
            return stage
    return None


def _start(start: ScalePosition, place: Place) -> Change:
    """Return the start of the waterfall: the middle point of the usual grade of the usual role."""
    post, before = start.post, ", before its supplement" if start.region.supplement else ""
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
    label = f"{post.label}: {_grades(standing)}"
    return _choice(post.name, label, post.evidence, post.sources, post.derivation)


def _certification(standing: ScalePosition, held: str) -> Choice:
    known, post = standing.scale.qualifications.get(held), standing.post
    label = f"{held if known else NO_CERTIFICATION}: {_grades(standing)}"
    if not known:
        return _choice(held, label, post.evidence, post.sources, post.derivation)
    if held not in post.by_certification:
        return _choice(held, label, REFERENCE, (), f"the grade of {post.label} does not depend on it")
    return _choice(held, label, known.evidence, known.sources, known.derivation)


def _years(standing: ScalePosition, years: float) -> Choice:
    label = f"{years_text(years)} in {_grades(standing)}"
    return _choice(f"{years:g}", label, REFERENCE, (standing.source,), "the point of the scale")


def _supplement(supplement: Supplement, standing: ScalePosition) -> Choice:
    ends = f"{supplement.least:,g} at least and {supplement.most:,g} at most"
    rule = f"{supplement.share * 100:g} %, {ends}"
    return _choice(standing.region.name, supplement.label, REFERENCE, (supplement.source,), rule)


def _choice(value: str, label: str, evidence: str, sources: tuple[str, ...], derivation: str) -> Choice:
    return Choice(value, label, 1, evidence, sources, derivation)


def _grades(standing: ScalePosition) -> str:
    return standing.scale.named(standing.grades)


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


def open_positions(standing: ScalePosition) -> dict[str, dict[str, ScalePosition]]:
    """Return for each flag not given where its answers would lead."""
    ways: dict[str, dict[str, ScalePosition]] = {}
    if standing.certs is None and standing.post.by_certification:
        held = {cert: () if cert == NONE else (cert,) for cert in standing.post.by_certification}
        ways[FLAGS[CREDENTIAL]] = {cert: standing._replace(certs=certs) for cert, certs in held.items()}
    if standing.years is None:
        years = standing.scale.starts()
        ways[FLAGS[EXPERIENCE]] = {years_text(each): standing._replace(years=each) for each in years}
    return ways
