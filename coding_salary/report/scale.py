"""What people are told of an estimate on a pay scale; `survey` tells the same of one from a survey."""

from collections.abc import Iterator, Sequence

from coding_salary.formats.chart import POINTS_LEGEND
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Labeled, Sentence
from coding_salary.model.facts import years_text
from coding_salary.model.result import Change, Row
from coding_salary.model.scale import ScaleEstimate
from coding_salary.reading.words import listed
from coding_salary.report.base import PayReport, casual_hourly, percent, sentence
from coding_salary.table.indexes import month_name


class ScaleWords:
    """The words about pay that an agreement sets: grades, points, what regions add."""

    gain = (
        "The scale pays this much more for that grade or region, at the first point of a new grade. It"
        " doesn't say whether such a job is open."
    )
    years = "Years are counted within each row's own grade."
    point = "point"
    legend = POINTS_LEGEND

    def __init__(self, report: PayReport, estimate: ScaleEstimate) -> None:
        """Keep what the words are about."""
        self.report = report
        self.estimate = estimate
        self.standing = estimate.basis
        self.scale = estimate.basis.scale
        self.grades = self.standing.text

    def based_on(self) -> str:
        """Say which scale the pay rests on."""
        market, source = self.estimate.market, self.report.bands.sources[self.estimate.occupation.source]
        where = f"{self.estimate.place.name}, {month_name(market.date)}"
        return f"{self.scale.title} pay scale, {where} ({source.name})"

    def range(self) -> str:
        """Say between which pay points somebody may be, or that the scale sets one."""
        if not self.standing.width:
            return "set by the pay scale"
        low, high = self.ends()
        return f"the pay scale sets {low} to {high}"

    def expected(self) -> str:
        """Return which points somebody is expected at: `the pay point we'd expect (Band 5, 2 years)`."""
        points = "range" if self.standing.width else "point"
        known = self.standing.years is not None and not self.standing.post.climbs
        years = f", {years_text(self.standing.years or 0)}" if known else ""
        return f"the pay {points} we'd expect ({self.grades}{years})"

    @property
    def points(self) -> list[float]:
        """The pay of every point of the usual grade, rising, in currency a year."""
        usual = self.standing.usual
        return [self.standing.pay(usual, point) for point in range(len(self.scale.grades[usual].starts))]

    def ends(self) -> tuple[str, str]:
        """Return the lowest and the highest possible pay as people write them."""
        money, pay = self.report.money, self.estimate.you.pay
        return money.shown(pay.low), money.shown(pay.high)

    def level_field(self) -> Field[Row]:
        """Return the field of the grades of a level."""
        return Field("", lambda row: self.scale.named((row.grade or "").split("+")), "grade", priority=1)

    def lines(self, *, whole: bool) -> Iterator[Labeled]:
        """Yield when the grade's top is reached, what is included, and what casuals earn.

        The `whole` adds by what rules.
        """
        if whole:
            yield Labeled("Range", self._points())
        yield Labeled("Grade", self._grade() if whole else self._top())
        if supplement := self.standing.region.supplement:
            label = f"{supplement.label}, {supplement.share * 100:g}%"
            yield Labeled("Includes", self._supplement() if whole else label)
        if loading := self.report.market.casual_loading:
            hourly = self.report.money.hourly(casual_hourly(self.estimate))
            rule = f": {loading.label} ({loading.source})" if whole else ""
            yield Labeled("Casual", f"{hourly} an hour ({percent(loading.share)} more){rule}")

    def against(self, annual: float) -> Iterator[Labeled]:
        """Yield between which points of the usual grade an amount a year lies."""
        money = self.report.money
        known = {f"{self.point} {index}": money.amount(pay) for index, pay in enumerate(self.points, start=1)}
        shown = money.amount(annual)
        texts = {name: f"{name}, {money.text(pay)}" for name, pay in known.items()}
        lower = [texts[name] for name, pay in known.items() if pay <= shown]
        upper = [texts[name] for name, pay in known.items() if pay > shown]
        where = f"between {lower[-1]}, and {upper[0]}" if lower and upper else ""
        if shown in known.values():
            where = f"at {lower[-1]}"
        elif not where:
            where = f"below {upper[0]}" if upper else f"above {lower[-1]}"
        yield Labeled(self.point.capitalize(), f"in {self.scale.named([self.standing.usual])} it is {where}")

    def steps(self) -> Iterator[Sentence]:
        """Yield what must be known to read the steps: nothing, they are points and what is added."""
        yield from ()

    def evidence(self, changes: Sequence[Change], annual: float) -> list[str]:
        """Return the points to make: the pay points that fit, then facts with a source."""
        money, pay = self.report.money, self.estimate.you.pay
        if money.amount(annual) >= money.amount(pay.high):
            return []  # they would speak against the offer
        low, high = self.ends()
        points = low if low == high else f"{low} to {high}"
        place, source = self.estimate.place.name, self.estimate.occupation.source
        choices = [change.fact.choice for change in changes if change.fact.choice.sources]
        return [
            f"{points} is what {self.scale.title} sets for {self.grades} in {place} ({source})",
            *(f"{choice.label} ({', '.join(choice.sources)})" for choice in choices),
        ]

    def _points(self) -> str:
        if self.standing.width:
            usual = self.scale.named([self.standing.usual])
            return f"Low and high are the lowest and the highest pay point that fit; typical is {usual}."
        years = f" after {years_text(self.standing.years)} in it" if self.standing.years else ""
        return f"The scale leaves no range: it sets one pay point for {self.grades}{years}."

    def _top(self) -> str:
        """Say in short when the top of the grade is reached."""
        grades = [self.scale.grades[grade] for grade in self.standing.grades]
        tops = listed((f"{years_text(grade.starts[-1])} in {grade.label}" for grade in grades), "and")
        return f"top pay after {tops}; years count within the grade"

    def _grade(self) -> str:
        """Say what the grade rests on, and when its top is reached."""
        role = self.standing.post
        ground = f"{role.evidence} evidence ({', '.join(role.sources)})"
        return f"{role.label} in {self.grades}: {ground}. {sentence(self._top())}"

    def _supplement(self) -> str:
        """Say what the region adds to each point; nothing where it adds nothing."""
        supplement, money = self.standing.region.supplement, self.report.money
        if not supplement:
            return ""
        ends = ""
        if supplement.least:
            least, most = (money.shown(amount) for amount in (supplement.least, supplement.most))
            ends = f", at least {least} and at most {most}"
        rule = f"{supplement.share * 100:g}% of the point{ends}"
        return f"{supplement.label}: {rule} ({supplement.source})"
