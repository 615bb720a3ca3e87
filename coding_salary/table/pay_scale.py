"""A pay scale: what an agreement sets for each grade, as points that are reached with the years.

A scale is no survey: whoever is on it earns exactly one of its points, and all there is to find out is which.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.numbers import UNIT, half_up
from coding_salary.reading.words import listed, quoted
from coding_salary.table.factors import CREDENTIAL, EMPLOYER, MOST_WEEK, MOST_YEARS, NONE, ROLE, YOU
from coding_salary.table.sources import GRADES

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.sources import References

YEAR, WEEK = "year", "week"
GRADE_UNIT = "years in the grade"
BASIS = ("evidence", "sources", "derivation")


class Grade(NamedTuple):
    """A grade of the scale; `starts` are the years in it from which each of its points is paid."""

    name: str
    label: str
    starts: tuple[float, ...]

    @classmethod
    def read(cls, name: str, node: "Node") -> "Grade":
        """Read one entry of `grades`."""
        fields = node.fields(("label", "starts"))
        nodes = fields["starts"].each()
        if fields["starts"].items == []:
            fields["starts"].fault("expected at least one start, 0 for a grade with a single point")
        starts = tuple(item.number(least=0, most=MOST_YEARS, unit=GRADE_UNIT) for item in nodes)
        if nodes and starts[0] > 0:
            nodes[0].fault(f"the first point is paid from year 0 on, found {starts[0]:g}")
        for item, (before, after) in zip(nodes[1:], pairwise(starts), strict=True):
            if after <= before:
                item.fault(f"years must rise: {after:g} follows {before:g}")
        return cls(name, fields["label"].text(), starts)

    def at(self, years: float) -> int:
        """Return the number of the point that is paid after so many years in the grade."""
        return sum(start <= years for start in self.starts) - 1


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
    market's.
    """

    name: str
    label: str
    hours_per_week: float | None
    points: Mapping[str, tuple[float, ...]]
    sources: Mapping[str, str]
    supplement: Supplement | None = None

    def pay(self, grade: str, point: int, *, supplemented: bool = True) -> float:
        """Return a point of a grade with the supplement, or without."""
        base = self.points[grade][point]
        return base + self.supplement.of(base) if self.supplement and supplemented else base


class Post(NamedTuple):
    """A role and the grades it may be paid in, the one by a certification (or `none`) where that decides.

    `usual` is the grade that it is mostly paid in, for somebody of whom nothing decides.
    """

    name: str
    label: str
    grades: tuple[str, ...]
    usual: str
    by_certification: Mapping[str, str]
    evidence: str
    sources: tuple[str, ...]
    derivation: str

    def grades_with(self, certs: tuple[str, ...] | None) -> tuple[str, ...]:
        """Return the grades that somebody with these certifications may be in; None says nothing of them."""
        if certs is None or not self.by_certification:
            return self.grades
        ways = [self.by_certification[cert] for cert in (certs or (NONE,)) if cert in self.by_certification]
        return (max(ways, key=self.grades.index),) if ways else self.grades

    def usual_of(self, grades: tuple[str, ...]) -> str:
        """Return the grade that is meant first among some of its own."""
        return self.usual if self.usual in grades else grades[-1]


class Qualification(NamedTuple):
    """A certification that the scale knows."""

    name: str
    label: str
    evidence: str
    sources: tuple[str, ...]
    derivation: str


class Stage(NamedTuple):
    """What stands for a level: a role, and the certification held in it if any; it says no years."""

    name: str
    role: str
    certification: str
    years_from: None = None
    years_to: None = None

    @property
    def certs(self) -> tuple[str, ...] | None:
        """The certifications held, None where nothing is said of them."""
        return (self.certification,) if self.certification else None


