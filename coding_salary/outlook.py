"""Neighbouring occupations of a market, and what is projected for each."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coding_salary.nodes import Node
    from coding_salary.sources import References


DECADE = r"[0-9]{4}-[0-9]{2}"
LEAST_GROWTH, MOST_GROWTH = -100, 1_000
MOST_OPENINGS = 1_000_000_000


class Projection(NamedTuple):
    """A projected figure, with the decade that it is over and its source."""

    value: float
    decade: str
    source: str


class Outlook(NamedTuple):
    """Growth of employment in percent over a decade, and openings a year; None where none is published."""

    growth: Projection | None = None
    openings: Projection | None = None

    @classmethod
    def read(cls, node: "Node", references: "References") -> "Outlook":
        """Read `{growth: {percent: 7.8, decade: 2025-35, source: id}, openings: {a_year: ...}}`."""
        fields = node.fields((), ("growth", "openings"))
        return cls(
            growth=_projection(fields.get("growth"), "percent", LEAST_GROWTH, MOST_GROWTH, references),
            openings=_projection(fields.get("openings"), "a_year", 0, MOST_OPENINGS, references),
        )


class CareerTable(NamedTuple):
    """The occupations beside ours: their wages stand in the table `file`, what is projected in `outlooks`."""

    file: str
    source: str
    outlooks: Mapping[str, Outlook]

    @classmethod
    def read(cls, node: "Node", references: "References") -> "CareerTable":
        """Read the entry `careers` of a market; outlooks are named by the code of the occupation."""
        fields = node.fields(("file", "source", "outlooks"))
        named = fields["outlooks"].named()
        return cls(
            file=fields["file"].file_name(),
            source=references.source(fields["source"]),
            outlooks={code: Outlook.read(entry, references) for code, entry in named.items()},
        )


def _projection(
    node: "Node | None", unit: str, least: int, most: int, references: "References"
) -> Projection | None:
    if node is None:
        return None
    fields = node.fields((unit, "decade", "source"))
    return Projection(
        value=fields[unit].number(least=least, most=most),
        decade=fields["decade"].matching(DECADE, "a decade such as 2025-35"),
        source=references.source(fields["source"]),
    )
