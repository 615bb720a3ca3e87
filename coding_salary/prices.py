"""Price levels of places against the nation's: what a wage buys there."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coding_salary.nodes import Node
    from coding_salary.sources import References


YEAR_NUMBER = r"[0-9]{4}"
LEAST, MOST = 10, 1000


class PriceParities(NamedTuple):
    """Price levels by state, the nation being 100; those of areas stand in the file `areas`."""

    year: str
    source: str
    states: Mapping[str, float]
    areas: str

    @classmethod
    def read(cls, node: "Node", states: Collection[str], references: "References") -> "PriceParities":
        """Read the entry `price_parities` of a market; a state may be missing where none is published."""
        fields = node.fields(("year", "source", "states"), ("areas",))
        named = fields["states"].named()
        for code, entry in named.items():
            if code not in states:
                entry.fault("unknown state: add it under states, or correct its code")
        return cls(
            year=fields["year"].matching(YEAR_NUMBER, "a year such as 2024"),
            source=references.source(fields["source"]),
            states={code: entry.number(least=LEAST, most=MOST) for code, entry in named.items()},
            areas=fields["areas"].file_name() if "areas" in fields else "",
        )
