"""What is asked of a batch: its flags, and what they mean together."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coding_salary.cli.atomic_file import open_stream, same_file
from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import View, names_in, view_of
from coding_salary.cli.options import FORMATS, NO_HEADER, OUTPUT, VIEW_FLAGS, Flag, Group, result
from coding_salary.cli.output import STDOUT
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, quoted

if TYPE_CHECKING:
    from coding_salary.batch.run import Job

STDIN = "-"
XLSX = "xlsx"
KINDS = ("csv", "tsv", "jsonl", XLSX)
ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".xlsx": XLSX}


def kind_of(file: str) -> str:
    """Return the kind of file that a name says it is; raises UsageError when it says none."""
    kind = "csv" if file == STDIN else ENDINGS.get(Path(file).suffix.casefold())
    if kind is None:
        raise UsageError(
            f"the name {quoted(file)} does not say what the file is:"
            f" give --input-format {listed(KINDS, 'or')}"
        )
    return kind


def _of_file(name: str, metavar: str | None, help: str, **sides: Any) -> Flag:
    return Flag(name, f"--{name.replace('_', '-')}", metavar, help, panel="File", **sides)


def _switch(name: str, help: str) -> Flag:
    return _of_file(name, None, help, kind=bool, default=False)


FILE_HELP = "CSV, TSV, JSON Lines or .xlsx, a person a row; - is standard input."
KIND_HELP = "What the file is, when its name does not say; csv for -."
FORMAT_HELP = "That of the file: a batch writes what it reads."
SHEET_HELP = "Sheet of a workbook; the first in which columns are named."
FIELDS_HELP = "Only these columns, of the file and of the results, in this order."
PAY_HELP = "Column with what each person is paid, written as for offer: adds where that stands."
UNIT_HELP = "What amounts without a unit are paid for; a year unless said."
UNITS = ("hr", "wk", "2wk", "mo", "yr")
GROUP_HELP = "With --pay: in place of rows, sum them up by the values of this column."
# What is said of the lines of a file of text.
OF_TEXT = ("no_header", "spreadsheet_safe", "rejects", "fail_fast")
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
        sheet=flags["sheet"],
    )
    output = STDOUT if flags["output"] is None else flags["output"]
    target = Target(output, flags["rejects"], not flags["no_progress"])
    for flag in ("pay_unit", "group_by"):
        if flags[flag] and job.pay is None:
            raise UsageError(f"--{flag.replace('_', '-')} goes with --pay")
    _check_target(target, flags["file"])
    check_workbook(flags, job.kind)
    if job.group_by is not None and not (job.kind == XLSX and is_workbook(target.output)):
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
    _of_file("sheet", "NAME", SHEET_HELP),
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


def is_workbook(name: str) -> bool:
    """Whether a file is named like a workbook."""
    return name.casefold().endswith(f".{XLSX}")


def check_workbook(flags: dict[str, Any], kind: str) -> None:
    """Refuse flags that do not go with a workbook, or only with one; raises UsageError."""
    if kind != XLSX:
        if flags["sheet"] is not None:
            raise UsageError("--sheet goes with a workbook (.xlsx)")
        return
    if not find_spec("openpyxl"):
        raise ProfileError([Problem("this needs the package openpyxl: pip install 'coding-salary[excel]'")])
    for flag in OF_TEXT:
        if flags[flag]:
            raise UsageError(f"--{flag.replace('_', '-')} does not go with a workbook")
    _check_names(flags)


def _check_names(flags: dict[str, Any]) -> None:
    file, output = flags["file"], flags["output"] or STDOUT
    if file == STDIN:
        raise UsageError("a workbook cannot be read from standard input: give the name of its file")
    if flags["group_by"] is None and not is_workbook(output):
        raise UsageError("the rows of a workbook are written to another: name it, such as --output out.xlsx")
    if output != STDOUT and same_file(file, output):
        raise UsageError("a workbook that is read is never changed: name another with --output")


REQUEST = Group("request", REQUEST_FLAGS, _request_of)
