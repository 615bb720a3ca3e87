"""How often each amount came up, in bounded memory, and between which amounts the middle half lies."""

from collections import Counter
from collections.abc import Iterable

MOST_BINS = 20_000


class Tally:
    """Amounts counted by whole steps; where they are too many different ones, by wider and wider steps."""

    def __init__(self, step: float) -> None:
        """Start with nothing counted; `step` is in currency."""
        self.step = step
        self.counts: Counter[int] = Counter()

    def add(self, steps: Iterable[int], step: float) -> None:
        """Count amounts that are given in steps of so much."""
        width = round(self.step / step)
        self.counts.update(steps if width == 1 else (count // width for count in steps))
        while len(self.counts) > MOST_BINS:
            self._widen()

    def _widen(self) -> None:
        before, self.counts = self.counts, Counter()
        for steps, count in before.items():
            self.counts[steps // 2] += count
        self.step *= 2

    def middle_half(self) -> tuple[float, float]:
        """Return the quarter points of what was counted; there must be something."""
        total = self.counts.total()
        return self._at(total / 4), self._at(total * 3 / 4)

    def _at(self, rank: float) -> float:
        passed = 0
        for steps in sorted(self.counts):
            passed += self.counts[steps]
            if passed >= rank:
                break
        return steps * self.step
