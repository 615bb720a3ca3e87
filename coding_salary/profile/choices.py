"""The values that a flag can have, with their labels: what completion and lists offer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coding_salary.profile.answers import AS_OF, CERT, KEYS, METRO, STATE, YEARS, ZIP
from coding_salary.table.factors import CREDENTIAL, EDUCATION, EMPLOYER, NONE, REMOTE, ROLE, SPECIALTY
from coding_salary.table.market import Market
from coding_salary.table.places import Area, LoadAreas, has_words

if TYPE_CHECKING:
    from coding_salary.table.place_words import PlaceWords

SOURCE = "source"
CURRENCY = "currency"
FACTOR_OF = {CERT: CREDENTIAL, EMPLOYER: EMPLOYER, EDUCATION: EDUCATION, ROLE: ROLE, SPECIALTY: SPECIALTY}
CERTS = "certs"
# What `salary list` calls the values of a factor.
LISTS = {
    CERTS: CREDENTIAL,
    "employers": EMPLOYER,
    "roles": ROLE,
    "specialties": SPECIALTY,
    "education": EDUCATION,
}
Words = list[tuple[str, str]]


def words_for(flag: str, market: Market, load_areas: LoadAreas) -> Words:
    """Return the values of a flag in a market, each with its label; areas are loaded only for `metro`."""
    if flag == STATE:
        return list(market.states.items())
    if flag == METRO:
        return [(area_word(area), area.name) for area in load_areas(market)] if market.areas else []
    words = list(market.words(FACTOR_OF[flag]).items()) if flag in FACTOR_OF else []
    return [*words, (NONE, market.none)] if words and flag == CERT and market.none else words


def area_word(area: Area) -> str:
    """Return an area's name as one word that the shell needs no quotes for, and that finds the area again."""
    return _one_word(area.name)


def nicknames(areas: Iterable[Area], words: "PlaceWords") -> Words:
    """Return the words for one of some areas that are not in its name, each with the name of the area."""
    names = {area.code: area.name for area in areas}
    found = []
    for word in words.areas.values():
        name = names.get(word.codes[0], "") if len(word.codes) == 1 else ""
        if name and not has_words(name, word.word.rpartition(" ")[0] or word.word):
            found.append((_one_word(word.word), name))
    return found


def _one_word(name: str) -> str:
    bare = name.replace("'", "").replace(".", "")
    return "-".join("".join(letter if letter.isalnum() else " " for letter in bare).lower().split())


def counting(market: Market) -> list[str]:
    """Return the questions whose answers count in a market, in the order of the flags."""
    counted = {
        YEARS: bool(market.most_years),
        STATE: bool(market.states),
        METRO: bool(market.areas),
        ZIP: bool(market.zip_codes),
        AS_OF: bool(market.months),
    }
    counted |= {key: bool(market.words(factor)) for key, factor in FACTOR_OF.items()}
    counted[CERT] &= not (market.unpriced and CREDENTIAL not in market.factors)
    counted |= {REMOTE: REMOTE in market.factors}
    return [key for key in KEYS if counted.get(key)]
