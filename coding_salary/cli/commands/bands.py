"""`salary bands`: the table itself."""

from codecs import BOM_UTF8 as BOM
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from shlex import quote
from typing import TYPE_CHECKING

from coding_salary.catalog.csv_figures import SideTables
from coding_salary.catalog.diff import ChangeReport, changes
from coding_salary.catalog.figure_report import FigureReport, TableReport
from coding_salary.catalog.figures import find
from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import TABLE, VIEW, View
from coding_salary.cli.options import ALL, BANDS, Flag, command
from coding_salary.cli.output import look, messages, write_new, write_result
from coding_salary.cli.session import Session, all_read
from coding_salary.reading.words import counted, printable
from coding_salary.reading.yaml_file import STDIN
from coding_salary.table.bands import Bands
from coding_salary.table.load import default_path
from coding_salary.table.market import Market

if TYPE_CHECKING:
    from pathlib import Path

    from coding_salary.formats.sheet import Sheet

# Read by the YAML extension of VS Code and by every editor that runs the same language server.
MODELINE = b"# yaml-language-server: $schema="
HELP = """Check, show, copy, compare or export the pay table.

Examples:
  salary bands show CPC.multiplier
  salary bands check my-bands.yaml
  salary bands diff my-bands.yaml
"""


@command(Flag("file", "", "[FILE]...", "Tables to check; the one in use if left out.", kind=list), BANDS)
def check(file: list[str] | None, bands: str | None) -> None:
    """Check tables and list every problem with its place.

    Examples:
      salary bands check
      salary bands check my-bands.yaml
    """
    from coding_salary.formats.terminal import table

    paths: Sequence[str | None] = file or [bands]
    sessions = [Session(path) for path in paths]
    summaries = all_read(partial(_summary, session) for session in sessions)
    for warning in chain.from_iterable(session.whole.warnings for session in sessions):
        messages.warning(str(warning))
    for sheet in summaries:
        write_result(table(sheet, look()))


@command(
    TABLE,
    Flag(
        "schema",
        "--schema",
        None,
        "Print the path of the table's JSON Schema instead.",
        kind=bool,
        default=False,
    ),
)
def path(session: Session, schema: bool) -> None:
    """Print which file the figures come from, or which JSON Schema describes such a file.

    Examples:
      salary bands path
      salary bands path --bands my-bands.yaml
      salary bands path --schema
    """
    write_result(f"{printable(str(_schema()) if schema else session.path)}\n")


@command(
    VIEW,
    Flag("name", "", "[NAME]", "Name of a figure, or a part of it; the parts of the table if left out."),
    ALL,
    TABLE,
)
def show_figures(session: Session, view: View, name: str | None, *, all: bool) -> None:
    """Show a figure of the table with its evidence, derivation, sources and place in the file.

    Examples:
      salary bands show
      salary bands show credential.values.CPC
      salary bands show states.OH --format json
    """
    found, bands = session.figures, session.cited
    report = TableReport(bands, found) if name is None else FigureReport(bands, name, find(found, name))
    view.show(report, whole=all)


@command(Flag("file", "", "FILE", "File to write; - is standard output.", required=True), TABLE)
def init(session: Session, file: str) -> None:
    """Write a copy of the table, to be edited; never overwrites a file.

    Its first line tells editors which JSON Schema to complete and check it with.

    Examples:
      salary bands init mine.yaml
      salary bands init - | head -20
    """
    write_new(_for_editors(session.whole.content), file)
    for note in _next(file, session.whole.bands):
        messages.note(note)


@command(
    Flag("target", "", "TARGET", "FILE.sqlite, or a folder for CSV files.", required=True),
    Flag("force", "--force", None, "Replace what is there.", kind=bool, default=False),
    TABLE,
)
def export(session: Session, target: str, force: bool) -> None:
    """Write the whole table as a SQLite database or as CSV files, each figure with its unit and source.

    Examples:
      salary bands export pay.sqlite
      salary bands export pay/ --force
    """
    from coding_salary.catalog.tidy_tables import tidy_tables
    from coding_salary.cli.export import check_target
    from coding_salary.cli.export import export as write

    check_target(target)
    tables = tidy_tables(session.cited, session.figures, session.sides)
    write(session.cited, tables, target, force=force)
    messages.note(f"the table is in {printable(target)}; salary help data shows what to ask it")


