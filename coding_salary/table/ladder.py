"""A role on a ladder of grades that people climb with the years, and the certifications that it asks for."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain, pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.reading.words import listed
from coding_salary.table.factors import Support

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.pay_scale import Grade
    from coding_salary.table.sources import References


class LadderRules(NamedTuple):
    """What the roles of one scale share: labels of roles, groups of certifications, years in a grade."""

    labels: Mapping[str, str]
    certifications: Mapping[str, tuple[str, ...]]
    years_each: float
    support: Support
    references: "References"


class LadderRole(NamedTuple):
    """A role whose `grades` follow each other, one after `years_each`; those `before` lead up to it.

    `usual` is the grade of most people, `accepted` are the certifications of which one is asked for; where
    there are none, none is. Whoever rises into the first of the grades at a step of the grade before it
    starts there at the step of the same index in `landing`.
    """

    name: str
    label: str
    before: tuple[str, ...]
    grades: tuple[str, ...]
    usual: str
    accepted: tuple[str, ...]
    evidence: str
    sources: tuple[str, ...]
    derivation: str
    years_each: float = 1
    landing: tuple[int, ...] = ()

    @classmethod
    def read(
        cls, name: str, node: "Node", known: "Mapping[str, LadderRole]", rules: LadderRules
    ) -> "LadderRole":
        """Read one entry of `roles`; `before` names grades, and roles that are `known` already for theirs."""
        common = rules.support
        if name not in rules.labels:
            node.fault(f"the factor role has no value {name}: use {listed(rules.labels)}")
        fields = node.fields(("grades", *common.missing), ("before", "default_grade", "asks", *common.known))
        grades = tuple(item.text() for item in fields["grades"].each())
        if not grades:
            fields["grades"].fault("expected at least one grade")
        before = [item.text() for item in fields["before"].each()] if fields["before"].given else []
        ways = ((*known[way].before, *known[way].grades) if way in known else (way,) for way in before)
        asked = fields["asks"].each() if fields["asks"].given else []
        held = (rules.certifications.get(item.choice(rules.certifications), ()) for item in asked)
        support = Support.read(fields, rules.references, common)
        return cls(
            name=name,
            label=rules.labels.get(name, ""),
            before=tuple(chain.from_iterable(ways)),
            grades=grades,
            usual=fields["default_grade"].choice(grades, otherwise=grades[-1] if grades else ""),
            accepted=tuple(dict.fromkeys(chain.from_iterable(held))),
            years_each=rules.years_each,
            evidence=support.evidence,
            sources=support.sources,
            derivation=support.derivation,
        )

    @property
    def climbs(self) -> bool:
        """Whether the years lead from grade to grade: they do."""
        return True

    @property
    def by_certification(self) -> Mapping[str, str]:
        """The grades that certifications decide: none."""
        return {}

    @property
    def earliest(self) -> float:
        """The years after which the first of its grades is reached at the earliest."""
        return self.reached(0)

    @property
    def settled(self) -> float:
        """The years after which its last grade is reached at the earliest."""
        return self.reached(len(self.grades) - 1)

    def reached(self, index: int) -> float:
        """Return the years after which one of its grades is reached at the earliest."""
        return (len(self.before) + index) * self.years_each

    def joined(self, years: float) -> float:
        """Return the years that count after so many elsewhere: those until the last grade is reached."""
        return min(years, self.settled)

    def points(
        self, known: "Mapping[str, Grade]", certs: tuple[str, ...] | None, years: float | None
    ) -> dict[str, range]:
        """Return the steps, by the grade, at which somebody may stand after these years; None if not known.

        Years in a grade that people are promoted to are not known: they may have risen as early as the rules
        allow, or when it brought least.
        """
        del certs  # they open the role, and decide nothing in it
        if years is None:
            *lower, last = self.grades
            first_steps = {grade: range(known[grade].before(self.years_each)) for grade in lower}
            return first_steps | {last: range(len(known[last].starts))}
        climbed = max(years - self.earliest, 0)
        index = min(int(climbed / self.years_each), len(self.grades) - 1)
        grade = known[self.grades[index]]
        if self.before and not index:
            return {grade.name: self._promoted(known, years)}
        step = grade.at(climbed - index * self.years_each)
        return {grade.name: range(step, step + 1)}

    def _promoted(self, known: "Mapping[str, Grade]", years: float) -> range:
        """Return the steps of the first own grade, by the step of the grade before that people rose from."""
        old, new = known[self.before[-1]].starts, known[self.grades[0]]
        together = max(years - self.earliest, 0) + self.years_each
        # Where each step of the old grade leads, and how long people may have been in that grade by then.
        rises = [
            (new.starts[landing] + together, max(start, self.years_each), min(end, together))
            for landing, (start, end) in zip(self.landing, pairwise((*old, inf)), strict=True)
            if self.years_each < end and start <= together
        ]
        least = min(new.at(paid - latest) for paid, _, latest in rises)
        most = max(new.at(paid - soonest) for paid, soonest, _ in rises)
        return range(least, most + 1)

    def usual_of(self, grades: Collection[str]) -> str:
        """Return the usual grade if it is among these, else the highest of them."""
        return self.usual if self.usual in grades else list(grades)[-1]

    def starts(self, known: "Mapping[str, Grade]") -> list[float]:
        """Return the years at which somebody may stand on another grade or step."""
        climbing = map(self.reached, range(len(self.grades)))
        return sorted({0, *climbing, *(self.settled + start for start in known[self.grades[-1]].starts)})

    def landed(self, pay: Mapping[str, Sequence[float]], steps: int) -> "LadderRole":
        """Return the role with where promotion leads: the lowest step that pays so many steps more."""
        if not self.before:
            return self
        old, new = pay[self.before[-1]], pay[self.grades[0]]
        rise = steps * min(after - before for before, after in pairwise(old))
        last = len(new) - 1
        landing = (
            next((step for step, amount in enumerate(new) if amount >= own + rise), last) for own in old
        )
        return self._replace(landing=tuple(landing))
