"""What people are told of an offer: its amount as they write it, the verdict, and how many are paid less."""

from collections.abc import Iterable
from typing import NamedTuple

from coding_salary.decisions.amounts import COLLECTIONS, EACH, HOUR, YEAR, Quote
from coding_salary.decisions.offer import Offer, Side, Verdict
from coding_salary.formats.sheet import Labeled, Tone
from coding_salary.model.money import Money
from coding_salary.numbers import CENT, NOISE, UNIT, half_up
from coding_salary.report.base import PayReport
from coding_salary.report.headline import in_sentence

TONES = {
    Verdict.VERY_LOW: Tone.BAD,
    Verdict.LOW: Tone.BAD,
    Verdict.FAIR: Tone.FAIR,
    Verdict.HIGH: Tone.GOOD,
    Verdict.VERY_HIGH: Tone.GOOD,
}
SIDES = {
    Side.LOW: ": the low side of fair",
    Side.TYPICAL: ": about typical",
    Side.HIGH: ": the high side of fair",
}
# The same where an agreement sets pay: nobody counts who earns which point.
POINTS = {Verdict.LOW: "below", Verdict.FAIR: "within", Verdict.HIGH: "above"}
LIKE_YOU = "people like you"
# What `an` goes before: a vowel, and of abbreviations those whose first letter is said with one before it.
VOWELS, SAID_WITH_A_VOWEL = "AEIOU", "AEFHILMNORSX"


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
            return f"{half_up(amount, CENT):g}%"
        if unit == YEAR:
            return self.money.once(half_up(amount, UNIT))
        return self.money.hourly(half_up(amount, CENT))


def person(report: PayReport, before: str) -> list[str]:
    """Return the title: an amount, and for whom: `$20.00 an hour for a medical coder`, `CPC`, `Ohio`."""
    role, *rest = report.person()
    return [f"{before} for {with_article(role)}", *rest]


def verdict(offer: Offer, before: str = "", expected: str = "the pay range we'd expect") -> Labeled:
    """Return the verdict and how many people like you are paid less; `before` says of which amount.

    On a pay scale it is judged by the points that are `expected`.
    """
    label = offer.verdict.value.replace("_", " ").upper()
    tone = TONES[offer.verdict]
    if offer.percentile_like_you is None:
        return Labeled(label, f"{before}{POINTS[offer.verdict]} {expected}", tone)
    side = SIDES[offer.side] if offer.side else ""
    return Labeled(
        label, f"{before}better paid than {people_below(offer.percentile_like_you)} of {LIKE_YOU}{side}", tone
    )


def people_below(percentile: float) -> str:
    """Return a percentile as a share of people, never more than it is."""
    whole = int(percentile + NOISE)
    return f"{whole}%" if whole else "less than 1%"


def with_article(role: str) -> str:
    """Return a role in a sentence: `a medical coder`, `an auditor`, `a CDI specialist`, `an HIM director`."""
    first = SAID_WITH_A_VOWEL if role[:2].isupper() else VOWELS
    return f"{'an' if role[:1] in first else 'a'} {in_sentence(role)}"
