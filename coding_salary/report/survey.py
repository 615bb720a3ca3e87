"""What people are told of an estimate from a survey; `scale` tells the same of one on a pay scale."""

from collections.abc import Iterator, Sequence

from coding_salary.formats.chart import LEGEND
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Labeled, Sentence
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.result import Change, Row
from coding_salary.reading.words import listed
from coding_salary.report.base import PayReport, percent
from coding_salary.report.headline import in_place
from coding_salary.table.factors import CERTIFICATION_FACTORS
from coding_salary.table.indexes import month_name
from coding_salary.table.places import NATION


class SurveyWords:
    """The words about pay that was surveyed: percentiles, margins, multipliers."""

    gain = (
        "People with a step earn this much more. Part of that is their experience and job, so expect less"
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
            sure += (
                f" Your range is {percent(you.shown)} as wide as that of the whole job: what is known of you"
            )
            sure += f" narrows it to {percent(you.narrowing)}, and how unsure that is widens it again."
        yield Sentence("margin", sure)
        place = self.estimate.place
        if place.kind != NATION:
            there = f"pay after each is what people who stand there earn {in_place(place.name)}"
            yield Sentence(
                "multipliers",
                f"The multipliers are measured nationwide: they say where you stand in the job, and {there}.",
            )

    def evidence(self, changes: Sequence[Change], annual: float) -> list[str]:
        """Return the points to make against an amount: official wages above it, then facts that pay."""
        report, estimate = self.report, self.estimate
        wages = estimate.place.ranges[estimate.occupation.name].wages
        shares = {"half": wages[2], **({} if estimate.interpolated else {"a quarter": wages[3]})}
        moved = {share: wage * estimate.growth for share, wage in shares.items()}
        job, source = estimate.occupation.title.lower(), report.bands.sources[estimate.occupation.source]
        who = f"of all {job} {in_place(estimate.place.name)} earn"
        above = (
            f"{share} {who} {report.money.text(report.published(wage))} or more ({source.name})"
            for share, wage in moved.items()
            if wage > annual
        )
        return [*above, *map(self._point, changes)]

    def _point(self, change: Change) -> str:
        """Return how much more people with a fact earn, and who says so."""
        choice, more = change.fact.choice, percent(change.fact.choice.multiplier - 1)
        first, *rest = dict.fromkeys(self.report.bands.sources[id].name for id in choice.sources)
        names = f"{first} and {len(rest)} more" if rest[1:] else listed((first, *rest), "and")
        if change.fact.factor in CERTIFICATION_FACTORS:
            return f"at equal years people with {choice.label} earn {more} more than those without ({names})"
        return f"{choice.label}: {more} more than the median ({names})"
