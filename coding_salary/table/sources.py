"""Where figures come from, and how well each is supported."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.numbers import ONE_PLACE, half_up
from coding_salary.reading.words import nearest, quoted
from coding_salary.table.indexes import MONTH

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node

UNDATED = "undated"
DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
DATE = rf"{UNDATED}|[0-9]{{4}}(-(0[1-9]|1[0-2]))?|{DAY}"
REFERENCE = "reference"
ASSUMED = "assumed"
GRADES = (REFERENCE, "solid", "fair", "weak", ASSUMED)
# Grades that a recommendation, or an argument in a negotiation, may rest on.
SURE_ENOUGH = (REFERENCE, "solid", "fair")
MAX_HINTS = 50
ACCESSED = rf"{MONTH}|{DAY}"
YEAR = 12  # months
LINK = r"https?://[!-~]+"


def weakest(grades: Iterable[str]) -> str:
    """Return the weakest of some grades of evidence; of none, the best there is."""
    return max(grades, key=GRADES.index, default=REFERENCE)


def read_date(node: "Node", pattern: str, like: str) -> str:
    """Read a date that matches a pattern; a day must be one of the calendar."""
    from datetime import date

    word = node.matching(pattern, like)
    try:
        date(*map(int, word.split("-"))) if word.count("-") == 2 else None
    except ValueError:
        node.fault(f"no calendar has the day {word}: correct it")
    return word


class Source(NamedTuple):
    """A publication that figures rest on; cited everywhere else by its `id`.

    `accessed` is the day or month on which somebody last read it; what is not known is empty. `short` is what
    its publisher is commonly called.
    """

    id: str
    publisher: str
    title: str
    date: str
    grade: str
    link: str
    accessed: str = ""
    license: str = ""
    short: str = ""

    @classmethod
    def read(cls, id: str, node: "Node") -> "Source":
        """Read one entry of `sources`; `link` is empty for what has no public address."""
        rest = ("link", "accessed", "license", "short")
        fields = node.fields(("publisher", "title", "date", "grade"), rest)
        return cls(
            id=id,
            publisher=fields["publisher"].text(),
            title=fields["title"].text(),
            date=read_date(fields["date"], DATE, "a date such as 2026, 2026-05 or 2026-05-15, or undated"),
            grade=fields["grade"].text(),
            link=fields["link"].matching(LINK, "a link that starts with https://"),
            accessed=read_date(fields["accessed"], ACCESSED, "a day or a month such as 2026-11"),
            license=fields["license"].text(),
            short=fields["short"].text(),
        )

    @property
    def name(self) -> str:
        """The publisher as people commonly call it: BLS."""
        return self.short or self.publisher

    @property
    def doubts(self) -> int:
        """How many reasons there are to name another source first: an official one of a country has none."""
        of_many = "official" in self.grade and "one employer" not in self.grade
        second_hand = "weak" in self.grade or "secondary" in self.grade
        return 2 * second_hand + ("old" in self.grade) + (not of_many)

    def age(self, day: str) -> float | int | None:
        """Return the age in years on a day: whole years where only a year is known, else one decimal.

        None for an undated source, or when no day is given; a source published after that day is 0 years old.
        """
        if self.date == UNDATED or not day:
            return None
        (year, *month), (this_year, this_month, _) = (map(int, date.split("-")) for date in (self.date, day))
        months = (this_year - year) * YEAR + (this_month - month[0] if month else 0)
        return half_up(max(months, 0) / YEAR, ONE_PLACE)


class Evidence(NamedTuple):
    """A grade of support; `error` is the relative standard error of a figure of this grade (0.02 is 2 %)."""

    name: str
    error: float
    meaning: str

    @classmethod
    def read(cls, name: str, node: "Node") -> "Evidence":
        """Read one entry of `evidence`."""
        fields = node.fields(("error", "meaning"))
        return cls(
            name,
            fields["error"].number(least=0, most=1, unit="relative standard error"),
            fields["meaning"].text(),
        )


class References:
    """What the figures of a table may refer to, and which sources have been cited so far."""

    def __init__(self, sources: Collection[str], path: str) -> None:
        """Start with the ids that the table at `path` lists; the rest becomes known market by market."""
        self.sources = sources
        self.path = path
        self.currency = ""
        self.hours = 0.0
        self.occupations: tuple[str, ...] = ()
        self.cited: set[str] = set()

    def source(self, node: "Node") -> str:
        """Read the id of a source that the table lists."""
        id = node.text()
        if id and id not in self.sources:
            otherwise = "add it under sources"
            few = len(node.problems) < MAX_HINTS
            hint = nearest(id, self.sources, otherwise) if few else otherwise
            node.fault(f"unknown source {quoted(id)}: {hint}")
        self.cited.add(id)
        return id

    def sources_of(self, node: "Node") -> tuple[str, ...]:
        """Read a list of source ids; it may be empty, for what is only assumed."""
        ids = tuple(self.source(item) for item in node.each())
        if len(set(ids)) < len(ids):
            node.fault("a source appears twice: keep it once")
        return ids

    def uncited(self) -> list[str]:
        """Return the ids of the sources that no figure rests on."""
        return [id for id in self.sources if id not in self.cited]
