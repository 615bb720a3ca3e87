"""What people are told of an estimate from a survey; `scale` tells the same of one on a pay scale."""

from collections.abc import Iterator, Sequence

from coding_salary.formats.chart import LEGEND
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Labeled, Sentence
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.result import Change, Row
from coding_salary.numbers import UNIT, half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import PayReport, percent
from coding_salary.report.headline import in_place, in_sentence, with_article
from coding_salary.table.factors import CERTIFICATION_FACTORS, EDUCATION, EXPERIENCE
from coding_salary.table.indexes import month_name
from coding_salary.table.places import NATION

HALF = "half"
MAX_WAGES = 2
# How many earn each published wage or more, from the lowest.
EARN_AS_MUCH = ("nine in ten", "three in four", HALF, "a quarter")


class SurveyWords:
    """The words about pay that was surveyed: percentiles, margins, multipliers."""

    gain = (
        "Those who have it, or work there, earn this much more, partly for experience and job: expect less"
        " from the step alone."
    )
    years = ""
    legend = LEGEND

    def __init__(self, report: PayReport, estimate: SurveyEstimate) -> None:
        """Keep what the words are about."""
        self.report = report
        self.estimate = estimate

    def based_on(self) -> str:
        """Say which wages the pay rests on."""
        estimate, market = self.estimate, self.estimate.market
        job, source = estimate.occupation.title.lower(), self.report.bands.sources[estimate.occupation.source]
        where = in_place(estimate.place.name)
        basis = f"{month_name(market.date)} wages of {job} {where} ({source.name})"
        if ageing := estimate.ageing:
            moved, by = ("raised", 1) if ageing.multiplier >= 1 else ("lowered", -1)
            basis += f", {moved} {percent(by * (ageing.multiplier - 1))} to {month_name(ageing.until)}"
        return basis

    def range(self) -> str:
        """Say what half of such people earn."""
        low, high = self.ends()
        return f"half of people like you earn {low} to {high}"

    def expected(self) -> str:
        """Return which points somebody is expected at: none, a survey has no points."""
        return ""

    def ends(self) -> tuple[str, str]:
        """Return low and high pay as people write them."""
        money, pay = self.report.money, self.estimate.you.pay
        return money.shown(pay.low), money.shown(pay.high)

    def level_field(self) -> Field[Row]:
        """Return the field of the years at which a row is computed."""
        return Field("", Row.years_text, "at", str, priority=1, wide="experience")

    def lines(self, *, whole: bool) -> Iterator[Labeled]:
        """Yield what real pay is, where it is asked for; there is no more to say of the whole."""
        del whole
        yield from self.report.real_words()

    def against(self, annual: float) -> Iterator[Labeled]:
        """Yield between which points an amount lies: there are none, its percentiles say it."""
        del annual
        yield from ()

    def steps(self) -> Iterator[Sentence]:
        """Yield what must be known to read the steps, and how sure their end is."""
        you, margin = self.estimate.you, self.report.money.text(self.report.margin)
        sure = f"The typical figure may be off by about {margin} either way (one standard error)."
        if you.narrowing is not None and you.shown is not None and you.narrowing < 1:
            known = f"what is known of you narrows it to {percent(you.narrowing)}"
            sure += f" Your range is {percent(you.shown)} as wide as that of the whole job: {known},"
            sure += " and how unsure that is widens it again."
        yield Sentence("margin", sure)
        place = self.estimate.place
        if place.kind != NATION:
            there = f"pay after each is what people who stand there earn {in_place(place.name)}"
            yield Sentence(
                "multipliers",
                f"The multipliers are measured nationwide: they say where you stand in the job, and {there}.",
            )

    def evidence(self, changes: Sequence[Change], annual: float) -> list[str]:
        """Return the points to make against an amount: official wages above it, then facts that pay.

        Wages above the top of what to ask for are left out: nobody could expect them.
        """
        return [*self._wages_above(annual), *map(self._point, changes)]

    def _wages_above(self, annual: float) -> Iterator[str]:
        """Yield the highest two published wages between an amount and high pay, in one sentence."""
        report, estimate = self.report, self.estimate
        wages = estimate.place.ranges[estimate.occupation.name].wages
        earned = {
            share: wage * estimate.growth
            for share, wage in zip(EARN_AS_MUCH, wages, strict=False)
            if share == HALF or not estimate.interpolated
        }
        job, source = estimate.occupation.title.lower(), report.bands.sources[estimate.occupation.source]
        who = f" of all {job} {in_place(estimate.place.name)} earn"
        texts: list[str] = []
        for share, wage in reversed(earned.items()):
            if annual < wage <= estimate.you.pay.high and len(texts) < MAX_WAGES:
                texts.append(f"{share}{who} {report.money.text(report.published(wage))} or more")
                who = ""
        if texts:
            yield f"{', and '.join(texts)} ({source.name})"

    def _point(self, change: Change) -> str:
        """Return how much more people with a fact earn, and who says so: the strongest source first."""
        choice = change.fact.choice
        more = f"about {half_up((choice.multiplier - 1) * 100, UNIT)}% more"
        sources = sorted(
            (self.report.bands.sources[id] for id in choice.sources), key=lambda each: each.doubts
        )
        first, *rest = dict.fromkeys(source.name for source in sources)
        names = f"{first} and {len(rest)} more" if rest[1:] else listed((first, *rest), "and")
        return f"{self._compared(change, more)} ({names})"

    def _compared(self, change: Change, more: str) -> str:
        """Say who is paid how much more than whom."""
        factor, label = change.fact.factor, in_sentence(change.fact.choice.label)
        if factor in CERTIFICATION_FACTORS:
            certs = self.estimate.profile.certs or ()
            held = with_article(*certs) if len(certs) == 1 else " + ".join(certs)
            return f"people with {held} earn {more} than uncertified peers with the same experience"
        if factor == EXPERIENCE:
            return f"people with {label} of experience earn {more} than the median"
        if factor == EDUCATION:
            return f"people with {with_article(label)} earn {more} than the median"
        return f"{label}: such jobs pay {more} than the median"
