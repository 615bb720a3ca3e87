"""Every single step that a person can take, with its gain and cost. Pure, like the estimate."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from coding_salary.decisions.compare import margin_between
from coding_salary.model.estimate import estimate
from coding_salary.model.facts import years_text
from coding_salary.model.result import Estimate
from coding_salary.model.scale import ScaleEstimate
from coding_salary.model.scale_position import promoted
from coding_salary.profile.ladder_check import refusals
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.certifications import Certification
from coding_salary.table.factors import (
    CREDENTIAL,
    EDUCATION,
    EMPLOYER,
    EXPERIENCE,
    ROLE,
    SPECIALTY,
)
from coding_salary.table.market import Market
from coding_salary.table.places import state
from coding_salary.table.sources import SURE_ENOUGH, weakest

HORIZON = 5
MONTHS = 12
SINGLE = (EMPLOYER, ROLE, EDUCATION, SPECIALTY)


class Price(NamedTuple):
    """What a step costs: at once, and for each year after; None is a fee that was not found."""

    once: float | None
    yearly: float | None

    @property
    def first_year(self) -> float | None:
        """The cost of the first year."""
        return None if self.once is None or self.yearly is None else self.once + self.yearly

    def over(self, years: int) -> float | None:
        """The total cost over these years."""
        return None if self.once is None or self.yearly is None else self.once + years * self.yearly


FREE = Price(0.0, 0.0)
NOT_FOUND = Price(None, None)


class Move(NamedTuple):
    """A step: what it is called, the profile after it, its price, and whether it usually comes `early`."""

    kind: str
    value: str
    label: str
    after: Profile
    price: Price
    study_weeks: float | None = None
    early: bool = False


class Boost(NamedTuple):
    """A step and what it would change; amounts in currency a year, not rounded.

    `margin` is one standard error of the gain, `overlaps` what the step is covered by or covers,
    `evidence` the weakest grade among what it changes. `later` is the gain of all years of the horizon, where
    it is not the same in each: on a scale those who stay rise too.
    """

    move: Move
    gain: float
    margin: float
    evidence: str
    sources: tuple[str, ...]
    overlaps: tuple[str, ...]
    later: float | None = None

    @property
    def recommended(self) -> bool:
        """Whether it is time for it and the evidence carries it: a sure grade, a gain beyond its error."""
        return not self.move.early and self.evidence in SURE_ENOUGH and self.gain > self.margin

    def months_to_break_even(self, gain: float) -> float | None:
        """Return the months until the first year's cost is earned; None when never or not known."""
        cost = self.move.price.first_year
        return None if cost is None or gain <= 0 else MONTHS * cost / gain

    def net(self, years: int = HORIZON) -> float | None:
        """Return the gain less the cost over these years."""
        cost, gain = self.move.price.over(years), years * self.gain if self.later is None else self.later
        return None if cost is None else gain - cost


def boost(bands: Bands, profile: Profile, *, moves: bool) -> tuple[Estimate, tuple[Boost, ...]]:
    """Return the profile's own estimate, and every step that raises it, the best supported first.

    `moves` adds moving to another state.
    """
    market = bands.markets[profile.market]
    own = estimate(bands, profile)
    steps = [
        _boost(bands, own, move)
        for move in _moves(market, profile, moves=moves)
        if not refusals(bands, move.after)
    ]
    raising = [step for step in steps if step.gain > 0]
    return own, tuple(sorted(raising, key=lambda step: (not step.recommended, -step.gain)))


def certified(market: Market, held: tuple[str, ...], cert: str) -> tuple[str, ...]:
    """Return the certifications held after adding one.

    A full certification replaces its apprentice stage.
    """
    known = market.certifications
    if cert in known and known[cert].becomes in held:
        return held
    kept = tuple(name for name in held if name not in known or known[name].becomes != cert)
    return kept if cert in kept else (*kept, cert)


def price_of(market: Market, held: tuple[str, ...], cert: str) -> Price:
    """Return the cost of adding a certification for somebody who holds others; a step up is free."""
    certification = market.certifications.get(cert)
    if certification is None:
        return NOT_FOUND
    others = _held(market, held)
    if any(other.becomes == cert for other in others.values()):
        return FREE
    return Price(certification.exam, certification.yearly(others))


def _held(market: Market, held: Iterable[str]) -> Mapping[str, Certification]:
    return {name: market.certifications[name] for name in held if name in market.certifications}


