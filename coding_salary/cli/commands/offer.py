"""`salary offer`: where an amount stands among people like you, or several offers side by side."""

from collections.abc import Mapping, Sequence
from shlex import quote
from typing import TYPE_CHECKING, Any

from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import ANSWERS, SESSION, VIEW, View, this_month
from coding_salary.cli.options import EMPLOYER_STATE, Flag, Group, command
from coding_salary.cli.session import Session
from coding_salary.profile.answers import Answers
from coding_salary.reading.errors import ExitCode
from coding_salary.reading.words import quoted

if TYPE_CHECKING:
    from coding_salary.report.offer_sheet import NegotiationPage


def _term(name: str, metavar: str | None, help: str, **sides: Any) -> Flag:
    return Flag(name, f"--{name.replace('_', '-')}", metavar, help, panel="The offer", **sides)


AMOUNT_HELP = "54000, 26/hr, 24-28/hr; or several."
TERM_FLAGS = (
    _term("hours", "N", "Hours a week, such as 32 or 45 (overtime: federal rule)."),
    _term("charts", "N/hr", "Charts an hour or a day, such as 25/hr or 160/day."),
    _term("work", "KIND", "Kind of work instead: inpatient, ed, pro-fee ...; its usual charts an hour."),
    _term("claims", "N/hr", "Claims an hour or a day, such as 40/hr."),
    _term("collections", "MONEY", "What is collected, such as 60000/mo, for 6%/collections."),
    _term("bonus", "B", "5% or 2000 a year, kept apart."),
    _term("shift", "PERCENT", "Shift differential, such as 10% or 2/hr, kept apart."),
    _term("overtime", "none", "none where no overtime is paid (exempt)."),
    _term("pto", "DAYS", "Paid days off a year, holidays included, for the total."),
    _term("match", "PERCENT", "401(k) match, such as 4% or '50% up to 6%', for the total."),
    _term("contractor", None, "The offer is a 1099 rate.", kind=bool, default=False),
    _term("casual", None, "A rate with casual loading, for no paid leave.", kind=bool, default=False),
    _term("covered", "COST", "Cost covered elsewhere, such as insurance (repeatable).", kind=list),
)


def _terms_of(flags: dict[str, Any]) -> dict[str, str]:
    """Return what is said of the terms, as an offer has them."""
    from coding_salary.decisions.said_offer import terms_of

    return terms_of({flag.name: flags[flag.name] for flag in TERM_FLAGS})


def _write_page(page: "NegotiationPage", file: str) -> None:
    """Write a page to a new file as its ending says; raises UsageError for another ending."""
    from coding_salary.cli.output import write_result
    from coding_salary.formats import Format, render
    from coding_salary.formats.symbols import Display

    format = Format.by_ending(file)
    if format not in (Format.MD, Format.HTML):
        raise UsageError(
            f"--sheet writes Markdown or HTML: name it offer.md or offer.html, not {quoted(file)}"
        )
    write_result(render(page, format, Display(PAGE_WIDTH)), output=file)


def _refuse_bare_words(amounts: Sequence[str]) -> None:
    """Raise UsageError for words such as `CPC 5 OH` beside an amount, with the flags that they belong to."""
    if not any(text.isalpha() for text in amounts):
        return
    from coding_salary.cli.misuse import DID_YOU_MEAN, as_flags

    words = [text for text in amounts if text.isalpha() or len(text) <= YEARS_DIGITS]
    if flags := as_flags(words):
        offers = "".join(f"{quote(text)} " for text in amounts if text not in words) or "26/hr "
        raise UsageError(
            f"{quoted(' '.join(words))} is not an amount. {DID_YOU_MEAN} salary offer {offers}{flags}?"
        )


# Numbers this short are years beside words such as CPC: nobody is paid so little.
YEARS_DIGITS = 2
# The columns of a page that is printed on paper.
PAGE_WIDTH = 90
TERMS = Group("terms", TERM_FLAGS, _terms_of)
SHEET_HELP = "Write a page for a negotiation too: Markdown or HTML."
EXIT_CODE_HELP = "Exit with 5 if the offer is low: below the percentile from which it is fair."
FAIL_BELOW_HELP = "Exit with 5 if the offer is below this percentile of people like you."


@command(
    ANSWERS,
    EMPLOYER_STATE,
    VIEW,
    Flag("amounts", "", "AMOUNT...", AMOUNT_HELP, kind=list, required=True),
    TERMS,
    _term("total", None, "Add what benefits are worth at employers' average cost.", kind=bool, default=False),
    _term("sheet", "FILE", SHEET_HELP),
    _term("exit_code", None, EXIT_CODE_HELP, kind=bool, default=False),
    _term("fail_below", "N", FAIL_BELOW_HELP, kind=int, range=(1, 99)),
    SESSION,
)
def run(
    session: Session,
    answers: Answers,
    employer_state: str | None,
    view: View,
    amounts: list[str],
    terms: Mapping[str, str],
    total: bool,
    sheet: str | None,
    exit_code: bool,
    fail_below: int | None,
) -> int:
    """Check job offers and get a counter-offer.

    Examples:
      salary offer 26/hr --cert CPC --years 5 --state OH
      salary offer 0.85/chart --charts 160/day -c CPC --contractor
      salary offer 54000 35/hr,contractor,hours=32 62000,state=CA -c CPC -y 5
    """
    from coding_salary.decisions.package import side_by_side
    from coding_salary.report.offer import OfferReport
    from coding_salary.report.offer_sheet import NegotiationPage
    from coding_salary.report.offers import OffersReport

    table = session.table
    _refuse_bare_words(amounts)
    judged = session.packages(amounts, terms, answers)
    if len(judged) == 1:
        report = OfferReport(table, judged[0], total=total)
        if remote := session.remote_pay(judged[0].estimate.profile, employer_state):
            report.beside(remote)
        if sheet is not None:
            _write_page(NegotiationPage(table, judged[0], this_month()), sheet)
        view.show_pay(report)
    elif employer_state is not None:
        raise UsageError("--employer-state takes one offer: leave the others out")
    elif sheet is not None:
        raise UsageError("--sheet takes one offer: leave the others out")
    else:
        view.show_pay(OffersReport(table, side_by_side(table, judged, session.price_levels)))
    limit = fail_below or (table.offer.low if exit_code else 0)
    low = limit and all(each.offer.below(limit) for each in judged)
    return ExitCode.BELOW if low else ExitCode.DONE
