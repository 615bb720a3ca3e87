"""Figures of a table as rows and words: one by one with all they rest on, by name, or only counted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coding_salary.catalog.figures import Figure, Value
from coding_salary.formats.records import Record
from coding_salary.formats.sheet import Column, Grid, Line, Part, Sentence, Sheet
from coding_salary.formats.symbols import Symbols
from coding_salary.model.money import whole
from coding_salary.reading.words import printable
from coding_salary.report.common import Document, origin, provenance
from coding_salary.table.bands import Bands

MOST_SHOWN = 12


class FigureReport(NamedTuple):
    """What is shown of the figures that have a name."""

    bands: Bands
    said: str
    figures: Sequence[Figure]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {**table_of(self.bands), "items": self.records(explain=False)}

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each value."""
        del explain
        return value_records(self.figures)

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return each figure with all it rests on, or of too many their names."""
        del explain, symbols
        count = len(self.figures)
        if count > MOST_SHOWN:
            return Sheet((self.said, f"{count} figures"), (figures_grid(self.figures), (_SAY_MORE,)))
        parts: list[Part] = [part for figure in self.figures for part in self._parts(figure)]
        return Sheet((self.said, f"{count} {'figure' if count == 1 else 'figures'}"), tuple(parts))

    def notes(self) -> list[str]:
        """There is nothing to say beside figures."""
        return []

    def _parts(self, figure: Figure) -> Iterator[Part]:
        yield (Sentence("name", figure.name), *_label(figure))
        if measured := [value for value in figure.values if value.measured]:
            yield _values_grid(measured)
        yield tuple(self._ground(figure))

    def _ground(self, figure: Figure) -> Iterator[Sentence]:
        for value in figure.values:
            if not value.measured:
                yield Sentence(value.key, f"{value.key}: {value.text}")
        if figure.evidence:
            grade = self.bands.evidence[figure.evidence]
            error = f", {100 * grade.error:g} % either way" if grade.error else ""
            yield Sentence("evidence", f"evidence: {grade.name}, {grade.meaning}{error}")
        if figure.derivation:
            yield Sentence("derivation", f"derivation: {figure.derivation}")
        yield from (origin(self.bands.sources[id]) for id in figure.sources)
        yield Sentence("stands at", f"stands at: {printable(figure.mark.path)}:{figure.mark.line}")


class TableReport(NamedTuple):
    """What a table holds, part by part."""

    bands: Bands
    figures: Sequence[Figure]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {**table_of(self.bands), "items": self.records(explain=False)}

    def records(self, *, explain: bool) -> list[Record]:
        """Return a record for each part of the table: how many figures it has, and sources they cite."""
        del explain
        parts: dict[str, list[Figure]] = {}
        for figure in self.figures:
            parts.setdefault(figure.section, []).append(figure)
        return [_part(name, figures) for name, figures in parts.items()]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return the parts as a table."""
        del symbols
        records = self.records(explain=explain)
        columns = (Column("part", right=False), Column("figures"), Column("sources", gives_way=1))
        lines = tuple(Line(tuple(map(str, record.values()))) for record in records)
        title = (printable(self.bands.path), f"version {self.bands.version}")
        sentence = Sentence("more", "salary bands show NAME shows what is in a part, or one figure.")
        return Sheet(title, (Grid(columns, lines), (sentence,)))

    def notes(self) -> list[str]:
        """There is nothing to say beside the parts."""
        return []


_SAY_MORE = Sentence("more", "These are too many to show whole: say more of the name.")


def value_records(figures: Sequence[Figure]) -> list[Record]:
    """Return a flat record for each value of each figure, with all that it rests on."""
    return [_record(figure, value) for figure in figures for value in figure.values or figure.all_values]


def figures_grid(figures: Sequence[Figure]) -> Grid:
    """Return figures as a table: name, values, evidence and label."""
    columns = (
        Column("name", right=False),
        Column("value", right=False, loose=True),
        Column("evidence", right=False, gives_way=1),
        Column("label", right=False, gives_way=2, loose=True),
    )
    return Grid(columns, tuple(map(_line, figures)))


def table_of(bands: Bands) -> Document:
    """Return what a machine result says of a table as a whole: the month is that of its first market."""
    return provenance(bands, bands.home)


def _line(figure: Figure) -> Line:
    values = ", ".join(_with_key(figure, value) for value in figure.values)
    return Line((figure.name, values, figure.evidence, figure.label))


def _with_key(figure: Figure, value: Value) -> str:
    return value.text if value.name == figure.name else f"{value.key} {value.text}"


def _values_grid(values: Sequence[Value]) -> Grid:
    columns = (
        Column("name", right=False),
        Column("value"),
        Column("unit", right=False, gives_way=1, loose=True),
    )
    return Grid(columns, tuple(Line((value.key, value.text, value.unit)) for value in values))


def _label(figure: Figure) -> list[Sentence]:
    return [Sentence("label", f"label: {figure.label}")] if figure.label else []


def _record(figure: Figure, value: Value) -> Record:
    return {
        "name": value.name,
        "figure": figure.name,
        "value": ", ".join(value.texts) if value.number is None else whole(value.number),
        "unit": value.unit or None,
        "label": figure.label or None,
        "evidence": figure.evidence or None,
        "sources": list(figure.sources),
        "derivation": figure.derivation or None,
        "file": printable(value.mark.path),
        "line": value.mark.line,
    }


def _part(name: str, figures: Sequence[Figure]) -> Record:
    cited = {id for figure in figures for id in figure.sources}
    return {"name": name, "figures": len(figures), "sources": len(cited)}
