"""Tables and what their columns mean, as the Frictionless Data Package standard has it, and the CSV files."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coding_salary.catalog.figures import Figure
from coding_salary.reading.yaml_file import decode, read_bytes
from coding_salary.table.bands import Bands
from coding_salary.table.side_tables import SHIPPED, beside
from coding_salary.table.sources import Source

FILE = "datapackage.json"
TEXT, NUMBER, WHOLE, TRUTH = "string", "number", "integer", "boolean"


class Column(NamedTuple):
    """A column of a table: its name, the kind of its values, what they mean, and their unit."""

    name: str
    kind: str
    meaning: str
    unit: str = ""


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


def data_package(bands: Bands, tables: Iterable[TidyTable], sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return the descriptor of CSV tables that stand beside it; each is named like its file."""
    return {
        "name": "coding-salary",
        "title": "What medical coders and billers earn, and where every number comes from",
        "version": bands.version,
        **({"created": f"{bands.released}T00:00:00Z"} if bands.released else {}),
        "licenses": [{"name": "MIT", "title": "MIT License, for what is ours; each source has its own"}],
        "resources": [_resource(table, sources) for table in tables],
    }


def _resource(table: TidyTable, sources: Mapping[str, Source]) -> dict[str, Any]:
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


# How a cell is read; one of another kind stays the text that it is.
KINDS = {NUMBER: float, WHOLE: int}


def csv_tables(bands: Bands, figures: Sequence[Figure], taken: Collection[str]) -> list[TidyTable]:
    """Return each CSV table that a market names, under the name of its file; a name that is `taken` grows."""
    titles, columns = _described()
    files = dict.fromkeys(file for market in bands.markets.values() for file in market.files)
    found = []
    for file in files:
        path = beside(file, bands.path)
        header, *rows = _lines(decode(read_bytes(path), path))
        own = tuple(
            columns.get((file, name)) or columns.get(("", name), Column(name, TEXT, "")) for name in header
        )
        values = [tuple(map(_value, own, row)) for row in rows]
        name = f"{Path(file).stem}{'_file' * (Path(file).stem in taken)}"
        found.append(TidyTable(name, titles.get(file, file), own, values, sources_in(figures, file)))
    return found


def sources_in(figures: Iterable[Figure], file: str) -> tuple[str, ...]:
    """Return the ids of the sources that the figures of a file rest on, or that are named beside it."""
    cited = (
        figure.sources
        for figure in figures
        if Path(figure.mark.path).name == file or any(file in value.texts for value in figure.values)
    )
    return tuple(dict.fromkeys(source for sources in cited for source in sources))


def _described() -> tuple[dict[str, str], dict[tuple[str, str], Column]]:
    """Return the title of each shipped file, and its columns by file and name, or without a file by name."""
    from json import loads

    path = str(Path(SHIPPED, FILE))
    titles, columns = {}, {}
    for resource in loads(decode(read_bytes(path), path))["resources"]:
        titles[resource["path"]] = resource["title"]
        for field in resource["schema"]["fields"]:
            column = Column(field["name"], field["type"], field["description"], field.get("unit", ""))
            columns[resource["path"], column.name] = column
            columns["", column.name] = column._replace(unit="")  # another table may be in other money
    return titles, columns


def _lines(text: str) -> Iterator[list[str]]:
    from csv import reader
    from io import StringIO

    yield from reader(StringIO(text, newline=""))


def _value(column: Column, cell: str) -> Value:
    return KINDS.get(column.kind, str)(cell) if cell else None
