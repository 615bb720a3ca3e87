"""A listing as rows and words."""

from typing import NamedTuple

from coding_salary.catalog.listing import STATES
from coding_salary.formats.records import Record, Value
from coding_salary.formats.sheet import Column, Grid, Line, Part, Sentence, Sheet
from coding_salary.formats.symbols import Symbols
from coding_salary.model.money import Money, whole
from coding_salary.report.common import Document, provenance
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market

# What of a listing people are shown, and how soon a column goes; the machine formats hold it all.
SHOWN = {
    "value": 0,
    "code": 0,
    "id": 0,
    "label": 0,
    "name": 0,
    "title": 0,
    "multiplier": 0,
    "grades": 0,
    "hours_per_week": 1,
    "supplement_percent": 0,
    "supplement_least": 2,
    "supplement_most": 2,
    "evidence": 1,
    "date": 1,
    "grade": 2,
    "kind": 3,
    "publisher": 2,
}
NUMBERS = ("multiplier", "hours_per_week", "supplement_percent", "supplement_least", "supplement_most")
AMOUNTS = ("supplement_least", "supplement_most")
LOOSE = ("label", "name", "title", "grade", "publisher")
MEDIAN = "_median"


class ListingReport(NamedTuple):
    """What is shown of a listing of some kind."""

    bands: Bands
    market: Market
    kind: str
    items: list[Record]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        items = self.records(explain=False)
        return {**provenance(self.bands, self.market), "list": self.kind, "items": items}

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each item."""
        del explain
        return [{key: _bare(value) for key, value in item.items()} for item in self.items]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return the items as a table."""
        del explain, symbols
        keys = [key for key in self.items[0] if key in SHOWN or key.endswith(MEDIAN)]
        columns = tuple(
            Column(
                key.replace(MEDIAN, " median").replace("_", " "),
                right=key in NUMBERS or key.endswith(MEDIAN),
                gives_way=SHOWN.get(key, 1),
                loose=key in LOOSE,
            )
            for key in keys
        )
        lines = tuple(Line(tuple(self._cell(key, item[key]) for key in keys)) for item in self.items)
        parts: list[Part] = [Grid(columns, lines)]
        if any(item.get("multiplier") for item in self.items):
            parts.append(
                (
                    Sentence(
                        "multiplier",
                        "A multiplier is on the median of the job; --format csv adds where from.",
                    ),
                )
            )
        word = f"{self.market.state_word}s" if self.kind == STATES else self.kind
        return Sheet((f"{word} ({len(self.items)})", self.market.name), tuple(parts))

    def notes(self) -> list[str]:
        """There is nothing to say beside a listing."""
        return []

    def _cell(self, key: str, value: Value) -> str:
        if value is None:
            return "-"
        if (key in AMOUNTS or key.endswith(MEDIAN)) and isinstance(value, int | float):
            return Money(self.market).text(value)
        if key in ("hours_per_week", "supplement_percent"):
            return f"{value:g}"
        return f"{value:.3f}" if isinstance(value, float) else str(value)


def _bare(value: Value) -> Value:
    return whole(value) if isinstance(value, float) else value
