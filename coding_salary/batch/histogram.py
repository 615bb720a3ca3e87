"""Amounts counted in bounded memory, for where the middle half of them lies."""

from collections import Counter
from collections.abc import Iterable

MAX_BINS = 20_000


class Histogram:
    """Amounts counted in steps; where there are too many different ones, in bins of more and more steps."""

    def __init__(self, step: float) -> None:
        """Start with nothing counted; `step` is in currency."""
        self.step, self.width = step, 1
        self.counts: Counter[int] = Counter()

    def add(self, amounts: Iterable[int]) -> None:
        """Count amounts that are given in steps."""
        self.counts.update(amounts if self.width == 1 else (steps // self.width for steps in amounts))
        while len(self.counts) > MAX_BINS:
            self._widen()

    def _widen(self) -> None:
        before, self.counts = self.counts, Counter()
        for bin, count in before.items():
            self.counts[bin // 2] += count
        self.width *= 2

    def middle_half(self) -> tuple[float, float]:
        """Return the quarter points of what was counted; there must be something."""
        total = self.counts.total()
        return self._at(total / 4), self._at(total * 3 / 4)

    def _at(self, rank: float) -> float:
        passed = 0
        for bin in sorted(self.counts):
            passed += self.counts[bin]
            if passed >= rank:
                break
        return bin * self.width * self.step
