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
    """One line of the comparison; amounts rounded to the step of the table, hourly ones to the cent.

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
        """Return the years of the row: `0-2`, `10+`, `5`, or `any`."""
        if self.years_from is None:
            return "any" if self.years is None else f"{self.years:g}"
        return f"{self.years_from}+" if self.years_to is None else f"{self.years_from}-{self.years_to}"


def level_rows(estimate: Estimate) -> list[Row]:
    """Return the levels, then the person's own row."""
    levels = [_row(estimate, outcome, outcome.level) for outcome in estimate.levels]
    return [*levels, _row(estimate, estimate.you, None)]


def _row(estimate: Estimate, outcome: "Outcome | ScaleOutcome", level: "Level | LevelRule | None") -> Row:
    amount, pay, hours = Money(estimate.market).amount, outcome.pay, estimate.hours_per_year
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
