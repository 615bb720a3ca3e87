"""The same person in several countries, each paid in its own money and by its own rules. Pure."""

from collections.abc import Iterable, Sequence
from math import hypot
from typing import NamedTuple

from coding_salary.decisions.compare import Sort
from coding_salary.model.conversion import Conversion, conversion_to
from coding_salary.model.estimate import estimate
from coding_salary.model.result import Estimate
from coding_salary.profile.answers import COUNTRY, PLACE, Answers, Raw
from coding_salary.profile.profile import market_of, read_profile
from coding_salary.reading.errors import ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.places import LoadAreas


class CountryEstimate(NamedTuple):
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

    def apart(self, other: "CountryEstimate") -> bool:
        """Whether they differ by more than the evidence leaves open, the same way by rate and by parity."""
        by_rate, by_parity = self.converted - other.converted, self.at_parity - other.at_parity
        margin = hypot(self.margin, other.margin)
        return by_rate * by_parity > 0 and min(abs(by_rate), abs(by_parity)) > margin


class Countries(NamedTuple):
    """The person's own country, and the countries compared with it."""

    base: CountryEstimate
    rows: tuple[CountryEstimate, ...]

    def arranged(self, by: Sort, top: int | None) -> "Countries":
        """Return the rows sorted by converted pay, by what it buys (`real`), or as they were given."""
        rows = self.rows
        if by is Sort.REAL:
            rows = tuple(sorted(rows, key=lambda row: -row.at_parity))
        elif by is not Sort.GIVEN:
            rows = tuple(sorted(rows, key=lambda row: -self._pay(row, by)))
        return Countries(self.base, rows[:top])

    @staticmethod
    def _pay(row: CountryEstimate, by: Sort) -> float:
        amount: float = getattr(row.estimate.you.pay, by)
        return amount / row.conversion.rate


def countries(
    bands: Bands, answers: Answers, codes: Iterable[str], currency: str | None, load_areas: LoadAreas
) -> Countries:
    """Return a person's estimate at home and in other countries; raises ProfileError.

    They are compared in a currency, that of the person's own country where none is given. Each answer must
    count in one of them; where it does not count, it is left out and named. A place is of one country
    only, the person's own.
    """
    own = market_of(bands, answers)
    home, person = own.code, _Person(bands, answers, currency or own.currency, load_areas)
    shown = dict.fromkeys(market_of(bands, {COUNTRY: (Raw(code),)}).code for code in codes)
    uncounted = {code: person.uncounted(code) for code in dict.fromkeys((home, *shown))}
    nowhere = set.intersection(*map(set, uncounted.values()))
    rows = {
        code: person.at(code, [key for key in keys if key not in nowhere]) for code, keys in uncounted.items()
    }
    return Countries(rows[home], tuple(rows[code] for code in shown))


class _Person(NamedTuple):
    """Somebody's answers, and the money that pay is to be converted to."""

    bands: Bands
    answers: Answers
    currency: str
    load_areas: LoadAreas

    def at(self, country: str, uncounted: Sequence[str]) -> CountryEstimate:
        """Return the estimate in a country, with what does not count there left out."""
        kept = {key: said for key, said in self.answers.items() if key not in uncounted}
        there = {**kept, COUNTRY: (Raw(country),)}
        result = estimate(self.bands, read_profile(self.bands, there, self.load_areas))
        conversion = conversion_to(self.bands, result.market, self.currency)
        return CountryEstimate(result, conversion._replace(hours=result.hours_per_year), tuple(uncounted))

    def uncounted(self, country: str) -> list[str]:
        """Return the questions whose answers do not count in a country."""
        home = market_of(self.bands, self.answers).code
        asked = (key for key in self.answers if key != COUNTRY)
        return [key for key in asked if (key in PLACE and country != home) or not self.counts(key, country)]

    def counts(self, key: str, country: str) -> bool:
        """Whether an answer can be read in a country."""
        if key in PLACE:
            return True
        try:
            read_profile(self.bands, {COUNTRY: (Raw(country),), key: self.answers[key]}, self.load_areas)
        except ProfileError:
            return False
        return True
