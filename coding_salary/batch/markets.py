"""One calculator for each market that the rows of a file name."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.bulk import CURRENCY, ERROR, RESULTS, Block, Calculator, Cells
from coding_salary.batch.lookup import LEVEL
from coding_salary.batch.row_profiles import (
    QUESTIONS,
    BatchContext,
    Profiles,
    RefusedError,
    Rejections,
    Texts,
)
from coding_salary.formats.records import Value
from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.model.rows import level_rows
from coding_salary.profile.answers import COUNTRY, PLACE, Raw
from coding_salary.profile.profile import market_of
from coding_salary.reading.errors import ProfileError

MAX_COUNTRIES = 100


class ScaleCalculator(BoundedCache[Texts, tuple[str, int]]):
    """The results of rows of a market, with typical pay in steps of rounding, by the texts of their cells."""

    def __init__(self, context: BatchContext) -> None:
        """Start with nothing known; raises ProfileError for a country that is not known."""
        super().__init__()
        self.context = context
        self.market = market_of(context.bands, context.answers)
        questions = [key for keys in QUESTIONS for key in keys]
        self.places = [context.columns[key] for key in questions if key in context.columns]
        self.profiles = Profiles(context, questions)
        self.rejections = Rejections(context)

    def __missing__(self, texts: Texts) -> tuple[str, int]:
        result = estimate(self.context.bands, self.profiles.read(texts))
        values = _results(result)
        written = "".join(self.context.piece(name, values.get(name)) for name in RESULTS)
        return self.keep(texts, (written, round(result.you.pay.typical / self.market.rounding)))

    def results(self, texts: Sequence[str], rows: Sequence[Cells], end: str = "") -> Block:
        """Return each text with its results and `end`; a row that is refused is noted and left empty."""
        typical: list[int] = []
        block = Block(typical={self.market.code: typical})
        for text, cells in zip(texts, rows, strict=True):
            try:
                written, steps = self[tuple([cells[place] for place in self.places])]
            except RefusedError as refused:
                block.refuse(self.rejections.of(cells) if refused.reasons is None else refused.reasons)
                continue
            block.results.append(text + written + end)
            typical.append(steps)
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

    def __init__(self, context: BatchContext) -> None:
        """Start with the calculator of rows that name no country."""
        super().__init__(MAX_COUNTRIES)
        self.context = context
        self.usual = calculator(context)
        self.named: dict[str, AnyCalculator] = {}
        # What else is wrong with a row whose country is not known is said as for the first market.
        self.rejections = Rejections(context._replace(answers={}))
        self.column = context.columns.get(COUNTRY)

    def __missing__(self, country: str) -> AnyCalculator | Texts:
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
            if isinstance(found, AnyCalculator):
                block.add(found.results(own_texts, own_rows, end))
            else:
                block.add(self._refused(found, own_rows))
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


def calculator(context: BatchContext) -> AnyCalculator:
    """Return what works out the rows of the market that the answers name; raises ProfileError for none."""
    kind = ScaleCalculator if market_of(context.bands, context.answers).scale else Calculator
    return kind(context)
