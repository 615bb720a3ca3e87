"""The flags that several commands take, as data: Typer's options and the short way are both made of it."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from coding_salary.cli.messages import messages
from coding_salary.cli.output import MIN_WIDTH
from coding_salary.cli.saved_profile import SAVED, saved_profile, with_way_out
from coding_salary.reading.errors import ProfileError
from coding_salary.table.occupations import HOUR, YEAR

YOU = "About you"
RESULT = "Result"
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "md")
COLORS = ("auto", "always", "never")


class Flag:
    """A flag, or an argument where it has no spellings.

    `kind` is what it takes: `str`, `int`, `bool` for a switch, `list` for a text that may be repeated, or
    a tuple of the words that it allows. `offers` names the values that a shell completes.
    """

    def __init__(  # noqa: PLR0913 - a flag has as many sides
        self,
        name: str,
        spellings: str,
        metavar: str | None,
        help: str,
        *,
        kind: Any = str,
        panel: str | None = None,
        offers: str = "",
        joined: bool = False,
        default: Any = None,
        range: tuple[int, int | None] | None = None,
        envvar: str | None = None,
        required: bool = False,
    ) -> None:
        """Describe a flag; `spellings` are separated by spaces, and `joined` values by commas."""
        self.name, self.spellings, self.metavar, self.help = name, spellings.split(), metavar, help
        self.kind, self.panel, self.offers, self.joined = kind, panel, offers, joined
        self.default, self.range, self.envvar, self.required = default, range, envvar, required


class Group:
    """Flags that together say one thing: `read` makes it of their values, for the parameter `name`."""

    def __init__(self, name: str, flags: tuple[Flag, ...], read: Callable[[dict[str, Any]], object]) -> None:
        """Join flags."""
        self.name, self.flags, self.read = name, flags, read


class Command:
    """What a command does, and the flags and groups of flags that it takes."""

    def __init__(self, run: Callable[..., int | None], parts: tuple[Flag | Group, ...]) -> None:
        """Keep what to run; its parameters are named like the parts."""
        self.run, self.parts = run, parts

    @property
    def flags(self) -> list[Flag]:
        """Every flag, in the order of the help; every command can be quiet."""
        parts = (part.flags if isinstance(part, Group) else (part,) for part in self.parts)
        return [*chain.from_iterable(parts), QUIET]

    def __call__(self, given: dict[str, Any]) -> int | None:
        """Run with the values given, and defaults for the others; return the exit code."""
        values = {flag.name: given.get(flag.name, flag.default) for flag in self.flags}
        messages.settle(quiet=values[QUIET.name], color=values.get("color"))
        if "no_profile" in values:
            values[SAVED] = saved_profile(values)
        if any(values.get(name) for name in ("output", "rejects", "sheet")):
            from coding_salary.cli.atomic_file import refuse_inputs

            refuse_inputs(values)
        try:
            return self.run(**{
                part.name: part.read(values) if isinstance(part, Group) else values[part.name]
                for part in self.parts
            })  # fmt: skip
        except ProfileError as error:
            raise with_way_out(error, values.get(SAVED)) from None


def command(*parts: Flag | Group) -> Callable[[Callable[..., int | None]], Command]:
    """Make a function a command that takes these flags."""
    return lambda run: Command(run, parts)


def _about_you(name: str, spellings: str, metavar: str, help: str, **sides: Any) -> Flag:
    return Flag(name, spellings, metavar, help, panel=YOU, **({"offers": name} | sides))


def result(name: str, spellings: str, metavar: str | None, help: str, **sides: Any) -> Flag:
    """Return a flag of the panel about the result."""
    return Flag(name, spellings, metavar, help, panel=RESULT, **sides)


QUIET = result("quiet", "--quiet -q", None, "Drop notes; warnings and errors stay.", kind=bool)
CERT_HELP = "Certification held, such as CPC; repeat it, or CPC,CRC, or none."
YEARS_HELP = "Years of experience, such as 5; on a pay scale those in the grade."
STATE_HELP = "State or region you work in (from home: where you live), such as OH or ohio."
METRO_HELP = "Area: a name such as NYC, a code, a ZIP code; or rural, with --state."
COUNTRY_HELP = "Country: a code or name, such as UK; the first of the table if none is said."
FILE_HELP = "YAML file with these answers; flags win over it."
AS_OF_HELP = "Month of the money, such as 2026-11, today, or published; default: that of the table."
PROFILE_FLAGS = (
    _about_you("cert", "--cert -c", "CERT", CERT_HELP, kind=list, joined=True),
    _about_you("years", "--years -y", "YEARS", YEARS_HELP, offers=""),
    _about_you("state", "--state -s", "STATE", STATE_HELP),
    _about_you("metro", "--metro -m", "AREA", METRO_HELP),
    _about_you("zip", "--zip", "ZIP", "ZIP code, such as 43215, for the area that it lies in.", offers=""),
    _about_you("employer", "--employer -e", "KIND", "Employer, such as hospital or physician-office."),
    _about_you("education", "--education", "LEVEL", "Education, such as associate or bachelor."),
    _about_you("role", "--role -r", "ROLE", "Role, such as coder, biller, auditor or manager."),
    _about_you("specialty", "--specialty", "FIELD", "Specialty, such as cardiology or inpatient."),
    Flag("remote", "--remote/--on-site", None, "Where the work is done.", kind=bool, panel=YOU),
    _about_you("country", "--country", "COUNTRY", COUNTRY_HELP),
    _about_you("as_of", "--as-of", "MONTH", AS_OF_HELP, offers=""),
    Flag(
        "profile",
        "--profile",
        "FILE",
        "YAML file with these answers; flags win over it.",
        kind=list,
        panel=YOU,
    ),
)
NO_PROFILE_HELP = "Leave your saved profile out (salary help profile)."
ASK_HELP = "Ask for what matters and is not said; needs a terminal."
SAVED_FLAGS = (
    Flag("no_profile", "--no-profile", None, NO_PROFILE_HELP, kind=bool, default=False, panel=YOU),
    Flag("ask", "--ask", None, ASK_HELP, kind=bool, default=False, panel=YOU),
)
EMPLOYER_STATE_HELP = "For remote work: the state of your employer; --state is the one you live in."
EMPLOYER_STATE = _about_you(
    "employer_state", "--employer-state", "STATE", EMPLOYER_STATE_HELP, offers="state"
)
OUTPUT = result("output", "--output -o", "FILE", "File to write to; - is standard output.")
NO_HEADER = result("no_header", "--no-header", None, "Leave out the line of names of csv and tsv.", kind=bool)
FORMAT_HELP = "How to show the result; table unless ACCESSIBLE is set, then plain."
VIEW_FLAGS = (
    result("format", "--format -f", None, FORMAT_HELP, kind=FORMATS),
    OUTPUT,
    result("fields", "--fields", "A,B,C", "Only these fields, in this order."),
    NO_HEADER,
    result("width", "--width", "COLUMNS", "Columns to fit a table into.", kind=int, range=(MIN_WIDTH, None)),
    result("color", "--color", None, "Colour for people: auto unless said.", kind=COLORS),
    result("ascii", "--ascii", None, "Draw with plain ASCII characters.", kind=bool),
)
REAL_HELP = "Add what the pay buys: divided by the price level of the state or metro."
IN_HELP = "Add the pay in other money, such as USD: at the rate of exchange, and by what it buys."
MEASURE_FLAGS = (
    result("real", "--real", None, REAL_HELP, kind=bool, default=False),
    result("currency", "--in", "CURRENCY", IN_HELP, offers="currency"),
)
EXPLAIN_HELP = "Show every step, its source and evidence; csv, tsv and jsonl then hold the steps."
EXPLAIN = result("explain", "--explain", None, EXPLAIN_HELP, kind=bool, default=False)
PER = result("per", "--per", None, "Amounts by the year or by the hour (default: year).", kind=(YEAR, HOUR))
BANDS = Flag("bands", "--bands", "FILE", "Table to use instead of the shipped one.", envvar="SALARY_BANDS")
