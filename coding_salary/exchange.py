"""What money of one market is worth in another: at the rate of exchange, and by what it buys there."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.prices import YEAR_NUMBER
from coding_salary.ageing import MONTH

if TYPE_CHECKING:
    from coding_salary.nodes import Node
    from coding_salary.sources import References

CURRENCY = r"[A-Z]{3}"
MOST_MONTHS_FRESH = 600


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
            fresh_for=fields["fresh_for"].whole(most=MOST_MONTHS_FRESH),
            rounding=fields["rounding"].number(least=0.01, most=10_000),
            rates=_rates(fields["rates"], MONTH, "a month such as 2026-06", references),
            parities=_rates(fields["parities"], YEAR_NUMBER, "a year such as 2025", references),
        )
        _check(fields["rates"], exchange.rates, set(filter(None, currencies.values())))
        _check(fields["parities"], exchange.parities, set(currencies))
        own = exchange.rates.units.get(exchange.unit, 0)
        if abs(own - 1) > 0:
            fields["rates"].fault(
                f"1 {exchange.unit} is 1 {exchange.unit}: the units of the rates must say so"
            )
        return exchange


def _rates(node: "Node", date: str, like: str, references: "References") -> Rates:
    fields = node.fields(("date", "source", "units"))
    return Rates(
        date=fields["date"].matching(date, like),
        source=references.source(fields["source"]),
        units={name: entry.number(above=0) for name, entry in fields["units"].named().items()},
    )


def _check(node: "Node", rates: Rates, needed: Collection[str]) -> None:
    for name in sorted(set(needed) - set(rates.units)):
        node.fault(f"nothing is said of {name}: add it under units")
    for name in sorted(set(rates.units) - set(needed)):
        node.fault(f"no market uses {name}: remove it from the units")
