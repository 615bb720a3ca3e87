"""Pay year by year, with planned steps. Pure, like the estimate; all in the table's own money."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from coding_salary.decisions.precedence import awaited, certified
from coding_salary.decisions.price import FREE, Price, middle, price_of
from coding_salary.model.estimate import estimate
from coding_salary.model.result import Estimate
from coding_salary.model.scale_position import promoted
from coding_salary.profile.answers import CERT
from coding_salary.profile.checks import refusals
from coding_salary.profile.profile import Profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import Credentials
from coding_salary.table.market import Market


class Step(NamedTuple):
    """What changes in a year from now: the text it was planned with, and the profile's change.

    `cert` is a certification more; otherwise `field` of the profile becomes `value`.
    """

    year: int
    text: str
    cert: str = ""
    field: str = ""
    value: object = None

    def after(self, market: Market, profile: Profile) -> Profile:
        """Return the profile once the step is taken."""
        if self.cert:
            return profile._replace(certs=certified(market, profile.certs or (), self.cert))
        changes: dict[str, object] = {self.field: self.value}
        return profile._replace(**changes)  # type: ignore[arg-type]

    def awaited(self, market: Market, credentials: Credentials, profile: Profile) -> str:
        """Return what usually comes before the step and somebody with this profile has not; else nothing."""
        key, value = (CERT, self.cert) if self.cert else (self.field, str(self.value))
        return awaited(market, credentials, profile, key, value).text

    def price(self, market: Market, credentials: Credentials, profile: Profile) -> Price | None:
        """Return what the step costs to somebody with this profile; None when no fee is known."""
        return price_of(market, credentials, profile.certs or (), self.cert) if self.cert else FREE


class Year(NamedTuple):
    """One year of a plan; amounts in currency, not rounded.

    `cost` is the middle of the fees that are known; `unknown` names the certifications of the year whose
    fees are not. `early` are its steps before which something else usually comes, each with that.
    """

    year: int
    estimate: Estimate
    steps: tuple[str, ...]
    cost: float
    unknown: tuple[str, ...]
    total: float
    early: tuple[tuple[str, str], ...] = ()


class Plan(NamedTuple):
    """A name and the years that follow from its steps."""

    name: str
    years: tuple[Year, ...]


class Crossover(NamedTuple):
    """The year in which the running total of one plan passes that of another."""

    plan: str
    passes: str
    year: int


def follow(
    bands: Bands, start: Profile, credentials: Credentials, steps: Sequence[Step], until: int
) -> Iterator[Year]:
    """Follow steps from now, year 0, for this many years; the profile must have its years."""
    market = bands.markets[start.market]
    profile, total, yearly = start, 0.0, 0.0
    began, since = start.years or 0, 0
    for year in range(until + 1):
        profile = profile._replace(years=began + year - since)
        cost = yearly
        unknown: list[str] = []
        early: list[tuple[str, str]] = []
        taken = [step for step in steps if step.year == year]
        for step in taken:
            of_age = profile._replace(years=(start.years or 0) + year)
            early += [(step.text, wait)] if (wait := step.awaited(market, credentials, of_age)) else []
            price = step.price(market, credentials, profile)
            unknown += [] if price else [step.cert]
            cost += middle((price or FREE).first_year)
            yearly += middle((price or FREE).yearly)
            profile = promoted(bands, profile, step.after(market, profile), (start.years or 0) + year)
            if profile.years != began + year - since:
                began, since = profile.years or 0, year
        _check(bands, profile, year)
        result = estimate(bands, profile)
        total += result.you.pay.typical - cost
        texts = tuple(step.text for step in taken)
        yield Year(year, result, texts, cost, tuple(unknown), total, tuple(early))


def _check(bands: Bands, profile: Profile, year: int) -> None:
    """Raise ProfileError where an employer with a scale of its own does not take such a person in a year."""
    if refused := refusals(bands, profile):
        raise ProfileError([Problem(f"in year {year} {message}") for message in refused.values()])


def crossovers(plans: Sequence[Plan]) -> list[Crossover]:
    """Return where the running total of a plan passes that of another after having been behind."""
    pairs = [pair for one, other in combinations(plans, 2) for pair in ((one, other), (other, one))]
    found = (_crossover(ahead, behind) for ahead, behind in pairs)
    return sorted((crossover for crossover in found if crossover), key=lambda crossover: crossover.year)


def _crossover(ahead: Plan, behind: Plan) -> Crossover | None:
    was_behind = False
    for mine, theirs in zip(ahead.years, behind.years, strict=True):
        if was_behind and mine.total > theirs.total:
            return Crossover(ahead.name, behind.name, mine.year)
        was_behind = was_behind or mine.total < theirs.total
    return None
