"""What people are told of an estimate on a ladder of grades, beyond what every pay scale says."""

from collections.abc import Iterable, Iterator

from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Labeled
from coding_salary.model.facts import years_text
from coding_salary.model.result import Estimate, Row
from coding_salary.model.scale import ScaleEstimate
from coding_salary.model.scale_position import spot_text
from coding_salary.profile.profile import Profile
from coding_salary.reading.words import listed
from coding_salary.report.scale import ScaleWords
from coding_salary.table.indexes import month_name
from coding_salary.table.ladder import LadderRole
from coding_salary.table.pay_scale import PayScale
from coding_salary.table.places import NATION, STATE, Place
from coding_salary.table.regions import Region

ON_THE_LADDER = (
    "Years count from the start of a career on the scale: new hires start at the first step of a grade"
)


class LadderWords(ScaleWords):
    """The words about grades that people climb with the years, and steps within them."""

    gain = "The scale pays this much more for that grade or place. It doesn't say whether such a job is open."
    years = f"{ON_THE_LADDER}."
    point = "step"

    def level_field(self) -> Field[Row]:
        """Return the field of the grade and step of a level."""
        return Field("", lambda row: spot_text(tuple((row.grade or "").split("+"))), "grade", priority=1)

    def lines(self, *, whole: bool) -> Iterator[Labeled]:
        """Yield what all scales say, and what real pay is where it is asked for."""
        yield from super().lines(whole=whole)
        yield from self.report.real_words()

    def _points(self) -> str:
        """Say what low and high are, or what the one pay point rests on."""
        post, points = self.standing.post, self.standing.points
        assert isinstance(post, LadderRole)
        if self.standing.years is None:
            return super()._points()
        one = f"The scale leaves no range: {self.grades} is one pay point"
        if not post.before:
            return f"{one}."
        (grade,) = points
        soonest = f"promoted as early as the rules allow, after {years_text(post.earliest)}"
        if not self.standing.width:
            return f"{one}, {soonest}."
        least, most = points[grade][0] + 1, points[grade][-1] + 1
        unknown = f"How many of the years were in {grade} is not known"
        return (
            f"{unknown}: high is step {most}, {soonest}; low is step {least}, promoted when it brought least."
        )

    def _top(self) -> str:
        """Say in short when the top of the highest grade is reached."""
        return f"top pay at {self._reached()} on this scale"

    def _reached(self) -> str:
        post = self.standing.post
        assert isinstance(post, LadderRole)
        top = self.scale.grades[post.grades[-1]]
        return f"step {len(top.starts)} of {top.name} after {years_text(post.settled + top.starts[-1])}"

    def _grade(self) -> str:
        """Say what the grade rests on, and when its top is reached."""
        post = self.standing.post
        assert isinstance(post, LadderRole)
        climb = (
            f"{post.grades[0]} to {post.grades[-1]}, a year in each" if post.grades[1:] else post.grades[0]
        )
        after = f", after {years_text(post.earliest)} at the earliest" if post.before else ""
        ground = f"{post.evidence} evidence ({', '.join(post.sources)})"
        return (
            f"{post.label} in {climb}{after}: {ground}. Top pay is {self._reached()}."
            f" {ON_THE_LADDER}, unless more is agreed."
        )


def taken_for_granted(scale: PayScale, profile: Profile) -> Iterator[str]:
    """Yield which locality counts where several may be meant, and that a certification is held."""
    place, used = profile.place, scale.region_at(profile.place.code)
    others = [scale.regions[name] for name in scale.lying(place)[1:]]
    if others:
        yield _locality(place, used, max(others, key=lambda region: region.share))
    yield from _held(scale, profile)


def _held(scale: PayScale, profile: Profile) -> Iterator[str]:
    post = scale.posts[profile.role] if profile.role else scale.post
    if isinstance(post, LadderRole) and post.accepted and profile.certs is None:
        yield f"no certification given; assuming one that counts there: {listed(post.accepted)}"


def beside_a_survey(own: Estimate, others: Iterable[Estimate], released: str) -> Iterator[str]:
    """Yield in which money an employer's scale is, and how people come to it from elsewhere.

    In the months from its date to the release of the table it is what is paid; to others it is not moved.
    """
    found = [each for each in others if isinstance(each, ScaleEstimate) and each.basis.post.climbs]
    if not found or isinstance(own, ScaleEstimate):
        return
    scale, since = found[0].basis.scale, found[0].market.date
    wanted = own.profile.as_of or own.market.date
    paid = f"pays by {scale.title}, in force since {month_name(since)}"
    moved = "" if since <= wanted <= released else f": it is not moved to {month_name(wanted)}"
    yield from _held(scale, found[0].profile)
    yield f"employer {listed(scale.employers)} {paid}{moved}"
    if any(each.you.years != own.you.years for each in found):
        yield f"{ON_THE_LADDER[0].lower()}{ON_THE_LADDER[1:]}"


def _locality(place: Place, used: Region, highest: Region) -> str:
    where = "no place given" if place.kind == NATION else f"{place.name} has several localities"
    if place.kind not in (NATION, STATE):
        where = f"{place.name} may lie in several localities"
    if used.share == highest.share:
        return f"{where}; using locality pay of {used.label}"
    way = ": add --metro" if place.kind in (NATION, STATE) else ""
    return f"{where}; using the lowest locality pay (others reach {highest.share * 100:g}%){way}"
