"""The flags that commands share: who the estimate is for, which table, how the result is shown."""

import os
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, NamedTuple

from typer import BadParameter, Option

from coding_salary.answers import AS_OF, CERT, COUNTRY, METRO, STATE, YEARS, Answers, Said, key_of
from coding_salary.cli.completion import Completer, completer
from coding_salary.cli.streams import LEAST_WIDTH
from coding_salary.factor import EDUCATION, EMPLOYER, NO, REMOTE, ROLE, SPECIALTY, YES
from coding_salary.formats import Format

YOU = "About you"
RESULT = "Result"
TODAY = "today"


class Color(StrEnum):
    """When to colour what people read."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class View(NamedTuple):
    """How and where a result is to be shown, as the flags say."""

    format: Format
    fields: tuple[str, ...]
    header: bool
    output: str
    width: int | None
    color: Color
    ascii: bool


class Measures(NamedTuple):
    """By what else than nominal pay a result is to be measured: prices of places, or other money."""

    real: bool
    currency: str | None


class Person(NamedTuple):
    """Somebody's answers, and the profile file they come from if they do."""

    file: str
    answers: Answers


def _text(names: str, metavar: str, help: str, offered: Completer | None = None) -> Any:
    option = Option(*names.split(), metavar=metavar, help=help, rich_help_panel=YOU, autocompletion=offered)
    return Annotated[str | None, option]


PROFILE_FLAGS: dict[str, Any] = {
    CERT: Annotated[
        list[str] | None,
        Option(
            "--cert",
            "-c",
            metavar="CERT",
            help="Certification held, such as CPC; repeat it, or CPC,CRC, or none.",
            rich_help_panel=YOU,
            autocompletion=completer(CERT, joined=True),
        ),
    ],
    YEARS: _text("--years -y", "YEARS", "Years of experience, such as 5; on a pay scale those in the grade."),
    STATE: _text("--state -s", "STATE", "State, territory or region, such as OH or ohio.", completer(STATE)),
    METRO: _text(
        "--metro -m", "AREA", "Metropolitan or other area: a code, or a part of its name.", completer(METRO)
    ),
    EMPLOYER: _text(
        "--employer -e", "KIND", "Employer, such as hospital or physician-office.", completer(EMPLOYER)
    ),
    EDUCATION: _text(
        "--education", "LEVEL", "Education, such as associate or bachelor.", completer(EDUCATION)
    ),
    ROLE: _text("--role -r", "ROLE", "Role, such as coder, biller, auditor or manager.", completer(ROLE)),
    SPECIALTY: _text(
        "--specialty", "FIELD", "Specialty, such as cardiology or inpatient.", completer(SPECIALTY)
    ),
    REMOTE: Annotated[
        bool | None,
        Option("--remote/--on-site", help="Where the work is done.", show_default=False, rich_help_panel=YOU),
    ],
    COUNTRY: _text(
        "--country",
        "COUNTRY",
        "Country: a code or name, such as UK; the first of the table if none is said.",
        completer(COUNTRY),
    ),
    "as_of": _text(
        "--as-of", "MONTH", "Month to move the wages to with the wage index, such as 2026-11, or today."
    ),
    "profile": Annotated[
        list[str] | None,
        Option(
            "--profile",
            metavar="FILE",
            help="YAML file with these answers; flags win over it.",
            rich_help_panel=YOU,
        ),
    ],
}

OutputFlag = Annotated[
    str | None,
    Option(
        "--output",
        "-o",
        metavar="FILE",
        help="File to write to; - is standard output.",
        rich_help_panel=RESULT,
    ),
]
NoHeaderFlag = Annotated[
    bool | None,
    Option("--no-header", help="Leave out the line of names of csv and tsv.", rich_help_panel=RESULT),
]
VIEW_FLAGS: dict[str, Any] = {
    "format": Annotated[
        Format | None,
        Option(
            "--format",
            "-f",
            case_sensitive=False,
            help="How to show the result; table unless ACCESSIBLE is set, then plain.",
            rich_help_panel=RESULT,
        ),
    ],
    "output": OutputFlag,
    "fields": Annotated[
        str | None,
        Option("--fields", metavar="A,B,C", help="Only these fields, in this order.", rich_help_panel=RESULT),
    ],
    "no_header": NoHeaderFlag,
    "width": Annotated[
        int | None,
        Option(
            "--width",
            min=LEAST_WIDTH,
            metavar="COLUMNS",
            help="Columns to fit a table into.",
            rich_help_panel=RESULT,
        ),
    ],
    "color": Annotated[
        Color | None,
        Option(
            "--color",
            case_sensitive=False,
            help="Colour for people: auto unless said.",
            rich_help_panel=RESULT,
        ),
    ],
    "ascii": Annotated[
        bool | None, Option("--ascii", help="Draw with plain ASCII characters.", rich_help_panel=RESULT)
    ],
}

