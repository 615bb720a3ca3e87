"""A listing as fields and words."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from coding_salary.catalog.listing import (
    EMPLOYERS,
    METROS,
    ROLES,
    SOURCES,
    STATES,
    TYPICAL,
    VERSUS,
    Beside,
    fields_of,
)
from coding_salary.catalog.sources import source_fields
from coding_salary.decisions.price import FIRST_YEAR, OF_A_NEWCOMER
from coding_salary.formats.records import Document, Field, Record, Result, records
from coding_salary.formats.sheet import Grid, Labeled, Line, Sentence, Sheet, Tone, not_shown
from coding_salary.profile.values import CERTS, LISTS, ValueReader
from coding_salary.reading.words import counted, quoted
from coding_salary.report.base import provenance
from coding_salary.report.headline import in_place
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.market import Market
from coding_salary.table.places import Area, Place, folded
from coding_salary.table.sources import SURE_ENOUGH, Source

# With its title and its last lines a list of so many rows fills a screen of 24 lines.
MAX_ROWS = 13
# What people call the things of a list, one and several, and the flag that takes one of them.
CALLED = {
    CERTS: ("certification", "certifications", "cert"),
    EMPLOYERS: ("employer", "employers", "employer"),
    ROLES: ("role", "roles", "role"),
    "specialties": ("specialty", "specialties", "specialty"),
    "education": ("level of education", "levels of education", "education"),
    STATES: ("", "", "state"),
    METROS: ("metro area", "metro areas", "metro"),
    SOURCES: ("source", "sources", ""),
}


class ListingReport(Result):
    """What is shown of a listing of some kind: the `whole`, or to people the most useful rows."""

    searched = ""

    def __init__(self, bands: Bands, market: Market, kind: str, items: Sequence[Any], beside: Beside) -> None:
        """Keep what is listed of a market, and what else is known of its places or credentials."""
        self.bands = bands
        self.market = market
        self.kind = kind
        self.rows = items
        self.beside = beside

    def search(self, text: str) -> None:
        """Keep only the rows that hold every word of a text."""
        meant = self._meant(text)
        found = zip(self.rows, self.records(), strict=True)
        self.searched = text
        self.rows = [
            item
            for item, record in found
            if _holds(record, text) or record.get("value", record.get("code")) in meant
        ]

    def _meant(self, text: str) -> Collection[str]:
        """Return the values that a text is a synonym of, or the codes of the areas that it is a word for."""
        if text and self.kind == METROS:
            from coding_salary.profile.place import areas_meant

            return [area.code for area in areas_meant(self.bands, self.market, list(self.rows), text)]
        if not text or self.kind not in LISTS:
            return ()
        meaning = ValueReader(self.bands, self.market).meaning(LISTS[self.kind], text)
        return meaning.values if meaning else ()

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {**provenance(self.bands, self.market), "list": self.kind, "items": self.records()}

    def fields(self) -> list[Field[Any]]:
        """Return the fields of what is listed; only programs see where a figure comes from."""
        if self.kind == SOURCES:
            return source_fields(self.bands)
        return fields_of(self.market, self.kind, self.beside)

    def sheet(self) -> Sheet:
        """Return how to choose, the items as a table, and what its columns mean."""
        count = len(self.rows)
        matching = f" with {quoted(self.searched)}" if self.searched else ""
        cut = not self.whole and count > MAX_ROWS
        shown = sorted(self.rows, key=self._rank)[:MAX_ROWS] if cut else self.rows
        fewer = " with fewer jobs" if self.beside.jobs else ""
        left_out = not_shown(count - len(shown), fewer)
        below = [*self._legend(shown), *left_out, Labeled("Next", self._next(shown[0]))]
        known = [each for each in self.fields() if any(each.value(item) is not None for item in shown)]
        title = (f"{counted(count, *self.called)}{matching}", self.market.name)
        use = [[self._use(shown[0])]] if count > 1 else []
        return Sheet(title, *use, Grid(known, map(Line, shown)), below)

    @property
    def called(self) -> tuple[str, str]:
        """What people call one of the things that are listed, and several."""
        word = self.market.state_word
        return (word, f"{word}s") if self.kind == STATES else CALLED[self.kind][:2]

    def _use(self, first: Any) -> Sentence:
        """Say how one of the list is named on the command line."""
        several = ", several with commas" if self.kind == CERTS and not self.market.scale else ""
        how = f"Name one with --{CALLED[self.kind][-1]}{several}"
        if self.kind == SOURCES:
            how = "See one with its link and its figures"
        return Sentence("use", f"{how}: {self._example(first)}")

    def _example(self, item: Any) -> str:
        if self.kind == SOURCES:
            return f"salary sources {self._word(item)}"
        return f"salary estimate --{CALLED[self.kind][-1]} {self._word(item)}{self._abroad}"

    def _word(self, item: Any) -> str:
        """Return what stands for an item on the command line."""
        (record,) = records(self.fields()[:1], [item])
        return str(*record.values())

    @property
    def _abroad(self) -> str:
        return "" if self.market.code == self.bands.home.code else f" --country {self.market.code}"

    def _rank(self, item: Any) -> tuple[bool, int]:
        """Return what to sort by: figures on good evidence first, places by their jobs."""
        if isinstance(item, Place | Area):
            return False, -(self._jobs(item) or 0)
        if isinstance(item, Source):
            return False, 0
        return item.evidence is None, item.evidence not in SURE_ENOUGH

    def _jobs(self, place: Place | Area) -> int | None:
        return (
            self.beside.jobs[place.code][self.market.occupation.name].jobs
            if place.code in self.beside.jobs
            else None
        )

    def _legend(self, shown: Sequence[Any]) -> Iterator[Labeled]:
        """Yield what the columns mean that do not say it themselves."""
        multipliers = [getattr(item, "multiplier", None) for item in shown]
        if self.beside.pays:
            yield Labeled(
                TYPICAL, f"a year, of anybody with the role {in_place(self.market.name)}", legend=True
            )
        elif any(multipliers):
            unknown = "; - is not known" if None in multipliers else ""
            yield Labeled(VERSUS, f"typical pay against the median of the job{unknown}", legend=True)
        if self.beside.credentials:
            yield Labeled(FIRST_YEAR, f"{OF_A_NEWCOMER}{self._doubt()}", legend=True)
        if self.beside.jobs:
            yield Labeled("per 1,000", "how many of every 1,000 jobs there are these", legend=True)
        if self.kind in (STATES, METROS) and not self.market.scale:
            yield Labeled("Based on", self._based_on(), Tone.SOURCE)

    def _doubt(self) -> str:
        """Return how many of the fees are not well supported."""
        graded = [record["cost_evidence"] for record in self.records() if record["cost_evidence"]]
        weak = sum(grade not in SURE_ENOUGH for grade in graded)
        return f"; {weak} of {len(graded)} on weak evidence" if weak else ""

    def _based_on(self) -> str:
        job, month = self.market.occupation, month_name(self.market.date)
        shown = "wages and jobs" if self.beside.jobs else "wages"
        return f"{month} {shown} of {job.title.lower()} ({self.bands.sources[job.source].name})"

    def _next(self, first: Any) -> str:
        if len(self.rows) == 1:
            return self._example(first)
        if self.kind == SOURCES:
            return "salary sources for those that most figures rest on"
        states = set.intersection(*(set(area.states) for area in self.rows)) if self.kind == METROS else ()
        within = f" --state {min(states)}" if states else ""
        search = f" · salary list {self.kind} --search WORDS" if len(self.rows) > MAX_ROWS else ""
        return f"salary compare {CALLED[self.kind][-1]}{within}{self._abroad}{search}"


def _holds(record: Record, text: str) -> bool:
    """Whether a record holds every word of a text somewhere, whatever its capitals."""
    haystack = folded(" ".join(map(str, record.values())))
    return all(word in haystack for word in folded(text).split())
