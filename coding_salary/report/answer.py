"""The lines that every result about pay begins and ends with.

A command's report builds its sheet of them, so that all screens read alike (`formats.sheet` shows the order):

- `person(report.estimate)` of `headline` is the title: `Medical coder · CPC · 5 years · United States`;
- `answer(report)` is typical pay in one line, with what half of such people earn;
- `based_on(report)` says on what wages the amounts rest, in one dim line;
- `next_steps(report, "offer 25/hr", "boost")` are commands to run next, with the flags of this very profile.

Amounts are written by `report.money`: `text` for `$52,500`, `signed` for `+$9,500`, `short` for the axis of a
chart. With `--per hour` it writes amounts an hour, if every amount is rounded by `money.amount`, those of
other estimates by `Money.of`; what is no pay, such as a fee, is written by `once`. Percentages are written by
`percent` and `growth_text` of `base`: `7.8%`, `+7.8%`.
"""

from coding_salary.formats.sheet import Answer, Labeled, Tone
from coding_salary.formats.symbols import DOT
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.report.base import PayReport
from coding_salary.report.headline import flags


def answer(report: PayReport) -> Answer:
    """Return typical pay a year and an hour, the unit that was asked for first, and the range around it."""
    return Answer(typical_words(report, report.estimate), report.words.range())


def typical_words(report: PayReport, estimate: Estimate) -> str:
    """Return typical pay a year and an hour, the unit that was asked for first."""
    typical = estimate.you.pay.typical
    year, hour = Money(estimate.market), Money(estimate.market, estimate.hours_per_year)
    texts = [f"{year.text(year.amount(typical))} a year", f"{hour.text(hour.amount(typical))} an hour"]
    return DOT.join(texts[::-1] if report.money.hours else texts)


def based_on(report: PayReport) -> Labeled:
    """Return what wages or which scale the amounts rest on."""
    return Labeled("Based on", report.words.based_on(), Tone.SOURCE)


def next_steps(report: PayReport, *commands: str, hint: str = "") -> Labeled:
    """Return commands to run next for the same person, such as `boost`, and a hint after them."""
    lines = (command(report, each) for each in commands)
    return Labeled("Next", DOT.join(filter(None, (*lines, hint))))


def command(report: PayReport, words: str) -> str:
    """Return a command line for the same person: `salary boost -c CPC -y 5`."""
    return " ".join(("salary", words, *flags(report.bands, report.estimate.profile)))
