"""Help on commands, laid out by Typer, and pages on topics: one rule for width, color, encoding and pipes."""

import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from coding_salary.cli.options import OTHER
from coding_salary.cli.output import FALLBACK_WIDTH, look, write_result

if TYPE_CHECKING:
    from coding_salary.formats.symbols import Display

# In fewer columns Typer's panels cut the names of flags; a terminal wraps their lines instead.
MIN_COLUMNS, MAX_COLUMNS = FALLBACK_WIDTH, 200
# What Rich and Typer read unchecked, or color even a pipe for; look() has read what counts.
UNCHECKED = ("COLUMNS", "LINES", "FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "TTY_COMPATIBLE")


class HelpfulCommand(TyperCommand):
    """A command whose help goes the way of every result."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        write_help(partial(super().format_help, ctx, formatter))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the flag for help, which stands last."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.rich_help_panel = OTHER
        return option


class HelpfulGroup(TyperGroup):
    """A group of commands whose help goes the way of every result."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        write_help(partial(super().format_help, ctx, formatter))


def write_help(panels: Callable[[], None]) -> None:
    """Write what Typer prints as help; it reads the width and the color from the environment.

    Left alone, Typer colors help for GITHUB_ACTIONS even in a pipe, and ends with a status of its own when
    the pipe is closed.
    """
    shown = _settled(look())
    encoding = "ascii" if shown.ascii else "utf-8"
    caught = TextIOWrapper(BytesIO(), encoding, errors="replace", write_through=True)
    with redirect_stdout(caught):
        panels()
    caught.seek(0)
    write_result("".join(line.rstrip() + "\n" for line in caught.read().strip().splitlines()))


def page(markdown: str) -> str:
    """Return a page as a terminal shows it."""
    shown = _settled(look())
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    plain_ground = Theme({"markdown.code": "bold cyan"})
    console = Console(
        file=StringIO(),
        width=shown.width,
        force_terminal=shown.color,
        legacy_windows=False,
        theme=plain_ground,
    )
    console.print(Markdown(markdown, code_theme="ansi_dark", hyperlinks=False))
    assert isinstance(console.file, StringIO)
    return "".join(line.rstrip() + "\n" for line in console.file.getvalue().splitlines())


def _settled(shown: "Display") -> "Display":
    """Return what can be shown in a width for help, and say it to Typer and Rich."""
    width = min(max(shown.width or FALLBACK_WIDTH, MIN_COLUMNS), MAX_COLUMNS)
    for name in UNCHECKED:
        os.environ.pop(name, None)
    os.environ["TERMINAL_WIDTH"] = str(width)
    if shown.color:
        os.environ |= {"FORCE_COLOR": "1", "TERM": "xterm"}
    return shown._replace(width=width)


def terms_of(command: Any, ctx: Any) -> Iterator[tuple[str, str]]:
    """Yield what a command takes, each with its help: its own commands first, then its flags."""
    if hasattr(command, "list_commands"):
        for name in command.list_commands(ctx):
            yield name, command.get_command(ctx, name).get_short_help_str(limit=FALLBACK_WIDTH)
    for parameter in command.get_params(ctx):
        if record := parameter.get_help_record(ctx):
            names, help = record
            yield " ".join(names.split()), help
