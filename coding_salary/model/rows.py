"""The comparison itself: a row for each level, and the person's own."""

from typing import TYPE_CHECKING, NamedTuple

from coding_salary.model.money import Money, whole
from coding_salary.model.result import Estimate, Outcome
from coding_salary.numbers import CENT, half_up
from coding_salary.table.factors import YOU
from coding_salary.table.wages import Level

if TYPE_CHECKING:
    from coding_salary.model.scale import ScaleOutcome
    from coding_salary.table.pay_scale import LevelRule


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
