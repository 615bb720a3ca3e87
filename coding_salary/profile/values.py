"""The values that a flag can have, and one as people say it: the table's own word, or a synonym of it."""

from collections.abc import Iterable
from functools import lru_cache
from re import split
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.profile.answers import AS_OF, CERT, KEYS, METRO, STATE, YEARS, ZIP
from coding_salary.reading.words import listed, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.factors import (
    CREDENTIAL,
    EDUCATION,
    EMPLOYER,
    NONE,
    REMOTE,
    ROLE,
    SPECIALTY,
    folded_word,
)
from coding_salary.table.market import Market
from coding_salary.table.places import Area, LoadAreas, has_words
from coding_salary.table.synonyms import Meaning, Words, load_words, plain_word

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
Labeled = list[tuple[str, str]]
MAX_CANDIDATES = 12
MAX_SUGGESTED = 3
LISTED = {factor: kind for kind, factor in LISTS.items()}
FLAGS = {CREDENTIAL: CERT}
NOTHING: Words = {}


class Reading(NamedTuple):
    """The table's `value` for a word, `taken` for it where it is a synonym; or what is wrong."""

    value: str | None = None
    taken: bool = False
    message: str = ""


class ValueReader:
    """Reads the values of a market's factors."""

    def __init__(self, bands: Bands, market: Market) -> None:
        """Keep the table, and the market that the values are of."""
        self.bands = bands
        self.market = market

    def read(self, factor: str, what: str, text: str) -> Reading:
        """Return the table's own spelling of a value, or why there is none."""
        values = self.market.words(factor)
        if not values:
            return Reading(message=self.uncounted(text, what))
        word = folded_word(text)
        if found := _spelled(tuple(values)).get(word):
            return Reading(found)
        if not word:
            return Reading(message=f"the {what} is empty: name one, or leave the flag out")
        meaning = self.meaning(factor, text)
        if meaning and meaning.values:
            return self._meant(meaning, factor, what, text)
        return Reading(message=self._refused(meaning, factor, what, text))

    def _refused(self, meaning: Meaning | None, factor: str, what: str, text: str) -> str:
        if others := self.elsewhere(factor, folded_word(text)):
            where = f"counts in {listed(others, 'and')}, not in {self.market.name}"
            return f"{what} {quoted(text)} {where}: use {self.few(factor)}"
        if meaning and meaning.instead:
            return f"{what} {quoted(text)} is not in this table ({meaning.why}): {meaning.instead}"
        return f"unknown {what} {quoted(text)}: {self.hint(text, factor)}"

    def meaning(self, factor: str, text: str) -> Meaning | None:
        """Return what a word that is no value stands for."""
        word = plain_word(text)
        if not word or not text.isprintable():
            return None
        labels = self.market.words(factor).items()
        if own := tuple(value for value, label in labels if word in self.also(factor, value, label)):
            return Meaning(own, "", "")
        return self.words.get((FLAGS.get(factor, factor), word))

    def also(self, factor: str, value: str, label: str) -> Iterable[str]:
        """Return what the table itself calls a value."""
        choice = self.market.factors[factor].values.get(value) if factor in self.market.factors else None
        return map(plain_word, (value, label, *(choice.also if choice else ())))

    @property
    def words(self) -> Words:
        """The table of words of the market, read when it is first asked for."""
        if not self.market.synonyms:
            return NOTHING
        from coding_salary.table.side_tables import beside

        return load_words(beside(self.market.synonyms, self.bands.path))

    def _meant(self, meaning: Meaning, factor: str, what: str, text: str) -> Reading:
        known = {*self.market.words(factor), *((NONE,) if factor == CREDENTIAL and self.market.none else ())}
        values = [value for value in meaning.values if value in known]
        if len(values) == 1:
            return Reading(values[0], taken=True)
        if values:
            return Reading(message=f"{what} {quoted(text)} can be {listed(values)}: name the one that fits")
        return Reading(message=self._refused(None, factor, what, text))

    def uncounted(self, text: str, what: str) -> str:
        """Say that the market has no figures for an answer, and what counts there."""
        flags = [f"--{key}" for key in counting(self.market)]
        counts = f" ({listed(flags, 'and')} {'count' if flags[1:] else 'counts'})" if flags else ""
        return f"{self.market.name} has no data on {what}{counts}: remove {quoted(text.strip())}"

    def elsewhere(self, factor: str, word: str) -> list[str]:
        """Return the names of the other markets that have a value."""
        others = (market for market in self.bands.markets.values() if market is not self.market)
        return [market.name for market in others if word in _spelled(tuple(market.words(factor)))]

    def list_command(self, kind: str) -> str:
        """Return the command that shows all values of a kind in this market."""
        country = "" if self.market is self.bands.home else f" --country {self.market.code}"
        return f"salary list {kind}{country}"

    def few(self, factor: str) -> str:
        """Return the values of a factor, or the command that lists them where they are many."""
        values = self.market.words(factor)
        many = len(values) > MAX_CANDIDATES and factor in LISTED
        return f"what {self.list_command(LISTED[factor])} shows" if many else listed(values)

    def hint(self, text: str, factor: str) -> str:
        """Return the likely values, by a word of the label or by spelling, and the command that lists all."""
        values = self.market.words(factor)
        count = len(values) + (factor == CREDENTIAL and bool(self.market.none))
        found = self._near(text, factor)
        near = f"did you mean {listed(found)}?" if found else ""
        if factor not in LISTED:
            return near or f"use {listed(values)}"
        shown = f"run '{self.list_command(LISTED[factor])}' to see all {count}"
        return f"{near} R{shown[1:]}" if near else shown

    def _near(self, text: str, factor: str) -> list[str]:
        """Return values whose label has the word, or else whose name or a synonym is spelled much like it."""
        from difflib import get_close_matches

        values = self.market.words(factor)
        word = folded_word(text)
        if labelled := [value for value, label in values.items() if word in _label_words(label)]:
            return labelled
        flag, said = FLAGS.get(factor, factor), plain_word(text)
        spelled: dict[str, tuple[str, ...]] = {plain_word(value): (value,) for value in values}
        if begun := [word for word in spelled if len(said) > 1 and word.startswith(said)]:
            return [value for word in begun[:MAX_CANDIDATES] for value in spelled[word]]
        words = {
            word: found.values for (own, word), found in self.words.items() if own == flag and found.values
        }
        nearest = get_close_matches(said, words | spelled, n=1)
        if nearest and nearest[0] not in spelled:
            return [value for value in words[nearest[0]] if value in values]
        near = get_close_matches(said, spelled, n=MAX_SUGGESTED)
        return [value for word in near for value in spelled[word]]


@lru_cache(maxsize=64)  # a file of people asks for the same factors over and over
def _spelled(values: tuple[str, ...]) -> dict[str, str]:
    return {folded_word(value): value for value in values}


def _label_words(label: str) -> list[str]:
    return split(r"[^a-z0-9]+", label.casefold())


def words_for(flag: str, market: Market, load_areas: LoadAreas) -> Labeled:
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


def nicknames(areas: Iterable[Area], words: "PlaceWords") -> Labeled:
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
