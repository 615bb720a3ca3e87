"""The questions that can be answered about a person, and answers as they were given."""

from collections.abc import Mapping
from typing import NamedTuple

from coding_salary.reading.errors import Mark
from coding_salary.table.factors import EDUCATION, EMPLOYER, REMOTE, ROLE, SPECIALTY

CERT, YEARS, STATE, METRO, COUNTRY, AS_OF = "cert", "years", "state", "metro", "country", "as-of"
PLACE = (STATE, METRO)
KEYS = (CERT, YEARS, STATE, METRO, EMPLOYER, EDUCATION, ROLE, SPECIALTY, REMOTE, COUNTRY, AS_OF)


class Said(NamedTuple):
    """An answer as it was given; `mark` is set when it stands in a file."""

    text: str
    mark: Mark | None = None


Answers = Mapping[str, tuple[Said, ...]]


def key_of(name: str) -> str:
    """Return a name as it is compared: capitals, spaces around it and underscores do not matter."""
    return name.strip().casefold().replace("_", "-")
