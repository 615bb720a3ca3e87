"""What every report says: where the figures come from, whose pay it is, and words that several share."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coding_salary import __version__
from coding_salary.formats.records import Document, Field, Record, Result, Row, Span
from coding_salary.model.conversion import PriceLevel
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.money import Money, whole
from coding_salary.model.result import Estimate
from coding_salary.numbers import CENT, ONE_PLACE, half_up
from coding_salary.report.notes import Notes
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name
from coding_salary.table.market import Market
from coding_salary.table.places import NATION, STATE, Place
from coding_salary.table.sources import Source
from coding_salary.table.wages import Outlook, Projection

if TYPE_CHECKING:
    from coding_salary.formats.sheet import Labeled
    from coding_salary.model.conversion import Conversion
    from coding_salary.report.scale import ScaleWords
    from coding_salary.report.survey import SurveyWords

SCHEMA = 2
SHOWN_TO_PEOPLE = ("low", "typical", "high")


class PayReport(Result):
    """A result about somebody's pay: what it says of the person and of the wages it stands on.

    A price level adds what the pay buys, a conversion other money. `profile_file` is the saved profile that
    it started from, if any.
    """

    profile_file: str | None = None

    def __init__(
        self,
        bands: Bands,
        estimate: Estimate,
        price_level: PriceLevel | None = None,
        conversion: "Conversion | None" = None,
    ) -> None:
        """Keep the estimate that the result is about."""
        self.bands = bands
        self.estimate = estimate
        self.price_level = price_level
        self.conversion = conversion._replace(hours=estimate.hours_per_year) if conversion else None
        self.market = estimate.market
        self.caveats = Notes(bands, estimate, price_level)

    @property
    def money(self) -> Money:
        """How amounts are rounded and written."""
        return Money.of(self.estimate)

    @property
    def per(self) -> str:
        """Whether amounts are those of a `year` or of an `hour`, as the market says."""
        return self.market.period

    @property
    def typical(self) -> float:
        """Typical pay, rounded."""
        return self.money.amount(self.estimate.you.pay.typical)

    @property
    def words(self) -> "SurveyWords | ScaleWords":
        """What people are told of the estimate."""
        return self.words_about(self.estimate)

    def words_about(self, estimate: Estimate) -> "SurveyWords | ScaleWords":
        """Return what people are told of an estimate of its kind."""
        if isinstance(estimate, SurveyEstimate):
            from coding_salary.report.survey import SurveyWords

            return SurveyWords(self, estimate)
        from coding_salary.model.scale import ScaleEstimate
        from coding_salary.report.scale import ScaleWords

        assert isinstance(estimate, ScaleEstimate)
        if estimate.basis.post.climbs:
            from coding_salary.report.ladder import LadderWords

            return LadderWords(self, estimate)
        return ScaleWords(self, estimate)

    def notes(self) -> list[str]:
        """Return what must be said beside the amounts that people are shown."""
        return self.caveats.all(SHOWN_TO_PEOPLE)

    def scale_notes(self, others: Iterable[Estimate]) -> list[str]:
        """Return what must be said where some stand on a ladder of grades and others do not."""
        if not self.bands.markets[self.market.code].scales:
            return []
        from coding_salary.report.ladder import beside_a_survey

        all = [self.estimate, *others]
        surveyed = next((each for each in all if isinstance(each, SurveyEstimate)), self.estimate)
        return list(beside_a_survey(surveyed, all, self.bands.released_month))

    def stale(self, today: str) -> list[str]:
        """Return what to say, in a month such as `2026-11`, of wages and rates that are old by then."""
        from coding_salary.report.conversion import old_rates

        rates = old_rates(self.conversion, today) if self.conversion else None
        return list(filter(None, (self.caveats.old_wages(today), rates)))

    def head(self) -> Document:
        """Return where a machine result comes from, and the profile in the table's names."""
        return {**provenance(self.bands, self.market), "profile": self.profile()}

    def profile(self) -> Record:
        """Return the profile in the table's names: None where nothing was said; an area has its state."""
        profile = self.estimate.profile
        place = profile.place
        return {
            "country": profile.market,
            "role": profile.role,
            "cert": None if profile.certs is None else list(profile.certs),
            "years": None if profile.years is None else whole(profile.years),
            "state": place.state or None,
            "metro": None if place.kind in (NATION, STATE) else place.code,
            "employer": profile.employer,
            "education": profile.education,
            "specialty": profile.specialty,
            "remote": profile.remote,
            "as_of": profile.as_of,
            **({"file": self.profile_file} if self.profile_file else {}),
        }

    def person(self) -> list[str]:
        """Return who the estimate is for, in words."""
        from coding_salary.report.headline import person

        return [*person(self.estimate), *self.saved]

    @property
    def saved(self) -> list[str]:
        """Return the words that say that the saved profile is in use; none where it is not."""
        return ["saved profile"] if self.profile_file else []

    def basis(self) -> str:
        """Say in a sentence which wages the estimate rests on."""
        return f"Based on {self.words.based_on()}."

    @property
    def money_month(self) -> str:
        """The month whose money the amounts are in, in words."""
        return month_name(self.estimate.profile.as_of or self.market.date)

    @property
    def margin(self) -> float:
        """One standard error of the typical amount, rounded."""
        return self.money.amount(self.estimate.margin)

    def published(self, wage: float) -> float:
        """Return a published wage as it is, or rounded once it was moved or worked out for a year."""
        kept = not self.estimate.ageing and float(wage).is_integer()
        return self.money.published(wage) if kept else self.money.amount(wage)

    def real(self, amount: float) -> float | None:
        """Return what an amount buys at the nation's prices, rounded; None where no level is published."""
        return self.rounded(self.price_level.real(amount)) if self.price_level else None

    def price_level_record(self) -> Record:
        """Return the price level that real pay is divided by, when that is asked for."""
        level, price_levels = self.price_level, self.market.price_levels
        if not (level and price_levels):
            return {}
        return {
            "price_level": level.level,
            "price_level_place": level.place.code,
            "price_level_year": int(price_levels.year),
            "price_level_source": price_levels.source,
        }

    def real_words(self) -> "Iterator[Labeled]":
        """Yield what real pay is, when it is asked for and known."""
        from coding_salary.formats.sheet import Labeled

        level, price_levels = self.price_level, self.market.price_levels
        if not (level and price_levels and level.level is not None):
            return
        real, place = "typical pay at the nation's prices", level.place.name
        prices = f"{percent(level.level / 100)} of the nation's in {price_levels.year}"
        where = f"prices in {place} were {prices} ({price_levels.source})"
        yield Labeled("Real", real if level.place.kind == NATION else f"{real}: {where}")

    def rounded(self, amount: float | None) -> float | None:
        """Return an amount as it is shown, None for one that is not known."""
        return None if amount is None else self.money.amount(amount)

    def hourly(self, annual: float) -> float:
        """Return an hour of a full-time year, to the cent."""
        return half_up(annual / self.estimate.hours_per_year, CENT)

    def money_field(
        self, name: str, amount: Callable[[Row], float | None], heading: str, **shown: Any
    ) -> Field[Row]:
        """Return the field of an amount in the money of the market; `shown` are keywords of Field."""
        return Field(name, lambda row: self.rounded(amount(row)), heading, self.money.text, **shown)

    def pay_fields(self, name: str, result: Callable[[Row], Estimate], *, priority: int) -> list[Field[Row]]:
        """Return the fields of an amount in steps of each row's market, for programs and for people.

        Where a pay scale leaves one point people see no low and high.
        """

        def amount(row: Row) -> float:
            found = result(row)
            return Money.of(found).amount(getattr(found.you.pay, name))

        def shown(row: Row) -> float | None:
            hidden = name != "typical" and result(row).you.pay.one_point
            return None if hidden else amount(row)

        return [Field(name, amount), Field("", shown, name, self.money.text, priority=priority)]

    def bar_field(
        self, span: Callable[[Row], Span], rows: Sequence[Row], *, priority: int, legend: str = ""
    ) -> Field[Row]:
        """Return a field of bars, all on one scale from the lowest to the highest amount of any rows."""
        from coding_salary.formats.chart import POINT_LEGEND, Chart

        spans = list(map(span, rows))
        ends = min((each[0] for each in spans), default=0), max((each[-1] for each in spans), default=0)
        points = all(each[0] == each[-1] for each in spans)
        chart = Chart(*ends, POINT_LEGEND if points else legend or self.words.legend)
        return Field("", span, "", self.money.short, priority=priority, chart=chart)


