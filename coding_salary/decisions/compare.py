"""The same person with something varied, side by side. Pure, as the estimate is."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from coding_salary.decisions.variants import Refused
from coding_salary.model.conversion import PriceLevel
from coding_salary.model.estimate import estimate
from coding_salary.model.result import Estimate
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.sources import weakest


class Variant(NamedTuple):
    """A profile to compare, and its value under each key that varies."""

    names: Mapping[str, str]
    profile: Profile


class Compared(NamedTuple):
    """A variant's estimate against the base; `change` and `margin` of typical pay, not rounded.

    `margin` is one standard error of the change: evidence that both share cannot tell them apart
    and does not count. `distinguishable` says whether the change is larger. `evidence` is the weakest grade
    among what differs; `like_above` says that
    the evidence cannot tell the row from the one above it; it is not asked where real pay sorts them.
    """

    names: Mapping[str, str]
    estimate: Estimate
    change: float
    margin: float
    evidence: str
    distinguishable: bool
    like_above: bool = False
    real: "Real | None" = None


class Real(NamedTuple):
    """Typical pay at the nation's prices, None where no price level is published; both orders, from 1 on."""

    typical: float | None
    rank: int
    real_rank: int | None


class Sort(StrEnum):
    """What the rows of a comparison are sorted by: pay from the highest, or as they were given."""

    TYPICAL = "typical"
    LOW = "low"
    HIGH = "high"
    REAL = "real"
    GIVEN = "given"


class Comparison(NamedTuple):
    """The profile's own estimate, the variants against it, and those that an employer does not take."""

    base: Estimate
    rows: tuple[Compared, ...]
    refused: tuple[Refused, ...] = ()

    def priced(self, level_of: Callable[[Profile], PriceLevel]) -> "Comparison":
        """Return the comparison with what each row's typical pay buys, and the order that this gives."""
        typical = [row.estimate.you.pay.typical for row in self.rows]
        real = [level_of(row.estimate.profile).real(pay) for row, pay in zip(self.rows, typical, strict=True)]
        known = [amount for amount in real if amount is not None]
        rows = (
            row._replace(
                real=Real(amount, _rank(pay, typical), None if amount is None else _rank(amount, known))
            )
            for row, pay, amount in zip(self.rows, typical, real, strict=True)
        )
        return self._replace(rows=tuple(rows))

    def arranged(self, by: Sort, top: int | None) -> "Comparison":
        """Return the comparison sorted, and no longer than its `top` rows."""
        rows = self.rows
        if by is Sort.REAL:
            rows = tuple(sorted(rows, key=_real_order))
        elif by is not Sort.GIVEN:
            rows = tuple(sorted(rows, key=lambda row: -getattr(row.estimate.you.pay, by)))
        told = [
            row._replace(like_above=by is not Sort.REAL and not told_apart(row.estimate, above.estimate))
            for above, row in pairwise(rows[:top])
        ]
        return self._replace(rows=(*rows[:1], *told))


def _rank(amount: float, amounts: Iterable[float]) -> int:
    return 1 + sum(other > amount for other in amounts)


def _real_order(row: Compared) -> tuple[bool, float]:
    """Sort from the highest real pay, those without any last."""
    typical = row.real.typical if row.real else None
    return typical is None, -(typical or 0)


def compare(bands: Bands, base: Profile, variants: Iterable[Variant]) -> Comparison:
    """Estimate the base and every variant."""
    own = estimate(bands, base)
    return Comparison(own, tuple(_compared(bands, own, variant) for variant in variants))


def margin_between(one: Estimate, other: Estimate) -> float:
    """Return one standard error of the difference between two typical amounts, in currency a year."""
    pairs = ((one, _own_errors(one, other)), (other, _own_errors(other, one)))
    return sqrt(sum((error * result.you.pay.typical) ** 2 for result, errors in pairs for error in errors))


def told_apart(one: Estimate, other: Estimate) -> bool:
    """Whether two typical amounts differ by more than the errors of all that is not the same in them."""
    return abs(log(one.you.pay.typical / other.you.pay.typical)) > ratio_error(one, other)


def ratio_error(one: Estimate, other: Estimate) -> float:
    """Return one standard error of the log of the ratio of two typical amounts."""
    errors = (*_own_errors(one, other), *_own_errors(other, one))
    return sqrt(sum(error**2 for error in errors))


def _compared(bands: Bands, own: Estimate, variant: Variant) -> Compared:
    result = estimate(bands, variant.profile)
    change = result.you.pay.typical - own.you.pay.typical
    grade, apart = _weakest_apart(own, result), told_apart(own, result)
    return Compared(variant.names, result, change, margin_between(own, result), grade, apart)


def _weakest_apart(one: Estimate, other: Estimate) -> str:
    """Return the weakest grade among what counts for one estimate and not for the other."""
    mine, theirs = one.rests_on, other.rests_on
    return weakest({**mine, **theirs}[key].name for key in mine.keys() ^ theirs.keys())


def _own_errors(one: Estimate, other: Estimate) -> list[float]:
    """Return the relative errors of what counts for one estimate and not for the other."""
    errors = [evidence.error for key, evidence in one.rests_on.items() if key not in other.rests_on]
    if (one.place.code, one.occupation.code) != (other.place.code, other.occupation.code):
        errors.append(one.wage_error)
    return errors
