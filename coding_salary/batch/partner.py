"""A second process that answers pieces of a file, on a processor that would stand idle."""

import marshal
import os
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from mmap import mmap
from typing import NoReturn

from coding_salary.batch.line_reader import PIECE_BYTES
from coding_salary.batch.piecework import Done
from coding_salary.cli.output import say

# What may be under way: one piece at work, and one that lies ready.
SLOTS = 2
# A shorter piece comes from somebody slow: it is answered before it could be handed over.
LEAST_BYTES = PIECE_BYTES // 4
MOST_BYTES = 2 * PIECE_BYTES
# Memory is used only as far as answers reach; one that is longer is worked out once more by who asked.
MOST_ANSWER = 64 * PIECE_BYTES
SLOT_BYTES = MOST_BYTES + MOST_ANSWER
COUNT_BYTES = 4
NO_ANSWER = 0
Answer = Callable[[bytes], Done | None]


@contextmanager
def partner_for(answer: Answer) -> "Iterator[Partner | Nobody]":
    """Have a partner who answers pieces, where there is a second processor to work on and a way to it."""
    partner: Partner | Nobody = Nobody()
    if hasattr(os, "fork") and hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1:
        with suppress(OSError):
            partner = Partner(answer)
    try:
        yield partner
    finally:
        partner.close()


class Nobody:
    """Stands for a partner where there can be none."""

    def give(self, _content: bytes) -> bool:
        """Take nothing."""
        return False

    def ready(self) -> bool:
        """Have nothing."""
        return False

    def take(self) -> None:
        """Answer nothing."""

    def close(self) -> None:
        """End nothing."""


class Partner:
    """A copy of this process. Pieces and answers lie in memory that both see; pipes tell how long they are.

    It ends with whoever made it, however that ends: nobody is left at the other end of its pipe. Where it
    ends first, nothing comes of the pieces that it had.
    """

    def __init__(self, answer: Answer) -> None:
        """Start it, with everything that is known so far; raises OSError when there can be none."""
        self.shared = mmap(-1, SLOTS * SLOT_BYTES)
        asked, self.ask = os.pipe()
        self.replies, reply = os.pipe()
        self.given = self.taken = 0
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.ask)
            self._serve(answer, asked, reply)
        os.close(asked)
        os.close(reply)
        self.poll = select.poll()
        self.poll.register(self.replies, select.POLLIN)

    def give(self, content: bytes) -> bool:
        """Give it a piece; returns False when it has enough, or cannot take this one."""
        if not self.pid or self.given - self.taken == SLOTS or not LEAST_BYTES <= len(content) <= MOST_BYTES:
            return False
        start = self.given % SLOTS * SLOT_BYTES
        self.shared[start : start + len(content)] = content
        try:
            os.write(self.ask, len(content).to_bytes(COUNT_BYTES))
        except BrokenPipeError:
            self._miss()
            return False
        self.given += 1
        return True

    def ready(self) -> bool:
        """Whether the next answer can be taken without waiting."""
        return bool(self.poll.poll(0))

    def take(self) -> Done | None:
        """Wait for the next answer; None when it has none, or is no more."""
        start = self.taken % SLOTS * SLOT_BYTES + MOST_BYTES
        self.taken += 1
        reply = os.read(self.replies, COUNT_BYTES)
        if not reply:
            self._miss()
        size = int.from_bytes(reply)
        if size == NO_ANSWER:
            return None
        return Done(*marshal.loads(self.shared[start : start + size]))

    def _serve(self, answer: Answer, asked: int, reply: int) -> NoReturn:
        """Answer until nobody asks, and end at once: buffers and files are for its maker to close."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # its maker decides
            while size := os.read(asked, COUNT_BYTES):
                start = self.given % SLOTS * SLOT_BYTES
                self.given += 1
                content = self.shared[start : start + int.from_bytes(size)]
                os.write(reply, self._put(start + MOST_BYTES, answer, content).to_bytes(COUNT_BYTES))
        finally:
            os._exit(0)

    def _put(self, start: int, answer: Answer, content: bytes) -> int:
        """Leave an answer where it is looked for and return its length."""
        done = answer(content)
        written = marshal.dumps(tuple(done)) if done else b""
        if len(written) > MOST_ANSWER:
            return NO_ANSWER
        self.shared[start : start + len(written)] = written
        return len(written)

    def close(self) -> None:
        """End it."""
        self._end()
        os.close(self.ask)
        os.close(self.replies)
        self.shared.close()

    def _miss(self) -> None:
        if self.pid:
            say("note: a second process that helped has ended; this one does the rest")
        self._end()

    def _end(self) -> None:
        """End it, whatever it is at: all that it does is thrown away."""
        pid, self.pid = self.pid, 0
        if pid:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
