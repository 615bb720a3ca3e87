"""The flags that several commands take, as data: Typer's options and the short way are both made of it."""

from collections.abc import Callable
from itertools import chain
from typing import Any

from coding_salary.cli.output import MIN_WIDTH, messages
from coding_salary.cli.saved_profile import SAVED, saved_profile, with_way_out
from coding_salary.reading.errors import ProfileError
from coding_salary.table.occupations import HOUR, YEAR

YOU = "About you"
RESULT = "Result"
# Panels of the help after those of a command's own flags, and before them.
YOUR_PROFILE, OTHER = "Your profile", "Other"
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "md", "html", "svg")
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
        self.default, self.envvar, self.required = default, envvar, required
        self.least: int | None
        self.most: int | None
        self.least, self.most = range or (None, None)

    def takes(self, number: int) -> bool:
        """Whether a number is within the range of the flag."""
        above = self.least is None or number >= self.least
        return above and (self.most is None or number <= self.most)


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


QUIET = result("quiet", "--quiet -q", None, "Drop notes, but no warning or error.", kind=bool)
AS_OF_HELP = "Month of the money: 2026-11, today or published (default: that of the table)."
COUNTRY_HELP = "Country, such as UK (default: US)."
PROFILE_HELP = "Read options from a YAML file; flags override it."
PROFILE_FLAGS = (
    _about_you("cert", "--cert -c", "CERT", "CPC; or CPC,CRC; or none.", kind=list, joined=True),
    _about_you("years", "--years -y", "YEARS", "Years of experience, such as 5.", offers=""),
    _about_you("state", "--state -s", "STATE", "State you work in, such as OH."),
    _about_you("metro", "--metro -m", "AREA", "Area: NYC, 35620, or rural."),
    _about_you("zip", "--zip", "ZIP", "ZIP code, such as 43215.", offers=""),
    _about_you("employer", "--employer -e", "KIND", "Employer, such as hospital or va."),
    _about_you("education", "--education", "LEVEL", "Such as associate or bachelor."),
    _about_you("role", "--role -r", "ROLE", "Such as coder, biller or auditor."),
    _about_you("specialty", "--specialty", "FIELD", "Such as cardiology or inpatient."),
    Flag("remote", "--remote/--on-site", None, "Where the work is done.", kind=bool, panel=YOU),
    _about_you("country", "--country", "COUNTRY", COUNTRY_HELP),
    result("as_of", "--as-of", "MONTH", AS_OF_HELP),
    Flag("profile", "--profile", "FILE", PROFILE_HELP, kind=list, panel=YOUR_PROFILE),
)
NO_PROFILE_HELP = "Leave your saved profile out."
ASK_HELP = "Ask a few questions first."
SAVED_FLAGS = (
    Flag("no_profile", "--no-profile", None, NO_PROFILE_HELP, kind=bool, default=False, panel=YOUR_PROFILE),
    Flag("ask", "--ask", None, ASK_HELP, kind=bool, default=False, panel=YOUR_PROFILE),
)
EMPLOYER_STATE_HELP = "State of your employer; --state is where you live."
EMPLOYER_STATE = Flag(
    "employer_state",
    "--employer-state",
    "STATE",
    EMPLOYER_STATE_HELP,
    panel="Working from home",
    offers="state",
)
OUTPUT = result("output", "--output -o", "FILE", "File to write to; - is standard output.")
NO_HEADER = result("no_header", "--no-header", None, "Omit the header row of csv and tsv.", kind=bool)
FORMAT_HELP = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
VIEW_FLAGS = (
    result("format", "--format -f", "FORMAT", FORMAT_HELP, kind=FORMATS),
    OUTPUT,
    result("fields", "--fields", "A,B,C", "Only these fields, in this order."),
    NO_HEADER,
    result("width", "--width", "COLUMNS", "Table width.", kind=int, range=(MIN_WIDTH, None)),
    result("color", "--color", "WHEN", "auto, always or never (default: auto).", kind=COLORS),
    result("ascii", "--ascii", None, "Use plain ASCII characters.", kind=bool),
)
REAL_HELP = "Add pay adjusted for local prices."
IN_HELP = "Add pay in other money, such as USD."
MEASURE_FLAGS = (
    result("real", "--real", None, REAL_HELP, kind=bool, default=False),
    result("currency", "--in", "CURRENCY", IN_HELP, offers="currency"),
)
EXPLAIN_HELP = "Show every step, its source and evidence."
EXPLAIN = result("explain", "--explain", None, EXPLAIN_HELP, kind=bool, default=False)
WHAT_IF_HELP = "Show what each other answer could change."
WHAT_IF = result("what_if", "--what-if", None, WHAT_IF_HELP, kind=bool, default=False)
POSTING_HELP = "Write the pay range of a job advert."
POSTING = result("posting", "--posting", None, POSTING_HELP, kind=bool, default=False)
SHOWN = (EXPLAIN, WHAT_IF, POSTING)
PER = result("per", "--per", "PERIOD", "year or hour (default: year).", kind=(YEAR, HOUR))
# Of lists that a terminal shows the first of; a pipe and a file get every one.
ALL = result("all", "--all", None, "Show every line.", kind=bool, default=False)
BANDS_HELP = "Pay table to use instead of the shipped one."
BANDS = Flag("bands", "--bands", "FILE", BANDS_HELP, envvar="SALARY_BANDS", panel=OTHER)
