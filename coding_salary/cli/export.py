"""Tidy tables as a SQLite database, or as a folder of CSV files with their description."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from coding_salary.catalog.data_package import FILE, NUMBER, TRUTH, WHOLE, data_package
from coding_salary.cli.atomic_file import Interrupts, is_read, part_beside
from coding_salary.cli.ending import UsageError
from coding_salary.cli.output import STDOUT, reason, unwritable, write_file
from coding_salary.formats.records import Record, delimited, json_text
from coding_salary.reading.words import printable, quoted

if TYPE_CHECKING:
    from coding_salary.catalog.data_package import TidyTable
    from coding_salary.table.bands import Bands

DATABASES = (".sqlite", ".sqlite3", ".db")
ABOUT = """
CREATE TABLE columns (table_name TEXT, column_name TEXT, meaning TEXT, unit TEXT);
CREATE TABLE table_sources (table_name TEXT, source TEXT);
"""
SQL_TYPES = {NUMBER: "REAL", WHOLE: "INTEGER", TRUTH: "INTEGER"}


def check_target(target: str) -> None:
    """Raise UsageError for a name that says neither a database nor a folder."""
    if target == STDOUT or (Path(target).suffix and not _is_database(target) and not _ends_open(target)):
        hint = "end it in .sqlite, or in / for a folder"
        raise UsageError(f"{quoted(target)} is neither a database nor a folder: {hint}")


def export(bands: "Bands", tables: "list[TidyTable]", target: str, *, force: bool) -> None:
    """Write the tables to a database or to a folder, which is there whole or not at all.

    With `force` files that are there are replaced one by one, and others in a folder stay; without it
    OutputError is raised. A table in use is never written over.
    """
    path = Path(target)
    there = os.path.lexists(path)
    if there and not force:
        raise unwritable(target, "it is there already: give another name, or --force to replace it")
    if _is_database(target):
        _replace({path: database(tables)}, bands)
    elif there:
        _replace({path / name: content for name, content in folder(bands, tables).items()}, bands)
    else:
        _write_folder(folder(bands, tables), path)


def _is_database(target: str) -> bool:
    return Path(target).suffix.casefold() in DATABASES and not _ends_open(target)


def _ends_open(target: str) -> bool:
    return target.endswith(("/", os.sep))


def database(tables: "Iterable[TidyTable]") -> bytes:
    """Return a SQLite database with the tables, and what they are in `columns` and `table_sources`."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(ABOUT)
        for table in tables:
            columns = ", ".join(f'"{each.name}" {SQL_TYPES.get(each.kind, "TEXT")}' for each in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            marks = ", ".join("?" for _ in table.columns)
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows)
            about = [(table.name, each.name, each.meaning, each.unit) for each in table.columns]
            connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", about)
            cited = [(table.name, source) for source in table.sources]
            connection.executemany("INSERT INTO table_sources VALUES (?, ?)", cited)
        connection.commit()
        return connection.serialize()


def folder(bands: "Bands", tables: "Iterable[TidyTable]") -> dict[str, bytes]:
    """Return the files of a folder by their names: a CSV file for each table, and `datapackage.json`."""
    tables = list(tables)
    files = {FILE: json_text(data_package(bands, tables, bands.sources))}
    for table in tables:
        names = [column.name for column in table.columns]
        records: list[Record] = [dict(zip(names, row, strict=True)) for row in table.rows]
        files[f"{table.name}.csv"] = delimited(records, ",", names)
    return {name: text.encode() for name, text in files.items()}


def _replace(files: Mapping[Path, bytes], bands: "Bands") -> None:
    if read := [path for path in files if is_read(str(path), {"bands": bands.path})]:
        raise UsageError(f"a table that is read is never written over: {printable(str(read[0]))}")
    for path, content in files.items():
        write_file(content, str(path))


def _write_folder(files: Mapping[str, bytes], target: Path) -> None:
    """Write files into a folder beside its place, and put it there whole."""
    part = Path(part_beside(str(target)))
    try:
        with Interrupts(waiting=True):
            part.mkdir()
            for name, content in files.items():
                (part / name).write_bytes(content)
            part.rename(target)
    except OSError as error:
        raise unwritable(str(target), reason(error)) from None
    finally:
        rmtree(part, ignore_errors=True)
