"""Pay as a curve over normal scores, and the way back."""

from collections.abc import Iterable
from math import inf, log
from typing import NamedTuple

from coding_salary.numbers import QUARTILE, SCORES, interpolate
from coding_salary.table.wages import Range

SAME = 1e-9


class Curve(NamedTuple):
    """Straight lines through (normal score, log of pay over the median), the end lines going on."""

    heights: tuple[float, ...]

    @classmethod
    def through(cls, range: Range) -> "Curve":
        """Return the curve of a published range."""
        return cls.over(range.wages, range.median)

    @classmethod
    def over(cls, wages: Iterable[float], median: float) -> "Curve":
        """Return the curve of the wages at the five percentiles over a median that may be another's."""
        return cls(tuple(log(wage / median) for wage in wages))

    @property
    def sigma(self) -> float:
        """The log standard deviation between people, from the quartiles."""
        _, lower, _, upper, _ = self.heights
        return (upper - lower) / (2 * QUARTILE)

    def height(self, score: float) -> float:
        """Return the log of pay over the median at a normal score."""
        return interpolate(SCORES, self.heights, score)

    def score(self, height: float) -> float:
        """Return the normal score at a height; the heights must rise, as those of a nation do."""
        return interpolate(self.heights, SCORES, height)

    def scores(self, height: float) -> tuple[float, float]:
        """Return the first and the last normal score at a height: one and the same unless it is flat there.

        An end that is flat, as where a tenth and a quarter earn the minimum wage, goes on without end.
        """
        first, *_, last = self.heights
        flat = [score for score, own in zip(SCORES, self.heights, strict=True) if abs(own - height) < SAME]
        if len(flat) > 1:
            return (-inf if flat[0] == SCORES[0] else flat[0], inf if flat[-1] == SCORES[-1] else flat[-1])
        if height < first and self.heights[1] - first < SAME:
            return -inf, -inf
        if height > last and last - self.heights[-2] < SAME:
            return inf, inf
        score = self.score(height)
        return score, score
