"""Tables, what their columns mean, and that as the Frictionless Data Package standard has it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from coding_salary.table.bands import Bands
from coding_salary.table.sources import Source

FILE = "datapackage.json"
TEXT, NUMBER, WHOLE, TRUTH = "string", "number", "integer", "boolean"


class Column(NamedTuple):
    """A column of a table: its name, the kind of its values, what they mean, and their unit."""

    name: str
    kind: str
    meaning: str
    unit: str = ""


class Described(NamedTuple):
    """A CSV table: its name and title, its columns, and the ids of the sources of its figures."""

    name: str
    title: str
    columns: tuple[Column, ...]
    sources: tuple[str, ...]


Value = str | float | None
Row = tuple[Value, ...]


class TidyTable(NamedTuple):
    """A table by its name, with what its columns mean, and its rows in their order.

    `sources` are those of all its figures, none where the rows name their own.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    sources: tuple[str, ...] = ()

    @property
    def described(self) -> Described:
        """What the table is, without its rows."""
        return Described(self.name, self.title, self.columns, self.sources)


def data_package(bands: Bands, tables: Iterable[Described], sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return the descriptor of CSV tables that stand beside it; each is named like its file."""
    return {
        "name": "coding-salary",
        "title": "What medical coders and billers earn, and where every number comes from",
        "version": bands.version,
        **({"created": f"{bands.released}T00:00:00Z"} if bands.released else {}),
        "licenses": [{"name": "MIT", "title": "MIT License, for what is ours; each source has its own"}],
        "resources": [_resource(table, sources) for table in tables],
    }


def _resource(table: Described, sources: Mapping[str, Source]) -> dict[str, Any]:
    described = {
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
    }
    cited = [_source(sources[id]) for id in table.sources]
    return described | ({"sources": cited} if cited else {})


def _field(column: Column) -> dict[str, str]:
    field = {"name": column.name, "type": column.kind, "description": column.meaning}
    return field | ({"unit": column.unit} if column.unit else {})


def _source(source: Source) -> dict[str, str]:
    about = {"id": source.id, "title": f"{source.publisher}, {source.title}", "version": source.date}
    more = {"path": source.link, "license": source.license, "accessed": source.accessed}
    return about | {key: text for key, text in more.items() if text}
