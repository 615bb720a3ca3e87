"""A dictionary that works its values out when they are first asked for, in bounded memory."""

from typing import Generic, TypeVar

MAX_ENTRIES = 20_000
# One long cell must not displace the thousands of short ones that come again.
MAX_ENTRY_BYTES = 16 * 1024
MAX_BYTES = 4 * 1024 * 1024
Key = TypeVar("Key")
Value = TypeVar("Value")


class BoundedCache(dict[Key, Value], Generic[Key, Value]):
    """A dictionary whose `__missing__` works a value out and hands it to `keep`.

    It is emptied before it holds more than `most` entries or `MAX_BYTES`, and keeps no large entry, so
    that its memory has a bound whatever the input.
    """

    def __init__(self, most: int = MAX_ENTRIES) -> None:
        """Start with nothing kept."""
        super().__init__()
        self.most = most
        self.bytes = 0

    def keep(self, key: Key, value: Value) -> Value:
        """Keep a value, unless it is large, and return it."""
        size = _size(key) + _size(value)
        if size <= MAX_ENTRY_BYTES:
            if len(self) >= self.most or self.bytes + size > MAX_BYTES:
                self.clear()
                self.bytes = 0
            self[key] = value
            self.bytes += size
        return value


def _size(item: object) -> int:
    """Return the bytes of texts and numbers, also in tuples; those shared with other entries count again."""
    own = item.__sizeof__()
    return own + sum(map(_size, item)) if isinstance(item, tuple) else own