def _moves(market: Market, profile: Profile, *, moves: bool) -> Iterator[Move]:
    if profile.certs is not None:
        yield from _certifications(market, profile, profile.certs)
    for key in SINGLE:
        for value, label in market.words(key).items():
            if value != getattr(profile, key):
                price = NOT_FOUND if key == EDUCATION else FREE
                said: dict[str, Any] = {key: value}
                asked = _asked(market, profile, value) if key == ROLE else ""
                start = ", at the first step" if key == EMPLOYER and value in market.scales else ""
                after = profile._replace(**said)
                yield Move(key, value, label + start + asked, after, price, early=bool(asked))
    yield from _experience(market, profile)
    for code, name in market.states.items() if moves else ():
        if code != profile.place.state:
            yield Move(
                "state", code, f"move to {name}", profile._replace(place=state(market, code)), NOT_FOUND
            )


def _asked(market: Market, profile: Profile, role: str) -> str:
    """Return what a role usually asks for beyond the years of a person; nothing when these are enough."""
    choice = market.factors[ROLE].values[role] if ROLE in market.factors else None
    if choice is None or (profile.years or 0) >= choice.usual_years:
        return ""
    return f"; usually asks for {years_text(choice.usual_years)} and {choice.asks}"


def _certifications(market: Market, profile: Profile, held: tuple[str, ...]) -> Iterator[Move]:
    stages = {other.becomes: other for other in _held(market, held).values() if other.becomes}
    for value, own_label in market.words(CREDENTIAL).items():
        known = market.certifications.get(value)
        if value in held or (known and known.becomes and held):
            continue  # an apprentice's certification gets people in: it is not a step for those who are in
        stage = stages.get(value)
        label = f"{stage.name} to {value}: {stage.by}" if stage else own_label
        yield Move(
            "cert",
            value,
            label,
            profile._replace(certs=certified(market, held, value)),
            price_of(market, held, value),
            known.study_weeks if known and not stage else None,
        )


def _experience(market: Market, profile: Profile) -> Iterator[Move]:
    if profile.years is None or EXPERIENCE not in market.factors:
        return
    for point in market.factors[EXPERIENCE].points:
        if point.years > profile.years:
            label = f"{years_text(point.years - profile.years)} more, which come by themselves"
            older = profile._replace(years=point.years)
            yield Move("years", f"{point.years:g}", label, older, FREE, early=True)
            return


def _boost(bands: Bands, own: Estimate, move: Move) -> Boost:
    stepped = promoted(bands, own.profile, move.after)
    after = estimate(bands, stepped)
    changed = [
        change.fact for change in after.changes if change.fact not in [old.fact for old in own.changes]
    ]
    # A second certification counts by its number, but it is not recommended on better evidence than its own.
    grades = [fact.choice.evidence for fact in changed if fact.counted or fact.choice.value == move.value]
    sources = dict.fromkeys(source for fact in changed for source in fact.choice.sources)
    return Boost(
        move=move,
        gain=after.you.pay.typical - own.you.pay.typical,
        margin=margin_between(own, after),
        evidence=weakest(grades),
        sources=tuple(sources) or (after.occupation.source,),
        overlaps=_overlaps(own, after, move.value),
        later=_later(bands, own.profile, stepped) if _on_scale(own, after) else None,
    )


def _on_scale(*estimates: Estimate) -> bool:
    return any(isinstance(each, ScaleEstimate) for each in estimates)


def _later(bands: Bands, stay: Profile, go: Profile) -> float | None:
    """Return the gain over the years of the horizon as both rise on their scale; None without years."""
    if stay.years is None or go.years is None:
        return None
    return sum(_typical(bands, go, year) - _typical(bands, stay, year) for year in range(HORIZON))


def _typical(bands: Bands, profile: Profile, later: int) -> float:
    older = profile._replace(years=(profile.years or 0) + later)
    return estimate(bands, older).you.pay.typical


def _overlaps(own: Estimate, after: Estimate, value: str) -> tuple[str, ...]:
    """Return the facts that cover the new value, or that it covers."""
    before = {change.fact.choice.value for change in own.changes if change.fact.counted}
    names = []
    for change in after.changes:
        fact = change.fact
        if fact.choice.value == value and fact.covered_by:
            names.append(fact.covered_by)
        elif fact.covered_by == value and fact.choice.value in before and fact.choice.multiplier != 1:
            names.append(fact.choice.value)
    return tuple(names)
