"""What to mend first: sources that weak figures rest on, and sources without a date or a link."""

from collections.abc import Sequence
from typing import NamedTuple

from coding_salary.catalog.figures import EMPLOYERS, Figure
from coding_salary.reading.words import listed
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
        """What somebody who looks after the table should do."""
        tasks = [f"find newer evidence for {_named(self.weak)}"] if self.weak else []
        tasks += [f"find its {part}" for part in self.lacks]
        return "; ".join(tasks)


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
