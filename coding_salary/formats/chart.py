"""Charts made of characters: bars on a common scale, and the axis above them. Pure text, in no color."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

# How many cells a bar has at the least, where the width is not known, and at the most.
MIN_CELLS, USUAL_CELLS, MAX_CELLS = 16, 32, 72
LEGEND = "── 8 in 10   ━━ half, low to high   ┃ typical"
POINTS_LEGEND = "━━ possible   ┃ typical"
POINT_LEGEND = "┃ typical"
TICK, GAP = "╷", 2
# The marks of plans beside each other, the one without a change first.
PLAN_MARKS = "○●◆▲"
MAX_TICKS = 20
# The steps between the ticks of an axis, times a power of ten.
ROUND_STEPS = (1, 2, 5)


class Chart(NamedTuple):
    """The scale of the bars of a table: its lowest and highest amount, and what their strokes mean.

    With `marks`, one for each amount of a row, those are drawn instead of a range, with a line between them.
    """

    start: float
    end: float
    legend: str = ""
    marks: str = ""

    def cell(self, amount: float, cells: int) -> int:
        """Return which of so many cells, counted from 0, an amount is in; the ends hold what is beyond."""
        if self.end <= self.start:
            return 0
        share = (amount - self.start) / (self.end - self.start)
        return round(min(max(share, 0), 1) * (cells - 1))

    def bar(self, amounts: Sequence[float], cells: int) -> str:
        """Draw 10 to 90 % thin, the middle half thick, and a mark at the typical amount; or the marks."""
        found = [self.cell(amount, cells) for amount in amounts]
        strokes = [(min(found), max(found), "─")]
        if self.marks:
            strokes += zip(found, found, self.marks, strict=True)
        else:
            _, low, typical, high, _ = found
            strokes += [(low, high, "━"), (typical, typical, "┃")]
        drawn = [" "] * cells
        for first, last, stroke in strokes:
            drawn[first : last + 1] = stroke * (last - first + 1)
        return "".join(drawn)

    def axis(self, text: Callable[[float], str], cells: int) -> str:
        """Return ticks at round amounts, each followed by its amount, as many as fit side by side."""
        for step in _steps(self.end - self.start):
            first, last = -int(-self.start // step), int(self.end // step)
            ticks = {self.cell(count * step, cells): text(count * step) for count in range(first, last + 1)}
            labels = {cell: label for cell, label in ticks.items() if cell + len(label) < cells}
            if line := _side_by_side(labels):
                return f"{line:{cells}}"
        return f"{TICK}{text(self.start)}".ljust(cells)


def _side_by_side(labels: dict[int, str]) -> str:
    """Return the labels, each after a tick in its cell; nothing where they do not keep a gap."""
    line = ""
    for cell, label in labels.items():
        if line and len(line) + GAP > cell:
            return ""
        line = f"{line:{cell}}{TICK}{label}"
    return line


def _steps(span: float) -> Iterator[float]:
    """Yield round steps, rising, from a small part of a span to the whole of it."""
    power = 1
    while power <= span:
        yield from (power * step for step in ROUND_STEPS if span <= power * step * MAX_TICKS)
        power *= 10
