"""A raise as fields: before and after it, against the job and prices, each amount rounded once."""

from coding_salary.decisions.offer import Offer
from coding_salary.decisions.pay_raise import Raise, Since
from coding_salary.formats.records import Document, Field, Record, constants
from coding_salary.formats.sheet import Sheet
from coding_salary.model.result import Estimate
from coding_salary.numbers import CENT, ONE_PLACE, UNIT, half_up, half_up_known
from coding_salary.report.base import PayReport, in_percent
from coding_salary.table.bands import Bands


class RaiseReport(PayReport):
    """What is shown of a raise."""

    def __init__(self, bands: Bands, estimate: Estimate, pay_raise: Raise) -> None:
        """Keep the raise."""
        super().__init__(bands, estimate)
        self.raised = pay_raise
        self.rows = [None]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        usual = [
            {"name": each.name, "label": each.label, **each.amounts._asdict(), "unit": each.unit}
            | {"evidence": each.support.evidence, "sources": list(each.support.sources)}
            for each in self.raised.usual
        ]
        return {**self.head(), **self._record(), "usual_raises": usual, "notes": self.notes()}

    def fields(self) -> list[Field[None]]:
        """Return the fields of the one record."""
        return constants(self._record())

    def sheet(self) -> Sheet:
        """Return what people are shown."""
        from coding_salary.report.raise_sheet import raise_sheet

        return raise_sheet(self)

    def _record(self) -> Record:
        raised, money, pay = self.raised, self.money, self.estimate.you.pay
        before, after = raised.before.annual, raised.after.annual
        missing = max(pay.typical - before, 0)
        return {
            "amount": raised.pay.text,
            "raise": raised.raised.text,
            **self._side("before", raised.before),
            **self._side("after", raised.after),
            "raise_percent": in_percent(raised.share),
            "raise_annual": half_up(after - before, UNIT),
            "hourly_raise": half_up(
                self.hourly(raised.after.annual) - self.hourly(raised.before.annual), CENT
            ),
            "low": money.amount(pay.low),
            "typical": self.typical,
            "high": money.amount(pay.high),
            "to_typical_annual": half_up(missing, UNIT),
            "to_typical_percent": in_percent(missing / before),
            **self._since("job", raised.job),
            **self._since("prices", raised.prices),
            "real_percent": None if raised.real_share is None else in_percent(raised.real_share),
            "currency": self.market.currency,
            "period": self.per,
            "place_code": self.estimate.place.code,
            "place_name": self.estimate.place.name,
        }

    def _side(self, when: str, offer: Offer) -> Record:
        return {
            f"{when}_annual": half_up(offer.annual, UNIT),
            f"hourly_{when}": self.hourly(offer.annual),
            f"{when}_percentile_like_you": half_up_known(offer.percentile_like_you, ONE_PLACE),
            f"{when}_percentile_market": half_up_known(offer.percentile_market, ONE_PLACE),
            f"{when}_verdict": offer.verdict.value,
        }

    def _since(self, what: str, since: Since | None) -> Record:
        return {
            f"{what}_percent": in_percent(since.rise) if since else None,
            f"{what}_since": since.since if since else None,
            f"{what}_until": since.until if since else None,
        }
