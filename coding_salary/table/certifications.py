"""Certifications: who issues each, what it costs, and which one an apprentice's becomes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.sources import References


class Issuer(NamedTuple):
    """An issuer of certifications, and its yearly fees: for the first one held, and for each further one.

    Amounts are in the currency of the market; None is a fee that was not found.
    """

    name: str
    first: float | None
    more: float | None

    @classmethod
    def read(cls, name: str, node: "Node", references: "References") -> "Issuer":
        """Read one entry of `issuers`; one without known fees is `{}`."""
        keys = ("first", "more", "source", "derivation")
        fields = node.fields(keys if node.entries else ())
        if not fields:
            return cls(name, None, None)
        references.source(fields["source"])
        fields["derivation"].text()
        first, more = (fields[key].number(least=0, unit=f"{references.currency} a year") for key in keys[:2])
        return cls(name, first, more)


class Certification(NamedTuple):
    """A certification's price: `exam` once, then what the issuer takes a year.

    An apprentice's certification `becomes` another without a fee; `by` says how.
    """

    name: str
    issuer: Issuer
    exam: float | None
    study_weeks: float | None
    becomes: str
    by: str
    sources: tuple[str, ...]

    @classmethod
    def read(
        cls, name: str, node: "Node", issuers: Mapping[str, Issuer], references: "References"
    ) -> "Certification":
        """Read one entry of `certifications`; what was not found is left out."""
        fields = node.fields(("issuer",), ("exam", "study_weeks", "becomes", "by", "sources"))
        issuer = fields["issuer"].choice(issuers)
        if fields["becomes"].given != fields["by"].given:
            node.fault("becomes and by go together: say both, or neither")
        return cls(
            name=name,
            issuer=issuers.get(issuer, Issuer(issuer, None, None)),
            exam=fields["exam"].optional(lambda node: node.number(least=0, unit=references.currency)),
            study_weeks=fields["study_weeks"].optional(lambda node: node.number(least=0, unit="weeks")),
            becomes=fields["becomes"].text(),
            by=fields["by"].text(),
            sources=references.sources_of(fields["sources"]),
        )

    def yearly(self, held: Mapping[str, "Certification"]) -> float | None:
        """Return what keeping it adds a year to those already `held`; None when it was not found."""
        already = any(other.issuer.name == self.issuer.name for other in held.values())
        return self.issuer.more if already else self.issuer.first