class PayScale(NamedTuple):
    """A whole scale; the first region and the first role are those meant when none is said."""

    title: str
    job: str
    code: str
    most_years: float
    employers: Mapping[str, str]
    grades: Mapping[str, Grade]
    regions: Mapping[str, Region]
    qualifications: Mapping[str, Qualification]
    posts: Mapping[str, Post]
    stages: Mapping[str, Stage]

    @classmethod
    def read(cls, node: "Node", weeks: float, references: "References") -> "PayScale":
        """Read a `scale`; `weeks` are those of a year, by which points a week are multiplied."""
        keys = ("title", "job", "most_years", "unit", "employers", "grades", "regions", "roles", "levels")
        fields = node.fields(keys, ("code", "certifications"))
        weekly = fields["unit"].choice((YEAR, WEEK)) == WEEK
        grades = {name: Grade.read(name, entry) for name, entry in fields["grades"].named().items()}
        qualifications = {
            name: _qualification(name, entry, references)
            for name, entry in (
                fields["certifications"].named() if "certifications" in fields else {}
            ).items()
        }
        most_years = fields["most_years"].number(least=1, most=MOST_YEARS, unit=GRADE_UNIT)
        for grade in grades.values():
            if grade.starts and grade.starts[-1] > most_years:
                fields["grades"].fault(f"{grade.label} has a point after more than {most_years:g} years")
        posts = {
            name: _post(name, entry, grades, qualifications, references)
            for name, entry in fields["roles"].named().items()
        }
        return cls(
            title=fields["title"].text(),
            job=fields["job"].text(),
            code=fields["code"].text() if "code" in fields else "",
            most_years=most_years,
            employers={name: entry.text() for name, entry in fields["employers"].named().items()},
            grades=grades,
            regions=_Frame(grades, WEEK if weekly else YEAR, weeks if weekly else 1, references).regions(
                fields["regions"]
            ),
            qualifications=qualifications,
            posts=posts,
            stages={
                name: _stage(name, entry, posts, qualifications)
                for name, entry in fields["levels"].named().items()
            },
        )

    @property
    def region(self) -> Region:
        """The region meant when none is said."""
        return next(iter(self.regions.values()))

    @property
    def post(self) -> Post:
        """The role meant when none is said."""
        return next(iter(self.posts.values()))

    def words(self, factor: str) -> Mapping[str, str]:
        """Return the values of a factor that the scale knows, with their labels."""
        if factor == EMPLOYER:
            return self.employers
        if factor == ROLE:
            return {name: post.label for name, post in self.posts.items()}
        return (
            {name: held.label for name, held in self.qualifications.items()} if factor == CREDENTIAL else {}
        )

    def starts(self) -> list[float]:
        """Return every number of years at which some point begins."""
        return sorted({start for grade in self.grades.values() for start in grade.starts})

    def pays(
        self, region: Region, grades: Iterable[str], years: float | None, *, supplemented: bool = True
    ) -> list[float]:
        """Return what may be paid in these grades, rising: the points of so many years, or all of them."""
        return sorted(
            region.pay(grade, point, supplemented=supplemented)
            for grade in grades
            for point in self._points(grade, years)
        )

    def named(self, grades: Iterable[str]) -> str:
        """Return grades as they are called."""
        return listed([self.grades[grade].label for grade in grades])

    def _points(self, grade: str, years: float | None) -> Iterable[int]:
        known = self.grades[grade]
        return range(len(known.starts)) if years is None else (known.at(years),)


def _qualification(name: str, node: "Node", references: "References") -> Qualification:
    fields = node.fields(("label", *BASIS))
    return Qualification(name, fields["label"].text(), *_basis(fields, references))


def _basis(fields: "Mapping[str, Node]", references: "References") -> tuple[str, tuple[str, ...], str]:
    return (
        fields["evidence"].choice(GRADES),
        references.sources_of(fields["sources"]),
        fields["derivation"].text(),
    )


