"""A raise as fields and words: before and after it, against the job and prices, and what reaches typical."""

from collections.abc import Iterator, Sequence

from coding_salary.decisions.amounts import EACH, FullTime
from coding_salary.decisions.offer import Offer
from coding_salary.decisions.pay_raise import Raise, Since
from coding_salary.formats.records import Document, Field, Record, constants
from coding_salary.formats.sheet import Labeled, Sheet
from coding_salary.model.result import Estimate
from coding_salary.numbers import CENT, ONE_PLACE, UNIT, half_up, half_up_known
from coding_salary.report.base import PayReport, in_percent, percent
from coding_salary.report.headline import based_on, in_sentence, next_steps
from coding_salary.report.offer_words import (
    Amounts,
    below_minimum,
    outside,
    pay_chart,
    people_below,
    person,
    verdict,
)
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.practice import Practice


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
        """Return where pay is after the raise, and how it compares with the job and prices."""
        before, after = self.raised.before.annual, self.raised.after.annual
        title, marked = f"From {_each(self, before, after)}", "now and after the raise"
        if not self.raised.changes:
            title, marked = f"{_each(self, before)} without a raise", "your pay"
        if hours := self.raised.pay.hours:
            title += f", {hours:g} hours a week,"
        marks = pay_chart(self, [before, after], marked)
        return Sheet(person(self, title), _verdict(self), marks, list(_lines(self)))

    def notes(self) -> list[str]:
        """Return what must be said beside the verdict."""
        return [*super().notes(), *outside(self.bands, self.raised.before, self.raised.pay.quote, "your pay")]

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


def _verdict(report: RaiseReport) -> list[Labeled]:
    """Return the verdict on the pay after the raise, beside the percentile before."""
    raised = report.raised
    before, after = raised.before.percentile_like_you, raised.after
    known = before is not None and raised.changes and not after.past_the_edge
    earlier = f" ({people_below(before or 0)} before)" if known else ""
    minimum = below_minimum(Amounts.of(report), raised.minimum)
    said = verdict(after, after=earlier + minimum, expected=report.words.expected())
    return [said, *report.words.against(after.annual)]


def _lines(report: RaiseReport) -> Iterator[Labeled]:
    raised = report.raised
    if raised.changes:
        yield Labeled(_change(raised).capitalize(), _raise(report))
    if raised.job:
        yield Labeled("The job", _job(raised.job, report))
    if raised.prices and raised.real_share is not None:
        yield Labeled("Prices", f"{_prices(raised.prices)}: {_real(raised, raised.real_share)}")
    if raised.usual:
        yield Labeled("Employers", _usual(raised.usual))
    yield Labeled("To typical", _to_typical(report))
    yield based_on(report)
    yield next_steps(report, "boost", "path")


def _each(report: RaiseReport, *annual: float) -> str:
    """Return amounts a year in the unit of the pay: `$23.50 to $24.21 an hour`."""
    quote, before = report.raised.pay.quote, report.raised.before.annual
    return Amounts.of(report).each(quote.unit, *(each * quote.amount / before for each in annual))


def _both(report: RaiseReport, annual: float) -> str:
    """Return an amount in the unit of the pay, and of a full-time year where that is another."""
    shown, own, pay = Amounts.of(report).shown(annual), _each(report, annual), report.raised.pay
    if not pay.differs or shown == own:
        return shown
    return f"{own} ({shown}{' full time' if pay.hours else ''})"


def _raise(report: RaiseReport) -> str:
    """Say how much more is paid an hour, and in a year as worked."""
    raised, written = report.raised, Amounts.of(report)
    share = raised.pay.share(FullTime.of(report.estimate))
    more = raised.after.annual - raised.before.annual
    sign = "-" if more < 0 else "+"
    hour, year = written.hour(abs(more)), written.worked(abs(more) * share)
    return f"{percent(raised.share)}: {sign}{hour}, {sign}{year}"


def _job(job: Since, report: RaiseReport) -> str:
    source = report.market.history
    name = f" ({report.bands.sources[source.source].name})" if source else ""
    against = f", {_against(job.rise, report.raised.share)}" if report.raised.share > 0 else ""
    if report.raised.since_said:
        return f"pay in it rose about {percent(job.rise)} from {_months(job)}{name}{against}"
    return f"pay in it usually rises {percent(job.rise)} a year{name}{against}"


def _against(rise: float, share: float) -> str:
    rise, share = in_percent(rise), in_percent(share)
    return (
        "as much as this raise" if rise == share else f"{'more' if rise > share else 'less'} than this raise"
    )


def _prices(prices: Since) -> str:
    verb = "fell" if prices.rise < 0 else "rose"
    return f"{verb} {percent(abs(prices.rise))} from {_months(prices)}"


def _months(since: Since) -> str:
    return f"{month_name(since.since)} to {month_name(since.until)}"


def _real(raised: Raise, share: float) -> str:
    """Say what pay buys after the raise against the month from which prices are counted."""
    then = month_name(raised.prices.since) if raised.prices else ""
    more = "less" if share < 0 else "more"
    buys = f"your pay buys {percent(abs(share))} {more} than in {then}"
    if not in_percent(share):
        buys = f"your pay buys as much as in {then}"
    if not raised.changes:
        return buys
    return f"{'even ' if share < 0 < raised.share else ''}with this {_change(raised)} {buys}"


def _change(raised: Raise) -> str:
    return "cut" if raised.share < 0 else "raise"


def _usual(usual: Sequence[Practice]) -> str:
    """Return usual raises, what all begin with once: `raises planned for 2026: insurers 3.6%, ...`."""
    begun, labels = "", [in_sentence(practice.label) for practice in usual]
    if len({label.partition(", ")[0] for label in labels}) == 1:
        begun = f"{labels[0].partition(', ')[0]}: "
        labels = [label.partition(", ")[2] for label in labels]
    return begun + ", ".join(f"{label} {_ends(each)}" for label, each in zip(labels, usual, strict=True))


def _ends(practice: Practice) -> str:
    ends = (practice.amounts.low, practice.amounts.high)
    found = ends if None not in ends else (practice.amounts.typical,)
    return " to ".join(f"{each:g}%" for each in found)


def _to_typical(report: RaiseReport) -> str:
    """Say what raise reaches typical pay, or that it is reached."""
    raised, typical = report.raised, report.estimate.you.pay.typical
    now, wanted = raised.before.annual, _both(report, typical)
    if typical <= now:
        return f"your pay is there already: {wanted}"
    needed = f"{wanted}, {percent(typical / now - 1)} above your current {_amount(report, now)}"
    return f"{needed}: this raise reaches it" if typical <= raised.after.annual else needed


def _amount(report: RaiseReport, annual: float) -> str:
    """Return an amount a year in the unit of the pay, without that unit: `$23.50`."""
    unit = report.raised.pay.quote.unit
    return _each(report, annual).removesuffix(f" {EACH[unit]}")
