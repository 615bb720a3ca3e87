"""The same person in several countries, each paid in its own money and by its own rules. Pure."""

from collections.abc import Callable, Iterable, Iterator
from math import hypot
from typing import NamedTuple

from coding_salary.answers import COUNTRY, METRO, STATE, Answers, Said
from coding_salary.bands import Bands
from coding_salary.conversion import Conversion, conversion_to
from coding_salary.errors import ProfileError
from coding_salary.estimate import estimate
from coding_salary.market import Market
from coding_salary.outcome import Estimate
from coding_salary.places import Area
from coding_salary.profile import market_of, read_profile

PLACE = (STATE, METRO)
LoadAreas = Callable[[Market], list[Area]]


class Abroad(NamedTuple):
    """A country's estimate, how its money converts, and the answers that do not count there.

    `converted` and `at_parity` are typical pay in the other money, not rounded, `margin` one standard error
    of `converted`.
    """

    estimate: Estimate
    conversion: Conversion
    uncounted: tuple[str, ...]

    @property
    def converted(self) -> float:
        """Typical pay at the rate of exchange."""
        return self.estimate.you.pay.typical / self.conversion.rate

    @property
    def at_parity(self) -> float:
        """What typical pay buys, in the other money at the other market's prices."""
        return self.estimate.you.pay.typical / self.conversion.parity

    @property
    def margin(self) -> float:
        """One standard error of the converted amount: that of a rate is not known."""
        return self.estimate.margin / self.conversion.rate

    def above(self, other: "Abroad") -> bool:
        """Whether the two differ by more than the evidence leaves open."""
        return abs(self.converted - other.converted) > hypot(self.margin, other.margin)


class Countries(NamedTuple):
    """The person's own country, and the countries compared with it."""

    base: Abroad
    rows: tuple[Abroad, ...]

    def arranged(self, by: str, top: int | None) -> "Countries":
        """Return the rows sorted by converted pay, by what it buys (`real`), or as they were given."""
        rows = self.rows
        if by == "real":
            rows = tuple(sorted(rows, key=lambda row: -row.at_parity))
        elif by != "given":
            rows = tuple(sorted(rows, key=lambda row: -self._pay(row, by)))
        return Countries(self.base, rows[:top])

    @staticmethod
    def _pay(row: Abroad, by: str) -> float:
        amount: float = getattr(row.estimate.you.pay, by)
        return amount / row.conversion.rate


def countries(
    bands: Bands, answers: Answers, codes: Iterable[str], currency: str, load_areas: LoadAreas
) -> Countries:
    """Return a person's estimate at home and in other countries; raises ProfileError.

    What is said of the person must be right at home; abroad, what does not count there is left out and
    named. A place is of one country only.
    """
    person = _Person(bands, answers, currency, load_areas)
    return Countries(person.at(answers, ()), tuple(map(person.abroad, codes)))


class _Person(NamedTuple):
    """Somebody's answers, and the money that pay is to be converted to."""

    bands: Bands
    answers: Answers
    currency: str
    load_areas: LoadAreas

    def at(self, answers: Answers, uncounted: tuple[str, ...]) -> Abroad:
        """Return the estimate for some answers, with how its money converts."""
        result = estimate(self.bands, read_profile(self.bands, answers, self.load_areas))
        return Abroad(result, conversion_to(self.bands, result.market, self.currency), uncounted)

    def abroad(self, country: str) -> Abroad:
        """Return the estimate in a country, with what does not count there left out."""
        there = {**self.answers, COUNTRY: (Said(country),)}
        if market_of(self.bands, there) is market_of(self.bands, self.answers):
            return self.at(self.answers, ())
        uncounted = tuple(self.uncounted(there))
        return self.at({key: said for key, said in there.items() if key not in uncounted}, uncounted)

    def uncounted(self, answers: Answers) -> Iterator[str]:
        """Yield the questions whose answers do not count in the country of the answers."""
        for key, said in answers.items():
            if key in PLACE:
                yield key
            elif key != COUNTRY:
                try:
                    read_profile(self.bands, {COUNTRY: answers[COUNTRY], key: said}, self.load_areas)
                except ProfileError:
                    yield key
