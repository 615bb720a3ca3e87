"""Signals that end a run: they wait until what is being written is whole, and leave no part of it behind."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

# Ctrl-C, kill, and a terminal that is closed; Windows has not all of them.
ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Interrupts:
    """While it is in force, a signal waits for `check`; one while `waiting` for input acts at once.

    To act is to raise KeyboardInterrupt with the number of the signal. A second signal always acts at once.
    """

    def __init__(self, *, waiting: bool = False) -> None:
        """Begin with nothing asked for."""
        self.number = 0
        self.waiting = waiting

    def __enter__(self) -> "Interrupts":
        self.before = _handled_by(self._asked)
        return self

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        if self.waiting or self.number:
            raise KeyboardInterrupt(number)
        self.number = number

    def check(self) -> None:
        """Raise KeyboardInterrupt if it has been asked for."""
        if self.number:
            raise KeyboardInterrupt(self.number)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _restore(self.before)


@contextmanager
def held() -> Iterator[None]:
    """Let every signal that ends a run wait until the block is done."""
    came: list[int] = []
    before = _handled_by(lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        _restore(before)
        for number in came[:1]:
            signal.raise_signal(number)


def _handled_by(handler: Any) -> dict[int, Any]:
    """Set a handler and return those before; what is ignored, as below nohup, stays so."""
    caught = [number for number in ENDING if signal.getsignal(number) not in (signal.SIG_IGN, None)]
    return {number: signal.signal(number, handler) for number in caught}


def _restore(before: dict[int, Any]) -> None:
    for number, handler in before.items():
        signal.signal(number, handler)
