"""Plans year by year as rows, words and a chart."""

from collections.abc import Iterator
from dataclasses import dataclass

from coding_salary.bands import Bands
from coding_salary.look import Symbols
from coding_salary.money import whole
from coding_salary.path import Crossover, Plan, Year
from coding_salary.records import Record
from coding_salary.report import PERIOD, Document, Report, month, provenance
from coding_salary.rounding import half_up
from coding_salary.sheet import Column, Grid, Line, Part, Sentence, Sheet, Span

UNIT = 1
COST = 5


@dataclass(frozen=True)
class PathReport:
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
            "plans": [
                {"name": plan.name, "years": [self._record(year) for year in plan.years]}
                for plan in self.plans
            ],
            "crossovers": [
                {"plan": crossover.plan, "passes": crossover.passes, "year": crossover.year}
                for crossover in self.crossovers
            ],
            "notes": self.notes(),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each year of each plan."""
        del explain
        return [{"plan": plan.name, **self._record(year)} for plan in self.plans for year in plan.years]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return a table with a chart for each plan, all on one scale, and where they cross."""
        del explain, symbols
        parts: list[Part] = [self._grid(plan) for plan in self.plans]
        parts.append(tuple(self._sentences()))
        return Sheet((*self.base.person(), f"in the money of {month(self.base.market.date)}"), tuple(parts))

    def notes(self) -> list[str]:
        """Return which fees are not known, and what must be said of the wages."""
        certs = dict.fromkeys(cert for plan in self.plans for year in plan.years for cert in year.unknown)
        unknown = [f"the fee of {cert} is not known, and not counted" for cert in certs]
        return [*self.base.notes(), *unknown]

    def _record(self, year: Year) -> Record:
        amount, you = self.base.money.amount, year.estimate.you
        return {
            "year": year.year,
            "years_of_experience": None if you.years is None else whole(you.years),
            "low": amount(you.pay.low),
            "typical": amount(you.pay.typical),
            "high": amount(you.pay.high),
            "cost": half_up(year.cost, UNIT),
            "total": amount(year.total),
            "steps": list(year.steps),
        }

    def _grid(self, plan: Plan) -> Grid:
        spans = [_span(year) for each in self.plans for year in each.years]
        low, high = min(span.p10 for span in spans), max(span.p90 for span in spans)
        money = self.base.money
        stepping = any(year.steps for year in plan.years)
        columns = (
            Column(plan.name, right=False),
            Column("years", gives_way=3),
            Column("low", gives_way=2),
            Column("typical"),
            Column("high", gives_way=2),
            Column("cost", gives_way=4),
            Column("total"),
            Column(
                money.text(money.amount(low)), right=False, gives_way=5, far=money.text(money.amount(high))
            ),
            Column("steps", right=False, gives_way=1, loose=True),
        )
        grid = Grid(columns, tuple(map(self._line, plan.years)), scale=(low, high))
        return grid if stepping else grid.without(len(columns) - 1).without(COST)

    def _line(self, year: Year) -> Line:
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
                money.text(half_up(year.cost, UNIT)) if year.cost else "",
                money.text(money.amount(year.total)),
                _span(year),
                ", ".join(step.partition(":")[2].strip() for step in year.steps),
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
            "money", "Raises and inflation are not in it: each year is what such people earn today."
        )
        yield Sentence("basis", self.base.basis())


def _span(year: Year) -> Span:
    pay = year.estimate.you.pay
    return Span(pay.p10, pay.low, pay.typical, pay.high, pay.p90)
