"""A Markdown table with the sentences below it."""

from collections.abc import Iterable

from coding_salary.report import Report, years_words

NUMBER = "---:"
TEXT = "---"


def markdown(report: Report, explain: bool) -> str:
    """Return the report as Markdown."""
    blocks = [f"**{escaped(', '.join(report.person()))}**", _levels(report), _sentences(report)]
    if explain:
        blocks += filter(None, [_waterfall(report), escaped(report.local()), _sources(report)])
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    for mark in "\\|*_`<[":
        text = text.replace(mark, "\\" + mark)
    return text


def _table(head: Iterable[tuple[str, str]], rows: Iterable[Iterable[str]]) -> str:
    names, rulers = zip(*head, strict=True)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (names, rulers, *rows))


def _levels(report: Report) -> str:
    head = [
        ("level", TEXT),
        ("years", TEXT),
        *((name, NUMBER) for name in ("low", "typical", "high", "hourly")),
    ]
    rows = [
        (
            f"**{escaped(row.level)}**" if row.yours else escaped(row.level),
            years_words(row),
            *(report.money(amount) for amount in (row.low, row.typical, row.high)),
            report.hourly(row.hourly_typical),
        )
        for row in report.rows()
    ]
    return _table(head, rows)


def _sentences(report: Report) -> str:
    lines = [
        f"Stands on: {escaped(report.basis())}",
        f"How sure: {report.money(report.margin())} either way around typical;"
        " half of the people like you are between low and high",
    ]
    if narrower := report.narrowing():
        lines.append(f"To narrow it: {', '.join(narrower)}")
    return "\n".join(f"- {line}" for line in lines)


def _waterfall(report: Report) -> str:
    head = [
        ("fact", TEXT),
        ("times", NUMBER),
        ("pay after", NUMBER),
        ("change", NUMBER),
        ("evidence", TEXT),
        ("sources", TEXT),
    ]
    rows = [
        (
            escaped(line.label if line.counted else f"{line.label} (covered by {line.covered_by})"),
            f"{line.multiplier:.4g}",
            report.money(line.pay_after),
            f"{line.change:+,}",
            line.evidence or "",
            escaped(", ".join(line.sources)),
        )
        for line in report.explanation()
    ]
    return _table(head, rows)


def _sources(report: Report) -> str:
    return "\n".join(
        f"- {escaped(source.id)}: {escaped(source.publisher)}, {escaped(source.title)}, {source.date}"
        + (f", <{source.link}>" if source.link else "")
        for source in report.sources()
    )
