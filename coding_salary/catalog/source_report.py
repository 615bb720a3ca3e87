"""Sources as fields and words: all of them with what rests on each, or one with its figures."""

from collections import Counter
from collections.abc import Iterator, Sequence

from coding_salary.catalog.figure_report import MAX_WHOLE, FigureReport, figures_grid, table_of
from coding_salary.catalog.figures import Figure, resting_on
from coding_salary.formats.records import Field, records
from coding_salary.formats.result import Document, Result
from coding_salary.formats.sheet import Grid, Labeled, Line, Sentence, Sheet, Words
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import nearest, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.sources import Source

NOT_KNOWN = "-"
# With a line or two for each title, so many fill a screen of 24 lines.
MAX_SHOWN = 9


def source_fields(bands: Bands) -> list[Field[Source]]:
    """Return the fields of a source; its age in years is that on the day the table was released."""
    return [
        Field("id", heading="id"),
        Field("publisher", heading="publisher", priority=3, clip=True),
        Field("title", heading="title", clip=True),
        Field("date", heading="date", priority=2),
        Field(
            "age_years",
            lambda source: source.age(bands.released),
            "age" if bands.released else None,
            str,
            priority=1,
            none=NOT_KNOWN,
        ),
        Field("grade", heading="grade", priority=4, clip=True),
        Field("link", lambda source: source.link or None),
        Field("accessed", lambda source: source.accessed or None),
        Field("license", lambda source: source.license or None),
    ]


class SourcesReport(Result):
    """What is shown of all the sources of a table: to people those that most rests on, or the `whole`."""

    whole = False

    def __init__(self, bands: Bands, figures: Sequence[Figure]) -> None:
        """Keep the table, and the figures that rest on its sources."""
        self.bands = bands
        self.figures = figures
        self.rows = list(bands.sources.values())

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        items = [_item(self.bands, source, self._resting_on(source)) for source in self.rows]
        return {**_released(self.bands), "items": items}

    def fields(self) -> list[Field[Source]]:
        """Return the fields of a source, with how many figures rest on it."""
        return [
            *source_fields(self.bands),
            Field("figures", lambda source: len(self._resting_on(source)), "figures", str),
            Field("", lambda source: source.link or NOT_KNOWN, "link", priority=5),
        ]

    def sheet(self) -> Sheet:
        """Return the sources as a table."""
        title = (f"{len(self.bands.sources)} sources", f"version {self.bands.version}")
        shown = self.rows if self.whole else sorted(self.rows, key=self._rank)[:MAX_SHOWN]
        return Sheet(title, Grid(self.fields(), map(Line, shown)), list(self._words(len(shown))))

    def _words(self, shown: int) -> Iterator[Words]:
        if left := len(self.rows) - shown:
            yield Labeled("More", f"{left} with fewer figures: add --all")
        yield from _ages(self.bands)
        yield Labeled("Next", "salary sources ID for its link and its figures · salary sources --weak")

    def _rank(self, source: Source) -> int:
        return -len(self._resting_on(source))

    def _resting_on(self, source: Source) -> list[Figure]:
        return resting_on(self.figures, source.id)


class SourceReport(FigureReport):
    """What is shown of one source: all about it, and the figures that rest on it."""

    def __init__(self, bands: Bands, source: Source, figures: Sequence[Figure]) -> None:
        """Keep the source, and the figures that rest on it."""
        super().__init__(bands, source.id, figures)
        self.source = source

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        items = [_item(self.bands, self.source, self.figures)]
        return {**_released(self.bands), "items": items, "values": self.records()}

    def sheet(self) -> Sheet:
        """Return what is known of the source, then its figures as a table.

        Those of a CSV table beside it are only counted where they are too many to read.
        """
        about: list[Words] = [*self._about(), *_ages(self.bands)]
        named = [figure for figure in self.figures if figure.mark.path not in self._many()]
        grids = [figures_grid(named)] if named else []
        return Sheet((self.source.id, self.source.publisher), about, *grids, list(self._more()))

    def _about(self) -> list[Sentence]:
        words = {"title": self.source.title, "date": self.source.date}
        if self.bands.released:
            age = self.source.age(self.bands.released)
            words["age"] = NOT_KNOWN if age is None else str(age)
        words["grade"] = self.source.grade
        words["link"] = self.source.link or "none is public"
        words |= {"accessed": self.source.accessed} if self.source.accessed else {}
        words |= {"license": self.source.license} if self.source.license else {}
        words["figures"] = f"{len(self.figures)}"
        return [Sentence(key, f"{key}: {word}") for key, word in words.items()]

    def _many(self) -> dict[str, int]:
        """Return the CSV tables with more of the figures than are shown one by one, and how many."""
        counts = Counter(figure.mark.path for figure in self.figures)
        return {
            path: count for path, count in counts.items() if path != self.bands.path and count > MAX_WHOLE
        }

    def _more(self) -> Iterator[Words]:
        for file, count in self._many().items():
            yield Sentence(file, f"{count:,} more are in {file}.")
        yield Labeled("Next", "salary bands show NAME shows all that a figure rests on")


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


def _released(bands: Bands) -> Document:
    return {**table_of(bands), "released": bands.released or None}


def _ages(bands: Bands) -> list[Labeled]:
    if not bands.released:
        return []
    return [Labeled("Age", f"in years, in {month_name(bands.released)}, when the table was released")]
