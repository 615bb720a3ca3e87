"""The terms of an offer: its amount, hours, work by the piece, overtime, shift pay, bonus, leave."""

import re
from collections.abc import Callable, Iterator, Mapping
from math import prod
from typing import Any, NamedTuple

from coding_salary.decisions.amounts import (
    CHART,
    CLAIM,
    COLLECTIONS,
    DAY,
    HOUR,
    PERCENT,
    RATES,
    SPELLINGS,
    WEEK,
    YEAR,
    FullTime,
    Overtime,
    Quote,
)
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, quoted
from coding_salary.table.practice import Practice

CHARTS, CLAIMS, WORK = "charts", "claims", "work"
# What must be said of pay by the piece: how many are done, or of which kind they are.
PIECES = {CHART: (CHARTS, WORK), CLAIM: (CLAIMS,)}
COUNT_UNITS = {word: unit for unit in (HOUR, DAY) for word in SPELLINGS[unit].split()}
NUMBER = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?", re.ASCII)
COUNT = re.compile(rf"({NUMBER.pattern})(?:(?:/|\s+per\s+|\s+an?\s+)([a-z]+))?", re.ASCII | re.IGNORECASE)
MATCH_OF = re.compile(r"\s+(?:of|up\s+to)\s+", re.IGNORECASE)
HOURS_OF_A_WEEK, MAX_DAYS_OFF = 24 * 7, 100
NO_OVERTIME = "none"


class Count(NamedTuple):
    """How many charts or claims are done in an hour or a day."""

    number: float
    unit: str = HOUR

    def a_year(self, full: FullTime) -> float:
        """Return how many are done in a full-time year."""
        return self.number * full.periods(self.unit)


class Bonus(NamedTuple):
    """A bonus a year: an amount of money, or a share of the pay."""

    money: float = 0
    share: float = 0
    sign: str = ""

    def of(self, paid: float) -> float:
        """Return the bonus on what is paid in a year, in currency."""
        return self.money + self.share * paid


class Terms(NamedTuple):
    """An offer's terms as given; what was not said is None, or nothing.

    `hours` are those of a week, `pieces` how many charts or claims are done, `collections` what is collected
    where a share of that is paid, `shift` a share of the rate, `days_off` paid days a year. `exempt` from
    overtime are those of whom it is said. `match` is what an employer adds to retirement savings, a share of
    pay. `norm` is how many charts are usual in the kind of work.
    """

    text: str
    quote: Quote
    hours: float | None = None
    pieces: Count | None = None
    collections: Quote | None = None
    bonus: Bonus = Bonus()
    shift: float = 0
    days_off: float | None = None
    match: float | None = None
    exempt: bool = False
    norm: Practice | None = None

    @classmethod
    def read(
        cls, amount: str, said: Mapping[str, str], norms: Mapping[str, Practice] | None = None
    ) -> "Terms":
        """Read the amount and what is said by the names of the flags; raises ProfileError with all problems.

        `norms` are the usual charts an hour by kind of work.
        """
        reading = _Reading(said)
        quote = reading.one(lambda: Quote.read(amount))
        norm = reading.term(WORK, lambda text: _norm(text, norms or {}))
        terms = cls(
            text=amount.strip(),
            quote=quote or Quote(1, 1, YEAR),
            hours=reading.term("hours", _hours),
            pieces=reading.term(CHARTS, _count) or reading.term(CLAIMS, _count) or _usual(norm),
            collections=reading.term("collections", _collections),
            bonus=reading.term("bonus", _bonus) or Bonus(),
            shift=reading.term("shift", lambda text: _shift(text, quote)) or 0,
            days_off=reading.term("pto", _days_off),
            match=reading.term("match", _match),
            exempt=bool(reading.term("overtime", _exempt)),
            norm=norm,
        )
        if quote:
            reading.problems += map(Problem, _mismatches(quote, said))
        if reading.problems:
            raise ProfileError(reading.problems)
        return terms

    @property
    def differs(self) -> bool:
        """Whether the amount is named otherwise than as a full-time year."""
        return self.quote.unit != YEAR or self.hours is not None

    @property
    def ends(self) -> "list[Terms]":
        """The same terms at the lowest and at the highest amount of a posted range."""
        return [self._replace(quote=quote) for quote in self.quote.ends]

    def full_time(self, full: FullTime) -> float:
        """Return what the offer comes to in a full-time year, before shift pay, overtime and bonus."""
        unit, amount = self.quote.unit, self.quote.amount
        if unit in PIECES:
            return amount * (self.pieces or Count(0)).a_year(full)
        if unit == COLLECTIONS:
            return amount / 100 * self._collected(full) / self.share(full)
        a_year = amount * full.periods(unit)
        return a_year if unit in RATES else a_year / self.share(full)

    def paid(self, full: FullTime, overtime: Overtime | None = None) -> float:
        """Return what is paid in a year as worked, with shift pay and overtime, without the bonus."""
        base = self.full_time(full) * self.share(full) * (1 + self.shift)
        return base + self.overtime(full, overtime)

    def overtime(self, full: FullTime, rule: Overtime | None) -> float:
        """Return what a year's overtime pays beyond the rate itself: nothing unless paid by the hour."""
        if rule is None or self.exempt or self.quote.unit != HOUR:
            return 0
        rate = self.quote.amount * (1 + self.shift)
        return rate * rule.extra_hours(self.hours or full.hours_per_week) * full.periods(WEEK)

    def share(self, full: FullTime) -> float:
        """Return the hours worked as a share of full time."""
        return (self.hours or full.hours_per_week) / full.hours_per_week

    def _collected(self, full: FullTime) -> float:
        collected = self.collections
        return collected.amount * full.periods(collected.unit) if collected else 0

    def check_money(self, symbol: str, currency: str) -> None:
        """Raise ProfileError when an amount was written in other money than a market's."""
        signs = {self.quote.sign, self.bonus.sign, self.collections.sign if self.collections else ""}
        if not {sign.upper() for sign in signs} <= {"", symbol.upper(), symbol[-1], currency}:
            message = f"{quoted(self.text)} is not in {currency}: leave out the sign, or say --country"
            raise ProfileError([Problem(message)])


