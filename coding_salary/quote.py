"""An offer as people write it: `54,000`, `54k`, `26/hr`, `2100/2wk`, `0.85/chart`. Parsed, never guessed."""

import re
from dataclasses import dataclass

from coding_salary.errors import Problem, ProfileError, quoted

WEEKS = 52
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
PERIODS = {WEEK: WEEKS, TWO_WEEKS: WEEKS // 2, MONTH: 12, YEAR: 1}
NUMBER = r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}"
QUOTE = re.compile(rf"\$?({NUMBER})(\.[0-9]{{1,4}})?(k?)(?:/([a-z0-9]+))?", re.ASCII | re.IGNORECASE)
RATE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)(?:/(h|hr|hour))?", re.ASCII | re.IGNORECASE)
PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)%", re.ASCII)
ALLOWED = "write it like 54000, 54k, 26/hr, 2100/2wk, 4500/mo or 0.85/chart"
THOUSAND = 1_000


@dataclass(frozen=True)
class Quote:
    """An amount of money for each unit of time or work."""

    amount: float
    unit: str

    @classmethod
    def read(cls, text: str) -> "Quote":
        """Read an amount; a bare one is a year's. Raises ProfileError for anything else."""
        found = QUOTE.fullmatch(text.strip())
        unit = UNITS.get((found.group(4) or "y").lower()) if found else None
        if not found or not unit:
            raise ProfileError([Problem(f"{quoted(text)} is no amount: {ALLOWED}")])
        digits, cents, thousands = found.group(1), found.group(2) or "", found.group(3)
        amount = float(digits.replace(",", "") + cents) * (THOUSAND if thousands else 1)
        if amount <= 0:
            raise ProfileError([Problem(f"{quoted(text)} is no pay: {ALLOWED}")])
        return cls(amount, unit)

    def full_time(self, hours_per_year: float, hours: float | None, charts: float | None) -> float:
        """Return what it comes to in a full-time year; `hours` are those worked in a week, if fewer."""
        if self.unit == HOUR:
            return self.amount * hours_per_year
        if self.unit == CHART:
            return self.amount * (charts or 0) * hours_per_year
        full_week = hours_per_year / WEEKS
        return self.amount * PERIODS[self.unit] * full_week / (hours or full_week)

    def paid(self, hours_per_year: float, full_time: float, hours: float | None) -> float:
        """Return what is paid in a year as worked."""
        return full_time * (hours or hours_per_year / WEEKS) / (hours_per_year / WEEKS)


def read_rate(text: str, what: str) -> float:
    """Read a rate such as `25/hr` or `25`; raises ProfileError for anything else, zero included."""
    found = RATE.fullmatch(text.strip())
    if not found or float(found.group(1)) <= 0:
        raise ProfileError([Problem(f"{quoted(text)} is no number of {what}: write it like 25/hr")])
    return float(found.group(1))


def read_bonus(text: str, base: float) -> float:
    """Read a bonus a year, as `5%` of the base or as an amount; raises ProfileError for anything else."""
    found = PERCENT.fullmatch(text.strip())
    if found:
        return base * float(found.group(1)) / 100
    try:
        quote = Quote.read(text)
    except ProfileError:
        quote = None
    if quote is None or quote.unit != YEAR:
        raise ProfileError([Problem(f"{quoted(text)} is no bonus: write it like 5% or 2000")])
    return quote.amount
