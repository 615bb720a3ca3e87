"""Neighbouring occupations as rows and words."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from coding_salary.decisions.careers import Career, Careers
from coding_salary.formats.records import Record
from coding_salary.formats.sheet import Cell, Column, Grid, Line, Sentence, Sheet, Span
from coding_salary.formats.symbols import Symbols
from coding_salary.model.money import whole
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, PERCENTILES, UNIT, half_up
from coding_salary.reading.words import listed
from coding_salary.report.common import (
    PERIOD,
    Document,
    growth_text,
    outlook_record,
    provenance,
    sentence,
)
from coding_salary.report.estimate import Report
from coding_salary.table.bands import Bands
from coding_salary.table.wages import Projection


class CareersReport(NamedTuple):
    """What is shown of the occupations beside somebody's own."""

    bands: Bands
    result: Estimate
    careers: Careers

    @property
    def base(self) -> Report:
        """The report of the person's own estimate."""
        return Report(self.bands, self.result)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        place = self.careers.place
        return {
            **provenance(self.bands, self.base.market),
            "profile": self.base.profile(),
            "place": {"code": place.code, "name": place.name, "kind": place.kind},
            "currency": self.base.market.currency,
            "period": PERIOD,
            "typical": self.base.money.amount(self.result.you.pay.typical),
            "careers": self.records(explain=False),
            "notes": self.notes(),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each occupation, the best paid first."""
        del explain
        return [self._record(career) for career in self.careers.rows]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return the occupations, and what a reader must know of the figures."""
        del explain, symbols
        where = f" in {self.careers.place.name}" if self._elsewhere() else ""
        title = (*self.base.person(), f"neighbouring occupations{where}")
        lines = tuple(self._line(career) for career in self.careers.rows)
        return Sheet(title, (Grid(self._columns(), lines), tuple(self._sentences())))

    def notes(self) -> list[str]:
        """Return what must be said beside the wages."""
        notes = [*self.base.notes(), *filter(None, [self._elsewhere()])]
        if self.careers.missing:
            titles = listed(self.careers.missing, "and")
            notes.append(f"no wages are published in {self.careers.place.name} for {titles}")
        return notes

    def _elsewhere(self) -> str:
        """Say where the occupations are, when that is not where the person's own pay is."""
        own, place = self.result.place, self.careers.place
        if own.code == place.code:
            return ""
        return f"occupations are those of {place.name}; your own pay is that of {own.name}"

    def _record(self, career: Career) -> Record:
        wages = {
            f"p{percentile}": self.base.published(wage)
            for percentile, wage in zip(PERCENTILES, career.wages, strict=True)
        }
        return {
            "soc": career.code,
            "title": career.title,
            "own": career.own,
            "jobs": career.jobs,
            **wages,
            "your_percentile": half_up(career.percentile, ONE_PLACE),
            **outlook_record(career.outlook),
            "place_code": self.careers.place.code,
            "place_name": self.careers.place.name,
            "currency": self.base.market.currency,
            "period": PERIOD,
        }

    def _columns(self) -> tuple[Column, ...]:
        text = self.base.money.text
        wages = [self.base.published(wage) for career in self.careers.rows for wage in career.wages]
        return (
            Column("occupation", right=False, loose=True),
            Column("p10", gives_way=6),
            Column("p25", gives_way=3),
            Column("median"),
            Column("p75", gives_way=3),
            Column("p90", gives_way=6),
            Column("you at"),
            Column("growth", gives_way=1),
            Column("openings", gives_way=2),
            Column("jobs", gives_way=4),
            Column(text(min(wages)), right=False, gives_way=5, far=text(max(wages))),
        )

    def _line(self, career: Career) -> Line:
        wages = [self.base.published(wage) for wage in career.wages]
        growth, openings = career.outlook.growth, career.outlook.openings
        cells: tuple[Cell, ...] = (
            career.title,
            *(self.base.money.text(wage) for wage in wages),
            self._percentile(career.percentile),
            growth_text(growth) if growth else "-",
            f"{whole(openings.value):,}" if openings else "-",
            "-" if career.jobs is None else f"{career.jobs:,}",
            Span(*wages),
        )
        return Line(cells, own=career.own, remark="your own" if career.own else "")

    def _percentile(self, percentile: float) -> str:
        """Return a percentile, or what it is beyond: the published wages reach no further."""
        low, high = self.bands.limits
        shown = half_up(percentile, UNIT)
        return f"<{low:g}" if shown <= low else f">{high:g}" if shown >= high else f"{shown}"

    def _sentences(self) -> Iterator[Sentence]:
        typical = self.base.money.text(self.base.money.amount(self.result.you.pay.typical))
        yield Sentence(
            "you",
            f"You at: the percentile at which your typical pay, {typical}, would stand in each occupation.",
        )
        yield Sentence("growth", f"Growth is of jobs in the nation {self._decades(_growth)}.")
        yield Sentence("openings", f"Openings are those a year in the nation {self._decades(_openings)}.")
        if self._elsewhere():
            yield Sentence("occupations", sentence(self._elsewhere()))
        yield Sentence("basis", self.base.basis())

    def _decades(self, figure: Callable[[Career], Projection | None]) -> str:
        """Say over which decades a figure is projected, naming what differs from most."""
        groups: dict[str, list[str]] = {}
        for career in self.careers.rows:
            if projection := figure(career):
                groups.setdefault(f"over {projection.decade} ({projection.source})", []).append(career.title)
        most, *others = sorted(groups, key=lambda decade: -len(groups[decade])) or ["not projected"]
        return "; ".join([most, *(f"{decade} for {listed(groups[decade], 'and')}" for decade in others)])


def _growth(career: Career) -> Projection | None:
    return career.outlook.growth


def _openings(career: Career) -> Projection | None:
    return career.outlook.openings
