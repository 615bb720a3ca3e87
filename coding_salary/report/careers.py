"""Related jobs as fields and words."""

from collections.abc import Callable, Iterator
from functools import partial
from operator import attrgetter

from coding_salary.decisions.careers import Career, Careers
from coding_salary.formats.records import Document, Field, Span, constants, unpacked
from coding_salary.formats.sheet import Answer, Grid, Labeled, Line, Sheet
from coding_salary.model.money import whole
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, PERCENTILES, UNIT, half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import (
    PayReport,
    growth_text,
    outlook_record,
    place_record,
)
from coding_salary.report.headline import based_on, next_steps, typical_words
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.wages import Outlook, Projection

# How people are shown each percentile of the wages: its heading, and how soon it goes.
PERCENTILE_COLUMNS = (("p10", 6), ("p25", 2), ("median", 0), ("p75", 2), ("p90", 6))

MEDIAN = 2  # of the five percentiles
ALL_JOBS = "00-0000"  # which the table holds for comparison
NO_FORECAST = "exposure is no forecast: it counts tasks that AI can do, not jobs that go"


class CareersReport(PayReport):
    """What is shown of the occupations beside somebody's own."""

    def __init__(
        self, bands: Bands, estimate: Estimate, careers: Careers, *, explained: bool = False
    ) -> None:
        """Keep the person's own estimate, and the occupations, the best paid first.

        Where it is `explained` people are told what growth and exposure to AI rest on.
        """
        super().__init__(bands, estimate)
        self.explained = explained
        self.careers = careers
        self.rows = careers.rows
        self.measures = self.market.careers.exposures if self.market.careers else {}

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            **self.head(),
            "place": place_record(self.careers.place),
            "currency": self.market.currency,
            "period": self.per,
            "typical": self.typical,
            "careers": self.records(),
            "exposure": [
                {"measure": name, "label": measure.label, "source": measure.source}
                for name, measure in self.measures.items()
            ],
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[Career]]:
        """Return the fields of an occupation."""
        return [
            Field("soc", lambda career: career.code),
            Field("title"),
            Field("", self._title, "occupation", clip=not self.explained, wrap=self.explained),
            Field("own"),
            Field("jobs"),
            *map(self._wage_field, range(len(PERCENTILES))),
            Field("", attrgetter("percentile"), "you at", self._percentile),
            Field("your_percentile", lambda career: half_up(career.percentile, ONE_PLACE)),
            Field("", attrgetter("outlook.growth"), "growth", growth_text, priority=1, none="-"),
            *self._exposure_fields(),
            Field(
                "", attrgetter("outlook.openings"), "openings a year", _openings_text, priority=3, none="-"
            ),
            *unpacked(lambda career: outlook_record(career.outlook), outlook_record(Outlook())),
            Field("", attrgetter("jobs"), "jobs", "{:,}".format, priority=4, none="-"),
            Field("place_code", attrgetter("place.code")),
            Field("place_name", attrgetter("place.name")),
            *constants({"currency": self.market.currency, "period": self.per}),
        ]

    def _title(self, career: Career) -> str:
        """Return the short name of an occupation; its official title where there is room for it."""
        return career.title if self.explained else career.outlook.called or career.title

    def _exposure_fields(self) -> Iterator[Field[Career]]:
        if not self.measures:
            return
        yield Field("", _ranks_text, "AI rank", str, priority=1)
        for name in self.measures:
            yield Field(f"exposure_{name}", partial(_rank, name))

    def sheet(self) -> Sheet:
        """Return the occupations, and what a reader must know of the figures."""
        where = f" in {self.careers.place.name}" if self.estimate.fell_back else ""
        bars = self.bar_field(self._span, self.rows, priority=5)
        lines = (
            Line(career, highlighted=career.own, remark="your own" if career.own else "")
            for career in self.rows
        )
        return Sheet(
            (*self.person(), f"related jobs{where}"),
            self._answer(),
            Grid([*self.fields(), bars], lines),
            list(self._words()),
        )

    def notes(self) -> list[str]:
        """Return what must be said beside the wages."""
        return [*super().notes(), *self._gaps(), *self._earlier()]

    def _gaps(self) -> Iterator[str]:
        """Say whose wages are not published in the place, and which stand in for them."""
        nowhere = f"no wages are published in {self.careers.place.name} for"
        # That of the person's own job is said with the estimate.
        if fallen_back := [career for career in self.careers.fallen_back if not career.own]:
            titles = listed((career.title for career in fallen_back), "and")
            yield f"{nowhere} {titles}: those of {fallen_back[0].place.name} are shown"
        if self.careers.missing:
            yield f"{nowhere} {listed(self.careers.missing, 'and')}"

    def _earlier(self) -> Iterator[str]:
        """Say of which month the wages are, when the person's own pay is a scale of another."""
        published = self.bands.markets[self.market.code].date
        if published != self.market.date:
            own = f"your own pay of {self.money_month}"
            yield f"wages of the jobs are those of {month_name(published)}, {own}"

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

    def _answer(self) -> Answer:
        """Say what the person's pay is, and how it compares with the middle of the other jobs."""
        others = [career for career in self.rows if not career.own and career.code != ALL_JOBS]
        below = sum(career.wages[MEDIAN] < self.estimate.you.pay.typical for career in others)
        return Answer(
            typical_words(self, self.estimate), f"above the median of {below} of {len(others)} other jobs"
        )

    def _words(self) -> Iterator[Labeled]:
        pay = self.money.text(self.typical)
        yield Labeled("You at", f"where {pay} would rank in that job (50 = the middle)")
        if self.explained:
            yield Labeled("Growth", f"of jobs in the nation {self._decades(attrgetter('outlook.growth'))}")
            yield from self._measures()
        else:
            yield Labeled("growth", "projected change of jobs in the nation over ten years", legend=True)
            exposed = "90 = more exposed to AI than 90% of jobs; not a forecast"
            yield Labeled("AI rank", exposed, legend=True)
        yield based_on(self)
        hint = "" if self.explained else "--explain for growth and AI rank"
        yield next_steps(self, "boost", hint=hint)

    def _measures(self) -> Iterator[Labeled]:
        """Yield what the exposure to AI is, and what it does not say."""
        if self.measures:
            measures = listed((f"{each.label} ({each.source})" for each in self.measures.values()), "and")
            yield Labeled("AI rank", f"percentile among all jobs in exposure to AI, by {measures}")
            yield Labeled("Will AI take it?", f"{NO_FORECAST}{self._projected()}")

    def _projected(self) -> str:
        """Return what is projected for the person's own job, as it follows other words; else nothing."""
        growth = next((career.outlook.growth for career in self.rows if career.own), None)
        if not growth:
            return ""
        return f"; the official projection for yours is {growth_text(growth)} jobs over {growth.decade}"

    def _decades(self, figure: Callable[[Career], Projection | None]) -> str:
        """Say over which decades a figure is projected, naming what differs from most."""
        groups: dict[str, list[str]] = {}
        for career in self.rows:
            if projection := figure(career):
                groups.setdefault(f"over {projection.decade} ({projection.source})", []).append(career.title)
        most, *others = sorted(groups, key=lambda decade: -len(groups[decade])) or ["not projected"]
        return "; ".join([most, *(f"{decade} for {listed(groups[decade], 'and')}" for decade in others)])


def _rank(measure: str, career: Career) -> float | None:
    return whole(career.exposure[measure]) if measure in career.exposure else None


def _ranks_text(career: Career) -> str:
    """Return the lowest and the highest rank of a job, such as `81 to 92`."""
    ranks = [f"{rank:g}" for rank in sorted(career.exposure.values())]
    return " to ".join(dict.fromkeys((ranks[0], ranks[-1]))) if ranks else "-"


def _openings_text(openings: Projection) -> str:
    return f"{whole(openings.value):,}"
