"""Hostile input made from a source of chance: profiles, files of people, and tables with something broken.

Every maker draws from a `random.Random`. Hypothesis hands in one of its own, which it can shrink;
the long run hands in a seeded one, which is a hundred times as fast.
"""

import re
from collections.abc import Callable, Sequence
from csv import writer
from io import StringIO
from random import Random

from coding_salary.profile.answers import CERT, COUNTRY, KEYS, METRO, STATE, YEARS, Raw
from coding_salary.profile.values import counting
from coding_salary.table.factors import CREDENTIAL, EDUCATION, EMPLOYER, REMOTE, ROLE, SPECIALTY
from coding_salary.table.market import Market
from coding_salary.table.places import Area

# Texts that have broken programs before.
NASTY = (
    "", " ", "-", "0", "-1", "1e309", "nan", "inf", "-0", "007", "1_000", "0x1f", "1,5", "½", "٣", "yes", "null", "~",
    "[/red]", "\x1b[31m", "\x00", "\ud800", "\u202e", "\ufeff", "'", '"', "\\", "../../etc", "%s%n", "{0}", "$(id)", "`id`",
    "=1+1", "@x", "a" * 10_000, "é" * 300, "\r\n", "\t", "none", "NONE,none", "CPC,none", "CPC+CPC+CPC", ",", ";;", "cpc\x85",
    "2025-13", "today", "9999-12", "0000-01", "2026-02-30", "washington", "new", "columbus", "99999", "US", "us",
)  # fmt: skip


def answers(random: Random, market: Market, areas: Sequence[Area]) -> dict[str, tuple[Raw, ...]]:
    """Make the answers of a profile: mostly ones that the table knows, now and then anything at all."""
    credentials = list(market.words(CREDENTIAL))
    known: dict[str, Callable[[], str]] = {
        CERT: lambda: "+".join(_some(random, credentials, 4)) or "none",
        YEARS: lambda: random.choice((str(random.randrange(61)), f"{random.uniform(0, 60):.2f}")),
        STATE: lambda: random.choice(list(market.states) or ["anywhere"]),
        METRO: lambda: random.choice(areas).code if areas else "1",
        REMOTE: lambda: random.choice(("yes", "no")),
        COUNTRY: lambda: market.code,
        "as-of": lambda: f"{random.randrange(2023, 2032)}-{random.randrange(1, 13):02}",
    }
    for factor in (EMPLOYER, EDUCATION, ROLE, SPECIALTY):
        if market.words(factor):
            known[factor] = _one_of(random, list(market.words(factor)))
    counted = {COUNTRY, *counting(market)} if random.random() < 0.9 else known
    keys = _some(random, [key for key in KEYS if key in known and key in counted], len(known))
    if STATE in keys and METRO in keys and random.random() < 0.9:
        keys.remove(STATE)  # an area that lies elsewhere is refused, again and again
    return {key: (Raw(_text(random) if random.random() < 0.02 else known[key]()),) for key in keys}


def mutated(random: Random, text: str) -> bytes:
    """Break one thing in a text, or leave it as good as it was."""
    lines = text.splitlines(keepends=True)
    place = random.randrange(len(lines))
    kind = random.randrange(13)
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines.insert(random.randrange(len(lines)), lines[place])
    elif kind == 2:
        lines[place] = " " * random.randrange(1, 5) + lines[place]
    elif kind == 3:
        lines[place] = lines[place].lstrip(" ")
    elif kind in (4, 5):
        lines[place] = _with_other_value(random, lines[place])
    elif kind == 6:
        lines = lines[:place]
    elif kind > 8:
        lines = [_with_other_numbers(random, line) for line in lines]
    content = "".join(lines).encode("utf-8", "surrogatepass")
    return _with_other_bytes(random, content) if kind in (7, 8) else content


def damaged(random: Random, content: bytes) -> bytes:
    """Put other bytes, or none, in a few places."""
    for _ in range(random.randrange(1, 4)):
        content = _with_other_bytes(random, content)
    return content


def _with_other_value(random: Random, line: str) -> str:
    words = line.split(" ")
    words[random.randrange(len(words))] = random.choice(
        (_text(random), "0", "-1", "[]", "{}", "&a x", "*a", "!!str x", "'5'", "1e5")
    )
    return " ".join(words).rstrip("\n") + "\n"


def _with_other_numbers(random: Random, line: str) -> str:
    """Put another number in one line of thirty, which a table may well hold."""
    number = random.choice(("0", "1", "0.01", "0.5", "2.5", "10", "99.5", "4000", "200000"))
    return re.sub(r"\b\d+(\.\d+)?\b", number, line, count=1) if random.random() < 1 / 30 else line


def _with_other_bytes(random: Random, content: bytes) -> bytes:
    if not content:
        return content
    at = random.randrange(len(content))
    return (
        content[:at]
        + bytes([random.randrange(256)]) * random.randrange(0, 3)
        + content[at + random.randrange(0, 3) :]
    )


def _text(random: Random) -> str:
    if random.random() < 0.7:
        return random.choice(NASTY)
    return "".join(
        chr(random.choice((random.randrange(128), random.randrange(0x11000))))
        for _ in range(random.randrange(12))
    )


def _one_of(random: Random, values: list[str]) -> Callable[[], str]:
    return lambda: random.choice(values)


def _some(random: Random, values: list[str], most: int) -> list[str]:
    return random.sample(values, random.randrange(0, min(most, len(values)) + 1))


def batch(random: Random, market: Market, areas: Sequence[Area]) -> tuple[list[list[str]], bytes]:
    """Make a CSV file of people: its records with the header first, and its bytes."""
    known = [
        key
        for key in (COUNTRY, CERT, YEARS, STATE, METRO, EMPLOYER, ROLE, REMOTE, "as-of")
        if random.random() < 0.6
    ]
    names = [*(known or [CERT]), "id", "notes"]
    random.shuffle(names)
    records = [names]
    for _ in range(random.randrange(12)):
        said = answers(random, market, areas)
        texts = {key: found[0].text for key, found in said.items()}
        records.append([texts.get(name, "") if name in known else _text(random) for name in names])
    end = random.choice(("\n", "\r\n"))
    if end == "\n":  # the csv module leaves a bare CR without quotes there, and cannot read that again
        records = [[cell.replace("\r", " ") for cell in record] for record in records]
    text = StringIO()
    writer(text, lineterminator=end).writerows(records)
    content = text.getvalue().encode("utf-8", "surrogatepass")
    return records, (b"\xef\xbb\xbf" if random.random() < 0.2 else b"") + content
