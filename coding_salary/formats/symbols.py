"""What the place where text is shown can do: its width, color and characters."""

from typing import NamedTuple

# Every character outside ASCII that the program prints of itself.
UNICODE = "·±×▸─━┃−╷▼≈…○●◆▲"
# Signs of money and what stands for them where there is nothing but ASCII.
MONEY = str.maketrans({"£": "GBP ", "€": "EUR ", "₹": "INR ", "¥": "JPY "})
TWINS = ("-", "+-", "x", ">", "-", "=", "|", "-", "|", "v", "~", "...", "o", "*", "#", "^")
ASCII = MONEY | dict(zip(map(ord, UNICODE), TWINS, strict=True))
# What a screen reader says, or a page without our drawings shows.
IN_WORDS = str.maketrans({"±": "plus or minus", "×": "times", "−": "minus", "≈": "about equal"})
# Before a difference that the evidence cannot tell from none.
ALIKE = "≈"
# What parts of a line are joined with; where a line is too long it breaks there.
DOT = " · "


class Display(NamedTuple):
    """How to show a result to a person; `width` is None where lines may be as long as they are."""

    width: int | None = None
    color: bool = False
    ascii: bool = False
