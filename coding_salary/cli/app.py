"""The command tree as Typer knows it, made of the commands' own lists of flags, each when it is asked for."""

import sys
from collections.abc import Mapping
from importlib import import_module
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal

import typer

from coding_salary import __version__
from coding_salary.cli.commands import MODULES
from coding_salary.cli.completion import Offers, offers_for
from coding_salary.cli.ending import UsageError, ended, signaled
from coding_salary.cli.help import HelpfulCommand, HelpfulGroup
from coding_salary.cli.options import OTHER, RESULT, YOU, YOUR_PROFILE, Command, Flag
from coding_salary.cli.output import ENVIRONMENT, reason, write_result
from coding_salary.reading.errors import ExitCode, OutputError, Problem

SHORT_HELP = """\
What medical coders and billers earn, and where every number comes from.

  What should I earn?          salary estimate -c CPC -y 5 -s OH
  What does a biller earn?     salary estimate -r biller -m "columbus, oh"
  Is this offer fair?          salary offer 26/hr -c CPC -y 5 -s OH
  Is this raise fair?          salary raise 23.50/hr 3% -c CPC -y 5
  What would pay me more?      salary boost -c CPC -y 5
  CPC or CCS first?            salary compare cert=CPC,CCS
  Where is pay highest?        salary compare state -c CPC -y 5
  What will I earn by year 8?  salary path -c none -y 0 --plan 1:+CPC --until 8
  How do I start?              salary boost -c none -y 0

-c is your certification, -y years of experience, -s state, -m area, -r role.
More questions: salary help questions. All commands: salary --help.
"""


class LazyCommands(HelpfulGroup):
    """A group that imports a command's module only when that command is asked for."""

    def __init__(self, **settings: Any) -> None:
        """Make the group; the names alone stand in for the commands not yet imported."""
        super().__init__(**settings)
        names: dict[str, Any] = dict.fromkeys(MODULES)
        self.commands = names

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, importing the module that holds it."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f"coding_salary.cli.commands.{MODULES[cmd_name]}")
        made = _group(module.commands, module.HELP) if hasattr(module, "commands") else _single(module.run)
        made.name = cmd_name
        return made


def _group(commands: Mapping[str, Command], help: str) -> Any:
    group = typer.Typer(cls=HelpfulGroup, add_completion=False, no_args_is_help=True, help=help)
    for name, command in commands.items():
        group.command(name, cls=HelpfulCommand)(_function(command))
    return typer.main.get_command(group)


def _single(command: Command) -> Any:
    alone = typer.Typer(add_completion=False)
    alone.command(cls=HelpfulCommand)(_function(command))
    return typer.main.get_command(alone)


def _function(command: Command) -> Any:
    """Return a function with a parameter for each flag, as Typer wants a command."""

    def run(**given: Any) -> int | None:
        try:
            return command(given)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from None
        except KeyboardInterrupt as interrupt:  # of which Typer would forget the signal
            return signaled(interrupt)

    parameters = [_parameter(flag) for flag in sorted(command.flags, key=_place_in_help)]
    run.__doc__ = command.run.__doc__
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _place_in_help(flag: Flag) -> int:
    """Return how far down the help a flag stands: who it is about first, then the command's own."""
    places = {YOU: 0, YOUR_PROFILE: 1, RESULT: 3, OTHER: 4}
    return places.get(flag.panel or "", 2)


def _parameter(flag: Flag) -> Parameter:
    default = Parameter.empty if flag.required else flag.default
    annotation: Any = Annotated[_type(flag), _argument(flag) if not flag.spellings else _option(flag)]
    return Parameter(flag.name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _type(flag: Flag) -> Any:
    kind: Any = list[str] if flag.kind is list else flag.kind
    if isinstance(kind, tuple):
        kind = Literal[kind]
    return kind if flag.required or flag.default is not None else kind | None


def _argument(flag: Flag) -> Any:
    return typer.Argument(
        metavar=flag.metavar, help=flag.help, case_sensitive=False, autocompletion=_completer(flag)
    )


def _option(flag: Flag) -> Any:
    return typer.Option(
        *flag.spellings,
        metavar=flag.metavar,
        help=flag.help,
        rich_help_panel=flag.panel,
        envvar=flag.envvar,
        case_sensitive=False,
        min=flag.least,
        max=flag.most,
        autocompletion=_completer(flag),
    )


def _completer(flag: Flag) -> Any:
    def complete(ctx: typer.Context, incomplete: str) -> Offers:
        return offers_for(flag, ctx.params, incomplete)

    return complete if flag.offers else None


def _epilog() -> str:
    width = max(map(len, ENVIRONMENT))
    codes = [f"  {code.value:<{width}} {code.meaning}" for code in ExitCode]
    variables = [f"  {name:{width}} {meaning}" for name, meaning in ENVIRONMENT.items()]
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
      salary estimate --cert CPC --years 5 --state OH
      salary offer 26/hr -c CPC -y 5 -s OH
      salary boost -c CPC -y 5
      salary help questions
    """
    if context.invoked_subcommand is None:
        write_result(SHORT_HELP)


def main() -> int:
    """Run the command line and return its exit code."""
    return ended(run_typer, "salary")


def run_typer(words: list[str] | None = None) -> int | None:
    """Run the words of a command line, those of this process if None, and return what the command does."""
    command = typer.main.get_command(app)
    try:
        code: int | None = command.main(words, prog_name="salary", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except OSError as error:
        if "--install-completion" not in sys.argv:
            raise
        raise OutputError([Problem(f"cannot install the completion: {reason(error)}")]) from None
    return code
