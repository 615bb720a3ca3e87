"""Sources as fields and words: all of them with what rests on each, one with its figures, or citations."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from coding_salary.catalog.figure_report import MAX_ROWS, MAX_WHOLE, FigureReport, TableResult, figures_grid
from coding_salary.catalog.figures import Figure, resting_on
from coding_salary.formats.records import Document, Field, records
from coding_salary.formats.sheet import Grid, Labeled, Line, Sentence, Sheet, Words, not_shown
from coding_salary.formats.symbols import DOT
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import nearest, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import NAMES, month_name
from coding_salary.table.sources import UNDATED, Source

NOT_KNOWN = "-"
# Below what is known of a source, so many of its figures fill a screen of 24 lines.
MAX_FIGURES = 8


def source_fields(bands: Bands) -> list[Field[Source]]:
    """Return the fields of a source; its age in years is that on the day the table was released."""
    return [
        Field("id", heading="id"),
        Field("publisher", heading="publisher", priority=4, clip=True),
        Field("title", heading="title", clip=True),
        Field("date", heading="date", priority=3),
        Field(
            "age_years",
            lambda source: source.age(bands.released),
            "age" if bands.released else None,
            str,
            priority=2,
            none=NOT_KNOWN,
        ),
        Field("grade", heading="grade", priority=5, clip=True),
        Field("link", lambda source: source.link or None),
        Field("accessed", lambda source: source.accessed or None),
        Field("license", lambda source: source.license or None),
    ]


class SourcesReport(TableResult):
    """What is shown of all the sources of a table: the `whole`, or to people those that most rests on."""

    dated = True

    def __init__(self, bands: Bands, figures: Sequence[Figure]) -> None:
        """Keep the table, and the figures that rest on its sources."""
        super().__init__(bands, list(bands.sources.values()))
        self.figures = figures

    def items(self) -> Sequence[Document]:
        """Return everything about each source, with the names of the figures that rest on it."""
        return [_item(self.bands, source, self._resting_on(source)) for source in self.rows]

    def fields(self) -> list[Field[Source]]:
        """Return the fields of a source, with how many figures rest on it."""
        return [
            *source_fields(self.bands),
            Field(
                "figures", lambda source: len(self._resting_on(source)), "figures", "{:,}".format, priority=1
            ),
            Field("", lambda source: source.link or NOT_KNOWN, "link", priority=6),
        ]

    def sheet(self) -> Sheet:
        """Return the sources as a table."""
        title = (f"{len(self.bands.sources)} sources", f"version {self.bands.version}")
        shown = self.rows if self.whole else sorted(self.rows, key=self._count, reverse=True)[:MAX_ROWS]
        return Sheet(title, Grid(self.fields(), map(Line, shown)), list(self._words(len(shown))))

    def _words(self, shown: int) -> Iterator[Words]:
        if self.bands.released:
            month = month_name(self.bands.released)
            yield Labeled("age", f"in years, in {month}, when the table was released", legend=True)
        yield from not_shown(len(self.rows) - shown, " with fewer figures")
        if self.rows:
            yield Labeled("Next", f"salary sources {self.rows[0].id} for its link and its figures")

    def _count(self, source: Source) -> int:
        return len(self._resting_on(source))

    def _resting_on(self, source: Source) -> list[Figure]:
        return resting_on(self.figures, source.id)


class SourceReport(FigureReport):
    """What is shown of one source: all about it, and the figures that rest on it."""

    dated = True

    def __init__(self, bands: Bands, source: Source, figures: Sequence[Figure]) -> None:
        """Keep the source, and the figures that rest on it."""
        super().__init__(bands, source.id, figures)
        self.source = source

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {**super().document(), "values": self.records()}

    def items(self) -> Sequence[Document]:
        """Return everything about the source, with the names of its figures."""
        return [_item(self.bands, self.source, self.figures)]

    def sheet(self) -> Sheet:
        """Return what is known of the source, then its figures as a table.

        Those of a CSV table beside it are only counted where they are too many to read.
        """
        named = [figure for figure in self.figures if figure.mark.path not in self._many()]
        shown = named if self.whole else named[:MAX_FIGURES]
        grids = [figures_grid(shown, whole=self.whole)] if shown else []
        title = (self.source.id, self.source.publisher)
        return Sheet(title, self._about(), *grids, list(self._more(len(named) - len(shown))))

    def _about(self) -> list[Labeled]:
        age = self.source.age(self.bands.released)
        years = f", {age:g} years before this table" if age else ""
        words = {
            "title": self.source.title,
            "date": f"{self.source.date}{years}",
            "grade": self.source.grade,
            "link": self.source.link or "no public link",
            "accessed": self.source.accessed,
            "license": self.source.license,
            "figures": f"{len(self.figures):,} in this table",
        }
        return [Labeled(key, word) for key, word in words.items() if word]

    def _many(self) -> dict[str, int]:
        """Return the CSV tables with more of the figures than are shown one by one, and how many."""
        counts = Counter(figure.mark.path for figure in self.figures)
        return {
            path: count for path, count in counts.items() if path != self.bands.path and count > MAX_WHOLE
        }

    def _more(self, left_out: int) -> Iterator[Words]:
        yield from not_shown(left_out)
        if files := [f"{count:,} in {file}" for file, count in self._many().items()]:
            yield Labeled("In tables", DOT.join(files))
        if self.figures:
            yield Labeled("Next", f"salary bands show {self.figures[0].name}")


def find_source(bands: Bands, said: str) -> Source:
    """Return a source by its id, whatever its capitals; raises ProfileError for an unknown one."""
    word = said.strip().casefold()
    for id, source in bands.sources.items():
        if id.casefold() == word:
            return source
    shown = f"(salary sources shows all {len(bands.sources)})"
    hint = nearest(word, bands.sources, "use an id of this table")
    raise ProfileError([Problem(f"unknown source {quoted(said)}: {hint} {shown}")])


def _item(bands: Bands, source: Source, figures: Sequence[Figure]) -> Document:
    """Return everything about a source, with the names of the figures that rest on it."""
    (about,) = records(source_fields(bands), [source])
    return {**about, "figures": [figure.name for figure in figures]}


class Citations(TableResult):
    """What is shown of sources that somebody cites."""

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
