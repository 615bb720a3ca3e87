"""An estimate as people are shown it: levels with your own row, what to ask next, the steps; or an advert."""

from collections.abc import Callable, Iterator

from coding_salary.formats.records import Field, Span
from coding_salary.formats.sheet import Beside, Grid, Labeled, Line, Part, Sentence, Sheet
from coding_salary.formats.symbols import DOT
from coding_salary.model.money import Money, whole
from coding_salary.model.result import NAMES, Estimate, Row
from coding_salary.model.sharpening import STATE_FLAG, Answer, Sharpening, sharpening
from coding_salary.model.waterfall import Step, waterfall
from coding_salary.reading.words import listed
from coding_salary.report.base import growth_text, source_line
from coding_salary.report.conversion import conversion_words
from coding_salary.report.estimate import EstimateReport, Shows
from coding_salary.report.headline import (
    answer,
    based_on,
    facts,
    grade_text,
    in_place,
    in_sentence,
    next_steps,
    role_words,
)
from coding_salary.table.factors import YOU

LOW, HIGH = NAMES.index("low"), NAMES.index("high")
# How many of the answers that could move typical pay are named: those that could move it furthest.
MAX_OPEN = 3
# How many of the answers that could move it are shown beside the levels, as many as there are levels.
MAX_ASIDE = 4
# What else can be asked for, by what is shown.
HINTS = {
    Shows.LEVELS: "add --what-if, or --explain for every step",
    Shows.CHANGES: "add --explain for every step",
    Shows.STEPS: "add --what-if for what moves it",
}


def estimate_sheet(report: EstimateReport) -> Sheet:
    """Return the answer, the levels, what would sharpen it, and the steps when asked for."""
    levels = Beside(_levels(report), lambda: _changes(report, report.changes[:MAX_ASIDE], aside=True))
    if report.shows is Shows.POSTING:
        return Sheet((), [Sentence("posting", report.posting)])
    main: Part = _what_if(report) if report.shows is Shows.CHANGES else levels
    steps: list[Part] = [_steps(report), list(_origins(report))] if report.shows is Shows.STEPS else []
    remote = [report.remote.grid()] if report.remote else []
    return Sheet(report.person(), answer(report), main, *remote, list(_lines(report)), *steps)


def _what_if(report: EstimateReport) -> Part:
    """Return what each answer could change, or that nothing is known to."""
    if report.changes:
        return _changes(report, report.changes)
    what = "has no data on anything that would change this estimate"
    return [Sentence("what if", f"{report.market.name} {what}.")]


def _changes(report: EstimateReport, changes: list[Sharpening], *, aside: bool = False) -> Grid[Sharpening]:
    """Return what each answer could change, as bars from the lowest to the highest; yours is marked."""
    amount = report.money.amount
    now = report.typical

    def end(name: str) -> Callable[[Sharpening], str]:
        return lambda change: _end(report, getattr(change, name))

    def span(change: Sharpening) -> Span:
        low, high = amount(change.lowest.typical), amount(change.highest.typical)
        return low, low, now, high, high

    bars = report.bar_field(span, changes, priority=0, legend="┃ you now")
    labels = 2 if aside else 0
    fields = [
        Field[Sharpening]("", lambda change: change.flag.removeprefix("--"), "moves it" if aside else ""),
        Field("", end("lowest"), "lowest", priority=labels, wrap=True),
        bars,
        Field("", end("highest"), "highest", priority=labels, wrap=True),
    ]
    return Grid(fields, map(Line, changes))


def _end(report: EstimateReport, answer: Answer) -> str:
    return f"{report.money.shown(answer.typical)} {answer.label}"


def _levels(report: EstimateReport) -> Grid[Row]:
    _, *amounts = report.level_fields()
    rows = _rows(report)
    fields = [
        Field[Row]("", lambda row: _name(report, row), ""),
        report.words.level_field(),
        *amounts,
        *report.measure_fields(),
        _other_period(report),
        report.bar_field(_span, rows, priority=3),
    ]
    return Grid(fields, (Line(row, highlighted=row.level == YOU) for row in rows))


def _rows(report: EstimateReport) -> list[Row]:
    """Return the levels with your own row among them by pay; a level that is the same is not shown twice."""
    *levels, you = report.levels
    others = [row for row in levels if not _same(row, you)]
    return sorted([*others, you], key=lambda row: row.typical)


def _same(level: Row, you: Row) -> bool:
    return (level.low, level.typical, level.high) == (you.low, you.typical, you.high)


def _name(report: EstimateReport, row: Row) -> str:
    *levels, you = report.levels
    if row.level != YOU or len(levels) == 1:
        return row.level
    return ", ".join((YOU, *(level.level for level in levels if _same(level, you))))


