"""Plans year by year as fields, words and a chart."""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from coding_salary.decisions.path import Crossover, Plan, Year
from coding_salary.formats.records import Field, records
from coding_salary.formats.result import Document
from coding_salary.formats.sheet import Grid, Line, Sentence, Sheet
from coding_salary.model.money import whole
from coding_salary.model.result import Estimate, Pay
from coding_salary.numbers import UNIT, half_up
from coding_salary.report.base import PayReport
from coding_salary.table.bands import Bands
from coding_salary.table.sources import weakest


class PlanYear(NamedTuple):
    """A year of a plan, and what was earned up to it less the fees, as it is shown."""

    plan: str
    year: Year
    total: float


class PathReport(PayReport):
    """What is shown of one or several plans; it is about the first year of the first: now."""

    def __init__(self, bands: Bands, plans: tuple[Plan, ...], crossovers: list[Crossover]) -> None:
        """Keep the plans, and where one passes another."""
        super().__init__(bands, plans[0].years[0].estimate)
        self.plans = plans
        self.crossovers = crossovers
        self.rows = [year for plan in plans for year in self._years(plan)]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        fields = self.fields()[1:]
        return {
            **self.head(),
            "currency": self.market.currency,
            "period": self.per,
            "plans": [
                {"name": plan.name, "years": records(fields, self._years(plan))} for plan in self.plans
            ],
            "crossovers": [crossover._asdict() for crossover in self.crossovers],
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[PlanYear]]:
        """Return the fields of a year of a plan."""
        return [Field("plan"), *self._year_fields(), *_step_fields(shown=False)]

    def sheet(self) -> Sheet:
        """Return a table with a chart for each plan, all on one scale, and where they cross."""
        title = (*self.person(), f"in the money of {self.money_month}")
        return Sheet(title, *map(self._grid, self.plans), list(self._sentences()))

    def notes(self) -> list[str]:
        """Return which fees are not known, and what must be said of the wages."""
        certs = dict.fromkeys(cert for plan in self.plans for year in plan.years for cert in year.unknown)
        unknown = [f"the fee of {cert} is not known, and not counted" for cert in certs]
        return [*super().notes(), *unknown, *self.scale_notes(row.year.estimate for row in self.rows)]

    def _years(self, plan: Plan) -> list[PlanYear]:
        """Return the years of a plan with totals of amounts as they are shown, for anybody to add up."""
        gains = (
            half_up(year.estimate.you.pay.typical, year.estimate.market.rounding) - half_up(year.cost, UNIT)
            for year in plan.years
        )
        return [
            PlanYear(plan.name, year, total)
            for year, total in zip(plan.years, accumulate(gains), strict=True)
        ]

    def _year_fields(self, *, stepping: bool = False) -> list[Field[PlanYear]]:
        """Return the fields of a year; of a plan without steps people see no cost."""
        money = self.money
        return [
            Field("year", lambda row: row.year.year),
            Field("years_of_experience", _experience, "years", "{:g}".format, priority=5),
            *self.pay_fields("low", _estimate, priority=6),
            *self.pay_fields("typical", _estimate, priority=0),
            *self.pay_fields("high", _estimate, priority=6),
            Field("margin", lambda row: money.amount(row.year.estimate.margin)),
            Field("evidence", _weakest, "evidence", priority=1),
            Field("cost", _cost, "cost" if stepping else None, self._cost_text, priority=3, none="not known"),
            Field("total", heading="total", write=money.once),
        ]

    def _cost_text(self, cost: float) -> str:
        return self.money.once(cost) if cost else ""

    def _grid(self, plan: Plan) -> Grid[PlanYear]:
        stepping = any(year.steps for year in plan.years)
        fields = [
            Field[PlanYear]("", lambda row: f"year {row.year.year}", plan.name),
            *self._year_fields(stepping=stepping),
            self._bars(),
            *_step_fields(shown=stepping),
        ]
        return Grid(fields, (Line(row, highlighted=bool(row.year.steps)) for row in self._years(plan)))

    def _bars(self) -> Field[PlanYear]:
        bars = self.bar_field(_pay, self.rows, priority=2)
        bars.write = lambda amount: self.money.text(self.money.amount(amount))
        return bars

    def _sentences(self) -> Iterator[Sentence]:
        for crossover in self.crossovers:
            words = (
                f"The total of {crossover.plan} passes that of {crossover.passes} in year {crossover.year}."
            )
            yield Sentence("crossover", words)
        yield Sentence("total", "Total is typical pay less the fees that are known, summed from year 0 on.")
        yield Sentence(
            "money",
            f"Raises and inflation are not in it: each year is what such people earn in {self.money_month}.",
        )
        yield Sentence("basis", self.basis())


def _step_fields(*, shown: bool) -> list[Field[PlanYear]]:
    """Return the fields of what was done in a year, which people are shown last."""
    return [
        Field("steps", lambda row: list(row.year.steps)),
        Field("", _steps_text, "steps" if shown else None, priority=1, wrap=True),
    ]


def _steps_text(row: PlanYear) -> str:
    steps = [step.partition(":")[2].strip() for step in row.year.steps]
    return ", ".join([*steps, *(["fee not known"] if row.year.unknown else [])])


def _pay(row: PlanYear) -> Pay:
    return row.year.estimate.you.pay


def _estimate(row: PlanYear) -> Estimate:
    return row.year.estimate


def _experience(row: PlanYear) -> float | None:
    years = row.year.estimate.you.years
    return None if years is None else whole(years)


def _weakest(row: PlanYear) -> str:
    """Return the weakest grade of evidence that a year's pay rests on."""
    return weakest(evidence.name for evidence in row.year.estimate.rests_on.values())


def _cost(row: PlanYear) -> float | None:
    return None if row.year.unknown else half_up(row.year.cost, UNIT)
