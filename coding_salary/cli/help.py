"""Help, laid out by Typer and Rich but written by us: one rule for width, colour, encoding and pipes."""

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from io import BytesIO, TextIOWrapper
from typing import Any

from typer.core import TyperCommand, TyperGroup

from coding_salary.cli.streams import FALLBACK_WIDTH, look, write_result


class HelpfulCommand(TyperCommand):
    """A command whose help goes the way of every result."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        write_help(partial(super().format_help, ctx, formatter))


class HelpfulGroup(TyperGroup):
    """A group of commands whose help goes the way of every result."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        write_help(partial(super().format_help, ctx, formatter))


def write_help(lay_out: Callable[[], None]) -> None:
    """Catch what Typer prints as help and write it as a result.

    Typer itself colours help whenever FORCE_COLOR or GITHUB_ACTIONS is set, even into a pipe, and
    ends with a status of its own when the pipe is closed.
    """
    from typer import rich_utils

    shown = look()
    rich_utils.MAX_WIDTH = shown.width or FALLBACK_WIDTH
    rich_utils.FORCE_TERMINAL = shown.color
    rich_utils.COLOR_SYSTEM = "standard" if shown.color else None
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    caught = TextIOWrapper(BytesIO(), encoding, errors="replace", write_through=True)
    with redirect_stdout(caught):
        lay_out()
    caught.seek(0)
    write_result(caught.read())
