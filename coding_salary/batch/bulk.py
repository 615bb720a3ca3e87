"""Many estimates in a row: what `estimate` says of one person, at a small part of its price.

A place is turned once into straight lines, what a person's cells say once into a standing; what is left for
each row is to read five points off those lines and to round them. Pure: cells in, pieces of text out,
whatever file they come from.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import erf, exp, floor, sqrt
from typing import TYPE_CHECKING, TypeAlias

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.lookup import (
    FACTORS,
    LEVEL,
    POSITION,
    TENTHS,
    AmountTexts,
    FactorLookup,
    FactorReader,
    JobLookup,
    PlaceLines,
    SegmentLookup,
    independent_groups,
    ranks,
)
from coding_salary.batch.row_profiles import (
    ANSWERED,
    BatchContext,
    Profiles,
    RefusedError,
    Rejections,
    Texts,
    Unreadable,
)
from coding_salary.formats.records import Value
from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money
from coding_salary.model.result import NAMES as AMOUNTS
from coding_salary.model.result import Estimate, Row, level_rows
from coding_salary.numbers import CENT, NOISE
from coding_salary.profile.answers import COUNTRY, PLACE, Raw
from coding_salary.profile.profile import market_of
from coding_salary.reading.errors import ProfileError

if TYPE_CHECKING:
    from coding_salary.batch.paid_rows import PaidCalculator
    from coding_salary.decisions.staff import Standing

HOURLY, MARGIN, CURRENCY, ERROR = "hourly_typical", "margin", "currency", "error"
RESULTS = (LEVEL, *AMOUNTS, HOURLY, POSITION, MARGIN, CURRENCY, ERROR)
MAX_COUNTRIES = 100
HALF = 0.5 + NOISE
# A percentile is 50 * (1 + erf(score / sqrt(2))), counted in tenths.
ROOT_HALF = sqrt(1 / 2)
Cells = Sequence[str]
RowCalculator: TypeAlias = "Calculator | ScaleCalculator | PaidCalculator"


@dataclass
class Block:
    """What came of some rows: their texts; why some were refused and where pay stands, by the row's index.

    `typical` is typical pay in steps of rounding, by the code of the market.
    """

    results: list[str] = field(default_factory=list)
    typical: dict[str, list[int]] = field(default_factory=dict)
    refused: dict[int, Texts] = field(default_factory=dict)
    standings: "dict[int, Standing]" = field(default_factory=dict)

    def refuse(self, reasons: Texts) -> None:
        """Note that the next row has no results."""
        self.refused[len(self.results)] = reasons
        self.results.append("")

    def add(self, other: "Block") -> None:
        """Add what came of the next rows."""
        before = len(self.results)
        self.refused |= {before + index: why for index, why in other.refused.items()}
        self.standings |= {before + index: found for index, found in other.standings.items()}
        self.results += other.results
        for code, typical in other.typical.items():
            self.typical.setdefault(code, []).extend(typical)


class Calculator:
    """The results of rows of one market, each made of the pieces of text that `BatchContext.piece` writes."""

    def __init__(self, context: BatchContext) -> None:
        """Start with nothing known of any text; raises ProfileError for a country that is not known."""
        self.market = market = market_of(context.bands, context.answers)
        asked = [key for key in FACTORS if key in context.columns or key in context.answers]
        groups = enumerate(independent_groups(market, asked))
        readers = [FactorReader(context, market, keys, group) for group, keys in groups]
        places = PlaceLines(context, market)
        self.parts = JobLookup(readers[0]), FactorLookup(readers[1]), FactorLookup(readers[2]), places
        self.shapes = [SegmentLookup(readers, job) for job in market.occupations.values()]
        self.apart = ScaleCalculator(context)
        self.taken = [*(reader.profiles.take for reader in readers), places.profiles.take]
        step = Money.asked(market, market.hours_per_year).step
        self.cents = places.step / market.hours_per_year / CENT
        # Where all names are written alike, as in CSV, their texts are kept once, which keeps memory low.
        alike = {context.piece(name, 0): AmountTexts(name, step, context.piece) for name in AMOUNTS}
        self.amounts = [alike[context.piece(name, 0)] for name in AMOUNTS]
        self.hourly = AmountTexts(HOURLY, CENT, context.piece)
        self.margins = AmountTexts(MARGIN, step, context.piece)
        self.ranks = ranks(context)
        self.no_level = context.piece(LEVEL, None)
        self.tail = context.piece(CURRENCY, market.currency) + context.piece(ERROR, None)

    def results(self, texts: Sequence[str], rows: Sequence[Cells], end: str = "") -> Block:
        """Return each text with its results and `end`; a row that is refused is noted and left empty.

        The one loop that runs for every row of a file: flat and without calls of ours, each of which would
        cost a tenth of the row. It is `Position` written out on lines through the same points; a last digit
        may differ from there, which rounding cannot show: NOISE keeps halves away from the edge.
        """
        block = Block(typical={self.market.code: []})
        add, typical = block.results.append, block.typical[self.market.code].append
        first, second, third, places = self.parts
        take1, take2, take3, take_place = self.taken
        texts10, texts25, texts50, texts75, texts90 = self.amounts
        shapes, hourly, margins, ranks = self.shapes, self.hourly, self.margins, self.ranks
        no_level, tail, cents = self.no_level, self.tail + end, self.cents
        for text, cells in zip(texts, rows, strict=True):
            try:
                job, (log1, number1, level1) = first[take1(cells)]
                log2, number2, level2 = second[take2(cells)][job]
                log3, number3, level3 = third[take3(cells)][job]
                bases, slopes, error = places[take_place(cells)][job]
            except RefusedError:  # it is wrong, or its employer has a scale of its own
                block.add(self.apart.results([text], [cells], end))
                continue
            height = log1 + log2 + log3
            number = number1 + number2 + number3
            knots, table, below10, below25, above75, above90, errors = shapes[job][number]
            start, rise, s10, s25, s50, s75, s90 = table[bisect(knots, height)]
            score = start + rise * height
            middle = exp(bases[s50] + slopes[s50] * score)
            steps = floor(middle + HALF)
            typical(steps)
            add(
                f"{text}{level1 or level2 or level3 or no_level}"
                f"{texts10[floor(exp(bases[s10] + slopes[s10] * (score + below10)) + HALF)]}"
                f"{texts25[floor(exp(bases[s25] + slopes[s25] * (score + below25)) + HALF)]}"
                f"{texts50[steps]}"
                f"{texts75[floor(exp(bases[s75] + slopes[s75] * (score + above75)) + HALF)]}"
                f"{texts90[floor(exp(bases[s90] + slopes[s90] * (score + above90)) + HALF)]}"
                f"{hourly[floor(middle * cents + HALF)]}"
                f"{ranks[floor(erf(score * ROOT_HALF) * TENTHS + TENTHS + HALF)]}"
                f"{margins[floor(middle * sqrt(errors + error) + HALF)]}"
                f"{tail}"
            )
        return block


class ScaleCalculator(BoundedCache[Texts, tuple[str, int]]):
    """The results of rows of a market, with typical pay in steps of rounding, by the texts of their cells."""

    def __init__(self, context: BatchContext) -> None:
        """Start with nothing known; raises ProfileError for a country that is not known."""
        super().__init__()
        self.context = context
        self.market = market_of(context.bands, context.answers)
        self.step = Money.asked(self.market, self.market.hours_per_year).step
        self.profiles = Profiles(context, ANSWERED)
        self.rejections = Rejections(context)

    def __missing__(self, texts: Texts) -> tuple[str, int]:
        result = estimate(self.context.bands, self.profiles.read(texts))
        if result.floor and self.context.floors is not None:
            self.context.floors.add(result.profile.place.name)
        row = level_rows(result)[-1]
        values = _results(result, row)
        written = "".join(self.context.piece(name, values.get(name)) for name in RESULTS)
        return self.keep(texts, (written, round(row.typical / self.step)))

    def results(self, texts: Sequence[str], rows: Sequence[Cells], end: str = "") -> Block:
        """Return each text with its results and `end`; a row that is refused is noted and left empty."""
        typical: list[int] = []
        block = Block(typical={self.market.code: typical})
        for text, cells in zip(texts, rows, strict=True):
            if isinstance(cells, Unreadable):
                block.refuse(cells.reasons)
                continue
            try:
                written, steps = self[self.profiles.take(cells)]
            except RefusedError:
                block.refuse(self.rejections.of(cells))
                continue
            block.results.append(text + written + end)
            typical.append(steps)
        return block


def _results(result: Estimate, row: Row) -> dict[str, Value]:
    level = result.you.level
    return {
        **row._asdict(),
        LEVEL: level.name if level else None,
        MARGIN: Money.of(result).amount(result.margin),
        CURRENCY: result.market.currency,
        ERROR: None,
    }


class Calculators(BoundedCache[str, "RowCalculator | Texts"]):
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

    def __missing__(self, country: str) -> "RowCalculator | Texts":
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


def calculator(context: BatchContext) -> "RowCalculator":
    """Return what works out the rows of the market that the answers name; raises ProfileError for none."""
    kind = ScaleCalculator if market_of(context.bands, context.answers).scale else Calculator
    found = kind(context)
    if context.pay is None:
        return found
    from coding_salary.batch.paid_rows import PaidCalculator

    return PaidCalculator(found, context, context.pay)
