"""Ctrl-C between blocks: what is being worked out is finished and written first."""

import signal
from types import FrameType, TracebackType


class Patience:
    """While it is in force, an interrupt waits for `check`; one while waiting for input acts at once.

    A second interrupt always acts at once.
    """

    def __init__(self) -> None:
        """Nothing has been asked for."""
        self.asked = False
        self.waiting = False

    def __enter__(self) -> "Patience":
        self.before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def _interrupted(self, _number: int, _frame: FrameType | None) -> None:
        if self.waiting or self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def check(self) -> None:
        """Raise KeyboardInterrupt if it has been asked for."""
        if self.asked:
            raise KeyboardInterrupt

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self.before)
