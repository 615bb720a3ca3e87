"""The steps open to somebody as fields and words."""

from collections.abc import Callable, Sequence
from math import inf

from coding_salary.decisions.boost import Boost
from coding_salary.decisions.price import Span, middle
from coding_salary.formats.records import Document, Field
from coding_salary.formats.sheet import Sheet
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, UNIT, half_up, half_up_known
from coding_salary.report.base import PayReport
from coding_salary.table.bands import Bands


class BoostReport(PayReport):
    """What is shown of the steps; the recommended ones first, the others below a line."""

    def __init__(self, bands: Bands, own: Estimate, steps: Sequence[Boost], *, every: bool = False) -> None:
        """Keep the own estimate, and the steps, which may be none; `every` shows people all of them."""
        super().__init__(bands, own)
        self.rows = steps
        self.every = every

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
        """Return the fields of a step; people are shown ties of steps instead."""
        amount, market = self.money.amount, self.market
        return [
            Field("step", lambda step: f"{step.move.kind}={step.move.value}"),
            Field("label", lambda step: step.move.label),
            Field("gain_low", lambda step: amount(_low(step))),
            Field("gain", lambda step: amount(step.gain)),
            Field("gain_high", lambda step: amount(step.gain + step.margin)),
            Field("cost", lambda step: _cost(step, middle)),
            Field("cost_low", lambda step: _cost(step, min)),
            Field("cost_high", lambda step: _cost(step, max)),
            Field("cost_evidence", lambda step: step.move.price.evidence if step.move.price else None),
            Field("cost_yearly", _yearly),
            Field("study_weeks", lambda step: step.move.study_weeks),
            Field("months_to_break_even", lambda step: _months(step, step.gain)),
            Field("months_to_break_even_low", lambda step: _months(step, _low(step))),
            Field("net_five_years", lambda step: half_up_known(step.net(), market.rounding)),
            Field("evidence"),
            Field("sources", lambda step: list(step.sources)),
            Field("overlaps", lambda step: list(step.overlaps)),
            Field("recommended"),
            Field("comes_first", lambda step: step.first),
            Field("waits_for", lambda step: step.move.wait.text or None),
            Field("reason", lambda step: step.move.reason or None),
            Field("gain_real", lambda step: amount(step.real) if step.real not in (None, -inf) else None),
        ]

    def sheet(self) -> Sheet:
        """Return the steps to take now, those that come later, and in a line what rests on weak evidence."""
        from coding_salary.report.boost_sheet import boost_sheet

        return boost_sheet(self)

    def notes(self) -> list[str]:
        """Return what was left out."""
        askable = self.estimate.profile.certs is None and self.market.none
        unsaid = ["add --cert, or --cert none, for certification steps"] if askable else []
        return [*super().notes(), *unsaid]


def _low(step: Boost) -> float:
    return step.gain - step.margin


def _cost(step: Boost, part: Callable[[Span], float]) -> float | None:
    """Return a part of the range of the first year's cost; None without known fees."""
    return half_up(part(step.move.price.first_year), UNIT) if step.move.price else None


def _yearly(step: Boost) -> float | None:
    return half_up(middle(step.move.price.yearly), UNIT) if step.move.price else None


def _months(step: Boost, gain: float) -> float | None:
    return half_up_known(step.months_to_break_even(gain), ONE_PLACE)
