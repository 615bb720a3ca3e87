"""What people are told of an estimate from a survey; `scale` tells the same of one on a pay scale."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from coding_salary.decisions.offer import Verdict
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Sentence
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.result import Change
from coding_salary.model.rows import Row
from coding_salary.numbers import ONE_PLACE, half_up
from coding_salary.report.base import PayReport
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

    def __init__(self, report: PayReport, estimate: SurveyEstimate) -> None:
        """Keep what the words are about."""
        self.report = report
        self.estimate = estimate

    def basis(self) -> str:
        """Say which wages the pay stands on."""
        estimate, market = self.estimate, self.report.market
        job = f"{estimate.occupation.title} ({estimate.occupation.code}), {estimate.place.name}"
        source = self.report.bands.sources[estimate.occupation.source]
        month = month_name(market.date)
        if ageing := estimate.ageing:
            percent = half_up((ageing.multiplier - 1) * 100, ONE_PLACE)
            month += f", moved {percent:+g} % to {month_name(ageing.until)} ({ageing.source})"
        return f"Stands on the wages of {month}: {job}; {source.publisher} ({source.id})."

    def level_field(self) -> Field[Row]:
        """Return the field of the years of a level."""
        return Field("", Row.years_text, "years", str, priority=1)

    def sentences(self) -> Iterator[Sentence]:
        """Yield what typical, low and high are, and what real pay is where it is asked for."""
        money, pay = self.report.money, self.estimate.you.pay
        low, high = (money.text(money.amount(amount)) for amount in (pay.low, pay.high))
        yield Sentence("range", f"Half of people like you earn {low} to {high}.")
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
    percent = half_up((choice.multiplier - 1) * 100, ONE_PLACE)
    return f"{choice.label}: {percent:g} % above the median ({', '.join(choice.sources)})"
