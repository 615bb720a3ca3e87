"""What the people of a staff are paid beside people like them: one by one, and in groups. Pure."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from coding_salary.decisions.offer import Verdict
from coding_salary.model.money import Money
from coding_salary.numbers import CENT, ONE_PLACE, UNIT, half_up, half_up_known
from coding_salary.reading.errors import Problem, ProfileError

# Nobody reads a summary of more groups, and they all have to be kept until the last row.
MAX_GROUPS = 10_000
MAX_BINS = 20_000
EVERYONE = "everyone"
Values = tuple[float | None, float, float, str]


class Standing(NamedTuple):
    """Somebody's pay beside people like them; amounts as shown, in currency a full-time year.

    The percentile is not known on a pay scale, where `low` is the lowest point. `gap` is how far pay is above
    typical pay, in the period that is shown.
    """

    annual: float
    low: float
    typical: float
    gap: float
    percentile: float | None
    verdict: Verdict
    currency: str

    @classmethod
    def of(
        cls,
        money: Money,
        amounts: tuple[float, float, float],
        percentile: float | None,
        verdict: Verdict,
    ) -> "Standing":
        """Return where pay stands: it, `low` and `typical` in currency a year, none of them rounded."""
        annual, low, typical = amounts
        year = Money(money.market)
        gap = half_up(money.to_unit(annual) - money.amount(typical), CENT)
        shown = half_up(annual, UNIT), year.amount(low), year.amount(typical)
        return cls(*shown, gap, percentile, verdict, money.market.currency)

    @property
    def compa_ratio(self) -> float:
        """Pay as a multiple of typical pay, to the hundredth."""
        return half_up(self.annual / self.typical, CENT)

    @property
    def shortfall(self) -> float:
        """What is missing to the 25th percentile, where the verdict is that pay is below it."""
        return max(self.low - self.annual, 0) if self.verdict.below else 0

    @property
    def values(self) -> Values:
        """The values of `PAY_RESULTS`, in their order."""
        percentile = half_up_known(self.percentile, ONE_PLACE)
        return percentile, self.gap, self.compa_ratio, self.verdict.value


class Group(NamedTuple):
    """A group of people: how their pay compares, and what is missing; amounts in currency a year.

    `below_25th` are those whom the verdict puts below the 25th percentile of people like them, and
    `cost_to_25th` is what brings all of them up to it. `left_out` have no pay, or no estimate.
    """

    group: str
    people: int
    left_out: int
    middle_compa_ratio: float | None
    below_25th: int
    below_25th_percent: float | None
    cost_to_25th: float
    currency: str


class Tally:
    """Counts the people of a group who are paid in one currency."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.below = 0
        self.cost = 0.0
        self.ratios: Counter[int] = Counter()  # in hundredths

    def add(self, standing: Standing) -> None:
        """Count a person."""
        self.below += standing.verdict.below
        self.cost += standing.shortfall
        self.ratios[round(standing.compa_ratio / CENT)] += 1

    def join(self, other: "Tally") -> None:
        """Count the people of another group as well."""
        self.below += other.below
        self.cost += other.cost
        self.ratios.update(other.ratios)

    def group(self, name: str, left_out: int, currency: str) -> Group:
        """Return what was counted."""
        people = self.ratios.total()
        return Group(
            group=name,
            people=people,
            left_out=left_out,
            middle_compa_ratio=self._middle() if people else None,
            below_25th=self.below,
            below_25th_percent=half_up(100 * self.below / people, ONE_PLACE) if people else None,
            cost_to_25th=half_up(self.cost, 1),
            currency=currency,
        )

    def _middle(self) -> float:
        """Return the median ratio, of an even number the mean of the two in the middle."""
        people = self.ratios.total()
        middle = at_rank(self.ratios, (people + 1) // 2) + at_rank(self.ratios, people // 2 + 1)
        return half_up(middle / 2 * CENT, CENT)


class Staff:
    """Counts people by group and by the currency that they are paid in, in bounded memory."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.tallies: dict[str, dict[str, Tally]] = {}
        self.left_out: Counter[str] = Counter()

    def add(self, group: str, standing: Standing | None) -> None:
        """Count a person, or somebody who cannot be compared; raises ProfileError for too many groups."""
        tallies = self.tallies.setdefault(group, {})
        if standing is None:
            self.left_out[group] += 1
        else:
            tallies.setdefault(standing.currency, Tally()).add(standing)
        if len(self.tallies) > MAX_GROUPS:
            message = f"the column of --group-by has more than {MAX_GROUPS:,} different values: name another"
            raise ProfileError([Problem(message)])

    def groups(self) -> list[Group]:
        """Return each group, by its name; one paid in several currencies has a row for each."""
        ordered = sorted(self.tallies.items(), key=lambda item: (item[0].casefold(), item[0]))
        return [row for name, own in ordered for row in _rows(name, own, self.left_out[name])]

    def total(self) -> list[Group]:
        """Return everyone, in a row for each currency."""
        joined: dict[str, Tally] = {}
        for own in self.tallies.values():
            for currency, tally in own.items():
                joined.setdefault(currency, Tally()).join(tally)
        return _rows(EVERYONE, joined, self.left_out.total())


class Histogram:
    """Amounts counted in steps; where there are too many different ones, in bins of more and more steps."""

    def __init__(self, step: float) -> None:
        """Start with nothing counted; `step` is in currency."""
        self.step, self.width = step, 1
        self.counts: Counter[int] = Counter()

    def add(self, amounts: Iterable[int]) -> None:
        """Count amounts that are given in steps."""
        self.counts.update(amounts if self.width == 1 else (steps // self.width for steps in amounts))
        while len(self.counts) > MAX_BINS:
            self._widen()

    def _widen(self) -> None:
        before, self.counts = self.counts, Counter()
        for bin, count in before.items():
            self.counts[bin // 2] += count
        self.width *= 2

    def middle_half(self) -> tuple[float, float]:
        """Return the quarter points of what was counted; there must be something."""
        total = self.counts.total()
        lower, upper = (at_rank(self.counts, total * share) for share in (1 / 4, 3 / 4))
        return lower * self.width * self.step, upper * self.width * self.step


def at_rank(counts: Counter[int], rank: float) -> int:
    """Return the number that has a rank among those counted, the lowest of which has the first."""
    ordered = sorted(counts)
    passed = accumulate(counts[number] for number in ordered)
    return next(number for number, before in zip(ordered, passed, strict=True) if before >= rank)


def _rows(name: str, tallies: dict[str, Tally], left_out: int) -> list[Group]:
    """Return a row for each currency; those left out, who have none, stand in the first."""
    counted = tallies or {"": Tally()}
    return [
        tally.group(name, 0 if index else left_out, currency)
        for index, (currency, tally) in enumerate(counted.items())
    ]
