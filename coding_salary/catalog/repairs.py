"""What to mend first: sources that weak figures rest on, and sources without a date or a link."""

from collections.abc import Sequence
from typing import NamedTuple

from coding_salary.catalog.figure_report import MAX_ROWS, TableResult
from coding_salary.catalog.figures import EMPLOYERS, Figure
from coding_salary.formats.records import Document, Field
from coding_salary.formats.sheet import Grid, Labeled, Line, Sheet, not_shown
from coding_salary.reading.words import counted, listed
from coding_salary.table.bands import Bands
from coding_salary.table.sources import SURE_ENOUGH, UNDATED, Source

MAX_NAMED = 3
FACTORS = "factors"  # a factor says what its values have in common, and has no figure of that evidence
# Keys that say nothing in the name of a figure.
BETWEEN = ("values", EMPLOYERS)


class Repair(NamedTuple):
    """A source, or None for figures without one; `weak` are the figures that need better evidence.

    A figure counts once, at the oldest of its sources; `lacks` names what is not known of the source.
    """

    source: Source | None
    weak: tuple[Figure, ...]
    lacks: tuple[str, ...]

    @property
    def to_do(self) -> str:
        """What somebody who looks after the table should find."""
        newer = [f"newer figures for {_named(self.weak)}"] if self.weak else []
        return "; ".join([*self.lacks, *newer])


def repairs(bands: Bands, figures: Sequence[Figure]) -> list[Repair]:
    """Return what to mend: what most weak figures rest on first, then what is undated, then the oldest."""
    charged: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.values and figure.evidence not in ("", *SURE_ENOUGH) and figure.path[-2] != FACTORS:
            oldest = min(figure.sources, key=lambda name: _dated(bands.sources[name]), default="")
            charged.setdefault(oldest, []).append(figure)
    found = [Repair(None, tuple(charged[""]), ())] if "" in charged else []
    found += (
        Repair(source, tuple(charged.get(id, ())), _lacks(source)) for id, source in bands.sources.items()
    )
    return sorted((repair for repair in found if repair.to_do), key=_urgency)


def _lacks(source: Source) -> tuple[str, ...]:
    parts = {"date": source.date != UNDATED, "link": bool(source.link)}
    return tuple(name for name, known in parts.items() if not known)


def _urgency(repair: Repair) -> tuple[int, str]:
    return -len(repair.weak), _dated(repair.source) if repair.source else ""


def _dated(source: Source) -> str:
    """Return a date to sort by: what is undated counts as the oldest."""
    return "" if source.date == UNDATED else source.date


def _named(figures: Sequence[Figure]) -> str:
    """Return the names of the first figures, and how many more there are."""
    names = [" ".join(key for key in figure.path[3:] if key not in BETWEEN) for figure in figures]
    more = len(names) - MAX_NAMED
    return listed(names if more < 2 else [*names[:MAX_NAMED], f"{more} more"], "and")


NO_SOURCE = "no source"
DASH = "-"


class RepairReport(TableResult):
    """What is shown of the sources that need work, the most urgent first."""

    dated = True

    def items(self) -> Sequence[Document]:
        """Return everything about each source, with the names of the weak figures."""
        figures = ([figure.name for figure in repair.weak] for repair in self.rows)
        return [{**record, "figures": names} for record, names in zip(self.records(), figures, strict=True)]

    def fields(self) -> list[Field[Repair]]:
        """Return the fields of a source that needs work."""
        return [
            Field("id", lambda repair: repair.source.id if repair.source else None, "source", none=NO_SOURCE),
            Field("weak_figures", lambda repair: len(repair.weak), "weak figures", str, priority=3),
            Field("date", lambda repair: repair.source and repair.source.date, "date", priority=2, none=DASH),
            Field("age_years", self._age, "age" if self.bands.released else None, str, priority=1, none=DASH),
            Field("lacks", lambda repair: list(repair.lacks)),
            Field("to_do", heading="to find", wrap=self.whole, clip=not self.whole),
        ]

    def sheet(self) -> Sheet:
        """Return the sources as a table, and what to do with them."""
        count = sum(len(repair.weak) for repair in self.rows)
        lacking = sum(bool(repair.lacks) for repair in self.rows)
        title = (
            "What to mend first",
            f"{counted(count, 'figure')} on weak evidence",
            f"{counted(lacking, 'source')} incomplete",
        )
        shown = self.rows if self.whole else self.rows[:MAX_ROWS]
        below = [
            Labeled("Counted", "each figure once, at the oldest of its sources"),
            *not_shown(len(self.rows) - len(shown)),
            Labeled("Next", self._next()),
        ]
        return Sheet(title, Grid(self.fields(), map(Line, shown)), below)

    def _next(self) -> str:
        first = next((repair.source for repair in self.rows if repair.source), None)
        return f"{f'salary sources {first.id} · ' if first else ''}salary help maintaining"

    def _age(self, repair: Repair) -> float | None:
        source: Source | None = repair.source
        return source.age(self.bands.released) if source else None
