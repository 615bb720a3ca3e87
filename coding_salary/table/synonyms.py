"""The words that people use for the values of a table, and words of something else."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

SEPARATOR = "|"
COLUMNS = ("flag", "word", "value", "instead", "why")
HEADERS, HEADER_COLUMNS = "headers.csv", ("flag", "word")


class Meaning(NamedTuple):
    """The `values` that a word can be; or `why` it is none of ours, and what to do `instead`."""

    values: tuple[str, ...]
    instead: str
    why: str


Words = Mapping[tuple[str, str], Meaning]


@lru_cache(maxsize=4096)  # every answer of a file of people is held against every value
def plain_word(word: str) -> str:
    """Return a word as it is compared: letters and digits alone, without accents and capitals."""
    bare = normalize("NFKD", word).casefold().replace("&", "and")
    return "".join(letter for letter in bare if letter.isalnum())


@lru_cache(maxsize=8)
def load_words(path: str) -> Words:
    """Read a table of words, by the flag and the plain word; raises TableError with every problem found."""
    from coding_salary.reading.csv_file import Row, load_rows

    found: dict[tuple[str, str], Meaning] = {}

    def take(row: Row) -> None:
        key = (row.text("flag"), plain_word(row.text("word")))
        if key in found:
            row.fault("word", "appears a second time: keep one of them")
        values, instead = row.cells["value"], row.cells["instead"]
        if bool(values) == bool(instead):
            row.fault("value", "give the value that is meant, or what to do instead")
        found[key] = Meaning(tuple(filter(None, values.split(SEPARATOR))), instead, row.cells["why"])

    load_rows(path, COLUMNS, take)
    return found


@lru_cache(maxsize=8)
def load_headers(path: str) -> Mapping[str, str]:
    """Read what people call the columns of a file: the flag, `place` or `other`, by the word.

    A `place` may be a state, an area or neither: it is not read. Raises TableError.
    """
    from coding_salary.reading.csv_file import Row, load_rows

    found: dict[str, str] = {}

    def take(row: Row) -> None:
        word = plain_word(row.text("word"))
        if word in found:
            row.fault("word", "appears a second time: keep one of them")
        found[word] = row.text("flag")

    load_rows(path, HEADER_COLUMNS, take)
    return found
