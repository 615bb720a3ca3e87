"""What people are told of an offer: its amount as they write it, the verdict, and a chart."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coding_salary.decisions.amounts import COLLECTIONS, EACH, HOUR, PIECES, YEAR, Quote
from coding_salary.decisions.offer import Offer, Side, Verdict
from coding_salary.formats.chart import MAX_CELLS, Chart
from coding_salary.formats.sheet import Drawing, Labeled, Tone
from coding_salary.model.money import Money
from coding_salary.numbers import CENT, NOISE, ONE_PLACE, UNIT, half_up
from coding_salary.report.base import PayReport
from coding_salary.report.headline import in_sentence, with_article
from coding_salary.report.survey import SurveyWords
from coding_salary.table.bands import Bands
from coding_salary.table.practice import Practice

TONES = {
    Verdict.VERY_LOW: Tone.BAD,
    Verdict.LOW: Tone.BAD,
    Verdict.FAIR: Tone.FAIR,
    Verdict.HIGH: Tone.GOOD,
    Verdict.VERY_HIGH: Tone.GOOD,
}
SIDES = {Side.LOW: ", low side", Side.TYPICAL: ", about typical", Side.HIGH: ", high side"}
# The same where an agreement sets pay: nobody counts who earns which point.
POINTS = {Verdict.LOW: "below", Verdict.FAIR: "within", Verdict.HIGH: "above"}
MIDDLE = 50
MARK, POINT, INDENT, GAP = "▼", "┃", "    ", "   "


class Amounts(NamedTuple):
    """How the amounts of an offer are written: in its own unit, and of a full-time year or an hour of it."""

    money: Money
    hours_per_year: float

    @classmethod
    def of(cls, report: PayReport) -> "Amounts":
        """Return how amounts are written in the place of an estimate."""
        return cls(report.money, report.estimate.hours_per_year)

    def given(self, annual: float) -> str:
        """Return what is offered, to the unit, in the period that is shown: `$41,600 a year`."""
        return f"{self.money.text(self.money.to_unit(annual))} {self.money.each}"

    def shown(self, *annual: float) -> str:
        """Return what is estimated in the period that is shown: `$52,500 to $62,800 a year`."""
        texts = dict.fromkeys(self.money.shown(each) for each in annual)
        return f"{' to '.join(texts)} {self.money.each}"

    def worked(self, paid: float) -> str:
        """Return what is paid in a year as worked, whatever the period: `$34,944 a year`."""
        return f"{self.money.once(half_up(paid, UNIT))} a year"

    def hour(self, annual: float) -> str:
        """Return an amount a year as one an hour: `$20.00 an hour`."""
        return f"{self._hour(annual)} an hour"

    def each(self, unit: str, *amounts: float) -> str:
        """Return amounts in a unit: `$20.00 an hour`, `$24.00 to $28.00 an hour`, `6% of collections`."""
        texts = dict.fromkeys(self._text(amount, unit) for amount in amounts)
        return f"{' to '.join(texts)} {EACH[unit]}"

    def other(self, quote: Quote, annual: Iterable[float]) -> str:
        """Return the same in the other period, in parentheses; nothing where hours are all that is asked."""
        if quote.unit != YEAR and not self.money.hours:
            texts = dict.fromkeys(self.money.text(self.money.to_unit(each)) for each in annual)
            return f" ({' to '.join(texts)} a year)"
        texts = dict.fromkeys(map(self._hour, annual))
        return "" if quote.unit == HOUR else f" ({' to '.join(texts)} an hour)"

    def _hour(self, annual: float) -> str:
        return self.money.hourly(half_up(annual / self.hours_per_year, CENT))

    def _text(self, amount: float, unit: str) -> str:
        if unit == COLLECTIONS:
            return f"{half_up(amount, ONE_PLACE):g}%"
        if unit == YEAR:
            return self.money.once(half_up(amount, UNIT))
        return self.money.hourly(half_up(amount, CENT))


def person(report: PayReport, before: str) -> list[str]:
    """Return the title: an amount, and for whom: `$20.00 an hour for a medical coder`, `CPC`, `Ohio`."""
    role, *rest = report.person()
    return [f"{before} for {with_article(role)}", *rest]


def verdict(offer: Offer, before: str = "", after: str = "", expected: str = "") -> Labeled:
    """Return the verdict and how many people like you are paid less, with words `before` and `after` that.

    On a pay scale it is judged by the points that are `expected`.
    """
    label = offer.verdict.value.replace("_", " ").upper() + (SIDES[offer.side] if offer.side else "")
    where = f"{POINTS[offer.verdict]} {expected}" if offer.percentile_like_you is None else _among(offer)
    return Labeled(label, f"{before}{where}{after}", TONES[offer.verdict])


def _among(offer: Offer) -> str:
    """Say where an offer is among people like you; past the limits of the table its percentile is a bound."""
    percentile = offer.percentile_like_you or 0
    people, past = people_below(percentile), offer.past_the_edge
    if offer.verdict is Verdict.VERY_LOW and (past or percentile < 1):
        most = "at most " if past and percentile >= 1 else ""
        return f"below nearly everyone like you ({most}{people} earn this little)"
    if offer.verdict is Verdict.VERY_HIGH and past:
        return f"above nearly everyone like you (at least {people} earn less)"
    bound = f"at {'most' if percentile < MIDDLE else 'least'} " if past else ""
    return f"better paid than {bound}{people} of people like you"


def below_minimum(written: Amounts, minimum: Practice | None) -> str:
    """Say which minimum wage an amount is below; nothing where it is not."""
    if minimum is None:
        return ""
    least = written.money.hourly(minimum.amounts.typical or 0)
    return f", and below the {in_sentence(minimum.label)} ({least} an hour)"


def outside(bands: Bands, offer: Offer, quote: Quote, what: str = "the offer") -> list[str]:
    """Return the note on an offer, or on `what` else is judged, that is outside what is published, if it is.

    A shell drops `$2` from $22/hr, so that a very low amount without its sign may be such a rest.
    """
    low, high = bands.limits
    at = offer.percentile_market
    if at is None or low < at < high:
        return []
    note = f"{what} is outside the published range (percentiles {low:g} to {high:g})"
    if offer.verdict is Verdict.VERY_LOW and not quote.sign and quote.unit not in (*PIECES, COLLECTIONS):
        note += "; if you typed a $, put single quotes around it, as in '$22/hr': a shell drops $2"
    return [note]


def people_below(percentile: float) -> str:
    """Return a percentile as a share of people, never more than it is."""
    whole = int(percentile + NOISE)
    return f"{whole}%" if whole else "less than 1%"


def pay_chart(report: PayReport, amounts: Sequence[float], marked: str) -> Drawing:
    """Return the bar, or the points of the usual grade of a scale, with amounts a year `marked` above it.

    Only a terminal shows it.
    """
    return Drawing(lambda width: _drawn(report, amounts, marked, width))


def _drawn(report: PayReport, amounts: Sequence[float], marked: str, width: int) -> list[str]:
    """Return the marks, the bar between its ends, low, typical and high pay below it, and a legend."""
    pay, money = report.estimate.you.pay, report.money
    words = report.words
    # Those of several grades would stand too near each other: what may be meant is drawn as a range.
    points = [] if isinstance(words, SurveyWords) or words.standing.grades[1:] else words.points
    drawn = points or list(pay)
    ends = min(*drawn, *amounts), max(*drawn, *amounts)
    chart = Chart(*ends, marks=POINT * len(points))
    write = money.short if isinstance(words, SurveyWords) and not money.hours else money.text
    start, end = (write(money.amount(amount)) for amount in ends)
    left = f"{INDENT}{start} "
    cells = min(width - len(left) - len(end) - 1, MAX_CELLS)
    inside = (each for each in (pay.low, pay.typical, pay.high) if each not in ends)
    middle = {money.shown(each): chart.cell(each, cells) for each in inside}
    legend = f"{MARK} {marked}{GAP}{f'{POINT} a pay point' if points else words.legend}"
    lines = [
        _placed({chart.cell(each, cells) + len(left): MARK for each in amounts}),
        f"{left}{chart.bar(drawn, cells)} {end}",
        _placed(_centered({text: cell + len(left) for text, cell in middle.items()}, width)),
    ]
    legends = [legend] if len(INDENT + legend) <= width else legend.split(GAP)
    return [*filter(None, lines), *(INDENT + each for each in legends)]


def _centered(texts: dict[str, int], width: int) -> dict[int, str]:
    """Return texts by where they begin, each as near below its cell as the others leave room for."""
    starts = [cell - len(text) // 2 for text, cell in texts.items()]
    lengths = [len(text) + 1 for text in texts]
    for index in range(1, len(starts)):
        starts[index] = max(starts[index], starts[index - 1] + lengths[index - 1])
    over = max([0, *(start + length - 1 - width for start, length in zip(starts, lengths, strict=True))])
    return {max(start - over, 0): text for start, text in zip(starts, texts, strict=True)}


def _placed(texts: dict[int, str]) -> str:
    """Return a line with each text where it begins."""
    line = ""
    for start, text in sorted(texts.items()):
        line = f"{line:{start}}{text}"
    return line
