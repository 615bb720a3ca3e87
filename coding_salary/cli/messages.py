"""What is said on standard error: each sentence with its kind, as wide as the terminal."""

import sys

from coding_salary.cli.output import FALLBACK_WIDTH, look, say

ERROR, WARNING, NOTE = "error", "warning", "note"
STYLES = {ERROR: "\x1b[1;31m", WARNING: "\x1b[1;33m", NOTE: "\x1b[1;36m"}
PLAIN = "\x1b[0m"
# Longer lines of prose are hard to read, however wide the terminal is.
MAX_PROSE = 90


class Messages:
    """How messages are said in this run: without notes if it is quiet, and in color where that is shown."""

    def __init__(self) -> None:
        """Start as if no flag were given."""
        self.settle(quiet=None, color=None)

    def settle(self, *, quiet: bool | None, color: str | None) -> None:
        """Heed the flags of a command."""
        self.quiet, self.color = bool(quiet), color or "auto"

    def note(self, text: str) -> None:
        """Say what is good to know, unless the run is quiet."""
        if not self.quiet:
            self._say(NOTE, text)

    def warning(self, text: str) -> None:
        """Say what may be wrong."""
        self._say(WARNING, text)

    def error(self, text: str) -> None:
        """Say what is wrong."""
        self._say(ERROR, text)

    def _say(self, kind: str, text: str) -> None:
        words = f"{kind}: {text}"
        if sys.stderr is None or not sys.stderr.isatty():
            say(words)
            return
        shown = look(color=self.color, error=True)
        words = _wrapped(words, min(shown.width or FALLBACK_WIDTH, MAX_PROSE))
        say(words.replace(f"{kind}:", f"{STYLES[kind]}{kind}:{PLAIN}", 1) if shown.color else words)


# What this process says: a command settles it, a new command line starts it afresh.
messages = Messages()


def _wrapped(words: str, width: int) -> str:
    if len(words) <= width:
        return words
    from textwrap import TextWrapper

    wrapper = TextWrapper(
        width,
        subsequent_indent="  ",
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.fill(words)
