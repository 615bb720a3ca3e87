"""YAML files as nodes; the only module that imports yaml.

Nodes are built from the parser's events, never by YAML's own constructors. Aliases, anchors and
tags are refused, and size, depth and count are bounded, so that a small hostile file cannot use
much memory or time.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from coding_salary.reading.errors import Faults, Mark, Problem, UnreadableError
from coding_salary.reading.nodes import Node
from coding_salary.reading.words import quoted

if TYPE_CHECKING:
    import yaml

# The shipped table has 70 KB and 4,000 values: far beyond that a file is a mistake or an attack.
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_KEY = 200
STDIN = "-"
# What the parser says where its own limit, of a thousand levels, is reached.
PARSER_TOO_DEEP = "exceeded maximum nesting depth"
# Everything that YAML does not allow; compiled only once something of it was met.
UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


def read_bytes(path: str) -> bytes:
    """Read a file, or `-` for standard input, of at most `MAX_BYTES`; raises UnreadableError if it cannot."""
    if not path:
        raise UnreadableError(Problem("the name of the file is empty: give one, or leave the flag out"))
    if path == STDIN and sys.stdin is None:
        raise _unreadable("cannot read this file: standard input is closed", path)
    try:
        content = _content(path)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise _unreadable(f"cannot read this file: {reason}", path) from None
    except ValueError:
        raise _unreadable("cannot read this file: its name holds a NUL", path) from None
    if len(content) > MAX_BYTES:
        raise _unreadable(f"larger than {MAX_BYTES // 2**20} MiB, the most a table may be", path)
    return content


def _content(path: str) -> bytes:
    """Return the first bytes of a file, one more than is allowed; raises OSError or ValueError."""
    try:
        with nullcontext(sys.stdin.buffer) if path == STDIN else open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        try:
            return packaged(path)
        except OSError:
            raise error from None


def packaged(path: str) -> bytes:
    """Return the bytes of a file beside the code, which may be in a zip file; raises OSError for none."""
    loader: Any = __spec__.loader
    content: bytes = loader.get_data(path)
    return content


def parse(content: bytes, path: str, problems: Faults) -> Node:
    """Turn the bytes of a YAML file into its root node; raises UnreadableError at the first syntax fault."""
    text = decode(content, path)
    if directive := re.search("^%", text, re.MULTILINE):
        raise _unreadable("a YAML directive is not allowed: remove the line", path, text[: directive.start()])
    return _Builder(path, problems).build(_events(text, path))


def decode(content: bytes, path: str) -> str:
    """Return the text of a UTF-8 file, with or without a byte-order mark; raises UnreadableError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        raise _unreadable("not UTF-8 text: save the file as UTF-8", path, before) from None


def _events(text: str, path: str) -> "Iterator[yaml.Event]":
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    given = 0
    try:
        for event in iter(loader(text).get_event, None):
            given += 1
            yield event
    except yaml.reader.ReaderError:
        found = re.search(UNPRINTABLE, text)
        at = found.start() if found else 0
        character = f" {text[at]!a}" if found else ""
        message = f"the control character{character} is not allowed: remove it"
        raise _unreadable(message, path, text[:at]) from None
    except yaml.MarkedYAMLError as error:
        if error.problem == PARSER_TOO_DEEP and error.problem_mark:
            # The parser looks ahead, and from PyYAML 6.0.4 on gives up before it has handed out what leads
            # there: without the rest of the file it does, and the builder finds our own limit in it.
            yield from islice(_events(text[: error.problem_mark.index], path), given, None)
        raise UnreadableError(_syntax(error, text, path)) from None
    except (ValueError, OverflowError):  # an escape beyond Unicode, where PyYAML has no C parser
        raise _unreadable("not YAML: an escape is no character", path) from None


def _unreadable(message: str, path: str, before: str = "") -> UnreadableError:
    """Return the fault that ends the reading, at the place after the text `before` it."""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return UnreadableError(Problem(message, Mark(path, line, column)))