def provenance(bands: Bands, market: Market) -> Document:
    """Return what a machine result says of the program and the table that it comes from."""
    return {
        "schema": SCHEMA,
        "tool_version": __version__,
        "table_version": bands.version,
        "table_date": market.date,
        "table_sha256": bands.sha256,
        "market": market.code,
        "kind": market.kind,
    }


def place_record(place: Place) -> Record:
    """Return what a machine result says of a place."""
    return {"code": place.code, "name": place.name, "kind": place.kind}


def outlook_record(outlook: Outlook) -> Record:
    """Return what is projected for an occupation as fields; None where nothing is."""
    growth, openings = outlook.growth, outlook.openings
    return {
        "growth_percent": growth.value if growth else None,
        "growth_decade": growth.decade if growth else None,
        "growth_source": growth.source if growth else None,
        "openings": whole(openings.value) if openings else None,
        "openings_decade": openings.decade if openings else None,
        "openings_source": openings.source if openings else None,
    }


def casual_hourly(estimate: Estimate) -> float:
    """Return typical pay as the hourly rate of a casual, to the cent."""
    loading = estimate.market.casual_loading
    share = loading.share if loading else 0
    return half_up(estimate.you.pay.typical * (1 + share) / estimate.hours_per_year, CENT)


def growth_text(growth: Projection) -> str:
    """Return a projected growth of jobs, such as `+7.8%`."""
    return f"{growth.value:+g}%"


def in_percent(share: float) -> float:
    """Return a share of 1 in percent, to one decimal: 3.6 for 0.0361."""
    return half_up(share * 100, ONE_PLACE)


def percent(share: float) -> str:
    """Return a share of 1 as a percentage with at most one decimal, such as `3.6%` for 0.0361."""
    return f"{in_percent(share):g}%"


def source_line(source: Source) -> "Labeled":
    """Return who published a source, as what, when and where."""
    from coding_salary.formats.sheet import Labeled, Tone

    about = ", ".join((source.publisher, source.title, source.date))
    return Labeled(source.id, about, Tone.SOURCE, source.link)


def sentence(words: str) -> str:
    """Return words as a sentence: a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."
