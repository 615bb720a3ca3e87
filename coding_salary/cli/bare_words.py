"""Words without a flag, such as `CPC 5 Ohio`: which questions they answer, and the flags that say so."""

import os
from collections.abc import Collection, Iterable
from itertools import chain
from shlex import quote

from coding_salary.cli.options import BANDS, PROFILE_FLAGS
from coding_salary.cli.session import Session
from coding_salary.profile.answers import CERT, KEYS, METRO, STATE, YEARS, ZIP, Raw
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import SalaryError
from coding_salary.table.factors import EDUCATION, EMPLOYER, ROLE, SPECIALTY

# A word answers the first of these that takes it: `5` are years before they are anything else.
ASKED = (YEARS, CERT, STATE, ROLE, EMPLOYER, EDUCATION, SPECIALTY, ZIP, METRO)


def answered_by(words: Iterable[str]) -> dict[str, list[str]]:
    """Return the words by the question that they answer in the table in use, without those of none."""
    session = Session(os.environ.get(BANDS.envvar or ""))
    found: dict[str, list[str]] = {}
    for word in words:
        if key := next((key for key in ASKED if _answers(session, key, word)), None):
            found.setdefault(key, []).append(word)
    return found


def _answers(session: Session, key: str, word: str) -> bool:
    try:
        read_profile(session.table, {key: (Raw(word),)}, session.areas)
    except SalaryError:
        return False
    return True


def as_flags(words: Iterable[str], taken: Collection[str] = KEYS) -> str:
    """Return words with the flags that they belong to: `-c CPC -y 5 -s Ohio`; empty where none has one.

    `taken` are the questions that the command takes flags for.
    """
    flags = {flag.name: flag.spellings[-1] for flag in PROFILE_FLAGS}
    found = answered_by(words)
    return " ".join(
        f"{flags[key]} {quote(','.join(found[key]))}" for key in KEYS if key in {*found} & {*taken}
    )


def as_dimensions(words: Iterable[str]) -> str:
    """Return words as `salary compare` takes them: `cert=CCS,CPC`, or one alone as `cert -c CPC`."""
    texts = list(chain.from_iterable(word.split(",") for word in words))
    found = answered_by(texts)
    varied = [quote(f"{key}={','.join(several)}") for key, several in found.items() if several[1:]]
    return " ".join(varied) or " ".join(f"{key} {as_flags(texts)}" for key in [*found][:1])
