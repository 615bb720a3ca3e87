"""Many estimates in a row: what `estimate` says of one person, at a small part of its price.

A place is turned once into straight lines, what a person's cells say once into a standing; what is left for
each row is to read five points off those lines and to round them. Pure: cells in, pieces of text out,
whatever file they come from.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import erf, exp, floor, sqrt
from typing import TYPE_CHECKING

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
    cell_getter,
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
)
from coding_salary.formats.records import Value
from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money
from coding_salary.model.result import NAMES as AMOUNTS
from coding_salary.model.result import Estimate
from coding_salary.model.rows import Row, level_rows
from coding_salary.numbers import CENT, NOISE
from coding_salary.profile.profile import market_of

if TYPE_CHECKING:
    from coding_salary.decisions.staff import Standing

HOURLY, MARGIN, CURRENCY, ERROR = "hourly_typical", "margin", "currency", "error"
RESULTS = (LEVEL, *AMOUNTS, HOURLY, POSITION, MARGIN, CURRENCY, ERROR)
MAX_COUNTRIES = 100
HALF = 0.5 + NOISE
# A percentile is 50 * (1 + erf(score / sqrt(2))), counted in tenths.
ROOT_HALF = sqrt(1 / 2)
Cells = Sequence[str]


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
        self.parts = JobLookup(readers[0]), FactorLookup(readers[1]), FactorLookup(readers[2])
        self.shapes = [SegmentLookup(readers, job) for job in market.occupations.values()]
        self.places = PlaceLines(context, market)
        self.apart = ScaleCalculator(context)
        spare = next(iter(context.columns.values()), 0)
        taken = (*(reader.columns for reader in readers), self.places.columns)
        self.taken = [cell_getter([context.columns[key] for key in keys], spare) for keys in taken]
        step = Money.asked(market, market.hours_per_year).step
        self.cents = self.places.step / market.hours_per_year / CENT
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
        block = Block()
        first, second, third = self.parts
        take1, take2, take3, take_place = self.taken
        shapes, no_level, ranks, tail, cents = (
            self.shapes,
            self.no_level,
            self.ranks,
            self.tail + end,
            self.cents,
        )
        texts10, texts25, texts50, texts75, texts90 = self.amounts
        hourly, margins, places = self.hourly, self.margins, self.places
        counted: list[int] = []
        block.typical[self.market.code] = counted
        add, typical = block.results.append, counted.append
        for text, cells in zip(texts, rows, strict=True):
            try:
                job, (log1, number1, level1) = first[take1(cells)]
                log2, number2, level2 = second[take2(cells)][job]
                log3, number3, level3 = third[take3(cells)][job]
                bases, slopes, error = places[take_place(cells)][job]
            except RefusedError as refused:
                self.apart.add_to(block, (text, cells, end), refused)
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
        self.places = [context.columns[key] for key in ANSWERED if key in context.columns]
        self.profiles = Profiles(context, ANSWERED)
        self.rejections = Rejections(context)

    def add_to(self, block: Block, row: tuple[str, Cells, str], refused: RefusedError) -> None:
        """Add a row that no survey is read for: its employer has a scale of its own, or it is wrong."""
        text, cells, end = row
        if refused.reasons is not None:
            block.refuse(refused.reasons)
            return
        block.add(self.results([text], [cells], end))

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
            try:
                written, steps = self[tuple([cells[place] for place in self.places])]
            except RefusedError as refused:
                block.refuse(self.rejections.of(cells) if refused.reasons is None else refused.reasons)
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
