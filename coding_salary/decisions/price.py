"""What a step costs, as a range: at once, and for each year after."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coding_salary.model.money import whole
from coding_salary.table.credentials import Credentials
from coding_salary.table.market import Market
from coding_salary.table.sources import REFERENCE, weakest

Span = tuple[float, float]
# How a first year is headed in a table, and what it holds.
FIRST_YEAR, OF_A_NEWCOMER = "first year", "exam and a year's dues for a newcomer"


def middle(span: Span) -> float:
    """Return the amount halfway between the ends."""
    return sum(span) / 2


def span_text(span: Span, write: Callable[[float], str]) -> str:
    """Return a range as people read it, a single amount where its ends are one: `$425 to $499`."""
    return " to ".join(dict.fromkeys(map(write, map(whole, span))))


class Price(NamedTuple):
    """What a step costs from its lowest to its highest: `once`, and `yearly` from the first year on.

    `course` is what those pay besides who hold nothing yet and need one.
    """

    once: Span = (0.0, 0.0)
    yearly: Span = (0.0, 0.0)
    evidence: str = REFERENCE
    sources: tuple[str, ...] = ()
    course: Span | None = None

    @property
    def first_year(self) -> Span:
        """The cost of the first year."""
        return self.over(1)

    def over(self, years: int) -> Span:
        """Return the total cost over these years."""
        (low, high), (yearly_low, yearly_high) = self.once, self.yearly
        return low + years * yearly_low, high + years * yearly_high


FREE = Price()


def price_of(market: Market, credentials: Credentials, held: Sequence[str], cert: str) -> Price | None:
    """Return the fees of adding a certification for somebody who holds others; None when none are known.

    What an apprentice's certification becomes is without a fee.
    """
    if cert in held or market.apprentices.stage_of(cert) in held:
        return FREE
    credential = credentials.get(cert)
    if credential is None:
        return None
    issuers = [credentials[name].issuer for name in held if name in credentials]
    yearly = ("further",) if credential.issuer in issuers else ("dues", "renewal")
    if not {"exam", *yearly} <= credential.fees.keys():
        return None
    fees, course = [credential.fees[fee] for fee in yearly], credential.fees.get("course")
    rows = [credential, *(credentials[row] for row in credential.borrowed(("exam", *yearly)))]
    return Price(
        once=credential.fees["exam"][:2],
        yearly=(sum(fee.low for fee in fees), sum(fee.high for fee in fees)),
        evidence=weakest(row.cost_evidence for row in rows),
        sources=tuple(dict.fromkeys(source for row in rows for source in row.sources)),
        course=course[:2] if course and not held else None,
    )
