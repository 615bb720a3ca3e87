"""What a comparison varies: `cert=none,CPC` or `state`, turned into variants of a person's answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from coding_salary.profile.answers import AS_OF, CERT, COUNTRY, KEYS, METRO, YEARS, ZIP, Answers, Raw, key_of
from coding_salary.profile.answers import STATE as STATE_KEY
from coding_salary.profile.profile import Profile, market_of, read_profile
from coding_salary.profile.values import words_for
from coding_salary.reading.errors import Problem, ProfileError, UnsuitedError
from coding_salary.reading.words import nearest, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.factors import NO, REMOTE, YES
from coding_salary.table.places import NATION, STATE, LoadAreas

MAX_ROWS = 1_000
# What else a varied place replaces: an area is looked for in the state said, a ZIP code says its own.
REPLACES = {STATE_KEY: (METRO, ZIP), METRO: (ZIP,), ZIP: (STATE_KEY, METRO)}
# Values of a comparison: commas separate them, but not those between quotes.
VALUE = re.compile(r"""(?:^|,)\s*(?:"([^"]*)"|'([^']*)'|([^,]*?))\s*(?=,|$)""")


class Dimension(NamedTuple):
    """One key to vary and its values; without values, all values of the table."""

    key: str
    values: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Dimension":
        """Read `cert=none,CPC+CPMA` or `state`; raises ProfileError for what cannot be varied."""
        key, equals, values = text.partition("=")
        key = key.strip().casefold()
        if key_of(key) == AS_OF:
            raise ProfileError([Problem("one comparison is in the money of one month: give it with --as-of")])
        if key not in KEYS:
            known = nearest(
                key, KEYS, "use cert, years, state, metro, employer, education, role, specialty or remote"
            )
            raise ProfileError([Problem(f"cannot vary {quoted(key)}: {known}")])
        words = tuple(found.group(found.lastindex or 0) for found in VALUE.finditer(values)) if equals else ()
        if equals and not all(words):
            raise ProfileError([Problem(f"{quoted(text)} has an empty value: leave out the comma, or the =")])
        return cls(key, words)


class Refused(NamedTuple):
    """A combination that is left out: its values as they were said, and why the employer does not take it."""

    names: Mapping[str, str]
    reason: str


class Varied(NamedTuple):
    """Every combination with its value under each key, and its profile; and those that are left out."""

    rows: Sequence[tuple[Mapping[str, str], Profile]]
    refused: tuple[Refused, ...]


def variants(
    bands: Bands, answers: Answers, dimensions: Sequence[Dimension], load_areas: LoadAreas
) -> Varied:
    """Return every combination, without those that their employer does not take.

    Raises ProfileError when values are wrong, when nothing is left, or for more than MAX_ROWS combinations.
    """
    keys = [dimension.key for dimension in dimensions]
    problems: dict[str, Problem] = {}
    found: dict[tuple[str, ...], tuple[Mapping[str, str], Profile]] = {}
    refused: list[Refused] = []
    for words in _combinations(bands, answers, dimensions, load_areas):
        varied = dict(zip(keys, words, strict=True))
        try:
            profile = read_profile(bands, _said(answers, varied), load_areas)
            names = {key: name_of(key, profile) for key in keys}
            found[tuple(names.values())] = (names, profile)
        except UnsuitedError as error:
            refused += (Refused(varied, problem.message) for problem in error.problems)
        except ProfileError as error:
            problems.update((str(problem), problem) for problem in error.problems)
    if problems or not found:
        raise ProfileError((problems | {each.reason: Problem(each.reason) for each in refused}).values())
    return Varied(list(found.values()), tuple(refused))


def _combinations(
    bands: Bands, answers: Answers, dimensions: Sequence[Dimension], load_areas: LoadAreas
) -> Iterator[tuple[str, ...]]:
    """Return the combinations of all values; raises ProfileError where they are too many."""
    keys = [dimension.key for dimension in dimensions]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise ProfileError(
            [Problem(f"{twice} is varied twice: name all its values together, as in {twice}=A,B")]
        )
    values = [dimension.values or _all(bands, dimension.key, answers, load_areas) for dimension in dimensions]
    count = prod(map(len, values))
    if count > MAX_ROWS:
        message = f"{count:,} combinations are more than the {MAX_ROWS:,} that one comparison may have"
        raise ProfileError([Problem(f"{message}: name fewer values")])
    return product(*values)


def yardstick(own: Profile, dimensions: Sequence[Dimension], found: Sequence[Profile]) -> Profile:
    """Return whom the rows are measured from: the person or, where others were named, the first of them."""
    named = all(dimension.values for dimension in dimensions)
    return found[0] if named and found and own not in found else own


def name_of(key: str, profile: Profile) -> str:
    """Return what a profile says under a key, in the table's own words; `-` when it says nothing."""
    place = profile.place
    names = {
        CERT: None if profile.certs is None else "+".join(profile.certs) or "none",
        YEARS: None if profile.years is None else f"{profile.years:g}",
        STATE_KEY: place.state if place.kind == STATE else None,
        METRO: place.name if place.kind not in (NATION, STATE) else None,
        ZIP: place.name if place.kind != NATION else None,
        REMOTE: None if profile.remote is None else YES if profile.remote else NO,
        COUNTRY: profile.market,
    }
    return names.get(key, getattr(profile, key, None)) or "-"


def _said(answers: Answers, varied: Mapping[str, str]) -> Answers:
    """Put the varied words in the place of the person's own, and of what else they replace."""
    replaced = {other for key in varied for other in REPLACES.get(key, ())}
    kept = {key: said for key, said in answers.items() if key not in replaced}
    return kept | {key: (Raw(word),) for key, word in varied.items()}


def _all(bands: Bands, key: str, answers: Answers, load_areas: LoadAreas) -> tuple[str, ...]:
    market = market_of(bands, answers)
    if key == YEARS:
        return tuple(f"{years:g}" for years in market.level_years)
    if key == REMOTE:
        return (NO, YES)
    if key == METRO:
        if not market.areas:
            raise ProfileError([Problem(f"{market.name} has no areas in this table")])
        there = {key: answers[key] for key in (COUNTRY, STATE_KEY) if key in answers}
        state = read_profile(bands, there, load_areas).place.state
        return tuple(area.code for area in load_areas(market) if not state or state in area.states)
    words = words_for(key, market, load_areas)
    if not words:
        raise ProfileError([Problem(f"{market.name} has no values of {key}: name some, as in {key}=A,B")])
    return tuple(word for word, _ in words)
