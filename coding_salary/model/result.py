"""What an estimate holds, and the rows it is shown as: one for each level, and the person's own."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.model.facts import Fact
from coding_salary.model.money import Money, whole
from coding_salary.numbers import CENT, half_up
from coding_salary.profile.profile import Profile
from coding_salary.table.factors import YOU
from coding_salary.table.market import Market
from coding_salary.table.occupations import Ageing, Occupation
from coding_salary.table.places import Place
from coding_salary.table.sources import Evidence
from coding_salary.table.wages import Level

if TYPE_CHECKING:
    from coding_salary.model.position import IndustryPeople, People, Position
    from coding_salary.model.scale import ScaleJob, ScaleOutcome
    from coding_salary.model.scale_position import ScalePosition
    from coding_salary.table.pay_scale import LevelRule

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

    @property
    def one_point(self) -> bool:
        """Whether a pay scale leaves one point, which is no range."""
        return self.low == self.high


class Outcome(NamedTuple):
    """What people with these facts earn; `held` names the amounts kept at the limits of the table.

    `people` says where such people are on the range of the nation. `narrowing` is the share of the full range
    that the facts leave, `shown` that share with how unsure they are; None where an industry's wages say it.
    """

    pay: Pay
    years: float | None
    level: Level | None
    multiplier: float
    people: "People | IndustryPeople"
    percentile: float
    narrowing: float | None
    held: tuple[str, ...]
    shown: float | None
    grades: tuple[str, ...] = ()


class Change(NamedTuple):
    """A fact of the waterfall, with the typical pay after it, not rounded."""

    fact: Fact
    pay_after: float


class Estimate(NamedTuple):
    """Everything a command needs to show: the profile's own outcome, the levels, and why.

    There are two kinds, `SurveyEstimate` and `ScaleEstimate`; `basis` is what each was read on. The
    waterfall begins with `start`, in the money of the table; `ageing` moved it, if asked for. `margin` is one
    standard error of the typical amount, `wage_error` the relative one of the place's wages. `rests_on` is
    the evidence of all that counts, with its own error, by factor and value. `interpolated` are the
    percentiles that are not published but lie on the curve. `fell_back` says that the wages are
    those of another place than the one asked for,
    `region_unsaid` that the points are those of the first region because no other was named. `idle` are the
    flags that were given and move nothing in the job.
    """

    profile: Profile
    market: Market
    occupation: "Occupation | ScaleJob"
    place: Place
    you: "Outcome | ScaleOutcome"
    levels: "Sequence[Outcome | ScaleOutcome]"
    start: Change
    changes: tuple[Change, ...]
    rests_on: Mapping[tuple[str, str], Evidence]
    margin: float
    basis: "Position | ScalePosition"
    wage_error: float = 0
    ageing: Ageing | None = None
    interpolated: tuple[int, ...] = ()
    fell_back: bool = False
    region_unsaid: bool = False
    idle: tuple[str, ...] = ()

    @property
    def median(self) -> float:
        """What the waterfall begins with, in the money of the table, not rounded."""
        return self.start.pay_after

    @property
    def floor(self) -> bool:
        """Whether parts of its place are known to pay more than it says."""
        return False

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


class Row(NamedTuple):
    """One line of the comparison; amounts rounded to the step of the table, those of an hour to the cent.

    On a pay scale a level says no years, nobody knows the percentiles, and `grade` names the grades.
    """

    level: str
    years_from: int | None
    years_to: int | None
    years: float | None
    p10: float | None
    low: float
    typical: float
    high: float
    p90: float | None
    hourly_low: float
    hourly_typical: float
    hourly_high: float
    yours: bool
    grade: str | None = None

    def years_text(self) -> str:
        """Return the years at which the row is computed: `5 yr`, or `any`."""
        return "any" if self.years is None else f"{self.years:g} yr"


def level_rows(estimate: Estimate) -> list[Row]:
    """Return the levels, then the person's own row."""
    money = Money.of(estimate)
    levels = [_row(estimate, money, outcome, outcome.level) for outcome in estimate.levels]
    return [*levels, _row(estimate, money, estimate.you, None)]


def _row(
    estimate: Estimate,
    money: Money,
    outcome: "Outcome | ScaleOutcome",
    level: "Level | LevelRule | None",
) -> Row:
    amount, pay, hours = money.amount, outcome.pay, estimate.hours_per_year
    surveyed = outcome.percentile is not None
    return Row(
        level=level.name if level else YOU,
        years_from=level.years_from if level else None,
        years_to=level.years_to if level else None,
        years=None if outcome.years is None else whole(outcome.years),
        p10=amount(pay.p10) if surveyed else None,
        low=amount(pay.low),
        typical=amount(pay.typical),
        high=amount(pay.high),
        p90=amount(pay.p90) if surveyed else None,
        hourly_low=half_up(pay.low / hours, CENT),
        hourly_typical=half_up(pay.typical / hours, CENT),
        hourly_high=half_up(pay.high / hours, CENT),
        yours=level is None or level == estimate.you.level,
        grade="+".join(outcome.grades) or None,
    )
