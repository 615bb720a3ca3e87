"""Rounding, straight lines, and percentiles with their normal scores."""

from collections.abc import Sequence
from functools import lru_cache
from math import erf, exp, floor, pi, sqrt

NOISE = 1e-9
CENT = 0.01
UNIT = 1
ONE_PLACE = 0.1
FOUR_PLACES = 0.0001


def half_up(amount: float, step: float) -> float | int:
    """Round an amount to the step, halves up; a whole result is an int.

    The exponential and the logarithm can leave 81,150 a hair below itself; NOISE, in steps, lets
    such a half still go up.
    """
    rounded = floor(amount / step + 0.5 + NOISE) * step
    return int(rounded) if float(rounded).is_integer() else round(rounded, 6)


def half_up_known(amount: float | None, step: float) -> float | int | None:
    """Round an amount as `half_up` does; None for one that is not known."""
    return None if amount is None else half_up(amount, step)


def interpolate(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    """Return y at x on straight lines through the points, whose xs rise; the end lines go on."""
    index = sum(x > knot for knot in xs[1:-1])
    share = (x - xs[index]) / (xs[index + 1] - xs[index])
    return ys[index] + share * (ys[index + 1] - ys[index])


PERCENTILES = (10, 25, 50, 75, 90)
PRECISION = 1e-12


def percentile_of(score: float) -> float:
    """Return the percentile (0 to 100) of a normal score: 50 at score 0."""
    return 50 * (1 + erf(score / sqrt(2)))


@lru_cache(maxsize=64)  # the limits of a table are asked for with every estimate
def score_of(percentile: float) -> float:
    """Return the normal score of a percentile between 0 and 100, by Newton's method.

    From zero the steps approach the root from one side only, so the search cannot overshoot.
    """
    score = 0.0
    while True:
        density = exp(-score * score / 2) / sqrt(2 * pi)
        step = (percentile - percentile_of(score)) / 100 / density
        score += step
        if abs(step) < PRECISION:
            return score


SCORES = tuple(score_of(percentile) for percentile in PERCENTILES)
QUARTILE = SCORES[PERCENTILES.index(75)]
