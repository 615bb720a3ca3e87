"""Plans as people are shown them: the conclusion, one table of all plans, and what each step is and costs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coding_salary.decisions.plan import NOW, THE_PLAN
from coding_salary.formats.chart import PLAN_MARKS, Chart
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Answer, Grid, Labeled, Line, Sheet, Tone, not_shown
from coding_salary.formats.symbols import DOT
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.facts import years_text
from coding_salary.numbers import half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import sentence
from coding_salary.report.headline import next_steps
from coding_salary.report.path import PathReport, PlanYear
from coding_salary.table.factors import CREDENTIAL
from coding_salary.table.occupations import Occupation
from coding_salary.table.sources import SURE_ENOUGH

# How many lines of years people are shown by default: more do not fit a screen of 24 lines.
MAX_LINES = 11
# How far apart the years that are shown may be.
APART = (1, 2, 5, 10)
# Headings for where the width is short.
SHORT = {NOW: "unchanged", THE_PLAN: "plan"}


# A year of every plan, the first plan first.
PathRow = tuple[PlanYear, ...]


class Taken(NamedTuple):
    """A step in the year from now in which it is taken, in the words of the plan."""

    year: int
    words: str


def path_sheet(report: PathReport) -> Sheet:
    """Return the conclusion, the plans beside each other, and lines on steps, fees and evidence."""
    rows = list(zip(*report.courses, strict=True))
    told = bool(report.early(report.rows)) + 2 * len(report.courses[2:]) + len(_passed(report))
    shown = rows if report.every else _some(rows, MAX_LINES - told)
    sums = {1: "total earned: ", 2: "total gain: "}.get(len(report.courses), "")
    lines = [
        *_steps(report),
        *_order(report),
        *_evidence(report),
        *not_shown(len(rows) - len(shown), " years"),
        Labeled("Money", f"of {report.money_month}, no inflation{DOT}{sums}after fees"),
        _based_on(report),
        next_steps(report, "boost", hint=_hint(report)),
    ]
    marked = (Line(row, highlighted=bool(_taken(row)), remark=_step_words(row)) for row in shown)
    return Sheet(report.person(), _conclusion(report), Grid(_fields(report, rows), marked), lines)


def _some(rows: Sequence[PathRow], most: int) -> Sequence[PathRow]:
    """Return the years at even distances that fit a screen, with the last one and those of steps."""
    until = len(rows) - 1
    some = [
        [row for year, row in enumerate(rows) if year % apart == 0 or _taken(row) or year == until]
        for apart in APART
    ]
    return next((each for each in some if len(each) <= most), some[-1])


def _step_words(row: PathRow) -> str:
    """Return what any plan does in a year, in the words of the plans."""
    return ", ".join(dict.fromkeys(step.words for step in _taken(row)))


def _conclusion(report: PathReport) -> Answer:
    """Return what comes of the best plan by the last year; of a single one, where pay begins and ends."""
    first, *others = report.courses
    until = first[-1].year.year
    if not others:
        start, end = (report.money.text(row.typical) for row in (first[0], first[-1]))
        return Answer(f"{start} {report.money.each} now{DOT}{end} in year {until}")
    best = _best(report)
    name = sentence(best[0].plan).removesuffix(".") if best[0].plan == THE_PLAN else best[0].plan
    early = DOT.join(map("year {}".format, report.early(best)))
    return Answer(f"{name} {_outcome(report, best)}.", early and f"But {early}")


def _best(report: PathReport) -> list[PlanYear]:
    """Return the plan with the highest total besides the first one."""
    return max(report.courses[1:], key=lambda course: course[-1].total)


def _outcome(report: PathReport, course: list[PlanYear]) -> str:
    """Return what comes of a plan by the last year, after the plan's name."""
    until, back = course[-1].year.year, report.paid_back_in(course)
    ahead = _rounded(report, course[-1].ahead)
    if not ahead:
        return f"comes to the same by year {until}" + (", fees paid" if back is not None else "")
    words = f"is {report.money.once(abs(ahead))} {'ahead' if ahead > 0 else 'behind'} by year {until}"
    if back is not None:
        return f"{words} and has paid back its fees in year {back}"
    return f"{words} and has not paid back its fees" if any(report.costs(course)) else words


