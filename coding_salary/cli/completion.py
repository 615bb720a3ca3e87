"""What a shell offers behind a flag: values and labels of the table in use, nothing when it is broken."""

import os
from collections.abc import Mapping

from coding_salary.cli.options import Flag
from coding_salary.reading.errors import SalaryError
from coding_salary.reading.words import printable

Offers = list[tuple[str, str]]
# What bash hands over as it was typed: other characters may be quoted, and Typer takes the quotes away.
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,/+ ")


def ready_for_bash() -> bool:
    """Whether the variables are those that bash sets; without them there is nothing to complete."""
    number = os.environ.get("COMP_CWORD", "")
    return "COMP_WORDS" in os.environ and number.isascii() and number.isdigit()


def words_of_bash() -> tuple[list[str], str] | None:
    """Return the words typed before the one to complete, and that; None where Typer must tell them apart."""
    typed, number = os.environ["COMP_WORDS"], int(os.environ["COMP_CWORD"])
    words = typed.split()
    if not PLAIN.issuperset(typed) or number > len(words):
        return None
    return words[1:number], "".join(words[number : number + 1])


def offers_for(flag: Flag, given: Mapping[str, object], incomplete: str) -> Offers:
    """Return the values of a flag that begin as typed, with labels; `joined` ones follow others, as CPC,C."""
    before, comma, word = incomplete.rpartition(",") if flag.joined else ("", "", incomplete)
    try:
        values = _values(flag.offers, given, word)
    except SalaryError:
        return []
    held = before.casefold().split(",")
    return [
        (f"{before}{comma}{_as_typed(value, word)}", _quiet(label))
        for value, label in values
        if value.casefold().startswith(word.casefold()) and value.casefold() not in held
    ]


def _values(kind: str, given: Mapping[str, object], word: str) -> Offers:
    """Return what a flag can say; nicknames of areas only once a `word` is begun, so many are there."""
    from coding_salary.cli.session import Session
    from coding_salary.profile.answers import COUNTRY, METRO
    from coding_salary.profile.values import CURRENCY, SOURCE, words_for

    path = given.get("bands")
    session = Session(path if isinstance(path, str) else None)
    table = session.table
    if kind == COUNTRY:
        return [(code, market.name) for code, market in table.markets.items()]
    if kind == CURRENCY:
        return [(market.currency, f"money of {market.name}") for market in table.markets.values()]
    if kind == SOURCE:
        return [(source.id, source.title) for source in table.sources.values()]
    country = given.get(COUNTRY)
    market = (table.market_named(country) if isinstance(country, str) else None) or table.home
    found = words_for(kind, market, session.areas)
    if kind != METRO or not word or not found:
        return found
    from coding_salary.profile.values import nicknames
    from coding_salary.table.place_words import place_words_of

    return [*found, *nicknames(session.areas(market), place_words_of(market.place_words, table.path))]


def _as_typed(value: str, word: str) -> str:
    """Return the value in the capitals of the word: shells offer only what begins as it was typed."""
    if not word or value.startswith(word):
        return value
    return value.lower() if word.islower() else word + value[len(word) :]


def _quiet(label: str) -> str:
    """Return a label that neither a terminal nor Typer, which reads it as Rich markup, can stumble over."""
    return printable(label).replace("[", "(").replace("]", ")").replace("\\", "/")
