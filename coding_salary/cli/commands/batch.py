"""`salary batch`: one estimate for each row of a file, in one go and in bounded memory."""

import gc
import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from coding_salary.cli.atomic_file import AtomicFile, open_stream, same_file
from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import ROW_ANSWERS, View, names_in, this_month, view_of
from coding_salary.cli.messages import messages
from coding_salary.cli.options import (
    BANDS,
    FORMATS,
    NO_HEADER,
    OUTPUT,
    VIEW_FLAGS,
    Flag,
    Group,
    command,
    result,
)
from coding_salary.cli.output import STDOUT
from coding_salary.cli.session import Session
from coding_salary.cli.source import KINDS, Source, kind_of
from coding_salary.profile.answers import AS_OF, COUNTRY, Answers, Raw
from coding_salary.reading.errors import ExitCode, OutputError, ProfileError
from coding_salary.reading.words import printable

if TYPE_CHECKING:
    from coding_salary.batch.run import Done, Job, Run, Setting
    from coding_salary.cli.interrupts import Interrupts

COLLECT_AFTER = 100_000
MAX_REASONS = 1_000


def _of_file(name: str, metavar: str | None, help: str, **sides: Any) -> Flag:
    return Flag(name, f"--{name.replace('_', '-')}", metavar, help, panel="File", **sides)


def _switch(name: str, help: str) -> Flag:
    return _of_file(name, None, help, kind=bool, default=False)


FILE_HELP = "CSV, TSV or JSON Lines, a person a row; - is standard input."
KIND_HELP = "What the file is, when its name does not say; csv for -."
FORMAT_HELP = "That of the file, csv, tsv or jsonl: a batch writes what it reads."
FIELDS_HELP = "Only these columns, of the file and of the results, in this order."
PAY_HELP = "Column with what each person is paid, written as for offer: adds where that stands."
UNIT_HELP = "What amounts without a unit are paid for; a year unless said."
UNITS = ("hr", "wk", "2wk", "mo", "yr")
GROUP_HELP = "With --pay: in place of rows, sum them up by the values of this column."
SAFE_HELP = "Put an apostrophe before cells that a spreadsheet would take for a formula."


class Target(NamedTuple):
    """Where rows go, and bad ones where they do not go there too; `bar` is whether one is wanted."""

    output: str
    rejects: str | None
    bar: bool


class Request(NamedTuple):
    """What is asked of a batch: the file, what to do with its rows, and where they go."""

    file: str
    job: "Job"
    target: Target
    view: View | None = None


def _request_of(flags: dict[str, Any]) -> Request:
    """Return what the flags ask for; raises UsageError for flags that cannot go together."""
    from coding_salary.batch.run import Job

    job = Job(
        kind=flags["input_format"] or kind_of(flags["file"]),
        fields=names_in(flags["fields"]),
        prefix=flags["prefix"],
        header=not flags["no_header"],
        safe=flags["spreadsheet_safe"],
        rejects=flags["rejects"] is not None,
        fail_fast=flags["fail_fast"],
        ignore_columns=flags["ignore_columns"],
        pay=flags["pay"],
        pay_unit=f"/{flags['pay_unit']}" if flags["pay_unit"] else "",
        group_by=flags["group_by"],
    )
    output = STDOUT if flags["output"] is None else flags["output"]
    target = Target(output, flags["rejects"], not flags["no_progress"])
    for flag in ("pay_unit", "group_by"):
        if flags[flag] and job.pay is None:
            raise UsageError(f"--{flag.replace('_', '-')} goes with --pay")
    _check_target(target, flags["file"])
    if job.group_by is not None:
        return _summary_of(flags, job, target)
    _check_format(job, flags["format"])
    return Request(flags["file"], job, target)


def _summary_of(flags: dict[str, Any], job: "Job", target: Target) -> Request:
    """Return a request in which groups are shown in place of rows, which go nowhere."""
    if target.output != STDOUT and same_file(flags["file"], target.output):
        raise UsageError("--output names the file that the rows come from: name another")
    rows = job._replace(fields=(), safe=False)
    return Request(flags["file"], rows, target._replace(output=os.devnull), view_of(flags))


REQUEST_FLAGS = (
    Flag("file", "", "FILE", FILE_HELP, required=True),
    _of_file("input_format", None, KIND_HELP, kind=KINDS),
    _of_file("pay", "COLUMN", PAY_HELP),
    _of_file("pay_unit", None, UNIT_HELP, kind=UNITS),
    _of_file("group_by", "COLUMN", GROUP_HELP),
    _switch("ignore_columns", "Pass columns through that are nearly named like a flag."),
    result("format", "--format -f", None, FORMAT_HELP, kind=FORMATS),
    OUTPUT,
    result("fields", "--fields", "A,B,C", FIELDS_HELP),
    result("prefix", "--prefix", "TEXT", "Put before the name of every result.", default=""),
    NO_HEADER,
    *(flag for flag in VIEW_FLAGS if flag.name in ("width", "color", "ascii")),
    result("spreadsheet_safe", "--spreadsheet-safe", None, SAFE_HELP, kind=bool, default=False),
    _of_file("rejects", "FILE", "File for the rows that fail, in place of the output."),
    _switch("fail_fast", "Stop at the first row that fails."),
    _switch("no_progress", "Show no bar while working."),
)


