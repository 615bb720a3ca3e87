"""JSON, JSON Lines, CSV and TSV: bare numbers for scripts, the same fields in each."""

from collections.abc import Sequence

from coding_salary.formats.records import Record, cell_text


def json_text(document: object) -> str:
    """Return a whole document as JSON."""
    from json import dumps

    return dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def json_lines(records: Sequence[Record]) -> str:
    """Return a JSON object a line."""
    from json import dumps

    return "".join(dumps(record, ensure_ascii=False, allow_nan=False) + "\n" for record in records)


def delimited(records: Sequence[Record], delimiter: str, header: Sequence[str] | None) -> str:
    """Return a line for each record, below a line of names unless there is none."""
    from csv import writer
    from io import StringIO

    text = StringIO()
    lines = writer(text, delimiter=delimiter, lineterminator="\n")
    if header is not None:
        lines.writerow(header)
    lines.writerows([cell_text(key, value) for key, value in record.items()] for record in records)
    return text.getvalue()
