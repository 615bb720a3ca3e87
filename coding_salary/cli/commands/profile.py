"""`salary profile`: the answers about yourself that every command starts from."""

import os
from collections.abc import Iterator
from pathlib import Path

from coding_salary.cli.ending import UsageError
from coding_salary.cli.flags import TABLE
from coding_salary.cli.options import command
from coding_salary.cli.output import look, messages, reason, unwritable, write_result
from coding_salary.cli.questions import asked, confirmed, need_terminal
from coding_salary.cli.saved_profile import saved_path
from coding_salary.cli.session import Session
from coding_salary.profile.answers import Answers
from coding_salary.profile.profile_file import read_answers
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import printable
from coding_salary.report.estimate import EstimateReport

HELP = """Save your profile once, and show or edit it.

Examples:
  salary profile init
  salary profile show
  salary estimate --no-profile
"""
BY_HAND = "write the file that salary profile path names, with lines such as cert: CPC and years: 5"
NONE_YET = "no profile is saved yet: salary profile init asks for one"


@command()
def path() -> None:
    """Print where the profile is kept.

    Examples:
      salary profile path
    """
    found = saved_path()
    write_result(f"{printable(found)}\n")
    if not Path(found).exists():
        messages.note(NONE_YET)


@command(TABLE)
def show(session: Session) -> None:
    """Show the saved profile, once it is checked.

    Examples:
      salary profile show
    """
    report = _report(session, read_answers(_there()))
    write_result(_yaml(report))


@command(TABLE)
def init(session: Session) -> None:
    """Ask a few questions and save the answers; needs a terminal.

    Examples:
      salary profile init
    """
    need_terminal("salary profile init", BY_HAND)
    found = saved_path()
    report = _report(session, asked(session, {}))
    _headline(report)
    text = _yaml(report)
    if not text.count("\n") > 1:
        messages.note("nothing was answered, so nothing is saved")
        return
    if Path(found).exists() and not confirmed(f"Replace {printable(found)}?"):
        messages.note("the old profile stays as it is")
        return
    _save(text, found)
    messages.note(f"saved in {printable(found)}; commands start from it now, --no-profile leaves it out")


@command(TABLE)
def edit(session: Session) -> None:
    """Open the saved profile in your editor, then check it.

    Examples:
      salary profile edit
    """
    found, editor = _there(), os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError(f"no editor is known: set EDITOR, or open {printable(found)} yourself")
    _open(editor, found)
    session.profile(read_answers(found))
    messages.note("the profile can be used")


commands = {"path": path, "show": show, "init": init, "edit": edit}


def _there() -> str:
    found = saved_path()
    if not Path(found).exists():
        raise ProfileError([Problem(NONE_YET)])
    return found


def _open(editor: str, path: str) -> None:
    from shlex import split
    from subprocess import run

    try:
        code = run([*split(editor), path], check=False).returncode
    except (OSError, ValueError) as error:
        raise UsageError(f"the editor {printable(editor)} cannot be started: {reason(error)}") from None
    if code:
        raise UsageError(f"the editor {printable(editor)} ended with {code}")


def _report(session: Session, answers: Answers) -> EstimateReport:
    from coding_salary.model.estimate import estimate

    return EstimateReport(session.table, estimate(session.table, session.profile(answers)))


def _headline(report: EstimateReport) -> None:
    """Show who the profile is about, and what such people earn."""
    from coding_salary.formats.sheet import Sheet
    from coding_salary.formats.terminal import table
    from coding_salary.report.headline import answer

    write_result(table(Sheet(report.person(), answer(report)), look()) + "\n")


def _yaml(report: EstimateReport) -> str:
    """Return the profile as its file holds it: who it is about, and a line for each answer."""
    return "".join((f"# {', '.join(report.person())}\n", *_lines(report)))


def _lines(report: EstimateReport) -> Iterator[str]:
    from json import dumps

    said = report.profile() | {"as_of": None}
    if said["cert"] == []:
        said["cert"] = "none"
    if said["country"] == report.bands.home.code:
        del said["country"]
    if said["metro"]:
        del said["state"]  # which the area is in
    yield from (f"{key}: {dumps(value)}\n" for key, value in said.items() if value is not None)


def _save(text: str, path: str) -> None:
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, reason(error)) from None
    write_result(text, output=path)
