"""Flat records: the one row model behind CSV, TSV, JSON Lines and chosen fields."""

from collections.abc import Iterable, Sequence

from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, quoted

Value = str | int | float | bool | None | list[str]
Record = dict[str, Value]


class Records(list[Record]):
    """Records that may be none at all, with the names of the fields that each would have."""

    def __init__(self, names: Sequence[str], records: Iterable[Record]) -> None:
        """Keep the names beside the records."""
        self.names = list(names)
        super().__init__(records)


def names_of(records: Sequence[Record]) -> list[str]:
    """Return the names of the fields of records; only `Records` may be empty."""
    return records.names if isinstance(records, Records) else list(records[0])


def chosen(records: Sequence[Record], fields: Sequence[str]) -> Records:
    """Return the records with these fields only, in this order; raises ProfileError for unknown ones."""
    known = names_of(records)
    problems = [
        Problem(f"unknown field {quoted(field)}: {nearest(field, known, f'use {listed(known)}')}")
        for field in fields
        if field not in known
    ]
    if problems:
        raise ProfileError(problems)
    return Records(fields, ({field: record[field] for field in fields} for record in records))


def cell_text(key: str, value: Value) -> str:
    """Return a value as the text of one cell: bare numbers, cents on hourly amounts, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if key.startswith("hourly_"):
        return f"{value:.2f}"
    return ";".join(value) if isinstance(value, list) else str(value)


def numeric(records: Iterable[Record], key: str) -> bool:
    """Whether every record holds a number, or nothing, under a key."""
    return all(
        isinstance(record[key], int | float | None) and not isinstance(record[key], bool)
        for record in records
    )
