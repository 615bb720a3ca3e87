"""The flags that several commands take, as Typer knows them."""

from enum import StrEnum
from typing import Annotated, Any

from typer import Option

from coding_salary.cli.completion import Completer, completer
from coding_salary.cli.output import LEAST_WIDTH
from coding_salary.formats import Format
from coding_salary.profile.answers import CERT, COUNTRY, METRO, STATE, YEARS
from coding_salary.table.factors import EDUCATION, EMPLOYER, REMOTE, ROLE, SPECIALTY

YOU = "About you"
RESULT = "Result"


class Color(StrEnum):
    """When to colour what people read."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


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
