"""The steps open to somebody as fields and words."""

from collections.abc import Callable, Iterator, Sequence
from math import inf

from coding_salary.decisions.boost import HORIZON, Boost
from coding_salary.decisions.price import Span, middle
from coding_salary.formats.records import Field
from coding_salary.formats.result import Document
from coding_salary.formats.sheet import Grid, Line, Sentence, Sheet
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, UNIT, half_up, half_up_known
from coding_salary.report.base import PayReport
from coding_salary.table.bands import Bands

NOT_KNOWN = "not known"


class BoostReport(PayReport):
    """What is shown of the steps; the recommended ones first, the others below a line."""

    def __init__(self, bands: Bands, own: Estimate, steps: Sequence[Boost]) -> None:
        """Keep the profile's own estimate, and the steps, which may be none."""
        super().__init__(bands, own)
        self.rows = steps

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            **self.head(),
            "currency": self.market.currency,
            "period": self.per,
            "typical": self.typical,
            "steps": self.records(),
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[Boost]]:
        """Return the fields of a step; the sheet gives the first one its heading."""
        amount, once, market = self.money.amount, self.money.once, self.market
        signed = self.money.signed
        return [
            Field("step", lambda step: f"{step.move.kind}={step.move.value}"),
            Field("label", lambda step: step.move.label),
            Field("", lambda step: amount(step.gain), "gain", signed),
            Field("gain_low", lambda step: amount(_low(step)), "from", signed, priority=3),
            Field("gain", lambda step: amount(step.gain)),
            Field("gain_high", lambda step: amount(step.gain + step.margin), "to", signed, priority=3),
            Field("cost", lambda step: _cost(step, middle), "cost", once, priority=1, none=NOT_KNOWN),
            Field("cost_low", lambda step: _cost(step, min)),
            Field("cost_high", lambda step: _cost(step, max)),
            Field("cost_evidence", lambda step: step.move.price.evidence if step.move.price else None),
            Field(
                "cost_yearly",
                lambda step: half_up(middle(step.move.price.yearly), UNIT) if step.move.price else None,
                "a year",
                once,
                priority=7,
                none=NOT_KNOWN,
            ),
            Field("study_weeks", lambda step: step.move.study_weeks, "study", _weeks, priority=8),
            Field("", _months_text, "months", str, priority=4),
            Field("months_to_break_even", lambda step: _months(step, step.gain)),
            Field("months_to_break_even_low", lambda step: _months(step, _low(step))),
            Field(
                "net_five_years",
                lambda step: half_up_known(step.net(), market.rounding),
                f"net {HORIZON} years",
                once,
                priority=2,
                none=NOT_KNOWN,
            ),
            Field("evidence"),
            Field("", _evidence_text, "evidence", priority=2, wrap=True),
            Field("sources", lambda step: list(step.sources)),
            Field("overlaps", lambda step: list(step.overlaps)),
            Field("", lambda step: ", ".join(step.overlaps), "overlaps", priority=6, wrap=True),
            Field("recommended"),
            Field("comes_first", lambda step: step.first),
            Field("waits_for", lambda step: step.move.waits or None),
            Field("reason", lambda step: step.move.reason or None),
            Field("gain_real", lambda step: amount(step.real) if step.real not in (None, -inf) else None),
        ]

    def sheet(self) -> Sheet:
        """Return the steps, what the evidence can carry above what it cannot."""
        grids = []
        for heading, wanted in (("recommended", True), ("not recommended", False)):
            lines = [Line(step, dim=not wanted) for step in self.rows if step.recommended is wanted]
            if lines:
                first = Field("", _step_text, heading, wrap=True)
                grids.append(Grid([first, *self.fields()], lines))
        return Sheet((*self.person(), "steps that would raise pay"), *grids, list(self._sentences()))

    def notes(self) -> list[str]:
        """Return what was left out."""
        askable = self.estimate.profile.certs is None and self.market.none
        unsaid = ["add --cert, or --cert none, for certification steps"] if askable else []
        return [*super().notes(), *unsaid]

    def _sentences(self) -> Iterator[Sentence]:
        if self.rows:
            yield from self._about_steps()
        else:
            yield Sentence("steps", f"{self.market.name} has no figures for a step that would raise pay.")
        yield Sentence("basis", self.basis())

    def _about_steps(self) -> Iterator[Sentence]:
        typical = self.money.text(self.typical)
        yield Sentence(
            "gain",
            f"Gains are {self.money.each}, on top of {typical}; from and to are one standard error away.",
        )
        yield Sentence(
            "cost",
            "Cost is until the first year is over; months, until it is earned, at the gain and at from.",
        )
        yield Sentence("warning", self.words.gain)
        if any(step.overlaps for step in self.rows):
            yield Sentence(
                "overlaps", "Steps that overlap pay for the same skill: only the strongest of them counts."
            )


def _low(step: Boost) -> float:
    return step.gain - step.margin


def _cost(step: Boost, part: Callable[[Span], float]) -> float | None:
    """Return a part of the range of the first year's cost; None without known fees."""
    return half_up(part(step.move.price.first_year), UNIT) if step.move.price else None


def _months(step: Boost, gain: float) -> float | None:
    return half_up_known(step.months_to_break_even(gain), ONE_PLACE)


def _step_text(step: Boost) -> str:
    waits = f"; {step.move.waits}" if step.move.waits else ""
    return f"{step.move.kind}={step.move.value}: {step.move.label}{waits}"


def _months_text(step: Boost) -> str:
    expected, low = _months(step, step.gain), _months(step, _low(step))
    if expected is None:
        return NOT_KNOWN
    if not expected:
        return ""
    return f"{expected:g} to never" if low is None else f"{expected:g} to {low:g}"


def _evidence_text(step: Boost) -> str:
    return step.evidence if step.gain > step.margin else f"{step.evidence}, within its margin"


def _weeks(weeks: float) -> str:
    return f"{weeks:g} weeks" if weeks else ""
