"""Command lines that cannot be used: what is wrong, and the command that was probably meant."""

import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain, pairwise, takewhile
from shlex import join, quote
from typing import Any

from coding_salary.cli.commands import MODULES
from coding_salary.cli.options import BANDS, PROFILE_FLAGS
from coding_salary.cli.session import Session
from coding_salary.profile.answers import CERT, KEYS, METRO, STATE, YEARS, ZIP, Raw
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import SalaryError
from coding_salary.reading.words import listed, nearest, printable, quoted
from coding_salary.table.factors import EDUCATION, EMPLOYER, ROLE, SPECIALTY

NAME = "salary"
DID_YOU_MEAN = "Did you mean:"
QUESTIONS = " What people ask: salary help questions."
# How Typer words that there are words beside the flags, and that there is no such command or flag.
EXTRA_WORDS = re.compile(r"got unexpected extra arguments?(?:\(s\))? \((.*)\)")
NO_SUCH_COMMAND = re.compile(r"(no such command '.*?'\.)(.*)")
NO_SUCH_FLAG = re.compile(r"no such option: (--[a-z0-9-]+)\b.*")
# What people call a flag that has another name here.
FLAGS_MEANT = {
    "--hourly": "--per hour",
    "--salary": "salary offer AMOUNT",
    "--hours": "salary offer 25/hr --hours 20 for part-time pay",
    "--part-time": "salary offer 25/hr --hours 20 for part-time pay",
    "--experience": "--years",
    "--certification": "--cert",
    "--credential": "--cert",
    "--city": "--metro",
    "--location": "--state or --metro",
    "--job": "--role",
    "--title": "--role",
    "--degree": "--education",
    "--setting": "--employer",
    "--wfh": "--remote",
    "--1099": "salary offer AMOUNT --contractor",
    "--night": "salary offer AMOUNT --shift 10%",
    "--sign-on": "salary offer AMOUNT --bonus 2000",
    "--401k": "salary offer AMOUNT --match 4%",
    "--benefits": "salary offer AMOUNT --total",
    "--vacation": "salary offer AMOUNT --pto 15",
}
# What is offered, when it stands where there should be a command or a flag: 26/hr, $54k.
AMOUNT = re.compile(r"\$?[0-9][0-9.,]*(-[0-9.,]+)?(k|k?/[a-z]+)")
# More words than this are no slip, and reading each of them takes time.
MAX_GUESSED = 12
# A word answers the first of these that takes it: `5` are years before they are anything else.
ASKED = (YEARS, CERT, STATE, ROLE, EMPLOYER, EDUCATION, SPECIALTY, ZIP, METRO)


def what_was_meant(error: Any, path: str) -> str:
    """Return what is wrong with a command line of a command such as `salary estimate`, and the way out.

    Empty for a group of commands alone, whose help is on the screen by then.
    """
    context = getattr(error, "ctx", None)
    path = context.command_path if context else path
    option = str(getattr(error, "option_name", ""))
    what = _without_heading(" ".join(error.format_message().split()))
    if option[1:2].isdigit():
        what = f"{quoted(option)} can't be negative"
    elif extra := EXTRA_WORDS.fullmatch(what):
        what = _with_flags(extra[1], context)
    elif path == NAME and (command := NO_SUCH_COMMAND.fullmatch(what)):
        what = f"{command[1]}{_command_meant(sys.argv[1:]) or command[2] or QUESTIONS}"
    elif flag := NO_SUCH_FLAG.fullmatch(what):
        what = f"no such option: {flag[1]}{_flag_meant(flag[1], context)}"
    if not what or DID_YOU_MEAN in what:
        return printable(what)
    end = "" if what.endswith(("?", ".")) else "."
    return f"{printable(what)}{end} Try '{path} --help'."


def _without_heading(what: str) -> str:
    """Return what Typer says, as the rest of a sentence that begins with `error:`."""
    what = what.removeprefix("Invalid value: ")
    return what[:1].lower() + what[1:] if what[1:2].islower() else what


def _with_flags(words: str, context: Any) -> str:
    """Say of words without a flag which flags of the command they belong to."""
    parameters, said = context.command.params, sys.argv[1:]
    valued = {opt for each in parameters for opt in each.opts if not getattr(each, "is_flag", False)}
    extra = [
        place
        for place, (before, word) in enumerate(pairwise(["", *said]))
        if place and {*word.split()} <= {*words.split()} and before not in valued
    ]
    kept, bare = _put_together(said, extra)
    meant = _command(kept, bare, [each.name for each in parameters]) if bare or kept != said else ""
    way_out = f". {DID_YOU_MEAN} {meant}?" if meant else ""
    return f"unexpected {quoted(words)}{way_out}"


