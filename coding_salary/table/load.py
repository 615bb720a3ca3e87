"""Files that hold a table: which one is in use, how it is read, and the copy that the build compiled."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coding_salary import __version__
from coding_salary.reading.errors import Problem, TableError, UnreadableError
from coding_salary.table.bands import Bands, Verdicts
from coding_salary.table.factors import Certification, Choice, Factor, Issuer, Point
from coding_salary.table.indexes import Exchange, PriceParities, Rates, WageIndex
from coding_salary.table.market import Market
from coding_salary.table.sources import Evidence, Source
from coding_salary.table.wages import CareerTable, EmployerCost, Level, Occupation, Outlook, Projection, Range

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node

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
    from coding_salary.reading.yaml_file import parse, read_bytes

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


PACKAGE = Path(__file__).parent.parent
COMPILED_NAME = "bands.json"
# No name of a table can start so.
MARK = "~"
CLASSES: dict[str, Any] = {
    f"{MARK}{kind.__name__}": kind
    for kind in (
        Bands,
        CareerTable,
        Certification,
        Choice,
        EmployerCost,
        Evidence,
        Exchange,
        Factor,
        Issuer,
        Level,
        Market,
        Occupation,
        Outlook,
        Point,
        PriceParities,
        Projection,
        Range,
        Rates,
        Source,
        Verdicts,
        WageIndex,
    )
}
# The kinds of a pay scale, loaded only for a market that has one.
SCALE_KINDS = ("Grade", "PayScale", "Post", "Qualification", "Region", "Stage", "Supplement")


class Markets(Mapping[str, Market]):
    """The markets of a compiled table, each made anew only when it is asked for."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        """Keep the markets as they came out of JSON."""
        self.plain = plain
        self.made: dict[str, Market] = {}

    def __getitem__(self, code: str) -> Market:
        if code not in self.made:
            self.made[code] = revived(self.plain[code])
        return self.made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)


def compiled(bands: Bands) -> str:
    """Return what the build writes beside the table: a line of what it is of, and the table as JSON.

    The first line holds the fingerprint of the second too, so that one look tells whether all of it is whole.
    """
    from json import dumps

    body = dumps(_plain(bands._replace(path="")), separators=(",", ":"))
    head = {"program": __version__, "sha256": bands.sha256, "body": fingerprint(body.encode())}
    return f"{dumps(head)}\n{body}"


def read_compiled(path: str) -> Bands | None:
    """Return the table that was compiled from the file at a path, None unless it is that very file."""
    table = Path(path)
    if table.parent != PACKAGE:
        return None
    from json import loads

    try:
        first, _, body = (PACKAGE / COMPILED_NAME).read_bytes().partition(b"\n")
        head = loads(first)
        expected = (__version__, fingerprint(table.read_bytes()), fingerprint(body))
        if (head["program"], head["sha256"], head["body"]) != expected:
            return None
        bands = _bands(loads(body))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return bands._replace(path=path)


def _bands(value: Any) -> Bands:
    """Return the table, its markets made only when they are asked for."""
    (fields,) = value.values()
    named: dict[str, Any] = dict(zip(Bands._fields, fields, strict=True))
    markets = Markets(named.pop("markets"))
    return Bands(markets=markets, **{name: revived(field) for name, field in named.items()})


def _kind(name: str) -> Any:
    """Return the kind of value that a name stands for; raises KeyError for an unknown one."""
    if name not in CLASSES and name.removeprefix(MARK) in SCALE_KINDS:
        from coding_salary.table import pay_scale

        CLASSES.update({f"{MARK}{kind}": getattr(pay_scale, kind) for kind in SCALE_KINDS})
    return CLASSES[name]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if not isinstance(value, tuple):
        return value
    items = [_plain(item) for item in value]
    return {f"{MARK}{type(value).__name__}": items} if hasattr(value, "_fields") else items


def revived(value: Any) -> Any:
    """Return what `compiled` made plain, each value of its own kind again."""
    if type(value) is list:
        return tuple([revived(item) for item in value])
    if type(value) is not dict:
        return value
    for name, entry in value.items():
        if name.startswith(MARK):
            return _kind(name)(*[revived(item) for item in entry])
        break
    return {key: revived(entry) for key, entry in value.items()}


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of a table, by which a result says what it was computed from."""
    return str(_sha256()(content).hexdigest())


def _sha256() -> Any:
    """Return the interpreter's own function, where it is to be had alone."""
    from importlib import import_module

    for name in ("_sha2", "_sha256"):  # from Python 3.12 on, and before
        try:
            return import_module(name).sha256
        except ImportError:
            continue
    return import_module("hashlib").sha256
