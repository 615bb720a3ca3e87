"""The steps open to somebody as rows and words."""

from collections.abc import Iterator
from typing import NamedTuple

from coding_salary.decisions.boost import HORIZON, Boost
from coding_salary.formats.records import Record, Records
from coding_salary.formats.sheet import Column, Grid, Line, Part, Sentence, Sheet
from coding_salary.formats.symbols import Symbols
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, UNIT, half_up
from coding_salary.report.common import PERIOD, Document, provenance
from coding_salary.report.estimate import Report
from coding_salary.table.bands import Bands

NOT_KNOWN = "not known"
WARNING = (
    "A gain is what people with that step earn more, with all that comes with it: surveys mix in experience"
    " and the kind of job. It is not what the step causes."
)
ON_SCALE = (
    "A gain is what the scale pays more for that grade or region, at the first point of a new grade. Whether"
    " such a post is to be had is not in it."
)


class BoostReport(NamedTuple):
    """What is shown of the steps; the recommended ones first, the others below a line."""

    bands: Bands
    own: Estimate
    steps: tuple[Boost, ...]

    @property
    def base(self) -> Report:
        """The report of the profile's own estimate."""
        return Report(self.bands, self.own)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            **provenance(self.bands, self.base.market),
            "profile": self.base.profile(),
            "currency": self.base.market.currency,
            "period": PERIOD,
            "typical": self.base.money.amount(self.own.you.pay.typical),
            "steps": [self._record(step) for step in self.steps],
            "notes": self.notes(),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each step; none when no step raises pay."""
        del explain
        return Records(FIELDS, map(self._record, self.steps))

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return the steps, what the evidence can carry above what it cannot."""
        del explain, symbols
        title = (*self.base.person(), "steps that would raise pay")
        parts: list[Part] = []
        for head, wanted in (("recommended", True), ("not recommended", False)):
            lines = tuple(self._line(step) for step in self.steps if step.recommended is wanted)
            if lines:
                parts.append(Grid(self._columns(head), lines))
        return Sheet(title, (*parts, tuple(self._sentences())))

    def notes(self) -> list[str]:
        """Return what was left out."""
        askable = self.own.profile.certs is None and self.base.market.none
        unsaid = ["add --cert, or --cert none, for certification steps"] if askable else []
        return [*self.base.notes(), *unsaid]

    def _record(self, step: Boost) -> Record:
        amount, price = self.base.money.amount, step.move.price
        low, high = step.gain - step.margin, step.gain + step.margin
        return {
            "step": f"{step.move.kind}={step.move.value}",
            "label": step.move.label,
            "gain_low": amount(low),
            "gain": amount(step.gain),
            "gain_high": amount(high),
            "cost": _rounded(price.first_year, UNIT),
            "cost_yearly": _rounded(price.yearly, UNIT),
            "study_weeks": step.move.study_weeks,
            "months_to_break_even": _rounded(step.months_to_break_even(step.gain), ONE_PLACE),
            "months_to_break_even_low": _rounded(step.months_to_break_even(low), ONE_PLACE),
            "net_five_years": _rounded(step.net(), self.base.market.rounding),
            "evidence": step.evidence,
            "sources": list(step.sources),
            "overlaps": list(step.overlaps),
            "recommended": step.recommended,
        }

    def _columns(self, head: str) -> tuple[Column, ...]:
        return (
            Column(head, right=False, loose=True),
            Column("gain"),
            Column("from", gives_way=3),
            Column("to", gives_way=3),
            Column("cost", gives_way=1),
            Column("a year", gives_way=7),
            Column("study", gives_way=8),
            Column("months", gives_way=4),
            Column(f"net {HORIZON} years", gives_way=2),
            Column("evidence", right=False, gives_way=2, loose=True),
            Column("overlaps", right=False, gives_way=6, loose=True),
        )

    def _line(self, step: Boost) -> Line:
        record = self._record(step)
        return Line(
            (
                f"{step.move.kind}={step.move.value}: {step.move.label}",
                self._signed(record["gain"]),
                self._signed(record["gain_low"]),
                self._signed(record["gain_high"]),
                self._money(record["cost"]),
                self._money(record["cost_yearly"]),
                f"{step.move.study_weeks:g} weeks" if step.move.study_weeks else "",
                _months(record["months_to_break_even"], record["months_to_break_even_low"]),
                self._money(record["net_five_years"]),
                step.evidence if step.gain > step.margin else f"{step.evidence}, within its margin",
                ", ".join(step.overlaps),
            ),
            dim=not step.recommended,
        )

    def _signed(self, amount: object) -> str:
        return f"{amount:+,}" if isinstance(amount, int | float) else ""

    def _money(self, amount: object) -> str:
        return self.base.money.text(amount) if isinstance(amount, int | float) else NOT_KNOWN

    def _sentences(self) -> Iterator[Sentence]:
        typical = self.base.money.text(self.base.money.amount(self.own.you.pay.typical))
        if not self.steps:
            yield Sentence(
                "steps", f"{self.base.market.name} has no figures for a step that would raise pay."
            )
            yield Sentence("basis", self.base.basis())
            return
        yield Sentence(
            "gain", f"Gains are a year, on top of {typical}; from and to are one standard error away."
        )
        yield Sentence(
            "cost",
            "Cost is until the first year is over; months, until it is earned, at the gain and at from.",
        )
        yield Sentence("warning", ON_SCALE if self.base.market.scale else WARNING)
        if any(step.overlaps for step in self.steps):
            yield Sentence(
                "overlaps", "Steps that overlap pay for the same skill: only the strongest of them counts."
            )
        yield Sentence("basis", self.base.basis())


FIELDS = (
    "step",
    "label",
    "gain_low",
    "gain",
    "gain_high",
    "cost",
    "cost_yearly",
    "study_weeks",
    "months_to_break_even",
    "months_to_break_even_low",
    "net_five_years",
    "evidence",
    "sources",
    "overlaps",
    "recommended",
)


def _months(expected: object, low: object) -> str:
    if not isinstance(expected, int | float):
        return NOT_KNOWN
    if not expected:
        return ""
    return f"{expected:g} to {low:g}" if isinstance(low, int | float) else f"{expected:g} to never"


def _rounded(amount: float | None, step: float) -> float | None:
    return None if amount is None else half_up(amount, step)
