"""The flags that commands share: who the estimate is for, which table, which format."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

from typer import Option

from coding_salary.factor import NO, YES
from coding_salary.formats import Format
from coding_salary.profile import COUNTRY, METRO, STATE, Answers, Said

YOU = "About you"
RESULT = "Result"
TABLE = "Table"

PROFILE_FLAGS: dict[str, Any] = {
    "cert": Annotated[
        list[str] | None,
        Option(
            "--cert",
            "-c",
            metavar="CERT",
            help="Certification held, such as CPC; repeat it, or CPC,CRC, or none.",
            rich_help_panel=YOU,
        ),
    ],
    "years": Annotated[
        str | None,
        Option(
            "--years",
            "-y",
            metavar="YEARS",
            help="Years of experience, such as 5 or 2.5.",
            rich_help_panel=YOU,
        ),
    ],
    "state": Annotated[
        str | None,
        Option(
            "--state",
            "-s",
            metavar="STATE",
            help="State or territory, such as OH or ohio.",
            rich_help_panel=YOU,
        ),
    ],
    "metro": Annotated[
        str | None,
        Option(
            "--metro",
            "-m",
            metavar="AREA",
            help="Metropolitan or nonmetropolitan area: its code, or a part of its name.",
            rich_help_panel=YOU,
        ),
    ],
    "employer": Annotated[
        str | None,
        Option(
            "--employer",
            "-e",
            metavar="KIND",
            help="Kind of employer, such as hospital or physician-office.",
            rich_help_panel=YOU,
        ),
    ],
    "education": Annotated[
        str | None,
        Option(
            "--education",
            metavar="LEVEL",
            help="Highest education, such as associate or bachelor.",
            rich_help_panel=YOU,
        ),
    ],
    "role": Annotated[
        str | None,
        Option(
            "--role",
            "-r",
            metavar="ROLE",
            help="Role, such as coder, biller, auditor or manager.",
            rich_help_panel=YOU,
        ),
    ],
    "specialty": Annotated[
        str | None,
        Option(
            "--specialty",
            metavar="FIELD",
            help="Specialty coded for, such as cardiology or risk-adjustment.",
            rich_help_panel=YOU,
        ),
    ],
    "remote": Annotated[
        bool | None,
        Option(
            "--remote/--on-site",
            help="Whether the work is done from home.",
            show_default=False,
            rich_help_panel=YOU,
        ),
    ],
    "country": Annotated[
        str | None,
        Option(
            "--country",
            metavar="COUNTRY",
            help="Country, when the table has more than one.",
            rich_help_panel=YOU,
        ),
    ],
    "profile": Annotated[
        str | None,
        Option(
            "--profile",
            metavar="FILE",
            help="YAML file with these answers; flags win over it.",
            rich_help_panel=YOU,
        ),
    ],
}

BandsFlag = Annotated[
    str | None,
    Option(
        "--bands",
        metavar="FILE",
        envvar="SALARY_BANDS",
        help="Table to use instead of the shipped one.",
        rich_help_panel=TABLE,
    ),
]
FormatFlag = Annotated[
    Format,
    Option("--format", "-f", case_sensitive=False, help="How to show the result.", rich_help_panel=RESULT),
]
ExplainFlag = Annotated[
    bool,
    Option(
        "--explain",
        help="Show every step, with its source and evidence; csv, tsv and jsonl then hold the steps.",
        rich_help_panel=RESULT,
    ),
]


def with_profile(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every profile flag; it gets them as one argument, `answers`."""
    own = [parameter for parameter in signature(command).parameters.values() if parameter.name != "answers"]
    flags = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in PROFILE_FLAGS.items()
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        flags = {name: given.pop(name) for name in PROFILE_FLAGS}
        command(answers=answers_of(flags), **given)

    run.__signature__ = signature(command).replace(  # type: ignore[attr-defined]
        parameters=[*flags, *(parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in own)]
    )
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in (*flags, *own)}
    return run


def answers_of(flags: dict[str, Any]) -> Answers:
    """Join the answers of the flags with those of a profile file, where the flags win.

    A place named by a flag replaces the whole place of the file: a state given on the command line
    must not be searched for the file's metropolitan area.
    """
    path = flags.pop("profile")
    given = {name: _said(value) for name, value in flags.items() if value is not None}
    if path is None:
        return given
    from coding_salary.profile_file import read_answers

    kept = dict(read_answers(path))
    if given.keys() & {STATE, METRO, COUNTRY}:
        kept.pop(STATE, None)
        kept.pop(METRO, None)
    return kept | given


def _said(value: str | bool | list[str]) -> tuple[Said, ...]:
    if isinstance(value, list):
        return tuple(map(Said, value))
    if isinstance(value, bool):
        return (Said(YES if value else NO),)
    return (Said(value),)
