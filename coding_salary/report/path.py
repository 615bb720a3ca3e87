"""Plans year by year as fields, and how each compares with the first: what is ahead, and fees earned back."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from coding_salary.decisions.path import Plan, Year, crossovers
from coding_salary.formats.records import Document, Field, records
from coding_salary.formats.sheet import Sheet
from coding_salary.model.money import Money, whole
from coding_salary.numbers import UNIT, half_up
from coding_salary.report.base import PayReport
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.sources import weakest


class PlanYear(NamedTuple):
    """A year of a plan; `total` is all pay up to it less the fees, `ahead` is that less the first plan's."""

    plan: str
    year: Year
    total: float = 0
    ahead: float = 0

    @property
    def years_of_experience(self) -> float | None:
        """The years of experience in it; on a ladder of grades, those in the grade."""
        years = self.year.estimate.you.years
        return None if years is None else whole(years)

    @property
    def annual(self) -> float:
        """Typical pay a year in currency, rounded to the step of its market."""
        estimate = self.year.estimate
        return half_up(estimate.you.pay.typical, estimate.market.rounding)

    @property
    def typical(self) -> float:
        """Typical pay as it is shown, a year or an hour."""
        estimate = self.year.estimate
        return Money.of(estimate).amount(estimate.you.pay.typical)

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

    The others are compared with the first plan. `every` shows people all years. Entry, mid and senior pay
    are not shown, so that there is nothing to note of them.
    """

    def __init__(self, bands: Bands, plans: tuple[Plan, ...], *, every: bool = False) -> None:
        """Keep the plans, and find where one passes another."""
        super().__init__(bands, plans[0].years[0].estimate._replace(levels=()))
        self.plans = plans
        self.crossovers = crossovers(plans)
        self.every = every
        self.courses = _courses(plans)
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
                    "ahead": course[-1].ahead,
                    "paid_back_in": self.paid_back_in(course),
                    "years": records(fields, course),
                }
                for plan, course in zip(self.plans, self.courses, strict=True)
            ],
            "crossovers": [crossover._asdict() for crossover in self.crossovers],
            "notes": [*map("year {}".format, self.early(self.rows)), *self.notes()],
        }

    def fields(self) -> list[Field[PlanYear]]:
        """Return the fields of a year of a plan; people are shown all plans beside each other."""
        return [
            Field("plan"),
            Field("year", lambda row: row.year.year),
            Field("years_of_experience"),
            *self.pay_fields("low", lambda row: row.year.estimate, priority=0)[:1],
            Field("typical"),
            *self.pay_fields("high", lambda row: row.year.estimate, priority=0)[:1],
            Field("margin", lambda row: self.money.amount(row.year.estimate.margin)),
            Field("evidence"),
            Field("cost", lambda row: None if row.year.unknown else row.cost),
            Field("total"),
            Field("steps", lambda row: list(row.year.steps)),
        ]

    def costs(self, course: list[PlanYear]) -> list[float]:
        """Return what a plan costs in each year more than the first one, in currency."""
        return [row.cost - first.cost for row, first in zip(course, self.courses[0], strict=True)]

    def early(self, rows: Sequence[PlanYear]) -> list[str]:
        """Return which steps come early and what they usually take: `1, role=director: asks for 10 years`."""
        taken = (early for row in rows for early in row.year.early)
        return list(dict.fromkeys(f"{step.replace(':', ', ', 1)}: {wait}" for step, wait in taken))

    def paid_back_in(self, course: list[PlanYear]) -> int | None:
        """Return the year from which on a plan that costs something is ahead; None without, or if never."""
        costs = self.costs(course)
        begun = next((year for year, cost in enumerate(costs) if cost > 0), None)
        if begun is None or course[-1].ahead < 0:
            return None
        return max([begun, *(year + 1 for year, row in enumerate(course) if row.ahead < 0)])

    @property
    def money_month(self) -> str:
        """The month whose money wages are moved to in any plan; where none is, that of the pay scale."""
        months = (row.year.estimate.profile.as_of for row in self.rows)
        moved = next(filter(None, months), None)
        return month_name(moved) if moved else super().money_month

    def sheet(self) -> Sheet:
        """Return a conclusion, the plans beside each other year by year, and where each step is taken."""
        from coding_salary.report.path_sheet import path_sheet

        return path_sheet(self)

    def notes(self) -> list[str]:
        """Return which fees are not known, and what must be said of the wages."""
        certs = dict.fromkeys(cert for row in self.rows for cert in row.year.unknown)
        unknown = [f"the fee of {cert} is not known, and not counted" for cert in certs]
        return [
            *super().notes(),
            *unknown,
            *self.scale_notes(row.year.estimate for row in self.rows),
        ]


def _courses(plans: Sequence[Plan]) -> list[list[PlanYear]]:
    """Return the years of plans with totals of amounts as they are shown, for anybody to add up."""
    courses = [[PlanYear(plan.name, year) for year in plan.years] for plan in plans]
    totals = [list(accumulate(row.annual - row.cost for row in course)) for course in courses]
    return [
        [
            row._replace(total=total, ahead=total - base)
            for row, total, base in zip(course, own, totals[0], strict=True)
        ]
        for course, own in zip(courses, totals, strict=True)
    ]
