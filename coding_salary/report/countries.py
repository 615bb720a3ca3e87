"""A comparison of countries as rows and words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coding_salary.decisions.countries import Abroad, Countries
from coding_salary.formats.records import Record
from coding_salary.formats.sheet import Column, Grid, Line, Sentence, Sheet
from coding_salary.formats.symbols import Symbols
from coding_salary.model.conversion import Conversion, plain
from coding_salary.model.money import Money
from coding_salary.numbers import ONE_PLACE, half_up
from coding_salary.reading.words import listed
from coding_salary.report.common import PERIOD, Document, provenance
from coding_salary.report.conversion import conversion_record, parity_words
from coding_salary.report.estimate import Report
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import spoken


class CountriesReport(NamedTuple):
    """What is shown of a comparison of countries."""

    bands: Bands
    countries: Countries

    @property
    def base(self) -> Report:
        """The report of the person's own estimate, in the other money too."""
        base = self.countries.base
        return Report(self.bands, base.estimate, None, base.conversion)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        base = self.countries.base
        return {
            **provenance(self.bands, base.estimate.market),
            "period": PERIOD,
            "varied": ["country"],
            "base": {"profile": self.base.profile(), **self._amounts(base)},
            "rows": list(map(self._record, self.countries.rows)),
            "notes": self.notes(),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each country."""
        del explain
        return list(map(self._record, self.countries.rows))

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return the countries in their own money and in the other."""
        del explain, symbols
        title = (*self.base.person(), "compared by country")
        return Sheet(title, (self._grid(), tuple(self._sentences())))

    def reports(self) -> list[Report]:
        """Return the report of each country that is shown."""
        rows = {row.estimate.market.code: row for row in (self.countries.base, *self.countries.rows)}
        return [Report(self.bands, row.estimate, None, row.conversion) for row in rows.values()]

    def notes(self) -> list[str]:
        """Return what is not counted where, and what else must be said of each country."""
        reports = [Report(self.bands, row.estimate) for row in self.countries.rows]
        others = [(report.market.name, note) for report in reports for note in report.notes()]
        named = (note if name in note else f"{name}: {note}" for name, note in others)
        return [*filter(None, map(_uncounted, self.countries.rows)), *named]

    def _amounts(self, row: Abroad) -> Record:
        money, conversion, pay = Money(row.estimate.market), row.conversion, row.estimate.you.pay
        return {
            "low": money.amount(pay.low),
            "typical": money.amount(pay.typical),
            "high": money.amount(pay.high),
            "currency": row.estimate.market.currency,
            "converted_low": conversion.converted(pay.low),
            "converted_typical": conversion.converted(pay.typical),
            "converted_high": conversion.converted(pay.high),
            "parity_typical": conversion.at_parity(pay.typical),
            **conversion_record(conversion),
        }

    def _record(self, row: Abroad) -> Record:
        """Return a country; the change is in the other money, at the rate of exchange."""
        base, market = self.countries.base, row.estimate.market
        shown = [each.conversion.converted(each.estimate.you.pay.typical) for each in (base, row)]
        change = shown[1] - shown[0]
        return {
            "country": market.code,
            "name": market.name,
            "kind": market.kind,
            "date": market.date,
            **self._amounts(row),
            "change": change,
            "change_percent": half_up(change / shown[0] * 100, ONE_PLACE),
            "margin": row.conversion.money.amount(row.margin),
            "distinguishable": row.apart(base),
            "uncounted": list(row.uncounted),
            "place_code": row.estimate.place.code,
            "place_name": row.estimate.place.name,
            "period": PERIOD,
        }

    def _grid(self) -> Grid:
        rows, base = self.countries.rows, self.countries.base
        other = base.conversion.other.currency
        lines = [self._line(row, row.estimate.market.code) for row in rows]
        if base.estimate.profile.market not in [row.estimate.profile.market for row in rows]:
            lines.append(self._line(base, "you", apart=True))
        columns = (
            Column("country", right=False),
            Column("pay from", right=False, gives_way=3),
            Column("low", gives_way=2),
            Column("typical"),
            Column("high", gives_way=2),
            Column(f"in {other}"),
            Column("at PPP"),
            Column("change", gives_way=1),
            Column("clear", right=False, gives_way=4),
        )
        return Grid(columns, tuple(lines))

    def _line(self, row: Abroad, name: str, *, apart: bool = False) -> Line:
        money, other, record = Money(row.estimate.market), row.conversion.money, self._record(row)
        own = row.estimate.profile.market == self.countries.base.estimate.profile.market
        shown = (money.or_dash(record[key]) for key in ("low", "typical", "high"))
        cells = (
            name,
            f"{row.estimate.market.kind}, {spoken(row.estimate.market.date)}",
            *shown,
            other.or_dash(record["converted_typical"]),
            other.or_dash(record["parity_typical"]),
            "" if own else f"{record['change']:+,}",
            "" if own else "yes" if record["distinguishable"] else "no",
        )
        return Line(cells, own=own, apart=apart)

    def _sentences(self) -> Iterator[Sentence]:
        base = self.countries.base
        other = base.conversion.other
        reports = self.reports()
        abroad = [each.conversion for each in reports if each.conversion and each.market.code != other.code]
        if abroad:
            yield from _conversions(abroad)
        yield Sentence(
            "change",
            f"Change is in {other.currency} at the rate of exchange, against {base.estimate.place.name}."
            " Clear says whether the evidence tells it from none, by the rate and by what the pay buys."
            " Taxes, health insurance and leave differ and are not in it.",
        )
        if any(report.market.scale for report in reports):
            yield Sentence(
                "scale",
                "A scale is what public employers pay, and years on it count from the day in the grade;"
                " a survey is of all employers.",
            )
        for report in reports:
            yield Sentence("basis", report.basis())


def _conversions(abroad: Sequence[Conversion]) -> Iterator[Sentence]:
    """Say with what each money was converted, and how the two ways differ."""
    exchange, other = abroad[0].exchange, abroad[0].other
    rates = listed((f"{plain(each.rate):g} {each.own.currency}" for each in abroad), "and")
    yield Sentence(
        "conversion",
        f"In {other.currency}: {rates} for 1 {other.currency}, rates of {spoken(exchange.rates.date)}"
        f" ({exchange.rates.source}).",
    )
    yield Sentence("parity", parity_words(abroad))


def _uncounted(row: Abroad) -> str:
    flags = [f"--{key}" for key in row.uncounted]
    verb = "is" if len(flags) == 1 else "are"
    return f"{row.estimate.market.name}: {listed(flags, 'and')} {verb} not counted" if flags else ""
