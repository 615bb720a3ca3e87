"""The CSV tables in use row by row, with what the description of the shipped ones says of their columns."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from coding_salary.catalog.data_package import FILE, NUMBER, TEXT, WHOLE, Column, TidyTable, Value
from coding_salary.catalog.figures import Figure
from coding_salary.reading.yaml_file import decode, read_bytes
from coding_salary.table.bands import Bands
from coding_salary.table.side_tables import SHIPPED, beside

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
