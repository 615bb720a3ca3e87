"""The command tree, resolved lazily from one table of names, and the ways a run can end."""

import sys
from importlib import import_module
from typing import Annotated, Any

import typer

from coding_salary import __version__
from coding_salary.cli.help import HelpfulGroup
from coding_salary.cli.output import ENVIRONMENT, say, write_result
from coding_salary.reading.errors import ExitCode, Mark, SalaryError
from coding_salary.reading.words import printable, quoted

COMMANDS = {
    "estimate": "coding_salary.cli.commands.estimate",
    "compare": "coding_salary.cli.commands.compare",
    "offer": "coding_salary.cli.commands.offer",
    "boost": "coding_salary.cli.commands.boost",
    "path": "coding_salary.cli.commands.path",
    "careers": "coding_salary.cli.commands.careers",
    "batch": "coding_salary.cli.commands.batch",
    "list": "coding_salary.cli.commands.listing",
    "sources": "coding_salary.cli.commands.sources",
    "bands": "coding_salary.cli.commands.bands",
}
MOST_PROBLEMS = 500
SHORT_HELP = """\
What medical coders and billers earn, and where every number comes from.

  salary estimate --cert CPC --years 5
  salary estimate -c CPC,CPMA -y 12 --state CA --employer hospital --explain
  salary estimate --role biller --metro "columbus, oh" --format json

salary --help lists the commands, salary estimate --help their flags.
"""


class LazyCommands(HelpfulGroup):
    """A group that imports a command's module only when that command is asked for."""

    def __init__(self, **settings: Any) -> None:
        """Make the group; the names alone stand in for the commands not yet imported."""
        super().__init__(**settings)
        names: dict[str, Any] = dict.fromkeys(COMMANDS)
        self.commands = names

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, importing the module that holds it."""
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(COMMANDS[cmd_name]).app)
        command.name = cmd_name
        return command


def _epilog() -> str:
    codes = [f"  {code.value:<12} {code.meaning}" for code in ExitCode]
    variables = [f"  {name:12} {meaning}" for name, meaning in ENVIRONMENT.items()]
    return "\n".join(["Exit codes:", *codes, "", "Environment:", *variables])


app = typer.Typer(
    cls=LazyCommands,
    epilog=_epilog(),
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
)


def _version(wanted: bool) -> None:
    if wanted:
        write_result(f"salary {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def salary(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a bug.")] = False,
) -> None:
    """What medical coders and billers earn, and where every number comes from.

    Examples:
      salary estimate --cert CPC --years 5
      salary estimate -c CPC,CPMA -y 12 --state CA --employer hospital --explain
      salary bands check
    """
    if context.invoked_subcommand is None:
        write_result(SHORT_HELP)


def main() -> int:
    """Run the command line and return its exit code; nothing a person can cause shows a traceback."""
    try:
        result = typer.main.get_command(app).main(prog_name="salary", standalone_mode=False)
        return int(result or ExitCode.DONE)
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except Exception as error:
        code = _ended(error)
        if code == ExitCode.BUG and "--debug" in sys.argv:
            raise
        return code


def _ended(error: Exception) -> int:
    if isinstance(error, SalaryError):
        return _refuse(error)
    # Typer's usage errors share no public base class below 0.27.3, but all can say what is wrong.
    return _misuse(error) if hasattr(error, "format_message") else _apologise(error)


def _refuse(error: SalaryError) -> int:
    count = len(error.problems)
    for problem in error.problems[:MOST_PROBLEMS]:
        say(str(problem) if problem.mark else f"error: {problem}")
    if count > MOST_PROBLEMS:
        say(f"... and {count - MOST_PROBLEMS:,} more")
    if any(problem.mark for problem in error.problems):
        say(f"{count:,} {'problem' if count == 1 else 'problems'}")
    return error.exit_code


def _misuse(error: Any) -> int:
    context = getattr(error, "ctx", None)
    option = str(getattr(error, "option_name", ""))
    negative = option[1:2].isdigit()
    what = (
        f"{quoted(option)} is no amount: nothing is negative"
        if negative
        else " ".join(error.format_message().split())
    )
    say(f"error: {printable(what)}")
    say(f"({context.command_path if context else 'salary'} --help shows what is possible)")
    return ExitCode.USAGE


def _apologise(bug: Exception) -> int:
    """Say that there is a bug and where, without the values in hand: they hold someone's pay."""
    trace = bug.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = Mark(trace.tb_frame.f_code.co_filename, trace.tb_lineno, 1) if trace else "unknown place"
    say(f"error: a bug in salary: {type(bug).__name__} at {place}")
    say("Please report it with the output of `salary --debug ...` to where you got the program.")
    return ExitCode.BUG