def _fields(report: PathReport, rows: Sequence[PathRow]) -> list[Field[PathRow]]:
    """Return the year, typical pay by each plan, how far each is ahead of the first, and a chart."""
    compared = _compared(report) if report.courses[1:] else _alone(report)
    year = Field[PathRow]("", lambda row: _year_words(row[0].year.year), "year")
    return [year, *compared, *_chart(report, rows)]


def _year_words(year: int) -> str:
    return f"year {year}" if year else "now"


def _alone(report: PathReport) -> Iterator[Field[PathRow]]:
    """Yield what is shown of a single plan: its range, and all pay from now on."""
    yield Field("", lambda row: row[0].years_of_experience, "experience", years_text, priority=6)
    for name, priority in (("low", 5), ("typical", 0), ("high", 5)):
        yield report.pay_fields(name, lambda row: row[0].year.estimate, priority=priority)[1]
    yield Field("", lambda row: row[0].total, "total earned", report.money.once, priority=1)


def _compared(report: PathReport) -> Iterator[Field[PathRow]]:
    """Yield pay by each plan; of two plans also how far the second is ahead."""
    needed = (report.courses[0], _best(report))
    for index, (plan, course) in enumerate(zip(report.plans, report.courses, strict=True)):
        yield _pay_field(report, plan.name, index, priority=0 if course in needed else 2)
    if len(report.plans) == 2:
        signed = report.money._replace(hours=0).signed
        yield Field("", _difference, "difference", report.money.signed, priority=4)
        yield Field("", lambda row: _rounded(report, row[1].ahead), "total gain", signed, priority=1)


def _difference(row: PathRow) -> float:
    return row[1].typical - row[0].typical


def _pay_field(report: PathReport, plan: str, index: int, priority: int) -> Field[PathRow]:
    heading, write = SHORT.get(plan, plan), report.money.text
    return Field("", lambda row: row[index].typical, heading, write, priority=priority, wide=_heading(plan))


def _chart(report: PathReport, rows: Sequence[PathRow]) -> Iterator[Field[PathRow]]:
    """Yield the pay of every plan on one scale; of a single one the range of pay."""
    plans, marks = report.plans, PLAN_MARKS[: len(report.plans)]
    if not plans[1:]:
        field = report.bar_field(lambda row: row[0].year.estimate.you.pay, rows, priority=3)
        field.write = lambda amount: report.money.short(report.money.amount(amount))
        yield field
    elif plans[len(marks) :]:
        return
    else:
        amounts = [each.typical for each in report.rows]
        legend = "   ".join(map("{} {}".format, marks, (_heading(plan.name) for plan in plans)))
        chart = Chart(min(amounts), max(amounts), legend, marks)
        yield Field("", _each_typical, "", report.money.short, priority=3, chart=chart)


def _each_typical(row: PathRow) -> tuple[float, ...]:
    return tuple(each.typical for each in row)


def _steps(report: PathReport) -> Iterator[Labeled]:
    """Yield the steps of each plan with its fees; those that come by themselves are in the first plan too."""
    usual = _taken(report.courses[0]) if report.plans[0].name == NOW else []
    if usual:
        yield Labeled("Usual", DOT.join(_usual(report, step) for step in usual))
    several = len(report.courses) > 2
    for course in report.courses:
        result = [_in_all(report, course)] if several and course is not report.courses[0] else []
        own = [f"year {step.year}: {step.words}" for step in _taken(course) if step not in usual]
        if words := [*result, *own, *_fees(report, course)]:
            yield Labeled(course[0].plan if several else "Steps", DOT.join(words))


