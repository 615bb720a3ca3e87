"""The names that people use for places: nicknames, boroughs, cities within an area, old names of states."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from coding_salary.table.places import STATE, folded

AREA, RURAL, ZIP = "area", "rural", "zip"
KINDS = (STATE, RURAL, AREA, ZIP)
COLUMNS = ("kind", "word", "codes", "why")


class PlaceWord(NamedTuple):
    """A word for the places of these `codes`, or `why` it is none; `together` counts them as one place."""

    word: str
    codes: tuple[str, ...]
    together: bool
    why: str


class PlaceWords(NamedTuple):
    """The words for states and those for areas, by the folded word.

    `zips` are codes of areas that are ZIP codes too, each with the area in which that ZIP code lies.
    """

    states: Mapping[str, PlaceWord] = MappingProxyType({})
    areas: Mapping[str, PlaceWord] = MappingProxyType({})
    zips: Mapping[str, PlaceWord] = MappingProxyType({})


@lru_cache(maxsize=8)  # a file of people asks for each of its places
def place_words_of(name: str, bands_path: str) -> PlaceWords:
    """Return the words of the table of a name, none without one; raises TableError with every problem."""
    from coding_salary.table.side_tables import beside

    return load_place_words(beside(name, bands_path)) if name else PlaceWords()


def load_place_words(path: str) -> PlaceWords:
    """Read a table of words for places; raises TableError with every problem found."""
    from coding_salary.reading.csv_file import Row, load_rows
    from coding_salary.reading.words import listed, quoted

    areas: dict[str, PlaceWord] = {}
    tables: dict[str, dict[str, PlaceWord]] = {STATE: {}, ZIP: {}}

    def take(row: Row) -> None:
        kind, word, codes, why = row.text("kind"), row.text("word"), row.cells["codes"], row.cells["why"]
        found = tables.get(kind, areas)
        if kind not in KINDS:
            row.fault("kind", f"expected {listed(KINDS)}, found {quoted(kind)}")
        if folded(word) in found:
            row.fault("word", "appears a second time: keep one of them")
        if bool(codes) == bool(why):
            row.fault("codes", "give the codes that are meant, or why there is none")
        found[folded(word)] = PlaceWord(word, tuple(codes.split()), kind == RURAL, why)

    load_rows(path, COLUMNS, take)
    return PlaceWords(tables[STATE], areas, tables[ZIP])
