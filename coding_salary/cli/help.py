"""Help, laid out by Typer and Rich but written by us: one rule for width, colour, encoding and pipes."""

import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from io import BytesIO, TextIOWrapper
from typing import Any

from typer.core import TyperCommand, TyperGroup

from coding_salary.cli.output import FALLBACK_WIDTH, look, write_result
from coding_salary.formats.symbols import Look

PANELS = 80
WIDEST = 200


class HelpfulCommand(TyperCommand):
    """A command whose help goes the way of every result."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        write_help(self, ctx, partial(super().format_help, ctx, formatter))


class HelpfulGroup(TyperGroup):
    """A group of commands whose help goes the way of every result."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        write_help(self, ctx, partial(super().format_help, ctx, formatter))


def write_help(command: Any, ctx: Any, panels: Callable[[], None]) -> None:
    """Lay out the help in Typer's panels, or as lines where panels would cut names, and write it."""
    shown = look()
    width = shown.width or FALLBACK_WIDTH
    if width >= PANELS:
        write_result(_caught(panels, shown._replace(width=width)))
    else:
        write_result("".join(f"{line}\n" for line in _lines(command, ctx, width)))


def terms_of(command: Any, ctx: Any) -> Iterator[tuple[str, str]]:
    """Yield what a command takes, each with its help: its own commands first, then its flags."""
    if hasattr(command, "list_commands"):
        for name in command.list_commands(ctx):
            yield name, command.get_command(ctx, name).get_short_help_str(limit=FALLBACK_WIDTH)
    for parameter in command.get_params(ctx):
        if record := parameter.get_help_record(ctx):
            names, help = record
            yield " ".join(names.split()), help


def _lines(command: Any, ctx: Any, width: int) -> Iterator[str]:
    """Yield the help line by line: a name above what it means, nothing cut."""
    from textwrap import wrap

    yield from wrap(command.get_usage(ctx), width, subsequent_indent="  ")
    for text in (command.help, command.epilog):
        yield ""
        for line in (text or "").strip().splitlines():
            words = line.strip()
            yield from wrap(" ".join(words.split()), width, subsequent_indent="    ") or [""]
    for term, help in terms_of(command, ctx):
        yield from ("", *wrap(term, width, break_on_hyphens=False))
        yield from wrap(help, width, initial_indent="  ", subsequent_indent="  ")


def _caught(panels: Callable[[], None], shown: Look) -> str:
    """Return what Typer prints as help, with our own rules.

    Typer itself colours help whenever FORCE_COLOR or GITHUB_ACTIONS is set, even into a pipe, and
    ends with a status of its own when the pipe is closed.
    """
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        os.environ.pop(name, None)  # Rich and Typer read them unchecked; look() has already
    from typer import rich_utils

    rich_utils.MAX_WIDTH = min(shown.width or FALLBACK_WIDTH, WIDEST)
    rich_utils.FORCE_TERMINAL = shown.color
    rich_utils.COLOR_SYSTEM = "standard" if shown.color else None
    encoding = "ascii" if shown.ascii else "utf-8"
    caught = TextIOWrapper(BytesIO(), encoding, errors="replace", write_through=True)
    with redirect_stdout(caught):
        panels()
    caught.seek(0)
    return "".join(line.rstrip() + "\n" for line in caught.read().splitlines())
