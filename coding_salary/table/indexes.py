"""What moves amounts to another month, place or currency: wage index, price levels, rates of exchange."""

from collections.abc import Collection, Iterator, Mapping
from math import exp, log
from re import fullmatch
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.table.sources import GRADES

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.sources import References

MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"
NAMES = ("January February March April May June July August September October November December").split()
MONTHS_OF_YEAR = 12
MONTHS_OF_QUARTER = 3
MAX_PERCENT = 25
MAX_MONTHS = 600


def month_number(month: str) -> int:
    """Return the number of a month such as `2025-05`, so that months can be counted between."""
    year, number = month.split("-")
    return int(year) * MONTHS_OF_YEAR + int(number) - 1


def month_text(count: int) -> str:
    """Return the month of a number, such as `2025-05`."""
    return f"{count // MONTHS_OF_YEAR:04}-{count % MONTHS_OF_YEAR + 1:02}"


def month_name(month: str) -> str:
    """Return `May 2025` for `2025-05`, and for a day of that month."""
    year, number, *_ = month.split("-")
    return f"{NAMES[int(number) - 1]} {year}"


class Stretch(NamedTuple):
    """A span of months over which wages moved by a factor; `assumed` beyond what is published."""

    since: str
    until: str
    multiplier: float
    assumed: bool

    @property
    def label(self) -> str:
        """What the step is called."""
        label = f"wages from {month_name(self.since)} to {month_name(self.until)}"
        return f"{label}, assumed" if self.assumed else label


class Ageing(NamedTuple):
    """How wages move from the table's month to another; `error` is a relative standard error."""

    since: str
    until: str
    stretches: tuple[Stretch, ...]
    error: float

    @property
    def multiplier(self) -> float:
        """The factor on every wage of the table."""
        return exp(sum(log(stretch.multiplier) for stretch in self.stretches))


class WageIndex(NamedTuple):
    """A published index of wages: changes in percent over the quarters that end with each month.

    Beyond the last month the mean of the last `trend` quarters goes on, for `reach` months at the
    most. `error` is in percent for a year of ageing.
    """

    label: str
    source: str
    evidence: str
    evidence_beyond: str
    changes: tuple[tuple[int, float], ...]
    trend: int
    reach: int
    error: float
    error_derivation: str

    @classmethod
    def read(cls, node: "Node", references: "References") -> "WageIndex":
        """Read the entry `wage_index` of a market."""
        fields = node.fields(
            ("label", "source", "evidence", "changes", "beyond", "error", "error_derivation")
        )
        beyond = fields["beyond"].fields(("evidence", "quarters", "months"))
        changes = tuple(_changes(fields["changes"]))
        return cls(
            label=fields["label"].text(),
            source=references.source(fields["source"]),
            evidence=fields["evidence"].choice(GRADES),
            evidence_beyond=beyond["evidence"].choice(GRADES),
            changes=changes,
            trend=beyond["quarters"].whole(least=1, most=max(len(changes), 1), unit="quarters"),
            reach=beyond["months"].whole(most=MAX_MONTHS, unit="months"),
            error=fields["error"].number(least=0, most=100, unit="% for a year of ageing"),
            error_derivation=fields["error_derivation"].text(),
        )

    @property
    def first(self) -> str:
        """The first month that wages can be moved to."""
        return month_text(self.changes[0][0] - MONTHS_OF_QUARTER)

    @property
    def published(self) -> str:
        """The last month that is published."""
        return month_text(self.changes[-1][0])

    @property
    def last(self) -> str:
        """The last month that wages can be moved to."""
        return month_text(self.changes[-1][0] + self.reach)

    @property
    def trend_percent(self) -> float:
        """The change a quarter that is assumed beyond the last month, in percent."""
        return sum(percent for _, percent in self.changes[-self.trend :]) / self.trend

    def reaches(self, month: str) -> bool:
        """Whether wages can be moved to, or from, a month."""
        return month_number(self.first) <= month_number(month) <= month_number(self.last)

    def ageing(self, since: str, until: str) -> Ageing:
        """Return how wages move between two months within reach; backwards when `until` is earlier."""
        start, end = month_number(since), month_number(until)
        turn = month_number(self.published)
        middle = min(max(turn, min(start, end)), max(start, end))
        stretches = (self._stretch(start, middle), self._stretch(middle, end))
        years = abs(end - start) / MONTHS_OF_YEAR
        kept = tuple(stretch for stretch in stretches if stretch.since != stretch.until)
        return Ageing(since, until, kept, self.error * years / 100)

    def _stretch(self, start: int, end: int) -> Stretch:
        multiplier = exp(self._height(end) - self._height(start))
        return Stretch(
            month_text(start), month_text(end), multiplier, max(start, end) > month_number(self.published)
        )

    def _height(self, month: int) -> float:
        """Return the log of the index at a month, compounded monthly within each quarter."""
        height = 0.0
        for end, percent in self.changes:
            passed = min(max(month - (end - MONTHS_OF_QUARTER), 0), MONTHS_OF_QUARTER)
            height += log(1 + percent / 100) * passed / MONTHS_OF_QUARTER
        beyond = max(month - self.changes[-1][0], 0)
        return height + log(1 + self.trend_percent / 100) * beyond / MONTHS_OF_QUARTER


