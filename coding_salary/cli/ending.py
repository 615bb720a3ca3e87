"""The ways a run can end: done, refused, misused, interrupted, or a bug; none of them shows a traceback."""

import sys
from collections.abc import Callable

from coding_salary.cli.output import messages
from coding_salary.reading.errors import ExitCode, Mark, SalaryError

MAX_PROBLEMS = 500
# As shells say that a signal has ended a process: 130 for Ctrl-C, 143 for kill, 129 for a closed terminal.
SIGNALED, SIGINT = 128, 2


class UsageError(Exception):
    """Flags that cannot go together, or a value that none of them takes."""

    def format_message(self) -> str:
        """Return what is wrong, as Typer says it."""
        return f"Invalid value: {self}"


def ended(run: Callable[[], int | None], path: str) -> int:
    """Run the command of a path such as `salary estimate` and return the exit code, problems said aloud."""
    messages.settle(quiet=None, color=None)
    try:
        return int(run() or ExitCode.DONE)
    except KeyboardInterrupt as interrupt:
        return signaled(interrupt)
    except SalaryError as error:
        return _refuse(error)
    except MemoryError:
        messages.error("there is not enough memory: raise the limit, or split the file")
        return ExitCode.OUTPUT
    except Exception as error:
        # Typer's usage errors share no public base class below 0.27.3, but all can say what is wrong.
        if hasattr(error, "format_message"):
            from coding_salary.cli.misuse import what_was_meant

            if what := what_was_meant(error, path):
                messages.error(what)
            return ExitCode.USAGE
        if "--debug" in sys.argv:
            raise
        return _apologize(error)


def signaled(interrupt: KeyboardInterrupt) -> int:
    """Return the exit code of a run that a signal has ended, that of Ctrl-C unless another is named."""
    # A codec that is interrupted puts words of its own where our handlers put the number.
    number = interrupt.args[0] if interrupt.args else SIGINT
    return SIGNALED + (number if isinstance(number, int) else SIGINT)


def _refuse(error: SalaryError) -> int:
    count = len(error.problems)
    for problem in error.problems[:MAX_PROBLEMS]:
        messages.error(str(problem))
    if any(problem.mark for problem in error.problems):
        shown = f", of which the first {MAX_PROBLEMS} are shown" if count > MAX_PROBLEMS else ""
        messages.error(f"found {count:,} {'problem' if count == 1 else 'problems'}{shown}")
    return error.exit_code


def _apologize(bug: Exception) -> int:
    """Say that there is a bug and where, without the values in hand: they hold someone's pay."""
    trace = bug.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = Mark(trace.tb_frame.f_code.co_filename, trace.tb_lineno, 1) if trace else "unknown place"
    messages.error(f"a bug in salary: {type(bug).__name__} at {place}")
    messages.error("please report it with the output of `salary --debug ...` to where you got the program")
    return ExitCode.BUG
