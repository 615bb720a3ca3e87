"""What it takes to get and to keep a certification."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coding_salary.nodes import Node
    from coding_salary.sources import References


class Issuer(NamedTuple):
    """Who issues certifications, and what it takes a year to keep the first one and each of more.

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
        return cls(name, fields["first"].number(least=0), fields["more"].number(least=0))


class Certification(NamedTuple):
    """A certification's price: `exam` once, then what the issuer takes a year.

    An apprentice's one `becomes` another `by` what it says, at no fee.
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
        if ("becomes" in fields) != ("by" in fields):
            node.fault("becomes and by go together: say both, or neither")
        return cls(
            name=name,
            issuer=issuers.get(issuer, Issuer(issuer, None, None)),
            exam=fields["exam"].number(least=0) if "exam" in fields else None,
            study_weeks=fields["study_weeks"].number(least=0) if "study_weeks" in fields else None,
            becomes=fields["becomes"].text() if "becomes" in fields else "",
            by=fields["by"].text() if "by" in fields else "",
            sources=references.sources_of(fields["sources"]) if "sources" in fields else (),
        )

    def yearly(self, held: Mapping[str, "Certification"]) -> float | None:
        """Return what keeping it adds a year to those already `held`; None when it was not found."""
        already = any(other.issuer.name == self.issuer.name for other in held.values())
        return self.issuer.more if already else self.issuer.first
