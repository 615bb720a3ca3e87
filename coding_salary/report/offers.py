"""Several offers side by side as fields and words: like for like, as a full-time year with benefits."""

from coding_salary.decisions.offers import MEASURES, Offers, Rival
from coding_salary.decisions.said_offer import COMMA
from coding_salary.formats.records import Document, Field, Record, records, unpacked
from coding_salary.formats.sheet import Sheet
from coding_salary.numbers import CENT, UNIT, half_up, half_up_known
from coding_salary.report.base import PayReport
from coding_salary.report.offer import OfferReport
from coding_salary.table.bands import Bands


class OffersReport(PayReport):
    """What is shown of several offers, in the order given."""

    def __init__(self, bands: Bands, offers: Offers) -> None:
        """Keep the offers, each judged for its own job."""
        super().__init__(bands, offers.rivals[0].package.estimate)
        self.offers = offers
        self.rows = offers.rivals
        self.alone = [OfferReport(bands, rival.package) for rival in offers.rivals]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it; `best` names the number of an offer, from 1 on."""
        best = {measure: self.offers.best(measure) for measure in MEASURES}
        return {
            **self.head(),
            "offers": records(self.fields(), self.rows),
            "best": {measure: self.number(rival) if rival else None for measure, rival in best.items()},
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[Rival]]:
        """Return the fields of an offer: those it has alone, what it buys, and what would make it equal."""
        return unpacked(self._record, self._record(self.rows[0]))

    def sheet(self) -> Sheet:
        """Return what people are shown."""
        from coding_salary.report.offers_sheet import offers_sheet

        return offers_sheet(self)

    def number(self, rival: Rival) -> int:
        """Return the number of an offer in the order given, from 1 on."""
        return next(number for number, each in enumerate(self.rows, start=1) if each is rival)

    def said(self, rival: Rival) -> str:
        """Return an offer as it was typed, with room to break its terms."""
        return COMMA.sub(", ", rival.package.typed)

    def report(self, rival: Rival) -> OfferReport:
        """Return what is shown of an offer alone."""
        return self.alone[self.number(rival) - 1]

    def _record(self, rival: Rival) -> Record:
        alone = self.report(rival)
        return {
            "offer": self.number(rival),
            "typed": rival.package.typed,
            **alone.record(alone.rows[0]),
            "price_level": rival.level.level if rival.level else None,
            "buys": half_up_known(rival.buys, UNIT),
            "equal_amount": half_up(self.offers.equal_amount(rival), CENT),
        }

    def notes(self) -> list[str]:
        """Return what must be said beside any of the offers, each once."""
        notes = [note for alone in self.alone for note in alone.notes()]
        return list(dict.fromkeys(notes))