def _other_period(report: EstimateReport) -> Field[Row]:
    """Return the field of typical pay an hour, or of a year where amounts are those of an hour."""
    if not report.money.hours:
        return Field("", lambda row: row.hourly_typical, "hourly", report.money.hourly, priority=2)
    year = report.money._replace(hours=0)
    return Field("", lambda row: year.amount(report.pay[row.level].typical), "a year", year.text, priority=2)


def _span(row: Row) -> Span:
    """Return what a row's bar is drawn from: on a pay scale it has no ends beyond low and high."""
    p10, p90 = (row.low if row.p10 is None else row.p10), (row.high if row.p90 is None else row.p90)
    return p10, row.low, row.typical, row.high, p90


def _lines(report: EstimateReport) -> Iterator[Labeled]:
    yield from report.words.lines(whole=report.shows is Shows.STEPS)
    if report.remote:
        yield from report.remote.lines()
    if report.conversion:
        yield Labeled(f"In {report.conversion.other.currency}", conversion_words(report.conversion))
    plain = report.shows is not Shows.CHANGES and not report.remote
    if plain and (sharper := DOT.join(_sharper(report))):
        yield Labeled("Sharpen it", sharper)
    yield based_on(report)
    offer = f"offer {report.estimate.you.pay.typical / report.estimate.hours_per_year:.0f}/hr"
    yield next_steps(report, offer, "boost", hint="" if report.remote else HINTS[report.shows])


def _sharper(report: EstimateReport) -> Iterator[str]:
    """Yield the flags that could move typical pay furthest, the first of them with its ends."""
    found = sharpening(report.bands, report.estimate)
    money, named = report.money, sorted(found, key=lambda each: each.flag != STATE_FLAG)[:MAX_OPEN]
    for each in named[:1]:
        ends = (f"{end.label} {money.shown(end.typical)}" for end in (each.lowest, each.highest))
        yield f"{each.flag} ({' to '.join(ends)})"
    yield from (each.flag for each in named[1:])


def _steps(report: EstimateReport) -> Grid[Step]:
    fields = [
        Field("", _fact, "fact", wrap=True),
        Field("multiplier", heading="×", write="{:.4g}".format),
        Field("pay_after", heading="pay after", write=report.money.text),
        Field("change", heading="change", write=report.money.signed),
        Field("", lambda step: grade_text(step.evidence, report.market), "evidence"),
        Field[Step]("", lambda step: ", ".join(step.sources), "sources", wrap=True),
    ]
    return Grid(fields, (Line(step, dim=not step.counted) for step in waterfall(report.estimate)))


def _fact(step: Step) -> str:
    return f"{step.label} (already in {step.covered_by} pay)" if step.covered_by else step.label


def _origins(report: EstimateReport) -> Iterator[Sentence | Labeled]:
    yield from report.words.steps()
    if outlook := _outlook_words(report):
        yield Sentence("outlook", outlook)
    for id in dict.fromkeys(_cited(report)):
        yield source_line(report.bands.sources[id])


def _outlook_words(report: EstimateReport) -> str:
    """Say what is projected for the occupation; nothing where nothing is."""
    growth, openings = report.outlook().growth, report.outlook().openings
    projected = []
    if growth:
        projected.append(f"{growth_text(growth)} jobs over {growth.decade} ({growth.source})")
    if openings:
        decade = f"over {openings.decade} ({openings.source})"
        projected.append(f"{whole(openings.value):,} openings a year {decade}")
    job = f"{report.estimate.occupation.title}, {report.market.name}"
    return f"Outlook of {job}: {listed(projected, 'and')}." if projected else ""


def _cited(report: EstimateReport) -> Iterator[str]:
    """Yield the sources of the waterfall, then those of what is said beside it."""
    for step in waterfall(report.estimate):
        yield from step.sources
    if report.price_level and report.market.price_levels:
        yield report.market.price_levels.source
    if report.conversion:
        yield report.conversion.exchange.rates.source
        yield report.conversion.exchange.parities.source
    for projection in (report.outlook().growth, report.outlook().openings):
        if projection:
            yield projection.source


def posting(report: EstimateReport) -> str:
    """Say what the position pays a year and an hour, who earns that, and what it is based on."""
    estimate = report.estimate
    year = _range(estimate, Money(report.market))
    hour = _range(estimate, Money(report.market, estimate.hours_per_year))
    return (
        f"Pay for this position is {year} a year ({hour} an hour). {_who(estimate)}"
        f" Based on {report.words.based_on()}."
    )


def _range(estimate: Estimate, money: Money) -> str:
    low, high = (money.shown(estimate.you.pay[index]) for index in (LOW, HIGH))
    return low if low == high else f"{low} to {high}"


def _who(estimate: Estimate) -> str:
    """Say whose pay the range is: half of such people earn it, or an agreement sets it."""
    role = ", ".join((in_sentence(role_words(estimate)), *facts(estimate)))
    if estimate.you.percentile is None:
        return f"The pay scale sets it for this position: {role}."
    where = in_place(estimate.place.name)
    return f"Half of people with this profile ({role}) earn within that range {where}."
