"""The JSON Schemas of the wheel, and documents held to them."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby, takewhile
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from tables import ROOT

from coding_salary.cli.commands import MODULES

FOLDER = ROOT / "coding_salary" / "schemas"
COMMON, TABLE, PROFILE = "common", "table", "profile"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
# In the order of the commands.
OUTPUTS = sorted(
    (name for name in NAMES if name not in (COMMON, TABLE, PROFILE)),
    key=lambda name: (list(MODULES).index(name.partition("-")[0]), name),
)
WIDTH = 110


@cache
def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def strict(node: Any) -> Any:
    """Return a schema that refuses every field it does not name: what users may see more, tests may not."""
    if isinstance(node, list):
        return [strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {"additionalProperties": False} if node.get("type") == "object" and "properties" in node else {}
    return closed | {key: strict(value) for key, value in node.items()}


@cache
def validator(name: str) -> Draft202012Validator:
    whole = {
        other: strict(schema(other)) if other in (COMMON, *OUTPUTS) else schema(other) for other in NAMES
    }
    resources = [(f"{other}.json", Resource.from_contents(each)) for other, each in whole.items()]
    return Draft202012Validator(whole[name], registry=Registry().with_resources(resources))


def faults(name: str, document: Any) -> list[str]:
    """Return what is wrong with a document, each with its place."""
    found = validator(name).iter_errors(document)
    return sorted(f"{error.json_path}: {error.message[:200]}" for error in found)


def name_of(words: list[str]) -> str:
    """Return the name of the schema that the output of a command line follows."""
    command = words[0]
    if command == "bands":
        return f"bands-{words[1]}"
    if command == "batch":
        return "batch-groups" if "--group-by" in words else command
    if command == "offer":  # several amounts stand before the flags
        several = len(list(takewhile(lambda word: word[:1] != "-", words[1:]))) > 1
        return "offer-several" if several else command
    varied = {word.partition("=")[0] for word in words[1:]}
    return "compare-country" if command == "compare" and "country" in varied else command


def checked(words: list[str], document: Any) -> Any:
    """Return the document that a command line gave, once it follows its schema; chosen fields follow none."""
    if isinstance(document, dict):
        assert faults(name_of(words), document) == [], words
    return document


def page() -> str:
    """Return the fields of every output as Markdown, each with what it means."""
    shared = schema(COMMON)["$defs"]
    parts = [
        ("In most outputs", {"properties": shared}),
        *((f"`{title(name)}`", schema(name)) for name in OUTPUTS),
    ]
    return "\n".join(f"## {head}\n\n{_table(list(fields(part)))}" for head, part in parts)


def title(name: str) -> str:
    """Return the command whose output a schema describes."""
    return str(schema(name)["title"]).removeprefix("salary ").removesuffix(" --format json")


def fields(node: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name of each field and what it means; those that outputs share stand in a part of their own."""
    for key, value in (node.get("properties") or {}).items():
        if "$ref" in value:
            continue
        yield f"{above}{key}", value.get("description", "")
        yield from fields(value, f"{above}{key}.")
        for items in (value.get("items") or {}, *(value.get("items") or {}).get("anyOf", ())):
            yield from fields(items, f"{above}{key}[].")
    for pattern, value in (node.get("patternProperties") or {}).items():
        yield f"{above}*{pattern.removesuffix('$')}", value["description"]


def _table(rows: list[tuple[str, str]]) -> str:
    lines = [
        f"| {', '.join(f'`{name}`' for name, _ in group)} | {meaning} |"
        for meaning, group in groupby(rows, key=lambda row: row[1])
        if meaning
    ]
    return "\n".join(["| field | meaning |", "| --- | --- |", *lines, ""])


def written(node: Any, indent: int = 0) -> str:
    """Return a schema as text: what fits on a line stands on one."""
    short = json.dumps(node, ensure_ascii=False)
    if not isinstance(node, dict | list) or (len(short) + indent <= WIDTH and not _deep(node)):
        return short
    inner = " " * (indent + 2)
    if isinstance(node, dict):
        lines = [f"{json.dumps(key)}: {written(value, indent + 2)}" for key, value in node.items()]
    else:
        lines = [written(value, indent + 2) for value in node]
    start, end = "{}" if isinstance(node, dict) else "[]"
    return f"{start}\n{inner}" + f",\n{inner}".join(lines) + f"\n{' ' * indent}{end}"


def _deep(node: Any) -> bool:
    """Whether fields stand below, which take a line each."""
    return any(part.get("properties") for part in _parts(node))


def _parts(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _parts(value)
