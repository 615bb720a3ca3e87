"""A workbook as the file of a batch: what goes with it, and where its parts are written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from coding_salary.cli.atomic_file import same_file
from coding_salary.cli.ending import UsageError
from coding_salary.cli.output import STDOUT
from coding_salary.cli.source import STDIN, XLSX, Source
from coding_salary.reading.errors import Problem, ProfileError

if TYPE_CHECKING:
    from coding_salary.batch.run import Job, Setting
    from coding_salary.batch.workbook import WorkbookRun
    from coding_salary.profile.answers import Answers

# What is said of the lines of a file of text.
OF_TEXT = ("no_header", "spreadsheet_safe", "rejects", "fail_fast")


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


@contextmanager
def workbook_run(
    job: "Job", answers: "Answers", setting: "Setting", source: Source, output: str
) -> Iterator["WorkbookRun"]:
    """Read a workbook; the parts of another are written beside `output`, and nowhere else."""
    import tempfile

    from coding_salary.batch.workbook import WorkbookRun

    before = tempfile.tempdir
    tempfile.tempdir = os.path.dirname(os.path.abspath(output))  # noqa: PTH100, PTH120 - as in atomic_file
    try:
        with os.fdopen(os.dup(source.descriptor), "rb") as file:
            yield WorkbookRun(job, answers, setting, file, summed=not is_workbook(output))
    finally:
        tempfile.tempdir = before
