"""The JSON Schema of a table, made of what its readers ask of each place: they are the one list of its keys."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any
from unittest.mock import patch

from tables import HERE, ISLES, ROOT, TINY

from coding_salary.reading.errors import Faults
from coding_salary.reading.nodes import CSV_FILE, NAME, NUMBER, Node
from coding_salary.reading.yaml_file import parse
from coding_salary.table.bands import Bands
from coding_salary.table.load import SCHEMA

Schema = dict[str, Any]
Question = tuple[tuple[Any, ...], dict[str, Any]]
Asked = list[tuple[Node, str, Question]]
TABLES = (ROOT / "bands.yaml", TINY, ISLES, HERE / "guild.yaml")
READERS = ("fields", "named", "each", "text", "number", "counted", "choice", "matching", "file_name")
WORD = ["string", "number"]  # YAML takes 2026 for a number wherever it stands
HEAD = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A table of pay (bands.yaml)",
    "description": "The form alone: salary bands check FILE says all that is wrong, salary help tables what each part is.",
}


def table_schema() -> Schema:
    """Return a schema of what the readers ask of the tables there are."""
    asked: Asked = []
    with recorded(asked):
        roots = [read(text) for text in texts()]
    made = HEAD | Reader(asked).schema(roots)
    made["properties"]["schema"] = {"const": SCHEMA}
    return filled(made)


def texts() -> list[str]:
    """Return every valid table, and one whose names are others, by which names are told from keys."""
    found = [path.read_text(encoding="utf-8") for path in TABLES]
    return [*found, re.sub(r"\b(coder|biller)\b", r"\1-too", TINY.read_text(encoding="utf-8"))]


def read(text: str) -> Node:
    problems = Faults()
    root = parse(text.encode(), str(TINY), problems)
    Bands.read(root, str(TINY), "")
    assert not problems, problems
    return root


def recorded(asked: Asked) -> Any:
    """Note what is asked of each node; the outermost question counts, which the others serve."""

    def noted(name: str) -> Callable[..., Any]:
        ask = getattr(Node, name)

        @wraps(ask)
        def asking(node: Node, *args: Any, **settings: Any) -> Any:
            asked.append((node, name, (args, settings)))
            return ask(node, *args, **settings)

        return asking

    return patch.multiple(Node, **{name: noted(name) for name in READERS})


class Reader:
    """Makes schemas of nodes that stand at the same place of several tables."""

    def __init__(self, asked: Asked) -> None:
        self.names = {
            key.scalar for node, reader, _ in asked if reader == "named" for key, _ in node.entries or ()
        }
        self.asked: dict[tuple[int, str], list[Question]] = {}
        for node, reader, question in asked:
            self.asked.setdefault((id(node), reader), []).append(question)

    def of(self, nodes: Iterable[Node], reader: str) -> Iterator[Question]:
        """Yield what a reader was told at any of the nodes."""
        for node in nodes:
            yield from self.asked.get((id(node), reader), ())

    def schema(self, nodes: list[Node]) -> Schema:
        """Return what may stand at a place: one form, or any of several."""
        forms = [
            form(found)
            for form, found in (
                (self.mapping, [node for node in nodes if node.entries is not None]),
                (self.sequence, [node for node in nodes if node.items is not None]),
                (self.scalar, [node for node in nodes if node.scalar is not None]),
            )
            if found
        ]
        return forms[0] if len(forms) == 1 else {"anyOf": forms} if forms else {}

    def mapping(self, nodes: list[Node]) -> Schema:
        if any(self.of(nodes, "named")):
            values = [value for node in nodes for _, value in node.entries or ()]
            names = {"pattern": f"^{NAME.pattern}$"}
            return {
                "type": "object",
                "minProperties": 1,
                "propertyNames": names,
                "additionalProperties": self.schema(values),
            }
        kinds = sorted({kind for node in nodes if (kind := _kind(node))})
        if len(kinds) > 1:
            return self.kinds({kind: [node for node in nodes if _kind(node) == kind] for kind in kinds})
        return self.known(nodes)

    def kinds(self, by_kind: dict[str, list[Node]]) -> Schema:
        """Return a schema for mappings whose `kind` says which keys they have."""
        (kind, nodes), (_, others) = by_kind.items()
        question = {"properties": {"kind": {"const": kind}}, "required": ["kind"]}
        allowed = {"properties": {"kind": {"enum": list(by_kind)}}, "required": ["kind"]}
        return {
            "type": "object",
            **allowed,
            "if": question,
            "then": self.known(nodes),
            "else": self.known(others),
        }

    def known(self, nodes: list[Node]) -> Schema:
        """Return a schema for mappings of known keys: a key is required where no reader does without it.

        Keys that are asked for only here or there, and are names elsewhere, are names here too.
        """
        asked = [[set(part) for part in (*args, ())[:2]] for args, _ in self.of(nodes, "fields")]
        every = set.intersection(*(required | optional for required, optional in asked))
        order = dict.fromkeys(key for args, _ in self.of(nodes, "fields") for part in args for key in part)
        names = [key for key in order if key not in every and key in self.names]
        keys = [key for key in order if key not in names]
        required = [key for key in keys if all(key in each for each, _ in asked)]
        return {
            "type": "object",
            "properties": {key: self.schema(_below(nodes, [key])) for key in keys},
            **({"required": required} if required else {}),
            "additionalProperties": self.schema(_below(nodes, names)) if names else False,
        }

    def sequence(self, nodes: list[Node]) -> Schema:
        return {"type": "array", "items": self.schema([item for node in nodes for item in node.items or ()])}

    def scalar(self, nodes: list[Node]) -> Schema:
        """Return a schema for texts and numbers; words may stand for a number that is not known."""
        words = [node for node in nodes if not (node.plain and NUMBER.fullmatch(node.scalar or ""))]
        if any(self.of(nodes, "number")) or any(self.of(nodes, "counted")):
            units = {settings["unit"] for _, settings in self.of(nodes, "number") if settings.get("unit")}
            told = {"description": units.pop()} if len(units) == 1 else {}
            number = {"type": "number", **told}
            return {"anyOf": [number, self.instead(words)]} if words else number
        return self.words(nodes)

    def instead(self, nodes: list[Node]) -> Schema:
        """Return a schema for what may stand for a number."""
        made = self.words(nodes)
        return {"enum": sorted({node.scalar or "" for node in nodes})} if made == {"type": WORD} else made

    def words(self, nodes: list[Node]) -> Schema:
        patterns = [args[0] for args, _ in self.of(nodes, "matching")]
        patterns += [CSV_FILE for _ in self.of(nodes, "file_name")]
        if len(set(patterns)) == 1:
            return {"type": WORD, "pattern": f"^({patterns[0]})$"}
        choices = {args[0] for args, _ in self.of(nodes, "choice") if isinstance(args[0], tuple)}
        if len(choices) == 1 and (words := choices.pop()):
            return {"enum": list(words)}
        return {"type": WORD}


def filled(made: Schema) -> Schema:
    """Return a schema in which keys that no table has yet are what they are elsewhere."""
    pairs = list(_properties(made))
    known = {key: [each for name, each in pairs if name == key and each] for key, value in pairs if not value}
    for key, value in pairs:
        if not value and known[key]:
            value.update(min(known[key], key=str))
    return made


def _properties(node: Any) -> Iterator[tuple[str, Schema]]:
    if isinstance(node, dict):
        yield from (node.get("properties") or {}).items()
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _properties(value)


def _below(nodes: list[Node], keys: list[str]) -> list[Node]:
    return [value for node in nodes for key, value in node.entries or () if key.scalar in keys]


def _kind(node: Node) -> str:
    return next((value.scalar or "" for key, value in node.entries or () if key.scalar == "kind"), "")


def as_an_editor(node: Node) -> Any:
    """Return a node as an editor sees it."""
    if node.entries is not None:
        return {key.scalar: as_an_editor(value) for key, value in node.entries}
    if node.items is not None:
        return [as_an_editor(item) for item in node.items]
    number = node.plain and NUMBER.fullmatch(node.scalar or "")
    return float(node.scalar or 0) if number else node.scalar
