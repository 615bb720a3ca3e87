"""`salary batch`: one estimate for each row of a file, in one go and in bounded memory."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import ANSWERS, names_in
from coding_salary.cli.options import BANDS, FORMATS, NO_HEADER, OUTPUT, Flag, command, result
from coding_salary.cli.output import reason, say
from coding_salary.profile.answers import Answers
from coding_salary.reading.errors import ExitCode, OutputError, Problem, ProfileError
from coding_salary.reading.words import printable, quoted

if TYPE_CHECKING:
    from coding_salary.batch.run import Job, Run, Source
    from coding_salary.cli.progress import Bar

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


def _of_file(name: str, metavar: str | None, help: str, **sides: Any) -> Flag:
    return Flag(name, f"--{name.replace('_', '-')}", metavar, help, panel="File", **sides)


def _switch(name: str, help: str) -> Flag:
    return _of_file(name, None, help, kind=bool, default=False)


KINDS = tuple(map(str, Kind))
FILE_HELP = "CSV, TSV or JSON Lines, a person a row; - is standard input."
KIND_HELP = "What the file is, when its name does not say; csv for -."
FIELDS_HELP = "Only these columns, of the file and of the results, in this order."
SAFE_HELP = "Put an apostrophe before cells that a spreadsheet would take for a formula."


@command(
    ANSWERS,
    Flag("file", "", "FILE", FILE_HELP, required=True),
    _of_file("input_format", None, KIND_HELP, kind=KINDS),
    result("format", "--format -f", None, "csv, tsv or jsonl; unless said, that of the file.", kind=FORMATS),
    OUTPUT,
    result("fields", "--fields", "A,B,C", FIELDS_HELP),
    result("prefix", "--prefix", "TEXT", "Put before the name of every result.", default=""),
    NO_HEADER,
    result("spreadsheet_safe", "--spreadsheet-safe", None, SAFE_HELP, kind=bool, default=False),
    _of_file("rejects", "FILE", "File for the rows that fail, in place of the output."),
    _switch("fail_fast", "Stop at the first row that fails."),
    _switch("no_progress", "Show no bar while working."),
    BANDS,
)
def run(
    answers: Answers,
    file: str,
    input_format: str | None,
    format: str | None,
    output: str | None,
    fields: str | None,
    prefix: str,
    no_header: bool | None,
    spreadsheet_safe: bool,
    rejects: str | None,
    fail_fast: bool,
    no_progress: bool,
    bands: str | None,
) -> int:
    """Estimate every row of a file; its columns are named like the flags.

    Flags about you hold for every row that does not say otherwise.

    Examples:
      salary batch people.csv
      salary batch people.csv --state OH --format jsonl
      salary batch people.csv --fields name,typical --output pay.csv
    """
    from coding_salary.batch.run import Job, Run
    from coding_salary.cli.progress import Bar, Patience

    kind = Kind(input_format) if input_format else _kind(file)
    if format is not None and format not in KINDS:
        raise UsageError(
            f"--format {format} does not go with a batch: use csv, tsv or jsonl, or salary estimate"
        )
    job = Job(
        kind=kind,
        shown=Kind(format or kind),
        fields=names_in(fields),
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
        work = Run(job, answers, bands, source, patience)
        _work(work, Bar(source.length, wanted=_bar_wanted(job, no_progress)))
    return ExitCode.ROWS if work.bad else ExitCode.DONE


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
        raise UsageError(
            f"the name {quoted(file)} does not say what the file is: give --input-format csv, tsv or jsonl"
        )
    return kind


def _check(job: "Job", file: str) -> None:
    if job.shown is Kind.JSONL and not job.header:
        raise UsageError("--no-header goes with --format csv or tsv only")
    if job.shown is Kind.JSONL and job.safe:
        raise UsageError("--spreadsheet-safe goes with --format csv or tsv only")
    if job.kind is Kind.JSONL and job.shown is not Kind.JSONL and not job.fields:
        raise UsageError("JSON Lines have no fixed columns: choose some with --fields, such as cert,typical")
    if job.rejects is not None:
        if job.rejects in (STDIN, ""):
            raise UsageError("--rejects needs the name of a file: standard output has the results")
        if Path(job.rejects).absolute() in (Path(job.output).absolute(), Path(file).absolute()):
            raise UsageError("--rejects must name another file than the rows come from or go to")


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