@command(
    VIEW,
    Flag("before", "", "A", "Table to compare from.", required=True),
    Flag("after", "", "[B]", "Table to compare to; the one in use if left out."),
    ALL,
    BANDS,
)
def diff(view: View, before: str, after: str | None, bands: str | None, *, all: bool) -> None:
    """Show which figures differ between two tables, and by how much.

    Examples:
      salary bands diff my-bands.yaml
      salary bands diff my-bands.yaml my-bands.yaml --format csv
    """
    old, new = Session(before), Session(bands if after is None else after)
    if (old.path, new.path) == (STDIN, STDIN):
        raise UsageError("only one of the two tables can be standard input")
    all_read((lambda: old.whole, lambda: new.whole))
    found = changes(old.figures, new.figures)
    view.show(ChangeReport(old.whole.bands, new.whole.bands, found), whole=all)


commands = {"check": check, "path": path, "show": show_figures, "init": init, "diff": diff, "export": export}


def _schema() -> "Path":
    """Return the file of the JSON Schema of a table."""
    from pathlib import Path

    return Path(__file__).parents[2] / "schemas" / "table.json"


def _for_editors(content: bytes) -> bytes:
    """Return a table with a first line that tells editors its schema, in the place of the one it may have."""
    if not _schema().is_file():  # the program runs from a zip file, which no editor looks into
        return content
    mark = BOM if content.startswith(BOM) else b""
    first, end, rest = content.removeprefix(mark).partition(b"\n")
    line = MODELINE + _schema().as_uri().encode() + (b"\r\n" if first.endswith(b"\r") else b"\n")
    return mark + line + (rest if first.startswith(MODELINE) else first + end + rest)


def _next(file: str, bands: Bands) -> Iterator[str]:
    """Say what to do with a copy of a table; one that went to standard output has no name yet."""
    name = "FILE" if file == STDIN else printable(quote(file))
    yield f"edit it, then check it: salary bands check {name}"
    yield f"use it with --bands {name}, or set SALARY_BANDS={name}"
    if files := list(dict.fromkeys(name for market in bands.markets.values() for name in market.files)):
        tables = f"the {len(files)} CSV tables that it names, such as {files[0]},"
        yield f"{tables} are those of the program, unless you put a file of that name beside it"


def _summary(session: Session) -> "Sheet":
    """Say that a table has no problems, and how much it knows of each of its markets."""
    from coding_salary.formats.sheet import Labeled, Sentence, Sheet, Tone

    bands, sides = session.whole.bands, session.sides
    good = f"no problems (version {bands.version}, {len(bands.sources)} sources)"
    answer = Sentence("check", f"{printable(bands.path)}: {good}", tone=Tone.ANSWER)
    markets = [Labeled(market.name, _holds(market, sides[code])) for code, market in bands.markets.items()]
    return Sheet((), [answer, *markets, Labeled("Next", _after_check(session.path))])


def _after_check(path: str) -> str:
    """Return what to do with a good table: see what is in the shipped one, or how another differs from it."""
    if path in (STDIN, default_path()):
        return "salary bands show"
    name = printable(quote(path))
    return f"salary bands diff {name} · salary estimate --bands {name}"


def _holds(market: Market, side: SideTables) -> str:
    """Say how much a table knows of a market."""
    if market.scale:
        points = sum(len(grade.starts) for grade in market.scale.grades.values())
        counts = {"grade": len(market.scale.grades), "pay point": points}
        counts |= {market.state_word: len(market.states), "role": len(market.scale.posts)}
        return f"a pay scale, {_counted(counts)}"
    values = sum(len(factor.values) + len(factor.points) for factor in market.factors.values())
    return _counted(
        {
            "occupation": len(market.occupations),
            market.state_word: len(market.states),
            "area": len(side.areas),
            "price level": len(side.parities),
            "related job": len({wages.code for wages in side.careers}),
            "earlier wage": len(side.history),
            "factor": len(market.factors),
            "value": values,
            "scale of an employer/scales of employers": len(market.scales),
        }
    )


def _counted(counts: dict[str, int]) -> str:
    """Return how many there are of each, in words; kinds without any are left out."""
    return ", ".join(counted(count, *names.split("/")) for names, count in counts.items() if count)
