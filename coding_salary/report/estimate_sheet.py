"""An estimate as people are shown it: the levels, what they stand on, and the steps behind them."""

from collections.abc import Iterator

from coding_salary.formats.records import Field, Span
from coding_salary.formats.sheet import Grid, Line, Part, Sentence, Sheet
from coding_salary.model.money import whole
from coding_salary.model.rows import Row
from coding_salary.model.sharpening import STATE_FLAG, sharpening
from coding_salary.model.waterfall import Step, waterfall
from coding_salary.reading.words import listed
from coding_salary.report.base import growth_text, source_sentence
from coding_salary.report.conversion import conversion_words
from coding_salary.report.estimate import EstimateReport
from coding_salary.table.factors import YOU

# How many of the answers that could move typical pay are named: those that could move it furthest.
MAX_OPEN = 3


def estimate_sheet(report: EstimateReport) -> Sheet:
    """Return the levels, three sentences, and the steps when asked for."""
    parts: list[Part] = [_levels(report), list(_sentences(report))]
    if report.explain:
        parts += [_steps(report), list(_origins(report))]
    return Sheet(report.person(), *parts)


def _levels(report: EstimateReport) -> Grid[Row]:
    level, *amounts = report.level_fields()
    fields = [
        level,
        report.words.level_field(),
        *amounts,
        *report.measure_fields(),
        Field[Row]("", lambda row: row.hourly_typical, "hourly", report.money.hourly, priority=2),
        report.bar_field(_span, report.levels, priority=3),
    ]
    return Grid(fields, map(_level_line, report.levels))


def _level_line(row: Row) -> Line[Row]:
    own = row.level == YOU
    remark = "your level" if row.yours and not own else ""
    return Line(row, highlighted=row.yours, remark=remark, rule_above=own)


def _span(row: Row) -> Span:
    """Return what a row's bar is drawn from: on a pay scale it has no ends beyond low and high."""
    p10, p90 = (row.low if row.p10 is None else row.p10), (row.high if row.p90 is None else row.p90)
    return p10, row.low, row.typical, row.high, p90


def _sentences(report: EstimateReport) -> Iterator[Sentence]:
    yield Sentence("basis", report.basis())
    if report.conversion:
        yield Sentence("conversion", conversion_words(report.conversion))
    words = report.words
    yield from words.sentences()
    if sharper := list(_sharper(report)):
        yield Sentence("unknown", f"For a closer estimate add {listed(sharper, 'and')}.")


def _sharper(report: EstimateReport) -> Iterator[str]:
    """Yield the answers that could move typical pay furthest, the place always among them."""
    found = sharpening(report.bands, report.estimate)
    for each in sorted(found, key=lambda each: each.flag != STATE_FLAG)[:MAX_OPEN]:
        low, high = (
            report.money.text(report.money.amount(end.typical)) for end in (each.lowest, each.highest)
        )
        yield f"{each.flag} ({each.lowest.label} {low} to {each.highest.label} {high})"


def _steps(report: EstimateReport) -> Grid[Step]:
    fields = [
        Field("", _fact, "fact", wrap=True),
        Field("multiplier", heading="×", write="{:.4g}".format),
        Field("pay_after", heading="pay after", write=report.money.text),
        Field("change", heading="change", write="{:+,}".format),
        Field("evidence", heading="evidence"),
        Field[Step]("", lambda step: ", ".join(step.sources), "sources", wrap=True),
    ]
    return Grid(fields, (Line(step, dim=not step.counted) for step in waterfall(report.estimate)))


def _fact(step: Step) -> str:
    return f"{step.label} (covered by {step.covered_by})" if step.covered_by else step.label


def _origins(report: EstimateReport) -> Iterator[Sentence]:
    yield from report.words.steps()
    if outlook := _outlook_words(report):
        yield Sentence("outlook", outlook)
    for id in dict.fromkeys(_cited(report)):
        yield source_sentence(report.bands.sources[id])


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
