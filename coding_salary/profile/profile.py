"""A person as the table knows one: the answers given, checked and put into the table's own names."""

from typing import NamedTuple

from coding_salary.profile.answers import COUNTRY, Answers, Raw
from coding_salary.profile.checks import AnswerReader
from coding_salary.profile.values import ValueReader
from coding_salary.reading.errors import Problem, ProfileError, UnsuitedError
from coding_salary.reading.words import listed, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.factors import EDUCATION, EMPLOYER, ROLE, SPECIALTY
from coding_salary.table.market import Market
from coding_salary.table.occupations import Occupation
from coding_salary.table.places import LoadAreas, Place
from coding_salary.table.synonyms import Meaning, plain_word


class Profile(NamedTuple):
    """The person of an estimate; None means not known, and `certs` () that the person holds none.

    `as_of` is the month whose money amounts are in, such as `2026-11`; None where wages are not moved.
    `taken` are the words that were no values, with the values that they were taken for; `place_notes` say how
    else a place was read.
    """

    market: str
    place: Place
    certs: tuple[str, ...] | None = None
    years: float | None = None
    employer: str | None = None
    education: str | None = None
    role: str | None = None
    specialty: str | None = None
    remote: bool | None = None
    as_of: str | None = None
    taken: tuple[tuple[str, str], ...] = ()
    place_notes: tuple[str, ...] = ()

    def occupation(self, market: Market) -> Occupation:
        """Return the job whose wages apply: that of the role, or the first of the market."""
        own = market.choice(ROLE, self.role).occupation if self.role else ""
        return market.occupations[own] if own else market.occupation

    def has_wages(self, market: Market) -> bool:
        """Whether the wages of the job reach to the month that is asked for."""
        return self.as_of is None or self.occupation(market).reaches(market.date, self.as_of)


def read_profile(bands: Bands, answers: Answers, load_areas: LoadAreas) -> Profile:
    """Check the answers against the table; raises ProfileError with everything that is wrong.

    UnsuitedError is the one where each answer is right and only all of them together are not.
    `load_areas` is called only when an area was named.
    """
    problems: list[Problem] = []
    market = _market(bands, answers.get(COUNTRY, ()), problems)
    reader = AnswerReader(bands, market, answers, problems)
    profile = Profile(
        market=market.code,
        place=reader.place(load_areas),
        certs=reader.certs(),
        years=reader.years(),
        employer=reader.value(EMPLOYER),
        education=reader.value(EDUCATION),
        role=reader.value(ROLE),
        specialty=reader.value(SPECIALTY),
        remote=reader.remote(),
        as_of=reader.as_of(),
    )
    usable = not problems
    reader.check_together(profile)
    if problems:
        raise UnsuitedError(problems) if usable else ProfileError(problems)
    return profile._replace(taken=tuple(reader.taken.items()), place_notes=tuple(reader.place_notes))


def market_of(bands: Bands, answers: Answers) -> Market:
    """Return the market that the answers name, or the first; raises ProfileError for an unknown one."""
    problems: list[Problem] = []
    market = _market(bands, answers.get(COUNTRY, ()), problems)
    if problems:
        raise ProfileError(problems)
    return market


def _market(bands: Bands, said: tuple[Raw, ...], problems: list[Problem]) -> Market:
    for answer in said:
        if market := bands.market_named(answer.text):
            return market
        meaning = ValueReader(bands, bands.home).words.get((COUNTRY, plain_word(answer.text)))
        if meaning and (market := bands.markets.get(meaning.values[0] if meaning.values else "")):
            return market
        problems.append(Problem(_no_country(bands, answer.text, meaning), answer.mark))
    return bands.home


def _no_country(bands: Bands, text: str, meaning: Meaning | None) -> str:
    if meaning:
        return f"country {quoted(text)} is not in this table ({meaning.why}): {meaning.instead}"
    known = listed(f"{market.code} ({market.name})" for market in bands.markets.values())
    return f"unknown country {quoted(text)}: this table has {known}"
