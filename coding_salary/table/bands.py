"""The table that everything is computed from: read from YAML, checked whole, then never changed."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.reading.words import quoted
from coding_salary.table.indexes import Exchange
from coding_salary.table.market import Market, SurveyMarket
from coding_salary.table.sources import DAY, GRADES, REFERENCE, Evidence, References, Source, read_date

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node


class Verdicts(NamedTuple):
    """The percentiles, among people like somebody, from which an offer is judged and answered.

    Within the middle half an offer is about `typical` between two more; None where the table has none.
    """

    very_low: float
    low: float
    high: float
    very_high: float
    counter: tuple[float, float]
    typical: tuple[float, float] | None = None

    @classmethod
    def read(cls, node: "Node") -> "Verdicts":
        """Read the entry `offer`."""
        fields = node.fields(("very_low", "low", "high", "very_high", "counter"), ("typical",))
        very_low = fields["very_low"].number(above=0, most=49, unit="percentile")
        low = fields["low"].number(above=very_low, most=49, unit="percentile")
        high = fields["high"].number(least=51, most=99, unit="percentile")
        very_high = fields["very_high"].number(above=high, most=99.99, unit="percentile")
        return cls(
            very_low,
            low,
            high,
            very_high,
            counter=_percentiles(fields["counter"], "[50, 75]", 1, 99),
            typical=fields["typical"].optional(lambda node: _percentiles(node, "[40, 60]", low, high)),
        )


def _percentiles(node: "Node", like: str, least: float, most: float) -> tuple[float, float]:
    """Read two rising percentiles within these."""
    nodes = node.pair(f"a lower and an upper percentile such as {like}")
    lower = nodes[0].number(least=least, most=most, unit="percentiles") if nodes else 0.0
    upper = nodes[1].number(above=lower, most=most, unit="percentiles") if nodes else 0.0
    return lower, upper


class Bands(NamedTuple):
    """A whole table; `limits` are percentiles, `narrowest` is a share of a range.

    `median_error` is how many times the error of a mean wage that of the median is.

    `released` is the day the table was released, or empty; the ages of its sources are counted from it.
    """

    path: str
    sha256: str
    version: str
    limits: tuple[float, float]
    narrowest: float
    median_error: float
    offer: Verdicts
    evidence: Mapping[str, Evidence]
    sources: Mapping[str, Source]
    markets: Mapping[str, Market]
    released: str = ""
    exchange: Exchange | None = None

    @property
    def released_month(self) -> str:
        """The month of the release, such as `2026-11`; empty where the table says none."""
        return self.released[: len("2026-11")]

    @property
    def home(self) -> Market:
        """The market used when a person names none: the first of the table."""
        return next(iter(self.markets.values()))

    def paying(self, code: str, employer: str | None) -> Market:
        """Return a market as an employer pays in it: its own scale where it has one.

        Raises TableError when a CSV table of the scale is wrong.
        """
        market = self.markets[code]
        if employer in market.scales and isinstance(market, SurveyMarket):
            return market.scales.market(employer or "", market, self.path)
        return market

    def shown_by(self, period: str) -> "Bands":
        """Return the table whose amounts are shown by the `year` or by the `hour`."""
        if period == self.home.period:
            return self
        shown = {code: market._replace(period=period) for code, market in self.markets.items()}
        return self._replace(markets=shown)

    def market_named(self, text: str) -> Market | None:
        """Return the market with this code or name; None when the table has none."""
        word = text.strip().casefold()
        named = (market for market in self.markets.values() if word in map(str.casefold, market.names))
        return next(named, None)

    @classmethod
    def read(cls, root: "Node", path: str, sha256: str) -> "Bands":
        """Read the root of a table; faults go to the list that the root carries."""
        from coding_salary.table.market_entry import read_market
        from coding_salary.table.plausible import check_pay_abroad

        fields = root.fields(
            ("schema", "version", "model", "offer", "evidence", "sources", "markets"),
            ("released", "exchange"),
        )
        fields["schema"].counted()
        model = fields["model"].fields(("percentile_limits", "narrowest", "median_error"))
        grades = fields["evidence"].fields(GRADES)
        publications = fields["sources"].named()
        references = References(publications, path)
        countries = fields["markets"].named()
        markets = {code: read_market(code, node, references) for code, node in countries.items()}
        _check_names(markets, countries)
        currencies = {code: market.currency for code, market in markets.items()}
        bands = cls(
            path=path,
            sha256=sha256,
            version=fields["version"].text(),
            limits=_limits(model["percentile_limits"]),
            narrowest=model["narrowest"].number(above=0, most=1, unit="of a range, at the least"),
            median_error=model["median_error"].number(least=1, most=10, unit="times the error of the mean"),
            offer=Verdicts.read(fields["offer"]),
            evidence=_evidence(grades),
            sources={id: Source.read(id, node) for id, node in publications.items()},
            markets=markets,
            released=read_date(fields["released"], DAY, "a day such as 2026-11-21"),
            exchange=fields["exchange"].optional(lambda node: Exchange.read(node, currencies, references)),
        )
        if bands.exchange and not root.problems:
            check_pay_abroad(bands.exchange, markets, countries)
        for id in references.uncited():
            publications[id].fault("no figure cites this source: cite it, or remove it")
        return bands


def _evidence(nodes: "Mapping[str, Node]") -> dict[str, Evidence]:
    evidence = {name: Evidence.read(name, node) for name, node in nodes.items()}
    for better, worse in pairwise(GRADES):
        if evidence[worse].error < evidence[better].error:
            nodes[worse].fault(f"the error of {worse} evidence must not be below that of {better}")
    if evidence[REFERENCE].error > 0:
        nodes[REFERENCE].fault(f"the error of a {REFERENCE} is 0: it is what others are measured from")
    return evidence


def _check_names(markets: "Mapping[str, Market]", nodes: "Mapping[str, Node]") -> None:
    """Report each country whose name an earlier country already has, at its entry."""
    taken: dict[str, str] = {}
    for code, market in markets.items():
        for name in dict.fromkeys(name.casefold() for name in market.names if name):
            if name in taken:
                nodes[code].fault(f"{quoted(name)} names both {taken[name]} and {code}: keep one of them")
            taken.setdefault(name, code)


def _limits(node: "Node") -> tuple[float, float]:
    nodes = node.pair("a lower and an upper percentile such as [2, 98]")
    low = nodes[0].number(least=0.01, most=10, unit="percentiles") if nodes else 0.0
    high = nodes[1].number(least=90, most=99.99, unit="percentiles") if nodes else 0.0
    return low, high
