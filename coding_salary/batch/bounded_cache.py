"""Answers kept by what was asked, so that a text met again costs one look-up."""

from typing import Generic, TypeVar

MOST_KEPT = 20_000
LONGEST_KEY = 400
Key = TypeVar("Key")
Value = TypeVar("Value")


class BoundedCache(dict[Key, Value], Generic[Key, Value]):
    """A dictionary whose `__missing__` works an answer out and hands it to `keep`.

    It is emptied once it holds `most`, and takes no key of more than `LONGEST_KEY` characters, so that
    its memory has a bound whatever the input.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Start with nothing kept."""
        super().__init__()
        self.most = most

    def keep(self, key: Key, value: Value) -> Value:
        """Keep an answer, if its key is short enough, and return it."""
        if _length(key) <= LONGEST_KEY:
            if len(self) >= self.most:
                self.clear()
            self[key] = value
        return value


def _length(key: object) -> int:
    if isinstance(key, str):
        return len(key)
    return sum(map(_length, key)) if isinstance(key, tuple) else 0
