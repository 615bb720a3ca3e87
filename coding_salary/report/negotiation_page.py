"""A page to take into a negotiation: what such people earn, what to ask for, points and their sources.

What is only for the person stays off it: the verdict, and below what to walk away.
"""

from collections.abc import Iterator
from operator import itemgetter

from coding_salary.decisions.package import Package
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Grid, Labeled, Line, Sentence, Sheet
from coding_salary.report.base import source_line
from coding_salary.report.headline import based_on
from coding_salary.report.offer import OfferReport
from coding_salary.report.offer_sheet import asked
from coding_salary.report.offer_words import Amounts, with_article
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name

Texts = tuple[str, str, str]


class NegotiationPage(OfferReport):
    """An offer as a page for both sides of a table, prepared in a month such as `2026-11`."""

    def __init__(self, bands: Bands, package: Package, month: str) -> None:
        """Keep the offer and the month."""
        super().__init__(bands, package)
        self.month = month

    def sheet(self) -> Sheet:
        """Return the page."""
        role, *rest = self.person()
        points = [Sentence("point", point) for point in self.evidence]
        title = [f"Pay of {with_article(role)}", *rest]
        return Sheet(title, self._amounts(), [self._ask()], points, list(self._basis()))

    def _amounts(self) -> Grid[Texts]:
        """Return the offer beside what such people earn, a year and an hour."""
        written, pay = Amounts.of(self), self.estimate.you.pay
        usual = [
            ("a quarter earn less than", pay.low),
            ("typical", pay.typical),
            ("a quarter earn more than", pay.high),
        ]
        rows = [("the offer", written.given(self.offer.annual), written.hour(self.offer.annual))]
        rows += [(name, written.shown(amount), written.hour(amount)) for name, amount in usual]
        headings = enumerate(("people like this", "a year", "an hour"))
        fields = [
            Field[Texts]("", itemgetter(index), name, str if index else None) for index, name in headings
        ]
        return Grid(fields, map(Line, rows))

    def _ask(self) -> Labeled:
        return Labeled("Asked for", asked(self) or "what is offered")

    def _basis(self) -> Iterator[Labeled]:
        yield based_on(self)
        yield Labeled("Prepared", f"{month_name(self.month)}, table {self.bands.version}")
        yield from (source_line(self.bands.sources[id]) for id in self.cited)