def _changes(node: "Node") -> Iterator[tuple[int, float]]:
    """Read the changes, each quarter following the one before."""
    before: int | None = None
    for name, entry in node.named().items():
        percent = entry.number(least=-MAX_PERCENT, most=MAX_PERCENT, unit="% over three months")
        if not fullmatch(MONTH, name):
            entry.fault("expected the month that a quarter ends with, such as 2026-03, as the key")
            continue
        month = month_number(name)
        if before is not None and month != before + MONTHS_OF_QUARTER:
            entry.fault(f"quarters follow each other: expected {month_text(before + MONTHS_OF_QUARTER)}")
        before = month
        yield month, percent


YEAR_NUMBER = r"[0-9]{4}"
LEAST, MOST = 10, 1000
LEVEL_UNIT = "% of the nation's prices"


class PriceParities(NamedTuple):
    """Price levels by state, the nation being 100; those of areas stand in the file `areas`."""

    year: str
    source: str
    states: Mapping[str, float]
    areas: str

    @classmethod
    def read(cls, node: "Node", states: Collection[str], references: "References") -> "PriceParities":
        """Read the entry `price_parities` of a market; a state may be missing where none is published."""
        fields = node.fields(("year", "source", "states"), ("areas",))
        named = fields["states"].named()
        fields["year"].counted()
        for code, entry in named.items():
            if code not in states:
                entry.fault("unknown state: add it under states, or correct its code")
        return cls(
            year=fields["year"].matching(YEAR_NUMBER, "a year such as 2024"),
            source=references.source(fields["source"]),
            states={
                code: entry.number(least=LEAST, most=MOST, unit=LEVEL_UNIT) for code, entry in named.items()
            },
            areas=fields["areas"].file_name(),
        )


CURRENCY = r"[A-Z]{3}"
MAX_MONTHS_FRESH = 600
RATE_UNIT = "of the currency for one of the unit"
PARITY_UNIT = "of the market's currency for what one of the unit buys"


class Rates(NamedTuple):
    """Units of money for one of the exchange's `unit`, by currency or by market, as of a `date`."""

    date: str
    source: str
    units: Mapping[str, float]


class Exchange(NamedTuple):
    """Rates of exchange by currency (of a month), purchasing-power parities by market (of a year).

    Both count how much money goes for one `unit`; a parity buys for it what the unit buys at home. A rate is
    called old after `fresh_for` months; converted amounts are rounded to `rounding`.
    """

    unit: str
    fresh_for: int
    rounding: float
    rates: Rates
    parities: Rates

    @classmethod
    def read(cls, node: "Node", currencies: Mapping[str, str], references: "References") -> "Exchange":
        """Read the entry `exchange`; `currencies` are those of the markets, by market."""
        fields = node.fields(("unit", "fresh_for", "rounding", "rates", "parities"))
        exchange = cls(
            unit=fields["unit"].matching(CURRENCY, "a currency code such as USD"),
            fresh_for=fields["fresh_for"].whole(most=MAX_MONTHS_FRESH, unit="months"),
            rounding=fields["rounding"].number(least=0.01, most=10_000),
            rates=_rates(fields["rates"], MONTH, "a month such as 2026-06", RATE_UNIT, references),
            parities=_rates(fields["parities"], YEAR_NUMBER, "a year such as 2025", PARITY_UNIT, references),
        )
        _check(fields["rates"], exchange.rates, set(filter(None, currencies.values())))
        _check(fields["parities"], exchange.parities, set(currencies))
        own = exchange.rates.units.get(exchange.unit, 0)
        if abs(own - 1) > 0:
            fields["rates"].fault(
                f"1 {exchange.unit} is 1 {exchange.unit}: the units of the rates must say so"
            )
        return exchange


def _rates(node: "Node", date: str, like: str, unit: str, references: "References") -> Rates:
    fields = node.fields(("date", "source", "units"))
    return Rates(
        date=fields["date"].matching(date, like),
        source=references.source(fields["source"]),
        units={name: entry.number(above=0, unit=unit) for name, entry in fields["units"].named().items()},
    )


def _check(node: "Node", rates: Rates, needed: Collection[str]) -> None:
    for name in sorted(set(needed) - set(rates.units)):
        node.fault(f"nothing is said of {name}: add it under units")
    for name in sorted(set(rates.units) - set(needed)):
        node.fault(f"no market uses {name}: remove it from the units")
