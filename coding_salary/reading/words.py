"""Words of a message: quoted, listed, and what was probably meant."""

from collections.abc import Iterable

MAX_QUOTED = 60  # characters: a quotation and what is wrong with it fit on a line or two
MAX_NEAR = 6
MAX_LISTED = 80  # more than the states of a country, which are listed whole


def printable(text: str) -> str:
    """Return the text with everything that could steer a terminal written as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def escaped(text: str) -> str:
    """Return lines for a terminal: what could steer it is written as JSON writes it, tabs stay."""
    if text.replace("\n", "").isprintable():
        return text
    return "\n".join(map(_escaped_line, text.split("\n")))


def _escaped_line(line: str) -> str:
    end = "\r" if line.endswith("\r") else ""
    letters = (c if c == "\t" or c.isprintable() else _escape(c) for c in line.removesuffix("\r"))
    return "".join(letters) + end


def _escape(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def quoted(text: str) -> str:
    """Return the text in quotes, printable, and cut when it is longer than a line wants."""
    if len(text) > MAX_QUOTED:
        text = text[:MAX_QUOTED] + "..."
    return f"'{printable(text)}'"


def listed(words: Iterable[str], last: str = "or") -> str:
    """Return `a`, `a or b`, `a, b or c`; of very many words the first and how many more there are."""
    *head, tail = list(words) or ["nothing"]
    if len(head) >= MAX_LISTED:
        head, tail = head[:MAX_LISTED], f"{len(head) - MAX_LISTED + 1:,} more"
    return f"{', '.join(head)} {last} {tail}" if head else tail


def counted(count: int, one: str, several: str = "") -> str:
    """Return a number of things in words: `1 figure`, `5,101 figures`."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return `did you mean ...?` with the nearest known words, or what to do when none is near.

    Words that begin with what was said are nearest, then those spelled much like it.
    """
    from difflib import get_close_matches

    spelled = {name.casefold(): name for name in known}
    said = word.casefold()
    begun = [name for name in spelled if len(said) > 1 and name.startswith(said)]
    near = [spelled[match] for match in (begun or get_close_matches(said, spelled, n=3))[:MAX_NEAR]]
    return f"did you mean {listed(near)}?" if near else otherwise
