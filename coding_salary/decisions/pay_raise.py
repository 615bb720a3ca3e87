"""A raise: where pay stands before and after it, and what pay in the job and prices did meanwhile. Pure."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from coding_salary.decisions.amounts import HOUR, PERCENT, FullTime, Quote, single
from coding_salary.decisions.offer import Offer, judge, minimum_above
from coding_salary.decisions.terms import Terms
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.result import Estimate
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import quoted
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import MONTH, MONTHS_OF_YEAR, month_number, month_text
from coding_salary.table.practice import Practice

# How the names of usual raises begin; the year follows.
USUAL = "raise-"
# `50c`, `50 cents`: what people say of an hour.
CENTS = re.compile(r"([0-9]{1,3})\s*(?:c|\u00a2|cents?)(?:/hr|\s+an\s+hour)?", re.ASCII | re.IGNORECASE)
LIKE = "write it like 3%, +1.25/hr, 50c, or the new pay such as 24.75/hr"


class Raised(NamedTuple):
    """A raise as typed: a share of the pay, money on top of it, or the new pay."""

    text: str
    share: float | None = None
    more: Quote | None = None
    new: Quote | None = None

    @classmethod
    def read(cls, text: str, unit: str) -> "Raised":
        """Read a raise; money on top is in the `unit` of the pay unless it says its own.

        Raises ProfileError for anything else.
        """
        word = text.strip()
        if found := PERCENT.fullmatch(word.removeprefix("+")):
            return cls(word, share=float(found.group(1)) / 100)
        if found := CENTS.fullmatch(word.removeprefix("+")):
            cents = float(found.group(1)) / 100
            return cls(word, more=Quote(cents, cents, HOUR))
        if word.startswith("+"):
            return cls(word, more=single(Quote.read(word.removeprefix("+"), unit, allowed=LIKE), text))
        return cls(word, new=single(Quote.read(word, allowed=LIKE), text))

    def after(self, pay: Terms, full: FullTime) -> float:
        """Return the full-time pay a year after the raise."""
        before = pay.full_time(full)
        if self.share is not None:
            return before * (1 + self.share)
        if self.more:
            return before + pay._replace(quote=self.more).full_time(full)
        return pay._replace(quote=self.new or pay.quote).full_time(full)


class Since(NamedTuple):
    """What happened from one month to another: `rise` is a share, 0.03 for 3 %."""

    since: str
    until: str
    rise: float


class Raise(NamedTuple):
    """A raise judged; `job` is the usual rise of pay in the job, `prices` that of consumer prices.

    Both are None where the table does not know them; they are of a year unless a month is said. `usual` are
    the raises that employers give in the year, `minimum` the minimum wage that pay is below, if it is.
    """

    raised: Raised
    pay: Terms
    before: Offer
    after: Offer
    job: Since | None
    prices: Since | None
    usual: tuple[Practice, ...]
    since_said: bool
    minimum: Practice | None = None

    @property
    def changes(self) -> bool:
        """Whether pay is another after the raise."""
        return self.before.annual != self.after.annual

    @property
    def share(self) -> float:
        """The raise as a share of the pay before."""
        return self.after.annual / self.before.annual - 1

    @property
    def real_share(self) -> float | None:
        """What the pay buys more after the raise than when it was last set; None where prices are unknown."""
        return (1 + self.share) / (1 + self.prices.rise) - 1 if self.prices else None


class SaidRaise(NamedTuple):
    """A raise as typed: pay now, the raise, hours a week if part time, and the month of the raise before."""

    pay: str
    raised: str
    hours: str | None = None
    since: str | None = None

    def judged(
        self, bands: Bands, result: Estimate, prices: Mapping[str, float], practice: Mapping[str, Practice]
    ) -> Raise:
        """Judge pay before and after it against an estimate; raises ProfileError for what cannot be.

        `prices` are the consumer prices of each month, `practice` the usual figures of the market.
        """
        pay, raised = self._read(result)
        until = result.profile.as_of or result.market.date
        if self.since is not None:
            _check_month(self.since, until)
        full = FullTime.of(result)
        before = judge(bands, result, pay.full_time(full))
        return Raise(
            raised=raised,
            pay=pay,
            before=before,
            after=judge(bands, result, raised.after(pay, full)),
            job=_job_rise(result, self.since, until),
            prices=_price_rise(prices, self.since, until),
            usual=tuple(each for name, each in practice.items() if name.startswith(f"{USUAL}{until[:4]}")),
            since_said=self.since is not None,
            minimum=minimum_above(before, full.hours_per_year, practice),
        )

    def _read(self, result: Estimate) -> tuple[Terms, Raised]:
        pay = Terms.read(self.pay, {} if self.hours is None else {"hours": self.hours})
        single(pay.quote, self.pay)
        pay.check_money(result.market.symbol, result.market.currency)
        raised, full = Raised.read(self.raised, pay.quote.unit), FullTime.of(result)
        if raised.after(pay, full) * 2 < pay.full_time(full):
            hint = f"less than half the pay now: did you mean +{raised.text}?"
            raise ProfileError([Problem(f"{quoted(raised.text)} is {hint}")])
        return pay, raised


def _check_month(since: str, until: str) -> None:
    if not re.fullmatch(MONTH, since):
        raise ProfileError([Problem(f"can't read --since {quoted(since)}: give a month such as 2024-05")])
    if since >= until:
        raise ProfileError([Problem(f"--since {since} must be before {until}, the month of the money")])


def _job_rise(result: Estimate, since: str | None, until: str) -> Since | None:
    """Return the usual rise of pay in the job, over a year unless a month is said; None where not known."""
    if not isinstance(result, SurveyEstimate) or result.occupation.rise is None:
        return None
    job, published = result.occupation, result.market.date
    if since is None:
        return Since(_earlier(until), until, result.occupation.rise.rise)
    first, last = job.months(published)
    if not first <= since <= last:
        message = f"--since must be from {first} to {last}, the months with wages of the job"
        raise ProfileError([Problem(message)])
    ageings = [job.ageing(published, month) for month in (since, until)]
    before, after = (ageing.multiplier if ageing else 1 for ageing in ageings)
    return Since(since, until, after / before - 1)


def _price_rise(prices: Mapping[str, float], since: str | None, until: str) -> Since | None:
    """Return how consumer prices rose up to the last known month; None where they are not known."""
    last = max((month for month in prices if month <= until), default="")
    first = since or (_earlier(last) if last else "")
    if since and prices and not (since in prices and since < last):
        near = max(
            (month for month in prices if month <= min(since, last) and month != last), default=min(prices)
        )
        raise ProfileError([Problem(f"no consumer prices are known for {since}: use --since {near}")])
    if first not in prices:
        return None
    return Since(first, last, prices[last] / prices[first] - 1)


def _earlier(month: str) -> str:
    return month_text(month_number(month) - MONTHS_OF_YEAR)
