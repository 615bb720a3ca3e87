"""A judged offer as fields: what every format shows, each amount rounded once."""

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.decisions.amounts import FullTime, Quote
from coding_salary.decisions.offer import Offer, judge
from coding_salary.decisions.package import Package
from coding_salary.formats.records import Document, Field, Record, constants, records, unpacked
from coding_salary.formats.sheet import Sheet
from coding_salary.numbers import CENT, ONE_PLACE, UNIT, half_up, half_up_known
from coding_salary.report.base import PayReport
from coding_salary.report.offer_words import outside
from coding_salary.table.bands import Bands

if TYPE_CHECKING:
    from coding_salary.decisions.remote import RemotePay
    from coding_salary.report.remote import RemoteOffer

MIDDLE, LOWEST, HIGHEST = "middle", "lowest", "highest"


class Judged(NamedTuple):
    """An amount of an offer with its verdict: its own, or the middle or an end of a posted range."""

    point: str
    quote: Quote
    offer: Offer


class OfferReport(PayReport):
    """What is shown of an offer; with `total` people are shown what its benefits are worth."""

    def __init__(self, bands: Bands, package: Package, *, total: bool = False) -> None:
        """Keep the offer, judged at each of its amounts."""
        super().__init__(bands, package.estimate)
        self.package = package
        self.offer = package.offer
        self.terms = package.terms
        self.total = total
        self.remote: RemoteOffer | None = None
        self.evidence = self.words.evidence(self.offer.evidence, self.offer.annual)
        self.rows = [Judged(MIDDLE, self.terms.quote, self.offer)]
        for point, quote, offer in zip((LOWEST, HIGHEST), self.terms.quote.ends, package.ends, strict=False):
            self.rows.append(Judged(point, quote, offer))

    def beside(self, remote: "RemotePay") -> None:
        """Hold the offer against pay by where the employer is, too."""
        from coding_salary.report.remote import RemoteOffer

        costs = tuple(cost for cost, _ in self.offer.covered)
        away = judge(self.bands, remote.employer, self.offer.rate, costs)
        self.remote = RemoteOffer(remote, self.money, away)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        middle, *ends = records(self._verdict_fields(), self.rows)
        return {
            **self.head(),
            **middle,
            **self._remote(),
            "ends": ends,
            "contractor": [
                {"item": cost.name, "label": cost.label, "share": cost.share, "amount": half_up(amount, UNIT)}
                | {"source": cost.source}
                for cost, amount in self.offer.covered
            ],
            "evidence": self.evidence,
            "evidence_sources": self.cited if self.evidence else [],
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[Judged]]:
        """Return the fields of the verdict on one amount, and of pay where the employer is."""
        return [*self._verdict_fields(), *constants(self._remote())]

    def _verdict_fields(self) -> list[Field[Judged]]:
        return unpacked(self.record, self.record(self.rows[0]))

    def _remote(self) -> Record:
        return self.remote.record() if self.remote else {}

    def sheet(self) -> Sheet:
        """Return what people are shown."""
        from coding_salary.report.offer_sheet import offer_sheet

        return offer_sheet(self)

    def record(self, judged: Judged) -> Record:
        """Return the verdict on one amount of the offer."""
        return {**self._judged(judged), **self._place(), **self._worth(judged)}

    def _judged(self, judged: Judged) -> Record:
        offer, money, pay, counter = judged.offer, self.money, self.estimate.you.pay, judged.offer.counter
        return {
            "amount": self.terms.text,
            "annual": half_up(offer.annual, UNIT),
            "hourly": self.hourly(offer.annual),
            "paid": half_up(self.package.paid, UNIT),
            "bonus": half_up(self.package.bonus, UNIT),
            "percentile_like_you": half_up_known(offer.percentile_like_you, ONE_PLACE),
            "percentile_market": half_up_known(offer.percentile_market, ONE_PLACE),
            "low": money.amount(pay.low),
            "typical": self.typical,
            "high": money.amount(pay.high),
            "margin": self.margin,
            "gap": half_up(money.to_unit(offer.annual) - self.typical, CENT),
            "hourly_gap": half_up(self.hourly(offer.annual) - self.hourly(pay.typical), CENT),
            "verdict": offer.verdict.value,
            "counter_low": money.amount(counter[0]) if counter else None,
            "counter_high": money.amount(counter[1]) if counter else None,
            "ask_low": self.ask(counter[0]) if counter else None,
            "ask_high": self.ask(counter[1]) if counter else None,
            "ask_unit": self.terms.quote.unit,
        }

    def _place(self) -> Record:
        return {
            "currency": self.market.currency,
            "period": self.per,
            "place_code": self.estimate.place.code,
            "place_name": self.estimate.place.name,
        }

    def _worth(self, judged: Judged) -> Record:
        """Return what else is known of an amount; the worth of the whole offer is that of its middle."""
        package, side = self.package, judged.offer.side
        return {
            "point": judged.point,
            "point_amount": half_up(judged.quote.amount, CENT),
            "side": side.value if side else None,
            "overtime": half_up(package.overtime, UNIT),
            "total": self.money.to_unit(package.total),
            "worth": self.money.to_unit(package.worth),
            "hourly_contractor": half_up_known(self.contractor_hourly, CENT),
        }

    @property
    def cited(self) -> list[str]:
        """The ids of the sources that the points rest on."""
        facts = (change.fact.choice.sources for change in self.offer.evidence)
        return list(dict.fromkeys((self.estimate.occupation.source, *chain.from_iterable(facts))))

    @property
    def contractor_hourly(self) -> float | None:
        """The rate an hour that a contractor would need for the same; None where the costs are not known."""
        rate = self.package.contractor_rate
        return None if rate is None else rate / self.estimate.hours_per_year

    @property
    def casual(self) -> bool:
        """Whether the rate has a casual's loading, rather than a contractor's costs."""
        return self.market.casual_loading in [cost for cost, _ in self.offer.covered]

    @property
    def as_employee(self) -> str:
        """How the wage is called that leaves the person as well off as the rate."""
        return "with paid leave" if self.casual else "on a W-2"

    @property
    def full_time(self) -> FullTime:
        """The hours of full-time work in the place."""
        return FullTime.of(self.estimate)

    def ask(self, annual: float) -> float:
        """Return a full-time wage as the offer would have to name it: its unit, its hours, its costs."""
        return half_up(annual * self.terms.quote.amount / self.offer.annual, CENT)

    def notes(self) -> list[str]:
        """Return what must be said beside the verdict."""
        return [*super().notes(), *outside(self.bands, self.offer, self.terms.quote)]
