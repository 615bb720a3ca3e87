"""Sources as rows and words: all of them with what rests on each, or one with its figures."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coding_salary.catalog.figure_report import figures_grid, table_of, value_records
from coding_salary.catalog.figures import Figure, resting_on
from coding_salary.catalog.listing import source_record
from coding_salary.formats.records import Record, Value
from coding_salary.formats.sheet import Column, Grid, Line, Part, Sentence, Sheet
from coding_salary.formats.symbols import Symbols
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import nearest, quoted
from coding_salary.report.common import Document
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import spoken
from coding_salary.table.sources import Source

NOT_KNOWN = "-"
AGE = "age_years"
COLUMNS = {
    "id": Column("id", right=False),
    "publisher": Column("publisher", right=False, gives_way=3, loose=True),
    "title": Column("title", right=False, loose=True),
    "date": Column("date", right=False, gives_way=2),
    AGE: Column("age", gives_way=1),
    "grade": Column("grade", right=False, gives_way=4, loose=True),
    "figures": Column("figures"),
    "link": Column("link", right=False, gives_way=5),
}


class SourcesReport(NamedTuple):
    """What is shown of all the sources of a table."""

    bands: Bands
    figures: Sequence[Figure]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {**_released(self.bands), "items": [self._item(each) for each in self.bands.sources.values()]}

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each source, with how many figures rest on it."""
        del explain
        return [
            {**source_record(self.bands, source), "figures": len(resting_on(self.figures, source.id))}
            for source in self.bands.sources.values()
        ]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return the sources as a table."""
        del symbols
        records = self.records(explain=explain)
        keys = [key for key in COLUMNS if key != AGE or self.bands.released]
        columns = tuple(COLUMNS[key] for key in keys)
        lines = tuple(Line(tuple(_cell(record[key]) for key in keys)) for record in records)
        more = Sentence("more", "salary sources ID shows one with its link and its figures.")
        title = (f"{len(records)} sources", f"version {self.bands.version}")
        return Sheet(title, (Grid(columns, lines), (*_ages(self.bands), more)))

    def notes(self) -> list[str]:
        """There is nothing to say beside the sources."""
        return []

    def _item(self, source: Source) -> Document:
        return source_item(self.bands, source, resting_on(self.figures, source.id))


class SourceReport(NamedTuple):
    """What is shown of one source: all about it, and the figures that rest on it."""

    bands: Bands
    source: Source
    figures: Sequence[Figure]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        item = source_item(self.bands, self.source, self.figures)
        return {**_released(self.bands), "items": [item], "values": self.records(explain=False)}

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each value that rests on it."""
        del explain
        return value_records(self.figures)

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return what is known of the source, then its figures as a table."""
        del explain, symbols
        about: Part = (*self._about(), *_ages(self.bands))
        return Sheet(
            (self.source.id, self.source.publisher), (about, figures_grid(self._own()), tuple(self._more()))
        )

    def notes(self) -> list[str]:
        """There is nothing to say beside a source."""
        return []

    def _about(self) -> list[Sentence]:
        words = {"title": self.source.title, "date": self.source.date}
        if self.bands.released:
            words["age"] = _cell(self.source.age(self.bands.released))
        words["grade"] = self.source.grade
        words["link"] = self.source.link or "none is public"
        words["figures"] = f"{len(self.figures)}"
        return [Sentence(key, f"{key}: {word}") for key, word in words.items()]

    def _own(self) -> list[Figure]:
        """Return the figures of the table itself: those of the CSV tables beside it are too many to read."""
        return [figure for figure in self.figures if figure.mark.path == self.bands.path]

    def _more(self) -> Iterator[Sentence]:
        beside = Counter(figure.mark.path for figure in self.figures)
        del beside[self.bands.path]
        for file, count in beside.items():
            yield Sentence(file, f"{count:,} more stand in {file}.")
        yield Sentence("more", "salary bands show NAME shows all that a figure rests on.")


def find_source(bands: Bands, said: str) -> Source:
    """Return a source by its id, whatever its capitals; raises ProfileError for an unknown one."""
    word = said.strip().casefold()
    for id, source in bands.sources.items():
        if id.casefold() == word:
            return source
    shown = f"(salary sources shows all {len(bands.sources)})"
    hint = nearest(word, bands.sources, "use an id of this table")
    raise ProfileError([Problem(f"unknown source {quoted(said)}: {hint} {shown}")])


def source_item(bands: Bands, source: Source, figures: Sequence[Figure]) -> Document:
    """Return everything about a source, with the names of the figures that rest on it."""
    return {**source_record(bands, source), "figures": [figure.name for figure in figures]}


def _released(bands: Bands) -> Document:
    return {**table_of(bands), "released": bands.released or None}


def _cell(value: Value) -> str:
    return NOT_KNOWN if value is None else str(value)


def _ages(bands: Bands) -> list[Sentence]:
    if not bands.released:
        return []
    when = f"Ages are in years, those of {spoken(bands.released)}, when the table was released."
    return [Sentence("ages", when)]
