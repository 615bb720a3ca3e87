"""Sources as a paper cites them."""

from collections.abc import Iterator, Sequence
from functools import partial

from coding_salary.catalog.figure_report import table_of
from coding_salary.formats.records import Field
from coding_salary.formats.result import Document, Result
from coding_salary.formats.sheet import Sentence, Sheet
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import NAMES
from coding_salary.table.sources import UNDATED, Source


class Citations(Result):
    """What is shown of sources that somebody cites."""

    def __init__(self, bands: Bands, sources: Sequence[Source]) -> None:
        """Keep the sources, in the order of the table."""
        self.bands = bands
        self.rows = sources

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {**table_of(self.bands), "items": self.records()}

    def fields(self) -> list[Field[Source]]:
        """Return the parts of a citation, then the whole of it."""
        parts = ("link", "accessed", "license")
        return [
            *(Field[Source](name) for name in ("id", "publisher", "title", "date")),
            *(Field[Source](name, partial(_known, name)) for name in parts),
            Field("citation", citation),
        ]

    def sheet(self) -> Sheet:
        """Return the citations and nothing else, to be copied."""
        return Sheet((), [Sentence(source.id, citation(source)) for source in self.rows])


def _known(part: str, source: Source) -> str | None:
    return getattr(source, part) or None


def citation(source: Source) -> str:
    """Return a source as `Publisher. "Title." May 15, 2026. Accessed November 2026. https://...`."""
    return " ".join(_parts(source))


def _parts(source: Source) -> Iterator[str]:
    yield f"{source.publisher}."
    yield f'"{source.title}."'
    yield "Undated." if source.date == UNDATED else f"{_date(source.date)}."
    if source.accessed:
        yield f"Accessed {_date(source.accessed)}."
    if source.license:
        yield f"License: {source.license}."
    if source.link:
        yield source.link


def _date(date: str) -> str:
    """Return a date as Americans write it: `May 15, 2026`, `May 2026` or `2026`."""
    year, *rest = date.split("-")
    month, *day = (int(part) for part in rest) if rest else (0,)
    name = f"{NAMES[month - 1]} " if month else ""
    return f"{name}{day[0]}, {year}" if day else f"{name}{year}"
