"""The steps open to somebody as people are shown them: now, later, and what rests on weak evidence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from math import isfinite
from textwrap import wrap
from typing import NamedTuple

from coding_salary.decisions.boost import CERT, STATE, Boost
from coding_salary.decisions.price import Span, span_text
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Grid, Labeled, Line, Sentence, Sheet
from coding_salary.formats.symbols import DOT
from coding_salary.numbers import UNIT, half_up
from coding_salary.reading.words import listed
from coding_salary.report.boost import BoostReport
from coding_salary.report.headline import based_on, next_steps
from coding_salary.table.factors import EDUCATION, SPECIALTY
from coding_salary.table.sources import SURE_ENOUGH, weakest

# So many of those that pay the same are named; the others are counted.
MAX_NAMED = 2
# Where room is short a longer label gives way to the word that a flag takes.
MAX_STEP = 32
# How many lines of steps people are shown by default, how many steps of them at the least come later, and how
# much a line of a terminal has room for beside a long step.
MAX_LINES, LATER_LINES, MAX_DETAILS = 12, 3, 34
# Only steps of these kinds are folded where they pay the same: the others are chosen one by one.
KINDS = (CERT, SPECIALTY)
WHY = {
    SPECIALTY: "for such work",
    EDUCATION: "the degree itself is not counted",
    STATE: "adjusted for local prices",
}
HEADING = "first-year cost, payback"
EVERY = "--all shows every step"


class Tie(NamedTuple):
    """Steps of one kind that pay the same, as one line; the amounts are those that are shown."""

    steps: tuple[Boost, ...]
    gain: float

    @property
    def first(self) -> Boost:
        """The step that speaks for all of them."""
        return self.steps[0]

    @property
    def cost(self) -> Span | None:
        """The fees of the first year from the lowest to the highest; None without known fees."""
        spans = [step.move.price.first_year for step in self.steps if step.move.price]
        return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None

    @property
    def cost_evidence(self) -> str:
        """The weakest grade that the fees rest on."""
        return weakest(step.move.price.evidence for step in self.steps if step.move.price)


def boost_sheet(report: BoostReport) -> Sheet:
    """Return the steps to take now above the later ones, and in a line what the evidence cannot carry."""
    now = ties(report, [step for step in report.rows if step.recommended])
    later = ties(report, sorted(filter(_later, report.rows), key=lambda step: step.move.wait.years))
    rest = ties(report, [step for step in report.rows if not step.recommended and not _later(step)])
    ways, course = _ways(report), list(_course(report, now))
    shown = [*now, *later, *rest]
    if not report.every:
        shown = _some(report, now, later, MAX_LINES - len(ways) - len(course))
    hidden = [] if report.every else [_hidden(rest, [*now, *later], shown)]
    lines = [
        *_labeled("Lose the A", ways),
        *course,
        *filter(None, hidden),
        *_conclusion(report, now),
    ]
    grids = [_grid(report, shown)] if shown else []
    return Sheet(("Next steps", *report.person()), *grids, lines)


def _some(report: BoostReport, now: Sequence[Tie], later: Sequence[Tie], lines: int) -> list[Tie]:
    """Return as many steps as fill so many lines, of the later ones a few at the least."""
    ahead = list(later[:LATER_LINES])
    shown: list[Tie] = []
    for tie in now:
        if _lines(report, (*shown, *ahead, tie)) > lines:
            break
        shown.append(tie)
    for tie in later[LATER_LINES:]:
        if _lines(report, (*shown, *ahead, tie)) <= lines:
            ahead.append(tie)
    return [*shown, *ahead]


def _lines(report: BoostReport, shown: Iterable[Tie]) -> int:
    """Return how many lines steps take where the width is that of a terminal."""
    cells = (
        (wrap(tie_text(tie.steps, report), MAX_STEP), wrap(_details(report, tie), MAX_DETAILS))
        for tie in shown
    )
    return sum(max(1, *map(len, pair)) for pair in cells)


def _wait(tie: Tie) -> str:
    """Return in short what a later step waits for."""
    return tie.first.move.wait.text.partition(" such as")[0].removeprefix("usual ")


def ties(report: BoostReport, steps: Iterable[Boost]) -> list[Tie]:
    """Fold steps of one kind that pay the same and wait for the same into one line."""

    def alike(step: Boost) -> tuple[object, ...]:
        move = step.move
        alone = "" if move.kind in KINDS else move.value
        return move.kind, alone, move.wait, step.first, _shown(report, step)

    folded = groupby(_together(steps, alike), alike)
    return [Tie(found, _shown(report, found[0])) for found in (tuple(group) for _, group in folded)]


def _shown(report: BoostReport, step: Boost) -> float:
    """Return the gain that a step is ranked by, as it is shown; of a move without prices the pay."""
    return report.money.amount(step.worth if isfinite(step.worth) else step.gain)


def _together(steps: Iterable[Boost], alike: Callable[[Boost], tuple[object, ...]]) -> list[Boost]:
    """Return the steps with those that are alike next to each other, where the first of them is."""
    found: dict[tuple[object, ...], list[Boost]] = {}
    for step in steps:
        found.setdefault(alike(step), []).append(step)
    return [step for group in found.values() for step in group]


def _later(step: Boost) -> bool:
    """Whether a step that the evidence carries waits for something."""
    return bool(step.move.wait.text) and step.evidence in SURE_ENOUGH and step.worth > step.margin


def _grid(report: BoostReport, shown: Sequence[Tie]) -> Grid[Tie]:
    money = report.money
    fields = [
        Field[Tie]("", lambda tie: tie_text(tie.steps, report), "step", wrap=True),
        Field("", lambda tie: tie.gain, "more an hour" if money.hours else "more a year", money.signed),
        Field("", lambda tie: _details(report, tie), HEADING, wrap=True),
    ]
    return Grid(fields, (Line(tie, dim=not tie.first.recommended) for tie in shown))


def tie_text(steps: Sequence[Boost], report: BoostReport) -> str:
    """Return steps of one kind in words: `COC or CRC`, `COC, CIC or 3 more`, `role: Coding auditor`.

    Those who hold a certification know the others by their letters.
    """
    move = steps[0].move
    if len(steps) > 1:
        names = [step.move.value if move.kind == CERT else _label(step) for step in steps]
        more = len(names) - MAX_NAMED
        return listed([*names[:MAX_NAMED], f"{more} more"] if more > 0 else names, "or")
    if move.removes or move.kind == STATE:
        return move.label
    if move.kind == CERT and report.estimate.profile.certs:
        return f"certification: {move.value}"
    words = f"{move.value if move.kind == CERT else move.kind}: {_label(steps[0])}"
    short = len(words) > MAX_STEP and move.kind != CERT and not report.every
    return f"{move.kind}: {move.value}" if short else words


def _label(step: Boost) -> str:
    """Return its label without what stands in parentheses, such as the issuer."""
    return step.move.label.partition(" (")[0]


def _details(report: BoostReport, tie: Tie) -> str:
    """Return what a step costs and when that is earned back, or what comes before it, or its weakness."""
    step, move = tie.first, tie.first.move
    spare = move.kind == CERT and report.estimate.profile.certs and not report.every
    told = [_fees(report, tie), move.reason if len(tie.steps) == 1 and not spare else ""]
    told[1] = told[1] or WHY.get(move.kind, "")
    if move.wait.text:
        told = [f"later: {move.wait.text if report.every else _wait(tie)}"]
    elif move.removes:
        told = ["no exam; ways below"]
    if not step.recommended and not _later(step):
        doubt = "within its margin of error" if step.evidence in SURE_ENOUGH else f"{step.evidence} evidence"
        told = [doubt, *told]
    return "; ".join(filter(None, told))


def _fees(report: BoostReport, tie: Tie) -> str:
    if tie.cost is None:
        return "fees not known" if tie.first.move.kind == CERT else ""
    low, high = (half_up(end, UNIT) for end in tie.cost)
    if not high:
        return "no fee"
    doubt = "" if tie.cost_evidence in SURE_ENOUGH else f" ({tie.cost_evidence})"
    earned = [step.months_to_break_even(step.gain) or 0 for step in tie.steps]
    return f"{span_text((low, high), report.money.once)}{doubt}, {_back(max(earned))}"


def _back(months: float) -> str:
    """Return how long it takes to earn a fee back."""
    shown = max(1, half_up(months, UNIT))
    return "1 month" if shown == 1 else f"{shown:g} months"


def _ways(report: BoostReport) -> list[str]:
    """Return how the A goes to an apprentice: each way, and which of them are open by now."""
    apprentices, profile = report.market.apprentices, report.estimate.profile
    if not any(map(report.market.apprentice, profile.certs or ())):
        return []
    return [f"{way}{_when(needed, profile.years)}" for needed, way in apprentices.ways]


def _when(needed: float, years: float | None) -> str:
    """Return when a way is open to somebody with so many years of work; empty where none are said."""
    if years is None:
        return ""
    left = needed - years
    return f" ({left:g} more {'year' if left == 1 else 'years'})" if left > 0 else " (open to you)"


def _labeled(label: str, parts: Sequence[str]) -> Iterator[Labeled]:
    if parts:
        yield Labeled(label, DOT.join(parts))


def _course(report: BoostReport, now: Sequence[Tie]) -> Iterator[Labeled]:
    """Yield what a course adds to the first certification."""
    prices = [step.move.price for tie in now for step in tie.steps if step.first and step.move.price]
    course = next((price.course for price in prices if price.course), None)
    if course:
        span = span_text(course, report.money.once)
        yield Labeled("Course", f"where you need one, a course adds {span} (weak)")


def _hidden(rest: Sequence[Tie], sure: Sequence[Tie], shown: Sequence[Tie]) -> Labeled | None:
    """Return how many steps are not shown."""
    weak, more = _count(rest), _count(sure) - _count(shown)
    told = [f"{more} more"] if more else []
    told += [f"{weak} on weak evidence"] if weak else []
    return Labeled("Not shown", f"{listed(told, 'and')}: {EVERY}") if told else None


def _count(lines: Sequence[Tie]) -> int:
    return sum(len(tie.steps) for tie in lines)


def _conclusion(report: BoostReport, now: Sequence[Tie]) -> Iterator[Labeled | Sentence]:
    if not report.rows:
        yield Sentence("steps", f"{report.market.name} has no data on a step that would raise pay.")
    else:
        yield Labeled("Note", report.words.gain)
    yield based_on(report)
    if now and report.estimate.profile.years is not None:
        yield next_steps(report, f"path --plan {_planned(now[0].first)}")
    elif not report.every:
        yield next_steps(report, "boost --all")


def _planned(step: Boost) -> str:
    """Return a step as a plan names it, in a year from now."""
    move = step.move
    return f"1:+{move.value}" if move.kind == CERT else f"1:{move.kind}={move.value}"
