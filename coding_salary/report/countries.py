"""A comparison of countries as fields and words."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from coding_salary.decisions.countries import Countries, CountryEstimate
from coding_salary.formats.records import Document, Field, constants, records, unpacked
from coding_salary.formats.sheet import Answer, Grid, Labeled, Line, Sheet, Tone
from coding_salary.formats.symbols import ALIKE, DOT
from coding_salary.model.conversion import Conversion, plain
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import SHOWN_TO_PEOPLE, PayReport, provenance
from coding_salary.report.conversion import conversion_record, parity_words
from coding_salary.report.estimate import EstimateReport
from coding_salary.report.headline import in_place, named_place, next_steps
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.market import SCALE


class CountriesReport(PayReport):
    """What is shown of a comparison of countries."""

    def __init__(self, bands: Bands, countries: Countries) -> None:
        """Keep the person's own country, and those that it is compared with."""
        self.own = countries.base
        super().__init__(bands, self.own.estimate, None, self.own.conversion)
        self.rows = countries.rows
        self.at_home = self.market.code in [row.estimate.market.code for row in self.rows]
        shown = {row.estimate.market.code: row for row in (self.own, *self.rows)}
        self.reports = [EstimateReport(bands, row.estimate, None, row.conversion) for row in shown.values()]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        (base,) = records(self._amount_fields(), [self.own])
        return {
            **provenance(self.bands, self.market),
            "period": self.per,
            "varied": ["country"],
            "base": {"profile": self.profile(), **base},
            "rows": self.records(),
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[CountryEstimate]]:
        """Return the fields of a country; the change is in the other money, at the rate of exchange."""
        return [
            Field("", self._name, "country"),
            Field("country", lambda row: row.estimate.market.code),
            Field("name", lambda row: row.estimate.market.name),
            Field("", _paid_from, "pay from", priority=3),
            Field("kind", lambda row: row.estimate.market.kind),
            Field("date", lambda row: row.estimate.market.date),
            *self._amount_fields(),
            Field("", self._difference, "difference", str, priority=1, difference=True),
            Field("change", self._change),
            Field("change_percent", self._change_percent),
            Field("margin", lambda row: row.conversion.money.amount(row.margin)),
            Field("distinguishable", lambda row: row.apart(self.own)),
            Field("uncounted", lambda row: list(row.uncounted)),
            Field("place_code", lambda row: row.estimate.place.code),
            Field("place_name", lambda row: row.estimate.place.name),
            *constants({"period": self.per}),
        ]

    def sheet(self) -> Sheet:
        """Return the countries in their own money and in the other."""
        own = self.market.code
        lines = [Line(row, highlighted=row.estimate.market.code == own) for row in self.rows]
        if not self.at_home:
            lines.append(Line(self.own, highlighted=True, rule_above=True))
        title = self.person()[:-1]
        return Sheet(title, self._answer(), Grid(self.fields(), lines), list(self._words()))

    def notes(self) -> list[str]:
        """Return what is not counted where, and what else must be said of each country."""
        estimates = [row.estimate for row in self.rows]
        unsaid = [each for each in estimates if each.region_unsaid]
        reports = [EstimateReport(self.bands, each._replace(region_unsaid=False)) for each in estimates]
        others = [(report.market.name, note) for report in reports for note in report.notes()]
        named = (note if name in note else f"{name}: {note}" for name, note in others)
        return [*_uncounted(self.rows), *_regions(unsaid), *named]

    def stale(self, today: str) -> list[str]:
        """Return what to say of old wages and rates, with the country when it is true of one only."""
        countries: dict[str, list[str]] = {}
        for report in self.reports:
            for note in report.stale(today):
                countries.setdefault(note, []).append(report.market.name)
        alone = len(self.reports) == 1
        return [
            note if alone or len(names) > 1 or names[0] in note else f"{names[0]}: {note}"
            for note, names in countries.items()
        ]

    @staticmethod
    def _source(report: EstimateReport) -> str:
        """Return of which month the pay of a country is, and who published it."""
        source = report.bands.sources[report.estimate.occupation.source]
        ageing = report.estimate.ageing
        moved = f", raised to {month_name(ageing.until)}" if ageing else ""
        return f"{report.market.code} {month_name(report.market.date)}{moved}, {source.name}"

    def _name(self, row: CountryEstimate) -> str:
        return row.estimate.market.code if row is not self.own or self.at_home else "you"

    def _amount_fields(self) -> list[Field[CountryEstimate]]:
        """Return the fields of pay in a country's own money and in the other, and how it converts."""
        to_other = self.own.conversion
        other, write = to_other.other.currency, to_other.money.text
        return [
            *map(_own_field, SHOWN_TO_PEOPLE),
            *(
                _own_text_field(name, priority)
                for name, priority in zip(SHOWN_TO_PEOPLE, (2, 0, 2), strict=True)
            ),
            Field("currency", lambda row: row.estimate.market.currency),
            Field("converted_low", lambda row: _converted(row, "low")),
            Field("converted_typical", lambda row: _converted(row, "typical"), f"in {other}", write),
            Field("converted_high", lambda row: _converted(row, "high")),
            Field("parity_typical", _at_parity, "at PPP", write),
            *unpacked(lambda row: conversion_record(row.conversion), conversion_record(to_other)),
        ]

    def _change(self, row: CountryEstimate) -> float:
        return _converted(row, "typical") - _converted(self.own, "typical")

    def _change_percent(self, row: CountryEstimate) -> float:
        return half_up(self._change(row) / _converted(self.own, "typical") * 100, ONE_PLACE)

    def _difference(self, row: CountryEstimate) -> str:
        """Return a change, after a sign where the evidence cannot tell it from none."""
        signed = self.own.conversion.money.signed(self._change(row))
        return signed if row.apart(self.own) else f"{ALIKE} {signed}"

    def _answer(self) -> Answer:
        """Say where pay is highest at the rate of exchange, and where it buys most."""
        rows = self.rows if self.at_home else (self.own, *self.rows)
        best = max(rows, key=lambda row: row.converted)
        buys = max(rows, key=lambda row: row.at_parity)
        write, other = self.own.conversion.money.text, self.own.conversion.other.currency
        each = f"{self.own.conversion.money.each} in {other}"
        if not any(best.apart(row) for row in rows if row is not best):
            rate, parity = (_ends(map(amount, rows), write) for amount in (_typical, _at_parity))
            return Answer(f"Too close to call: {rate} {each}", f"at local prices {parity}")
        pay, where = f"{write(_typical(best))} {each}", named_place(buys.estimate.market.name)
        return Answer(
            f"{best.estimate.market.name} pays most: {pay}",
            f"at local prices {where} pays most: {write(_at_parity(buys))}",
        )

    def _words(self) -> Iterator[Labeled]:
        other = self.own.conversion.other
        conversions = [report.conversion for report in self.reports if report.conversion]
        if abroad := [each for each in conversions if each.own.code != other.code]:
            yield from _conversions(abroad)
        if not all(row.apart(self.own) for row in self.rows if row is not self.own):
            yield Labeled(ALIKE, "too close to call, at the rate of exchange or at local prices")
        scales = [each.estimate.market for each in self.rows if each.estimate.market.kind == SCALE]
        where = listed((in_place(market.name) for market in scales), "and")
        private = f"; private employers {where}" if scales else ""
        yield Labeled("Left out", f"taxes, health insurance, leave{private}")
        yield Labeled("Based on", DOT.join(map(self._source, self.reports)), Tone.SOURCE)
        yield next_steps(self, "estimate", "boost")


