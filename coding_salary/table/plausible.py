"""What figures of pay cannot be, so that a wrong unit or a slip of a digit is found when a table is read."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.indexes import Exchange
    from coding_salary.table.market import Market

WEEKS = 52
# Per cent of the hours of a year: a calendar year is a day or two more than 52 weeks, and an agreement may
# round. Twice the hours, or half of them, are far beyond.
MAX_HOURS_OFF = 5
# The median of a job is nowhere four times that of another place: US states lie between 0.6 and 1.6 times
# the nation's. A month's wages for a year's are 12 times off, a digit too many or too few is 10.
MAX_APART = 4
# The highest tenth of one job earns two to three times what the lowest does. More than five times is rare
# enough to ask; more than twenty is a slip of a digit or of a unit.
WIDE, MAX_SPREAD = 5, 20
# From a trainee to a director is less; a month's pay among years' is 12 times off, a year's among weeks' 52.
MAX_POINT_APART = 10
# No country takes more of a wage from the employer in one contribution.
MAX_COST = 0.5
# Pay is rounded to about a thousandth of it; a year's pay multiplied by the hours of a year is rounded to a
# millionth.
MAX_ROUNDINGS = 500_000
# Only where one unit buys as much as three dollars, as in Kuwait, may a coder earn less in a year.
MIN_USUAL_PAY = 5_000
# What a year's pay for one job buys differs by less between countries, rich and poor; a week's pay, or an
# hour's, taken for a year's is 52 or 2,080 times off.
MAX_ABROAD = 20


def middle(amounts: Iterable[float]) -> float:
    """Return the amount in the middle, the upper one of two; there must be one."""
    ordered = sorted(amounts)
    return ordered[len(ordered) // 2]


def too_wide(low: float, high: float) -> str:
    """Say that the 90th percentile is too far above the 10th; empty where it is not."""
    if not high > low * MAX_SPREAD:
        return ""
    return f"the 90th percentile is more than {MAX_SPREAD} times the 10th: correct its unit or a digit"


def too_far(median: float, usual: float) -> str:
    """Say that a median is too far from the usual one of the job; empty where it is not."""
    if not (median * MAX_APART < usual or median > usual * MAX_APART):
        return ""
    return (
        f"a median of {median:,.0f} a year is more than {MAX_APART} times from {usual:,.0f}, which is usual:"
        " correct its unit or a digit"
    )


def check_spread(node: "Node", low: float, high: float) -> None:
    """Note that the 90th percentile, at its node, is too far above the 10th, or rarely that far."""
    if message := too_wide(low, high):
        node.fault(message)
    elif high > low * WIDE:
        node.warn(f"the 90th percentile is {high / low:.1f} times the 10th: more than {WIDE} is rare")


def check_points(nodes: "list[Node]") -> None:
    """Note every point of a scale that is too far from the middle one to be an amount of the same unit."""
    usual = middle(node.number_read or 0 for node in nodes) if nodes else 0
    for node in nodes:
        point = node.number_read or usual
        if not usual / MAX_POINT_APART <= point <= usual * MAX_POINT_APART:
            node.fault(
                f"{point:g} is more than {MAX_POINT_APART} times from {usual:g}, the middle of all points:"
                " correct its unit or a digit"
            )


def check_week(node: "Node", week: float, year: float) -> None:
    """Note that the hours of a week do not make those of a year."""
    if abs(week * WEEKS - year) * 100 > MAX_HOURS_OFF * year:
        node.fault(
            f"{week:g} hours a week are {week * WEEKS:,.0f} a year, not {year:,.0f}: correct one of them"
        )


def check_pay(market: "Market", node: "Node") -> None:
    """Note that a market's pay cannot be an amount a year, or is one in few currencies only."""
    if node.problems:
        return
    pay = market.middle_pay
    if pay > MAX_ROUNDINGS * market.rounding:
        node.fault(
            f"pay of {pay:,.0f} {market.currency} a year is more than {MAX_ROUNDINGS:,} times the rounding:"
            " correct the unit of the wages, or the rounding"
        )
    elif pay < MIN_USUAL_PAY:
        node.warn(f"pay of {pay:,.0f} {market.currency} is little for a year: is it a month's or a week's?")


def check_pay_abroad(
    exchange: "Exchange", markets: "Mapping[str, Market]", nodes: "Mapping[str, Node]"
) -> None:
    """Report each country whose pay buys too much or too little to be a year's pay."""
    bought = {code: market.middle_pay / exchange.parities.units[code] for code, market in markets.items()}
    usual = middle(bought.values())
    for code, pay in bought.items():
        if not usual / MAX_ABROAD <= pay <= usual * MAX_ABROAD:
            nodes[code].fault(
                f"a year's pay buys what {pay:,.0f} {exchange.unit} buys, elsewhere {usual:,.0f}:"
                " correct the unit of the wages, or the parity"
            )
