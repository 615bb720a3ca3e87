"""What the people of a staff are paid beside people like them: one by one, and in groups. Pure."""

from typing import NamedTuple

from coding_salary.decisions.offer import Verdict
from coding_salary.numbers import CENT, ONE_PLACE, half_up, half_up_known

Values = tuple[float | None, float, float, str]


class Standing(NamedTuple):
    """Somebody's pay beside people like them; amounts as shown, in currency a full-time year.

    The percentile is not known on a pay scale, where `low` is the lowest point.
    """

    annual: float
    low: float
    typical: float
    percentile: float | None
    verdict: Verdict
    currency: str

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
        return percentile, self.annual - self.typical, self.compa_ratio, self.verdict.value