BandsFlag = Annotated[
    str | None,
    Option("--bands", metavar="FILE", envvar="SALARY_BANDS", help="Table to use instead of the shipped one."),
]
ExplainFlag = Annotated[
    bool,
    Option(
        "--explain",
        help="Show every step, its source and evidence; csv, tsv and jsonl then hold the steps.",
        rich_help_panel=RESULT,
    ),
]


MEASURE_FLAGS: dict[str, Any] = {
    "real": Annotated[
        bool,
        Option(
            "--real",
            help="Add what the pay buys: divided by the price level of the state or metro.",
            rich_help_panel=RESULT,
        ),
    ],
    "currency": Annotated[
        str | None,
        Option(
            "--in",
            metavar="CURRENCY",
            help="Add the pay in other money, such as USD: at the rate of exchange, and by what it buys.",
            autocompletion=completer("currency"),
            rich_help_panel=RESULT,
        ),
    ],
}


def with_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the flags behind `answers` or `people` (profiles), `view` and `measures`."""
    joint: dict[str, tuple[dict[str, Any], Callable[[dict[str, Any]], object]]] = {
        "answers": (PROFILE_FLAGS, answers_of),
        "people": (PROFILE_FLAGS, people_of),
        "view": (VIEW_FLAGS, view_of),
        "measures": (MEASURE_FLAGS, measures_of),
    }
    parameters = signature(command).parameters
    taken = {name: joint[name] for name in parameters if name in joint}
    flags = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for annotations, _ in taken.values()
        for name, annotation in annotations.items()
    ]
    own = [
        parameter.replace(kind=Parameter.KEYWORD_ONLY)
        for name, parameter in parameters.items()
        if name not in joint
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        for name, (annotations, read) in taken.items():
            given[name] = read({flag: given.pop(flag) for flag in annotations})
        command(**given)

    run.__signature__ = signature(command).replace(parameters=[*flags, *own])  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*flags, *own)}
    return run


def answers_of(flags: dict[str, Any]) -> Answers:
    """Return the answers of the flags, joined with those of a profile file; raises BadParameter for two."""
    people = people_of(flags)
    if len(people) > 1:
        raise BadParameter("--profile is given more than once: salary compare takes several people")
    return people[0].answers


def people_of(flags: dict[str, Any]) -> list[Person]:
    """Return a person for each profile file, or the one that the flags describe."""
    paths = flags["profile"]
    given = {
        key_of(name): _said(flags[name])
        for name in PROFILE_FLAGS
        if name != "profile" and flags[name] is not None
    }
    people = [(path, _joined(path, given)) for path in paths] if paths else [("", given)]
    return [Person(path, _dated(answers)) for path, answers in people]


def _joined(path: str, given: Answers) -> Answers:
    """Join the answers of a file with those of the flags, where the flags win.

    A place named by a flag replaces the whole place of the file: a state given on the command line
    must not be searched for the file's metropolitan area.
    """
    from coding_salary.profile_file import read_answers

    kept = dict(read_answers(path))
    if given.keys() & {STATE, METRO, COUNTRY}:
        kept.pop(STATE, None)
        kept.pop(METRO, None)
    return kept | dict(given)


def _dated(answers: Answers) -> Answers:
    """Put this month in the place of `today`."""
    if AS_OF not in answers:
        return answers
    from coding_salary.cli.clock import this_month

    dated = (
        Said(this_month(), said.mark) if said.text.strip().casefold() == TODAY else said
        for said in answers[AS_OF]
    )
    return {**answers, AS_OF: tuple(dated)}


def measures_of(flags: dict[str, Any]) -> Measures:
    """Return what else the pay is to be measured by."""
    return Measures(bool(flags["real"]), flags["currency"])


def view_of(flags: dict[str, Any]) -> View:
    """Return how the result is to be shown; raises BadParameter for flags that cannot go together."""
    format = flags["format"] or (Format.PLAIN if os.environ.get("ACCESSIBLE") else Format.TABLE)
    if flags["no_header"] and format not in (Format.CSV, Format.TSV):
        raise BadParameter("--no-header goes with --format csv or tsv only")
    return View(
        format=format,
        fields=tuple(field.strip() for field in flags["fields"].split(","))
        if flags["fields"] is not None
        else (),
        header=not flags["no_header"],
        output="-" if flags["output"] is None else flags["output"],
        width=flags["width"],
        color=flags["color"] or Color.AUTO,
        ascii=bool(flags["ascii"]),
    )


def _said(value: str | bool | list[str]) -> tuple[Said, ...]:
    if isinstance(value, list):
        return tuple(map(Said, value))
    if isinstance(value, bool):
        return (Said(YES if value else NO),)
    return (Said(value),)
