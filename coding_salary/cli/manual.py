"""The manual page, generated from the command tree: `python -m coding_salary.cli.manual`."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import typer

from coding_salary import RELEASED, __version__
from coding_salary.cli.app import app
from coding_salary.cli.help import terms_of
from coding_salary.cli.output import ENVIRONMENT
from coding_salary.reading.errors import ExitCode

PROGRAM = "salary"
SOURCE_WIDTH = 72
SUMMARY = "what medical coders and billers earn"


def manual() -> str:
    """Return the manual page as roff."""
    root = typer.main.get_command(app)
    context = typer.Context(root, info_name=PROGRAM, **root.context_settings)
    return "".join(f"{line}\n" for line in _page(root, context))


def _page(root: Any, context: Any) -> Iterator[str]:
    yield f'.TH SALARY 1 "{RELEASED}" "{PROGRAM} {__version__}" "User Commands"'
    yield from (".SH NAME", rf"{PROGRAM} \- {SUMMARY}", ".SH SYNOPSIS")
    yield from (f".B {PROGRAM}", r"\fICOMMAND\fR [\fIOPTIONS\fR]", ".SH DESCRIPTION")
    yield from _prose(root.help)
    yield ".SH COMMANDS AND OPTIONS"
    yield from _terms(terms_of(root, context))
    yield from _commands(root, context)
    yield ".SH EXIT STATUS"
    yield from _terms((str(code.value), code.meaning) for code in ExitCode)
    yield ".SH ENVIRONMENT"
    yield from _terms(ENVIRONMENT.items())


def _commands(group: Any, context: Any) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = typer.Context(command, info_name=name, parent=context)
        yield f".SS {_safe(inner.command_path)}"
        yield from _prose(command.help)
        if hasattr(command, "list_commands"):
            yield from _commands(command, inner)
        else:
            yield from _terms(terms_of(command, inner))


def _prose(help: str) -> Iterator[str]:
    """Write paragraphs; the one of examples stays line by line."""
    for number, paragraph in enumerate(help.strip().split("\n\n")):
        head, *lines = paragraph.splitlines()
        if number:
            yield ".PP"
        yield from map(_safe, wrap(head, SOURCE_WIDTH))
        if lines:
            yield from (".RS", ".nf", *(_safe(line.strip()) for line in lines), ".fi", ".RE")


def _terms(pairs: Any) -> Iterator[str]:
    for term, meaning in pairs:
        yield from (".TP", rf"\fB{_safe(term)}\fR", *map(_safe, wrap(meaning, SOURCE_WIDTH)))


def _safe(text: str) -> str:
    """Return text that roff takes literally."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text[:1] in (".", "'") else text


if __name__ == "__main__":
    print(manual(), end="")
