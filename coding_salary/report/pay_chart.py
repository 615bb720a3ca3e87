"""A chart of what people like somebody earn, with marks where an offer is: only for terminals."""

from collections.abc import Sequence

from coding_salary.formats.chart import MAX_CELLS, Chart
from coding_salary.formats.sheet import Drawing
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.report.base import PayReport

MARK, INDENT = "▼", "    "


def pay_chart(report: PayReport, amounts: Sequence[float]) -> list[Drawing]:
    """Return the bar with amounts a year marked above it; none on a pay scale, which has only points."""
    if not isinstance(report.estimate, SurveyEstimate):
        return []
    return [Drawing(lambda width: _lines(report, amounts, width))]


def _lines(report: PayReport, amounts: Sequence[float], width: int) -> list[str]:
    """Return the marks, the bar between its ends, and below it low, typical and high pay."""
    pay, money = report.estimate.you.pay, report.money
    chart = Chart(min(pay.p10, *amounts), max(pay.p90, *amounts))
    start, end = (money.short(money.amount(amount)) for amount in (chart.start, chart.end))
    left = f"{INDENT}{start} "
    cells = min(width - len(left) - len(end) - 1, MAX_CELLS)
    middle = {money.shown(each): chart.cell(each, cells) for each in (pay.low, pay.typical, pay.high)}
    return [
        _placed({chart.cell(each, cells) + len(left): MARK for each in amounts}),
        f"{left}{chart.bar(pay, cells)} {end}",
        _placed(_centered({text: cell + len(left) for text, cell in middle.items()}, width)),
    ]


def _centered(texts: dict[str, int], width: int) -> dict[int, str]:
    """Return texts by where they begin, each as near below its cell as the others leave room for."""
    starts = [cell - len(text) // 2 for text, cell in texts.items()]
    lengths = [len(text) + 1 for text in texts]
    for index in range(1, len(starts)):
        starts[index] = max(starts[index], starts[index - 1] + lengths[index - 1])
    over = max(starts[-1] + lengths[-1] - 1 - width, 0)
    return {max(start - over, 0): text for start, text in zip(starts, texts, strict=True)}


def _placed(texts: dict[int, str]) -> str:
    """Return a line with each text where it begins."""
    line = ""
    for start, text in sorted(texts.items()):
        line = f"{line:{start}}{text}"
    return line
