"""Pieces of a file answered by two at once, and handed out in the order of the file."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from coding_salary.batch.line_reader import Lines, Piece
from coding_salary.batch.piecework import Done, Work

# So many pieces may wait for one before them.
MOST_WAITING = 6
# A file whose records often go on from piece to piece is read by one alone: of so many pieces but one may.
LEAST_WHOLE = 32
PATIENCE = 2


class Partner(Protocol):
    """Answers pieces meanwhile, in the order in which they are given."""

    def give(self, content: bytes) -> bool:
        """Give it a piece; returns False when it has enough, or cannot take this one."""

    def ready(self) -> bool:
        """Whether the next answer can be taken without waiting."""

    def take(self) -> Done | None:
        """Wait for the next answer; None where only the file can tell, or where none will ever come."""


class _Waiting(NamedTuple):
    piece: Piece
    theirs: bool
    done: Done | None


class InOrder:
    """Shares pieces with a partner.

    Each piece is answered as if a row began with it. Where that is not so, because the record before went
    on, what was made of the pieces behind is thrown away, and they are read once more, one after the other.
    """

    def __init__(self, lines: Lines, work: Work, partner: Partner, at_hand: Callable[[], bool]) -> None:
        """Start where the lines are; `at_hand` is whether more can be read of them without waiting."""
        self.lines, self.work, self.partner, self.at_hand = lines, work, partner, at_hand
        self.waiting: deque[_Waiting] = deque()
        self.pieces = self.cuts = 0
        self.ended = False

    def done(self) -> Iterator[Done]:
        """Yield what comes of the pieces, to the end of the file."""
        while True:
            if self._first_is_due():
                yield self._first()
            elif piece := self._next():
                if self._shared(piece):
                    continue
                yield self.work.done(self.lines.split(piece))
            elif self.waiting:
                yield self._first()
            else:
                return

    def _first_is_due(self) -> bool:
        if not self.waiting:
            return False
        return self.partner.ready() if self.waiting[0].theirs else True

    def _next(self) -> Piece | None:
        """Return the next piece; None at the end, or while others should be handed out first."""
        if self.ended or len(self.waiting) >= MOST_WAITING:
            return None
        if self.waiting and not self.lines.again and not self.at_hand():
            return None
        piece = self.lines.piece()
        self.ended = piece is None
        self.pieces += 1
        return piece

    def _shared(self, piece: Piece) -> bool:
        """Have a piece answered apart from others; returns False where nothing is gained by that."""
        content = piece.content
        if content is None or piece.long or self.cuts > PATIENCE + self.pieces / LEAST_WHOLE:
            return self._keep(piece, theirs=False, done=None) if self.waiting else False
        if self.partner.give(content):
            return self._keep(piece, theirs=True, done=None)
        return self._keep(piece, theirs=False, done=self.work.apart(content)) if self.waiting else False

    def _keep(self, piece: Piece, *, theirs: bool, done: Done | None) -> bool:
        self.waiting.append(_Waiting(piece, theirs, done))
        return True

    def _first(self) -> Done:
        """Return what came of the first piece that waits; from there on in order where it is not known."""
        piece, theirs, done = self.waiting.popleft()
        if theirs:
            done = self.partner.take()
        if done is None:
            self._return()
            done = self.work.done(self.lines.split(piece))
        return done

    def _return(self) -> None:
        """Have all that waits read once more."""
        for waiting in self.waiting:
            if waiting.theirs:
                self.partner.take()
        self.lines.again.extendleft(waiting.piece for waiting in reversed(self.waiting))
        self.waiting.clear()
        self.cuts += 1
        self.ended = False
