"""A chart of what people like somebody earn, or of the points of a grade, with marks where an offer is."""

from collections.abc import Sequence

from coding_salary.formats.chart import MAX_CELLS, Chart
from coding_salary.formats.sheet import Drawing
from coding_salary.report.base import PayReport
from coding_salary.report.survey import SurveyWords

MARK, POINT, INDENT = "▼", "┃", "    "


def pay_chart(report: PayReport, amounts: Sequence[float]) -> Drawing:
    """Return the bar, or the points of the usual grade of a scale, with amounts a year marked above it.

    Only a terminal shows it.
    """
    return Drawing(lambda width: _lines(report, amounts, width))


def _lines(report: PayReport, amounts: Sequence[float], width: int) -> list[str]:
    """Return the marks, the bar between its ends, and below it low, typical and high pay."""
    pay, money = report.estimate.you.pay, report.money
    words = report.words
    # Those of several grades would stand too near each other: what may be meant is drawn as a range.
    points = [] if isinstance(words, SurveyWords) or words.standing.grades[1:] else words.points
    drawn = points or list(pay)
    ends = min(*drawn, *amounts), max(*drawn, *amounts)
    chart = Chart(*ends, marks=POINT * len(points))
    write = money.short if isinstance(words, SurveyWords) else money.text
    start, end = (write(money.amount(amount)) for amount in ends)
    left = f"{INDENT}{start} "
    cells = min(width - len(left) - len(end) - 1, MAX_CELLS)
    inside = (each for each in (pay.low, pay.typical, pay.high) if each not in ends)
    middle = {money.shown(each): chart.cell(each, cells) for each in inside}
    lines = [
        _placed({chart.cell(each, cells) + len(left): MARK for each in amounts}),
        f"{left}{chart.bar(drawn, cells)} {end}",
        _placed(_centered({text: cell + len(left) for text, cell in middle.items()}, width)),
    ]
    return list(filter(None, lines))


def _centered(texts: dict[str, int], width: int) -> dict[int, str]:
    """Return texts by where they begin, each as near below its cell as the others leave room for."""
    starts = [cell - len(text) // 2 for text, cell in texts.items()]
    lengths = [len(text) + 1 for text in texts]
    for index in range(1, len(starts)):
        starts[index] = max(starts[index], starts[index - 1] + lengths[index - 1])
    over = max([0, *(start + length - 1 - width for start, length in zip(starts, lengths, strict=True))])
    return {max(start - over, 0): text for start, text in zip(starts, texts, strict=True)}


def _placed(texts: dict[int, str]) -> str:
    """Return a line with each text where it begins."""
    line = ""
    for start, text in sorted(texts.items()):
        line = f"{line:{start}}{text}"
    return line
