"""Amounts as people write them, such as `54,000` or `24-28/hr`, parsed, never guessed; and hours of work."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from coding_salary.model.result import Estimate
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import quoted
from coding_salary.table.practice import Practice

HOUR, DAY, WEEK, TWO_WEEKS, HALF_MONTH, MONTH, YEAR = (
    "hour",
    "day",
    "week",
    "2 weeks",
    "half month",
    "month",
    "year",
)
CHART, CLAIM, COLLECTIONS = "chart", "claim", "collections"
SPELLINGS = {
    HOUR: "h hr hrs hour hourly",
    DAY: "d day daily",
    WEEK: "w wk week weekly",
    TWO_WEEKS: "2wk 2wks 2week 2weeks biweekly fortnight",
    HALF_MONTH: "semimonthly",
    MONTH: "mo mth month monthly",
    YEAR: "y yr year yearly annum annually",
    CHART: "chart encounter record",
    CLAIM: "claim",
}
UNITS = {word: unit for unit, words in SPELLINGS.items() for word in words.split()}
# How people say what an amount is for.
EACH = {
    HOUR: "an hour",
    TWO_WEEKS: "every two weeks",
    HALF_MONTH: "twice a month",
    COLLECTIONS: "of collections",
} | {unit: f"a {unit}" for unit in (DAY, WEEK, MONTH, YEAR, CHART, CLAIM)}
# What is paid for work done rather than for a week, month or year of it.
RATES = (HOUR, DAY, CHART, CLAIM)
PIECES = (CHART, CLAIM)
MONTHS, WORKDAYS = 12, 5
NUMBER = r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}"
SIGN = r"[^\s\d.,+/-]{0,5}"
AMOUNT = rf"({SIGN})\s?({NUMBER})(\.[0-9]{{1,4}})?(k?)"
PER = r"(?:/|\s+per\s+|\s+an?\s+)([a-z0-9-]+)"
QUOTE = re.compile(rf"{AMOUNT}(?:\s*(?:-|\u2013|\s+to\s+)\s*{AMOUNT})?(?:{PER})?", re.ASCII | re.IGNORECASE)
SHARE = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,4})?)%(?:/|\s+of\s+)collections?", re.ASCII | re.IGNORECASE)
PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)%", re.ASCII)
ALLOWED = "examples: 54000, 54k, 26/hr, 24-28/hr, 1900/biweekly, 4500/mo, 0.85/chart, 6%/collections"
THOUSAND = 1_000
# What an amount is multiplied with to a year's pay, at about full time and a chart an hour. More than MOST
# is nobody's pay in any money, but a year's amount with a slip of the unit: 54000/hr.
PER_YEAR = {
    HOUR: 2_080,
    DAY: 260,
    WEEK: 52,
    TWO_WEEKS: 26,
    HALF_MONTH: 24,
    MONTH: MONTHS,
    YEAR: 1,
    CHART: 2_080,
    CLAIM: 2_080,
}
# The names of the rule among the usual figures: how much is paid, and from which hour of a week on.
RULE = ("overtime", "overtime-hours")
# A bare amount below the last is an hour's, not a year's; it is asked back and never guessed.
LEAST, MOST, MIN_YEAR = 0.01, 10_000_000, 1_000


class FullTime(NamedTuple):
    """The hours of full-time work, in a year and in a week."""

    hours_per_year: float
    hours_per_week: float

    @classmethod
    def of(cls, result: Estimate) -> "FullTime":
        """Return the hours of the place of an estimate."""
        return cls(result.hours_per_year, result.hours_per_week)

    def periods(self, unit: str) -> float:
        """Return how many hours, days, weeks, months or years are paid in a year."""
        weeks = self.hours_per_year / self.hours_per_week
        return {
            HOUR: self.hours_per_year,
            DAY: weeks * WORKDAYS,
            WEEK: weeks,
            TWO_WEEKS: weeks / 2,
            HALF_MONTH: MONTHS * 2,
            MONTH: MONTHS,
            YEAR: 1,
        }[unit]


class Overtime(NamedTuple):
    """What the law asks for: `times` the rate for every hour of a week `after` so many."""

    times: float
    after: float
    sources: tuple[str, ...] = ()

    @classmethod
    def of(cls, practice: Mapping[str, Practice]) -> "Overtime | None":
        """Return the rule among the usual figures of a market; None where they hold none."""
        found = [practice[name] for name in RULE if name in practice]
        if len(found) < len(RULE):
            return None
        times, after = (each.amounts.typical or 0 for each in found)
        return cls(times, after, found[0].support.sources)

    def extra_hours(self, hours: float) -> float:
        """Return how many hours a week more are paid than worked."""
        return max(hours - self.after, 0) * (self.times - 1)


class Quote(NamedTuple):
    """Money for each unit of time or work, a posted range from `low` to `high`; percent of collections.

    `sign` is the currency if one was written.
    """

    low: float
    high: float
    unit: str
    sign: str = ""

    @property
    def amount(self) -> float:
        """The amount, of a range its middle."""
        return (self.low + self.high) / 2

    @property
    def ends(self) -> "list[Quote]":
        """The lowest and the highest amount of a range, each alone; none where there is no range."""
        return [self.at(self.low), self.at(self.high)] if self.low < self.high else []

    def at(self, amount: float) -> "Quote":
        """Return the same with another amount."""
        return self._replace(low=amount, high=amount)

    @classmethod
    def read(cls, text: str, usual: str = "", *, allowed: str = ALLOWED) -> "Quote":
        """Read an amount; a bare one is of the `usual` unit, or a year's.

        Raises ProfileError otherwise, which says what is `allowed`.
        """
        if share := SHARE.fullmatch(text.strip()):
            return cls(float(share.group(1)), float(share.group(1)), COLLECTIONS)
        found = QUOTE.fullmatch(text.strip())
        word = (found.group(9) or "").lower().replace("-", "") if found else ""
        unit = UNITS.get(word) if word else usual or YEAR
        if not found or not unit:
            raise ProfileError([Problem(f"can't read {quoted(text)}; {allowed}")])
        low, high = sorted(_amounts(found))
        quote = cls(low, high, unit, _sign(found))
        if message := quote.implausible(text.strip(), bare=not (word or usual)):
            raise ProfileError([Problem(message)])
        return quote

    def implausible(self, text: str, *, bare: bool) -> str:
        """Return why nobody is paid that, and what was probably meant; nothing for an amount that may be."""
        if self.low < LEAST or self.high > MOST:
            return f"{quoted(text)} is outside what anybody is paid; {ALLOWED}"
        if self.high * PER_YEAR[self.unit] > MOST:
            return f"{quoted(text)} looks like a year's pay: did you mean {text.partition('/')[0]}?"
        if bare and self.high < MIN_YEAR:
            return f"{text} looks like an hourly rate. Did you mean {text}/hr? (For a year: {text}/yr.)"
        return ""


def single(quote: Quote, text: str) -> Quote:
    """Return one amount of pay for time; raises ProfileError for a range, or pay by the piece."""
    if quote.ends or quote.unit in (*PIECES, COLLECTIONS):
        message = f"{quoted(text)} must be one amount for time worked, such as 23.50/hr or 52k"
        raise ProfileError([Problem(message)])
    return quote


def _amounts(found: re.Match[str]) -> tuple[float, float]:
    """Return the two ends of what was written; `52-58k` are both thousands."""
    digits, cents, thousands = found.group(2, 3, 4)
    if not found.group(6):
        return (_amount(digits, cents, thousands),) * 2
    top_digits, top_cents, top_thousands = found.group(6, 7, 8)
    low = _amount(digits, cents, thousands)
    inherited = top_thousands if low < THOUSAND else thousands
    return _amount(digits, cents, inherited), _amount(top_digits, top_cents, top_thousands)


def _amount(digits: str, cents: str | None, thousands: str) -> float:
    return float(digits.replace(",", "") + (cents or "")) * (THOUSAND if thousands else 1)


def _sign(found: re.Match[str]) -> str:
    return found.group(1).strip() or (found.group(5) or "").strip()
