"""What to mend first as fields and words."""

from collections.abc import Sequence

from coding_salary.catalog.figure_report import table_of
from coding_salary.catalog.repairs import Repair
from coding_salary.formats.records import Field
from coding_salary.formats.result import Document, Result
from coding_salary.formats.sheet import Grid, Line, Sentence, Sheet
from coding_salary.table.bands import Bands
from coding_salary.table.sources import Source

NO_SOURCE = "no source"
DASH = "-"


class RepairReport(Result):
    """What is shown of the sources that need work, the most urgent first."""

    def __init__(self, bands: Bands, repairs: Sequence[Repair]) -> None:
        """Keep what there is to mend."""
        self.bands = bands
        self.rows = repairs

    def document(self) -> Document:
        """Return everything, as the JSON output holds it, with the names of the weak figures."""
        figures = ([figure.name for figure in repair.weak] for repair in self.rows)
        items = [{**record, "figures": names} for record, names in zip(self.records(), figures, strict=True)]
        return {**table_of(self.bands), "released": self.bands.released or None, "items": items}

    def fields(self) -> list[Field[Repair]]:
        """Return the fields of a source that needs work."""
        return [
            Field("id", lambda repair: repair.source.id if repair.source else None, "source", none=NO_SOURCE),
            Field("weak_figures", lambda repair: len(repair.weak), "weak figures", str),
            Field("date", lambda repair: repair.source and repair.source.date, "date", priority=2, none=DASH),
            Field("age_years", self._age, "age" if self.bands.released else None, str, priority=1, none=DASH),
            Field("lacks", lambda repair: list(repair.lacks)),
            Field("to_do", heading="to do", wrap=True),
        ]

    def sheet(self) -> Sheet:
        """Return the sources as a table, and what to do with them."""
        count = sum(len(repair.weak) for repair in self.rows)
        weak = f"{count} {'figure' if count == 1 else 'figures'} on weak evidence"
        lacking = sum(bool(repair.lacks) for repair in self.rows)
        title = (
            "What to mend first",
            weak,
            f"{lacking} {'source' if lacking == 1 else 'sources'} incomplete",
        )
        more = (
            "A figure counts once, at the oldest of its sources."
            " salary sources ID shows what rests on a source; salary help maintaining says how to mend it."
        )
        return Sheet(title, Grid(self.fields(), map(Line, self.rows)), [Sentence("more", more)])

    def _age(self, repair: Repair) -> float | None:
        source: Source | None = repair.source
        return source.age(self.bands.released) if source else None
