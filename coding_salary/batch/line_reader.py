"""The lines of a stream of bytes, read in pieces, in bounded memory whatever comes."""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

PIECE_BYTES = 64 * 1024
MOST_CHARACTERS = 4 * 1024 * 1024
MOST_TEXT = f"{MOST_CHARACTERS // 2**20} MiB"
BYTE_ORDER_MARK = "\ufeff"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class TooLong(str):
    """Stands for a line of more than `MOST_CHARACTERS`, of which nothing is kept."""

    __slots__ = ()


class Piece(NamedTuple):
    """Whole lines as they were read, without the last newline; `long` is whether one too long came first.

    `content` is None where nothing but that one did.
    """

    content: bytes | None
    long: bool = False


class Lines:
    """Hands out whole lines, many at a time, without their final newline but with a carriage return.

    Bytes that are not UTF-8 become surrogates, which turn back into the same bytes. `clean` is whether none
    came so far, `returns` whether a carriage return did, `bytes` how much was read; pieces that are put into
    `again` come once more before anything else is read.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """Start at the beginning; `read` returns at most as many bytes as asked for, none at the end."""
        self.read = read
        self.rest: list[bytes] = []
        self.again: deque[Piece] = deque()
        self.skipping = False
        self.clean = True
        self.returns = False
        self.begun = False
        self.bytes = 0

    def more(self) -> list[str] | None:
        """Return the next lines, one or more, as they come in; None after the last."""
        piece = self.piece()
        return None if piece is None else self.split(piece)

    def split(self, piece: Piece) -> list[str]:
        """Return the lines of a piece."""
        lines = [] if piece.content is None else self._text(piece.content).split("\n")
        return [TooLong(), *lines] if piece.long else lines

    def piece(self) -> Piece | None:
        """Return the next lines as they were read; None after the last."""
        if self.again:
            return self.again.popleft()
        while content := self.read(PIECE_BYTES):
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
            return Piece(None, long=True)
        return Piece(last) if last else None

    def _whole(self, head: bytes, tail: bytes) -> Piece:
        long, self.skipping = self.skipping, False
        if long:
            _, newline, head = head.partition(b"\n")
        before, self.rest = self.rest, [tail] if tail else []
        if long and not newline:
            return Piece(None, long=True)
        return Piece(b"".join((*before, head)), long)

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
