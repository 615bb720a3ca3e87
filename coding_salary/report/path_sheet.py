"""Plans as people are shown them: the conclusion, one table of all plans, and what each step is and costs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coding_salary.decisions.plan import NOW, THE_PLAN
from coding_salary.formats.chart import PLAN_MARKS, Chart
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Answer, Grid, Labeled, Line, Sheet
from coding_salary.formats.symbols import DOT
from coding_salary.model.facts import years_text
from coding_salary.model.money import whole
from coding_salary.numbers import half_up
from coding_salary.reading.words import listed
from coding_salary.report.answer import based_on, next_steps
from coding_salary.report.base import sentence
from coding_salary.report.path import PathReport, PlanYear
from coding_salary.table.sources import SURE_ENOUGH

# How many lines of years people are shown by default: more do not fit a screen of 24 lines.
MAX_LINES = 11
# How far apart the years of a longer path are, and how many steps of that size it may have.
APART, MAX_APART = (2, 5, 10), 8
# Headings for where the width is short.
SHORT = {NOW: "unchanged", THE_PLAN: "plan"}
IN_ALL_ALONE = "typical pay from now on, minus known fees"
IN_ALL = "how far ahead of no change by then, known fees paid"


class PathRow(NamedTuple):
    """One year of every plan, the first plan first, and how far each is ahead of it by then, in currency."""

    plans: tuple[PlanYear, ...]
    ahead: tuple[float, ...]

    @property
    def year(self) -> int:
        """The year from now."""
        return self.plans[0].year.year

    @property
    def stepping(self) -> bool:
        """Whether some plan takes a step in it."""
        return any(each.year.steps for each in self.plans)


def path_sheet(report: PathReport) -> Sheet:
    """Return the conclusion, the plans beside each other, and lines on steps, fees and evidence."""
    rows = _rows(report)
    shown = rows if report.every else _some(rows)
    lines = [
        *_steps(report),
        *_order(report),
        *_evidence(report),
        *_not_shown(rows, shown),
        Labeled("In all", IN_ALL_ALONE if len(report.courses) == 1 else IN_ALL),
        Labeled("Money", f"in {report.money_month} money, without raises or inflation"),
        based_on(report),
        next_steps(report, "boost", hint=_hint(report)),
    ]
    marked = (Line(row, highlighted=row.stepping) for row in shown)
    return Sheet(report.person(), _conclusion(report), Grid(_fields(report, rows), marked), lines)


def _rows(report: PathReport) -> list[PathRow]:
    years = zip(*report.courses, strict=True)
    ahead = zip(*map(report.ahead, report.courses), strict=True)
    return [PathRow(plans, each) for plans, each in zip(years, ahead, strict=True)]


def _some(rows: Sequence[PathRow]) -> Sequence[PathRow]:
    """Return the years at even distances that fit a screen, with the last one and those of steps."""
    until = rows[-1].year
    if len(rows) <= MAX_LINES:
        return rows
    apart = next((each for each in APART if until <= each * MAX_APART), APART[-1])
    return [row for row in rows if row.year % apart == 0 or row.stepping or row is rows[-1]]


def _conclusion(report: PathReport) -> Answer:
    """Return what comes of the best plan by the last year; of a single one, where pay begins and ends."""
    first, *others = report.courses
    until = first[-1].year.year
    if not others:
        start, end = (report.money.text(report.money.amount(_typical(row))) for row in (first[0], first[-1]))
        return Answer(f"{start} {report.money.each} now{DOT}{end} in year {until}")
    best = max(others, key=lambda course: course[-1].total)
    ahead, back = _rounded(report, report.ahead(best)[-1]), report.paid_back_in(best)
    name = sentence(best[0].plan).removesuffix(".") if best[0].plan == THE_PLAN else best[0].plan
    if not ahead:
        return Answer(f"{name} comes to the same by year {until}.")
    side = "ahead" if ahead > 0 else "behind"
    words = f"{name} is {report.money.once(abs(ahead))} {side} by year {until}"
    return Answer(f"{words} and has paid back its fees in year {back}." if back is not None else f"{words}.")


def _fields(report: PathReport, rows: Sequence[PathRow]) -> list[Field[PathRow]]:
    """Return the year, typical pay by each plan, and of each but the first how far it is ahead."""
    fields = [
        Field[PathRow]("", lambda row: f"year {row.year}" if row.year else "now", "year"),
        Field("", _experience, "experience", years_text, priority=6),
    ]
    for index, course in enumerate(report.courses):
        fields += _plan_fields(report, course[0].plan, index)
    return [*fields, *_chart(report, rows)]


def _plan_fields(report: PathReport, plan: str, index: int) -> Iterator[Field[PathRow]]:
    money, single = report.money, len(report.courses) == 1

    def typical(row: PathRow) -> float:
        return money.amount(_typical(row.plans[index]))

    name = _heading(plan)
    if single:
        yield from _range_fields(report)
        yield Field("", lambda row: row.plans[0].total, "in all", money.once, priority=1)
        return
    yield Field("", typical, SHORT.get(plan, plan), money.text, wide=name)
    if not index:
        return
    if len(report.courses) == 2:
        yield Field(
            "",
            lambda row: typical(row) - money.amount(_typical(row.plans[0])),
            "difference",
            money.signed,
            priority=4,
        )
    several = f"{plan}, in all" if len(report.courses) > 2 else "in all"
    yield Field(
        "",
        lambda row: _rounded(report, row.ahead[index]),
        several,
        money._replace(hours=0).signed,
        priority=1,
    )


def _range_fields(report: PathReport) -> Iterator[Field[PathRow]]:
    """Yield low, typical and high pay, which are shown of a single plan alone."""
    for name, priority in (("low", 5), ("typical", 0), ("high", 5)):
        yield report.pay_fields(name, lambda row: row.plans[0].year.estimate, priority=priority)[1]


def _chart(report: PathReport, rows: Sequence[PathRow]) -> Iterator[Field[PathRow]]:
    """Yield the pay of every plan on one scale; of a single one the range of pay."""
    if len(report.courses) == 1:
        field = report.bar_field(lambda row: row.plans[0].year.estimate.you.pay, rows, priority=3)
        field.write = lambda amount: report.money.short(report.money.amount(amount))
        yield field
        return
    marks = PLAN_MARKS[: len(report.courses)]
    if len(marks) < len(report.courses):
        return
    amounts = [_typical(each) for row in rows for each in row.plans]
    legend = "   ".join(
        f"{mark} {_heading(plan.name)}" for mark, plan in zip(marks, report.plans, strict=True)
    )
    chart = Chart(min(amounts), max(amounts), legend, marks)
    yield Field(
        "",
        lambda row: tuple(map(_typical, row.plans)),
        "",
        lambda amount: report.money.short(report.money.amount(amount)),
        priority=3,
        chart=chart,
    )


def _steps(report: PathReport) -> Iterator[Labeled]:
    """Yield the steps of each plan with its fees; those that come by themselves are in the first plan too."""
    usual = _taken(report.courses[0]) if report.plans[0].name == NOW else []
    if usual:
        yield Labeled("Usual", DOT.join(_usual(report, step) for step in usual))
    for course in report.courses:
        own = [f"year {step.replace(':', ': ', 1)}" for step in _taken(course) if step not in usual]
        if own:
            label = "Steps" if len(report.courses) <= 2 else course[0].plan
            yield Labeled(label, DOT.join([*own, *_fees(report, course)]))


def _taken(course: Sequence[PlanYear]) -> list[str]:
    return [step.replace(" ", "") for row in course for step in row.year.steps]


def _usual(report: PathReport, step: str) -> str:
    """Return in words how an apprentice's certification becomes the full one by itself."""
    year, _, cert = step.partition(":+")
    apprentices = report.market.apprentices
    after = f"after {years_text(apprentices.years)} of work"
    return f"year {year}: {apprentices.stage_of(cert)} becomes {cert} {after}, as usual"


