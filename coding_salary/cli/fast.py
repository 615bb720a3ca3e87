"""The short way: a command line of exact flags and values is served without the time that Typer takes.

Whatever else there is, it declines with nothing read or written yet, and Typer answers.
"""

import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from coding_salary.cli.commands import MODULES
from coding_salary.cli.options import Command, Flag

COMPLETION = "_SALARY_COMPLETE"
# More digits than any number of columns has: what Typer makes of longer ones is left to it.
MAX_DIGITS = 6


def answered(words: list[str]) -> int | None:
    """Run a command line and return its exit code; None, with nothing done, where Typer must answer."""
    asked = os.environ.get(COMPLETION)
    if asked:
        return _completed() if asked == "complete_bash" else None
    command = _command(words)
    given = _given(command.flags, words[1:]) if command else None
    if command is None or given is None or any(flag.required for flag in command.flags):
        return None  # what is required is an argument, and those are not read here
    from coding_salary.cli.ending import ended

    return ended(lambda: command(given), f"salary {words[0]}")


def _command(words: list[str]) -> Command | None:
    """Return the command that the first word names; None where it is that of a group, or of none."""
    if not words or words[0] not in MODULES:
        return None
    module = import_module(f"coding_salary.cli.commands.{MODULES[words[0]]}")
    command: Command | None = getattr(module, "run", None)
    return command


def _completed() -> int | None:
    """Offer bash the values of the flag before the cursor; None where something else is to be completed."""
    from coding_salary.cli.completion import offers_for, ready_for_bash, words_of_bash
    from coding_salary.cli.ending import ended
    from coding_salary.cli.output import write_result
    from coding_salary.reading.errors import ExitCode

    if not ready_for_bash():
        return ExitCode.USAGE
    words, incomplete = words_of_bash() or ([], "")
    command = _command(words)
    flags = command.flags if command and len(words) > 1 and not incomplete.startswith("-") else []
    flag = next((flag for flag in flags if flag.offers and words[-1] in flag.spellings), None)
    given = _given(flags, words[1:-1])
    if flag is None or given is None:
        return None

    def offer() -> None:
        write_result("\n".join(value for value, _ in offers_for(flag, given, incomplete)) + "\n")

    return ended(offer, "salary")


def _given(flags: list[Flag], words: list[str]) -> dict[str, Any] | None:
    """Return the values of flags by their names, None for a word that is not exactly one of theirs."""
    switches = {spelling: said for flag in flags if flag.kind is bool for spelling, said in _switched(flag)}
    spelled = {spelling: flag for flag in flags if flag.kind is not bool for spelling in flag.spellings}
    given: dict[str, Any] = {flag.name: said for flag in flags if (said := _in_environment(flag))}
    rest = iter(words)
    for word in rest:
        if word in switches:
            given |= switches[word]
            continue
        flag = spelled.get(word)
        value = _value(flag, next(rest, "-")) if flag else None
        if flag is None or value is None:
            return None
        given[flag.name] = [*given.get(flag.name, ()), value] if flag.kind is list else value
    return given


def _switched(flag: Flag) -> Iterator[tuple[str, dict[str, bool]]]:
    """Yield the spellings of a switch, such as --remote/--on-site, each with what it says."""
    for spelling in flag.spellings:
        on, _, off = spelling.partition("/")
        yield on, {flag.name: True}
        if off:
            yield off, {flag.name: False}


def _in_environment(flag: Flag) -> str | None:
    return os.environ.get(flag.envvar) if flag.envvar else None


def _value(flag: Flag, word: str) -> str | int | None:
    """Return the value of a flag; None for a word that may be a flag itself, or that is not allowed."""
    if word.startswith("-"):
        return None
    if isinstance(flag.kind, tuple):
        return word.lower() if word.lower() in flag.kind else None
    if flag.kind is not int:
        return word
    if not (word.isascii() and word.isdigit() and len(word) <= MAX_DIGITS and flag.takes(int(word))):
        return None
    return int(word)
