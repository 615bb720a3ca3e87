"""What cells say of pay before any place is looked at: the factors they stand for, and the range around it.

No rule of the model appears a second time: the factors of some cells are asked of `read_profile` and
`facts_of` once for each different text.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from math import floor, inf, log, prod

from coding_salary.batch.bounded_cache import BoundedCache
from coding_salary.batch.row_profiles import BatchContext, Piece, Profiles, RefusedError, Texts
from coding_salary.model.estimate import (
    level_at,
)
from coding_salary.model.facts import (
    FLAGS,
    Fact,
    error_squared,
    facts_in,
    industry_alone,
    product,
    spread_squared,
)
from coding_salary.model.money import Money
from coding_salary.model.position import Position
from coding_salary.numbers import ONE_PLACE, SCORES, half_up
from coding_salary.profile.answers import AS_OF, CERT, PLACE, YEARS
from coding_salary.profile.profile import Profile
from coding_salary.table.factors import EMPLOYER, ROLE
from coding_salary.table.market import Market
from coding_salary.table.occupations import Occupation

LEVEL, POSITION = "level", "position"
# The factors that each answer decides.
FACTORS = {
    flag.removeprefix("--"): tuple(name for name, own in FLAGS.items() if own == flag)
    for flag in FLAGS.values()
}
GROUPS = 3
MAX_PLACES = 4_000
TENTHS = 50 / ONE_PLACE  # of percentiles, on each side of the median
# The log of the multiplier, the number of the squares, and the piece of the level.
CellFactors = tuple[float, int, str]
# Squared spread, squared error, and the number of the employer where it is all that some cells say: 0 where
# they say nothing, MORE where they say more. Each adds up over the cells of a row.
Squares = tuple[float, float, float]
MORE = inf
# What a row looks up by is one whole number, the sum of those of its groups: each has so many bits of it.
BITS = 20
# From a multiplier to the score in the nation, as a line, and the spans that the five percentiles lie in.
Segment = tuple[float, float, int, int, int, int, int]
# Knots of the log of the multiplier, what holds between them, how far from the score the percentiles are, and
# the squared error of the facts.
Segments = tuple[tuple[float, ...], tuple[Segment, ...], float, float, float, float, float]
Lines = tuple[tuple[float, ...], tuple[float, ...]]
# The spans of an industry's percentiles that lie beyond the limits of the table, after everybody else's.
TAILS = {0: len(SCORES) + 1, len(SCORES): len(SCORES) + 2}
# At each span of scores the line to the log of pay in steps of rounding, and the squared error of the place.
PayLines = tuple[tuple[float, ...], tuple[float, ...], float]


class FactorReader:
    """Reads what the cells of some answers say; of answers that none was given for, nothing.

    `squares` are those met so far: few, as they come of the table and not of the people.
    """

    def __init__(self, context: BatchContext, market: Market, keys: Sequence[str], group: int) -> None:
        """Read these answers, in columns or said for every row, which are this one of the groups."""
        self.context, self.market, self.shift = context, market, group * BITS
        self.squares: list[Squares] = []
        self.profiles = Profiles(context, keys)
        self.jobs = list(market.occupations.values())
        self.employers = list(market.factors[EMPLOYER].values) if EMPLOYER in market.factors else []

    def profile(self, texts: Texts) -> Profile:
        """Return the profile of some cells; raises RefusedError, also where an employer has its own scale."""
        profile = self.profiles.read(texts)
        if profile.employer in self.market.scales:
            self.profiles.keep(texts, True)  # no survey has it: every such row is worked out apart
            raise RefusedError
        return profile

    def factors(self, job: Occupation, profile: Profile) -> CellFactors:
        """Return the joint factors of a profile as they count in a job."""
        market, facts = self.market, facts_in(self.market, job, profile)
        level = level_at(market, profile.years)
        alone = industry_alone(job, facts)
        squares = (
            spread_squared(facts),
            error_squared(self.context.bands.evidence, facts),
            1 + self.employers.index(profile.employer or "") if alone else MORE if _moving(facts) else 0,
        )
        if squares not in self.squares:
            self.squares.append(squares)
        number = self.squares.index(squares) << self.shift
        return log(product(facts)), number, self.context.piece(LEVEL, level.name) if level else ""

    def squares_of(self, number: int) -> Squares:
        """Return what this group has in the number of a row."""
        return self.squares[number >> self.shift & (1 << BITS) - 1]


class JobLookup(BoundedCache[Texts, tuple[int, CellFactors]]):
    """The number of the job, and the factors in it, by the texts of the cells that decide the job."""

    def __init__(self, reader: FactorReader) -> None:
        """Start with nothing known."""
        super().__init__()
        self.reader = reader

    def __missing__(self, texts: Texts) -> tuple[int, CellFactors]:
        reader = self.reader
        profile = reader.profile(texts)
        job = profile.occupation(reader.market)
        return self.keep(texts, (reader.jobs.index(job), reader.factors(job, profile)))


class FactorLookup(BoundedCache[Texts, tuple[CellFactors, ...]]):
    """The factors in every job, by the texts of cells that say nothing of the job."""

    def __init__(self, reader: FactorReader) -> None:
        """Start with nothing known."""
        super().__init__()
        self.reader = reader

    def __missing__(self, texts: Texts) -> tuple[CellFactors, ...]:
        profile = self.reader.profile(texts)
        return self.keep(texts, tuple(self.reader.factors(job, profile) for job in self.reader.jobs))


def _moving(facts: Iterable[Fact]) -> bool:
    return any(not fact.choice.yardstick for fact in facts)


class SegmentLookup(BoundedCache[int, Segments]):
    """How spans and scores follow from a multiplier, by the number of the squares of a row.

    The spans of all five percentiles change where the log of the multiplier passes one of these knots, so
    that one search finds all of them. Of an employer that nothing is said beside, they are those of its
    industry, whatever the multiplier.
    """

    def __init__(self, readers: Sequence[FactorReader], job: Occupation) -> None:
        """Start with no spread known."""
        super().__init__()
        self.readers, self.job = readers, job
        context, market = readers[0].context, readers[0].market
        self.evidence, self.employers = context.bands.evidence, readers[0].employers
        self.scale = scale = Position.of(context.bands, market, job, job.nation, None)
        self.edges = (scale.lowest, *SCORES[1:-1], scale.highest)
        self.nation = lines_through(scale.nation.heights, SCORES)

    def __missing__(self, number: int) -> Segments:
        squares = (reader.squares_of(number) for reader in self.readers)
        spread, error, employer = map(sum, zip(*squares, strict=True))
        if 0 < employer < MORE:
            return self.keep(number, self._industry(self.employers[int(employer) - 1]))
        scale, edges = self.scale, self.edges
        shown = scale.shown(spread, error)
        offsets = [shown * score for score in SCORES]
        inner = scale.nation.heights[1:-1]
        knots = sorted({*inner, *(scale.nation.height(edge - own) for own in offsets for edge in edges)})
        between = [knots[0] - 1, *((low + high) / 2 for low, high in pairwise(knots)), knots[-1] + 1]
        starts, rises = self.nation
        table: list[Segment] = []
        for height in between:
            span = bisect(inner, height)
            score = scale.nation.score(height)
            table.append((starts[span], rises[span], *self._spans(score, offsets)))
        below10, below25, _, above75, above90 = offsets
        return self.keep(number, (tuple(knots), tuple(table), below10, below25, above75, above90, error))

    def _industry(self, employer: str) -> Segments:
        industry = self.job.employers[employer]
        people = self.scale.everybody(industry)
        offsets = [people.national(score) - people.position for score in SCORES]
        spans = self._spans(people.position, offsets)
        s10, s25, s50, s75, s90 = (TAILS.get(span, span) for span in spans)
        segment: Segment = (people.position, 0, s10, s25, s50, s75, s90)
        below10, below25, _, above75, above90 = offsets
        error = self.evidence[industry.evidence].error ** 2
        return (), (segment,), below10, below25, above75, above90, error

    def _spans(self, score: float, offsets: Sequence[float]) -> tuple[int, int, int, int, int]:
        s10, s25, s50, s75, s90 = (bisect(self.edges, score + own) for own in offsets)
        return s10, s25, s50, s75, s90


class AmountTexts(BoundedCache[int, str]):
    """Amounts as they are written, by how many steps of rounding each is."""

    def __init__(self, name: str, step: float, piece: Piece) -> None:
        """Start with nothing written."""
        super().__init__()
        self.name, self.step, self.piece = name, step, piece

    def __missing__(self, steps: int) -> str:
        return self.keep(steps, self.piece(self.name, half_up(steps * self.step, self.step)))


class PlaceLines(BoundedCache[Texts, tuple[PayLines, ...]]):
    """The lines on which pay is read in a place, a pair for each occupation, by the texts of its cells.

    `step` is what amounts are rounded to, in currency a year.
    """

    def __init__(self, context: BatchContext, market: Market) -> None:
        """Start with no place known."""
        super().__init__(MAX_PLACES)
        self.context, self.market = context, market
        money = Money.asked(market, market.hours_per_year)
        self.step = money.step * (money.hours or 1)
        self.profiles = Profiles(context, (*PLACE, AS_OF))

    def __missing__(self, texts: Texts) -> tuple[PayLines, ...]:
        profile, jobs = self.profiles.read(texts), self.market.occupations.values()
        month = profile.as_of
        if month and not all(job.reaches(self.market.date, month) for job in jobs):
            self.profiles.keep(texts, True)  # the job decides: every such row is worked out apart
            raise RefusedError
        return self.keep(texts, tuple(self._lines(profile, job) for job in jobs))

    def _lines(self, profile: Profile, job: Occupation) -> PayLines:
        scale = Position.at(self.context.bands, profile, job)
        base = log(scale.median / self.step)
        bases, slopes = lines_through(SCORES, scale.place.heights)
        lowest, highest = (scale.place.height(limit) for limit in (scale.lowest, scale.highest))
        tails, rises = (lowest, highest), (0.0, 0.0)
        if scale.place == scale.nation:  # what is published of an industry is kept there: see `reaching`
            tails, rises = (bases[0], bases[-1]), (slopes[0], slopes[-1])
        levels = tuple(base + height for height in (lowest, *bases, highest, *tails))
        return levels, (0.0, *slopes, 0.0, *rises), scale.error_squared


def ranks(context: BatchContext) -> list[str]:
    """Return the written percentiles by their tenths, those beyond the limits of the table as the limit."""
    low, high = context.bands.limits
    held = (min(max(tenth * ONE_PLACE, low), high) for tenth in range(floor(2 * TENTHS) + 1))
    return [context.piece(POSITION, half_up(percentile, ONE_PLACE)) for percentile in held]


def lines_through(xs: Sequence[float], ys: Sequence[float]) -> Lines:
    """Return for each span between points where its line starts, at zero, and how it rises."""
    spans = list(pairwise(zip(xs, ys, strict=True)))
    rises = tuple((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in spans)
    return tuple(y - rise * x for ((x, y), _), rise in zip(spans, rises, strict=True)), rises


def independent_groups(market: Market, keys: Iterable[str]) -> list[list[str]]:
    """Return questions that can be answered apart from each other, in `GROUPS`; some groups may be empty.

    Of the factors that share a group only the strongest counts: what decides one of them cannot be valued
    without the others. The part with the role, which decides the job, comes first. Small parts are joined,
    for one look-up in place of two.
    """
    parts: list[list[str]] = []
    for key in keys:
        linked = [part for part in parts if not _groups(market, part).isdisjoint(_groups(market, [key]))]
        parts = [part for part in parts if part not in linked] + [[*chain(*linked), key]]
    while len(parts) > GROUPS:
        smallest, next_smallest, *others = sorted(parts, key=lambda part: _size(market, part))
        parts = [smallest + next_smallest, *others]
    parts.sort(key=lambda part: ROLE not in part)
    return parts + [[] for _ in range(GROUPS - len(parts))]


def _groups(market: Market, keys: Iterable[str]) -> set[str]:
    factors = [market.factors[name] for key in keys for name in FACTORS[key] if name in market.factors]
    return {factor.group for factor in factors if factor.group}


def _size(market: Market, keys: Iterable[str]) -> float:
    """Return how many different answers are to be expected; numbers and lists have no end."""
    endless = {YEARS, CERT}
    sizes = (
        inf if key in endless else 1 + len(market.factors[FACTORS[key][0]].values)
        for key in keys
        if FACTORS[key][0] in market.factors
    )
    return prod(sizes)