def _syntax(error: "yaml.MarkedYAMLError", text: str, path: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.splitlines()
    here = lines[line] if line < len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return Problem("a tab cannot indent YAML: use spaces", Mark(path, line + 1, here.index("\t") + 1))
    reason = error.problem or "it cannot be parsed"
    return Problem(f"not YAML: {reason}", Mark(path, line + 1, column + 1))


class _Builder:
    """Puts events together to nodes, each named by the path of keys that leads to it."""

    def __init__(self, path: str, problems: Faults) -> None:
        self.path = path
        self.problems = problems
        self.open: list[Node] = []
        self.keys: list[Node | None] = []
        self.count = 0
        self.root: Node | None = None

    def build(self, events: "Iterable[yaml.Event]") -> Node:
        """Return the root; an empty file gives an empty scalar."""
        takers: dict[type, Callable[[Any], None] | None] = {}
        for event in events:
            kind = type(event)
            if kind not in takers:
                takers[kind] = getattr(self, self.TAKERS.get(kind.__name__, ""), None)
            if take := takers[kind]:
                take(event)
        return self.root or Node(Mark(self.path, 1, 1), self.problems, "", plain=True, kind="text")

    def scalar(self, event: Any) -> None:
        """Take a scalar: a key when its mapping waits for one, otherwise a value."""
        mark, plain = self.mark(event), not event.style
        self.put(event, Node(mark, self.problems, event.value, plain=plain, kind="text"))

    def mapping(self, event: Any) -> None:
        """Open a mapping."""
        self.opened(event, Node(self.mark(event), self.problems, entries=[], kind="mapping"))

    def sequence(self, event: Any) -> None:
        """Open a list."""
        self.opened(event, Node(self.mark(event), self.problems, items=[], kind="list"))

    def close(self, _: Any) -> None:
        """Close the innermost mapping or list."""
        self.open.pop()
        self.keys.pop()

    def document(self, event: Any) -> None:
        """Refuse a second document."""
        if self.root is not None:
            self.stop(event, "a second document starts here: keep one, and remove the ---")

    def alias(self, event: Any) -> None:
        """Refuse an alias: nested ones can grow a small file without end."""
        self.stop(event, f"the alias {quoted('*' + event.anchor)} is not allowed: write the value out")

    def opened(self, event: Any, node: Node) -> None:
        """Put a mapping or a list where it belongs and make it the innermost one."""
        self.put(event, node)
        if len(self.open) == MAX_DEPTH:
            self.stop(event, f"nested deeper than {MAX_DEPTH} levels, the most a table may be")
        self.open.append(node)
        self.keys.append(None)

    def put(self, event: Any, node: Node) -> None:
        """Hang a node below the innermost one: as an item, as the key of a new entry, or as its value."""
        self.count += 1
        if self.count > MAX_NODES:
            self.stop(event, f"more than {MAX_NODES:,} values, the most a table may have")
        if event.anchor is not None:
            self.stop(event, f"the anchor {quoted('&' + event.anchor)} is not allowed: write the value out")
        if event.tag is not None:
            self.stop(event, f"the tag {quoted(event.tag)} is not allowed: remove it")
        if not self.open:
            self.root = node
            return
        node.parent = parent = self.open[-1]
        if parent.items is not None:
            node.label = f"[{len(parent.items)}]"
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            if len(node.scalar or "") > MAX_KEY:
                self.stop(event, f"a key longer than {MAX_KEY} characters")
            node.label = f".{node.scalar}"
            self.keys[-1] = node
        elif parent.entries is not None:
            node.label = key.label
            self.keys[-1] = None
            parent.entries.append((key, node))

    def mark(self, event: Any) -> Mark:
        """Return where an event starts."""
        mark = event.start_mark
        return Mark(self.path, mark.line + 1, mark.column + 1)

    def stop(self, event: Any, message: str) -> NoReturn:
        """Give up on the file."""
        raise UnreadableError(Problem(message, self.mark(event)))

    TAKERS: ClassVar[dict[str, str]] = {
        "ScalarEvent": "scalar",
        "MappingStartEvent": "mapping",
        "SequenceStartEvent": "sequence",
        "MappingEndEvent": "close",
        "SequenceEndEvent": "close",
        "DocumentStartEvent": "document",
        "AliasEvent": "alias",
    }
