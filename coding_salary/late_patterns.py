"""Regular expressions that a library compiles while it is imported, and that are hardly ever used."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class LatePattern:
    """A pattern that is compiled when something is first asked of it."""

    def __init__(self, *compiled_from: Any) -> None:
        """Keep what `re.compile` was called with."""
        self._compiled_from = compiled_from

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._compiled_from), name)


@contextmanager
def late_patterns() -> Iterator[None]:
    """Let what is imported inside the block compile its patterns late.

    PyYAML spends a third of its import on patterns that its C parser never looks at.
    """
    own = re.compile
    re.compile = LatePattern  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = own