def _own_amount(row: CountryEstimate, name: str) -> float:
    return Money.of(row.estimate).amount(getattr(row.estimate.you.pay, name))


def _own_field(name: str) -> Field[CountryEstimate]:
    return Field(name, lambda row: _own_amount(row, name))


def _own_text_field(name: str, priority: int) -> Field[CountryEstimate]:
    """Return a field for people only: each row in money of its own, one pay point without low and high."""

    def text(row: CountryEstimate) -> str | None:
        if name != "typical" and row.estimate.you.pay.one_point:
            return None
        return Money.of(row.estimate).text(_own_amount(row, name))

    return Field("", text, name, str, priority=priority)


def _converted(row: CountryEstimate, name: str) -> float:
    return row.conversion.converted(getattr(row.estimate.you.pay, name))


def _typical(row: CountryEstimate) -> float:
    return _converted(row, "typical")


def _ends(amounts: Iterable[float], write: Callable[[float], str]) -> str:
    """Return the lowest and the highest of some amounts, one alone where they are the same."""
    ordered = sorted(amounts)
    return " to ".join(dict.fromkeys(map(write, (ordered[0], ordered[-1]))))


def _at_parity(row: CountryEstimate) -> float:
    return row.conversion.at_parity(row.estimate.you.pay.typical)


def _paid_from(row: CountryEstimate) -> str:
    return f"{row.estimate.market.kind}, {month_name(row.estimate.market.date)}"


def _conversions(abroad: Sequence[Conversion]) -> Iterator[Labeled]:
    """Say with what each money was converted, and how the two ways differ."""
    exchange, other = abroad[0].exchange, abroad[0].other
    rates = listed((f"{plain(each.rate):g} {each.own.currency}" for each in abroad), "and")
    when = f"{month_name(exchange.rates.date)} ({exchange.rates.source})"
    yield Labeled(f"In {other.currency}", f"{rates} for 1 {other.currency} in {when}")
    yield Labeled("At PPP", parity_words(abroad).removeprefix("At PPP: ").removesuffix("."))


def _uncounted(rows: Sequence[CountryEstimate]) -> Iterator[str]:
    """Yield for each flag where it does not count."""
    flags = dict.fromkeys(key for row in rows for key in row.uncounted)
    for key in flags:
        names = (named_place(row.estimate.market.name) for row in rows if key in row.uncounted)
        yield f"--{key} is not counted in {listed(names, 'and')}"


def _regions(unsaid: Sequence[Estimate]) -> Iterator[str]:
    """Say of which region the pay of a country is, where nothing was said."""
    if unsaid:
        places = (f"{named_place(each.place.name)} {in_place(each.market.name)}" for each in unsaid)
        yield f"no region given; using {listed(places, 'and')}"
