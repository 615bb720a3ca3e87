"""Figures of a table as fields and words: one by one with all they rest on, by name, or only counted."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from coding_salary.catalog.figures import ERROR, Figure, Value
from coding_salary.formats.records import Document, Field, Result
from coding_salary.formats.sheet import Grid, Labeled, Line, Part, Sentence, Sheet, Tone, Words, not_shown
from coding_salary.formats.symbols import DOT
from coding_salary.model.money import whole
from coding_salary.reading.words import counted, printable
from coding_salary.report.base import provenance, source_line
from coding_salary.table.bands import Bands
from coding_salary.table.sources import REFERENCE, Evidence

# Up to so many figures are shown with all they rest on, about two screens; of more there is a table.
MAX_WHOLE = 12
# With a title and its last lines, so many rows fill a screen of 24 lines.
MAX_ROWS = 15
# Beside all that it rests on, so many values of one figure do.
MAX_VALUES = 8


class FigureValue(NamedTuple):
    """A value with the figure that it is part of."""

    figure: Figure
    value: Value


class TableResult(Result):
    """What is said of a table as a whole, an item for each row; `dated` where ages count to its release."""

    dated = False

    def __init__(self, bands: Bands, rows: Sequence[Any]) -> None:
        """Keep the table, and what is shown of it."""
        self.bands = bands
        self.rows = rows

    def document(self) -> Document:
        """Return everything, as the JSON output holds it: the month is that of the first market."""
        released = {"released": self.bands.released or None} if self.dated else {}
        return {**provenance(self.bands, self.bands.home), **released, "items": self.items()}

    def items(self) -> Sequence[Document]:
        """Return what the JSON output says of each row."""
        return self.records()


class FigureReport(TableResult):
    """What is shown of the figures that have a name."""

    def __init__(self, bands: Bands, said: str, figures: Sequence[Figure]) -> None:
        """Keep the figures, and the name by which they were asked for."""
        super().__init__(bands, values_of(figures))
        self.said = said
        self.figures = figures

    def fields(self) -> list[Field[FigureValue]]:
        """Return the fields of a value, with all that it rests on."""
        return [
            Field("name", lambda row: row.value.name),
            Field("figure", lambda row: row.figure.name),
            Field("value", lambda row: bare(row.value)),
            Field("unit", lambda row: row.value.unit or None),
            Field("label", lambda row: row.figure.label or None),
            Field("evidence", lambda row: row.figure.evidence or None),
            Field("sources", lambda row: list(row.figure.sources)),
            Field("derivation", lambda row: row.figure.derivation or None),
            Field("file", lambda row: printable(row.value.mark.path)),
            Field("line", lambda row: row.value.mark.line),
        ]

    def sheet(self) -> Sheet:
        """Return each figure with all it rests on, or of too many their names."""
        count = len(self.figures)
        title = (self.said, counted(count, "figure"))
        if count > MAX_WHOLE or (count > 1 and not self.whole):
            shown = self.figures if self.whole else self.figures[:MAX_ROWS]
            example = Labeled("Next", f"salary bands show {shown[0].name}")
            below = [*not_shown(count - len(shown)), example]
            return Sheet(title, figures_grid(shown, whole=self.whole), below)
        parts = (part for figure in self.figures for part in self._parts(figure))
        return Sheet(title, *parts, [Labeled("Next", self._next())])

    def _next(self) -> str:
        cited = next((id for figure in self.figures for id in figure.sources), "")
        return f"salary sources {cited}" if cited else "salary bands show"

    def _parts(self, figure: Figure) -> Iterator[Part]:
        label = [Sentence("label", figure.label)] if figure.label else []
        yield [Sentence("name", figure.name, tone=Tone.ANSWER), *label]
        if measured := [value for value in figure.values if value.measured]:
            fields = [
                Field[Value]("key", heading="name"),
                Field("text", heading="value", write=str),
                Field("unit", heading="unit", priority=1, wrap=True),
            ]
            shown = measured if self.whole else measured[:MAX_VALUES]
            yield Grid(fields, map(Line, shown))
            yield from filter(None, [not_shown(len(measured) - len(shown))])
        yield list(self._ground(figure))

    def _ground(self, figure: Figure) -> Iterator[Words]:
        for value in figure.values:
            if not value.measured:
                yield Labeled(value.key, value.text)
        if figure.evidence:
            grade = self.bands.evidence[figure.evidence]
            yield Labeled("evidence", f"{grade.name}, {grade.meaning}{_either_way(figure, grade)}")
        if figure.derivation:
            yield Labeled("derivation", figure.derivation)
        cited = [self.bands.sources[id] for id in figure.sources]
        if self.whole:
            yield from map(source_line, cited)
        elif cited:
            named = DOT.join(f"{source.name}, {source.date} ({source.id})" for source in cited)
            yield Labeled("based on", named, Tone.SOURCE)
        yield Labeled("defined in", f"{printable(figure.mark.path)}:{figure.mark.line}")


class TableReport(TableResult):
    """What a table holds, part by part."""

    def __init__(self, bands: Bands, figures: Sequence[Figure]) -> None:
        """Sort the figures by the part of the table that they stand in."""
        self.parts: dict[str, list[Figure]] = {}
        for figure in figures:
            self.parts.setdefault(figure.section, []).append(figure)
        super().__init__(bands, list(self.parts))

    def fields(self) -> list[Field[str]]:
        """Return the fields of a part: how many figures it has, and how many sources they cite."""
        return [
            Field("name", str, "part"),
            Field("figures", self._count, "figures", "{:,}".format),
            Field("sources", self._sources, "sources", str, priority=1),
        ]

    def sheet(self) -> Sheet:
        """Return the parts as a table."""
        title = (printable(self.bands.path), f"version {self.bands.version}")
        shown = self.rows if self.whole else sorted(self.rows, key=self._count, reverse=True)[:MAX_ROWS]
        left_out = not_shown(len(self.rows) - len(shown), " with fewer figures")
        count = sum(map(self._count, self.rows))
        summary = Sentence("summary", f"{count:,} figures in {len(self.rows)} parts")
        advice = Labeled("Next", "salary bands show states.OH · salary bands show CPC.multiplier")
        return Sheet(title, [summary], Grid(self.fields(), map(Line, shown)), [*left_out, advice])

    def _count(self, name: str) -> int:
        return len(self.parts[name])

    def _sources(self, name: str) -> int:
        return len({id for figure in self.parts[name] for id in figure.sources})


def values_of(figures: Sequence[Figure]) -> list[FigureValue]:
    """Return each value of each figure."""
    return [FigureValue(figure, value) for figure in figures for value in figure.values or figure.all_values]


def bare(value: Value) -> str | float:
    """Return a value for programs: a number, or words and lists as text."""
    return ", ".join(value.texts) if value.number is None else whole(value.number)


def figures_grid(figures: Sequence[Figure], *, whole: bool) -> Grid[Figure]:
    """Return figures as a table: name, values, the first of them or the `whole`, evidence and label."""
    fields = [
        Field[Figure]("name", heading="name"),
        Field("", _values_text, "value", wrap=whole, clip=not whole),
        Field("evidence", heading="evidence", priority=1),
        Field("label", heading="label", priority=2, clip=True),
    ]
    return Grid(fields, map(Line, figures))


def _either_way(figure: Figure, grade: Evidence) -> str:
    """Return how unsure a figure is; nothing where an error of its own is among its values."""
    if any(value.key == ERROR for value in figure.values):
        return ""
    error = figure.error or f"{100 * grade.error:g}"
    return "" if grade.name == REFERENCE else f", {error} % either way"


def _values_text(figure: Figure) -> str:
    return ", ".join(
        value.text if value.name == figure.name else f"{value.key} {value.text}" for value in figure.values
    )
