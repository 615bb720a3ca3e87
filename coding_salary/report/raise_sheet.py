"""A raise as people are shown it: before and after, against the job and prices, and what reaches typical."""

from collections.abc import Iterator

from coding_salary.decisions.amounts import YEAR
from coding_salary.decisions.pay_raise import Since
from coding_salary.formats.sheet import Labeled, Sheet
from coding_salary.formats.symbols import DOT
from coding_salary.report.base import in_percent, percent
from coding_salary.report.headline import based_on, in_sentence, next_steps
from coding_salary.report.offer_words import LIKE_YOU, Amounts, people_below, person, verdict
from coding_salary.report.pay_chart import pay_chart
from coding_salary.report.pay_raise import RaiseReport
from coding_salary.table.indexes import month_name
from coding_salary.table.practice import Practice


def raise_sheet(report: RaiseReport) -> Sheet:
    """Return where pay is after the raise, and how it compares with the job and prices."""
    before, after = report.raised.before.annual, report.raised.after.annual
    from_to = (
        f"From {_each(report, before, after)}" if before != after else f"{_each(report, before)} and no raise"
    )
    marks = pay_chart(report, [before, after])
    return Sheet(person(report, from_to), _verdict(report), marks, list(_lines(report)))


def _verdict(report: RaiseReport) -> list[Labeled]:
    """Return the verdict on the pay after the raise, beside the percentile before."""
    before, after = report.raised.before, report.raised.after
    said = verdict(after, expected=report.words.expected())
    if before.percentile_like_you is None:
        return [said, *report.words.against(after.annual)]
    earlier = f"{LIKE_YOU} ({people_below(before.percentile_like_you)} before)"
    return [said._replace(text=said.text.replace(LIKE_YOU, earlier))]


def _lines(report: RaiseReport) -> Iterator[Labeled]:
    raised = report.raised
    yield Labeled("Raise", _raise(report))
    if raised.job:
        yield Labeled("The job", _job(raised.job, report))
    if raised.prices and raised.real_share is not None:
        yield Labeled("Prices", f"{_prices(raised.prices)}, so your pay now buys {_real(raised.real_share)}")
    if raised.usual:
        yield Labeled("Employers", DOT.join(map(_usual, raised.usual)))
    yield Labeled("To typical", _to_typical(report))
    yield based_on(report)
    yield next_steps(report, "boost", "path")


def _each(report: RaiseReport, *annual: float) -> str:
    """Return amounts a year in the unit of the pay: `$23.50 to $24.21 an hour`."""
    quote, before = report.raised.pay.quote, report.raised.before.annual
    return Amounts.of(report).each(quote.unit, *(each * quote.amount / before for each in annual))


def _both(report: RaiseReport, annual: float) -> str:
    """Return an amount in the unit of the pay, and of a full-time year where that is another."""
    shown, own = Amounts.of(report).shown(annual), _each(report, annual)
    return shown if report.raised.pay.quote.unit == YEAR or shown == own else f"{own} ({shown})"


def _raise(report: RaiseReport) -> str:
    raised, written = report.raised, Amounts.of(report)
    more = raised.after.annual - raised.before.annual
    sign = "-" if more < 0 else "+"
    hour, year = written.hour(abs(more)), written.worked(abs(more))
    return f"{percent(raised.share)}: {sign}{hour}, {sign}{year}"


def _job(job: Since, report: RaiseReport) -> str:
    source = report.market.history
    name = f" ({report.bands.sources[source.source].name})" if source else ""
    against = _against(job.rise, report.raised.share)
    if report.raised.since_said:
        return f"pay in it rose about {percent(job.rise)} from {_months(job)}{name}, {against}"
    return f"pay in it usually rises {percent(job.rise)} a year{name}, {against}"


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


def _real(share: float) -> str:
    """Say what pay buys after the raise against when it was last set."""
    if not in_percent(share):
        return "as much as then"
    return f"{percent(abs(share))} {'less' if share < 0 else 'more'} than then"


def _usual(practice: Practice) -> str:
    """Return a usual raise: `raises planned for 2026, all employers: 3.3% to 3.6%`."""
    ends = (practice.amounts.low, practice.amounts.high)
    found = ends if None not in ends else (practice.amounts.typical,)
    return f"{in_sentence(practice.label)}: {' to '.join(f'{each:g}%' for each in found)}"


def _to_typical(report: RaiseReport) -> str:
    """Say what raise reaches typical pay, or that it is reached."""
    raised, typical = report.raised, report.estimate.you.pay.typical
    if typical <= raised.before.annual:
        return f"you are there already: {_both(report, typical)}"
    needed = f"{percent(typical / raised.before.annual - 1)} more than now, {_both(report, typical)}"
    return f"{needed}: this raise reaches it" if typical <= raised.after.annual else f"takes {needed}"
