"""The one place where amounts are rounded."""

from math import floor

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
