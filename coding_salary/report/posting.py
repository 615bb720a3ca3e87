"""The pay range of a job advert, as one paragraph with its basis."""

from coding_salary.model.money import Money
from coding_salary.model.result import NAMES, Estimate
from coding_salary.report.base import PayReport
from coding_salary.report.headline import facts, in_place, in_sentence, role_words

LOW, HIGH = NAMES.index("low"), NAMES.index("high")


def posting(report: PayReport) -> str:
    """Say what the position pays a year and an hour, who earns that, and what it is based on."""
    estimate = report.estimate
    year = _range(estimate, Money(report.market))
    hour = _range(estimate, Money(report.market, estimate.hours_per_year))
    return (
        f"Pay for this position is {year} a year ({hour} an hour). {_who(estimate)}"
        f" Based on {report.words.based_on()}."
    )


def _range(estimate: Estimate, money: Money) -> str:
    low, high = (money.shown(estimate.you.pay[index]) for index in (LOW, HIGH))
    return low if low == high else f"{low} to {high}"


def _who(estimate: Estimate) -> str:
    """Say whose pay the range is: half of such people earn it, or an agreement sets it."""
    role = ", ".join((in_sentence(role_words(estimate)), *facts(estimate)))
    if estimate.you.percentile is None:
        return f"The pay scale sets it for this position: {role}."
    where = in_place(estimate.place.name)
    return f"Half of people with this profile ({role}) earn within that range {where}."
