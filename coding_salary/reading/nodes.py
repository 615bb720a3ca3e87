"""The values of a YAML file as nodes that know where they stand and how they are read.

A scalar stays the text that was written, so `yes`, `010` and `1:30` mean nothing until a reader
asks for a number.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from math import isnan
from typing import TypeVar

from coding_salary.reading.errors import Faults, Mark, Problem, UnreadableError
from coding_salary.reading.words import listed, quoted

NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,12})?", re.ASCII)
CSV_FILE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\.csv"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
MISSING = "missing"
# Bounds on what a hostile file can make the program say; nobody mends more than these in one go.
MAX_PROBLEMS = 2_000
MAX_WARNINGS = 100
MAX_TEXT = 1_000  # characters of a value
MAX_NAME = 200  # characters of the dotted name before a problem
Value = TypeVar("Value")


class Node:
    """A value of a file, its place, its dotted name, and the list that its faults go to.

    A reader that meets a fault notes it and returns a stand-in (`nan`, empty text, no entries), so
    that one run finds every fault; nobody may use what was read while `problems` is not empty.
    `number_read` is the number that a reader took from it, and `unit` what that counts.
    """

    __slots__ = (
        *("entries", "items", "kind", "label", "mark", "number_read"),
        *("parent", "plain", "problems", "scalar", "unit"),
    )

    # Made by hand: importing dataclasses takes half of the time of a bare interpreter.
    def __init__(  # noqa: PLR0913 - a node is one of three things
        self,
        mark: Mark,
        problems: Faults,
        scalar: str | None = None,
        *,
        plain: bool = False,
        items: list["Node"] | None = None,
        entries: list[tuple["Node", "Node"]] | None = None,
        kind: str = MISSING,
    ) -> None:
        """Make a node that hangs below none yet."""
        self.mark, self.problems, self.scalar, self.plain = mark, problems, scalar, plain
        self.items, self.entries, self.kind = items, entries, kind
        self.label = self.unit = ""
        self.parent: Node | None = None
        self.number_read: float | None = None

    @property
    def name(self) -> str:
        """The keys that lead here, such as `markets.US.rounding`."""
        above = self.parent.name if self.parent else ""
        return (above + self.label).removeprefix(".")

    @property
    def given(self) -> bool:
        """Whether a value stands in the file; False for a key that is absent."""
        return self.kind != MISSING

    def optional(self, read: Callable[["Node"], Value]) -> Value | None:
        """Read a value that may be absent; None when it is."""
        return read(self) if self.given else None

    def fault(self, message: str) -> None:
        """Note that something is wrong here, unless the value is a stand-in for a missing one."""
        if not self.given:
            return
        if len(self.problems) == MAX_PROBLEMS:
            message = f"more than {MAX_PROBLEMS:,} problems: the rest of the file was not checked"
            raise UnreadableError(Problem(message, self.mark))
        self.problems.append(Problem(message, self.mark, self.name[:MAX_NAME]))

    def warn(self, message: str) -> None:
        """Note that something here is rarely true, though it may be."""
        if len(self.problems.warnings) < MAX_WARNINGS:
            self.problems.warnings.append(Problem(message, self.mark, self.name[:MAX_NAME]))

    def expected(self, what: str) -> None:
        """Note that another kind of value belongs here."""
        self.fault(f"expected {what}, found {self.found()}")

    def found(self) -> str:
        """Say what stands here, in few words."""
        if self.scalar is None:
            return f"a {self.kind}"
        if self.scalar == "" and self.plain:
            return "nothing"
        return quoted(self.scalar) + ("" if self.plain else " in quotes")

    def text(self, otherwise: str = "") -> str:
        """Read a text that is safe to print, at least one character long; `otherwise` when absent."""
        if not self.given:
            return otherwise
        if self.scalar is None or not self.scalar.strip():
            self.expected("a text")
            return ""
        if not self.scalar.isprintable():
            self.fault(f"{quoted(self.scalar)} holds a line break or a control character: write plain text")
        if len(self.scalar) > MAX_TEXT:
            self.fault(f"longer than {MAX_TEXT:,} characters, the most a text may be")
            return ""
        return self.scalar

    def number(
        self,
        *,
        above: float | None = None,
        least: float | None = None,
        most: float | None = None,
        unit: str = "",
        otherwise: float = float("nan"),
    ) -> float:
        """Read a decimal number such as `1.059`, within the bounds; `unit` is what it counts.

        Returns `otherwise` when absent and `nan` after a fault.
        """
        if not self.given:
            return otherwise
        value = self.counted(unit)
        if value is None:
            self.expected("a number such as 1.059 (plain digits, no sign but minus, no comma)")
            return float("nan")
        if above is not None and value <= above:
            self.fault(f"must be above {above:g}, found {self.scalar}")
        elif least is not None and value < least:
            self.fault(f"must be at least {least:g}, found {self.scalar}")
        elif most is not None and value > most:
            self.fault(f"must be at most {most:g}, found {self.scalar}")
        else:
            return value
        return float("nan")

    def counted(self, unit: str = "") -> float | None:
        """Note what this value counts, and take the number; None for a word such as `up`."""
        self.unit = unit
        if self.scalar is not None and self.plain and NUMBER.fullmatch(self.scalar):
            self.number_read = float(self.scalar)
        return self.number_read

    def whole(self, *, least: int = 0, most: int, unit: str = "") -> int:
        """Read a whole number; the least allowed one after a fault."""
        value = self.number(least=least, most=most, unit=unit)
        if isnan(value):
            return least
        if not value.is_integer():
            self.fault(f"expected a whole number, found {self.scalar}")
        return int(value)

    def choice(self, allowed: Iterable[str], otherwise: str = "") -> str:
        """Read one of the allowed words, any word when `allowed` is empty.

        Returns `otherwise` when absent and empty text after a fault.
        """
        if not self.given:
            return otherwise
        word = self.text()
        allowed = list(allowed)
        if word and allowed and word not in allowed:
            self.fault(f"unknown {quoted(word)}: use {listed(allowed)}")
            return ""
        return word

    def matching(self, pattern: str, what: str) -> str:
        """Read a text that matches the pattern as a whole; `what` says how it should look."""
        word = self.text()
        if word and not re.fullmatch(pattern, word, re.ASCII):
            self.expected(what)
            return ""
        return word

    def file_name(self) -> str:
        """Read the name of a CSV table beside this file."""
        return self.matching(CSV_FILE, "the name of a .csv file")

    def each(self) -> list["Node"]:
        """Read a list."""
        if self.items is None:
            self.expected("a list such as [a, b]")
            return []
        return self.items

    def pair(self, what: str) -> list["Node"]:
        """Read a list of two; an empty one after a fault."""
        nodes = self.each()
        if self.items is not None and len(nodes) != 2:
            self.fault(f"expected {what}")
        return nodes if len(nodes) == 2 else []

    def named(self) -> dict[str, "Node"]:
        """Read a mapping whose keys are names of the editor's own choice, at least one."""
        if self.entries is None:
            self.expected("a mapping of `name: value` lines")
            return {}
        if not self.entries:
            self.fault("expected at least one entry, found none")
        found: dict[str, Node] = {}
        for key, value in self.unique():
            if NAME.fullmatch(key.scalar or ""):
                found[key.scalar or ""] = value
            else:
                key.fault("a name is at most 64 letters, digits and . _ -, and starts with a letter or digit")
        return found

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> "Fields":
        """Read a mapping with known keys; a missing required one is noted once, silent in all its readers."""
        required, optional = list(required), list(optional)
        if self.entries is None:
            self.expected(f"a mapping with {listed(required, 'and') if required else listed(optional)}")
        found: dict[str, Node] = {}
        for key, value in self.unique() if self.entries is not None else ():
            if key.scalar in required or key.scalar in optional:
                found[key.scalar] = value
            else:
                key.fault(f"unknown key: use {listed(required + optional)}")
        for key_name in required:
            if key_name not in found and self.entries is not None:
                self.fault(f"the key {key_name} is missing")
        absent = Node(self.mark, self.problems)
        known = {key_name: found.get(key_name, absent) for key_name in required} | found
        return Fields(known, optional, absent)

    def unique(self) -> Iterator[tuple["Node", "Node"]]:
        """Yield the entries of a mapping, noting every key that stands there twice."""
        first: dict[str, Node] = {}
        for key, value in self.entries or ():
            if key.scalar is None or not key.scalar.isprintable() or not key.scalar:
                key.fault(f"expected a plain name as key, found {key.found()}")
            elif key.scalar in first:
                line = first[key.scalar].mark.line
                key.fault(f"appears a second time, first in line {line}: keep one of them")
            else:
                first[key.scalar] = key
                yield key, value


class Fields(dict[str, Node]):
    """The values of a mapping by key, as `Node.fields` reads them.

    An optional key that is absent is no entry, but gives a node that all readers treat as absent:
    `fields["per"].choice((YEAR, HOUR), otherwise=YEAR)`, `fields["exam"].optional(read_exam)`.
    """

    def __init__(self, known: dict[str, Node], optional: Iterable[str], absent: Node) -> None:
        """Keep the known entries, and the node that stands for every absent optional one."""
        super().__init__(known)
        self._optional = optional
        self._absent = absent

    def __missing__(self, key: str) -> Node:
        """Return the absent node for an optional key; raises KeyError for one that nobody declared."""
        if key in self._optional:
            return self._absent
        raise KeyError(key)
