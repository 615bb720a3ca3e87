"""A judged offer as fields and words."""

from collections.abc import Iterator
from operator import itemgetter

from coding_salary.decisions.amounts import HOUR, FullTime, Terms
from coding_salary.decisions.offer import Offer
from coding_salary.formats.records import Field, Record, constants
from coding_salary.formats.result import Document
from coding_salary.formats.sheet import Grid, Line, Sentence, Sheet
from coding_salary.model.result import Estimate
from coding_salary.numbers import CENT, ONE_PLACE, UNIT, half_up, half_up_known
from coding_salary.report.base import PayReport
from coding_salary.table.bands import Bands

Texts = tuple[str, ...]


class OfferReport(PayReport):
    """What is shown of an offer."""

    def __init__(self, bands: Bands, estimate: Estimate, offer: Offer, terms: Terms) -> None:
        """Keep the offer, and what is paid for it in a year as worked."""
        super().__init__(bands, estimate)
        self.offer = offer
        self.terms = terms
        self.rows = [None]
        self.evidence = self.words.evidence(offer.evidence, offer.annual)
        full_time = FullTime.of(estimate)
        self.paid = terms.paid(full_time)
        self.bonus = terms.bonus(full_time)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            **self.head(),
            **self._record(),
            "contractor": [
                {"item": cost.name, "label": cost.label, "share": cost.share, "amount": half_up(amount, UNIT)}
                | {"source": cost.source}
                for cost, amount in self.offer.covered
            ],
            "evidence": self.evidence,
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[None]]:
        """Return the fields of the one record."""
        return constants(self._record())

    def _record(self) -> Record:
        offer, money, pay = self.offer, self.money, self.estimate.you.pay
        counter = offer.counter
        return {
            "amount": self.terms.text,
            "annual": half_up(offer.annual, UNIT),
            "hourly": self._hourly(offer.annual),
            "paid": half_up(self.paid, UNIT),
            "bonus": half_up(self.bonus, UNIT),
            "percentile_like_you": half_up_known(offer.percentile_like_you, ONE_PLACE),
            "percentile_market": half_up_known(offer.percentile_market, ONE_PLACE),
            "low": money.amount(pay.low),
            "typical": self.typical,
            "high": money.amount(pay.high),
            "margin": self.margin,
            "gap": self._gap(),
            "hourly_gap": self._hourly_gap(),
            "verdict": offer.verdict.value,
            "counter_low": money.amount(counter[0]) if counter else None,
            "counter_high": money.amount(counter[1]) if counter else None,
            "ask_low": self._ask(counter[0]) if counter else None,
            "ask_high": self._ask(counter[1]) if counter else None,
            "ask_unit": self.terms.quote.unit,
            "currency": self.market.currency,
            "period": self.per,
            "place_code": self.estimate.place.code,
            "place_name": self.estimate.place.name,
        }

    def sheet(self) -> Sheet:
        """Return the offer beside what is usual, the verdict, and what to answer."""
        title = (f"Offer of {self.terms.text}", *self.person())
        contractor = [self._contractor()] if self.offer.covered else []
        return Sheet(title, self._amounts(), *contractor, list(self._sentences()))

    def notes(self) -> list[str]:
        """Return what must be said beside the verdict."""
        low, high = self.bands.limits
        at = self.offer.percentile_market
        edge = at is not None and (at <= low or at >= high)
        held = f"the offer is past percentile {low:g} or {high:g} of the market: nothing is published there"
        return [*super().notes(), *([held] if edge else [])]

    def _gap(self) -> float:
        """Return what the offer is above typical, from the amounts that are shown."""
        return half_up(self.money.to_unit(self.offer.annual) - self.typical, CENT)

    def _hourly_gap(self) -> float:
        return half_up(self._hourly(self.offer.annual) - self._hourly(self.estimate.you.pay.typical), CENT)

    def _ask(self, annual: float) -> float:
        """Return a full-time wage as the offer would have to name it: its unit, its hours, its costs."""
        return half_up(annual * self.terms.quote.amount / self.offer.annual, CENT)

    def _answer(self, counter: tuple[float, float]) -> str:
        text, amount = self.money.text, self.money.amount
        low, high = (text(amount(value)) for value in counter)
        as_offered = ""
        if self.terms.differs or self.offer.covered:
            unit = self.terms.quote.unit
            asks = dict.fromkeys(self.money.hourly(self._ask(value)) for value in counter)
            as_offered = f", which is {' to '.join(asks)} {'an' if unit == HOUR else 'a'} {unit} as offered"
        if counter[0] == self.offer.annual:
            return f"There is room up to {high}{as_offered}."
        span = low if low == high else f"{low} to {high}"
        return f"Ask for {span}{as_offered}."

    def _hourly(self, annual: float) -> float:
        return half_up(annual / self.estimate.hours_per_year, CENT)

    def _amounts(self) -> Grid[Texts]:
        money, pay = self.money, self.estimate.you.pay
        usual = [("low", pay.low), ("typical", pay.typical), ("high", pay.high)]
        if pay.one_point:
            usual = [("pay point", pay.typical)]
        offered = money.text(money.to_unit(self.offer.annual)), self._hourly_text(self.offer.annual)
        lines = [Line[Texts](("the offer", *offered), highlighted=True)]
        lines += [
            Line((name, money.text(money.amount(amount)), self._hourly_text(amount)))
            for name, amount in usual
        ]
        gaps = (money.signed(gap) for gap in (self._gap(), self._hourly_gap()))
        gap = (f"offer − {usual[len(usual) // 2][0]}", *gaps)
        lines.append(Line(gap, rule_above=True))
        if self.bonus:
            lines.append(Line(("bonus, apart", money.once(half_up(self.bonus, UNIT)), "")))
        fields: list[Field[Texts]] = [
            Field("", itemgetter(0), ""),
            Field("", itemgetter(1), None if money.hours else "a year", str),
            Field("", itemgetter(2), "an hour", str),
        ]
        return Grid(fields, lines)

    def _hourly_text(self, annual: float) -> str:
        return self.money.hourly(self._hourly(annual))

    def _contractor(self) -> Grid[Texts]:
        def text(amount: float) -> str:
            return self.money.text(self.money.to_unit(amount))

        casual = self.market.casual_loading in [cost for cost, _ in self.offer.covered]
        rate = "the casual rate" if casual else "the contractor's rate"
        lines = [Line[Texts]((rate, text(self.offer.rate), "", ""))]
        lines += [
            Line((cost.label, f"-{text(amount)}", f"{cost.share * 100:.4g}%", cost.source))
            for cost, amount in self.offer.covered
        ]
        lines.append(Line(("a wage as good", text(self.offer.annual), "", ""), rule_above=True))
        fields: list[Field[Texts]] = [
            Field("", itemgetter(0), "in place of leave" if casual else "borne alone", wrap=True),
            Field("", itemgetter(1), self.money.each, str),
            Field("", itemgetter(2), "of the wage", str, priority=2),
            Field("", itemgetter(3), "source", priority=1),
        ]
        return Grid(fields, lines)

    def _sentences(self) -> Iterator[Sentence]:
        offer = self.offer
        yield Sentence("verdict", self.words.verdicts[offer.verdict])
        yield from self.words.against(offer.annual)
        if offer.percentile_like_you is not None and offer.percentile_market is not None:
            yield Sentence(
                "percentiles",
                f"{_share(offer.percentile_like_you)} of people like you earn less,"
                f" and {_share(offer.percentile_market)} of all {self.estimate.occupation.title}"
                f" in {self.estimate.place.name}.",
            )
        if self.paid and round(self.paid) != round(offer.rate):
            paid = self.money.once(half_up(self.paid, UNIT))
            yield Sentence("paid", f"As worked it pays {paid} a year; compared is full time.")
        if offer.counter:
            points = " Points you can make:" if self.evidence else ""
            yield Sentence("counter", f"{self._answer(offer.counter)}{points}")
            for number, line in enumerate(self.evidence, start=1):
                yield Sentence(f"evidence {number}", line)
        yield Sentence("basis", self.basis())


def _share(percentile: float) -> str:
    return f"{half_up(percentile, UNIT)} %"
