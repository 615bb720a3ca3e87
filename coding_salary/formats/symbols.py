"""What the place where text is shown can do: its width, colour and characters."""

from typing import NamedTuple


class Symbols(NamedTuple):
    """Every character outside ASCII that the program prints."""

    separator: str
    plus_minus: str
    times: str
    marker: str
    thin: str
    thick: str
    point: str
    rule: str
    minus: str


UNICODE = Symbols(" · ", "±", "×", "▸", "─", "━", "┃", "─", "−")
IN_WORDS = Symbols(", ", "plus or minus", "times", "", "", "", "", "", "minus")
ASCII = Symbols(" - ", "+-", "x", ">", "-", "=", "|", "-", "-")
# Signs of money and what stands for them where there is nothing but ASCII.
MONEY = str.maketrans({"£": "GBP ", "€": "EUR ", "₹": "INR ", "¥": "JPY "})


class Look(NamedTuple):
    """How to show a result to a person; `width` is None where lines may be as long as they are."""

    width: int | None = None
    color: bool = False
    ascii: bool = False

    @property
    def symbols(self) -> Symbols:
        """The characters to draw with."""
        return ASCII if self.ascii else UNICODE
