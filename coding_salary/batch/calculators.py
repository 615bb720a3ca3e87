"""Which calculator works out a row: that of its market, with pay where it is asked for."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Protocol

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.bulk import Block, Calculator, Cells, ScaleCalculator
from coding_salary.batch.row_profiles import BatchContext, RefusedError, Rejections, Texts
from coding_salary.profile.answers import COUNTRY, PLACE, Raw
from coding_salary.profile.profile import market_of
from coding_salary.reading.errors import ProfileError
from coding_salary.table.market import Country

MAX_COUNTRIES = 100


class RowCalculator(Protocol):
    """What works out the rows of one market."""

    @property
    def market(self) -> Country:
        """The market of the rows."""

    def results(self, texts: Sequence[str], rows: Sequence[Cells], end: str = "") -> Block:
        """Return each text with its results and `end`; a row that is refused is noted and left empty."""


class Calculators(BoundedCache[str, RowCalculator | Texts]):
    """Finds the calculator for the text of a country, or keeps the reasons why there is none."""

    def __init__(self, context: BatchContext) -> None:
        """Start with the calculator of rows that name no country."""
        super().__init__(MAX_COUNTRIES)
        self.context = context
        self.usual = calculator(context)
        self.named: dict[str, RowCalculator] = {}
        # What else is wrong with a row whose country is not known is said as for the first market.
        self.rejections = Rejections(context._replace(answers={}))
        self.column = context.columns.get(COUNTRY)

    def __missing__(self, country: str) -> RowCalculator | Texts:
        if not country or country.isspace():
            return self.keep(country, self.usual)
        answers = {key: said for key, said in self.context.answers.items() if key not in PLACE}
        context = self.context._replace(answers={**answers, COUNTRY: (Raw(country),)})
        try:
            code = market_of(context.bands, context.answers).code
        except ProfileError as error:
            return self.keep(country, tuple(problem.message for problem in error.problems))
        if code not in self.named:
            self.named[code] = calculator(context)
        return self.keep(country, self.named[code])

    def results(self, texts: Sequence[str], rows: Sequence[Cells], end: str = "") -> Block:
        """Return each text with its results and `end`; a row that is refused is noted and left empty."""
        if self.column is None:
            return self.usual.results(texts, rows, end)
        block = Block()
        for country, pairs in groupby(zip(texts, rows, strict=True), self._country):
            own_texts, own_rows = zip(*pairs, strict=True)
            found = self[country]
            if isinstance(found, tuple):
                block.add(self._refused(found, own_rows))
            else:
                block.add(found.results(own_texts, own_rows, end))
        return block

    def _country(self, pair: tuple[str, Cells]) -> str:
        try:
            return pair[1][self.column or 0]
        except RefusedError:
            return ""

    def _refused(self, reasons: Texts, rows: Iterable[Cells]) -> Block:
        """Return rows that are all refused, each for its country and for all else that is wrong with it."""
        block = Block(typical={self.usual.market.code: []})
        for cells in rows:
            block.refuse((*reasons, *self.rejections.of(cells)))
        return block


def calculator(context: BatchContext) -> RowCalculator:
    """Return what works out the rows of the market that the answers name; raises ProfileError for none."""
    kind = ScaleCalculator if market_of(context.bands, context.answers).scale else Calculator
    found = kind(context)
    if context.pay is None:
        return found
    from coding_salary.batch.paid_rows import PaidCalculator

    return PaidCalculator(found, context, context.pay)
