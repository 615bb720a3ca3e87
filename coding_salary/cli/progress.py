"""How far a batch is: one line on a terminal, written over again and again, for whoever watches."""

from time import monotonic

from coding_salary.cli.output import FALLBACK_WIDTH, look, say

# Less than this is read before anybody could look.
MIN_BYTES = 1024 * 1024
SHOWS_PER_SECOND = 10


class Bar:
    """Shows how far a stream of bytes is; `total` is its length in bytes, None where it is not known."""

    def __init__(self, total: int | None, *, wanted: bool) -> None:
        """Wait until there is something to show; nothing is, unless it is wanted on a terminal."""
        self.total, self.wanted = total, wanted
        self.begun = monotonic()
        self.last = self.begun - 1  # the first time is shown at once
        self.line = ""

    def __enter__(self) -> "Bar":
        return self

    def show(self, done: int, rows: int) -> None:
        """Show that so many bytes and rows are done, unless that was said a moment ago."""
        now = monotonic()
        if not self.wanted or done < MIN_BYTES or (now - self.last) * SHOWS_PER_SECOND < 1:
            return
        self.erase()
        share = f"{done / self.total:4.0%}, " if self.total else ""
        line = f"{share}{rows:,} rows, {rows / (now - self.begun):,.0f} a second"
        self.line = line[: (look(error=True).width or FALLBACK_WIDTH) - 1]
        self.last = now
        say(self.line, end="")

    def erase(self) -> None:
        """Clear the line for a message, or for the next one."""
        if self.line:
            say(f"\r{' ' * len(self.line)}\r", end="")
            self.line = ""

    def __exit__(self, *_: object) -> None:
        self.erase()
