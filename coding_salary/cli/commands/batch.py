"""`salary batch`: one estimate for each row of a file, in one go and in bounded memory."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coding_salary.cli.flags import with_flags
from coding_salary.cli.help import HelpfulCommand
from coding_salary.cli.options import RESULT, BandsFlag, NoHeaderFlag, OutputFlag
from coding_salary.cli.output import reason, say
from coding_salary.formats import Format
from coding_salary.profile.answers import Answers
from coding_salary.reading.errors import ExitCode, OutputError, Problem, ProfileError
from coding_salary.reading.words import printable, quoted

if TYPE_CHECKING:
    from coding_salary.batch.run import Job, Run, Source
    from coding_salary.cli.progress import Bar

app = typer.Typer(add_completion=False)
STDIN = "-"
COLLECT_AFTER = 100_000


class Kind(StrEnum):
    """The formats that a file of people can have."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"


ENDINGS = {
    ".csv": Kind.CSV,
    ".tsv": Kind.TSV,
    ".tab": Kind.TSV,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
}
FILE = "File"


@app.command("batch", cls=HelpfulCommand)
@with_flags
def batch_command(
    answers: Answers,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="CSV, TSV or JSON Lines, a person a row; - is standard input."),
    ],
    input_format: Annotated[
        Kind | None,
        typer.Option(
            "--input-format",
            case_sensitive=False,
            help="What the file is, when its name does not say; csv for -.",
            rich_help_panel=FILE,
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            case_sensitive=False,
            help="csv, tsv or jsonl; unless said, that of the file.",
            rich_help_panel=RESULT,
        ),
    ] = None,
    output: OutputFlag = None,
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar="A,B,C",
            help="Only these columns, of the file and of the results, in this order.",
            rich_help_panel=RESULT,
        ),
    ] = None,
    prefix: Annotated[
        str,
        typer.Option(
            "--prefix", metavar="TEXT", help="Put before the name of every result.", rich_help_panel=RESULT
        ),
    ] = "",
    no_header: NoHeaderFlag = None,
    spreadsheet_safe: Annotated[
        bool,
        typer.Option(
            "--spreadsheet-safe",
            help="Put an apostrophe before cells that a spreadsheet would take for a formula.",
            rich_help_panel=RESULT,
        ),
    ] = False,
    rejects: Annotated[
        str | None,
        typer.Option(
            "--rejects",
            metavar="FILE",
            help="File for the rows that fail, in place of the output.",
            rich_help_panel=FILE,
        ),
    ] = None,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first row that fails.", rich_help_panel=FILE)
    ] = False,
    no_progress: Annotated[
        bool, typer.Option("--no-progress", help="Show no bar while working.", rich_help_panel=FILE)
    ] = False,
    bands: BandsFlag = None,
) -> None:
    """Estimate every row of a file; its columns are named like the flags.

    Flags about you hold for every row that does not say otherwise.

    Examples:
      salary batch people.csv
      salary batch people.csv --state OH --format jsonl
      salary batch people.csv --fields name,typical --output pay.csv
    """
    from coding_salary.batch.run import Job, Run
    from coding_salary.cli.progress import Bar, Patience

    kind = input_format or _kind(file)
    if format not in (None, Format.CSV, Format.TSV, Format.JSONL):
        raise typer.BadParameter(
            f"--format {format} does not go with a batch: use csv, tsv or jsonl, or salary estimate"
        )
    job = Job(
        kind=kind,
        shown=Kind(format or kind),
        fields=tuple(field.strip() for field in fields.split(",")) if fields is not None else (),
        prefix=prefix,
        header=not no_header,
        safe=spreadsheet_safe,
        output=STDIN if output is None else output,
        rejects=rejects,
        fail_fast=fail_fast,
    )
    _check(job, file)
    # Starting is faster without the collector; a run that lasts needs it, but neither for what was there
    # before nor after every few hundred rows: rows hold no cycles.
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    gc.enable()
    with _opened(file) as source, Patience() as patience:
        run = Run(job, answers, bands, source, patience)
        _work(run, Bar(source.length, wanted=_bar_wanted(job, no_progress)))
    if run.bad:
        raise typer.Exit(ExitCode.ROWS)


def _work(run: "Run", bar: "Bar") -> None:
    """Let a batch run, and say how it ended."""
    kept = "" if run.job.output == STDIN else f"; they are in {printable(run.job.output)}"
    try:
        run.work(bar)
    except KeyboardInterrupt:
        say(f"interrupted after {run.summary()}{kept if run.written else ''}")
        raise
    except OutputError:
        if run.written and kept:
            say(f"stopped after {run.written:,} rows{kept}")
        raise
    if run.bad and run.job.fail_fast:
        say(f"stopped at the first bad row, after {run.rows:,} {'row' if run.rows == 1 else 'rows'}")
    else:
        say(run.summary())
    for note in run.stale():
        say(f"note: {note}")


def _kind(file: str) -> Kind:
    kind = Kind.CSV if file == STDIN else ENDINGS.get(Path(file).suffix.casefold())
    if kind is None:
        raise typer.BadParameter(
            f"the name {quoted(file)} does not say what the file is: give --input-format csv, tsv or jsonl"
        )
    return kind


def _check(job: "Job", file: str) -> None:
    if job.shown is Kind.JSONL and not job.header:
        raise typer.BadParameter("--no-header goes with --format csv or tsv only")
    if job.shown is Kind.JSONL and job.safe:
        raise typer.BadParameter("--spreadsheet-safe goes with --format csv or tsv only")
    if job.kind is Kind.JSONL and job.shown is not Kind.JSONL and not job.fields:
        raise typer.BadParameter(
            "JSON Lines have no fixed columns: choose some with --fields, such as cert,typical"
        )
    if job.rejects is not None:
        if job.rejects in (STDIN, ""):
            raise typer.BadParameter("--rejects needs the name of a file: standard output has the results")
        if Path(job.rejects).absolute() in (Path(job.output).absolute(), Path(file).absolute()):
            raise typer.BadParameter("--rejects must name another file than the rows come from or go to")


@contextmanager
def _opened(file: str) -> "Iterator[Source]":
    """Open the file to read; raises ProfileError when that fails."""
    from coding_salary.batch.run import Source

    if file == STDIN:
        if sys.stdin is None:
            raise ProfileError([Problem("cannot read the rows: standard input is closed")])
        yield Source(STDIN, sys.stdin.fileno())
        return
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except (OSError, ValueError) as error:
        raise ProfileError(
            [Problem(f"cannot read {printable(file) or quoted(file)}: {reason(error)}")]
        ) from None
    try:
        yield Source(file, descriptor)
    finally:
        os.close(descriptor)


def _bar_wanted(job: "Job", unwanted: bool) -> bool:
    """Whether somebody watches standard error, and the results do not run over the same screen."""
    if unwanted or sys.stderr is None or not sys.stderr.isatty():
        return False
    return job.output != "-" or sys.stdout is None or not sys.stdout.isatty()
