"""Remote work across states: pay where somebody lives, and where the employer is. Pure."""

from typing import NamedTuple

from coding_salary.model.conversion import LoadLevels, PriceLevel, price_level
from coding_salary.model.estimate import estimate
from coding_salary.model.result import Estimate
from coding_salary.profile.answers import COUNTRY, STATE, Raw
from coding_salary.profile.profile import Profile, read_profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.places import NATION, LoadAreas, Place

FLAG = "--employer-state"


class RemotePay(NamedTuple):
    """The same person paid by where they live, `home`, and by where the `employer` is.

    Either is spent at home: `level` is the price level there, None where the market has none.
    """

    home: Estimate
    employer: Estimate
    level: PriceLevel | None

    @property
    def change(self) -> float:
        """What typical pay is higher where the employer is, in currency a year, not rounded."""
        return self.employer.you.pay.typical - self.home.you.pay.typical

    def buys(self, result: Estimate) -> float | None:
        """Return what typical pay of either buys at home, at the nation's prices; None where not known."""
        return self.level.real(result.you.pay.typical) if self.level else None


def remote_pay(
    bands: Bands, home: Profile, state: str, load_areas: LoadAreas, load_levels: LoadLevels
) -> RemotePay:
    """Estimate pay at home and in the state of the employer; raises ProfileError where that cannot be."""
    market = bands.markets[home.market]
    faults = {
        f"{FLAG} needs the place where you live: add --state, --metro or --zip": home.place.kind == NATION,
        f"{FLAG} is for remote work: leave --on-site out": home.remote is False,
        f"a pay scale goes by where you work: leave {FLAG} out": bool(
            bands.paying(home.market, home.employer).scale
        ),
    }
    if problems := [Problem(message) for message, wrong in faults.items() if wrong]:
        raise ProfileError(problems)
    away = home._replace(place=_employer_place(bands, home.market, state, load_areas))
    level = price_level(market, home.place, load_levels) if market.price_levels else None
    return RemotePay(estimate(bands, home), estimate(bands, away), level)


def _employer_place(bands: Bands, market: str, state: str, load_areas: LoadAreas) -> Place:
    """Return the state of an employer; raises ProfileError for one that is not known."""
    try:
        return read_profile(bands, {COUNTRY: (Raw(market),), STATE: (Raw(state),)}, load_areas).place
    except ProfileError as error:
        named = (each._replace(message=f"{FLAG}: {each.message}") for each in error.problems)
        raise ProfileError(named) from None
