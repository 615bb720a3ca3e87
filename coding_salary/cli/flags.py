"""What the values of the flags mean: answers, how a result is shown, and the month of today."""

import os
import sys
from time import strftime
from typing import TYPE_CHECKING, Any, NamedTuple

from coding_salary.cli.ending import UsageError
from coding_salary.cli.options import (
    BANDS,
    MEASURE_FLAGS,
    PER,
    PROFILE_FLAGS,
    SAVED_FLAGS,
    SHOWN,
    VIEW_FLAGS,
    Group,
)
from coding_salary.cli.output import STDOUT, look, messages, write_result
from coding_salary.cli.saved_profile import SAVED, saved_profile
from coding_salary.cli.session import Session
from coding_salary.formats import Format, render
from coding_salary.profile.answers import AS_OF, COUNTRY, PLACE, TODAY, Answers, Raw, key_of
from coding_salary.reading.words import listed, quoted
from coding_salary.table.factors import NO, YES

if TYPE_CHECKING:
    from coding_salary.formats.records import Result
    from coding_salary.report.base import PayReport
    from coding_salary.report.estimate import Shows

DATE_VARIABLE = "SALARY_TODAY"
MONTH_LENGTH = len("2026-11")


def this_month() -> str:
    """Return this month such as `2026-11`, or that of SALARY_TODAY; raises UsageError for a bad date."""
    said = os.environ.get(DATE_VARIABLE)
    if not said:
        return strftime("%Y-%m")
    from datetime import date

    try:
        return date.fromisoformat(said if len(said) > MONTH_LENGTH else f"{said}-01").strftime("%Y-%m")
    except ValueError:
        raise UsageError(f"{DATE_VARIABLE} must be a date such as 2026-11-21, found {quoted(said)}") from None


class View(NamedTuple):
    """How and where a result is to be shown, as the flags say."""

    format: Format
    fields: tuple[str, ...]
    header: bool
    output: str
    width: int | None
    color: str
    ascii: bool
    profile_file: str | None = None

    @property
    def screen(self) -> bool:
        """Whether somebody reads it in a terminal, where a long list is shortened."""
        for_people = self.format in (Format.TABLE, Format.PLAIN)
        return for_people and self.output == STDOUT and sys.stdout is not None and sys.stdout.isatty()

    def show(self, result: "Result", *, whole: bool = True) -> None:
        """Write a result as the flags say, and its notes to standard error.

        One that is not to be shown `whole` is, but on a screen.
        """
        result.whole = whole or not self.screen
        file = self.output != STDOUT
        shown = look(width=self.width, color=self.color, ascii=self.ascii, file=file)
        if self.format.utf8:
            shown = shown._replace(ascii=self.ascii)
        text = render(result, self.format, shown, fields=self.fields, header=self.header)
        write_result(text, utf8=self.format.utf8, output=self.output)
        for note in result.notes():
            messages.note(note)

    def show_pay(self, result: "PayReport") -> None:
        """Show a result about pay, and say when the wages behind it are old."""
        result.profile_file = self.profile_file
        old = result.stale(this_month())
        self.show(result)
        for note in old:
            messages.note(note)


class Measures(NamedTuple):
    """By what else than nominal pay a result is to be measured: prices of places, or other money."""

    real: bool
    currency: str | None


class Person(NamedTuple):
    """Somebody's answers, and the profile file they come from if they do."""

    file: str
    answers: Answers


def answers_of(flags: dict[str, Any]) -> Answers:
    """Return the answers of the flags, joined with those of a profile file; raises UsageError for two."""
    people = people_of(flags)
    if len(people) > 1:
        raise UsageError("--profile is given more than once: salary compare takes several people")
    return people[0].answers


def people_of(flags: dict[str, Any]) -> list[Person]:
    """Return a person for each profile file, or the one that the flags describe."""
    paths = flags["profile"] or list(filter(None, [flags.get(SAVED)]))
    given = {
        key_of(flag.name): _said(flags[flag.name])
        for flag in PROFILE_FLAGS
        if flag.name != "profile" and flags[flag.name] is not None
    }
    people = [(path, _joined(path, given)) for path in paths] if paths else [("", given)]
    if flags.get("ask"):
        people = [(path, _asked(answers, flags)) for path, answers in people]
    return [Person(path, _dated(answers)) for path, answers in people]


