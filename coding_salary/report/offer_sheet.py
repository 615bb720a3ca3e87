"""An offer as people are shown it: the verdict first, then what to answer and what to say."""

from collections.abc import Iterator

from coding_salary.decisions.amounts import HOUR
from coding_salary.decisions.package import benefits
from coding_salary.formats.sheet import Labeled, Sheet
from coding_salary.formats.symbols import DOT
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.reading.words import listed
from coding_salary.report.base import percent
from coding_salary.report.headline import based_on, in_sentence, next_steps
from coding_salary.report.offer import Judged, OfferReport
from coding_salary.report.offer_words import Amounts, person, verdict
from coding_salary.report.pay_chart import pay_chart

# States have rules of their own, such as for long days: they are not in the table.
OVERTIME = "overtime by the federal rule (your state may require more)"
HINT = "--sheet offer.md for a page to take along"


def offer_sheet(report: OfferReport) -> Sheet:
    """Return the verdict, where the offer is among such people, what to answer, and what to say."""
    amounts = [judged.offer.annual for judged in report.rows]
    remote = [report.remote.grid()] if report.remote else []
    chart = pay_chart(report, amounts)
    return Sheet(headline(report), verdicts(report), chart, *remote, list(_lines(report)))


def headline(report: OfferReport) -> list[str]:
    """Return what is offered, in both periods, and to whom."""
    written, quote = Amounts.of(report), report.terms.quote
    middle, *ends = report.rows
    other = written.other(quote, [judged.offer.rate for judged in ends or [middle]])
    return person(report, written.each(quote.unit, quote.low, quote.high) + other)


def verdicts(report: OfferReport) -> list[Labeled]:
    """Return the verdict on the offer, and on both ends of a posted range."""
    written, (middle, *ends), expected = Amounts.of(report), report.rows, report.words.expected()
    if not ends:
        return [verdict(middle.offer, expected=expected), *report.words.against(middle.offer.annual)]

    def at(judged: Judged) -> Labeled:
        amount = f"{written.each(judged.quote.unit, judged.quote.amount)} ({judged.point}) is "
        return verdict(judged.offer, amount, expected)

    return [at(ends[0]), at(middle), at(ends[1])]


def _lines(report: OfferReport) -> Iterator[Labeled]:
    yield from answers(report)
    yield from points(report)
    yield from as_worked(report)
    yield from _as_contractor(report)
    if report.total:
        yield from _in_all(report)
    if report.remote:
        yield from report.remote.lines()
    yield based_on(report)
    yield next_steps(report, "boost", hint=HINT)


def asked(report: OfferReport) -> str:
    """Return what to ask for; nothing where the offer is above it."""
    counter, annual = report.offer.counter, report.offer.annual
    if not counter:
        return ""
    return f"up to {_both(report, counter[1:])}" if counter[0] == annual else _both(report, counter)


def answers(report: OfferReport) -> Iterator[Labeled]:
    """Yield what to ask for, and below what to walk away."""
    yield Labeled("Counter", asked(report) or f"not needed: {_reached(report)}")
    limit = report.bands.offer.low
    if isinstance(report.estimate, SurveyEstimate):
        least = report.estimate.pay_at(limit)
        why = f"{percent(1 - limit / 100)} of people like you are paid more"
    else:
        least, why = report.estimate.you.pay.low, "the scale sets no less"
    yield Labeled("Walk away", f"below {_both(report, (least,))}: {why}")


def _reached(report: OfferReport) -> str:
    if report.offer.percentile_like_you is None:
        return "the scale sets no more"
    high = Amounts.of(report).shown(report.estimate.you.pay.high)
    return f"the offer is above {high}, the top of what to ask for"


def points(report: OfferReport) -> Iterator[Labeled]:
    """Yield the points to make, where there are any."""
    if report.evidence:
        yield Labeled("Your points", DOT.join(report.evidence))


def as_worked(report: OfferReport) -> Iterator[Labeled]:
    """Yield what is paid in a year beside the rate that is compared."""
    package, terms, written = report.package, report.terms, Amounts.of(report)
    if terms.hours:
        paid = f"at {terms.hours:g} hours a week that's {written.worked(package.paid)}"
        overtime = f", {written.worked(package.overtime)} of it {OVERTIME}" if package.overtime else ""
        yield Labeled("As worked", f"{paid}{overtime}; the comparison uses the full-time rate")
    elif terms.shift:
        paid = written.worked(package.paid)
        yield Labeled("Shift pay", f"makes it {paid}; the wages compared leave it out")
    if package.bonus:
        yield Labeled("Bonus", f"{written.worked(package.bonus)} on top, not part of the comparison")
    if norm := terms.norm:
        ends = " to ".join(f"{each:g}" for each in (norm.amounts.low, norm.amounts.high) if each)
        usual = f"{norm.amounts.typical:g}{f' ({ends})' if ends else ''} an hour is usual"
        yield Labeled("Charts", f"{usual} for {in_sentence(norm.label)}: {norm.support.evidence} evidence")


def _as_contractor(report: OfferReport) -> Iterator[Labeled]:
    """Yield what a contractor or a casual covers alone, and the wage that is as good."""
    offer, written = report.offer, Amounts.of(report)
    if not offer.covered:
        return
    casual = report.market.casual_loading in [cost for cost, _ in offer.covered]
    kind = "a casual" if casual else "a contractor"
    amount = f"{written.each(report.terms.quote.unit, report.terms.quote.amount)} as {kind}"
    hour = "" if written.money.hours else f" ({written.hour(offer.annual)})"
    yield Labeled("As employee", f"{amount} is worth {written.shown(offer.annual)}{hour}")
    if not casual and report.total:
        costs = (f"{cost.label} {written.given(amount)}" for cost, amount in offer.covered)
        yield Labeled("You'd cover", DOT.join(costs))


def _in_all(report: OfferReport) -> Iterator[Labeled]:
    """Yield what benefits are worth, the total, and what a contractor would need for the same."""
    written, costs = Amounts.of(report), benefits(report.market)
    if not costs:
        yield Labeled("In all", f"nothing is known of what benefits cost employers in {report.market.name}")
        return
    source = report.bands.sources[costs[0].source].name
    what = listed((cost.label for cost in costs), "and")
    worth = f"{written.shown(report.package.total)} with {what}"
    yield Labeled("In all", f"{worth}, at what employers pay on average ({source})")
    if report.contractor_hourly and not report.offer.covered:
        hourly = written.hour(report.package.contractor_rate or 0)
        yield Labeled("As contractor", f"{hourly} would be worth the same (1099)")


def _both(report: OfferReport, annual: tuple[float, ...]) -> str:
    """Return amounts as they would have to be offered, and those of a full-time year where these differ."""
    written, unit = Amounts.of(report), report.terms.quote.unit
    wages = written.shown(*annual)
    if not (report.terms.differs or report.offer.covered):
        return wages
    asked = written.each(unit, *map(report.ask, annual))
    wage = " as an employee" if report.offer.covered else ""
    return asked if unit == HOUR and written.money.hours and not wage else f"{asked} ({wages}{wage})"
