"""Several offers side by side as fields and words: like for like, as a full-time year with benefits."""

from collections.abc import Iterator
from shlex import quote

from coding_salary.decisions.amounts import EACH, YEAR
from coding_salary.decisions.package import MEASURES, Offers, Rival, benefits
from coding_salary.decisions.said_offer import COMMA
from coding_salary.formats.records import Document, Field, Record, records, unpacked
from coding_salary.formats.sheet import Grid, Labeled, Line, Sheet
from coding_salary.formats.symbols import DOT
from coding_salary.numbers import CENT, UNIT, half_up, half_up_known
from coding_salary.report.base import PayReport, percent
from coding_salary.report.headline import based_on, command, next_steps
from coding_salary.report.offer import OfferReport
from coding_salary.report.offer_words import Amounts, people_below
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
        """Return the offers like for like, which is worth most, and what the others would have to pay."""
        return Sheet([f"{len(self.rows)} offers", *self.person()], _grid(self), list(_lines(self)))

    def number(self, rival: Rival) -> int:
        """Return the number of an offer in the order given, from 1 on."""
        return next(number for number, each in enumerate(self.rows, start=1) if each is rival)

    def name(self, rival: Rival) -> str:
        """Return the amount of an offer, or all of it as it was typed where another has the same amount."""
        names = [_amount(self, each) for each in self.rows]
        name = _amount(self, rival)
        return name if names.count(name) == 1 else rival.package.typed

    def said(self, rival: Rival) -> str:
        """Return the amount of an offer and its terms as they were typed, with room to break them."""
        return ", ".join((_amount(self, rival), *COMMA.split(rival.package.typed)[1:]))

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


def _grid(report: OffersReport) -> Grid[Rival]:
    money, winner = report.money, report.offers.winner
    buys = "real pay" if report.offers.priced else None
    fields: list[Field[Rival]] = [
        Field("", report.said, "offer", wrap=True),
        Field("", _paid, "as worked", money.once, priority=2),
        Field("", lambda rival: money.to_unit(rival.package.offer.rate), "full time", money.text, priority=1),
        Field("", lambda rival: money.amount(rival.package.total), "with benefits", money.text),
        Field("", lambda rival: report.rounded(rival.buys), buys, money.text),
        Field("", _percentile, "ahead of", people_below, priority=3),
    ]
    lines = (Line(rival, rival is winner, "worth most" if rival is winner else "") for rival in report.rows)
    return Grid(fields, lines)


def _paid(rival: Rival) -> float:
    return half_up(rival.package.paid + rival.package.bonus, UNIT)


def _percentile(rival: Rival) -> float | None:
    return rival.package.offer.percentile_like_you


def _lines(report: OffersReport) -> Iterator[Labeled]:
    offers, written = report.offers, Amounts.of(report)
    yield Labeled("Worth most", _winner(report))
    if worse := [rival for rival in report.rows if offers.falls_short(rival)]:
        yield Labeled("To equal it", ", or ".join(_equal(report, rival) for rival in worse))
    best, paid = offers.best("percentile_like_you"), offers.best("paid")
    if best and best is not offers.winner:
        people = people_below(_percentile(best) or 0)
        yield Labeled("In its area", f"{report.name(best)} is best: it beats {people} of people like you")
    if paid and paid is not offers.winner:
        yield Labeled("Pays most", f"{report.name(paid)}: {written.worked(_paid(paid))} as worked")
    if both := DOT.join(_both_ways(report)):
        yield Labeled("1099 or W-2", both)
    yield from _columns(report)
    yield based_on(report)
    alone = command(report, f"offer {quote(offers.winner.package.alone)}")
    yield next_steps(report, "boost", hint=f"to counter, run one alone: {alone}")


def _columns(report: OffersReport) -> Iterator[Labeled]:
    """Yield what the columns mean."""
    week = f"{report.alone[0].full_time.hours_per_week:g}"
    worked = f"for the hours offered, with bonus; full time, at {week} hours a week"
    yield Labeled("as worked", worked, legend=True)
    if costs := benefits(report.market):
        source = report.bands.sources[costs[0].source].name
        *labels, last = (cost.label for cost in costs)
        average = percent(sum(cost.share for cost in costs))
        what = f"{', '.join(labels)}, and {last}"
        yield Labeled("Benefits", f"{average} of pay on average: {what} ({source})")
    if report.offers.priced:
        yield Labeled("real pay", "with benefits, at the nation's prices", legend=True)
    yield Labeled("ahead of", "people like you in the same place who are paid less", legend=True)


def _amount(report: OffersReport, rival: Rival) -> str:
    """Return the amount of an offer: `$54,000`, `$35.00 an hour`."""
    offered = rival.package.terms.quote
    amount = Amounts.of(report).each(offered.unit, offered.low, offered.high)
    return amount.removesuffix(f" {EACH[YEAR]}")


def _winner(report: OffersReport) -> str:
    """Say what the best offer comes to, and what that buys where prices differ."""
    winner, written = report.offers.winner, Amounts.of(report)
    text = f"{report.name(winner)}: {written.shown(winner.package.total)} with benefits"
    if not report.offers.priced or winner.buys is None:
        return text
    return f"{text}, {report.money.shown(winner.buys)} at average prices"


def _equal(report: OffersReport, rival: Rival) -> str:
    """Say what an offer would have to pay to be worth as much as the best: `$54,881 instead of $54,000`."""
    unit = rival.package.terms.quote.unit
    needed = Amounts.of(report).each(unit, report.offers.equal_amount(rival))
    return f"{needed.removesuffix(f' {EACH[unit]}')} instead of {report.name(rival)}"


def _both_ways(report: OffersReport) -> Iterator[str]:
    """Yield what contractors' rates are worth as a wage and, beside those, wages as a contractor's rate."""
    written = Amounts.of(report)
    contractors = [rival for rival in report.rows if rival.package.offer.covered]
    for rival in contractors:
        yield f"{report.name(rival)} is like {written.shown(rival.package.worth)} on a W-2"
    rates = [
        f"{written.hour(rival.package.contractor_rate).removesuffix(' an hour')} for {report.name(rival)}"
        for rival in report.rows
        if contractors and rival not in contractors and rival.package.contractor_rate
    ]
    if rates:
        yield f"an hour on a 1099: {', '.join(rates)}"
