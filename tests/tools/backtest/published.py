"""Published figures that the table was not built from, and where each of them stands."""

import csv
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
RANGE = "range"
INDEX = "index"
HOUR = "hour"


class Source(NamedTuple):
    """Where a figure was published; `link` is empty for what has no public address.

    `half` says why its figures are only half independent of the table: others of the same survey made
    multipliers. It is empty where none did.
    """

    id: str
    publisher: str
    title: str
    date: str
    link: str
    half: str


class Published(NamedTuple):
    """A figure, or a range from `low` to `high`, that was published of a `group` of people.

    `flags` are the profile that is most like the group. Where the survey's own figure for other people,
    `base_flags`, is known, `base` is that one: then only the gap between the two is compared.
    """

    kind: str
    flags: str
    group: str
    year: int
    statistic: str
    qualifier: str
    low: float
    high: float
    unit: str
    base_flags: str
    base: float | None
    source: Source
    why: str

    @property
    def middle(self) -> float:
        """The figure itself, or the middle of its range."""
        return (self.low + self.high) / 2

    @property
    def is_range(self) -> bool:
        """Whether a range was published."""
        return self.statistic == RANGE


def lines(name: str) -> list[dict[str, str]]:
    """Read a file of facts beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sources() -> dict[str, Source]:
    """Read the sources by their ids."""
    return {line["id"]: Source(**line) for line in lines("sources.csv")}


def published() -> list[Published]:
    """Read the published figures."""
    known = sources()
    return [_published(line, known) for line in lines("published.csv")]


def medians() -> dict[str, float]:
    """Read the official national medians by month."""
    return {line["month"]: float(line["p50"]) for line in lines("../../wage_history.csv")}


def _published(line: dict[str, str], known: dict[str, Source]) -> Published:
    read: dict[str, Any] = {
        "year": int(line["year"]),
        "low": float(line["low"]),
        "high": float(line["high"] or line["low"]),
        "base": float(line["base"]) if line["base"] else None,
        "source": known[line["source"]],
    }
    return Published(**line | read)
