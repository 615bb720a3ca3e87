"""What differs between two tables as rows and words, in the words of the changelog."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from coding_salary import __version__
from coding_salary.catalog.csv_figures import AREAS
from coding_salary.catalog.diff import Change
from coding_salary.catalog.figure_report import bare
from coding_salary.catalog.figures import Figure, Value
from coding_salary.formats.records import Field
from coding_salary.formats.result import Document, Result
from coding_salary.formats.sheet import Part, Sentence, Sheet
from coding_salary.model.money import whole
from coding_salary.numbers import ONE_PLACE, half_up, half_up_known
from coding_salary.reading.words import printable
from coding_salary.report.base import SCHEMA
from coding_salary.table.bands import Bands

# Keys that only give the table its shape: they say nothing about a figure.
SHAPE = ("values", "points", "employers", "medians")
SAME = "no figure differs"


class ChangeReport(Result):
    """What is shown of the way from one table to another."""

    def __init__(self, before: Bands, after: Bands, changes: Sequence[Change]) -> None:
        """Keep the tables, and each value that differs between them; there may be none."""
        self.before = before
        self.after = after
        self.rows = changes

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            "schema": SCHEMA,
            "tool_version": __version__,
            "before": _table(self.before),
            "after": _table(self.after),
            "items": self.records(),
        }

    def fields(self) -> list[Field[Change]]:
        """Return the fields of a value that differs."""
        return [
            Field("name", lambda change: change.value.name),
            Field("what", lambda change: change.what.value),
            Field("before", lambda change: change.before and bare(change.before)),
            Field("after", lambda change: change.after and bare(change.after)),
            Field("change", lambda change: None if change.moved is None else whole(change.moved)),
            Field("change_percent", lambda change: half_up_known(change.percent, ONE_PLACE)),
        ]

    def sheet(self) -> Sheet:
        """Return a sentence for each difference, part of the table by part."""
        title = " -> ".join(printable(table.path) for table in (self.before, self.after))
        if not self.rows:
            return Sheet((title,), [Sentence("same", SAME)])
        parts = groupby(self.rows, lambda change: change.figure.section)
        return Sheet((title,), *(_part(name, list(changes)) for name, changes in parts))


def _part(name: str, changes: Sequence[Change]) -> Part:
    head = Sentence("part", f"{name}:")
    below = any(change.figure.name != name for change in changes)
    return [*([head] if below else []), *_sentences(changes)]


def _sentences(changes: Sequence[Change]) -> Iterator[Sentence]:
    """Yield a sentence for each value, of a figure that came or went as a whole only one."""
    for _, group in groupby(changes, lambda change: change.figure.path):
        found = list(group)
        if found[0].whole:
            figure, what = found[0].figure, found[0].what
            said = ", ".join(filter(None, (_stated(change.value) for change in found)))
            yield Sentence(figure.name, f"{_title(figure)}: {what}" + (f", {said}" if said else ""))
            continue
        for change in found:
            yield Sentence(change.value.name, f"{_title(change.figure)}: {_moved(change)}")


def _title(figure: Figure) -> str:
    """Return what a figure is called in a sentence, such as `CPC (credential)`."""
    *above, own = figure.path
    if figure.label and (own.startswith("[") or AREAS in above[-1:]):
        own = figure.label
    known = [key for key in above if key not in SHAPE]
    return f"{own} ({known[-1]})" if known else own


def _moved(change: Change) -> str:
    before, after, value = change.before, change.after, change.value
    key = "" if value.name == change.figure.name else f"{value.key} "
    if before is None or after is None:
        return f"{key}{change.what}, {_quoted(value)}"
    return f"{key}{_quoted(before)} -> {_quoted(after)}{_by(change)}"


def _by(change: Change) -> str:
    if change.percent is not None:
        return f" ({half_up(change.percent, ONE_PLACE):+.1f}%)"
    return "" if change.moved is None else f" ({change.moved:+,.12g})"


def _stated(value: Value) -> str:
    return f"{value.key} {_quoted(value)}" if value.texts else ""


def _quoted(value: Value) -> str:
    return value.text if value.measured else f"'{printable(value.text)}'"


def _table(bands: Bands) -> Document:
    return {"path": printable(bands.path), "version": bands.version, "sha256": bands.sha256}
