"""Certifications of apprentices: which one each becomes, and by which ways."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.table.factors import Support

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.sources import References

MOST_YEARS = 10


class Way(NamedTuple):
    """A way out of an apprenticeship: the years of work that it takes, and what it is in words."""

    years: float
    way: str


class Apprentices(NamedTuple):
    """What each apprentice's certification `becomes`, and the ways there: the usual and longest one first."""

    becomes: Mapping[str, str] = MappingProxyType({})
    ways: tuple[Way, ...] = ()
    support: Support = Support()

    @property
    def years(self) -> float:
        """The years of work after which the certification usually becomes the full one."""
        return self.ways[0].years if self.ways else 0.0

    def stage_of(self, cert: str) -> str:
        """Return the apprentice's certification that becomes this one; empty where it has none."""
        return next((stage for stage, full in self.becomes.items() if full == cert), "")

    def open_ways(self, years: float | None) -> list[str]:
        """Return the ways, in words, that somebody with so many years can take; all where none are said."""
        return [way for needed, way in self.ways if years is None or needed <= years]

    @classmethod
    def read(cls, node: "Node", references: "References") -> "Apprentices":
        """Read the entry `apprentices`."""
        fields = node.fields(("becomes", "ways", "evidence", "sources", "derivation"), ("error",))
        ways = tuple(_way(item) for item in fields["ways"].each())
        if list(ways) != sorted(ways, key=lambda way: -way.years):
            fields["ways"].fault("the way that takes most years comes first: sort them")
        becomes = {name: full.text() for name, full in fields["becomes"].named().items()}
        return cls(becomes, ways, Support.read(fields, references, Support()))


def _way(node: "Node") -> Way:
    fields = node.fields(("years", "way"))
    return Way(fields["years"].number(least=0, most=MOST_YEARS, unit="years"), fields["way"].text())


def check_apprentices(apprentices: Apprentices, credentials: Mapping[str, object], node: "Node") -> None:
    """Note stages that are no credential of the market, or that become one another."""
    becomes = apprentices.becomes
    for stage, full in becomes.items():
        for name in (stage, full):
            if name not in credentials:
                node.fault(f"{name} is no credential of this market: correct it, or add it to the factors")
        if full in becomes:
            node.fault(f"{stage} becomes {full}, an apprentice's certification too: name the full one")
