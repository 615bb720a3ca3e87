"""What a shell offers behind a flag: values and labels of the table in use, nothing when it is broken."""

from collections.abc import Callable

from typer import Context

from coding_salary.reading.errors import SalaryError
from coding_salary.reading.words import printable

Offers = list[tuple[str, str]]
Completer = Callable[[Context, str], Offers]


def completer(flag: str, *, joined: bool = False) -> Completer:
    """Return what completes a flag; `joined` values may follow others and a comma, as in CPC,C."""

    def complete(context: Context, incomplete: str) -> Offers:
        before, comma, word = incomplete.rpartition(",") if joined else ("", "", incomplete)
        try:
            offers = _offers(flag, context.params)
        except SalaryError:
            return []
        held = before.casefold().split(",")
        return [
            (f"{before}{comma}{_as_typed(value, word)}", _quiet(label))
            for value, label in offers
            if value.casefold().startswith(word.casefold()) and value.casefold() not in held
        ]

    return complete


def _offers(flag: str, given: dict[str, object]) -> Offers:
    from coding_salary.cli.session import Session
    from coding_salary.profile.answers import COUNTRY
    from coding_salary.profile.choices import CURRENCY, SOURCE, words_for

    path = given.get("bands")
    session = Session(path if isinstance(path, str) else None)
    table = session.table
    if flag == COUNTRY:
        return [(code, market.name) for code, market in table.markets.items()]
    if flag == CURRENCY:
        return [(market.currency, f"money of {market.name}") for market in table.markets.values()]
    if flag == SOURCE:
        return [(source.id, source.title) for source in table.sources.values()]
    country = given.get(COUNTRY)
    market = (table.market_named(country) if isinstance(country, str) else None) or table.home
    return words_for(flag, market, session.areas)


def _as_typed(value: str, word: str) -> str:
    """Return the value in the capitals of the word: shells offer only what begins as it was typed."""
    if not word or value.startswith(word):
        return value
    return value.lower() if word.islower() else word + value[len(word) :]


def _quiet(label: str) -> str:
    """Return a label that neither a terminal nor Typer, which reads it as Rich markup, can stumble over."""
    return printable(label).replace("[", "(").replace("]", ")").replace("\\", "/")
