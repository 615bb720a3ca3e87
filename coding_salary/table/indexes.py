"""What moves amounts to another place or currency: price levels and rates of exchange; months."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.sources import References

MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"
NAMES = ("January February March April May June July August September October November December").split()
MONTHS_OF_YEAR = 12
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


YEAR_NUMBER = r"[0-9]{4}"
LEAST, MOST = 10, 1000
LEVEL_UNIT = "% of the nation's prices"


class PriceLevels(NamedTuple):
    """Price levels by state, the nation being 100; those of areas stand in the file `areas`."""

    year: str
    source: str
    states: Mapping[str, float]
    areas: str

    @classmethod
    def read(cls, node: "Node", states: Mapping[str, float], references: "References") -> "PriceLevels":
        """Read the entry `price_levels` of a market, whose states have these levels."""
        fields = node.fields(("year", "source"), ("areas",))
        fields["year"].counted()
        return cls(
            year=fields["year"].matching(YEAR_NUMBER, "a year such as 2024"),
            source=references.source(fields["source"]),
            states=states,
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
