"""The questions that can be answered about a person, and answers as they were given."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypedDict

from coding_salary.reading.errors import Mark, Problem, ProfileError
from coding_salary.reading.words import quoted
from coding_salary.table.factors import EDUCATION, EMPLOYER, NO, REMOTE, ROLE, SPECIALTY, YES

CERT, YEARS, COUNTRY, AS_OF = "cert", "years", "country", "as-of"
STATE, METRO, ZIP = "state", "metro", "zip"
PLACE = (STATE, METRO, ZIP)
TODAY, PUBLISHED = "today", "published"
TRUTH = {"true": YES, "false": NO}
KEYS = (CERT, YEARS, *PLACE, EMPLOYER, EDUCATION, ROLE, SPECIALTY, REMOTE, COUNTRY, AS_OF)


class Raw(NamedTuple):
    """An answer as it was given; `mark` is set when it stands in a file."""

    text: str
    mark: Mark | None = None


Answers = Mapping[str, tuple[Raw, ...]]


class Person(TypedDict, total=False):
    """What can be said of somebody, each as its flag has it; years are those of experience."""

    cert: str | Sequence[str] | None
    years: float | str | None
    state: str | None
    metro: str | None
    zip: str | int | None
    employer: str | None
    education: str | None
    role: str | None
    specialty: str | None
    remote: bool | None
    country: str | None
    as_of: str | None


def key_of(name: str) -> str:
    """Return a name as it is compared: capitals, spaces around it and underscores do not matter."""
    return name.strip().casefold().replace("_", "-")


def answer(key: str, text: str, today: Callable[[], str]) -> Raw:
    """Return an answer as a flag would give it: truth in words, and `today` as its month."""
    word = text.strip().casefold()
    if key == REMOTE:
        return Raw(TRUTH.get(word, text))
    return Raw(today() if key == AS_OF and word == TODAY else text)


def text_of(name: str, value: object, key: str) -> str:
    """Return a value of a program as a key's flag would have it; raises ValueError for what none can say."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    many = key == CERT
    if many and isinstance(value, list | tuple) and all(type(own) is str for own in value):
        return ";".join(value)
    expected = "a text or a list of texts" if many else "a text, a number, true or false"
    raise ValueError(f"{quoted(name)} must be {expected}")


def answers_of(given: Mapping[str, object], today: Callable[[], str]) -> Answers:
    """Return the values of a program as answers.

    Raises TypeError for a name that no question has, and ProfileError for a value that is no answer.
    """
    try:
        texts = {key_of(name): text_of(name, value, key_of(name)) for name, value in given.items()}
    except ValueError as error:
        raise ProfileError([Problem(str(error))]) from None
    if unknown := texts.keys() - set(KEYS):
        raise TypeError(f"unexpected keyword argument {min(unknown)!r}")
    return {key: (answer(key, text, today),) for key, text in texts.items() if text}
