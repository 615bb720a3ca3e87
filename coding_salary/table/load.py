"""Files that hold a table: which one is in use, how it is read, and the installed one as it was compiled."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from coding_salary.reading.errors import Faults, Problem, TableError, UnreadableError
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node

SCHEMA = 2
FIRST_SCHEMA = "1"
FILE_NAME = "bands.yaml"
PACKAGE = os.path.dirname(os.path.dirname(__file__))
INSTALLED = os.path.join(PACKAGE, FILE_NAME)
CHECKOUT = os.path.join(os.path.dirname(PACKAGE), FILE_NAME)


def default_path() -> str:
    """Return the table that is used when none is named: the installed copy, or the checkout's own.

    The installed copy may be in a zip file, in which nothing exists as a file.
    """
    return CHECKOUT if not os.path.exists(INSTALLED) and os.path.exists(CHECKOUT) else INSTALLED


def table_path(named: str | None) -> str:
    """Return the table that was named, or else the default one."""
    return default_path() if named is None else named


class Table(NamedTuple):
    """A table that was found good, with the nodes and the bytes that it was read from.

    `warnings` say what in it is rarely true.
    """

    bands: Bands
    root: "Node"
    content: bytes
    warnings: list[Problem]


def load(path: str) -> Bands:
    """Read and check a table; raises TableError with every problem found.

    The installed table was checked and compiled when the wheel was built.
    """
    return compiled_table(path) or read_table(path).bands


def read_table(path: str) -> Table:
    """Read and check a table and keep what it was read from; raises TableError as `load` does."""
    from coding_salary.reading.yaml_file import parse, read_bytes

    problems = Faults()
    try:
        content = read_bytes(path)
        root = parse(content, path, problems)
        if _readable(root):
            bands = Bands.read(root, path, _fingerprint(content))
    except UnreadableError as stopped:
        problems.append(stopped.problem)
    if problems:
        raise TableError(problems)
    return Table(bands, root, content, problems.warnings)


def _fingerprint(content: bytes) -> str:
    """Return the SHA-256 of a table, by which a result says what it was computed from."""
    from hashlib import sha256

    return sha256(content).hexdigest()


def _readable(root: "Node") -> bool:
    """Note a schema that this program does not know, or how to move from the first one to this one."""
    for key, value in root.entries or ():
        if key.scalar == "schema" and value.scalar != str(SCHEMA):
            if value.scalar == FIRST_SCHEMA:
                from coding_salary.table.first_schema import note_moves

                note_moves(root)
                return False
            value.fault(
                f"this program reads schema {SCHEMA}, found {value.found()}:"
                f" upgrade coding-salary if the table is newer, otherwise write {SCHEMA}"
            )
            return False
    return True


def compiled_table(path: str) -> Bands | None:
    """Return the installed table from the module that the build made of it, and None for any other table.

    None too when somebody has edited an installed file of it since: then the files count.
    """
    if path != INSTALLED:
        return None
    from binascii import crc32  # tells an edit from none in a fifth of the time that SHA-256 takes
    from importlib import import_module

    loader: Any = __spec__.loader  # of a folder or of a zip file
    try:
        # By its name, since a checkout has none.
        compiled: Any = import_module("coding_salary.table.compiled")
        for name, checksum in compiled.CHECKSUMS.items():
            if crc32(loader.get_data(os.path.join(PACKAGE, name))) != checksum:
                return None
    except (ImportError, OSError):
        return None
    bands: Bands = compiled.table()
    return bands._replace(path=path, markets=Markets(compiled.MARKETS))


class Markets(Mapping[str, Market]):
    """The markets of a compiled table, each made only when it is asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], Market]]) -> None:
        """Keep what makes each market, by its code."""
        self._makers = makers
        self._made: dict[str, Market] = {}

    def __getitem__(self, code: str) -> Market:
        if code not in self._made:
            self._made[code] = self._makers[code]()
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
