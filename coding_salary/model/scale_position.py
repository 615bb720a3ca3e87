"""A position on a pay scale: what is known of somebody, and so which of its points may be meant. Pure."""

from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.model.facts import FLAGS, years_text
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL, EXPERIENCE, NONE
from coding_salary.table.pay_scale import PayScale, Role
from coding_salary.table.places import NATION, STATE, Place
from coding_salary.table.regions import Region

if TYPE_CHECKING:
    from coding_salary.table.ladder import LadderRole

METRO_FLAG = "--metro"


class ScalePosition(NamedTuple):
    """What decides the point of a scale; certifications and years are None when not known."""

    scale: PayScale
    region: Region
    post: "Role | LadderRole"
    certs: tuple[str, ...] | None = None
    years: float | None = None
    supplemented: bool = False

    @property
    def points(self) -> dict[str, range]:
        """The points that the person may earn, by the grade."""
        return self.post.points(self.scale.grades, self.certs, self.years)

    @property
    def grades(self) -> tuple[str, ...]:
        """The grades that the person may be in."""
        return tuple(self.points)

    @property
    def spots(self) -> tuple[str, ...]:
        """The grades, those of a ladder with their steps: `GS-8/3`, `GS-9/4-5`."""
        return tuple(starmap(_spot, self.points.items())) if self.post.climbs else self.grades

    @property
    def text(self) -> str:
        """The grades that the person may be in, as people say them; those of a ladder with their steps."""
        return spot_text(self.spots) if self.post.climbs else self.scale.named(self.grades)

    @property
    def pays(self) -> list[float]:
        """The pay of every possible point, rising, in currency a year."""
        return sorted(self.pay(grade, point) for grade, points in self.points.items() for point in points)

    @property
    def usual(self) -> str:
        """The most likely of the possible grades."""
        return self.post.usual_of(self.grades)

    @property
    def typical(self) -> float:
        """The point in the middle of the usual grade, the lower of two."""
        points = self.points[self.usual]
        return self.pay(self.usual, points[(len(points) - 1) // 2])

    def pay(self, grade: str, point: int) -> float:
        """Return what a point of a grade pays, in currency a year."""
        return self.region.pay(grade, point, supplemented=self.supplemented)

    @property
    def source(self) -> str:
        """The id of the source of the usual grade's points."""
        return self.region.sources[self.usual]

    @property
    def width(self) -> float:
        """The difference between the highest and the lowest possible pay."""
        return self.pays[-1] - self.pays[0]


def standing_of(scale: PayScale, profile: Profile) -> ScalePosition:
    """Return the position of a person on a scale, with the supplement."""
    region = scale.region_at(profile.place.code)
    post = scale.posts[profile.role] if profile.role else scale.post
    return ScalePosition(scale, region, post, profile.certs, profile.years, supplemented=True)


def promoted(bands: Bands, before: Profile, after: Profile, career: float | None = None) -> Profile:
    """Return the profile after a step, with the years that count where it leads.

    A person who enters another grade of a scale starts at its first point. On a ladder all years count, but
    whoever comes to it from elsewhere starts at the first step of the grade that the years give, from another
    ladder at that of the next better paid grade. Where a scale is left, those of the whole `career` count.
    """
    old, scale = (bands.paying(each.market, each.employer).scale for each in (before, after))
    if before.years is None:
        return after
    if scale is None:
        return after._replace(years=career) if old and career is not None else after
    there = standing_of(scale, after)
    if not old:
        return after._replace(years=there.post.joined(before.years))
    here = standing_of(old, before)
    if there.post.climbs:
        same = not {*here.grades}.isdisjoint((*there.post.before, *there.post.grades))
        return after if same else after._replace(years=_entry(there, here.typical))
    return after if here.grades == there.grades else after._replace(years=0)


def _entry(there: ScalePosition, pay: float) -> float:
    """Return the years that count on another ladder: up to its first grade that pays more at once."""
    paying_more = (index for index, grade in enumerate(there.post.grades) if there.pay(grade, 0) > pay)
    return there.post.reached(next(paying_more, len(there.post.grades) - 1))


def _spot(grade: str, points: range) -> str:
    first, last = points[0] + 1, points[-1] + 1
    return f"{grade}/{first}" if first == last else f"{grade}/{first}-{last}"


def spot_text(spots: tuple[str, ...]) -> str:
    """Return a place on a ladder as people say it: `GS-8 step 3`, `GS-9 steps 4 to 5`, `GS-4 to GS-8`."""
    grade, _, steps = spots[-1].partition("/")
    if len(spots) > 1:
        return f"{spots[0].partition('/')[0]} to {grade}"
    first, _, last = steps.partition("-")
    return f"{grade} steps {first} to {last}" if last else f"{grade} step {first}"


def open_positions(standing: ScalePosition, place: Place) -> dict[str, dict[str, ScalePosition]]:
    """Return for each flag not given where its answers would lead; `place` is what was said of one."""
    ways: dict[str, dict[str, ScalePosition]] = {}
    if standing.certs is None and standing.post.by_certification:
        held = {cert: () if cert == NONE else (cert,) for cert in standing.post.by_certification}
        ways[FLAGS[CREDENTIAL]] = {cert: standing._replace(certs=certs) for cert, certs in held.items()}
    if standing.years is None:
        years = standing.post.starts(standing.scale.grades)
        ways[FLAGS[EXPERIENCE]] = {years_text(each): standing._replace(years=each) for each in years}
    if regions := regions_open(standing.scale, place):
        ways[METRO_FLAG] = {region.label: standing._replace(region=region) for region in regions}
    return ways


def regions_open(scale: PayScale, place: Place) -> list[Region]:
    """Return the localities that a state or the nation leaves open; none where there is only one."""
    if not scale.lies or place.kind not in (NATION, STATE):
        return []
    lies = scale.lying(place)
    return [scale.regions[name] for name in lies] if len(lies) > 1 else []
