"""`salary help`: the commands and topics, the help of a command, or the page on a topic."""

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from re import IGNORECASE, escape, findall

from coding_salary.cli.commands import MODULES
from coding_salary.cli.ending import UsageError
from coding_salary.cli.options import Flag, command
from coding_salary.cli.output import write_result
from coding_salary.reading.words import nearest, quoted

ENDING = ".md"
# As many pages are named for a word that is no topic.
MAX_PAGES = 2


@command(Flag("name", "", "[NAME]...", "Topic or command; the list of them if left out.", kind=list))
def run(name: list[str] | None) -> int | None:
    """Show a page on a topic, or the help of a command.

    Examples:
      salary help
      salary help model
      salary help estimate
    """
    pages = _pages()
    if not name:
        write_result("".join(f"{line}\n" for line in _overview(pages)))
    elif len(name) == 1 and name[0] in pages:
        _show(pages[name[0]])
    elif name[0] in MODULES:
        from coding_salary.cli.app import run_typer

        return run_typer([*name, "--help"])
    else:
        word = " ".join(name)
        hint = nearest(name[0], (*MODULES, *pages), _mentioned(word, pages))
        raise UsageError(f"no topic or command {quoted(word)}: {hint}")
    return None


def _pages() -> dict[str, str]:
    """Return the text of every page by its topic."""
    found = sorted(files("coding_salary").joinpath("help").iterdir(), key=lambda page: page.name)
    return {
        page.name.removesuffix(ENDING): page.read_text(encoding="utf-8")
        for page in found
        if page.name.endswith(ENDING)
    }


def _mentioned(word: str, pages: dict[str, str]) -> str:
    """Return the pages that mention a word most, or how to list all of them."""
    whole = rf"\b{escape(word)}s?\b"
    counts = {topic: len(findall(whole, text, IGNORECASE)) for topic, text in pages.items()}
    most = sorted(filter(counts.__getitem__, counts), key=lambda topic: -counts[topic])[:MAX_PAGES]
    return f"see salary help {' or salary help '.join(most)}" if most else "salary help lists them"


def _overview(pages: dict[str, str]) -> Iterator[str]:
    width = max(map(len, (*MODULES, *pages)))
    yield "Commands, with their flags in salary help COMMAND or salary COMMAND --help:"
    for name, module in MODULES.items():
        yield f"  {name:{width}}  {_first_line(module)}"
    yield from ("", "Topics, each a page in salary help TOPIC:")
    for topic, text in pages.items():
        title = text.splitlines()[0].removeprefix("# ")
        yield f"  {topic:{width}}  {title}"


def _first_line(module_name: str) -> str:
    module = import_module(f"coding_salary.cli.commands.{module_name}")
    text: str = module.run.run.__doc__ if hasattr(module, "run") else module.HELP
    return text.strip().partition("\n")[0]


def _show(text: str) -> None:
    """Write a page: for a terminal rendered, and as the Markdown that it is into a pipe or a file."""
    if sys.stdout is not None and sys.stdout.isatty():
        from coding_salary.cli.help import page

        text = page(text)
    write_result(text)
