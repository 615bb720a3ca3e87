"""What comes before a step: the A of an apprentice, a degree, another credential, years of work."""

from math import inf
from typing import NamedTuple

from coding_salary.model.facts import years_text
from coding_salary.profile.answers import CERT
from coding_salary.profile.profile import Profile
from coding_salary.reading.words import listed
from coding_salary.table.credentials import ANY_SPECIALTY, Credential, Credentials
from coding_salary.table.factors import EDUCATION, ROLE, SPECIALTY
from coding_salary.table.market import Market


class Wait(NamedTuple):
    """What usually comes before a step, in words, and from how many years of work on; empty where nothing is.

    What no number of years brings by itself, such as a degree, is as far as can be.
    """

    text: str = ""
    years: float = 0.0


READY = Wait()
FIRST_THE_A = Wait("first remove the A", inf)


def certified(market: Market, held: tuple[str, ...], cert: str) -> tuple[str, ...]:
    """Return the certifications held after adding one; a full one replaces its apprentice stage."""
    becomes = market.apprentices.becomes
    if becomes.get(cert) in held:
        return held
    kept = tuple(name for name in held if becomes.get(name) != cert)
    return kept if cert in kept else (*kept, cert)


def offered(market: Market, credentials: Credentials, profile: Profile, cert: str) -> bool:
    """Whether a certification is one to add: not held, not lower than those held, and within reach.

    With too little work an exam gives the apprentice's certification, and later it gives the full one.
    """
    held, apprentices = profile.certs or (), market.apprentices
    stage = apprentices.stage_of(cert)
    new = profile.years is not None and profile.years < apprentices.years
    credential = credentials.get(cert)
    if cert in held or (credential and (credential.until or set(held) & set(credential.covered_by))):
        return False
    if market.apprentice(cert):
        return new and not held
    untried = all(market.apprentice(name) for name in held)
    return stage in held or not (stage and new and untried)


def awaited(market: Market, credentials: Credentials, profile: Profile, key: str, value: str) -> Wait:
    """Return what usually comes before a certification, role or specialty and is not there yet."""
    if key == CERT:
        return _awaited_by_cert(market, credentials, profile, value)
    if key == ROLE:
        return _awaited_by_role(market, credentials, profile, value)
    usual = credentials.get(ANY_SPECIALTY) if key == SPECIALTY else None
    return _usual(usual, profile) if usual else READY


def _awaited_by_cert(market: Market, credentials: Credentials, profile: Profile, cert: str) -> Wait:
    held = profile.certs or ()
    if market.apprentices.stage_of(cert) in held:
        return READY
    if any(map(market.apprentice, held)):
        return FIRST_THE_A
    return _awaited_by(market, credentials[cert], profile) if cert in credentials else READY


def _awaited_by(market: Market, credential: Credential, profile: Profile) -> Wait:
    if credential.serves and credential.serves != profile.role:
        return Wait(f"goes with the role {credential.serves}", inf)
    if credential.degree and not _reached(market, profile.education, credential.degree):
        return Wait(f"needs {credential.requires}", inf)
    if credential.held and not set(credential.held) & set(profile.certs or ()):
        return Wait(f"needs {listed(credential.held)}", inf)
    return _usual(credential, profile)


def _usual(credential: Credential, profile: Profile) -> Wait:
    """Return the years of work that usually come first, where they are not there yet."""
    if (profile.years or 0) >= credential.years:
        return READY
    return Wait(f"usual after {credential.usual}", credential.years)


def _reached(market: Market, education: str | None, degree: str) -> bool:
    order = list(market.words(EDUCATION))
    return education in order and order.index(education or "") >= order.index(degree)


def _awaited_by_role(market: Market, credentials: Credentials, profile: Profile, role: str) -> Wait:
    """Return what a role usually asks for, where years or a credential are missing."""
    if ROLE not in market.factors:
        return READY
    choice = market.choice(ROLE, role)
    opening = [name for name, credential in credentials.items() if role in credential.opens]
    closed = profile.certs is not None and opening and not set(opening) & set(profile.certs)
    reached = (profile.years or 0) >= choice.usual_years
    if reached and not closed:
        return READY
    years = "" if reached else years_text(choice.usual_years)
    if not closed and profile.certs:
        return Wait(f"usual after {years}", choice.usual_years)
    asked = listed(filter(None, [years, choice.asks or listed(opening)]), "and")
    return Wait(f"asks for {asked}", choice.usual_years)