@command(ROW_ANSWERS, Group("request", REQUEST_FLAGS, _request_of), BANDS)
def run(answers: Answers, request: Request, bands: str | None) -> int:
    """Estimate every row of a file; its columns are named like the flags, or as people call them.

    Flags about you hold for every row that does not say otherwise.

    Examples:
      salary batch people.csv
      salary batch people.csv --state OH --rejects bad.csv
      salary batch people.csv --fields name,typical --output pay.csv
      salary batch staff.csv --pay Salary --group-by Department
    """
    from coding_salary.batch.run import Run, Setting
    from coding_salary.cli.interrupts import Interrupts

    _collect_seldom()
    session = Session(bands)
    setting = Setting(session.table, session.areas, this_month)
    with Source(request.file) as source, Interrupts() as interrupts:
        work = Run(request.job, answers, setting, partial(source.read, interrupts))
        _work(work, source, request.target, interrupts)
    if request.view:
        from coding_salary.report.staff import StaffReport

        staff = work.staff
        column = request.job.group_by or ""
        request.view.show(StaffReport(session.table, column, staff.groups(), staff.total()))
    for word, value in work.taken.items():
        messages.note(f"{printable(word)}: taken as {value}")
    for note in (*_floors(work), *_stale(work, answers, setting)):
        messages.note(note)
    return ExitCode.ROWS if work.bad else ExitCode.DONE


def _floors(work: "Run") -> Iterator[str]:
    """Yield which places of a scale are paid at least what their rows say."""
    if work.floors:
        from coding_salary.report.compare import FLOOR, few

        yield f"what is used for {few(sorted(work.floors))} {FLOOR}; a column metro or zip names the place"


def _collect_seldom() -> None:
    """Let the collector run for a long run only.

    Starting is faster without it; a run that lasts needs it, but neither for what was there before nor after
    every few hundred rows: rows hold no cycles.
    """
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    gc.enable()


def _work(run: "Run", source: Source, target: Target, interrupts: "Interrupts") -> None:
    """Let a batch run, and say how it ended."""
    output = AtomicFile(target.output, whole=same_file(source.name, target.output))
    try:
        _write(run, source, target, output, interrupts)
    except KeyboardInterrupt:
        messages.warning(f"interrupted after {run.tally}{_where(output) if run.written else ''}")
        raise
    except OutputError:
        if run.written and target.output != STDOUT:
            messages.warning(f"stopped after {run.written:,} rows{_where(output)}")
        raise
    if output.stopped:
        rows = f"{run.rows:,} {'row' if run.rows == 1 else 'rows'}"
        messages.warning(
            f"stopped at the first bad row, after {rows}{_where(output) if output.whole else ''}"
        )
    else:
        messages.note(run.summary())


def _write(run: "Run", source: Source, target: Target, output: AtomicFile, interrupts: "Interrupts") -> None:
    from coding_salary.cli.progress import Bar

    with (
        output,
        AtomicFile(target.rejects or os.devnull) as rejects,
        Bar(source.length, wanted=_bar_wanted(target)) as bar,
    ):
        for done in run.done():
            _report(run, done, source, target)
            output.write(done.kept)
            rejects.write(done.rejected)
            run.written = run.rows
            interrupts.check()
            bar.show(run.source.bytes, run.rows)
        output.stopped = bool(run.bad and run.job.fail_fast)


def _where(output: AtomicFile) -> str:
    """Say where the rows of a run that was stopped are."""
    if output.name == STDOUT:
        return ""
    if output.kept:
        return f"; they are in {printable(output.kept)}"
    return f"; {printable(output.name)} is as it was"


def _report(run: "Run", done: "Done", source: Source, target: Target) -> None:
    """Say what is wrong with bad rows, of very many the first."""
    from coding_salary.batch.bulk import ERROR

    said = run.bad - len(done.bad)
    for number, (line, text) in enumerate(done.bad, said + 1):
        if number <= MAX_REASONS:
            messages.error(f"{printable(source.name)}:{line}: {printable(text)}")
        elif number == MAX_REASONS + 1:
            where = target.rejects or "the output"
            messages.error(
                f"more rows are bad: all reasons stand in the column {run.job.prefix}{ERROR} of {where}"
            )


def _stale(run: "Run", answers: Answers, setting: "Setting") -> Iterator[str]:
    """Yield what to say of wages that are old, unless the file says itself in which month's money."""
    from coding_salary.model.estimate import estimate
    from coding_salary.profile.profile import read_profile
    from coding_salary.report.estimate import EstimateReport

    month = {key: said for key, said in answers.items() if key == AS_OF}
    for code in () if run.dated else run.counts:
        try:
            profile = read_profile(setting.bands, {COUNTRY: (Raw(code),), **month}, setting.areas)
        except ProfileError:  # that month cannot be had there, as each of its rows has said
            continue
        yield from EstimateReport(setting.bands, estimate(setting.bands, profile)).stale(this_month())


def _check_format(job: "Job", format: str | None) -> None:
    if format is not None and format != job.kind:
        raise UsageError(
            f"--format {format} does not go with this file:"
            f" a batch writes the format that it reads, {job.kind}"
        )
    if job.kind == "jsonl" and not job.header:
        raise UsageError("--no-header goes with csv or tsv only")
    if job.kind == "jsonl" and job.safe:
        raise UsageError("--spreadsheet-safe goes with csv or tsv only")


def _check_target(target: Target, file: str) -> None:
    streamed = target.output == STDOUT or open_stream(target.output) is not None
    if streamed and same_file(file, target.output):
        raise UsageError("the rows would run into the file that they come from: name another with --output")
    if target.rejects is None:
        return
    if target.rejects in (STDOUT, ""):
        raise UsageError("--rejects needs the name of a file: standard output has the results")
    if same_file(file, target.rejects) or same_file(target.rejects, target.output):
        raise UsageError("--rejects must name another file than the rows come from or go to")


def _bar_wanted(target: Target) -> bool:
    """Whether somebody watches standard error, and the results do not run over the same screen."""
    if not target.bar or sys.stderr is None or not sys.stderr.isatty():
        return False
    return target.output != STDOUT or sys.stdout is None or not sys.stdout.isatty()
