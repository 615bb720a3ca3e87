"""One calculator for each market that the rows of a file name."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.bulk import CURRENCY, ERROR, RESULTS, Block, Calculator, Cells
from coding_salary.batch.lookup import LEVEL
from coding_salary.batch.row_profiles import QUESTIONS, Basis, Profiles, Reasons, RefusedError, Texts
from coding_salary.formats.records import Value
from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.model.rows import level_rows
from coding_salary.profile.answers import COUNTRY, PLACE, Said
from coding_salary.profile.profile import market_of
from coding_salary.reading.errors import ProfileError
from coding_salary.table.market import Market

MOST_COUNTRIES = 100


class ScaleCalculator(BoundedCache[Texts, tuple[str, int]]):
    """The results of rows of a market, with typical pay in steps of rounding, by the texts of their cells."""

    def __init__(self, basis: Basis) -> None:
        """Start with nothing known; raises ProfileError for a country that is not known."""
        super().__init__()
        self.basis = basis
        self.market = market_of(basis.bands, basis.answers)
        questions = [key for keys in QUESTIONS for key in keys]
        self.places = [basis.columns[key] for key in questions if key in basis.columns]
        self.profiles = Profiles(basis, questions)
        self.reasons = Reasons(basis)

    def __missing__(self, texts: Texts) -> tuple[str, int]:
        result = estimate(self.basis.bands, self.profiles.read(texts))
        values = _results(result)
        written = "".join(self.basis.piece(name, values.get(name)) for name in RESULTS)
        return self.keep(texts, (written, round(result.you.pay.typical / self.market.rounding)))

    def results(self, texts: Sequence[str], rows: Sequence[Cells], end: str = "") -> Block:
        """Return each text with its results and `end`; a row that is refused is noted and left empty."""
        block = Block()
        for text, cells in zip(texts, rows, strict=True):
            try:
                written, steps = self[tuple([cells[place] for place in self.places])]
            except RefusedError as refused:
                block.refuse(self.reasons.of(cells) if refused.reasons is None else refused.reasons)
                continue
            block.results.append(text + written + end)
            block.typical.append(steps)
        return block


def _results(result: Estimate) -> dict[str, Value]:
    level = result.you.level
    return {
        **level_rows(result)[-1]._asdict(),
        LEVEL: level.name if level else None,
        "margin": Money(result.market).amount(result.margin),
        CURRENCY: result.market.currency,
        ERROR: None,
    }


AnyCalculator = Calculator | ScaleCalculator


class Calculators(BoundedCache[str, AnyCalculator | Texts]):
    """Finds the calculator for the text of a country; the reasons why there is none are kept alike."""

    def __init__(self, basis: Basis) -> None:
        """Start with the calculator of rows that name no country."""
        super().__init__(MOST_COUNTRIES)
        self.basis = basis
        self.usual = calculator(basis)
        self.column = basis.columns.get(COUNTRY)

    def __missing__(self, country: str) -> AnyCalculator | Texts:
        if not country or country.isspace():
            return self.keep(country, self.usual)
        answers = {key: said for key, said in self.basis.answers.items() if key not in PLACE}
        basis = self.basis._replace(answers={**answers, COUNTRY: (Said(country),)})
        try:
            return self.keep(country, calculator(basis))
        except ProfileError as error:
            return self.keep(country, tuple(problem.message for problem in error.problems))

    def results(
        self, texts: Sequence[str], rows: Sequence[Cells], end: str
    ) -> Iterator[tuple[Market, Block]]:
        """Yield the results of rows, in order, each block with the market that it is of."""
        if self.column is None:
            yield self.usual.market, self.usual.results(texts, rows, end)
            return
        if (country := self._only(rows)) is not None and isinstance(only := self[country], AnyCalculator):
            yield only.market, only.results(texts, rows, end)
            return
        for country, pairs in groupby(zip(texts, rows, strict=True), self._country):
            own_texts, own_rows = zip(*pairs, strict=True)
            found = self[country]
            if isinstance(found, AnyCalculator):
                yield found.market, found.results(own_texts, own_rows, end)
            else:
                yield self.usual.market, self._refused(found, own_rows)

    def _only(self, rows: Sequence[Cells]) -> str | None:
        """Return the country of all these rows, if they have but one and all can be read."""
        try:
            countries = set(map(itemgetter(self.column), rows))
        except RefusedError:
            return None
        return countries.pop() if len(countries) == 1 else None

    def _country(self, pair: tuple[str, Cells]) -> str:
        try:
            return pair[1][self.column or 0]
        except RefusedError:
            return ""

    def _refused(self, reasons: Texts, rows: Iterable[Cells]) -> Block:
        """Return rows that are all refused, each for its country and for all else that is wrong with it."""
        block = Block()
        for cells in rows:
            block.refuse((*reasons, *self._first.reasons.of(cells)))
        return block

    @cached_property
    def _first(self) -> AnyCalculator:
        return calculator(self.basis._replace(answers={}))


def calculator(basis: Basis) -> AnyCalculator:
    """Return what works out the rows of the market that the answers name; raises ProfileError for none."""
    kind = ScaleCalculator if market_of(basis.bands, basis.answers).scale else Calculator
    return kind(basis)
