"""What people are told of an estimate from a survey; `scale` tells the same of one on a pay scale."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from coding_salary.decisions.offer import Verdict
from coding_salary.formats.chart import LEGEND
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Labeled, Sentence
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.result import Change
from coding_salary.model.rows import Row
from coding_salary.report.base import PayReport, percent
from coding_salary.report.headline import in_place
from coding_salary.table.indexes import month_name
from coding_salary.table.places import NATION


class SurveyWords:
    """The words about pay that was surveyed: percentiles, margins, multipliers."""

    verdicts: ClassVar[Mapping[Verdict, str]] = {
        Verdict.VERY_LOW: "The offer is very low: far below the middle half of people like you.",
        Verdict.LOW: "The offer is low: below the middle half of people like you.",
        Verdict.FAIR: "The offer is fair: within the middle half of people like you.",
        Verdict.HIGH: "The offer is high: above the middle half of people like you.",
        Verdict.VERY_HIGH: "The offer is very high: far above the middle half of people like you.",
    }
    gain = (
        "A gain is what people with that step earn more, with all that comes with it: surveys mix in"
        " experience and the kind of job. It is not what the step causes."
    )
    years = ""
    legend = LEGEND

    def __init__(self, report: PayReport, estimate: SurveyEstimate) -> None:
        """Keep what the words are about."""
        self.report = report
        self.estimate = estimate

    def based_on(self) -> str:
        """Say which wages the pay rests on."""
        estimate, market = self.estimate, self.report.market
        job, source = estimate.occupation.title.lower(), self.report.bands.sources[estimate.occupation.source]
        where = in_place(estimate.place.name)
        basis = f"{month_name(market.date)} wages of {job} {where} ({source.name})"
        if ageing := estimate.ageing:
            basis += f", moved +{percent(ageing.multiplier - 1)} to {month_name(ageing.until)}"
        return basis.replace("+-", "-")

    def range(self) -> str:
        """Say what half of such people earn."""
        low, high = self.ends()
        return f"half of people like you earn {low} to {high}"

    def ends(self) -> tuple[str, str]:
        """Return low and high pay as people write them."""
        money, pay = self.report.money, self.estimate.you.pay
        return money.text(money.amount(pay.low)), money.text(money.amount(pay.high))

    def level_field(self) -> Field[Row]:
        """Return the field of the years at which a row is computed."""
        return Field("", Row.years_text, "at", str, priority=1, wide="experience")

    def lines(self) -> Iterator[Labeled]:
        """Yield what real pay is, where it is asked for."""
        yield from self.report.real_words()

    def against(self, annual: float) -> Iterator[Sentence]:
        """Yield between which points an amount lies: there are none, its percentiles say it."""
        del annual
        yield from ()

    def steps(self) -> Iterator[Sentence]:
        """Yield what must be known to read the steps."""
        place = self.estimate.place
        if place.kind != NATION:
            yield Sentence(
                "multipliers",
                f"Multipliers are the nation's; pay after each is read at the same position in {place.name}.",
            )

    def evidence(self, changes: Sequence[Change], annual: float) -> list[str]:
        """Return the points to make against an amount: official wages above it, then facts that pay."""
        report, estimate = self.report, self.estimate
        title, place, source = estimate.occupation.title, estimate.place, estimate.occupation.source
        wages = place.ranges[estimate.occupation.name].wages
        shares = {"half": wages[2], **({} if estimate.interpolated else {"a quarter": wages[3]})}
        above = [
            f"{share} of all {title} in {place.name} earn {report.money.text(report.published(wage))} or more"
            for share, wage in ((share, wage * estimate.growth) for share, wage in shares.items())
            if wage > annual
        ]
        if estimate.ageing:
            source += f", moved to {report.money_month}"
        return [*(f"{point} ({source})" for point in above), *map(_above_median, changes)]


def _above_median(change: Change) -> str:
    choice = change.fact.choice
    return f"{choice.label}: {percent(choice.multiplier - 1)} above the median ({', '.join(choice.sources)})"
