"""JSON, JSON Lines, CSV and TSV: bare numbers for scripts, the same fields in each."""

from dataclasses import asdict

from coding_salary.report import Record, Report, Value, joined


def json_document(report: Report) -> str:
    """Return the whole report as one JSON object."""
    from json import dumps

    return dumps(report.document(), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def json_lines(report: Report, explain: bool) -> str:
    """Return a JSON object a line: the levels and the person, or the waterfall."""
    from json import dumps

    records = _records(report, explain)
    return "".join(dumps(record, ensure_ascii=False, allow_nan=False) + "\n" for record in records)


def delimited(report: Report, explain: bool, delimiter: str) -> str:
    """Return a header and a line each: the levels and the person, or the waterfall."""
    from csv import writer
    from io import StringIO

    records = _records(report, explain)
    text = StringIO()
    lines = writer(text, delimiter=delimiter, lineterminator="\n")
    lines.writerow(records[0])
    lines.writerows([_cell(key, value) for key, value in record.items()] for record in records)
    return text.getvalue()


def _records(report: Report, explain: bool) -> list[Record]:
    if not explain:
        return report.records()
    return [{**asdict(line), "sources": ";".join(line.sources)} for line in report.explanation()]


def _cell(key: str, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if key.startswith("hourly_"):
        return f"{value:.2f}"
    return str(joined(value))
