"""A judged offer as rows and words."""

from collections.abc import Iterator
from typing import NamedTuple

from coding_salary.decisions.amounts import HOUR, FullTime, Terms
from coding_salary.decisions.offer import Offer, Verdict
from coding_salary.formats.records import Record
from coding_salary.formats.sheet import Cell, Column, Grid, Line, Part, Sentence, Sheet
from coding_salary.formats.symbols import Symbols
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.result import Estimate
from coding_salary.numbers import CENT, ONE_PLACE, UNIT, half_up
from coding_salary.report.common import PERIOD, Document, provenance
from coding_salary.report.estimate import Report
from coding_salary.table.bands import Bands

WORDS = {
    Verdict.BELOW: "The offer is below the middle half of people like you.",
    Verdict.WITHIN: "The offer is within the middle half of people like you.",
    Verdict.ABOVE: "The offer is above the middle half of people like you.",
    Verdict.TOO_CLOSE: "Too close to call: low or high is nearer to the offer than the margin.",
}
ON_SCALE = {
    Verdict.BELOW: "The offer is below every pay point that may be meant.",
    Verdict.WITHIN: "The offer is among the pay points that may be meant.",
    Verdict.ABOVE: "The offer is above every pay point that may be meant.",
}


class OfferReport(NamedTuple):
    """What is shown of an offer."""

    bands: Bands
    result: Estimate
    offer: Offer
    terms: Terms

    @property
    def base(self) -> Report:
        """The report of the estimate that the offer is held against."""
        return Report(self.bands, self.result)

    @property
    def paid(self) -> float:
        """What is paid in a year as worked."""
        return self.terms.paid(self.full_time)

    @property
    def bonus(self) -> float:
        """The bonus of a year as worked."""
        return self.terms.bonus(self.full_time)

    @property
    def full_time(self) -> FullTime:
        """The hours of full-time work there."""
        return FullTime.of(self.result)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        (record,) = self.records(explain=False)
        return {
            **provenance(self.bands, self.base.market),
            "profile": self.base.profile(),
            **record,
            "contractor": [
                {"item": cost.name, "label": cost.label, "share": cost.share, "amount": half_up(amount, UNIT)}
                | {"source": cost.source}
                for cost, amount in self.offer.covered
            ],
            "evidence": self._evidence(),
            "notes": self.notes(),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return one flat record."""
        del explain
        offer, money, pay = self.offer, self.base.money, self.result.you.pay
        counter = offer.counter
        return [
            {
                "amount": self.terms.text,
                "annual": half_up(offer.annual, UNIT),
                "hourly": self._hourly(offer.annual),
                "paid": half_up(self.paid, UNIT),
                "bonus": half_up(self.bonus, UNIT),
                "percentile_like_you": _tenths(offer.percentile_like_you),
                "percentile_market": _tenths(offer.percentile_market),
                "low": money.amount(pay.low),
                "typical": money.amount(pay.typical),
                "high": money.amount(pay.high),
                "margin": self.base.margin(),
                "gap": self._gap(),
                "hourly_gap": self._hourly_gap(),
                "verdict": offer.verdict.value,
                "counter_low": money.amount(counter[0]) if counter else None,
                "counter_high": money.amount(counter[1]) if counter else None,
                "ask_low": self._ask(counter[0]) if counter else None,
                "ask_high": self._ask(counter[1]) if counter else None,
                "ask_unit": self.terms.quote.unit,
                "currency": self.base.market.currency,
                "period": PERIOD,
                "place_code": self.result.place.code,
                "place_name": self.result.place.name,
            }
        ]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return the offer beside what is usual, the verdict, and what to answer."""
        del explain
        title = (f"Offer of {self.terms.text}", *self.base.person())
        parts: list[Part] = [self._amounts(symbols)]
        if self.offer.covered:
            parts.append(self._contractor())
        parts.append(tuple(self._sentences(symbols)))
        return Sheet(title, tuple(parts))

    def notes(self) -> list[str]:
        """Return what must be said beside the verdict."""
        low, high = self.bands.limits
        at = self.offer.percentile_market
        edge = at is not None and (at <= low or at >= high)
        held = f"the offer is past percentile {low:g} or {high:g} of the market: nothing is published there"
        return [*self.base.notes(), *([held] if edge else [])]

    def _gap(self) -> float:
        """Return what the offer is above typical, from the amounts that are shown."""
        return half_up(self.offer.annual, UNIT) - self.base.money.amount(self.result.you.pay.typical)

    def _hourly_gap(self) -> float:
        return half_up(self._hourly(self.offer.annual) - self._hourly(self.result.you.pay.typical), CENT)

    def _ask(self, annual: float) -> float:
        """Return a full-time wage as the offer would have to name it: its unit, its hours, its costs."""
        return half_up(annual * self.terms.quote.amount / self.offer.annual, CENT)

    def _answer(self, counter: tuple[float, float]) -> str:
        text, amount = self.base.money.text, self.base.money.amount
        low, high = (text(amount(value)) for value in counter)
        as_offered = ""
        if self.terms.differs or self.offer.covered:
            unit = self.terms.quote.unit
            asks = dict.fromkeys(self.base.money.hourly(self._ask(value)) for value in counter)
            as_offered = f", which is {' to '.join(asks)} {'an' if unit == HOUR else 'a'} {unit} as offered"
        if counter[0] == self.offer.annual:
            return f"There is room up to {high}{as_offered}."
        span = low if low == high else f"{low} to {high}"
        return f"Ask for {span}{as_offered}."

    def _hourly(self, annual: float) -> float:
        return half_up(annual / self.result.hours_per_year, CENT)

    def _amounts(self, symbols: Symbols) -> Grid:
        money, pay = self.base.money, self.result.you.pay
        rows = [("the offer", half_up(self.offer.annual, UNIT), self.offer.annual)]
        rows += [
            (name, money.amount(value), value)
            for name, value in (("low", pay.low), ("typical", pay.typical), ("high", pay.high))
        ]
        lines = [self._line(*row, own=row[0] == "the offer") for row in rows]
        hourly = f"{self._hourly_gap():+,.2f}"
        lines.append(Line((f"offer {symbols.minus} typical", f"{self._gap():+,}", hourly), apart=True))
        if self.bonus:
            lines.append(Line(("bonus, apart", self.base.money.text(half_up(self.bonus, UNIT)), "")))
        return Grid((Column("", right=False), Column("a year"), Column("an hour")), tuple(lines))

    def _line(self, name: str, shown: float, amount: float, *, own: bool = False) -> Line:
        cells: tuple[Cell, ...] = (
            name,
            self.base.money.text(shown),
            self.base.money.hourly(self._hourly(amount)),
        )
        return Line(cells, own=own)

    def _contractor(self) -> Grid:
        text = self.base.money.text
        casual = self.base.market.casual_loading in [cost for cost, _ in self.offer.covered]
        name = "the casual rate" if casual else "the contractor's rate"
        lines = [Line((name, text(half_up(self.offer.rate, UNIT)), "", ""))]
        lines += [
            Line((cost.label, f"-{text(half_up(amount, UNIT))}", f"{cost.share * 100:.4g} %", cost.source))
            for cost, amount in self.offer.covered
        ]
        lines.append(Line(("a wage as good", text(half_up(self.offer.annual, UNIT)), "", ""), apart=True))
        columns = (
            Column("in place of leave" if casual else "borne alone", right=False, loose=True),
            Column("a year"),
            Column("of the wage", gives_way=2),
            Column("source", right=False, gives_way=1),
        )
        return Grid(columns, tuple(lines))

    def _sentences(self, symbols: Symbols) -> Iterator[Sentence]:
        offer, text, amount = self.offer, self.base.money.text, self.base.money.amount
        yield Sentence("verdict", (ON_SCALE if self.base.market.scale else WORDS)[offer.verdict])
        if offer.percentile_like_you is not None and offer.percentile_market is not None:
            yield Sentence(
                "percentiles",
                f"{_share(offer.percentile_like_you)} of people like you earn less,"
                f" and {_share(offer.percentile_market)} of all {self.result.occupation.title}"
                f" in {self.result.place.name}.",
            )
        if self.paid and round(self.paid) != round(offer.rate):
            yield Sentence(
                "paid", f"As worked it pays {text(half_up(self.paid, UNIT))} a year; compared is full time."
            )
        if offer.counter:
            yield Sentence("counter", f"{self._answer(offer.counter)} What one can put on the table:")
            for number, line in enumerate(self._evidence(), start=1):
                yield Sentence(f"evidence {number}", line)
        if not self.base.market.scale:
            margin = f"{symbols.plus_minus} {text(self.base.margin())}"
            yield Sentence("margin", f"Typical is {text(amount(self.result.you.pay.typical))} {margin}.")
        yield Sentence("basis", self.base.basis())

    def _evidence(self) -> list[str]:
        """Return the lines that one could put on the table: official wages, then facts that pay."""
        money, result = self.base.money, self.result
        if not isinstance(result, SurveyEstimate):
            return self._points()
        wages = result.place.ranges[result.occupation.name].wages
        half, quarter = (money.text(self.base.published(wage * result.growth)) for wage in wages[2:4])
        upper = f", a quarter {quarter} or more" if not result.interpolated else ""
        source = result.occupation.source + (f", moved to {self.base.money_of}" if result.ageing else "")
        lines = [
            f"half of all {result.occupation.title} in {result.place.name} earn {half}"
            f" or more{upper} ({source})"
        ]
        for change in self.offer.evidence:
            choice = change.fact.choice
            percent = half_up((choice.multiplier - 1) * 100, ONE_PLACE)
            lines.append(f"{choice.label}: {percent:g} % above the median ({', '.join(choice.sources)})")
        return lines

    def _points(self) -> list[str]:
        """Return what the scale says: its lowest and highest point that may be meant, then each fact."""
        from coding_salary.report.scale import standing_of

        money, pay = self.base.money, self.result.you.pay
        low, high = (money.text(money.amount(amount)) for amount in (pay.low, pay.high))
        points = low if low == high else f"{low} to {high}"
        standing = standing_of(self.result)
        grades, source = standing.scale.named(standing.grades), self.result.occupation.source
        title, place = standing.scale.title, self.result.place.name
        lines = [f"{points} is what {title} sets for {grades} in {place} ({source})"]
        lines += [
            f"{change.fact.choice.label} ({', '.join(change.fact.choice.sources)})"
            for change in self.offer.evidence
            if change.fact.choice.sources
        ]
        return lines


def _tenths(percentile: float | None) -> float | None:
    return None if percentile is None else half_up(percentile, ONE_PLACE)


def _share(percentile: float) -> str:
    return f"{half_up(percentile, UNIT)} %"
