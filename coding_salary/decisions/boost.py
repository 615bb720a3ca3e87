"""Every single step that a person can take, with its gain and cost. Pure, like the estimate."""

from collections.abc import Iterator
from math import inf
from typing import Any, NamedTuple

from coding_salary.decisions.compare import margin_between
from coding_salary.decisions.precedence import (
    READY,
    Wait,
    awaited,
    certified,
    offered,
)
from coding_salary.decisions.price import FREE, Price, middle, price_of
from coding_salary.model.conversion import LoadLevels, price_level
from coding_salary.model.estimate import estimate
from coding_salary.model.facts import years_text
from coding_salary.model.result import Estimate
from coding_salary.model.scale import ScaleEstimate
from coding_salary.model.scale_position import promoted
from coding_salary.profile.checks import refusals
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import Credential, Credentials
from coding_salary.table.factors import CREDENTIAL, EDUCATION, EMPLOYER, ROLE, SPECIALTY
from coding_salary.table.market import Market
from coding_salary.table.places import state
from coding_salary.table.sources import ASSUMED, SURE_ENOUGH, weakest

HORIZON = 5
MONTHS = 12
CERT, STATE = "cert", "state"
SINGLE = (EMPLOYER, ROLE, EDUCATION, SPECIALTY)


class Move(NamedTuple):
    """A step: what it is called, the profile after it, its price, and what it waits for.

    A step without known fees has no price. `first` comes before all others; `reason` says what is usual,
    and what `removes` an apprentice's stage how.
    """

    kind: str
    value: str
    label: str
    after: Profile
    price: Price | None
    study_weeks: float | None = None
    wait: Wait = READY
    first: bool = False
    reason: str = ""
    removes: bool = False


class Boost(NamedTuple):
    """A step and what it would change; amounts in currency a year, not rounded.

    `margin` is one standard error of the gain, `overlaps` what the step is covered by or covers,
    `evidence` the weakest grade among what it changes. `later` is the gain of all years of the horizon, where
    it is not the same in each: on a scale those who stay rise too. `real` is the gain of a move at the prices
    of home; of a place without a published price level it is minus infinity.
    """

    move: Move
    gain: float
    margin: float
    evidence: str
    sources: tuple[str, ...]
    overlaps: tuple[str, ...]
    later: float | None = None
    real: float | None = None

    @property
    def worth(self) -> float:
        """The gain by which it is ranked: of a move what the pay buys, else the pay."""
        return self.gain if self.real is None else self.real

    @property
    def first(self) -> bool:
        """Whether it comes before every other step and its evidence is sure enough to say so."""
        return self.move.first and self.evidence in SURE_ENOUGH

    @property
    def recommended(self) -> bool:
        """Whether it comes first, or it is time for it and the gain is sure and beyond its error."""
        sure = self.evidence in SURE_ENOUGH and self.worth > self.margin
        return self.first or (sure and not self.move.wait.text)

    def months_to_break_even(self, gain: float) -> float | None:
        """Return the months until the first year's cost is earned; None when never or not known."""
        price = self.move.price
        return None if price is None or gain <= 0 else MONTHS * middle(price.first_year) / gain

    def net(self, years: int = HORIZON) -> float | None:
        """Return the gain less the cost over these years; None without known fees."""
        price, gain = self.move.price, years * self.gain if self.later is None else self.later
        return None if price is None else gain - middle(price.over(years))


def boost(
    bands: Bands, profile: Profile, credentials: Credentials, load_levels: LoadLevels | None = None
) -> tuple[Estimate, tuple[Boost, ...]]:
    """Return the profile's own estimate, and every step that raises it: what comes first, then the best.

    With `load_levels` so is moving to another state, ranked by what the pay buys at the prices of home.
    """
    market = bands.markets[profile.market]
    own = estimate(bands, profile)
    home = price_level(market, profile.place, load_levels).level if load_levels else None
    moves = [*_moves(market, profile, credentials), *(_states(market, profile) if load_levels else ())]
    steps = [_boost(bands, own, move, home) for move in moves if not refusals(bands, move.after)]
    raising = [step for step in steps if step.gain > 0]
    return own, tuple(sorted(raising, key=lambda step: (not step.first, not step.recommended, -step.worth)))


