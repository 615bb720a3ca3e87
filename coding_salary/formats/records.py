"""A result, its fields, each declared once for every format, and the records they make of rows."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, quoted

if TYPE_CHECKING:
    from coding_salary.formats.chart import Chart
    from coding_salary.formats.sheet import Sheet

Value = str | int | float | bool | None | list[str]
Record = dict[str, Value]
Document = Mapping[str, object]
Row = TypeVar("Row")
# Five amounts to be drawn as a bar: 10 %, low, typical, high and 90 %.
Span = tuple[float, float, float, float, float]


class Field(Generic[Row]):
    """A field of a row: what programs call it, its value, and how people read it.

    A field without a heading is for programs only, a field without a name for people only. Its value is
    what the row has by that name, unless `value` finds another. `write` makes text of values that stand
    to the right, such as amounts, which are never cut; words need none, stand to the left, and may
    `wrap`, or `clip` to what a line of a terminal has room for. `none` stands for a value that is not
    known. When the width is short the fields of the highest `priority` go first, 0 never. With a `chart`
    the value is a span, drawn as a bar on its scale, and `write` makes the amounts of its axis. A
    `difference` is measured from the highlighted row, which leaves it out. `wide` is a longer heading, for
    where there is room for it.
    """

    def __init__(
        self,
        name: str,
        value: Callable[[Row], Any] | None = None,
        heading: str | None = None,
        write: Callable[[Any], str] | None = None,
        *,
        priority: int = 0,
        wrap: bool = False,
        clip: bool = False,
        none: str = "",
        chart: "Chart | None" = None,
        difference: bool = False,
        wide: str = "",
    ) -> None:
        """Declare a field."""
        self.name = name
        self.value: Callable[[Row], Any] = value or attrgetter(name)
        self.heading = heading
        self.write = write
        self.priority = priority
        self.wrap = wrap or clip
        self.clip = clip
        self.none = none
        self.chart = chart
        self.difference = difference
        self.wide = wide

    def text(self, row: Row) -> str:
        """Return the value of a row as people read it."""
        value = self.value(row)
        if value is None:
            return self.none
        return self.write(value) if self.write else str(value)


class Result(ABC):
    """A result: programs take its document, or its fields row by row; people are shown its sheet."""

    # What the records are made of; there may be none.
    rows: Sequence[Any]
    # Whether people are shown all of a long result, or what a terminal of 24 lines has room for.
    whole = True

    @abstractmethod
    def document(self) -> Document:
        """Return everything, as JSON holds it."""

    @abstractmethod
    def fields(self) -> "Sequence[Field[Any]]":
        """Return the fields of the flat records."""

    @abstractmethod
    def sheet(self) -> "Sheet":
        """Return what people are shown."""

    def records(self) -> list[Record]:
        """Return a flat record for each row."""
        return records(self.fields(), self.rows)

    def notes(self) -> list[str]:
        """Return what must be said beside the result."""
        return []


def unpacked(record: Callable[[Row], Record], names: Iterable[str]) -> list[Field[Row]]:
    """Return fields for programs that are parts of a record made of each row."""

    def part(name: str) -> Field[Row]:
        return Field(name, lambda row: record(row)[name])

    return list(map(part, names))


def constants(record: Record) -> list[Field[Any]]:
    """Return fields for programs that are the same in every row."""
    return unpacked(lambda _: record, record)


def records(fields: Iterable[Field[Row]], rows: Iterable[Row]) -> list[Record]:
    """Return a flat record for each row: the fields that have a name."""
    named = [field for field in fields if field.name]
    return [{field.name: field.value(row) for field in named} for row in rows]


def check_fields(wanted: Iterable[str], known: Collection[str]) -> None:
    """Raise ProfileError if some of the wanted fields are none of those known."""
    problems = [
        Problem(f"unknown field {quoted(name)}: {nearest(name, known, f'use {listed(known)}')}")
        for name in wanted
        if name not in known
    ]
    if problems:
        raise ProfileError(problems)


def chosen(fields: Sequence[Field[Row]], wanted: Sequence[str]) -> list[Field[Row]]:
    """Return the fields with these names, in this order; raises ProfileError for unknown ones."""
    known = {field.name: field for field in fields if field.name}
    check_fields(wanted, known)
    return [known[name] for name in wanted]


def cell_text(key: str, value: Value) -> str:
    """Return a value as the text of one cell: bare numbers, cents on hourly amounts, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if key.startswith("hourly_"):
        return f"{value:.2f}"
    return ";".join(value) if isinstance(value, list) else str(value)


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
