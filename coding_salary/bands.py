"""The table that everything is computed from: read from YAML, checked whole, then never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from coding_salary.errors import Problem, TableError, UnreadableError
from coding_salary.market import Market
from coding_salary.nodes import Node
from coding_salary.sources import DAY, GRADES, REFERENCE, Evidence, References, Source
from coding_salary.yaml_file import parse, read_bytes

SCHEMA = 1
FILE_NAME = "bands.yaml"


@dataclass(frozen=True)
class Verdicts:
    """The percentiles, among people like somebody, from which an offer is judged and answered."""

    below: float
    above: float
    counter: tuple[float, float]

    @classmethod
    def read(cls, node: Node) -> "Verdicts":
        """Read the entry `offer`."""
        fields = node.fields(("below", "above", "counter"))
        below = fields["below"].number(least=1, most=49)
        above = fields["above"].number(least=51, most=99)
        nodes = fields["counter"].pair("a lower and an upper percentile such as [50, 75]")
        low = nodes[0].number(least=1, most=99) if nodes else 0.0
        high = nodes[1].number(above=low, most=99) if nodes else 0.0
        return cls(below, above, (low, high))


@dataclass(frozen=True)
class Bands:
    """A whole table; `limits` are percentiles, `narrowest` is a share of a range.

    `released` is the day the table was given out, from which the ages of its sources are counted, or empty.
    """

    path: str
    sha256: str
    version: str
    limits: tuple[float, float]
    narrowest: float
    offer: Verdicts
    evidence: Mapping[str, Evidence]
    sources: Mapping[str, Source]
    markets: Mapping[str, Market]
    released: str = ""

    @classmethod
    def read(cls, root: Node, path: str, sha256: str) -> "Bands":
        """Read the root of a table; faults go to the list that the root carries."""
        fields = root.fields(
            ("schema", "version", "model", "offer", "evidence", "sources", "markets"), ("released",)
        )
        model = fields["model"].fields(("percentile_limits", "narrowest"))
        grades = fields["evidence"].fields(GRADES)
        sources = {id: Source.read(id, node) for id, node in fields["sources"].named().items()}
        references = References(sources)
        bands = cls(
            path=path,
            sha256=sha256,
            version=fields["version"].text(),
            limits=_limits(model["percentile_limits"]),
            narrowest=model["narrowest"].number(above=0, most=1),
            offer=Verdicts.read(fields["offer"]),
            evidence=_evidence(grades),
            sources=sources,
            markets={
                code: Market.read(code, node, references) for code, node in fields["markets"].named().items()
            },
            released=fields["released"].matching(DAY, "a day such as 2026-11-21")
            if "released" in fields
            else "",
        )
        for source in references.uncited():
            message = "no figure cites this source: cite it, or remove it"
            root.problems.append(Problem(message, source.mark, f"sources.{source.id}"))
        return bands


def _evidence(nodes: Mapping[str, Node]) -> dict[str, Evidence]:
    evidence = {name: Evidence.read(name, node) for name, node in nodes.items()}
    for better, worse in pairwise(GRADES):
        if evidence[worse].error < evidence[better].error:
            nodes[worse].fault(f"the error of {worse} evidence must not be below that of {better}")
    if evidence[REFERENCE].error > 0:
        nodes[REFERENCE].fault(f"the error of a {REFERENCE} is 0: it is what others are measured from")
    return evidence


def default_path() -> str:
    """Return the table that is used when none is named: the installed copy, or the checkout's own."""
    package = Path(__file__).parent
    installed = package / FILE_NAME
    return str(installed if installed.exists() else package.parent / FILE_NAME)


def table_path(named: str | None) -> str:
    """Return the table that was named, or else the default one."""
    return default_path() if named is None else named


@dataclass(frozen=True)
class Table:
    """A table that was found good, with the nodes and the bytes that it was read from."""

    bands: Bands
    root: Node
    content: bytes


def load(path: str) -> Bands:
    """Read and check a table; raises TableError with every problem found."""
    return read_table(path).bands


def read_table(path: str) -> Table:
    """Read and check a table and keep what it was read from; raises TableError as `load` does."""
    problems: list[Problem] = []
    try:
        content = read_bytes(path)
        root = parse(content, path, problems)
        if _readable(root):
            bands = Bands.read(root, path, _sha256(content))
    except UnreadableError as stopped:
        problems.append(stopped.problem)
    if problems:
        raise TableError(problems)
    return Table(bands, root, content)


def _readable(root: Node) -> bool:
    """Note a schema that this program does not know, instead of everything that it changed."""
    for key, value in root.entries or ():
        if key.scalar == "schema" and value.scalar != str(SCHEMA):
            value.fault(
                f"this program reads schema {SCHEMA}, found {value.found()}:"
                " upgrade coding-salary if the table is newer, otherwise write 1"
            )
            return False
    return True


def _limits(node: Node) -> tuple[float, float]:
    nodes = node.pair("a lower and an upper percentile such as [2, 98]")
    low = nodes[0].number(least=0.01, most=10) if nodes else 0.0
    high = nodes[1].number(least=90, most=99.99) if nodes else 0.0
    return low, high


def _sha256(content: bytes) -> str:
    from hashlib import sha256

    return sha256(content).hexdigest()
