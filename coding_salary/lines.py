"""The lines of a stream of bytes, read in blocks, in bounded memory whatever comes."""

from collections.abc import Callable

BLOCK_BYTES = 64 * 1024
MOST_CHARACTERS = 4 * 1024 * 1024
MOST_TEXT = f"{MOST_CHARACTERS // 2**20} MiB"
BYTE_ORDER_MARK = "\ufeff"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class TooLong(str):
    """Stands for a line of more than `MOST_CHARACTERS`, of which nothing is kept."""

    __slots__ = ()


class Lines:
    """Hands out whole lines, many at a time, without their final newline but with a carriage return.

    Bytes that are not UTF-8 become surrogates, which turn back into the same bytes. `clean` is whether none
    came so far, `returns` whether a carriage return did, `bytes` how much was read.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """Start at the beginning; `read` returns at most as many bytes as asked for, none at the end."""
        self.read = read
        self.rest: list[bytes] = []
        self.skipping = False
        self.clean = True
        self.returns = False
        self.begun = False
        self.bytes = 0

    def more(self) -> list[str] | None:
        """Return the next lines, one or more, as they come in; None after the last."""
        while content := self.read(BLOCK_BYTES):
            self.bytes += len(content)
            head, newline, tail = content.rpartition(b"\n")
            if newline:
                return self._whole(head, tail)
            self.rest.append(tail)
            if sum(map(len, self.rest)) > MOST_CHARACTERS:
                self.skipping = True
            if self.skipping:
                self.rest = []
        last, self.rest = b"".join(self.rest), []
        if self.skipping:
            self.skipping = False
            return [TooLong()]
        return self._text(last).split("\n") if last else None

    def _whole(self, head: bytes, tail: bytes) -> list[str]:
        long, self.skipping = self.skipping, False
        if long:
            _, newline, head = head.partition(b"\n")
        before, self.rest = self.rest, [tail] if tail else []
        if long and not newline:
            return [TooLong()]
        lines = self._text(b"".join((*before, head))).split("\n")
        return [TooLong(), *lines] if long else lines

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