def _joined(path: str, given: Answers) -> Answers:
    """Join the answers of a file with those of the flags, where the flags win.

    A place named by a flag replaces the whole place of the file: a state given on the command line
    must not be searched for the file's metropolitan area.
    """
    from coding_salary.profile.profile_file import read_answers

    kept = dict(read_answers(path))
    if given.keys() & {*PLACE, COUNTRY}:
        kept = {key: said for key, said in kept.items() if key not in PLACE}
    return kept | dict(given)


def _asked(answers: Answers, flags: dict[str, Any]) -> Answers:
    """Ask for what is open, and say which command needs no questions."""
    from shlex import join

    from coding_salary.cli.questions import asked, need_terminal

    need_terminal("--ask", "give flags such as --cert CPC --years 5")
    found = asked(Session(flags["bands"]), answers)
    words = [word for word in sys.argv[1:] if word != "--ask"]
    for key, (said, *_) in found.items():
        words += () if key in answers else (f"--{key}", said.text)
    if saved_profile(flags | {"ask": False}):
        words.append("--no-profile")
    messages.note(f"the same without questions: {join(('salary', *words))}")
    return found


def _dated(answers: Answers) -> Answers:
    """Put this month in the place of `today`."""
    if AS_OF not in answers:
        return answers

    dated = (
        Raw(this_month(), said.mark) if said.text.strip().casefold() == TODAY else said
        for said in answers[AS_OF]
    )
    return {**answers, AS_OF: tuple(dated)}


def measures_of(flags: dict[str, Any]) -> Measures:
    """Return what else the pay is to be measured by."""
    return Measures(bool(flags["real"]), flags["currency"])


def shows_of(flags: dict[str, Any]) -> "Shows":
    """Return what of an estimate is to be shown; raises UsageError for several things at once."""
    from coding_salary.report.estimate import Shows

    asked = [flag for flag in SHOWN if flags[flag.name]]
    if len(asked) > 1:
        names = listed((flag.spellings[0] for flag in asked), "and")
        raise UsageError(f"{names} show different things: use one of them")
    return Shows(asked[0].name) if asked else Shows.LEVELS


def view_of(flags: dict[str, Any]) -> View:
    """Return how the result is to be shown; raises UsageError for flags that cannot go together."""
    format = _format(flags["format"], flags["output"] or STDOUT)
    if flags["no_header"] and format not in (Format.CSV, Format.TSV):
        raise UsageError("--no-header goes with --format csv or tsv only")
    return View(
        format=format,
        fields=names_in(flags["fields"]),
        header=not flags["no_header"],
        output=STDOUT if flags["output"] is None else flags["output"],
        width=flags["width"],
        color=flags["color"] or "auto",
        ascii=bool(flags["ascii"]),
        profile_file=flags.get(SAVED),
    )


def _format(said: str | None, output: str) -> Format:
    """Return the format that is said, else that of the file's ending, else what suits people."""
    if said:
        return Format(said)
    for_people = Format.PLAIN if os.environ.get("ACCESSIBLE") else Format.TABLE
    return Format.by_ending(output) or for_people


def names_in(text: str | None) -> tuple[str, ...]:
    """Return the names that commas separate; none where nothing was said."""
    return () if text is None else tuple(name.strip() for name in text.split(","))


def _said(value: str | bool | list[str]) -> tuple[Raw, ...]:
    if isinstance(value, list):
        return tuple(map(Raw, value))
    if isinstance(value, bool):
        return (Raw(YES if value else NO),)
    return (Raw(value),)


ANSWERS = Group("answers", (*PROFILE_FLAGS, *SAVED_FLAGS), answers_of)
PEOPLE = Group("people", (*PROFILE_FLAGS, *SAVED_FLAGS), people_of)
# Of a file's rows nobody's own profile is true: they start from none.
ROW_ANSWERS = Group("answers", PROFILE_FLAGS, answers_of)
VIEW = Group("view", VIEW_FLAGS, view_of)
MEASURES = Group("measures", MEASURE_FLAGS, measures_of)
SHOWS = Group("shows", SHOWN, shows_of)
SESSION = Group("session", (PER, BANDS), lambda flags: Session(flags["bands"], flags["per"]))
TABLE = Group("session", (BANDS,), lambda flags: Session(flags["bands"]))
