"""What must be said beside an estimate: which figures stand in for others, are assumed, moved or old."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from coding_salary.model.conversion import PriceLevel
from coding_salary.model.facts import years_text
from coding_salary.model.money import Money
from coding_salary.model.result import NAMES, Estimate, Outcome
from coding_salary.reading.words import listed
from coding_salary.table.bands import Bands
from coding_salary.table.factors import REMOTE, ROLE, YES, YOU
from coding_salary.table.indexes import month_name, month_number
from coding_salary.table.market import ScaleMarket
from coding_salary.table.places import NATION

if TYPE_CHECKING:
    from coding_salary.model.scale import ScaleOutcome

MIDDLE = 50


class Notes:
    """The sentences, each without a capital or a full stop, that an estimate must not be shown without."""

    def __init__(self, bands: Bands, estimate: Estimate, price_level: PriceLevel | None = None) -> None:
        """Keep what the notes are about."""
        self.bands = bands
        self.estimate = estimate
        self.market = estimate.market
        self.price_level = price_level

    def all(self, shown: Collection[str]) -> list[str]:
        """Return all of them, of amounts capped at the edge those among the `shown`."""
        return [
            *self._fallback(),
            *self._located(),
            *self._interpolated(),
            *self._taken(),
            *self.apprenticed(),
            *self._early(),
            *self._exact(),
            *self._uncounted(),
            *self._idle(),
            *self._remote(),
            *self._priced(),
            *self._held(shown),
            *self._equal(),
        ]

    def old_wages(self, today: str) -> str | None:
        """Return what to say, in a month such as `2026-11`, of wages that a newer release is due for."""
        market = self.market
        age = month_number(today) - month_number(market.date)
        if market.fresh_for is None or age <= market.fresh_for:
            return None
        from coding_salary.report.headline import named_place

        whose = "" if market.code == self.bands.home.code else f" of {named_place(market.name)}"
        when = f"{month_name(market.date)}, {age} months ago"
        return f"wages{whose} are from {when}: a newer release is due"

    def _fallback(self) -> Iterator[str]:
        asked, used = self.estimate.profile.place, self.estimate.place
        if self.estimate.region_unsaid:
            word, others = self.market.state_word, len(self.market.states) > 1
            way = "use --state for another" if others else "the only one in this table"
            yield f"no {word} given; using {used.name} ({way})"
        if self.estimate.fell_back:
            from coding_salary.report.headline import in_place

            title = self.estimate.occupation.title
            yield f"no published wages for {title.lower()} {in_place(asked.name)}; using {used.name}"

    def _located(self) -> Iterator[str]:
        """Say which locality of a scale counts where several may, and what else it takes for granted."""
        if not isinstance(self.market, ScaleMarket) or not self.market.scale.lies:
            return
        from coding_salary.report.ladder import taken_for_granted

        yield from taken_for_granted(self.market.scale, self.estimate.profile)

    def apprenticed(self) -> Iterator[str]:
        """Ask whether a certification is still an apprentice's, or say that it need not be one any more."""
        years, apprentices = self.estimate.profile.years, self.market.apprentices
        if years is None:
            return
        removed = "the A comes off with " + "; or ".join(way for _, way in apprentices.ways)
        for cert in self.estimate.profile.certs or ():
            stage = apprentices.stage_of(cert)
            if stage and years < apprentices.years:
                usual = years_text(apprentices.years)
                yield f"is it still a {stage}? Most coders with under {usual} of work have one: {removed}"
            elif self.market.apprentice(cert) and years >= apprentices.years:
                full = apprentices.becomes[cert]
                yield f"a {cert} after {years_text(years)} can become a {full}: {removed}"

    def _early(self) -> Iterator[str]:
        """Say what a role usually asks for, to somebody with fewer years."""
        role, years = self.estimate.profile.role, self.estimate.profile.years
        if role and years is not None and ROLE in self.market.factors:
            choice = self.market.choice(ROLE, role)
            if years < choice.usual_years:
                asked = listed([years_text(choice.usual_years), *filter(None, [choice.asks])], "and")
                yield f"role {role} is rare after {years_text(years)}: it usually takes {asked}"

    def _exact(self) -> Iterator[str]:
        """Say where a scale is exact for an employer whose pay a survey shows place by place."""
        profile, scales = self.estimate.profile, self.market.scales
        exact = scales.within.get(profile.employer or "")
        if exact and profile.place.kind != NATION:
            yield (
                f"employer {profile.employer} pays one national scale plus locality pay, so the place matters"
                f" less than shown: use --employer {exact} for the scale itself"
            )

    def _interpolated(self) -> Iterator[str]:
        """Say which percentiles of the wages are not published, and what their error is."""
        parts = []
        if found := self.estimate.interpolated:
            places, where = listed((f"{place}th" for place in found), "and"), self.estimate.place.name
            parts.append(f"the {places} percentiles are not published for {where}: interpolated")
        if told := self.estimate.occupation.error_derivation:
            parts.append(f"the margin is assumed: {told}")
        if parts:
            yield "; ".join(parts)

    def _taken(self) -> Iterator[str]:
        """Say which values the words of somebody were taken for, and how a place was read."""
        for word, value in self.estimate.profile.taken:
            yield f"{word}: taken as {value}"
        yield from self.estimate.profile.place_notes

    def _uncounted(self) -> Iterator[str]:
        """Say which certifications have no figure."""
        profile = self.estimate.profile
        unpriced = [cert for cert in profile.certs or () if cert in self.market.unpriced]
        if unpriced:
            certs = listed(unpriced, "and")
            yield f"no published figure for {certs} in {self.market.name}: not counted"

    def _idle(self) -> Iterator[str]:
        """Say which answers move nothing in the job."""
        if idle := self.estimate.idle:
            verb = "has" if len(idle) == 1 else "have"
            yield f"{listed(idle, 'and')} {verb} no effect{self._job_only()}"

    def _remote(self) -> Iterator[str]:
        """Say that remote work moves nothing, where nothing is published of it."""
        remote = (REMOTE, YES)
        if remote in self.estimate.rests_on and self.market.choice(*remote).multiplier == 1:
            yield "no published pay difference for remote work"

    def _job_only(self) -> str:
        if isinstance(self.market, ScaleMarket):
            return f": {self.market.scale.title} pays only by grade, step and place"
        return f" for {self.estimate.occupation.title.lower()} (no data)"

    def _priced(self) -> Iterator[str]:
        """Say when the price level is not that of the place, or is not known."""
        level, asked = self.price_level, self.estimate.profile.place
        if level and level.level is None:
            yield f"no published price level for {level.place.name}: real pay is unknown there"
        elif level and level.place.code != asked.code:
            yield f"no published price level for {asked.name}; using {level.place.name}"

    def _outcomes(self) -> list[tuple[str, "Outcome | ScaleOutcome"]]:
        named = [(outcome.level.name, outcome) for outcome in self.estimate.levels if outcome.level]
        return [*named, (YOU, self.estimate.you)]

    def _held(self, shown: Collection[str]) -> Iterator[str]:
        """Say which amounts are capped at the lowest percentile that is told, and which at the highest."""
        for edge in self.bands.limits:
            held = [
                f"{level} {amount}"
                for level, outcome in self._outcomes()
                for amount in outcome.held
                if amount in shown and _below(outcome, amount) == (edge < MIDDLE)
            ]
            if held:
                from coding_salary.report.headline import in_place

                verb = "is" if len(held) == 1 else "are"
                where = f"percentile {edge:g} of wages {in_place(self.estimate.place.name)}"
                yield f"{listed(held, 'and')} {verb} capped at {where}"

    def _equal(self) -> Iterator[str]:
        """Say why low and typical, or typical and high, can be one amount that is not capped at the edge."""
        if equal := [level for level, outcome in self._outcomes() if self._shows_one_twice(outcome)]:
            yield (
                f"{listed(equal, 'and')} {'shows' if len(equal) == 1 else 'show'} the same amount twice:"
                f" published percentiles for {self.estimate.place.name} are equal, or nearly so"
            )

    def _shows_one_twice(self, outcome: "Outcome | ScaleOutcome") -> bool:
        pay, amount = outcome.pay, Money.of(self.estimate).amount
        pairs = {"low": (pay.low, pay.typical), "high": (pay.typical, pay.high)}
        surveyed = outcome.percentile is not None
        return surveyed and any(
            amount(lower) == amount(higher)
            for name, (lower, higher) in pairs.items()
            if not {name, "typical"} & set(outcome.held)
        )


def _below(outcome: "Outcome | ScaleOutcome", amount: str) -> bool:
    """Return whether an amount that is capped would be below the published range, not above it."""
    if "typical" in outcome.held:
        return (outcome.percentile or 0) < MIDDLE
    return NAMES.index(amount) < NAMES.index("typical")
