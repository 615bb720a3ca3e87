"""Plans year by year as fields, and how each compares with the first: what is ahead, and fees earned back."""

from itertools import accumulate
from typing import NamedTuple

from coding_salary.decisions.path import Crossover, Plan, Year
from coding_salary.formats.records import Field, records
from coding_salary.formats.result import Document
from coding_salary.formats.sheet import Sheet
from coding_salary.model.money import whole
from coding_salary.numbers import UNIT, half_up
from coding_salary.report.base import PayReport
from coding_salary.table.bands import Bands
from coding_salary.table.sources import weakest


class PlanYear(NamedTuple):
    """A year of a plan, and what was earned up to it less the fees, as it is shown."""

    plan: str
    year: Year
    total: float

    @property
    def typical(self) -> float:
        """Typical pay of the year in currency, rounded to the step of its market."""
        estimate = self.year.estimate
        return half_up(estimate.you.pay.typical, estimate.market.rounding)

    @property
    def cost(self) -> float:
        """The fees of the year that are known, in currency."""
        return half_up(self.year.cost, UNIT)

    @property
    def evidence(self) -> str:
        """The weakest grade of evidence that the year's pay rests on."""
        return weakest(evidence.name for evidence in self.year.estimate.rests_on.values())


class PathReport(PayReport):
    """What is shown of one or several plans; it is about the first year of the first: now.

    The others are compared with the first plan. `every` shows people all years.
    """

    def __init__(
        self, bands: Bands, plans: tuple[Plan, ...], crossovers: list[Crossover], *, every: bool = False
    ) -> None:
        """Keep the plans, and where one passes another."""
        super().__init__(bands, plans[0].years[0].estimate)
        self.plans = plans
        self.crossovers = crossovers
        self.every = every
        self.courses = list(map(_course, plans))
        self.rows = [row for course in self.courses for row in course]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        fields = self.fields()[1:]
        return {
            **self.head(),
            "currency": self.market.currency,
            "period": self.per,
            "plans": [
                {
                    "name": plan.name,
                    "ahead": self.ahead(course)[-1],
                    "paid_back_in": self.paid_back_in(course),
                    "years": records(fields, course),
                }
                for plan, course in zip(self.plans, self.courses, strict=True)
            ],
            "crossovers": [crossover._asdict() for crossover in self.crossovers],
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[PlanYear]]:
        """Return the fields of a year of a plan; people are shown all plans beside each other."""
        return [
            Field("plan"),
            Field("year", lambda row: row.year.year),
            Field("years_of_experience", _experience),
            *self.pay_fields("low", lambda row: row.year.estimate, priority=0)[:1],
            *self.pay_fields("typical", lambda row: row.year.estimate, priority=0)[:1],
            *self.pay_fields("high", lambda row: row.year.estimate, priority=0)[:1],
            Field("margin", lambda row: self.money.amount(row.year.estimate.margin)),
            Field("evidence"),
            Field("cost", lambda row: None if row.year.unknown else row.cost),
            Field("total"),
            Field("steps", lambda row: list(row.year.steps)),
        ]

    def ahead(self, course: list[PlanYear]) -> list[float]:
        """Return how far a plan is ahead of the first one after each year, fees paid, in currency."""
        return [row.total - first.total for row, first in zip(course, self.courses[0], strict=True)]

    def paid_back_in(self, course: list[PlanYear]) -> int | None:
        """Return the year from which on a plan that costs something is ahead; None without, or if never."""
        costs = [row.cost - first.cost for row, first in zip(course, self.courses[0], strict=True)]
        begun = next((year for year, cost in enumerate(costs) if cost > 0), None)
        ahead = self.ahead(course)
        if begun is None or ahead[-1] < 0:
            return None
        return max([begun, *(year + 1 for year, each in enumerate(ahead) if each < 0)])

    def sheet(self) -> Sheet:
        """Return a conclusion, the plans beside each other year by year, and where each step is taken."""
        from coding_salary.report.path_sheet import path_sheet

        return path_sheet(self)

    def notes(self) -> list[str]:
        """Return which fees are not known, and what must be said of the wages."""
        certs = dict.fromkeys(cert for row in self.rows for cert in row.year.unknown)
        unknown = [f"the fee of {cert} is not known, and not counted" for cert in certs]
        return [*super().notes(), *unknown, *self.scale_notes(row.year.estimate for row in self.rows)]


def _course(plan: Plan) -> list[PlanYear]:
    """Return the years of a plan with totals of amounts as they are shown, for anybody to add up."""
    years = [PlanYear(plan.name, year, 0) for year in plan.years]
    totals = accumulate(row.typical - row.cost for row in years)
    return [row._replace(total=total) for row, total in zip(years, totals, strict=True)]


def _experience(row: PlanYear) -> float | None:
    years = row.year.estimate.you.years
    return None if years is None else whole(years)
