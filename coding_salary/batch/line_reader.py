"""The lines of a stream of bytes, read a chunk at a time, in bounded memory whatever comes."""

from collections.abc import Callable

# About as many rows as fit in the fastest memory, so that what one step made of them is near for the next.
CHUNK_BYTES = 16 * 1024
MAX_LINE = 1024 * 1024
MAX_LINE_TEXT = f"{MAX_LINE // 2**20} MiB"
BYTE_ORDER_MARK = "\ufeff"


class TooLong(str):
    """Stands for a line of more than `MAX_LINE` bytes, of which nothing is kept."""

    __slots__ = ()


class LineReader:
    """Hands out whole lines, a chunk at a time, without their final newline but with a carriage return.

    Bytes that are not UTF-8 become surrogates, which turn back into the same bytes. `clean` is whether none
    came so far, `returns` whether a carriage return did, `bytes` how much was read.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """Start at the beginning; `read` returns at most as many bytes as asked for, none at the end."""
        self.read = read
        self.rest = bytearray()
        self.skipping = False
        self.clean = True
        self.returns = False
        self.begun = False
        self.bytes = 0

    def more(self) -> list[str] | None:
        """Return the next lines, one or more, as they come in; None after the last."""
        while chunk := self.read(CHUNK_BYTES):
            self.bytes += len(chunk)
            head, newline, tail = chunk.rpartition(b"\n")
            if newline:
                whole = bytes(self.rest + head) if self.rest else head
                self.rest = bytearray(tail)
                return self._lines(whole)
            self.rest += chunk
            if len(self.rest) > MAX_LINE:
                self.rest, self.skipping = bytearray(), True
        last, self.rest = bytes(self.rest), bytearray()
        return self._lines(last) if last or self.skipping else None

    def _lines(self, content: bytes) -> list[str]:
        lines = self._text(content).split("\n")
        if self.skipping:
            lines[0], self.skipping = TooLong(), False
        return lines

    def _text(self, content: bytes) -> str:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("utf-8", "surrogateescape")
            self.clean = False
        if not self.begun:
            text = text.removeprefix(BYTE_ORDER_MARK)
            self.begun = True
        self.returns = self.returns or "\r" in text
        return text


def is_utf8(text: str) -> bool:
    """Whether a text came from bytes that were UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
