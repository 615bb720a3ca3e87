"""What an estimate holds: pay at the profile's own facts and at each level, and what led there."""

from collections.abc import Mapping
from typing import NamedTuple

from coding_salary.model.facts import Fact
from coding_salary.profile.profile import Profile
from coding_salary.table.indexes import Ageing
from coding_salary.table.market import Market
from coding_salary.table.places import Place
from coding_salary.table.wages import Level, Occupation

NAMES = ("p10", "low", "typical", "high", "p90")


class Pay(NamedTuple):
    """Pay among people like this, in currency a year, not rounded.

    `low` and `high` are the 25th and 75th percentile: half of the people are between them.
    """

    p10: float
    low: float
    typical: float
    high: float
    p90: float


class Outcome(NamedTuple):
    """What people with these facts earn; `held` names the amounts kept at the limits of the table.

    `position` is the normal score that the facts give in the nation, `narrowing` the share of the
    full range around it. On a pay scale there is neither, nor a percentile, but there are `grades`.
    """

    pay: Pay
    years: float | None
    level: Level | None
    multiplier: float
    position: float
    percentile: float
    narrowing: float
    held: tuple[str, ...]
    grades: tuple[str, ...] = ()


class Change(NamedTuple):
    """A fact of the waterfall, with the typical pay after it, not rounded."""

    fact: Fact
    pay_after: float


class Estimate(NamedTuple):
    """Everything a command needs to show: the profile's own outcome, the levels, and why.

    `median` is that of the place as published, in the money of the table; `ageing` moved it, if asked
    for. `wage_error` is the relative standard error of the place's wages, `margin` one standard error of the
    typical amount. `rests_on` is the evidence of all that counts, by factor and value; `unknown` maps flags
    to the currency amount by which answering each would narrow the middle half.
    """

    profile: Profile
    market: Market
    occupation: Occupation
    place: Place
    you: Outcome
    levels: tuple[Outcome, ...]
    median: float
    wage_error: float
    ageing: Ageing | None
    changes: tuple[Change, ...]
    rests_on: Mapping[tuple[str, str], str]
    margin: float
    unknown: Mapping[str, float]

    @property
    def hours_per_year(self) -> float:
        """The hours of a full-time year in the place."""
        return self.market.hours(self.place.code)

    @property
    def hours_per_week(self) -> float:
        """The hours of a full-time week in the place."""
        return self.market.weekly_hours(self.place.code)

    @property
    def growth(self) -> float:
        """The factor by which every wage of the table was moved to another month, 1 where none was."""
        return self.ageing.multiplier if self.ageing else 1

    @property
    def fell_back(self) -> bool:
        """Whether the wages are those of another place than the one asked for."""
        return self.profile.place.code != self.place.code and not self.market.scale

    @property
    def interpolated(self) -> tuple[int, ...]:
        """The percentiles of the place's wages that are not published but lie on the curve."""
        wages = self.place.ranges.get(self.occupation.name)
        return wages.interpolated if wages else ()

    @property
    def region_unsaid(self) -> bool:
        """Whether the points of a scale are those of its first region because no other was named."""
        return self.profile.place.code != self.place.code and self.market.scale is not None
