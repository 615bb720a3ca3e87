"""Several offers as people are shown them: like for like, the best of them, and what makes others equal."""

from collections.abc import Iterator

from coding_salary.decisions.offers import Rival
from coding_salary.decisions.package import benefits
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Grid, Labeled, Line, Sheet
from coding_salary.formats.symbols import DOT
from coding_salary.numbers import UNIT, half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import percent
from coding_salary.report.headline import based_on, next_steps
from coding_salary.report.offer_words import Amounts, people_below
from coding_salary.report.offers import OffersReport

# By what else an offer can be the best, beside what it is worth.
BESTS = {"percentile_like_you": "Best placed", "paid": "Pays most"}
WHY = {"percentile_like_you": ", among people like you there", "paid": ", in a year as worked"}


def offers_sheet(report: OffersReport) -> Sheet:
    """Return the offers like for like, which is worth most, and what the others would have to pay."""
    return Sheet([f"{len(report.rows)} offers", *report.person()], _grid(report), list(_lines(report)))


def _grid(report: OffersReport) -> Grid[Rival]:
    money, winner = report.money, report.offers.winner
    buys = "real pay" if report.offers.priced else None
    fields: list[Field[Rival]] = [
        Field("", report.said, "offer", wrap=True),
        Field("", _paid, "as worked", money.once, priority=2, wide="as worked, a year"),
        Field("", lambda rival: money.to_unit(rival.package.offer.rate), "full time", money.text, priority=1),
        Field("", lambda rival: money.amount(rival.package.total), "with benefits", money.text),
        Field("", lambda rival: _buys(report, rival), buys, money.text, wide="at average prices"),
        Field("", _better, "ahead of", people_below, priority=3, wide="better paid than"),
    ]
    lines = (Line(rival, rival is winner, "worth most" if rival is winner else "") for rival in report.rows)
    return Grid(fields, lines)


def _paid(rival: Rival) -> float:
    return half_up(rival.package.paid + rival.package.bonus, UNIT)


def _buys(report: OffersReport, rival: Rival) -> float | None:
    return report.rounded(rival.buys)


def _better(rival: Rival) -> float | None:
    return rival.package.offer.percentile_like_you


def _lines(report: OffersReport) -> Iterator[Labeled]:
    yield Labeled("Worth most", _winner(report))
    others = [rival for rival in report.rows if rival is not report.offers.winner]
    yield Labeled("To equal it", DOT.join(_equal(report, rival) for rival in others))
    for measure, label in BESTS.items():
        best = report.offers.best(measure)
        if best and best is not report.offers.winner:
            yield Labeled(label, f"{best.package.typed}{WHY[measure]}")
    if both := DOT.join(_both_ways(report)):
        yield Labeled("1099 or W-2", both)
    if costs := benefits(report.market):
        what, source = (
            listed((cost.label for cost in costs), "and"),
            report.bands.sources[costs[0].source].name,
        )
        average = percent(sum(cost.share for cost in costs))
        yield Labeled("Benefits", f"{what}, at what employers pay on average: {average} of pay ({source})")
    yield based_on(report)
    yield next_steps(report, "boost", hint="salary offer with one of them says what to answer")


def _winner(report: OffersReport) -> str:
    """Say what the best offer comes to, and what that buys where prices differ."""
    winner, written = report.offers.winner, Amounts.of(report)
    text = f"{winner.package.typed} comes to {written.shown(winner.package.total)} with benefits"
    if not report.offers.priced or winner.buys is None:
        return text
    return f"{text}, {written.shown(winner.buys)} at average prices"


def _equal(report: OffersReport, rival: Rival) -> str:
    """Say what an offer would have to pay to be worth as much as the best."""
    unit = rival.package.terms.quote.unit
    needed = Amounts.of(report).each(unit, report.offers.equal_amount(rival))
    return f"{rival.package.typed}: {needed}"


def _both_ways(report: OffersReport) -> Iterator[str]:
    """Yield what contractors' rates are worth as a wage and, beside those, wages as a contractor's rate."""
    written = Amounts.of(report)
    contractors = [rival for rival in report.rows if rival.package.offer.covered]
    for rival in contractors:
        wage = written.shown(rival.package.worth)
        yield f"{rival.package.typed} is worth {wage} as an employee"
    for rival in report.rows if contractors else ():
        rate = rival.package.contractor_rate
        if rate and rival not in contractors:
            yield f"{rival.package.typed} is worth {written.hour(rate)} as a contractor"
