"""The estimate on a pay scale: which of its points are open to somebody. Pure: values in, pay out.

Nothing is estimated of the points themselves. What is said narrows down which of them can be meant: `low`
and `high` are the lowest and the highest of those, `typical` is the one in the middle of the usual grade,
the lower of two. Once the grade and the years in it are known, all three are one and the same.
"""

from collections.abc import Iterator
from math import nan, sqrt
from typing import NamedTuple

from coding_salary.model.facts import FLAGS, Fact, years_text
from coding_salary.model.result import Change, Estimate, Outcome, Pay
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL, EXPERIENCE, NONE, ROLE, SUPPLEMENT, Choice, Factor
from coding_salary.table.market import NO_CERTIFICATION, Market
from coding_salary.table.pay_scale import PayScale, Post, Region
from coding_salary.table.places import NATION, state
from coding_salary.table.sources import REFERENCE
from coding_salary.table.wages import Level, Occupation


class Standing(NamedTuple):
    """What decides which points of a scale are open: None for the certifications or years not said."""

    scale: PayScale
    region: Region
    post: Post
    certs: tuple[str, ...] | None = None
    years: float | None = None
    supplemented: bool = False

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades that may be meant."""
        return self.post.grades_with(self.certs)

    @property
    def pays(self) -> list[float]:
        """The pay of every point that may be meant, rising, in currency a year."""
        return self.scale.pays(self.region, self.grades, self.years, supplemented=self.supplemented)

    @property
    def usual(self) -> str:
        """The grade that is meant first."""
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
        """How far apart the lowest and the highest are."""
        return self.pays[-1] - self.pays[0]


def scale_estimate(bands: Bands, profile: Profile) -> Estimate:
    """Return what a scale pays somebody, and what stands for each of its levels."""
    market = bands.markets[profile.market]
    own = standing_of(market, profile)
    scale, rests_on = own.scale, _rests_on(own)
    start = Standing(scale, own.region, scale.post)
    return Estimate(
        profile=profile,
        market=market,
        occupation=Occupation(scale.post.name, scale.code, scale.job, own.source, {}),
        place=state(market, own.region.name),
        you=_outcome(own, start.typical, _level(market, own.grades)),
        levels=tuple(_levels(market, start)),
        median=start.typical,
        wage_error=0,
        ageing=None,
        changes=tuple(_changes(start, profile)),
        rests_on=rests_on,
        margin=own.typical * sqrt(sum(bands.evidence[grade].error ** 2 for grade in rests_on.values())),
        unknown=_unknown(own),
    )


def standing_of(market: Market, profile: Profile) -> Standing:
    """Return where somebody stands on the scale of a market, supplement and all."""
    scale, asked = _scale(market), profile.place
    region = scale.region if asked.kind == NATION else scale.regions[asked.code]
    post = scale.posts[profile.role] if profile.role else scale.post
    return Standing(scale, region, post, profile.certs, profile.years, supplemented=True)


def promoted(market: Market, before: Profile, after: Profile) -> Profile:
    """Return the profile after a step: who comes into another grade of a scale starts at its first point."""
    if market.scale is None or before.years is None:
        return after
    same = standing_of(market, before).grades == standing_of(market, after).grades
    return after if same else after._replace(years=0)


def _scale(market: Market) -> PayScale:
    assert market.scale is not None
    return market.scale


def _outcome(standing: Standing, start: float, level: Level | None) -> Outcome:
    """Return an outcome without percentiles: nothing is known of how many people earn which point."""
    pays, typical = standing.pays, standing.typical
    return Outcome(
        pay=Pay(pays[0], pays[0], typical, pays[-1], pays[-1]),
        years=standing.years,
        level=level,
        multiplier=typical / start,
        position=nan,
        percentile=nan,
        narrowing=nan,
        held=(),
        grades=standing.grades,
    )


def _levels(market: Market, start: Standing) -> Iterator[Outcome]:
    stages = _scale(market).stages
    for level in market.levels:
        stage = stages[level.name]
        post = start.scale.posts[stage.role]
        there = start._replace(post=post, certs=stage.certs, supplemented=True)
        yield _outcome(there, start.typical, level)


def _level(market: Market, grades: tuple[str, ...]) -> Level | None:
    """Return the level whose grades hold all of these, None when there is none."""
    scale = _scale(market)
    for level in market.levels:
        stage = scale.stages[level.name]
        if set(grades) <= set(scale.posts[stage.role].grades_with(stage.certs)):
            return level
    return None


def _changes(start: Standing, profile: Profile) -> Iterator[Change]:
    """Yield what each fact changes, one after the other."""
    standing, before = start, start.typical
    for after, name, choice in _facts(start, profile):
        standing = after
        ratio = standing.typical / before
        before = standing.typical
        factor = Factor(name, name, "", 0, "", 0, (), {})
        yield Change(Fact(factor, choice._replace(multiplier=ratio)), before)


def _facts(start: Standing, profile: Profile) -> Iterator[tuple[Standing, str, Choice]]:
    standing = start
    if profile.role:
        post = start.scale.posts[profile.role]
        standing = standing._replace(post=post)
        label = f"{post.label}: {_grades(standing)}"
        yield standing, ROLE, _choice(post.name, label, post.evidence, post.sources, post.derivation)
    for held in _held(profile):
        standing = standing._replace(certs=(standing.certs or ()) + ((held,) if held != NONE else ()))
        yield standing, CREDENTIAL, _certification(standing, held)
    if profile.years is not None:
        standing = standing._replace(years=profile.years)
        label = f"{years_text(profile.years)} in {_grades(standing)}"
        sources = (standing.source,)
        yield (
            standing,
            EXPERIENCE,
            _choice(f"{profile.years:g}", label, REFERENCE, sources, "the point of the scale"),
        )
    if supplement := start.region.supplement:
        standing = standing._replace(supplemented=True)
        rule = (
            f"{supplement.share * 100:g} %, {supplement.least:,g} at least and {supplement.most:,g} at most"
        )
        yield (
            standing,
            SUPPLEMENT,
            _choice(start.region.name, f"{supplement.label}", REFERENCE, (supplement.source,), rule),
        )


def _held(profile: Profile) -> tuple[str, ...]:
    return () if profile.certs is None else profile.certs or (NONE,)


def _certification(standing: Standing, held: str) -> Choice:
    known, post = standing.scale.qualifications.get(held), standing.post
    label = f"{held if known else NO_CERTIFICATION}: {_grades(standing)}"
    if not known:
        return _choice(held, label, post.evidence, post.sources, post.derivation)
    if held not in post.by_certification:
        return _choice(held, label, REFERENCE, (), f"the grade of {post.label} does not depend on it")
    return _choice(held, label, known.evidence, known.sources, known.derivation)


def _choice(value: str, label: str, evidence: str, sources: tuple[str, ...], derivation: str) -> Choice:
    return Choice(value, label, 1, evidence, sources, derivation, "")


def _grades(standing: Standing) -> str:
    return standing.scale.named(standing.grades)


def _rests_on(standing: Standing) -> dict[tuple[str, str], str]:
    """Return the evidence for the grade by what decides it: the points of the scale need none."""
    decided = {
        (CREDENTIAL, held): standing.scale.qualifications[held].evidence
        for held in standing.certs or ()
        if held in standing.post.by_certification
    }
    place = {(SUPPLEMENT, standing.region.name): REFERENCE}
    return {(ROLE, standing.post.name): standing.post.evidence, **decided, **place}


def _unknown(standing: Standing) -> dict[str, float]:
    """Return by how much each flag not given would bring the ends together, at the least."""
    ways: dict[str, list[Standing]] = {}
    if standing.certs is None and standing.post.by_certification:
        held = (() if cert == NONE else (cert,) for cert in standing.post.by_certification)
        ways[FLAGS[CREDENTIAL]] = [standing._replace(certs=certs) for certs in held]
    if standing.years is None:
        ways[FLAGS[EXPERIENCE]] = [standing._replace(years=years) for years in standing.scale.starts()]
    narrows = {flag: standing.width - max(after.width for after in others) for flag, others in ways.items()}
    return dict(sorted(narrows.items(), key=lambda item: -item[1]))
