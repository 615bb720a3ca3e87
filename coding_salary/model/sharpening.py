"""What would sharpen an estimate: how far each answer that was not given could move typical pay."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from coding_salary.model.estimate import SurveyEstimate, typical_pay
from coding_salary.model.facts import FLAGS, years_text
from coding_salary.model.position import Curve
from coding_salary.model.result import Estimate
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import (
    CREDENTIAL,
    EDUCATION,
    EMPLOYER,
    EXPERIENCE,
    NONE,
    ROLE,
    SPECIALTY,
    Choice,
)
from coding_salary.table.market import Market
from coding_salary.table.occupations import Occupation
from coding_salary.table.places import NATION

STATE_FLAG = "--state"
SINGLE = (SPECIALTY, EMPLOYER, EDUCATION)


class Answer(NamedTuple):
    """An answer that could be given, in words, and typical pay with it, in currency a year, not rounded."""

    label: str
    typical: float


class Sharpening(NamedTuple):
    """A flag that was not given: the answers with which typical pay would be lowest and highest."""

    flag: str
    lowest: Answer
    highest: Answer

    @property
    def span(self) -> float:
        """How far typical pay could move, in currency a year."""
        return self.highest.typical - self.lowest.typical


def sharpening(bands: Bands, estimate: Estimate, *, given: bool = False) -> list[Sharpening]:
    """Return each flag not given that would move typical pay, the one that could move it furthest first.

    With `given` also those that were given, where another answer would move it.
    """
    if isinstance(estimate, SurveyEstimate):
        answers = _surveyed(bands, estimate, given=given)
    else:
        answers = _on_scale(estimate)
    found = [_sharpening(flag, pays) for flag, pays in answers.items() if pays]
    return sorted((each for each in found if each.span > 0), key=lambda each: -each.span)


def _on_scale(estimate: Estimate) -> dict[str, dict[str, float]]:
    from coding_salary.model.scale import ScaleEstimate
    from coding_salary.model.scale_position import open_positions

    assert isinstance(estimate, ScaleEstimate)
    return {
        flag: {label: position.typical for label, position in positions.items()}
        for flag, positions in open_positions(estimate.basis, estimate.profile.place).items()
    }


def _surveyed(bands: Bands, estimate: SurveyEstimate, *, given: bool) -> dict[str, dict[str, float]]:
    elsewhere = given or estimate.profile.place.kind == NATION
    answers = {STATE_FLAG: _in_states(estimate)} if elsewhere and estimate.market.states else {}
    for flag, profiles in _open(estimate.market, estimate.profile, given=given):
        answers[flag] = {label: typical_pay(bands, there) for label, there in profiles.items()}
    return answers


def _in_states(estimate: SurveyEstimate) -> dict[str, float]:
    """Return typical pay by the name of the state: the same position on the curve of each."""
    job, score, growth = estimate.occupation, estimate.you.people.position, estimate.growth
    ranges = {name: job.ranges.get(code, job.nation) for code, name in estimate.market.states.items()}
    there = (
        estimate.basis._replace(place=Curve.through(range), median=range.median * growth)
        for range in ranges.values()
    )
    return dict(zip(ranges, (basis.pay(score) for basis in there), strict=True))


def _sharpening(flag: str, pays: Mapping[str, float]) -> Sharpening:
    lowest, highest = (choose(pays, key=lambda label: pays[label]) for choose in (min, max))
    return Sharpening(flag, Answer(lowest, pays[lowest]), Answer(highest, pays[highest]))


def _open(market: Market, profile: Profile, *, given: bool) -> Iterator[tuple[str, dict[str, Profile]]]:
    """Yield each flag not given with the profiles of its answers, of those of a factor the outermost ones.

    With `given` also those that were, but for years and certifications: nobody gives them back.
    """
    job = profile.occupation(market)
    counts = market.factors.keys() & set(job.counts)
    if EXPERIENCE in counts and profile.years is None:
        points = market.factors[EXPERIENCE].points
        years = [points[0].years, points[-1].years]
        yield FLAGS[EXPERIENCE], {years_text(each): profile._replace(years=each) for each in years}
    if CREDENTIAL in counts and profile.certs is None:
        held = {choice.value: (choice.value,) for choice in _ends(market.factors[CREDENTIAL].values)}
        answers: dict[str, tuple[str, ...]] = {NONE: (), **held}
        yield FLAGS[CREDENTIAL], {label: profile._replace(certs=certs) for label, certs in answers.items()}
    if ROLE in counts and (given or profile.role is None):
        roles = market.factors[ROLE].values.values()
        others = {choice.label: profile._replace(role=choice.value) for choice in roles}
        yield FLAGS[ROLE], {label: other for label, other in others.items() if other.has_wages(market)}
    for key in SINGLE:
        if key in counts and (given or getattr(profile, key) is None):
            yield FLAGS[key], dict(_single(market, job, profile, key))


def _single(market: Market, job: Occupation, profile: Profile, key: str) -> Iterator[tuple[str, Profile]]:
    factor = market.factors[key]
    ends = _ends(factor.values)
    if key == EMPLOYER and job.employers:
        ordered = sorted(job.employers, key=lambda value: job.employers[value].median)
        ends = [factor.values[ordered[0]], factor.values[ordered[-1]]]
    for choice in ends:
        said: dict[str, Any] = {key: choice.value}
        yield choice.label, profile._replace(**said)


def _ends(choices: Mapping[str, Choice]) -> list[Choice]:
    """Return the choices with the lowest and the highest multiplier: pay rises with it.

    Also the lowest that is no yardstick: beside one, unlike beside a fact, an employer stays alone.
    """
    ordered = sorted(choices.values(), key=lambda choice: choice.multiplier)
    facts = [choice for choice in ordered if not choice.yardstick]
    return [*ordered[:1], *facts[:1], *ordered[-1:]]
