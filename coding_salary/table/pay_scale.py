"""A pay scale: an agreement sets the pay of each grade as points that people reach with the years.

A scale differs from a survey: everybody earns exactly one of its points, so the only question is which.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.reading.words import listed
from coding_salary.table.factors import CREDENTIAL, EMPLOYER, MAX_YEARS, NONE, ROLE, YOU
from coding_salary.table.regions import Region, read_regions
from coding_salary.table.sources import GRADES
from coding_salary.table.wages import Period

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.ladder import LadderRole
    from coding_salary.table.places import Place
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
        starts = tuple(item.number(least=0, most=MAX_YEARS, unit=GRADE_UNIT) for item in nodes)
        if nodes and starts[0] > 0:
            nodes[0].fault(f"the first point is paid from year 0 on, found {starts[0]:g}")
        for item, (before, after) in zip(nodes[1:], pairwise(starts), strict=True):
            if after <= before:
                item.fault(f"years must rise: {after:g} follows {before:g}")
        return cls(name, fields["label"].text(), starts)

    def at(self, years: float) -> int:
        """Return the index of the point that is paid after these years in the grade."""
        return sum(start <= years for start in self.starts) - 1

    def before(self, years: float) -> int:
        """Return how many points may be paid in less than these years in the grade."""
        return sum(start < years for start in self.starts)


class Role(NamedTuple):
    """A role and its possible grades; `by_certification` maps a certification (or `none`) to its grade.

    `usual` is the grade of most people, used when nothing else decides.
    """

    name: str
    label: str
    grades: tuple[str, ...]
    usual: str
    by_certification: Mapping[str, str]
    evidence: str
    sources: tuple[str, ...]
    derivation: str

    @classmethod
    def read(
        cls,
        name: str,
        node: "Node",
        grades: Mapping[str, Grade],
        qualifications: "Mapping[str, Qualification]",
        references: "References",
    ) -> "Role":
        """Read one entry of `roles`."""
        fields = node.fields(("label", "grades", "default_grade", *BASIS), ("by_certification",))
        own = tuple(item.choice(grades) for item in fields["grades"].each())
        if fields["grades"].items == []:
            fields["grades"].fault("expected at least one grade")
        if len(set(own)) < len(own):
            fields["grades"].fault("a grade appears twice: keep it once")
        ways = {}
        for cert, entry in fields["by_certification"].named().items():
            ways[cert] = entry.choice(own)
            if cert not in (NONE, *qualifications):
                entry.fault(f"unknown certification: use {listed((NONE, *qualifications))}")
        usual = fields["default_grade"].choice([grade for grade in own if grade] or grades)
        return cls(name, fields["label"].text(), own, usual, ways, *_basis(fields, references))

    @property
    def climbs(self) -> bool:
        """Whether the years lead from grade to grade: they count within one."""
        return False

    @property
    def before(self) -> tuple[str, ...]:
        """The grades that lead up to its own: none that is known."""
        return ()

    def reached(self, index: int) -> float:
        """Return the years after which one of its grades is reached: none, they count within it."""
        del index
        return 0

    def grades_with(self, certs: tuple[str, ...] | None) -> tuple[str, ...]:
        """Return the possible grades of a person with these certifications; None when they are not known."""
        if certs is None or not self.by_certification:
            return self.grades
        ways = [self.by_certification[cert] for cert in (certs or (NONE,)) if cert in self.by_certification]
        return (max(ways, key=self.grades.index),) if ways else self.grades

    def points(
        self, known: Mapping[str, Grade], certs: tuple[str, ...] | None, years: float | None
    ) -> dict[str, range]:
        """Return the possible points by the grade: all, or those after these years in it."""
        grades = {grade: known[grade] for grade in self.grades_with(certs)}
        if years is None:
            return {name: range(len(grade.starts)) for name, grade in grades.items()}
        return {name: range(grade.at(years), grade.at(years) + 1) for name, grade in grades.items()}

    def usual_of(self, grades: Collection[str]) -> str:
        """Return the usual grade if it is among these, else the highest of them."""
        return self.usual if self.usual in grades else list(grades)[-1]

    def joined(self, years: float) -> float:
        """Return the years that count for somebody who enters a grade after so many elsewhere: none."""
        del years
        return 0

    def starts(self, known: Mapping[str, Grade]) -> list[float]:
        """Return every number of years at which some point of the scale begins."""
        return sorted({start for grade in known.values() for start in grade.starts})


class Qualification(NamedTuple):
    """A certification that the scale knows."""

    name: str
    label: str
    evidence: str
    sources: tuple[str, ...]
    derivation: str

    @classmethod
    def read(cls, name: str, node: "Node", references: "References") -> "Qualification":
        """Read one entry of `certifications`."""
        fields = node.fields(("label", *BASIS))
        return cls(name, fields["label"].text(), *_basis(fields, references))


class LevelRule(NamedTuple):
    """A level of a scale: a role and the certification held in it, if any; it has no years."""

    name: str
    role: str
    certification: str
    years_from: None = None
    years_to: None = None

    @classmethod
    def read(
        cls, name: str, node: "Node", posts: Mapping[str, Role], qualifications: Mapping[str, Qualification]
    ) -> "LevelRule":
        """Read one entry of `levels`."""
        fields = node.fields(("role",), ("certification",))
        if name == YOU:
            node.fault(f"{YOU} is the name of a person's own row: choose another")
        return cls(name, fields["role"].choice(posts), fields["certification"].choice(qualifications))

    @property
    def certs(self) -> tuple[str, ...] | None:
        """The certifications held; None when they are not known."""
        return (self.certification,) if self.certification else None


class PayScale(NamedTuple):
    """A whole scale; the first region and the first role are used when a person names none.

    `lies` says of places that are no regions in which one they lie, and after it in which others they may.
    """

    title: str
    job: str
    code: str
    most_years: float
    employers: Mapping[str, str]
    grades: Mapping[str, Grade]
    regions: Mapping[str, Region]
    qualifications: Mapping[str, Qualification]
    posts: "Mapping[str, Role | LadderRole]"
    stages: Mapping[str, LevelRule]
    lies: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @classmethod
    def read(cls, node: "Node", weeks: float, references: "References") -> "PayScale":
        """Read a `scale`; `weeks` are those of a year, by which points a week are multiplied."""
        keys = (
            "title",
            "job",
            "most_years",
            "pay_period",
            "employers",
            "grades",
            "regions",
            "roles",
            "levels",
        )
        fields = node.fields(keys, ("code", "certifications"))
        weekly = fields["pay_period"].choice((YEAR, WEEK)) == WEEK
        money = references.currency
        period = Period(f"{money} a week", weeks) if weekly else Period(f"{money} a year", 1)
        grades = {name: Grade.read(name, entry) for name, entry in fields["grades"].named().items()}
        certifications = fields["certifications"].named()
        qualifications = {
            name: Qualification.read(name, entry, references) for name, entry in certifications.items()
        }
        most_years = fields["most_years"].number(least=1, most=MAX_YEARS, unit=GRADE_UNIT)
        for grade in grades.values():
            if grade.starts and grade.starts[-1] > most_years:
                fields["grades"].fault(f"{grade.label} has a point after more than {most_years:g} years")
        posts = {
            name: Role.read(name, entry, grades, qualifications, references)
            for name, entry in fields["roles"].named().items()
        }
        return cls(
            title=fields["title"].text(),
            job=fields["job"].text(),
            code=fields["code"].text(),
            most_years=most_years,
            employers={name: entry.text() for name, entry in fields["employers"].named().items()},
            grades=grades,
            regions=read_regions(fields["regions"], grades, period, references),
            qualifications=qualifications,
            posts=posts,
            stages={
                name: LevelRule.read(name, entry, posts, qualifications)
                for name, entry in fields["levels"].named().items()
            },
        )

    @property
    def region(self) -> Region:
        """The region used when a person names none."""
        return next(iter(self.regions.values()))

    @property
    def post(self) -> "Role | LadderRole":
        """The role used when a person names none."""
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

    def region_at(self, place: str) -> Region:
        """Return the region of a place by its code: the first one of all where it is not known."""
        name = self.lies.get(place, ("",))[0] if self.lies else place
        return self.regions.get(name, self.region)

    def lying(self, place: "Place") -> tuple[str, ...]:
        """Return the regions that a place may lie in, or those of its state where it is not known."""
        return self.lies.get(place.code) or self.lies.get(place.state) or tuple(self.regions)

    def named(self, grades: Iterable[str]) -> str:
        """Return the labels of grades as one phrase."""
        return listed([self.grades[grade].label for grade in grades])


def _basis(fields: "Mapping[str, Node]", references: "References") -> tuple[str, tuple[str, ...], str]:
    return (
        fields["evidence"].choice(GRADES),
        references.sources_of(fields["sources"]),
        fields["derivation"].text(),
    )
