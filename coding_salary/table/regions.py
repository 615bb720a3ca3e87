"""The regions of a pay scale: the points that each pays in every grade, and its supplement."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.numbers import UNIT, half_up
from coding_salary.reading.words import quoted
from coding_salary.table.factors import MAX_WEEK
from coding_salary.table.plausible import check_points
from coding_salary.table.wages import Period

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Fields, Node
    from coding_salary.table.pay_scale import Grade
    from coding_salary.table.sources import References

Points = dict[str, tuple[float, ...]]


class Supplement(NamedTuple):
    """What a region adds to a point: a share of it (0.2 is 20 %), within two amounts a year."""

    label: str
    share: float
    least: float
    most: float
    source: str

    @classmethod
    def read(cls, node: "Node", references: "References") -> "Supplement":
        """Read a `supplement`; its share is written in percent."""
        fields = node.fields(("label", "percent", "least", "most", "source"))
        yearly = f"{references.currency} a year"
        least = fields["least"].number(least=0, unit=yearly)
        return cls(
            label=fields["label"].text(),
            share=fields["percent"].number(above=0, most=100, unit="% of the pay point") / 100,
            least=least,
            most=fields["most"].number(least=least, unit=yearly),
            source=references.source(fields["source"]),
        )

    def of(self, point: float) -> float:
        """Return what is added to a point, in whole units of currency a year."""
        return min(max(half_up(point * self.share, UNIT), self.least), self.most)


class Region(NamedTuple):
    """A part of the market with its points, in currency a year by grade, before any supplement.

    `sources` are those of the points by grade, `hours_per_week` is a full-time week where it differs from the
    market's. Nobody is paid more than `most`, if it is set.
    """

    name: str
    label: str
    hours_per_week: float | None
    points: Mapping[str, tuple[float, ...]]
    sources: Mapping[str, str]
    supplement: Supplement | None = None
    most: float | None = None

    @property
    def share(self) -> float:
        """What the supplement adds, as a share of pay."""
        return self.supplement.share if self.supplement else 0

    def pay(self, grade: str, point: int, *, supplemented: bool = True) -> float:
        """Return a point of a grade with the supplement, or without."""
        base = self.points[grade][point]
        pay = base + self.supplement.of(base) if self.supplement and supplemented else base
        return pay if self.most is None else min(pay, self.most)


def read_regions(
    node: "Node", grades: "Mapping[str, Grade]", period: Period, references: "References"
) -> dict[str, Region]:
    """Read `regions`: each has points of its own, an amount for each period, or those of another."""
    regions: dict[str, Region] = {}
    read: list[Node] = []
    optional = ("source", "hours_per_week", "points", "points_of", "supplement")
    for name, entry in node.named().items():
        fields = entry.fields(("name",), optional)
        own, like = fields["points"].given, fields["points_of"].given
        if not (own or like) or own != fields["source"].given:
            entry.fault("say points and their source, or points_of and the region that they are of")
            continue
        points = _points(fields["points"], grades, period, read, some=like)
        region = _region(name, fields, points, references)
        if region.label.casefold() in {other.label.casefold() for other in regions.values()}:
            fields["name"].fault(f"another region is called {quoted(region.label)}: correct one of them")
        regions[name] = _filled(region, fields["points_of"], regions) if like else region
    check_points(read)
    return regions


def _region(name: str, fields: "Fields", points: Points, references: "References") -> Region:
    source = fields["source"].optional(references.source) or ""
    return Region(
        name=name,
        label=fields["name"].text(),
        hours_per_week=fields["hours_per_week"].optional(
            lambda node: node.number(least=1, most=MAX_WEEK, unit="hours")
        ),
        points=points,
        sources=dict.fromkeys(points, source),
        supplement=fields["supplement"].optional(lambda node: Supplement.read(node, references)),
    )


def _filled(region: Region, node: "Node", known: Mapping[str, Region]) -> Region:
    """Return a region with the points of another where it has none of its own."""
    like = known.get(node.choice(known))
    if like is None:
        if not known:
            node.fault("the first region needs points of its own")
        return region
    return region._replace(
        hours_per_week=region.hours_per_week or like.hours_per_week,
        points={**like.points, **region.points},
        sources={**like.sources, **region.sources},
    )


def _points(
    node: "Node", grades: "Mapping[str, Grade]", period: Period, read: "list[Node]", *, some: bool
) -> Points:
    """Read points by grade: of `some` grades where the others are those of another region.

    Adds the node of each point to `read`.
    """
    if not node.given:
        return {}
    required, optional = ((), tuple(grades)) if some else (tuple(grades), ())
    points = {}
    for name, entry in node.fields(required, optional).items():
        nodes, starts = entry.each(), grades[name].starts
        read += nodes
        found = tuple(item.number(above=0, unit=period.unit) for item in nodes)
        if starts and entry.items is not None and len(found) != len(starts):
            entry.fault(f"expected {len(starts)} points, one for each start, found {len(found)}")
        for item, (before, after) in zip(nodes[1:], pairwise(found), strict=True):
            if after < before:
                item.fault(f"points never fall: {after:g} follows {before:g}")
        points[name] = tuple(point * period.per_year for point in found)
    return points
