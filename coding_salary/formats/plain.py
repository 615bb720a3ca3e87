"""Plain text: one `label: value` a line, for screen readers and for grep."""

from collections.abc import Iterator

from coding_salary.report import YOU, Report, Row, years_words


def plain(report: Report, explain: bool) -> str:
    """Return the report line by line, in full words and plain ASCII."""
    lines = [*_lines(report), *(_explanation(report) if explain else ())]
    return "".join(f"{label}: {value}\n" for label, value in lines)


def _lines(report: Report) -> Iterator[tuple[str, str]]:
    yield "estimate for", ", ".join(report.person())
    for row in report.rows():
        yield from _row(report, row)
    yield "you margin", f"plus or minus {report.money(report.margin())} around typical"
    yield "low and high", "half of the people like you are between them"
    yield "stands on", report.basis()
    if narrower := report.narrowing():
        yield "to narrow the range", ", ".join(narrower)


def _row(report: Report, row: Row) -> Iterator[tuple[str, str]]:
    yield f"{row.level} years", years_words(row, " to ", " and more")
    yield f"{row.level} low", f"{report.money(row.low)} a year"
    yield (
        f"{row.level} typical",
        f"{report.money(row.typical)} a year, {report.hourly(row.hourly_typical)} an hour",
    )
    yield f"{row.level} high", f"{report.money(row.high)} a year"
    if row.yours and row.level != YOU:
        yield f"{row.level} level", "yours"


def _explanation(report: Report) -> Iterator[tuple[str, str]]:
    for line in report.explanation():
        if line.counted:
            words = f"{line.label}, times {line.multiplier:g}, pay after {report.money(line.pay_after)}"
        else:
            words = f"{line.label}, times {line.multiplier:g}, not counted, covered by {line.covered_by}"
        evidence = f", {line.evidence} evidence" if line.evidence else ""
        sources = f", source {', '.join(line.sources)}" if line.sources else ""
        yield f"because of {line.factor}", words + evidence + sources
    if local := report.local():
        yield "multipliers", local
    for source in report.sources():
        yield (
            f"source {source.id}",
            ", ".join(filter(None, (source.publisher, source.title, source.date, source.link))),
        )
