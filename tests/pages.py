"""The README and the help topics, and the examples on them."""

import re
from pathlib import Path
from typing import NamedTuple

from tables import ROOT

README = ROOT / "README.md"
HELP = ROOT / "coding_salary" / "help"
TOPICS = sorted(HELP.glob("*.md"))
LEFT_OUT = "\n...\n"


class Example(NamedTuple):
    page: Path
    command: str
    output: str


def blocks(page: Path, language: str) -> list[str]:
    """Return the code blocks of a language."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def examples(page: Path) -> list[list[Example]]:
    """Return the commands of each block, each a `$` and lines that go on after a backslash, with their output."""
    command = r"^\$ ((?:.*\\\n)*.*\n)((?:(?!\$ ).*\n)*)"
    found = (re.findall(command, block, re.MULTILINE) for block in blocks(page, "console"))
    return [[Example(page, *parts) for parts in block] for block in found]


def files_of(page: Path) -> dict[str, str]:
    """Return the files that a page shows, by the names that stand before them."""
    text = page.read_text(encoding="utf-8")
    return dict(re.findall(r"^`([\w.]+)`:\n\n```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def shortened(output: str, like: str) -> str:
    """Leave out of an output as many lines as the page does, where it says `...`."""
    before, left_out, after = f"\n{like}".partition(LEFT_OUT)
    if not left_out:
        return output
    lines = output.splitlines(keepends=True)
    return "".join([*lines[: before.count("\n")], "...\n", *lines[len(lines) - after.count("\n") :]])
