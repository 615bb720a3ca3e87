"""An offer as people are shown it: the verdict first, then what to answer and what to say; and on paper."""

from collections.abc import Iterator
from operator import itemgetter

from coding_salary.decisions.amounts import DAY, HOUR, YEAR
from coding_salary.decisions.package import Package, benefits
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Grid, Labeled, Line, Sentence, Sheet
from coding_salary.formats.symbols import DOT
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.money import Money
from coding_salary.numbers import UNIT, half_up
from coding_salary.report.base import percent, source_line
from coding_salary.report.headline import based_on, in_sentence, next_steps, with_article
from coding_salary.report.offer import Judged, OfferReport
from coding_salary.report.offer_words import Amounts, below_minimum, pay_chart, person, verdict
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.wages import LEAVE, RETIREMENT

Texts = tuple[str, str, str]
# More do not fit a screen; one fewer beside the verdicts on a posted range.
MAX_POINTS = 3
# States have rules of their own, such as for long days: they are not in the table.
OVERTIME = "overtime by the federal rule (your state may require more)"
REMOTE = "judged like on-site work; for another state add --employer-state"
HINT = "add --sheet offer.md to print it"


def offer_sheet(report: OfferReport) -> Sheet:
    """Return the verdict, where the offer is among such people, what to answer, and what to say."""
    amounts = [judged.offer.annual for judged in report.rows]
    picture = report.remote.grid() if report.remote else pay_chart(report, amounts, "the offer")
    return Sheet(headline(report), verdicts(report), picture, list(_lines(report)))


def headline(report: OfferReport) -> list[str]:
    """Return what is offered, in both periods, for how many hours a week, and to whom."""
    written, quote, terms = Amounts.of(report), report.terms.quote, report.terms
    middle, *ends = report.rows
    offered, as_worked = written.each(quote.unit, quote.low, quote.high), 1.0
    if terms.hours:
        offered += f", {terms.hours:g} hours a week"
        as_worked = 1 if quote.unit == YEAR else report.package.paid / middle.offer.rate
    amounts = (judged.offer.rate * as_worked for judged in ends or [middle])
    return person(report, offered + written.other(quote, amounts))


def verdicts(report: OfferReport) -> list[Labeled]:
    """Return the verdict on the offer, and on both ends of a posted range."""
    middle, *ends = report.rows
    if not ends:
        there = [report.remote.verdict()] if report.remote else []
        return [_verdict(report, middle), *there, *report.words.against(middle.offer.annual)]
    return [_verdict(report, ends[0]), _verdict(report, middle), _verdict(report, ends[1])]


def _verdict(report: OfferReport, judged: Judged) -> Labeled:
    """Return the verdict on an amount: which one it is of several, and what it is worth to an employee."""
    written, offer = Amounts.of(report), judged.offer
    before, like = "", ""
    if offer.covered:
        like = f"like {written.shown(offer.annual)} {report.as_employee}"
        hour = "" if written.money.hours else f", {written.hour(offer.annual)}"
        before = f"as a {'casual' if report.casual else '1099'} this is {like}{hour}: "
    if len(report.rows) > 1:
        amount = written.each(judged.quote.unit, judged.quote.amount)
        before = f"{amount} ({judged.point}){like and f', {like},'} is "
    after = below_minimum(written, report.package.minimum)
    return verdict(offer, before, after, report.words.expected())


def _lines(report: OfferReport) -> Iterator[Labeled]:
    yield from answers(report)
    yield from points(report)
    yield from as_worked(report)
    if report.total:
        yield from _costs(report)
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
        why = f"{percent(1 - limit / 100)} of peers earn more"
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
    most = MAX_POINTS - (len(report.rows) > 1)
    shown, others = report.evidence[:most], len(report.evidence[most:])
    if others:
        shown.append(f"{others} more with --sheet")
    if shown:
        yield Labeled("Your points", DOT.join(shown))


def as_worked(report: OfferReport) -> Iterator[Labeled]:
    """Yield what the verdict leaves out: hours, overtime, shift pay, bonus, match, place of work."""
    package, terms, written = report.package, report.terms, Amounts.of(report)
    if terms.hours:
        yield Labeled("As worked", _hours(report))
    elif terms.shift:
        paid = written.worked(package.paid)
        yield Labeled("Shift pay", f"makes it {paid}; the wages compared leave it out")
    if package.bonus:
        yield Labeled("Bonus", f"{written.worked(package.bonus)} on top, not part of the comparison")
    if terms.days_off is not None:
        yield Labeled("Paid leave", _leave(report, terms.days_off))
    if terms.match is not None:
        yield Labeled("Match", _match(report, terms.match))
    if norm := terms.norm:
        ends = " to ".join(f"{each:g}" for each in (norm.amounts.low, norm.amounts.high) if each)
        usual = f"{norm.amounts.typical:g}{f' ({ends})' if ends else ''} an hour is usual"
        yield Labeled("Charts", f"{usual} for {in_sentence(norm.label)}: {norm.support.evidence} evidence")
    if terms.collections and not terms.hours:
        week = f"{report.full_time.hours_per_week:g} hours a week"
        yield Labeled("Hours", f"taken as {week}; if you work fewer or more, add --hours")
    if report.estimate.profile.remote and not report.remote and not report.words.expected():
        yield Labeled("Remote", REMOTE)


