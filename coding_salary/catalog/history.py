"""The official wages of an occupation year by year, in the money of the time and in today's prices."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from coding_salary.formats.records import Document, Field, Result, Span, constants
from coding_salary.formats.sheet import Grid, Labeled, Line, Sentence, Sheet, Tone, Words
from coding_salary.model.money import Money
from coding_salary.numbers import ONE_PLACE, PERCENTILES, half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import provenance
from coding_salary.table.bands import Bands
from coding_salary.table.history import PastWages
from coding_salary.table.indexes import month_name
from coding_salary.table.market import Market
from coding_salary.table.occupations import Occupation

MEDIAN = PERCENTILES.index(50)
# How people are shown each percentile: its heading, and how soon it goes.
SHOWN = (("p10", 3), ("p25", 6), ("median", 0), ("p75", 6), ("p90", 3))
DASH = "-"


class HistoryRow(NamedTuple):
    """The wages of a month, and how their median changed since the row before.

    Changes are fractions (0.018 is 1.8 %), None where the row before counts another group or is missing.
    What wages of then buy is their amount times `inflation`, None where the index lacks the month.
    `comparable` says whether the group is that of today.
    """

    past: PastWages
    comparable: bool
    inflation: float | None
    change: float | None = None
    real_change: float | None = None


class History(NamedTuple):
    """All rows of an occupation, the earliest first; prices are those of the month `prices_of`, if any."""

    occupation: Occupation
    rows: tuple[HistoryRow, ...]
    prices_of: str

    @property
    def not_comparable(self) -> list[PastWages]:
        """The wages of groups that are not the occupation of today."""
        return [row.past for row in self.rows if not row.comparable]


def history(occupation: Occupation, wages: Iterable[PastWages], prices: Mapping[str, float]) -> History:
    """Return the history of an occupation; prices are those of the latest month of the index."""
    latest = max(prices, default="")
    found = [past for past in wages if past.occupation == occupation.name]
    return History(occupation, tuple(_rows(occupation, found, prices, latest)), latest)


def _rows(
    occupation: Occupation, found: Iterable[PastWages], prices: Mapping[str, float], latest: str
) -> Iterator[HistoryRow]:
    before: HistoryRow | None = None
    for past in found:
        inflation = prices[latest] / prices[past.month] if past.month in prices else None
        row = HistoryRow(past, past.code == occupation.code, inflation)
        if before and before.past.code == past.code:
            row = _changed(before, row)
        yield row
        before = row


def _changed(before: HistoryRow, row: HistoryRow) -> HistoryRow:
    ratio = row.past.range.median / before.past.range.median
    real = ratio * row.inflation / before.inflation if row.inflation and before.inflation else None
    return row._replace(change=ratio - 1, real_change=None if real is None else real - 1)


class HistoryReport(Result):
    """What is shown of the official wages of an occupation since the first month that the table holds."""

    def __init__(self, bands: Bands, market: Market, history: History, flags: Sequence[str]) -> None:
        """Keep the rows of the history, the earliest first, and the flags of those whose wages they are."""
        self.bands = bands
        self.market = market
        self.history = history
        self.rows = history.rows
        self.flags = flags
        self.money = Money.asked(market, market.hours_per_year)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        job = self.history.occupation
        return {
            **provenance(self.bands, self.market),
            "occupation": {"name": job.name, "code": job.code, "title": job.title},
            "prices_of": self.history.prices_of or None,
            "history": self.records(),
        }

    def fields(self) -> list[Field[HistoryRow]]:
        """Return the fields of a row."""
        return [
            Field("month", attrgetter("past.month")),
            Field("", _month_text, "month"),
            Field("soc", attrgetter("past.code")),
            Field("title", attrgetter("past.title")),
            Field("comparable"),
            Field("jobs", attrgetter("past.jobs"), "jobs", "{:,}".format, priority=4, none=DASH),
            *map(self._wage_field, range(len(PERCENTILES))),
            _change_field("change_percent", "change", attrgetter("change"), 1),
            *(self._real_fields() if self.history.prices_of else ()),
            *constants({"prices_of": self.history.prices_of or None, "sources": self._sources()}),
            *constants({"currency": self.market.currency, "period": self.market.period}),
            *self._bars(),
        ]

    def sheet(self) -> Sheet:
        """Return the answer, the wages of each month, and what a reader must know of them."""
        title = (f"Official wages of {self.history.occupation.title.lower()}", self.market.name)
        lines = (
            Line(row, dim=not row.comparable, remark="" if row.comparable else "not comparable")
            for row in self.rows
        )
        return Sheet(title, list(self._answer()), Grid(self.fields(), lines), list(self._words()))

    def _wage_field(self, index: int) -> Field[HistoryRow]:
        heading, priority = SHOWN[index]
        return Field(
            f"p{PERCENTILES[index]}",
            lambda row: self.money.published(row.past.range.wages[index]),
            heading,
            self.money.text,
            priority=priority,
        )

    def _real_fields(self) -> Iterator[Field[HistoryRow]]:
        for index, percentile in enumerate(PERCENTILES):
            heading = "real median" if index == MEDIAN else None
            value = partial(self._real, index=index)
            yield Field(f"real_p{percentile}", value, heading, self.money.text, priority=2, none=DASH)
        yield _change_field("real_change_percent", "real change", attrgetter("real_change"), 2)

    def _real(self, row: HistoryRow, index: int) -> float | None:
        """Return what a wage of then buys, in the latest prices, rounded."""
        if row.inflation is None:
            return None
        return self.money.amount(row.past.range.wages[index] * row.inflation)

    def _bars(self) -> Iterator[Field[HistoryRow]]:
        from coding_salary.formats.chart import LEGEND, Chart

        def span(row: HistoryRow) -> Span:
            p10, p25, median, p75, p90 = map(self.money.published, row.past.range.wages)
            return p10, p25, median, p75, p90

        ends = [wage for row in self.rows for wage in span(row)]
        chart = Chart(min(ends), max(ends), LEGEND)
        yield Field("", span, "", self.money.short, priority=5, chart=chart)

    def _answer(self) -> Iterator[Sentence]:
        """Say how far the median moved since the first month that can be compared."""
        comparable = [row for row in self.rows if row.comparable]
        if len(comparable) < 2:
            return
        first, last = comparable[0], comparable[-1]
        before, after = (row.past.range.median for row in (first, last))
        months = [f" in {month_name(row.past.month)}" for row in (first, last)]
        moved = self._moved(before, after, self.money.published, months)
        yield Sentence("median", f"Median pay {moved}.", tone=Tone.ANSWER)
        if first.inflation and last.inflation:
            moved = self._moved(before * first.inflation, after * last.inflation, self.money.amount)
            yield Sentence("real median", f"After inflation it {moved}.")

    def _moved(
        self,
        before: float,
        after: float,
        rounded: Callable[[float], float],
        months: Sequence[str] = ("", ""),
    ) -> str:
        start, end = (self.money.text(rounded(amount)) for amount in (before, after))
        went = "rose" if after > before else "fell" if after < before else "went"
        change = _signed(_percent(after / before - 1))
        return f"{went} from {start}{months[0]} to {end}{months[1]} ({change})"

    def _words(self) -> Iterator[Words]:
        if groups := list(self._groups()):
            yield Labeled("* means", f"not comparable with later months: {'; '.join(groups)}")
        if self.history.prices_of:
            prices = month_name(self.history.prices_of)
            yield Labeled("Real", f"after inflation, in the prices of {prices}")
        yield Labeled("Based on", self._based_on(), Tone.SOURCE)
        who = " ".join(("", *self.flags))
        yield Labeled("Next", f"salary estimate{who} · salary raise 25/hr 3%{who}")

    def _based_on(self) -> str:
        """Say whose wages and prices these are, and where to read more of them."""
        *_, latest = ids = self._sources()
        names = listed(dict.fromkeys(self.bands.sources[id].name for id in ids), "and")
        what = "wages and consumer prices" if len(ids) > 1 else "wages"
        return f"{what} ({names}) · more: salary sources {latest}"

    def _sources(self) -> list[str]:
        tables = (self.market.history, self.market.consumer_prices)
        return list(dict.fromkeys(table.source for table in tables if table))

    def _groups(self) -> Iterator[str]:
        """Yield what was counted in the months that cannot be compared."""
        groups: dict[str, list[str]] = {}
        for past in self.history.not_comparable:
            groups.setdefault(f"{past.title} ({past.code})", []).append(month_name(past.month))
        for title, months in groups.items():
            yield f"{listed(months, 'and')} counted {title}"


def _month_text(row: HistoryRow) -> str:
    return f"{month_name(row.past.month)}{'' if row.comparable else ' *'}"


def _change_field(
    name: str, heading: str, change: Callable[[HistoryRow], float | None], priority: int
) -> Field[HistoryRow]:
    def percent(row: HistoryRow) -> float | None:
        found = change(row)
        return None if found is None else _percent(found)

    return Field(name, percent, heading, _signed, priority=priority, none=DASH)


def _percent(change: float) -> float:
    return half_up(100 * change, ONE_PLACE)


def _signed(percent: float) -> str:
    return f"{percent:+.1f}%"