def _put_together(said: Sequence[str], extra: Collection[int]) -> tuple[list[str], list[str]]:
    """Return the words of a command line, and apart from them those extra ones that need a flag.

    Some belong to the value of the flag before them: `-s new york`, `-c CPC-A, CRC`.
    """
    keys = {spelling: flag.name for flag in PROFILE_FLAGS for spelling in flag.spellings}
    kept, bare = list(said[:1]), list[str]()
    for place, word in enumerate(said[1:], 1):
        key = keys.get(kept[-2]) if kept[1:] else None
        if place not in extra:
            kept.append(word)
        elif key and answered_by([f"{kept[-1]} {word}"], [key]):
            kept[-1] += f" {word}"
        else:
            bare.append(word)
    return kept, bare


def _command(kept: Sequence[str], bare: Sequence[str], taken: Collection[str] = KEYS) -> str:
    """Return a command with flags for its bare words, or an offer for amounts; empty for other words."""
    amounts = [word for word in bare if AMOUNT.fullmatch(word)]
    flags = as_flags([word for word in bare if word not in amounts], taken)
    if bare and not amounts and not flags:
        return ""
    start = f"offer {join(amounts)}" if amounts else kept[0]
    return " ".join(filter(None, ("salary", start, join(kept[1:]), flags)))


def _command_meant(said: Sequence[str]) -> str:
    """Return what to say after words where a command should stand: `salary CPC 5` or `salary 26/hr`."""
    bare = list(takewhile(lambda word: not word.startswith("-"), said))
    words = [word for word in bare if not AMOUNT.fullmatch(word)]
    # One word that answers nothing may be a command with a slip, or the whole a question.
    whole = sum(map(len, answered_by(words).values())) == len(words)
    meant = _command(["estimate", *said[len(bare) :]], bare) if whole else ""
    return f" {DID_YOU_MEAN} {meant}?" if meant else ""


def _flag_meant(flag: str, context: Any) -> str:
    """Return what to say after a flag that the command does not have: another name, or another command."""
    if flag in FLAGS_MEANT:
        return f". Use {FLAGS_MEANT[flag]}"
    if commands := list(_commands_with(flag)):
        return f". It goes with {listed(commands, 'and')}"
    near = nearest(flag, chain.from_iterable(param.opts for param in context.command.params), "")
    return f". {near[:1].upper()}{near[1:]}" if near else ""


def _commands_with(flag: str) -> Iterator[str]:
    """Yield the commands that have a flag of this spelling."""
    for name, module in MODULES.items():
        command = getattr(import_module(f"coding_salary.cli.commands.{module}"), "run", None)
        if command and any(flag in each.spellings for each in command.flags):
            yield f"salary {name}"


def answered_by(words: Iterable[str], asked: Sequence[str] = ASKED) -> dict[str, list[str]]:
    """Return the words by the question that they answer in the table in use, without those of none."""
    session = Session(os.environ.get(BANDS.envvar or ""))
    found: dict[str, list[str]] = {}
    several = list(words)
    for word in several if len(several) <= MAX_GUESSED else ():
        if key := next((key for key in asked if _answers(session, key, word)), None):
            found.setdefault(key, []).append(word)
    return found


def _answers(session: Session, key: str, word: str) -> bool:
    try:
        read_profile(session.table, {key: (Raw(word),)}, session.areas)
    except SalaryError:
        return False
    return True


def as_flags(words: Iterable[str], taken: Collection[str] = KEYS) -> str:
    """Return words with the flags that they belong to: `-c CPC -y 5 -s Ohio`; empty where none has one.

    `taken` are the questions that the command takes flags for.
    """
    flags = {flag.name: flag.spellings[-1] for flag in PROFILE_FLAGS}
    found = answered_by(words)
    return " ".join(
        f"{flags[key]} {quote(','.join(found[key]))}" for key in KEYS if key in {*found} & {*taken}
    )


def as_dimensions(words: Iterable[str]) -> str:
    """Return words as `salary compare` takes them: `cert=CCS,CPC`, or one alone as `cert -c CPC`."""
    texts = list(chain.from_iterable(word.split(",") for word in words))
    found = answered_by(texts)
    varied = [quote(f"{key}={','.join(several)}") for key, several in found.items() if several[1:]]
    return " ".join(varied) or " ".join(f"{key} {as_flags(texts)}" for key in [*found][:1])
