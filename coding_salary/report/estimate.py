"""An estimate as rows and words: what every format shows, each amount rounded once.

Machine formats take `document` and `records`; formats for people take `rows`, `explanation` and the
sentences. Nothing here knows a terminal.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.formats.records import Record
from coding_salary.formats.sheet import Cell, Column, Grid, Line, Part, Sentence, Sheet, Span
from coding_salary.formats.symbols import Symbols
from coding_salary.model.conversion import PriceLevel
from coding_salary.model.money import Money, whole
from coding_salary.model.result import NAMES, Estimate, Pay
from coding_salary.model.rows import Row, level_rows
from coding_salary.model.waterfall import Step, waterfall
from coding_salary.numbers import CENT, FOUR_PLACES, ONE_PLACE, half_up
from coding_salary.reading.words import listed
from coding_salary.report.common import (
    PERIOD,
    Document,
    growth_text,
    origin,
    outlook_record,
    provenance,
    sentence,
)
from coding_salary.report.conversion import conversion_record, conversion_words, old_rates
from coding_salary.report.notes import Caveats
from coding_salary.table.bands import Bands
from coding_salary.table.factors import (
    CERTIFIED,
    CREDENTIAL,
    CREDENTIAL_COUNT,
    EMPLOYER,
    NONE,
    ROLE,
    SUPPLEMENT,
    YOU,
)
from coding_salary.table.indexes import spoken
from coding_salary.table.market import NO_CERTIFICATION, Market
from coding_salary.table.places import NATION, STATE
from coding_salary.table.sources import Source
from coding_salary.table.wages import Outlook

if TYPE_CHECKING:
    from coding_salary.model.conversion import Conversion

SHOWN_TO_PEOPLE = ("low", "typical", "high")


class Report(NamedTuple):
    """What is shown of an estimate; a price level adds what the pay buys, a conversion other money."""

    bands: Bands
    estimate: Estimate
    price_level: PriceLevel | None = None
    conversion: "Conversion | None" = None

    @property
    def base(self) -> "Report":
        """The report itself: it is what it is about."""
        return self

    @property
    def market(self) -> Market:
        """The market whose currency the amounts are in."""
        return self.estimate.market

    @property
    def money(self) -> Money:
        """How amounts are rounded and written."""
        return Money(self.market)

    def rows(self) -> list[Row]:
        """Return the levels, then the person's own row."""
        return level_rows(self.estimate)

    def explanation(self) -> list[Step]:
        """Return the waterfall down to the typical amount as it is shown."""
        return waterfall(self.estimate)

    def sources(self) -> list[Source]:
        """Return the sources of the explanation, each once."""
        ids = dict.fromkeys(id for line in self.explanation() for id in line.sources)
        ids |= dict.fromkeys(self._also_cited())
        return [self.bands.sources[id] for id in ids]

    def _also_cited(self) -> Iterator[str]:
        """Yield the sources of what is said beside the waterfall."""
        if self.price_level and self.market.price_parities:
            yield self.market.price_parities.source
        if self.conversion:
            yield self.conversion.exchange.rates.source
            yield self.conversion.exchange.parities.source
        for projection in (self.outlook().growth, self.outlook().openings):
            if projection:
                yield projection.source

    def notes(self) -> list[str]:
        """Return what must be said beside the amounts that people are shown."""
        return self.caveats.all(SHOWN_TO_PEOPLE)

    @property
    def caveats(self) -> Caveats:
        """What the estimate must not be shown without."""
        return Caveats(self.bands, self.estimate, self.price_level)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        estimate = self.estimate
        *levels, you = (
            {**row._asdict(), **other} for row, other in zip(self.rows(), self._other(), strict=True)
        )
        return {
            **provenance(self.bands, self.market),
            "profile": self.profile(),
            "place": {"code": estimate.place.code, "name": estimate.place.name, "kind": estimate.place.kind},
            "occupation": {"code": estimate.occupation.code, "title": estimate.occupation.title},
            "currency": self.market.currency,
            "period": PERIOD,
            "hours_per_year": half_up(estimate.hours_per_year, CENT),
            **self.parity(),
            **self.converted_with(),
            **self._casual(),
            **self._interpolated(),
            "levels": levels,
            "you": you | self._position(),
            "factors": [line._asdict() for line in self.explanation()],
            "outlook": outlook_record(self.outlook()),
            "unknown": [
                {"flag": flag, "narrows_by": self.money.amount(amount)}
                for flag, amount in estimate.unknown.items()
            ],
            "notes": self.caveats.all(NAMES),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return flat records: the steps to be explained, or the levels and the person with the profile."""
        return [step._asdict() for step in self.explanation()] if explain else self._level_records()

    def _level_records(self) -> list[Record]:
        place = self.estimate.place
        profile = {f"profile_{key}": value for key, value in self.profile().items()}
        certs = self.estimate.profile.certs
        profile["profile_cert"] = None if certs is None else "+".join(certs) or NONE
        tail: Record = {
            "currency": self.market.currency,
            "period": PERIOD,
            "hours_per_year": half_up(self.estimate.hours_per_year, CENT),
            "market": self.market.code,
            "kind": self.market.kind,
            "place_code": place.code,
            "place_name": place.name,
            "place_kind": place.kind,
            **self.parity(),
            **self.converted_with(),
            **self._casual(),
            **profile,
            "table_version": self.bands.version,
            "table_date": self.market.date,
            "notes": "; ".join(self.caveats.all(NAMES)),
        }
        position = self._position()
        nothing: Record = dict.fromkeys(position)
        return [
            {**row._asdict(), **(position if row.level == YOU else nothing), **other, **tail}
            for row, other in zip(self.rows(), self._other(), strict=True)
        ]

    def _other(self) -> list[Record]:
        """Return for each row what its pay is by other measures, where those are asked for."""
        outcomes = [*self.estimate.levels, self.estimate.you]
        converted = (self.converted(outcome.pay) for outcome in outcomes)
        return [{**real, **other} for real, other in zip(self._real(), converted, strict=True)]

    def converted(self, pay: Pay) -> Record:
        """Return pay in the money asked for: at the rate of exchange, and by what it buys."""
        found: Record = {}
        ways = (
            {"converted": self.conversion.converted, "parity": self.conversion.at_parity}
            if self.conversion
            else {}
        )
        for way, convert in ways.items():
            found |= {f"{way}_{name}": convert(getattr(pay, name)) for name in SHOWN_TO_PEOPLE}
        return found

    def converted_with(self) -> Record:
        """Return what pay is converted with, when that is asked for."""
        return conversion_record(self.conversion) if self.conversion else {}

    def _casual(self) -> Record:
        """Return the loading of casuals, and typical pay an hour with it, where one is known."""
        loading = self.market.casual_loading
        if not loading:
            return {}
        from coding_salary.report.scale import casual_hourly

        return {
            "casual_loading_percent": half_up(loading.share * 100, CENT),
            "casual_hourly_typical": casual_hourly(self.estimate, self.estimate.you.pay.typical),
            "casual_source": loading.source,
        }

    def _interpolated(self) -> Document:
        """Return which percentiles of the wages are not published but read off the curve, if any are."""
        found = self.estimate.interpolated
        return {"interpolated": list(found)} if found else {}

    def _real(self) -> list[Record]:
        """Return for each row what its pay buys at the nation's prices, when that is asked for."""
        outcomes = [*self.estimate.levels, self.estimate.you]
        return [
            {f"real_{name}": self.real(getattr(outcome.pay, name)) for name in SHOWN_TO_PEOPLE}
            if self.price_level
            else {}
            for outcome in outcomes
        ]

    def real(self, amount: float) -> float | None:
        """Return what an amount buys at the nation's prices, rounded; None where no level is published."""
        real = self.price_level.real(amount) if self.price_level else None
        return None if real is None else self.money.amount(real)

    def parity(self) -> Record:
        """Return the price level that real pay is divided by, when that is asked for."""
        level, parities = self.price_level, self.market.price_parities
        if not (level and parities):
            return {}
        return {
            "price_level": level.level,
            "price_level_place": level.place.code,
            "price_level_year": int(parities.year),
            "price_level_source": parities.source,
        }

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
        }

    def person(self) -> list[str]:
        """Return who the estimate is for, in words."""
        profile, labels = self.estimate.profile, []
        for change in self.estimate.changes:
            name, choice = change.fact.factor, change.fact.choice
            if name == CREDENTIAL:
                labels.append(NO_CERTIFICATION if choice.value == NONE else choice.value)
            elif name not in (CERTIFIED, CREDENTIAL_COUNT, ROLE, SUPPLEMENT) or choice.value == NONE:
                labels.append(choice.label)
        labels += (cert for cert in profile.certs or () if cert in self.market.unpriced)
        if profile.employer and self.market.scale:
            labels.append(self.market.words(EMPLOYER)[profile.employer])
        role = self.market.words(ROLE)[profile.role] if profile.role else None
        return [role or self.estimate.occupation.title, *labels, self.estimate.place.name]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return what people are shown: the levels, three sentences, and the steps when asked for."""
        parts: list[Part] = [self._levels(), tuple(self._sentences(symbols))]
        if explain:
            parts += [self._steps(symbols), tuple(self._origins())]
        return Sheet(tuple(self.person()), tuple(parts))

    def _levels(self) -> Grid:
        rows = self.rows()
        spans = list(map(_span, rows))
        low, high = min(span.p10 for span in spans), max(span.p90 for span in spans)
        columns = (
            Column("level", right=False),
            *(
                [Column("grade", right=False, gives_way=1)]
                if self.market.scale
                else [Column("years", gives_way=1)]
            ),
            Column("low"),
            Column("typical"),
            Column("high"),
            *([Column("real")] if self.price_level else []),
            *self._money_columns(),
            Column("hourly", gives_way=2),
            Column(self.money.text(low), right=False, gives_way=3, far=self.money.text(high)),
        )
        lines = (self._level_line(row, other) for row, other in zip(rows, self._other(), strict=True))
        return Grid(columns, tuple(lines))

    def _money_columns(self) -> list[Column]:
        if not self.conversion:
            return []
        return [Column(f"in {self.conversion.other.currency}"), Column("at PPP")]

    def _level_line(self, row: Row, other: Record) -> Line:
        scale, conversion = self.market.scale, self.conversion
        cells: tuple[Cell, ...] = (
            row.level,
            scale.named((row.grade or "").split("+")) if scale else row.years_text(),
            self.money.text(row.low),
            self.money.text(row.typical),
            self.money.text(row.high),
            *([self.money.or_dash(other["real_typical"])] if self.price_level else []),
            *(
                conversion.money.or_dash(other[name])
                for name in ("converted_typical", "parity_typical")
                if conversion
            ),
            self.money.hourly(row.hourly_typical),
            _span(row),
        )
        remark = "your level" if row.yours and row.level != YOU else ""
        return Line(cells, own=row.yours, remark=remark, apart=row.level == YOU)

    def basis(self) -> str:
        """Say which wages the estimate stands on, and why not others."""
        return " ".join((self._stands_on(), *map(sentence, self.caveats.of_wages())))

    def _stands_on(self) -> str:
        estimate = self.estimate
        if self.market.scale:
            from coding_salary.report import scale

            return scale.basis(self.bands, estimate)
        job = f"{estimate.occupation.title} ({estimate.occupation.code}), {estimate.place.name}"
        source = self.bands.sources[estimate.occupation.source]
        month = f"{spoken(self.market.date)}{self._moved()}"
        return f"Stands on the wages of {month}: {job}; {source.publisher} ({source.id})."

    def buying(self) -> str:
        """Say what real pay is; nothing when it is not asked for."""
        level, parities = self.price_level, self.market.price_parities
        if not (level and parities and level.level is not None):
            return ""
        if level.place.kind == NATION:
            return f"Real is typical pay at the nation's prices, which are those of {level.place.name}."
        return (
            f"Real is typical pay at the nation's prices: prices in {level.place.name} stood at"
            f" {half_up(level.level, ONE_PLACE):g} % of them in {parities.year} ({parities.source})."
        )

    def published(self, wage: float) -> float:
        """Return a published wage as it is, or rounded once it was moved or worked out for a year."""
        kept = not self.estimate.ageing and float(wage).is_integer()
        return whole(wage) if kept else self.money.amount(wage)

    @property
    def money_of(self) -> str:
        """The month whose money the amounts are in, in words."""
        return spoken(self.estimate.profile.as_of or self.market.date)

    def stale(self, today: str) -> list[str]:
        """Return what to say, in a month such as `2026-11`, of wages and rates that are old by then."""
        rates = old_rates(self.conversion, today) if self.conversion else None
        return list(filter(None, (self.caveats.old_wages(today), rates)))

    def _moved(self) -> str:
        index, ageing = self.market.wage_index, self.estimate.ageing
        return (
            f", moved to {spoken(ageing.until)} with the wage index ({index.source})"
            if ageing and index
            else ""
        )

    def _sentences(self, symbols: Symbols) -> Iterator[Sentence]:
        yield Sentence("basis", self.basis())
        if self.conversion:
            yield Sentence("conversion", conversion_words(self.conversion))
        if self.market.scale:
            from coding_salary.report.scale import sentences

            yield from sentences(self.estimate)
        else:
            yield from self._surveyed(symbols)
        if narrower := self.narrowing():
            same = "The range" if self.market.scale else "At the same pay, the range"
            yield Sentence("unknown", f"{same} would be narrower with {listed(narrower, 'and')}.")

    def _surveyed(self, symbols: Symbols) -> Iterator[Sentence]:
        typical = self.money.text(self.money.amount(self.estimate.you.pay.typical))
        yield Sentence(
            "margin",
            f"Typical is {typical} {symbols.plus_minus} {self.money.text(self.margin())};"
            " half of the people like you are between low and high.",
        )
        if bought := self.buying():
            yield Sentence("real", bought)

    def _steps(self, symbols: Symbols) -> Grid:
        columns = (
            Column("fact", right=False, loose=True),
            Column(symbols.times),
            Column("pay after"),
            Column("change"),
            Column("evidence", right=False),
            Column("sources", right=False, loose=True),
        )
        return Grid(columns, tuple(self._step_line(step) for step in self.explanation()))

    def _step_line(self, step: Step) -> Line:
        covered = f" (covered by {step.covered_by})" if step.covered_by else ""
        cells = (
            step.label + covered,
            f"{step.multiplier:.4g}",
            self.money.text(step.pay_after),
            f"{step.change:+,}",
            step.evidence or "",
            ", ".join(step.sources),
        )
        return Line(cells, dim=not step.counted)

    def outlook(self) -> Outlook:
        """Return what is projected for the occupation."""
        table = self.market.careers
        return table.outlooks.get(self.estimate.occupation.code, Outlook()) if table else Outlook()

    def _outlook_words(self) -> str:
        """Say what is projected for the occupation; nothing where nothing is."""
        growth, openings = self.outlook().growth, self.outlook().openings
        projected = []
        if growth:
            projected.append(f"{growth_text(growth)} jobs over {growth.decade} ({growth.source})")
        if openings:
            decade = f"over {openings.decade} ({openings.source})"
            projected.append(f"{whole(openings.value):,} openings a year {decade}")
        job = f"{self.estimate.occupation.title}, {self.market.name}"
        return f"Outlook of {job}: {listed(projected, 'and')}." if projected else ""

    def _origins(self) -> Iterator[Sentence]:
        place = self.estimate.place
        if place.kind != NATION and not self.market.scale:
            yield Sentence(
                "multipliers",
                f"Multipliers are the nation's; pay after each is read at the same position in {place.name}.",
            )
        if outlook := self._outlook_words():
            yield Sentence("outlook", outlook)
        yield from map(origin, self.sources())

    def margin(self) -> float:
        """Return one standard error of the typical amount, rounded."""
        return self.money.amount(self.estimate.margin)

    def narrowing(self) -> list[str]:
        """Say which answers would narrow the range most, and by how much: three at the most."""
        amounts = [(flag, self.money.amount(amount)) for flag, amount in self.estimate.unknown.items()]
        return [f"{flag} (by {self.money.text(amount)})" for flag, amount in amounts if amount > 0][:3]

    def _position(self) -> Record:
        you = self.estimate.you
        return {
            "percentile": None if you.percentile is None else half_up(you.percentile, ONE_PLACE),
            "multiplier": half_up(you.multiplier, FOUR_PLACES),
            "narrowing": None if you.narrowing is None else half_up(you.narrowing, FOUR_PLACES),
            "margin": self.margin(),
        }


def _span(row: Row) -> Span:
    """Return what a row's bar is drawn from: on a pay scale it has no ends beyond low and high."""
    p10, p90 = (row.low if row.p10 is None else row.p10), (row.high if row.p90 is None else row.p90)
    return Span(p10, row.low, row.typical, row.high, p90)
