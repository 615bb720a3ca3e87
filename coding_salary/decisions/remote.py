"""Remote work across states: pay where somebody lives, and where the employer is. Pure."""

from typing import NamedTuple

from coding_salary.model.conversion import PriceLevel
from coding_salary.model.estimate import estimate
from coding_salary.model.result import Estimate
from coding_salary.profile.answers import COUNTRY, STATE, Answers, Raw
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


def employer_place(bands: Bands, answers: Answers, state: str, load_areas: LoadAreas) -> Place:
    """Return the state of an employer; raises ProfileError for one that is not known."""
    said = {key: answers[key] for key in (COUNTRY,) if key in answers}
    try:
        return read_profile(bands, {**said, STATE: (Raw(state),)}, load_areas).place
    except ProfileError as error:
        named = (each._replace(message=f"{FLAG}: {each.message}") for each in error.problems)
        raise ProfileError(named) from None


def remote_pay(bands: Bands, home: Profile, place: Place, level: PriceLevel | None) -> RemotePay:
    """Estimate pay at home and in another place; raises ProfileError where the two cannot differ so."""
    faults = {
        f"{FLAG} needs the place where you live: add --state, --metro or --zip": home.place.kind == NATION,
        f"{FLAG} is for remote work: leave --on-site out": home.remote is False,
        f"a pay scale goes by where you work: leave {FLAG} out": bool(
            bands.paying(home.market, home.employer).scale
        ),
    }
    if problems := [Problem(message) for message, wrong in faults.items() if wrong]:
        raise ProfileError(problems)
    return RemotePay(estimate(bands, home), estimate(bands, home._replace(place=place)), level)
