"""Neighboring occupations as fields and words."""

from collections.abc import Callable, Iterator
from operator import attrgetter

from coding_salary.decisions.careers import Career, Careers
from coding_salary.formats.records import Field, Span, constants, unpacked
from coding_salary.formats.result import Document
from coding_salary.formats.sheet import Grid, Line, Sentence, Sheet
from coding_salary.model.money import whole
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, PERCENTILES, UNIT, half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import (
    PERIOD,
    PayReport,
    growth_text,
    outlook_record,
    place_record,
    sentence,
)
from coding_salary.table.bands import Bands
from coding_salary.table.wages import Outlook, Projection

# How people are shown each percentile of the wages: its heading, and how soon it goes.
PERCENTILE_COLUMNS = (("p10", 6), ("p25", 3), ("median", 0), ("p75", 3), ("p90", 6))


class CareersReport(PayReport):
    """What is shown of the occupations beside somebody's own."""

    def __init__(self, bands: Bands, estimate: Estimate, careers: Careers) -> None:
        """Keep the person's own estimate, and the occupations, the best paid first."""
        super().__init__(bands, estimate)
        self.careers = careers
        self.rows = careers.rows

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            **self.head(),
            "place": place_record(self.careers.place),
            "currency": self.market.currency,
            "period": PERIOD,
            "typical": self.typical,
            "careers": self.records(),
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[Career]]:
        """Return the fields of an occupation."""
        place = self.careers.place
        about = {"place_code": place.code, "place_name": place.name}
        return [
            Field("soc", lambda career: career.code),
            Field("title", heading="occupation", wrap=True),
            Field("own"),
            Field("jobs"),
            *map(self._wage_field, range(len(PERCENTILES))),
            Field("", attrgetter("percentile"), "you at", self._percentile),
            Field("your_percentile", lambda career: half_up(career.percentile, ONE_PLACE)),
            Field("", attrgetter("outlook.growth"), "growth", growth_text, priority=1, none="-"),
            Field("", attrgetter("outlook.openings"), "openings", _openings_text, priority=2, none="-"),
            *unpacked(lambda career: outlook_record(career.outlook), outlook_record(Outlook())),
            Field("", attrgetter("jobs"), "jobs", "{:,}".format, priority=4, none="-"),
            *constants({**about, "currency": self.market.currency, "period": PERIOD}),
        ]

    def sheet(self) -> Sheet:
        """Return the occupations, and what a reader must know of the figures."""
        where = f" in {self.careers.place.name}" if self._elsewhere() else ""
        bars = self.bar_field(self._span, self.rows, priority=5)
        lines = (
            Line(career, highlighted=career.own, remark="your own" if career.own else "")
            for career in self.rows
        )
        return Sheet(
            (*self.person(), f"neighbouring occupations{where}"),
            Grid([*self.fields(), bars], lines),
            list(self._sentences()),
        )

    def notes(self) -> list[str]:
        """Return what must be said beside the wages."""
        notes = [*super().notes(), *filter(None, [self._elsewhere()])]
        if self.careers.missing:
            titles = listed(self.careers.missing, "and")
            notes.append(f"no wages are published in {self.careers.place.name} for {titles}")
        return notes

    def _elsewhere(self) -> str:
        """Say where the occupations are, when that is not where the person's own pay is."""
        own, place = self.estimate.place, self.careers.place
        if own.code == place.code:
            return ""
        return f"occupations are those of {place.name}; your own pay is that of {own.name}"

    def _wage_field(self, index: int) -> Field[Career]:
        heading, priority = PERCENTILE_COLUMNS[index]
        return Field(
            f"p{PERCENTILES[index]}",
            lambda career: self.published(career.wages[index]),
            heading,
            self.money.text,
            priority=priority,
        )

    def _span(self, career: Career) -> Span:
        p10, p25, median, p75, p90 = map(self.published, career.wages)
        return p10, p25, median, p75, p90

    def _percentile(self, percentile: float) -> str:
        """Return a percentile, or what it is beyond: the published wages reach no further."""
        low, high = self.bands.limits
        shown = half_up(percentile, UNIT)
        return f"<{low:g}" if shown <= low else f">{high:g}" if shown >= high else f"{shown}"

    def _sentences(self) -> Iterator[Sentence]:
        yield Sentence(
            "you",
            "You at: the percentile at which your typical pay,"
            f" {self.money.text(self.typical)}, would stand in each occupation.",
        )
        growth, openings = (self._decades(attrgetter(f"outlook.{key}")) for key in ("growth", "openings"))
        yield Sentence("growth", f"Growth is of jobs in the nation {growth}.")
        yield Sentence("openings", f"Openings are those a year in the nation {openings}.")
        if self._elsewhere():
            yield Sentence("occupations", sentence(self._elsewhere()))
        yield Sentence("basis", self.basis())

    def _decades(self, figure: Callable[[Career], Projection | None]) -> str:
        """Say over which decades a figure is projected, naming what differs from most."""
        groups: dict[str, list[str]] = {}
        for career in self.rows:
            if projection := figure(career):
                groups.setdefault(f"over {projection.decade} ({projection.source})", []).append(career.title)
        most, *others = sorted(groups, key=lambda decade: -len(groups[decade])) or ["not projected"]
        return "; ".join([most, *(f"{decade} for {listed(groups[decade], 'and')}" for decade in others)])


def _openings_text(openings: Projection) -> str:
    return f"{whole(openings.value):,}"