class _Reading:
    """Reads terms one after the other and keeps every problem."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said = said
        self.problems: list[Problem] = []

    def one(self, read: Callable[[], Any]) -> Any:
        """Return what is read, None where that raises ProfileError."""
        try:
            return read()
        except ProfileError as error:
            self.problems += error.problems
            return None

    def term(self, name: str, read: Callable[[str], Any]) -> Any:
        """Return the term of that name, None where it was not said."""
        return self.one(lambda: read(self.said[name])) if name in self.said else None


def _mismatches(quote: Quote, said: Mapping[str, str]) -> Iterator[str]:
    """Yield what is missing for the unit of an amount, and what does not go with it."""
    for unit, flags in PIECES.items():
        if quote.unit == unit and not {*flags} & said.keys():
            or_work = ", or --work, for example --work inpatient" if WORK in flags else ""
            yield f"Per-{unit} pay needs --{flags[0]}, for example --{flags[0]} 25/hr{or_work}"
        if quote.unit != unit:
            yield from (
                f"--{flag} goes with pay by the {unit}, such as 0.85/{unit}" for flag in flags if flag in said
            )
    if quote.unit != COLLECTIONS and "collections" in said:
        yield "--collections goes with a share of them, such as 6%/collections"
    if "overtime" in said and "hours" not in said:
        yield "--overtime goes with --hours, such as --hours 45"


def _norm(text: str, norms: Mapping[str, Practice]) -> Practice:
    name = text.strip().casefold().replace(" ", "-")
    if not norms:
        message = "no usual charts an hour are known here: give --charts instead of --work"
        raise ProfileError([Problem(message)])
    if name not in norms:
        hint = nearest(name, norms, f"use {listed(norms)}")
        raise ProfileError([Problem(f"unknown kind of work {quoted(text)}: {hint}")])
    return norms[name]


def _usual(norm: Practice | None) -> Count | None:
    return Count(norm.amounts.typical) if norm and norm.amounts.typical else None


def _hours(text: str) -> float:
    found = NUMBER.fullmatch(text.strip().lower().removesuffix("/wk").removesuffix("/week"))
    hours = float(found.group()) if found else 0
    if not 0 < hours <= HOURS_OF_A_WEEK:
        raise _unreadable("hours", text, f"a number up to {HOURS_OF_A_WEEK} a week, such as 32")
    return hours


def _count(text: str) -> Count:
    found = COUNT.fullmatch(text.strip())
    unit = COUNT_UNITS.get((found.group(2) or HOUR).lower()) if found else None
    if not found or not unit or float(found.group(1)) <= 0:
        raise ProfileError(
            [Problem(f"can't read {quoted(text)} as a number of pieces; examples: 25/hr, 160/day")]
        )
    return Count(float(found.group(1)), unit)


def _collections(text: str) -> Quote:
    quote = Quote.read(text)
    if quote.unit in (*PIECES, COLLECTIONS):
        raise _unreadable("collections", text, "money, such as 60000/mo")
    return quote


def _bonus(text: str) -> Bonus:
    """Read a bonus a year, as `5%` of the pay or as an amount."""
    if found := PERCENT.fullmatch(text.strip()):
        return Bonus(share=float(found.group(1)) / 100)
    try:
        quote = Quote.read(text, YEAR)
    except ProfileError:
        quote = Quote(0, 0, HOUR)
    if quote.unit != YEAR or quote.ends:
        raise _unreadable("bonus", text, "5% or 2000 a year")
    return Bonus(quote.amount, sign=quote.sign)


def _shift(text: str, rate: Quote | None) -> float:
    """Read a differential as a share of the rate: `10%`, or `2/hr` on top of an hourly rate."""
    if found := PERCENT.fullmatch(text.strip()):
        return float(found.group(1)) / 100
    try:
        more = Quote.read(text.removeprefix("+"), HOUR)
    except ProfileError:
        more = Quote(0, 0, YEAR)
    if more.unit != HOUR or (rate and rate.unit != HOUR):
        raise _unreadable("shift", text, "a share of the rate such as 10%, or 2/hr on an hourly rate")
    return more.amount / rate.amount if rate else 0


def _match(text: str) -> float:
    """Read a match as a share of pay: `4%`, `100% of 4%`, or `50% up to 6%`, which is 3%."""
    shares = [PERCENT.fullmatch(part.strip()) for part in MATCH_OF.split(text.strip())]
    if len(shares) > 2 or None in shares:
        raise _unreadable("match", text, "a share of pay such as 4%, or '50% up to 6%'")
    return prod(float(found.group(1)) / 100 for found in shares if found)


def _days_off(text: str) -> float:
    found = NUMBER.fullmatch(text.strip().lower().removesuffix("days").strip())
    if not found or float(found.group()) > MAX_DAYS_OFF:
        raise _unreadable("pto", text, f"paid days off a year, up to {MAX_DAYS_OFF}, such as 15")
    return float(found.group())


def _exempt(text: str) -> bool:
    if text.strip().casefold() != NO_OVERTIME:
        raise _unreadable("overtime", text, f"{NO_OVERTIME}, for who is paid none")
    return True


def _unreadable(flag: str, text: str, wanted: str) -> ProfileError:
    return ProfileError([Problem(f"can't read --{flag} {quoted(text)}: give {wanted}")])
