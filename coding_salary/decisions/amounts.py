"""An offer as people write it: `54,000`, `54k`, `26/hr`, `2100/2wk`, `0.85/chart`. Parsed, never guessed."""

import re
from typing import NamedTuple

from coding_salary.model.result import Estimate
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import quoted

HOURS = "hours"
HOUR, WEEK, TWO_WEEKS, MONTH, YEAR, CHART = "hour", "week", "2 weeks", "month", "year", "chart"
UNITS = {
    "h": HOUR,
    "hr": HOUR,
    "hour": HOUR,
    "wk": WEEK,
    "week": WEEK,
    "2wk": TWO_WEEKS,
    "2weeks": TWO_WEEKS,
    "mo": MONTH,
    "month": MONTH,
    "y": YEAR,
    "yr": YEAR,
    "year": YEAR,
    "chart": CHART,
}
MONTHS = 12
NUMBER = r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}"
SIGN = r"[^\s\d.,+/-]{0,5}"
QUOTE = re.compile(
    rf"(?:{SIGN})\s?({NUMBER})(\.[0-9]{{1,4}})?(k?)(?:/([a-z0-9]+))?", re.ASCII | re.IGNORECASE
)
RATE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)(?:/(h|hr|hour))?", re.ASCII | re.IGNORECASE)
PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)%", re.ASCII)
ALLOWED = "write it like 54000, 54k, 26/hr, 2100/2wk, 4500/mo or 0.85/chart"
THOUSAND = 1_000
# What an amount is multiplied with to a year's pay, at about full time and a chart an hour. More than MOST
# is nobody's pay in any money, but a year's amount with a slip of the unit: 54000/hr.
PER_YEAR = {HOUR: 2_080, WEEK: 52, TWO_WEEKS: 26, MONTH: MONTHS, YEAR: 1, CHART: 2_080}
HOURS_OF_A_WEEK = 24 * 7
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
        """Return how many weeks, months or years are paid in a year."""
        weeks = self.hours_per_year / self.hours_per_week
        return {WEEK: weeks, TWO_WEEKS: weeks / 2, MONTH: MONTHS, YEAR: 1}[unit]


class Quote(NamedTuple):
    """An amount of money for each unit of time or work; `sign` is the currency if one was written."""

    amount: float
    unit: str
    sign: str = ""

    @classmethod
    def read(cls, text: str) -> "Quote":
        """Read an amount; a bare one is a year's. Raises ProfileError for anything else."""
        found = QUOTE.fullmatch(text.strip())
        unit = UNITS.get((found.group(4) or "y").lower()) if found else None
        if not found or not unit:
            raise ProfileError([Problem(f"{quoted(text)} is no amount: {ALLOWED}")])
        amount = _amount(found)
        if not LEAST <= amount <= MOST:
            raise ProfileError([Problem(f"{quoted(text)} is no pay: {ALLOWED}")])
        if amount * PER_YEAR[unit] > MOST:
            hint = f"did you mean {text.strip().partition('/')[0]}?"
            raise ProfileError([Problem(f"{quoted(text)} looks like a year's pay: {hint}")])
        if not found.group(4) and amount < MIN_YEAR:
            hint = f"did you mean {text.strip()}/hr, or {text.strip()}/yr?"
            raise ProfileError([Problem(f"{quoted(text)} is no amount for a year: {hint}")])
        return cls(amount, unit, _sign(found))


class Terms(NamedTuple):
    """An offer's terms: the amount as given, hours a week if part time, charts an hour, and a bonus."""

    text: str
    quote: Quote
    hours: float | None
    charts: float | None
    bonus_text: str | None

    @classmethod
    def read(cls, amount: str, hours: str | None, charts: str | None, bonus: str | None) -> "Terms":
        """Read the terms; raises ProfileError for anything that would have to be guessed."""
        quote = Quote.read(amount)
        if (quote.unit == CHART) != (charts is not None):
            message = "pay by the chart needs --charts, and --charts needs pay by the chart"
            raise ProfileError([Problem(message)])
        week = None if hours is None else read_rate(hours, HOURS)
        rate = None if charts is None else read_rate(charts, "charts")
        return cls(amount.strip(), quote, week, rate, bonus)

    @property
    def differs(self) -> bool:
        """Whether the amount is named otherwise than as a full-time year."""
        return self.quote.unit != YEAR or self.hours is not None

    def full_time(self, full: FullTime) -> float:
        """Return what the offer comes to in a full-time year."""
        if self.quote.unit == HOUR:
            return self.quote.amount * full.hours_per_year
        if self.quote.unit == CHART:
            return self.quote.amount * (self.charts or 0) * full.hours_per_year
        return self.quote.amount * full.periods(self.quote.unit) / self._share(full)

    def paid(self, full: FullTime) -> float:
        """Return what is paid in a year as worked."""
        return self.full_time(full) * self._share(full)

    def bonus(self, full: FullTime) -> float:
        """Return the bonus of a year as worked; raises ProfileError for what is none."""
        return 0.0 if self.bonus_text is None else read_bonus(self.bonus_text, self.paid(full))

    def _share(self, full: FullTime) -> float:
        return (self.hours or full.hours_per_week) / full.hours_per_week

    def check_money(self, symbol: str, currency: str) -> None:
        """Raise ProfileError when the amount was written in other money than a market's."""
        bonus = QUOTE.fullmatch((self.bonus_text or "").strip())
        signs = {self.quote.sign.upper(), _sign(bonus).upper() if bonus else ""}
        if not signs <= {"", symbol.upper(), symbol[-1], currency}:
            message = f"{quoted(self.text)} is not in {currency}: leave out the sign, or say --country"
            raise ProfileError([Problem(message)])


def _sign(found: re.Match[str]) -> str:
    return found.string[: found.start(1)].strip()


def _amount(found: re.Match[str]) -> float:
    digits, cents, thousands = found.group(1), found.group(2) or "", found.group(3)
    return float(digits.replace(",", "") + cents) * (THOUSAND if thousands else 1)


def read_rate(text: str, what: str) -> float:
    """Read a rate such as `25/hr` or `25`; raises ProfileError for anything else, zero included."""
    found = RATE.fullmatch(text.strip())
    if not found or float(found.group(1)) <= 0:
        like = "32" if what == HOURS else "25/hr"
        raise ProfileError([Problem(f"{quoted(text)} is no number of {what}: write it like {like}")])
    if what == HOURS and float(found.group(1)) > HOURS_OF_A_WEEK:
        hint = f"a week has {HOURS_OF_A_WEEK}, write it like 32"
        raise ProfileError([Problem(f"{quoted(text)} is no number of hours: {hint}")])
    return float(found.group(1))


def read_bonus(text: str, base: float) -> float:
    """Read a bonus a year, as `5%` of the base or as an amount; raises ProfileError for anything else."""
    found = PERCENT.fullmatch(text.strip())
    if found:
        return base * float(found.group(1)) / 100
    found = QUOTE.fullmatch(text.strip())
    if not found or found.group(4):
        raise ProfileError([Problem(f"{quoted(text)} is no bonus: write it like 5% or 2000")])
    return _amount(found)
