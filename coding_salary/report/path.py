"""Plans year by year as rows, words and a chart."""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from coding_salary.decisions.path import Crossover, Plan, Year
from coding_salary.formats.records import Record
from coding_salary.formats.sheet import Column, Grid, Line, Part, Sentence, Sheet, Span
from coding_salary.formats.symbols import Symbols
from coding_salary.model.money import whole
from coding_salary.numbers import UNIT, half_up
from coding_salary.report.common import PERIOD, Document, provenance
from coding_salary.report.estimate import Report
from coding_salary.table.bands import Bands
from coding_salary.table.sources import weakest

MARGIN, COST = 5, 7


class PathReport(NamedTuple):
    """What is shown of one or several plans."""

    bands: Bands
    plans: tuple[Plan, ...]
    crossovers: list[Crossover]

    @property
    def base(self) -> Report:
        """The report of the first plan's first year: now."""
        return Report(self.bands, self.plans[0].years[0].estimate)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            **provenance(self.bands, self.base.market),
            "profile": self.base.profile(),
            "currency": self.base.market.currency,
            "period": PERIOD,
            "plans": [{"name": plan.name, "years": self._years(plan)} for plan in self.plans],
            "crossovers": [
                {"plan": crossover.plan, "passes": crossover.passes, "year": crossover.year}
                for crossover in self.crossovers
            ],
            "notes": self.notes(),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each year of each plan."""
        del explain
        return [{"plan": plan.name, **year} for plan in self.plans for year in self._years(plan)]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return a table with a chart for each plan, all on one scale, and where they cross."""
        del explain
        parts: list[Part] = [self._grid(plan, symbols) for plan in self.plans]
        parts.append(tuple(self._sentences()))
        return Sheet((*self.base.person(), f"in the money of {self.base.money_of}"), tuple(parts))

    def notes(self) -> list[str]:
        """Return which fees are not known, and what must be said of the wages."""
        certs = dict.fromkeys(cert for plan in self.plans for year in plan.years for cert in year.unknown)
        unknown = [f"the fee of {cert} is not known, and not counted" for cert in certs]
        return [*self.base.notes(), *unknown]

    def _record(self, year: Year, total: float) -> Record:
        amount, you = self.base.money.amount, year.estimate.you
        return {
            "year": year.year,
            "years_of_experience": None if you.years is None else whole(you.years),
            "low": amount(you.pay.low),
            "typical": amount(you.pay.typical),
            "high": amount(you.pay.high),
            "margin": amount(year.estimate.margin),
            "evidence": _weakest(year),
            "cost": None if year.unknown else half_up(year.cost, UNIT),
            "total": total,
            "steps": list(year.steps),
        }

    def _years(self, plan: Plan) -> list[Record]:
        return [self._record(*each) for each in zip(plan.years, self._totals(plan), strict=True)]

    def _totals(self, plan: Plan) -> list[float]:
        """Return the running totals of the amounts as they are shown, so that anybody can add them up."""
        amount = self.base.money.amount
        gains = (amount(year.estimate.you.pay.typical) - half_up(year.cost, UNIT) for year in plan.years)
        return list(accumulate(gains))

    def _grid(self, plan: Plan, symbols: Symbols) -> Grid:
        spans = [_span(year) for each in self.plans for year in each.years]
        low, high = min(span.p10 for span in spans), max(span.p90 for span in spans)
        money = self.base.money
        stepping = any(year.steps for year in plan.years)
        columns = (
            Column(plan.name, right=False),
            Column("years", gives_way=5),
            Column("low", gives_way=6),
            Column("typical"),
            Column("high", gives_way=6),
            Column("margin", gives_way=4),
            Column("evidence", right=False, gives_way=1),
            Column("cost", gives_way=3),
            Column("total"),
            Column(
                money.text(money.amount(low)), right=False, gives_way=2, far=money.text(money.amount(high))
            ),
            Column("steps", right=False, gives_way=1, loose=True),
        )
        grid = Grid(
            columns,
            tuple(self._line(*each, symbols) for each in zip(plan.years, self._totals(plan), strict=True)),
            scale=(low, high),
        )
        if not stepping:
            grid = grid.without(len(columns) - 1).without(COST)
        return grid.without(MARGIN) if self.base.market.scale else grid

    def _line(self, year: Year, total: float, symbols: Symbols) -> Line:
        money, you, pay = self.base.money, year.estimate.you, year.estimate.you.pay
        amounts = (money.text(money.amount(amount)) for amount in (pay.low, pay.typical, pay.high))
        low, typical, high = amounts
        return Line(
            (
                f"year {year.year}",
                "" if you.years is None else f"{you.years:g}",
                low,
                typical,
                high,
                f"{symbols.plus_minus} {money.text(money.amount(year.estimate.margin))}",
                _weakest(year),
                "not known" if year.unknown else money.text(half_up(year.cost, UNIT)) if year.cost else "",
                money.text(total),
                _span(year),
                ", ".join(
                    [step.partition(":")[2].strip() for step in year.steps]
                    + ["fee not known"] * bool(year.unknown)
                ),
            ),
            own=bool(year.steps),
        )

    def _sentences(self) -> Iterator[Sentence]:
        for crossover in self.crossovers:
            words = (
                f"The total of {crossover.plan} passes that of {crossover.passes} in year {crossover.year}."
            )
            yield Sentence("crossover", words)
        yield Sentence("total", "Total is typical pay less the fees that are known, summed from year 0 on.")
        yield Sentence(
            "money",
            "Raises and inflation are not in it: each year is what such people earn"
            f" in {self.base.money_of}.",
        )
        yield Sentence("basis", self.base.basis())


def _weakest(year: Year) -> str:
    """Return the weakest grade of evidence that a year's pay rests on."""
    return weakest(year.estimate.rests_on.values())


def _span(year: Year) -> Span:
    return Span(*year.estimate.you.pay)
