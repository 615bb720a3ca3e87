"""Files that hold a table: which one is in use, and how it is read."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.bands import Bands
from coding_salary.compiled import read_compiled
from coding_salary.errors import Problem, TableError, UnreadableError
from coding_salary.fingerprint import fingerprint

if TYPE_CHECKING:
    from coding_salary.nodes import Node

SCHEMA = 1
FILE_NAME = "bands.yaml"


def default_path() -> str:
    """Return the table that is used when none is named: the installed copy, or the checkout's own."""
    package = Path(__file__).parent.parent
    installed = package / FILE_NAME
    return str(installed if installed.exists() else package.parent / FILE_NAME)


def table_path(named: str | None) -> str:
    """Return the table that was named, or else the default one."""
    return default_path() if named is None else named


class Table(NamedTuple):
    """A table that was found good, with the nodes and the bytes that it was read from."""

    bands: Bands
    root: "Node"
    content: bytes


def load(path: str) -> Bands:
    """Read and check a table; raises TableError with every problem found.

    Of the shipped table the copy that was compiled with it is enough.
    """
    return read_compiled(path) or read_table(path).bands


def read_table(path: str) -> Table:
    """Read and check a table and keep what it was read from; raises TableError as `load` does."""
    from coding_salary.yaml_file import parse, read_bytes

    problems: list[Problem] = []
    try:
        content = read_bytes(path)
        root = parse(content, path, problems)
        if _readable(root):
            bands = Bands.read(root, path, fingerprint(content))
    except UnreadableError as stopped:
        problems.append(stopped.problem)
    if problems:
        raise TableError(problems)
    return Table(bands, root, content)


def _readable(root: "Node") -> bool:
    """Note a schema that this program does not know, instead of everything that it changed."""
    for key, value in root.entries or ():
        if key.scalar == "schema" and value.scalar != str(SCHEMA):
            value.fault(
                f"this program reads schema {SCHEMA}, found {value.found()}:"
                " upgrade coding-salary if the table is newer, otherwise write 1"
            )
            return False
    return True
