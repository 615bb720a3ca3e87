"""Published figures to hold the table against, and where each of them stands."""

import csv
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
RANGE = "range"
INDEX = "index"
HOUR = "hour"
MEAN = "mean"


class Source(NamedTuple):
    """Where a figure was published; `link` is empty for what has no public address.

    `half` says why its figures are only half independent of the table: others of the same survey made
    multipliers. `uncounted` says why they test nothing: the table holds them, or their group is not known.
    `official` is not empty for a government's own.
    """

    id: str
    publisher: str
    title: str
    date: str
    link: str
    official: str
    half: str
    uncounted: str

    @property
    def independent(self) -> bool:
        """Whether nothing of it is in the table."""
        return not (self.half or self.uncounted)


class Published(NamedTuple):
    """A figure, or a range from `low` to `high`, that was published of a `group` of people.

    `flags` are the profile that is most like the group; `--cert CPC+` are all who hold a CPC, with one, two
    and three certifications. `base` is the survey's own figure for other people, `base_flags`; without one
    the official national wages of the year are the base.
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

    @property
    def percentile(self) -> float:
        """Which percentile of the group the figure is: of `p10` the 10th, the middle if it does not say."""
        return float(self.statistic[1:]) if self.statistic[1:].isdigit() else 50


class Official(NamedTuple):
    """The official national wages of coders in May of a year, in USD a year."""

    median: float
    mean: float


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


def official() -> dict[int, Official]:
    """Read the official national wages by year."""
    return {
        int(line["year"]): Official(float(line["median"]), float(line["mean"]))
        for line in lines("official.csv")
    }


def _published(line: dict[str, str], known: dict[str, Source]) -> Published:
    read: dict[str, Any] = {
        "year": int(line["year"]),
        "low": float(line["low"]),
        "high": float(line["high"] or line["low"]),
        "base": float(line["base"]) if line["base"] else None,
        "source": known[line["source"]],
    }
    return Published(**line | read)