def _post(
    name: str,
    node: "Node",
    grades: Mapping[str, Grade],
    qualifications: Mapping[str, Qualification],
    references: "References",
) -> Post:
    fields = node.fields(("label", "grades", "usual", *BASIS), ("by_certification",))
    own = tuple(item.choice(grades) for item in fields["grades"].each())
    if fields["grades"].items == []:
        fields["grades"].fault("expected at least one grade")
    if len(set(own)) < len(own):
        fields["grades"].fault("a grade stands here twice: keep it once")
    ways = {}
    for cert, entry in fields["by_certification"].named().items() if "by_certification" in fields else ():
        ways[cert] = entry.choice(own)
        if cert not in (NONE, *qualifications):
            entry.fault(f"unknown certification: use {listed((NONE, *qualifications))}")
    evidence, sources, derivation = _basis(fields, references)
    usual = fields["usual"].choice([grade for grade in own if grade] or grades)
    return Post(name, fields["label"].text(), own, usual, ways, evidence, sources, derivation)


def _stage(
    name: str, node: "Node", posts: Mapping[str, Post], qualifications: Mapping[str, Qualification]
) -> Stage:
    fields = node.fields(("role",), ("certification",))
    held = fields["certification"].choice(qualifications) if "certification" in fields else ""
    if name == YOU:
        node.fault(f"{YOU} is the name of a person's own row: choose another")
    return Stage(name, fields["role"].choice(posts), held)


class _Frame(NamedTuple):
    """What the points of a region are read with; `per_year` says how many of the period make a year."""

    grades: Mapping[str, Grade]
    period: str
    per_year: float
    references: "References"

    def regions(self, node: "Node") -> dict[str, Region]:
        """Read `regions`: each has points of its own, or those of one before it."""
        regions: dict[str, Region] = {}
        for name, entry in node.named().items():
            optional = ("source", "hours_per_week", "points", "points_of", "supplement")
            fields = entry.fields(("name",), optional)
            own, like = "points" in fields, "points_of" in fields
            if not (own or like) or own != ("source" in fields):
                entry.fault("say points and their source, or points_of and the region that they are of")
                continue
            region = self._own(name, fields, like=like)
            if region.label.casefold() in {other.label.casefold() for other in regions.values()}:
                fields["name"].fault(f"another region is called {quoted(region.label)}: correct one of them")
            regions[name] = self._filled(region, fields["points_of"], regions) if like else region
        return regions

    def _own(self, name: str, fields: "Mapping[str, Node]", *, like: bool) -> Region:
        points = self._points(fields["points"], some=like) if "points" in fields else {}
        source = self.references.source(fields["source"]) if "source" in fields else ""
        return Region(
            name=name,
            label=fields["name"].text(),
            hours_per_week=_hours(fields),
            points=points,
            sources=dict.fromkeys(points, source),
            supplement=self._supplement(fields),
        )

    def _filled(self, region: Region, node: "Node", known: Mapping[str, Region]) -> Region:
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

    def _supplement(self, fields: "Mapping[str, Node]") -> Supplement | None:
        return Supplement.read(fields["supplement"], self.references) if "supplement" in fields else None

    def _points(self, node: "Node", *, some: bool) -> dict[str, tuple[float, ...]]:
        """Read points by grade: of `some` grades where the others are those of another region."""
        points = {}
        unit = f"{self.references.currency} a {self.period}"
        grades = tuple(self.grades)
        for name, entry in node.fields(() if some else grades, grades if some else ()).items():
            nodes, starts = entry.each(), self.grades[name].starts
            found = tuple(item.number(above=0, unit=unit) for item in nodes)
            if starts and entry.items is not None and len(found) != len(starts):
                entry.fault(f"expected {len(starts)} points, one for each start, found {len(found)}")
            for item, (before, after) in zip(nodes[1:], pairwise(found), strict=True):
                if after < before:
                    item.fault(f"points never fall: {after:g} follows {before:g}")
            points[name] = tuple(point * self.per_year for point in found)
        return points


def _hours(fields: "Mapping[str, Node]") -> float | None:
    return fields["hours_per_week"].optional(lambda node: node.number(least=1, most=MOST_WEEK, unit="hours"))