def _moves(market: Market, profile: Profile, credentials: Credentials) -> Iterator[Move]:
    if profile.certs is not None:
        yield from _certifications(market, profile, profile.certs, credentials)
    for key in SINGLE:
        for value, label in market.words(key).items():
            if value != getattr(profile, key):
                yield _single(market, profile, credentials, key, value)._replace(label=label)


def _single(market: Market, profile: Profile, credentials: Credentials, key: str, value: str) -> Move:
    """Return the step to another employer, role, education or specialty."""
    said: dict[str, Any] = {key: value}
    starts = key == EMPLOYER and value in market.scales
    return Move(
        key,
        value,
        "",
        profile._replace(**said),
        None if key == EDUCATION else FREE,
        wait=awaited(market, credentials, profile, key, value),
        reason="from its first step" if starts else "",
    )


def _states(market: Market, profile: Profile) -> Iterator[Move]:
    for code, name in market.states.items():
        if code != profile.place.state:
            there = profile._replace(place=state(market, code))
            yield Move(STATE, code, f"move to {name}", there, None)


def _certifications(
    market: Market, profile: Profile, held: tuple[str, ...], credentials: Credentials
) -> Iterator[Move]:
    for value, label in market.words(CREDENTIAL).items():
        if not offered(market, credentials, profile, value):
            continue
        known, stage = credentials.get(value), market.apprentices.stage_of(value)
        removes = stage in held
        wait = awaited(market, credentials, profile, CERT, value)
        simple = not (wait.text or (known and (known.years or known.serves)))
        yield Move(
            CERT,
            value,
            f"{stage} to {value}: remove the A" if removes else label,
            profile._replace(certs=certified(market, held, value)),
            price_of(market, credentials, held, value),
            study_weeks=known.study_weeks if known and not removes else None,
            wait=wait,
            first=removes or (not held and simple),
            reason=_usual(market, profile, value, known),
            removes=removes,
        )


def _usual(market: Market, profile: Profile, cert: str, known: Credential | None) -> str:
    """Return how an apprentice gets a full certification, what one becomes, or what is usual for others."""
    apprentices = market.apprentices
    if apprentices.stage_of(cert) in (profile.certs or ()):
        return " or ".join(apprentices.open_ways(profile.years))
    if full := apprentices.becomes.get(cert):
        return f"becomes {full} after {years_text(apprentices.years)} of work"
    return f"goes with {known.usual}" if known and known.usual and not known.years else ""


def _boost(bands: Bands, own: Estimate, move: Move, home_level: float | None) -> Boost:
    stepped = promoted(bands, own.profile, move.after)
    after = estimate(bands, stepped)
    changed = [
        change.fact for change in after.changes if change.fact not in [old.fact for old in own.changes]
    ]
    # A second certification counts by its number, but it is not recommended on better evidence than its own.
    grades = [fact.choice.evidence for fact in changed if fact.counted or fact.choice.value == move.value]
    grades += [ASSUMED] if move.kind == CERT and move.value in own.market.unpriced else []
    sources = dict.fromkeys(source for fact in changed for source in fact.choice.sources)
    before, then = own.you.pay.typical, after.you.pay.typical
    return Boost(
        move=move,
        gain=then - before,
        margin=margin_between(own, after),
        evidence=weakest(grades),
        sources=tuple(sources) or (after.occupation.source,),
        overlaps=_overlaps(own, after, move.value),
        later=_later(bands, own.profile, stepped) if _on_scale(own, after) else None,
        real=_bought(own.market, move.value, then, home_level) - before if move.kind == STATE else None,
    )


def _bought(market: Market, code: str, pay: float, home_level: float | None) -> float:
    """Return what pay in a state buys at the prices of home."""
    level = market.price_levels.states.get(code) if market.price_levels else None
    return pay * home_level / level if level and home_level else -inf


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
