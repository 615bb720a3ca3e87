"""Many estimates in a row: what `estimate` says of one person, at a small part of its price.

A place is turned once into straight lines, what a person's cells say once into a standing; what is left for
each row is to read five points off those lines and to round them. Pure: cells in, pieces of text out,
whatever file they come from.
"""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import erf, exp, floor, inf, log, sqrt

from coding_salary.batch.bounded_cache import MAX_ENTRIES, BoundedCache
from coding_salary.batch.lookup import (
    FACTORS,
    LEVEL,
    PERCENTILE,
    FactorLookup,
    SegmentLookup,
    cell_getter,
    independent_groups,
    lines_through,
)
from coding_salary.batch.row_profiles import BatchContext, Piece, Profiles, RefusedError, Rejections, Texts
from coding_salary.model.estimate import Position, ageing_of, wage_error_squared
from coding_salary.model.result import NAMES as AMOUNTS
from coding_salary.numbers import CENT, NOISE, ONE_PLACE, SCORES, half_up
from coding_salary.profile.answers import AS_OF, PLACE
from coding_salary.profile.profile import Profile, market_of
from coding_salary.table.market import Market

HOURLY, MARGIN, CURRENCY, ERROR = "hourly_typical", "margin", "currency", "error"
RESULTS = (LEVEL, *AMOUNTS, HOURLY, PERCENTILE, MARGIN, CURRENCY, ERROR)
MAX_PLACES = 4_000
HALF = 0.5 + NOISE
# A percentile is 50 * (1 + erf(score / sqrt(2))), and counted in tenths.
ROOT_HALF = sqrt(1 / 2)
TENTHS = 50 / ONE_PLACE
Cells = Sequence[str]
# At each span of scores the line to the log of pay in steps of rounding, and the squared error of the place.
Lines = tuple[tuple[float, ...], tuple[float, ...], float]


@dataclass
class Block:
    """What came of some rows: their texts, and why some were refused, by the index of the row.

    `typical` is typical pay in steps of rounding, by the code of the market.
    """

    results: list[str] = field(default_factory=list)
    typical: dict[str, list[int]] = field(default_factory=dict)
    refused: dict[int, Texts] = field(default_factory=dict)

    def refuse(self, reasons: Texts) -> None:
        """Note that the next row has no results."""
        self.refused[len(self.results)] = reasons
        self.results.append("")

    def add(self, other: "Block") -> None:
        """Add what came of the next rows."""
        self.refused |= {len(self.results) + index: why for index, why in other.refused.items()}
        self.results += other.results
        for code, typical in other.typical.items():
            self.typical.setdefault(code, []).extend(typical)


class AmountTexts(BoundedCache[int, str]):
    """Amounts as they are written, by how many steps of rounding each is."""

    def __init__(self, name: str, step: float, piece: Piece, usual: float = inf) -> None:
        """Start with nothing written; `usual` is how many steps the amounts of the nation come to.

        Where those are few, `texts` is a plain list up to the highest amount, which is read fastest.
        """
        super().__init__()
        self.text: Callable[[int], str] = lambda steps: piece(name, half_up(steps * step, step))
        self.row: list[str] = []
        self.texts: AmountTexts | list[str] = self if usual > MAX_ENTRIES else self.row

    def __missing__(self, steps: int) -> str:
        return self.keep(steps, self.text(steps))

    def reach(self, steps: float) -> None:
        """Have the amounts up to so many steps ready."""
        if self.texts is self.row:
            self.row += map(self.text, range(len(self.row), floor(steps) + 2))