def _fees(report: PathReport, course: Sequence[PlanYear]) -> Iterator[str]:
    """Yield the fees of a plan: those of the first year with some, and all of them."""
    paid = [row for row in course if row.cost]
    if not paid:
        return
    first, total = paid[0].cost, sum(row.cost for row in paid)
    yield f"fees {report.money.once(first)} in year {paid[0].year.year}"
    if total > first:
        yield f"{report.money.once(total)} in all by year {course[-1].year.year}"


def _order(report: PathReport) -> Iterator[Labeled]:
    """Yield where a plan gets ahead of another in all, having been behind."""
    passed = [
        f"{each.plan} gets ahead of {'no change' if each.passes == NOW else each.passes} in year {each.year}"
        for each in report.crossovers
        if each.plan != NOW
    ]
    if passed:
        yield Labeled("Ahead", DOT.join(passed))


def _evidence(report: PathReport) -> Iterator[Labeled]:
    """Yield from which year on a plan rests on weaker evidence than one should decide on."""
    told = []
    for course in report.courses:
        weak = next((row for row in course if row.evidence not in SURE_ENOUGH), None)
        if weak:
            told.append(f"{weak.evidence} from year {weak.year.year} on {_with(weak.plan)}")
    if told:
        yield Labeled("Evidence", listed(told, "and"))


def _not_shown(rows: Sequence[PathRow], shown: Sequence[PathRow]) -> Iterator[Labeled]:
    if len(shown) < len(rows):
        yield Labeled("Not shown", f"{len(rows) - len(shown)} years: --all shows every year")


def _hint(report: PathReport) -> str:
    return "" if len(report.courses) > 1 else "add --plan 1:+CERT for a step"


def _heading(plan: str) -> str:
    return _with(plan) if plan == THE_PLAN else plan


def _with(plan: str) -> str:
    return plan if plan == NOW else f"with {plan}"


def _rounded(report: PathReport, total: float) -> float:
    """Return a sum of pay in the steps that pay is shown in."""
    return half_up(total, report.market.rounding)


def _typical(row: PlanYear) -> float:
    return row.year.estimate.you.pay.typical


def _experience(row: PathRow) -> float | None:
    years = row.plans[0].year.estimate.you.years
    return None if years is None else whole(years)