def _hours(report: OfferReport) -> str:
    """Say what of the pay is overtime, that full time is compared, and what part-timers should ask about."""
    package, written = report.package, Amounts.of(report)
    parts = [f"compared at the full-time rate ({written.given(report.offer.rate)})"]
    if package.terms.shift:
        parts.insert(0, f"{written.worked(package.paid)} with shift pay")
    if package.overtime:
        parts.insert(0, f"{written.worked(package.overtime)} of it {OVERTIME}")
    costs = benefits(report.market)
    if package.share < 1 and costs and not report.offer.covered:
        average = percent(sum(cost.share for cost in costs))
        parts.append(f"ask which benefits part-timers get (on average {average} of pay)")
    return "; ".join(parts)


def _leave(report: OfferReport, days: float) -> str:
    """Say how many paid days off are offered, beside those that the average cost of leave pays for."""
    said, usual = f"{days:g} days a year", report.market.employer_costs.get(LEAVE)
    if usual is None:
        return said
    paid_for = half_up(report.full_time.periods(DAY) * usual.share / (1 + usual.share), UNIT)
    return f"{said}; employers pay for about {paid_for} on average, holidays included"


def _match(report: OfferReport, match: float) -> str:
    """Say what a match comes to in a year, beside what employers pay on average."""
    amount = Amounts.of(report).worked(report.package.paid * match)
    said = f"{percent(match)} of pay is up to {amount} on top, not part of the comparison"
    usual = report.market.employer_costs.get(RETIREMENT)
    if usual is None:
        return said
    return f"{said}; employers pay {percent(usual.share)} of wages for {usual.label} on average"


def _costs(report: OfferReport) -> Iterator[Labeled]:
    """Yield what a contractor covers alone, by the names that --covered takes."""
    if report.offer.covered and not report.casual:
        written = Amounts.of(report)
        money, covered = written.money, report.offer.covered
        costs = (f"{cost.name} {money.text(money.to_unit(amount))}" for cost, amount in covered)
        yield Labeled("You'd cover", f"{money.each}: {', '.join(costs)}")


def _in_all(report: OfferReport) -> Iterator[Labeled]:
    """Yield what benefits are worth, the total, and what a contractor would need for the same."""
    written, costs = Amounts.of(report), benefits(report.market)
    if not costs:
        yield Labeled("In all", f"nothing is known of what benefits cost employers in {report.market.name}")
        return
    source = report.bands.sources[costs[0].source].name
    total = written.shown(report.package.total)
    yield Labeled("In all", f"{total} with benefits at employers' average cost ({source})")
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
    if report.offer.covered:
        wages = f"{wages.removesuffix(f' {written.money.each}')} {report.as_employee}"
    elif unit == HOUR and written.money.hours:
        return asked
    return f"{asked} ({wages})"


class NegotiationPage(OfferReport):
    """An offer as a page to take into a negotiation, prepared in a month such as `2026-11`.

    It says what such people earn, what to ask for, and the points with their sources. What is only for the
    person stays off it: the verdict, and below what to walk away.
    """

    def __init__(self, bands: Bands, package: Package, month: str) -> None:
        """Keep the offer and the month."""
        super().__init__(bands, package)
        self.month = month

    def sheet(self) -> Sheet:
        """Return the page."""
        role, *rest = self.person()
        points = [Sentence("point", point) for point in self.evidence]
        title = [f"Pay of {with_article(role)}", *rest]
        return Sheet(title, self._amounts(), [self._ask()], points, list(self._basis()))

    def _amounts(self) -> Grid[Texts]:
        """Return the offer beside what such people earn, a year and an hour."""
        pay, market = self.estimate.you.pay, self.market
        year, hour = Money(market), Money(market, self.estimate.hours_per_year)
        usual = {
            "a quarter earn less than": pay.low,
            "typical": pay.typical,
            "a quarter earn more than": pay.high,
        }
        annual = self.offer.annual
        offer = f"the offer, {self.as_employee}" if self.offer.covered else "the offer"
        rows = [(offer, year.text(year.to_unit(annual)), hour.shown(annual))]
        rows += [(name, year.shown(amount), hour.shown(amount)) for name, amount in usual.items()]
        headings = enumerate(("people like this", "a year", "an hour"))
        fields = [
            Field[Texts]("", itemgetter(index), name, str if index else None) for index, name in headings
        ]
        return Grid(fields, map(Line, rows))

    def _ask(self) -> Labeled:
        return Labeled("Asked for", asked(self) or "what is offered")

    def _basis(self) -> Iterator[Labeled]:
        yield based_on(self)
        yield Labeled("Prepared", f"{month_name(self.month)}, table {self.bands.version}")
        yield from (source_line(self.bands.sources[id]) for id in self.cited)
