"""Where people stand on the curves of pay before any place is looked at, kept by what their cells say.

No rule of the model stands here a second time: what some cells are worth is asked of `read_profile` and
`facts_of` once for each different text.
"""

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise
from math import inf, log, prod
from operator import itemgetter

from coding_salary.bands import Bands
from coding_salary.curve import SCORES, percentile_of, score_of
from coding_salary.estimate import Scale, error_squared, level_at, product, spread_squared
from coding_salary.factor import (
    CERTIFIED,
    CREDENTIAL,
    CREDENTIAL_COUNT,
    EDUCATION,
    EMPLOYER,
    EXPERIENCE,
    REMOTE,
    ROLE,
    SPECIALTY,
)
from coding_salary.facts import facts_of
from coding_salary.market import Market
from coding_salary.memo import Memo
from coding_salary.profile import YEARS
from coding_salary.rounding import ONE_PLACE, half_up
from coding_salary.row_answers import Basis, Profiles, Texts
from coding_salary.vocabulary import CERT

LEVEL, PERCENTILE = "level", "percentile"
# The factors that each answer decides.
FACTORS = {
    CERT: (CERTIFIED, CREDENTIAL_COUNT, CREDENTIAL),
    YEARS: (EXPERIENCE,),
    EMPLOYER: (EMPLOYER,),
    EDUCATION: (EDUCATION,),
    ROLE: (ROLE,),
    SPECIALTY: (SPECIALTY,),
    REMOTE: (REMOTE,),
}
PARTS = 3
MOST_STANDINGS = 16_000

# The log of the multiplier, squared spread, squared error, number of the occupation, piece of the level.
Worth = tuple[float, float, float, int, str]
# The number of the occupation and the piece of the level; for each percentile of pay the span between knots
# and the score in it; the piece of the percentile; the squared error.
Standing = tuple[int, str, int, float, int, float, int, float, int, float, int, float, str, float]
Lines = tuple[tuple[float, ...], tuple[float, ...]]


class Part(Memo[Texts, Worth]):
    """What the answers to some questions are worth together, by the texts of their cells."""

    def __init__(self, basis: Basis, market: Market, keys: Sequence[str]) -> None:
        """Start with nothing known."""
        super().__init__()
        self.basis, self.market = basis, market
        self.profiles = Profiles(basis, keys)
        self.occupations = list(market.occupations)

    def __missing__(self, texts: Texts) -> Worth:
        profile = self.profiles.read(texts)
        market, facts = self.market, facts_of(self.market, profile)
        level = level_at(market, profile.years)
        worth = (
            log(product(facts)),
            spread_squared(facts),
            error_squared(self.basis.bands.evidence, facts),
            self.occupations.index(profile.occupation(market).name),
            self.basis.piece(LEVEL, level.name) if level else "",
        )
        return self.keep(texts, worth)


class Standings(Memo[Texts, Standing]):
    """Where people stand, by the texts of all the cells that say something of them but their place.

    Rows of one file repeat these far more often than they repeat as a whole.
    """

    def __init__(self, basis: Basis, market: Market) -> None:
        """Find the parts that the questions fall into, and how the nation turns a multiplier into a score."""
        super().__init__(MOST_STANDINGS)
        asked = [key for key in FACTORS if key in basis.columns or key in basis.answers]
        self.columns = [key for key in asked if key in basis.columns]
        self.parts = [
            (Part(basis, market, keys), [self.columns.index(key) for key in keys if key in self.columns])
            for keys in parts_of(market, asked)
        ]
        self.scales = [
            Scale.of(basis.bands, job.ranges[market.code], job.ranges[market.code], None)
            for job in market.occupations.values()
        ]
        self.nations = [lines_through(scale.nation.heights, SCORES) for scale in self.scales]
        self.limits = limits_of(basis.bands)
        self.knots = (self.limits[0], *SCORES[1:-1], self.limits[1])
        self.piece, self.no_level = basis.piece, basis.piece(LEVEL, None)
        self.shared: Memo[str, str] = Memo()

    def __missing__(self, texts: Texts) -> Standing:
        logs, spreads, errors, jobs, levels = zip(
            *(part[tuple([texts[index] for index in indexes])] for part, indexes in self.parts), strict=True
        )
        job, height = max(jobs), sum(logs)
        scale, (starts, rises) = self.scales[job], self.nations[job]
        span = bisect(scale.nation.heights[1:-1], height)
        score = starts[span] + rises[span] * height
        narrow = scale.narrowing(sum(spreads))
        at10, at25, at50, at75, at90 = (score + narrow * own for own in SCORES)
        knots = self.knots
        lowest, highest = self.limits
        standing = (
            job,
            "".join(levels) or self.no_level,
            bisect(knots, at10),
            at10,
            bisect(knots, at25),
            at25,
            bisect(knots, at50),
            at50,
            bisect(knots, at75),
            at75,
            bisect(knots, at90),
            at90,
            self.piece(PERCENTILE, half_up(percentile_of(min(max(score, lowest), highest)), ONE_PLACE)),
            sum(errors),
        )
        # The same few words stand in thousands of keys: one copy of each is enough.
        own = self.shared
        return self.keep(
            tuple([own[text] if text in own else own.keep(text, text) for text in texts]), standing
        )


def limits_of(bands: Bands) -> tuple[float, float]:
    """Return the normal scores within which everybody is placed."""
    low, high = bands.limits
    return score_of(low), score_of(high)


def lines_through(xs: Sequence[float], ys: Sequence[float]) -> Lines:
    """Return for each span between points where its line starts, at zero, and how it rises."""
    spans = list(pairwise(zip(xs, ys, strict=True)))
    rises = tuple((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in spans)
    return tuple(y - rise * x for ((x, y), _), rise in zip(spans, rises, strict=True)), rises


def taker(places: Sequence[int], spare: int = 0) -> Callable[[Sequence[str]], Texts]:
    """Return what takes the texts at these places of a row, as a tuple of at least two.

    Where there are fewer, one comes twice, or `spare` does: that is cheaper than a function of ours.
    """
    padded = [*places, *[places[0] if places else spare] * (2 - len(places))]
    return itemgetter(*padded)


def parts_of(market: Market, keys: Iterable[str]) -> list[list[str]]:
    """Return questions that can be answered apart from each other, in `PARTS` at the most.

    Of the factors that share a group only the strongest counts: what decides one of them cannot be valued
    without the others. Small parts are joined, for one look-up in place of two.
    """
    parts: list[list[str]] = []
    for key in keys:
        linked = [part for part in parts if not _groups(market, part).isdisjoint(_groups(market, [key]))]
        parts = [part for part in parts if part not in linked] + [[*chain(*linked), key]]
    while len(parts) > PARTS:
        smallest, next_smallest, *others = sorted(parts, key=lambda part: _size(market, part))
        parts = [smallest + next_smallest, *others]
    return parts or [[]]


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