def _in_all(report: PathReport, course: Sequence[PlanYear]) -> str:
    """Return how far a plan is ahead by the last year."""
    ahead = report.money._replace(hours=0).signed(_rounded(report, course[-1].ahead))
    return f"{ahead} by year {course[-1].year.year}"


def _taken(course: Sequence[PlanYear]) -> list[Taken]:
    return [Taken(row.year.year, step.partition(":")[2]) for row in course for step in row.year.steps]


def _usual(report: PathReport, step: Taken) -> str:
    """Return in words how an apprentice's certification becomes the full one by itself."""
    cert, apprentices = step.words.removeprefix("+"), report.market.apprentices
    after = f"after {years_text(apprentices.years)} of work"
    return f"year {step.year}: {apprentices.stage_of(cert)} becomes {cert} {after}, as usual"


def _fees(report: PathReport, course: Sequence[PlanYear]) -> Iterator[str]:
    """Yield the fees of a plan: those of the first year with some, and all of them."""
    paid = [row for row in course if row.cost]
    if not paid:
        return
    first, total = paid[0].cost, sum(row.cost for row in paid)
    later = f", {report.money.once(total)} by year {course[-1].year.year}" if total > first else ""
    yield f"fees {report.money.once(first)} in year {paid[0].year.year}{later}"


def _order(report: PathReport) -> Iterator[Labeled]:
    """Yield where a plan gets ahead of another in all, having been behind."""
    if passed := _passed(report):
        yield Labeled("Ahead", DOT.join(passed))


def _passed(report: PathReport) -> list[str]:
    return [
        f"{each.plan} gets ahead of {'no change' if each.passes == NOW else each.passes} in year {each.year}"
        for each in report.crossovers
        if each.plan != NOW
    ]


def _evidence(report: PathReport) -> Iterator[Labeled]:
    """Yield from which year on a plan rests on weaker evidence than one should decide on."""
    told = []
    for course in report.courses:
        weak = next((row for row in course if row.evidence not in SURE_ENOUGH), None)
        if weak:
            told.append(f"{weak.evidence} from year {weak.year.year} on {_with(weak.plan)}")
    if told:
        yield Labeled("Evidence", listed(told, "and"))


def _hint(report: PathReport) -> str:
    """Return how a step is added, where none is planned."""
    if report.courses[1:]:
        return ""
    job = report.estimate.occupation
    certified = (
        isinstance(job, Occupation) and CREDENTIAL in job.counts and CREDENTIAL in report.market.factors
    )
    return f"add --plan 1:{'+CERT' if certified else 'role=ROLE'} for a step"


def _based_on(report: PathReport) -> Labeled:
    """Return on what the amounts rest; a step may lead to another job, or to or from a pay scale."""
    bases: dict[tuple[type, str], PlanYear] = {}
    for row in report.rows:
        bases.setdefault((type(row.year.estimate), row.year.estimate.occupation.title), row)
    texts = [report.words.based_on(), *(_later_basis(report, row) for row in list(bases.values())[1:])]
    return Labeled("Based on", DOT.join(texts), Tone.SOURCE)


def _later_basis(report: PathReport, row: PlanYear) -> str:
    estimate = row.year.estimate
    both = isinstance(estimate, SurveyEstimate) and isinstance(report.estimate, SurveyEstimate)
    basis = f"wages of {estimate.occupation.title.lower()}"
    return f"year {row.year.year} on: {basis if both else report.words_about(estimate).based_on()}"


def _heading(plan: str) -> str:
    return _with(plan) if plan == THE_PLAN else plan


def _with(plan: str) -> str:
    return plan if plan == NOW else f"with {plan}"


def _rounded(report: PathReport, total: float) -> float:
    """Return a sum of pay in the steps that pay is shown in."""
    return half_up(total, min(row.year.estimate.market.rounding for row in report.rows))
