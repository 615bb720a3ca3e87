"""`salary batch`: one estimate for each row of a file, in one go and in bounded memory."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from stat import S_ISREG
from typing import TYPE_CHECKING

from coding_salary.cli.atomic_file import AtomicFile, Interrupts, same_file
from coding_salary.cli.batch_request import REQUEST, STDIN, XLSX, Request, Target, is_workbook
from coding_salary.cli.flags import ROW_ANSWERS, SESSION, this_month
from coding_salary.cli.options import command
from coding_salary.cli.output import STDOUT, messages, reason
from coding_salary.cli.session import Session
from coding_salary.profile.answers import AS_OF, COUNTRY, PLACE, Answers, Raw
from coding_salary.reading.errors import ExitCode, OutputError, Problem, ProfileError
from coding_salary.reading.words import printable, quoted

if TYPE_CHECKING:
    from coding_salary.batch.run import Done, Job, Run, Setting
    from coding_salary.batch.workbook import WorkbookRun

COLLECT_AFTER = 100_000
MAX_REASONS = 1_000


class Source:
    """A file that is open for reading while it is in use; `-` is standard input."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        self.name = name

    def __enter__(self) -> "Source":
        if self.name == STDIN and sys.stdin is None:
            raise ProfileError([Problem("cannot read the rows: standard input is closed")])
        try:
            self.descriptor = (
                os.dup(sys.stdin.fileno()) if self.name == STDIN else os.open(self.name, os.O_RDONLY)
            )
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from None
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)

    @property
    def length(self) -> int | None:
        """The bytes of a file; None for a pipe."""
        status = os.fstat(self.descriptor)
        return status.st_size if S_ISREG(status.st_mode) else None

    def read(self, interrupts: Interrupts, size: int) -> bytes:
        """Return the next bytes, none at the end; raises ProfileError when they cannot be read.

        An interrupt acts at once while this waits for input.
        """
        interrupts.waiting = True
        try:
            return os.read(self.descriptor, size)
        except OSError as error:
            raise self._unreadable(error) from None
        finally:
            interrupts.waiting = False

    def _unreadable(self, error: Exception) -> ProfileError:
        return ProfileError(
            [Problem(f"cannot read {printable(self.name) or quoted(self.name)}: {reason(error)}")]
        )


@command(ROW_ANSWERS, REQUEST, SESSION)
def run(answers: Answers, request: Request, session: Session) -> int:
    """Estimate every row of a file of people.

    Flags about you hold for every row that does not say otherwise.

    Examples:
      salary batch people.csv
      salary batch people.csv --state OH --rejects bad.csv
      salary batch people.csv --fields name,typical --output pay.csv
      salary batch staff.csv --pay Salary --group-by Department
    """
    from coding_salary.batch.run import Run, Setting

    _collect_seldom()
    setting = Setting(session.table, session.areas, this_month)
    with Source(request.file) as source, Interrupts() as interrupts, ExitStack() as stack:
        if request.job.kind == XLSX:
            parts = request.job, answers, setting, source, request.target.output
            work: Run = stack.enter_context(_workbook_run(*parts))
        else:
            work = Run(request.job, answers, setting, partial(source.read, interrupts))
        _work(work, source, request.target, interrupts)
    if request.view:
        from coding_salary.report.staff import StaffReport

        staff = work.staff
        column = request.job.group_by or ""
        request.view.show(StaffReport(session.table, column, staff.groups(), staff.total()))
    for word, value in work.taken.items():
        messages.note(f"{printable(word)}: taken as {value}")
    for note in (*_unread(work, answers), *_floors(work), *_stale(work, answers, setting)):
        messages.note(note)
    return ExitCode.ROWS if work.bad else ExitCode.DONE


@contextmanager
def _workbook_run(
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


def _unread(work: "Run", answers: Answers) -> Iterator[str]:
    """Yield which column seems to name places that nobody is paid by."""
    if work.columns.unread and answers.keys().isdisjoint(PLACE):
        name = quoted(work.columns.unread[0])
        yield f"pay is that of the whole country: no place is read from {name}; call it state, metro or zip"


def _floors(work: "Run") -> Iterator[str]:
    """Yield which places of a scale are paid at least what their rows say."""
    if work.floors:
        from coding_salary.report.compare import FLOOR, few

        yield f"pay shown for {few(sorted(work.floors))} {FLOOR}; add a column metro or zip"


def _collect_seldom() -> None:
    """Let the collector run for a long run only.

    Starting is faster without it; a run that lasts needs it, but neither for what was there before nor after
    every few hundred rows: rows hold no cycles.
    """
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    gc.enable()


def _work(run: "Run", source: Source, target: Target, interrupts: Interrupts) -> None:
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
        for line in run.summary().splitlines():
            messages.note(line)


def _write(run: "Run", source: Source, target: Target, output: AtomicFile, interrupts: Interrupts) -> None:
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


def _bar_wanted(target: Target) -> bool:
    """Whether somebody watches standard error, and the results do not run over the same screen."""
    if not target.bar or sys.stderr is None or not sys.stderr.isatty():
        return False
    return target.output != STDOUT or sys.stdout is None or not sys.stdout.isatty()
