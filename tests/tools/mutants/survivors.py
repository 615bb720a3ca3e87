"""The mutants that no test kills, with a reason for each, and whether their lines still stand."""

import ast
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
LIST = Path(__file__).with_name("survivors.txt")
PACKAGE = "coding_salary"


class Mutant(NamedTuple):
    """A change of the source: the function, such as `curve.Curve.scores`, and its lines before and after.

    Several lines are written as one, with single spaces.
    """

    function: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.function} | {self.old} => {self.new}"


class Explained(NamedTuple):
    """An entry of the list: a mutant and why nothing tells it from the original."""

    mutant: Mutant
    reason: str


def read_list(text: str) -> list[Explained]:
    """Read `function | old => new | reason`, one a line; empty lines and those with # are for people."""
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        function, _, rest = line.partition(" | ")
        change, _, reason = rest.rpartition(" | ")
        old, arrow, new = change.partition(" => ")
        if not (arrow and function and old.strip() and reason.strip()):
            raise ValueError(f"{LIST.name}:{number}: write `function | old => new | reason`")
        entries.append(Explained(Mutant(function, old, new), reason))
    return entries


def source_of(function: str) -> str:
    """Return the source of a function or method as one line; empty where there is none of that name."""
    names = function.split(".")
    path = ROOT / PACKAGE
    while names and path.is_dir():
        name = names.pop(0)
        path = path / name if (path / name).is_dir() else path / f"{name}.py"
    if not path.is_file():
        return ""
    text = path.read_text(encoding="utf-8")
    node: ast.AST | None = ast.parse(text)
    for name in names:
        inside = ast.iter_child_nodes(node) if node else ()
        defined = (child for child in inside if isinstance(child, ast.ClassDef | ast.FunctionDef))
        node = next((child for child in defined if child.name == name), None)
    return flat(ast.get_source_segment(text, node) or "") if isinstance(node, ast.FunctionDef) else ""


def flat(text: str) -> str:
    """Return a text with single spaces, as one line."""
    return " ".join(text.split())