class PlaceLines(BoundedCache[Texts, tuple[Lines, ...]]):
    """The lines on which pay is read in a place, a pair for each occupation, by the texts of its cells."""

    def __init__(self, context: BatchContext, market: Market, highest: Callable[[float], None]) -> None:
        """Start with no place known; `highest` is told the highest pay of each, in steps of rounding."""
        super().__init__(MAX_PLACES)
        self.context, self.market = context, market
        self.highest = highest
        questions = (*PLACE, AS_OF)
        self.columns = [key for key in questions if key in context.columns]
        self.profiles = Profiles(context, questions)

    def __missing__(self, texts: Texts) -> tuple[Lines, ...]:
        profile = self.profiles.read(texts[: len(self.columns)])
        lines = tuple(self._lines(profile, name) for name in self.market.occupations)
        self.highest(max(exp(levels[-1]) for levels, _, _ in lines))
        return self.keep(texts, lines)

    def _lines(self, profile: Profile, occupation: str) -> Lines:
        market, ageing = self.market, ageing_of(self.market, profile)
        nation = market.occupations[occupation].ranges[market.code]
        range = profile.place.published(occupation).ranges[occupation]
        scale = Position.of(self.context.bands, nation, range, ageing)
        base = log(scale.median / market.rounding)
        bases, slopes = lines_through(SCORES, scale.place.heights)
        lowest, highest = (scale.place.height(limit) for limit in (scale.lowest, scale.highest))
        levels = tuple(base + height for height in (lowest, *bases, highest))
        return levels, (0.0, *slopes, 0.0), wage_error_squared(range, ageing)


def ranks(context: BatchContext) -> list[str]:
    """Return the written percentiles by their tenths, those beyond the limits of the table as the limit."""
    low, high = context.bands.limits
    held = (min(max(tenth * ONE_PLACE, low), high) for tenth in range(floor(2 * TENTHS) + 1))
    return [context.piece(PERCENTILE, half_up(percentile, ONE_PLACE)) for percentile in held]


class Calculator:
    """The results of rows of one market, each made of the pieces of text that `BatchContext.piece` writes."""

    def __init__(self, context: BatchContext) -> None:
        """Start with nothing known of any text; raises ProfileError for a country that is not known."""
        self.market = market = market_of(context.bands, context.answers)
        asked = [key for key in FACTORS if key in context.columns or key in context.answers]
        self.parts = [FactorLookup(context, market, keys) for keys in independent_groups(market, asked)]
        self.shapes = [
            SegmentLookup(Position.of(context.bands, job.ranges[market.code], job.ranges[market.code], None))
            for job in market.occupations.values()
        ]
        self.places = PlaceLines(context, market, self._reach)
        self.rejections = Rejections(context)
        spare = next(iter(context.columns.values()))
        taken = (*(part.columns for part in self.parts), self.places.columns)
        self.taken = [cell_getter([context.columns[key] for key in keys], spare) for keys in taken]
        self.cents = market.rounding / market.hours_per_year / CENT
        usual = (
            max(job.ranges[market.code].wages[-1] for job in market.occupations.values()) / market.rounding
        )
        # Where all names are written alike, as in CSV, their texts are kept once: what is small stays near.
        alike = {
            context.piece(name, 0): AmountTexts(name, market.rounding, context.piece, usual)
            for name in AMOUNTS
        }
        self.amounts = [alike[context.piece(name, 0)] for name in AMOUNTS]
        self.hourly = AmountTexts(HOURLY, CENT, context.piece, usual * self.cents)
        self.margins = AmountTexts(MARGIN, market.rounding, context.piece)
        self.ranks = ranks(context)
        self.no_level = context.piece(LEVEL, None)
        self.tail = context.piece(CURRENCY, market.currency) + context.piece(ERROR, None)

    def _reach(self, steps: float) -> None:
        for amounts in self.amounts:
            amounts.reach(steps)
        self.hourly.reach(steps * self.cents)

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
        texts10, texts25, texts50, texts75, texts90 = (amounts.texts for amounts in self.amounts)
        hourly, margins, places = self.hourly.texts, self.margins, self.places
        counted: list[int] = []
        block.typical[self.market.code] = counted
        add, typical = block.results.append, counted.append
        for text, cells in zip(texts, rows, strict=True):
            try:
                log1, spread1, error1, job1, level1 = first[take1(cells)]
                log2, spread2, error2, job2, level2 = second[take2(cells)]
                log3, spread3, error3, job3, level3 = third[take3(cells)]
                job = job1 or job2 or job3
                bases, slopes, error = places[take_place(cells)][job]
            except RefusedError as refused:
                block.refuse(self.rejections.of(cells) if refused.reasons is None else refused.reasons)
                continue
            height = log1 + log2 + log3
            knots, table, below10, below25, above75, above90 = shapes[job][spread1 + spread2 + spread3]
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
                f"{margins[floor(middle * sqrt(error1 + error2 + error3 + error) + HALF)]}"
                f"{tail}"
            )
        return block
