"""The place that somebody names: a state, an area by its code, name or nickname, or a ZIP code."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from re import fullmatch
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.profile.answers import METRO, STATE, ZIP, Raw
from coding_salary.profile.values import MAX_CANDIDATES
from coding_salary.reading.words import listed, nearest, printable, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market
from coding_salary.table.places import (
    Area,
    LoadAreas,
    Place,
    area_place,
    city_and_state,
    find_areas,
    find_states,
    folded,
    has_words,
    nation,
    state,
)

if TYPE_CHECKING:
    from coding_salary.profile.checks import AnswerReader
    from coding_salary.table.place_words import PlaceWords
    from coding_salary.table.zip_codes import ZipCodes

METROS_SHOWN = "Run 'salary list metros' to see all"
# As people write a ZIP code where the code of an area may stand too.
WRITTEN_ZIP = r"([0-9]{5})(-[0-9]{4})?"
NO_WAGES = "military mail and some territories are not covered; use --state or --metro"
RURAL = r"(?:rural|rest of|nonmetro)(?: (?P<after>.+))?|(?P<before>.+) rural"


class Found(NamedTuple):
    """The areas that a text can mean, what it was `taken` for where that is to be said, or why it is none."""

    areas: Sequence[Area] = ()
    taken: str = ""
    message: str = ""


class PlaceReader:
    """Reads what an `AnswerReader` was told of a place, and notes every problem there."""

    def __init__(self, reader: "AnswerReader", load_areas: LoadAreas) -> None:
        """Keep where the answers are, and what reads the areas when one is named."""
        self.reader, self.market, self.load_areas = reader, reader.market, load_areas

    def read(self) -> Place:
        """Return the most precise place named; an area must lie in the state named beside it."""
        state_said, metro_said, zip_said = map(self.reader.said, (STATE, METRO, ZIP))
        within = self.state(state_said) if state_said else None
        metro = self.metro(metro_said, within or "") if metro_said else None
        zipped = self.zip(zip_said, within or "") if zip_said else None
        if metro and zipped and zip_said and metro.code != zipped.code:
            message = f"ZIP code {zip_said.text.strip()} lies in {zipped.name}, not in {metro.name}"
            self.reader.fault(zip_said, f"{message}: leave one of them out")
        around = state(self.market, within) if within else nation(self.market)
        return zipped or metro or around

    @cached_property
    def words(self) -> "PlaceWords":
        """The table of words for places, read when it is first asked for."""
        from coding_salary.table.place_words import place_words_of

        return place_words_of(self.market.place_words, self.reader.bands.path)

    @cached_property
    def zip_codes(self) -> "ZipCodes":
        """The tables of ZIP codes, read when they are first asked for."""
        from coding_salary.table.zip_codes import zip_codes_of

        market = self.market
        return zip_codes_of(market.zip_codes, market.split_zips, self.reader.bands.path)

    @cached_property
    def areas(self) -> list[Area]:
        """Every area of the market."""
        return self.load_areas(self.market) if self.market.areas else []

    def _take(self, said: Raw, value: str) -> None:
        self.reader.taken[printable(said.text.strip())] = value

    def state(self, said: Raw) -> str | None:
        """Read the code of a state."""
        word, states = self.market.state_word, self.market.states
        if not states:
            self.reader.fault(said, self.reader.values.uncounted(said.text, f"{word}s"))
            return None
        named = folded(said.text) in [*map(folded, states), *map(folded, states.values())]
        found = find_states(self.market, said.text, {} if named else self.words.states)
        if len(found) == 1:
            if not named and folded(said.text) in self.words.states:
                self._take(said, states[found[0]])
            return found[0]
        if found:
            names = listed(f"{code} {states[code]}" for code in found)
            self.reader.fault(
                said, f"{quoted(said.text)} matches several {word}s: {names}; use a code or a fuller name"
            )
        else:
            self.reader.fault(said, self._unknown_state(said.text))
        return None

    def _unknown_state(self, text: str) -> str:
        word, states = self.market.state_word, self.market.states
        as_code = len(text.strip()) <= max(map(len, states))
        near = nearest(text, states if as_code else states.values(), "")
        shown = f"un '{self.reader.values.list_command('states')}' to see all {len(states)}"
        return f"unknown {word} {quoted(text)}: {f'{near} R' if near else 'r'}{shown}"

    def metro(self, said: Raw, within: str) -> Place | None:
        """Read an area by its code, its name, a word for it, or a ZIP code in it."""
        if not self.market.areas:
            self.reader.fault(said, self.reader.values.uncounted(said.text, "areas"))
            return None
        text = said.text.strip()
        coded = next((area for area in self.areas if area.code == text), None)
        if fullmatch(WRITTEN_ZIP, text) and self.market.zip_codes:
            if not coded:
                return self.zip(said, within)
            self._note_code(coded)
        found = self.find(text, within)
        if len(found.areas) == 1:
            if found.taken:
                self._take(said, found.taken)
            return area_place(self.market, found.areas[0])
        self.reader.fault(said, found.message or self._refused(said.text, within, found.areas))
        return None

    def find(self, text: str, within: str) -> Found:
        """Return the areas that a text can mean, within the state of that code if one is said."""
        areas = [area for area in self.areas if not within or within in area.states]
        if coded := [area for area in areas if area.code == text]:
            return Found(coded)
        return self._rural(text, within) or self.by_word(text, areas) or self._by_name(text, areas)

    def _by_name(self, text: str, areas: Sequence[Area]) -> Found:
        """Find areas by a part of their name; one that does not hold it as whole words is to be said."""
        found = find_areas(self.market, areas, text, words=self.words.states)
        return Found(found, self._unless_named(text, found))

    def _unless_named(self, text: str, found: Sequence[Area]) -> str:
        """Return the name of the first area; empty where it holds what was said, which needs no word then."""
        cities = [city for city, _ in city_and_state(self.market, text, self.words.states)]
        if not found or any(has_words(found[0].name, name) for name in (text, *cities)):
            return ""
        return found[0].name

    def by_word(self, text: str, areas: Sequence[Area]) -> Found | None:
        """Find areas by a word that people use for them; None for what is no such word."""
        for name, within in ((text, ""), *city_and_state(self.market, text, self.words.states)):
            word = self.words.areas.get(folded(name))
            if word and word.why:
                return Found(message=f"{quoted(text)} is {word.why}")
            codes = word.codes if word else ()
            own = [area for area in areas if area.code in codes and (not within or within in area.states)]
            if word and own:
                return self._together(own) if word.together else Found(own, self._unless_named(text, own))
        return None

    def _rural(self, text: str, within: str) -> Found | None:
        """Find what is no metropolitan area in a state; None for what does not ask for that."""
        asked = fullmatch(RURAL, folded(text))
        if not asked:
            return None
        named = asked["after"] or asked["before"]
        codes = find_states(self.market, named, self.words.states) if named else [within]
        if len(codes) != 1 or (within and codes != [within]):
            return None
        if not codes[0]:
            return Found(
                message=f"{quoted(text)} is in every state: add --state, as in --metro rural --state OH"
            )
        from coding_salary.table.rural import nonmetropolitan_of

        own = nonmetropolitan_of(self.areas, codes[0])
        name = self.market.states[codes[0]]
        return self._together(own) if own else Found(message=f"{name} has no nonmetropolitan area with wages")

    def _together(self, areas: Sequence[Area]) -> Found:
        """Find several nonmetropolitan areas of a state as one."""
        if len(areas) == 1:
            return Found(areas, areas[0].name)
        from coding_salary.table.jobs import load_jobs
        from coding_salary.table.rural import together

        pooled, all_counted = together(self.market, areas, load_jobs(self.market, self.reader.bands.path))
        name = self.market.states[pooled.state]
        weighed = "weighted by jobs" + ("" if all_counted else " (alike where those are not published)")
        return Found([pooled], f"the {len(areas)} nonmetropolitan areas of {name} together, {weighed}")

    def _refused(self, text: str, within: str, found: Sequence[Area]) -> str:
        if found:
            several = f"{quoted(text)} matches {len(found)} areas: {_candidates(found)}"
            return f"{several}; use a code or a fuller name"
        if within and (elsewhere := self.find(text.strip(), "").areas):
            return f"no area {quoted(text)} in {within}: elsewhere there is {_candidates(elsewhere)}"
        names = {folded(name): name for name in (area.name.split(",")[0] for area in self.areas)}
        words = (word.word for key, word in self.words.areas.items() if key.rpartition(" ")[0] not in names)
        near = nearest(text, (*words, *names.values()), "name a city or a ZIP code.")
        return f"unknown metro area {quoted(text)}: {near} {METROS_SHOWN}"

    def zip(self, said: Raw, within: str) -> Place | None:
        """Read the area of a ZIP code; it must lie in the state of the code `within` if one is said."""
        if not self.market.zip_codes:
            self.reader.fault(said, self.reader.values.uncounted(said.text, "ZIP codes"))
            return None
        from coding_salary.table.zip_codes import whole_zip

        digits = whole_zip(said.text)
        place = self.lying(digits) if digits else None
        if not digits:
            found = quoted(said.text.strip())
            self.reader.fault(said, f"a ZIP code has five digits, such as 43215: found {found}")
        elif not place:
            self.reader.fault(said, f"no wages for ZIP code {digits}: {NO_WAGES}")
        elif within and not self._within(place, within):
            self.reader.fault(said, f"ZIP code {digits} lies in {place.name}, not in {within}: leave one out")
        else:
            self._note_place(said, digits, place)
            return place
        return None

    def lying(self, zip: str) -> Place | None:
        """Return the area, or else the state, in which a ZIP code lies; None where it is in no table."""
        code = self.zip_codes.area(zip)
        if area := next((area for area in self.areas if area.code == code), None):
            return area_place(self.market, area)
        return state(self.market, code) if code in self.market.states else None

    def _within(self, place: Place, code: str) -> bool:
        reached = (area.states for area in self.areas if area.code == place.code)
        return code in next(reached, (place.state,))

    def _note_place(self, said: Raw, zip: str, place: Place) -> None:
        """Note what a ZIP code was taken for, and where else its addresses are."""
        text = said.text.strip()
        named = place.name if text.startswith(zip) else f"ZIP code {zip}, {place.name}"
        split = self.zip_codes.splits.get(zip)
        others = [area.name for area in self.areas if split and area.code == split.other]
        if split and others:
            where = f"where {split.share:.0%} of its addresses are; most others are in {others[0]}"
            self._take(said, f"{named}, {where}")
        else:
            self.reader.place_notes.append(f"{text}: taken as {named}")

    def _note_code(self, area: Area) -> None:
        """Note that a code is also a ZIP code that lies elsewhere."""
        word = self.words.zips.get(area.code)
        if elsewhere := next((each for each in self.areas if word and each.code in word.codes), None):
            other = f"as a ZIP code it would be in {elsewhere.name} (--zip {area.code})"
            self.reader.place_notes.append(f"{area.code} is the code of {area.name}; {other}")


def areas_meant(bands: Bands, market: Market, areas: list[Area], text: str) -> Sequence[Area]:
    """Return those of some areas that a text is a word or a ZIP code for."""
    from coding_salary.profile.checks import AnswerReader

    reader = PlaceReader(AnswerReader(bands, market, {}, []), lambda _: areas)
    if (zip := fullmatch(WRITTEN_ZIP, text.strip())) and market.zip_codes:
        lying = reader.lying(zip.group(1))
        return [area for area in areas if lying and area.code == lying.code]
    found = reader.by_word(text, areas)
    return found.areas if found else ()


def _candidates(areas: Iterable[Area]) -> str:
    named = [f"{area.code} {area.name}" for area in areas]
    more = len(named) - MAX_CANDIDATES
    return "; ".join(named[:MAX_CANDIDATES]) + (f"; and {more} more" if more > 0 else "")
