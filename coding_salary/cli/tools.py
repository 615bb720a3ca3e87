"""The commands as tools of an assistant: what each takes, as JSON Schema, and what it answers.

A tool takes the flags of its command, but for those that name a file or say how a result is shown. It
reads the table that was opened before, and writes nothing.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain
from typing import Any

from coding_salary.catalog.listing_report import ListingReport
from coding_salary.cli.atomic_file import READ, WRITTEN
from coding_salary.cli.commands import MODULES
from coding_salary.cli.flags import SESSION, VIEW, View, this_month, view_of
from coding_salary.cli.options import VIEW_FLAGS, Command, Flag, Group
from coding_salary.cli.session import Session
from coding_salary.formats.records import Result
from coding_salary.model.waterfall import waterfall
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, quoted
from coding_salary.report.base import PayReport
from coding_salary.table.bands import Bands
from coding_salary.table.sources import Source

TOOLS = ("estimate", "compare", "offer", "raise", "boost", "path", "careers", "sources", "list")
# What names a file, and what only a shell asks for.
LEFT_OUT = {*READ, *WRITTEN, "exit_code", "fail_below", "no_profile", "ask", "quiet", "all"}
# What a number may be said for, by the word that stands for it in the help.
NUMBERS = ("YEARS", "AMOUNT", "PAY", "RAISE", "N", "B", "N/hr")
# A longer list is cut: an assistant reads every word of it.
MAX_ITEMS = 100
ABOUT_SOURCE = ("id", "publisher", "title", "date", "grade", "link", "license")
Json = dict[str, Any]


def description(name: str) -> str:
    """Return what a tool does, as the help of its command says it."""
    text = _command(name).run.__doc__ or ""
    return " ".join(text.partition("\n\n")[0].split())


def schema(name: str) -> Json:
    """Return the JSON Schema of what a tool takes: the flags of its command."""
    flags = _flags(name)
    return {
        "type": "object",
        "properties": {flag.name: _property(flag) for flag in flags.values()},
        "required": [flag.name for flag in flags.values() if flag.required],
        "additionalProperties": False,
    }


class Tools:
    """Answers as the commands do, from one table."""

    def __init__(self, bands: str | None) -> None:
        """Name the table; None is the shipped one."""
        self.bands = bands
        self._sessions: dict[tuple[object, ...], Session] = {}

    def answer(self, name: str, arguments: Mapping[str, object]) -> Json:
        """Return what a command says, as its JSON, with the sources that it rests on.

        Raises SalaryError or UsageError as the command does, with every argument that cannot be used.
        """
        command = _command(name)
        values = {flag.name: flag.default for flag in command.flags} | _given(name, arguments)
        kept = _Kept(*view_of(dict.fromkeys(flag.name for flag in VIEW_FLAGS)))
        taken = {part.name: self._taken(part, values, kept) for part in command.parts}
        command.run(**taken)
        return kept.answer(taken[SESSION.name])

    def _taken(self, part: Flag | Group, values: dict[str, Any], kept: View) -> Any:
        """Return what a command takes for a part of its flags; view and table are not for them to say."""
        if isinstance(part, Flag):
            return values[part.name]
        if part.name == SESSION.name:
            return self._session(part, values | {"bands": self.bands})
        return kept if part.name == VIEW.name else part.read(values)

    def _session(self, part: Group, values: dict[str, Any]) -> Session:
        """Return the opened table, shown as the flags say: opened once for each way."""
        key = tuple(values[flag.name] for flag in part.flags)
        if key not in self._sessions:
            session = part.read(values)
            assert isinstance(session, Session)
            self._sessions[key] = session
        return self._sessions[key]


class _Kept(View):
    """Keeps the result that a command shows, in the place of writing it."""

    result: Result
    old: list[str]

    def show(self, result: Result, **_: bool) -> None:
        self.result, self.old = result, []

    def show_pay(self, result: PayReport) -> None:
        self.result, self.old = result, result.stale(this_month())

    def answer(self, session: Session) -> Json:
        notes = [*self.result.notes(), *self.old]
        document: Json = _cut(self.result.document(), notes)
        basis = self.result.basis() if isinstance(self.result, PayReport) else ""
        known = session.cited.sources
        cited = [known[id] for id in dict.fromkeys(self._ids(session.table, document)) if id in known]
        return document | {"notes": notes, "basis": basis, "sources": list(map(_about, cited))}

    def _ids(self, table: Bands, document: Json) -> Iterator[str]:
        """Yield the ids of sources: those of the wages and of each fact, then what the document names."""
        if isinstance(self.result, PayReport):
            yield from chain.from_iterable(step.sources for step in waterfall(self.result.estimate))
        elif isinstance(self.result, ListingReport):
            yield from (job.source for job in table.markets[document["market"]].occupations.values())
        yield from _ids(document)


def _command(name: str) -> Command:
    command: Command = import_module(f"coding_salary.cli.commands.{MODULES[name]}").run
    return command


def _flags(name: str) -> dict[str, Flag]:
    shown = {flag.name for flag in VIEW_FLAGS} | LEFT_OUT
    return {flag.name: flag for flag in _command(name).flags if flag.name not in shown}


def _property(flag: Flag) -> Json:
    return {**_type(flag), "description": flag.help}


def _type(flag: Flag) -> Json:
    if isinstance(flag.kind, tuple):
        return {"type": "string", "enum": list(flag.kind)}
    if flag.kind is list:
        return {"type": "array", "items": {"type": "string"}}
    if flag.kind is int:
        bounds = {"minimum": flag.least, "maximum": flag.most}
        return {"type": "integer"} | {key: bound for key, bound in bounds.items() if bound is not None}
    if flag.kind is bool:
        return {"type": "boolean"}
    return {"type": ["string", "number"] if flag.metavar in NUMBERS else "string"}


def _given(name: str, arguments: Mapping[str, object]) -> dict[str, Any]:
    """Return the values of the arguments; raises ProfileError with every one that cannot be used."""
    flags, given, problems = _flags(name), dict[str, Any](), list[Problem]()
    for key, said in arguments.items():
        if key not in flags:
            hint = nearest(key, flags, f"use {listed(flags)}")
            problems.append(Problem(f"{name} takes no argument {quoted(key)}: {hint}"))
        elif said is not None:
            given[key] = _value(flags[key], said, problems)
    missing = [flag for flag in flags.values() if flag.required and flag.name not in given]
    problems += [Problem(f"the argument {quoted(flag.name)} is missing: {flag.help}") for flag in missing]
    if problems:
        raise ProfileError(problems)
    return given


def _value(flag: Flag, said: object, problems: list[Problem]) -> object:
    """Return a value as the flag would give it, and note one of another type."""
    if flag.kind is list and isinstance(said, list):
        return [_value(Flag(flag.name, "", None, flag.help), item, problems) for item in said]
    if flag.kind is list and isinstance(said, str):
        return [said]
    if flag.kind is bool and isinstance(said, bool):
        return said
    if flag.kind is int and type(said) is int and flag.takes(said):
        return said
    if flag.kind not in (bool, int, list) and type(said) in (str, int, float):
        text = f"{said:.15g}" if isinstance(said, float) else str(said)
        if not isinstance(flag.kind, tuple) or text in flag.kind:
            return text
    wanted = _type(flag)
    expected = listed(wanted["enum"]) if "enum" in wanted else _bounded(flag, wanted)
    problems.append(Problem(f"{flag.name} must be {expected}, found {quoted(str(said))}"))
    return None


def _bounded(flag: Flag, wanted: Json) -> str:
    kind = {"array": "a list of texts", "integer": "a whole number", "boolean": "true or false"}
    bounds = [
        f"{word} {bound}" for word, bound in (("from", flag.least), ("to", flag.most)) if bound is not None
    ]
    return " ".join([kind.get(str(wanted["type"]), "a text"), *bounds])


def _cut(value: Any, notes: list[str]) -> Any:
    """Return a document with its longest lists cut, and note that of each."""
    if isinstance(value, Mapping):
        return {key: _cut(item, notes) for key, item in value.items()}
    if not isinstance(value, list | tuple):
        return value
    if len(value) > MAX_ITEMS:
        notes.append(
            f"only the first {MAX_ITEMS} of {len(value):,} are here: ask for less, or use the command"
        )
    return [_cut(item, notes) for item in value[:MAX_ITEMS]]


def _ids(value: object, key: str = "") -> Iterator[str]:
    """Yield what stands in a document under the key of a source, or of several."""
    if isinstance(value, Mapping):
        yield from chain.from_iterable(_ids(item, name) for name, item in value.items())
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(_ids(item, key) for item in value)
    elif isinstance(value, str) and key.endswith(("id", "source", "sources")):
        yield from value.split()


def _about(source: Source) -> dict[str, str]:
    return {key: getattr(source, key) for key in ABOUT_SOURCE if getattr(source, key)}
