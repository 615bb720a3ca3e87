"""A profile or a plan kept in a YAML file: the same words as the flags take."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coding_salary.profile.answers import AS_OF, CERT, KEYS, TRUTH, Answers, Raw, key_of
from coding_salary.reading.errors import Faults, ProfileError, UnreadableError
from coding_salary.reading.nodes import Node
from coding_salary.reading.yaml_file import parse, read_bytes
from coding_salary.table.factors import REMOTE

# What the JSON output calls a key of two words.
AS_IN_JSON = AS_OF.replace("-", "_")
Kept = TypeVar("Kept")


def read_answers(path: str) -> Answers:
    """Read the answers in a profile file; raises ProfileError with every problem of its form."""
    return _read(path, _answers)


def read_plan_file(path: str) -> tuple[str, list[Raw]]:
    """Read a plan's name (else the file's) and steps; raises ProfileError with every problem of its form."""
    return _read(path, lambda root: _plan(root, Path(path).stem))


def _read(path: str, read: Callable[[Node], Kept]) -> Kept:
    problems = Faults()
    try:
        kept = read(parse(read_bytes(path), path, problems))
    except UnreadableError as stopped:
        problems.append(stopped.problem)
    if problems:
        raise ProfileError(problems)
    return kept


def _answers(root: Node) -> Answers:
    fields = root.fields((), (*KEYS, AS_IN_JSON))
    if AS_OF in fields and AS_IN_JSON in fields:
        fields[AS_IN_JSON].fault(f"is {AS_OF} in other letters: keep one of them")
    return {key_of(key): tuple(_said(key, node)) for key, node in fields.items()}


def _said(key: str, node: Node) -> list[Raw]:
    nodes = node.each() if key == CERT and node.items else [node]
    said = [Raw(item.text(), item.mark) for item in nodes]
    if key != REMOTE:
        return said
    return [Raw(TRUTH.get(item.text.casefold(), item.text), item.mark) for item in said]


def _plan(root: Node, name: str) -> tuple[str, list[Raw]]:
    fields = root.fields(("plan",), ("name",))
    steps = [Raw(node.text(), node.mark) for node in fields["plan"].each()]
    return fields["name"].text(otherwise=name), steps
