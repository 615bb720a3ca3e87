"""An estimate as rows and words: what every format shows, each amount rounded once.

Machine formats take `document` and `records`; formats for people take `rows`, `explanation` and the
sentences. Nothing here knows a terminal.
"""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass

from coding_salary import __version__
from coding_salary.bands import Bands
from coding_salary.errors import listed
from coding_salary.estimate import NAMES, Estimate
from coding_salary.factor import CERTIFIED, CREDENTIAL, CREDENTIAL_COUNT, NONE, ROLE
from coding_salary.levels import YOU, Row, level_rows
from coding_salary.look import Symbols
from coding_salary.market import Market
from coding_salary.money import Money, whole
from coding_salary.places import NATION, STATE
from coding_salary.records import Record
from coding_salary.rounding import CENT, FOUR_PLACES, ONE_PLACE, half_up
from coding_salary.sheet import Column, Grid, Line, Part, Sentence, Sheet, Span
from coding_salary.sources import Source
from coding_salary.waterfall import Step, waterfall

SCHEMA = 1
PERIOD = "year"
SHOWN_TO_PEOPLE = ("low", "typical", "high")
MONTHS = ("January February March April May June July August September October November December").split()

Document = dict[str, object]


@dataclass(frozen=True)
class Report:
    """What is shown of an estimate."""

    bands: Bands
    estimate: Estimate

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
        """Return the sources of the waterfall, each once."""
        ids = dict.fromkeys(id for line in self.explanation() for id in line.sources)
        return [self.bands.sources[id] for id in ids]

    def notes(self) -> list[str]:
        """Return what must be said beside the amounts that people are shown."""
        return [*self._fallback(), *self._held(SHOWN_TO_PEOPLE)]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        estimate = self.estimate
        *levels, you = (asdict(row) for row in self.rows())
        return {
            **provenance(self.bands, self.market),
            "profile": self.profile(),
            "place": {"code": estimate.place.code, "name": estimate.place.name, "kind": estimate.place.kind},
            "occupation": {"code": estimate.occupation.code, "title": estimate.occupation.title},
            "currency": self.market.currency,
            "period": PERIOD,
            "hours_per_year": half_up(self.market.hours_per_year, CENT),
            "levels": levels,
            "you": you | self._position(),
            "factors": [asdict(line) for line in self.explanation()],
            "unknown": [
                {"flag": flag, "narrows_by": self.money.amount(amount)}
                for flag, amount in estimate.unknown.items()
            ],
            "notes": self._all_notes(),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return flat records: the steps to be explained, or the levels and the person with the profile."""
        return [asdict(step) for step in self.explanation()] if explain else self._level_records()

    def _level_records(self) -> list[Record]:
        place = self.estimate.place
        profile = {f"profile_{key}": value for key, value in self.profile().items()}
        certs = self.estimate.profile.certs
        profile["profile_cert"] = None if certs is None else "+".join(certs) or NONE
        tail: Record = {
            "currency": self.market.currency,
            "period": PERIOD,
            "hours_per_year": half_up(self.market.hours_per_year, CENT),
            "place_code": place.code,
            "place_name": place.name,
            "place_kind": place.kind,
            **profile,
            "table_version": self.bands.version,
            "table_date": self.market.date,
            "notes": "; ".join(self._all_notes()),
        }
        position = self._position()
        nothing: Record = dict.fromkeys(position)
        return [{**asdict(row), **(position if row.level == YOU else nothing), **tail} for row in self.rows()]

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
        }

    def person(self) -> list[str]:
        """Return who the estimate is for, in words."""
        profile, labels = self.estimate.profile, []
        for change in self.estimate.changes:
            name, choice = change.fact.factor.name, change.fact.choice
            if name == CREDENTIAL:
                labels.append(choice.value)
            elif name not in (CERTIFIED, CREDENTIAL_COUNT, ROLE) or choice.value == NONE:
                labels.append(choice.label)
        role = self.market.choice(ROLE, profile.role).label if profile.role else None
        return [role or self.estimate.occupation.title, *labels, self.estimate.place.name]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return what people are shown: the levels, three sentences, and the steps when asked for."""
        parts: list[Part] = [self._levels(), tuple(self._sentences(symbols))]
        if explain:
            parts += [self._steps(symbols), tuple(self._origins())]
        return Sheet(tuple(self.person()), tuple(parts))

    def _levels(self) -> Grid:
        rows = self.rows()
        low, high = min(row.p10 for row in rows), max(row.p90 for row in rows)
        columns = (
            Column("level", right=False),
            Column("years", gives_way=1),
            Column("low"),
            Column("typical"),
            Column("high"),
            Column("hourly", gives_way=2),
            Column(self.money.text(low), right=False, gives_way=3, far=self.money.text(high)),
        )
        return Grid(columns, tuple(self._level_line(row) for row in rows))

    def _level_line(self, row: Row) -> Line:
        cells = (
            row.level,
            row.years_text(),
            self.money.text(row.low),
            self.money.text(row.typical),
            self.money.text(row.high),
            self.money.hourly(row.hourly_typical),
            Span(row.p10, row.low, row.typical, row.high, row.p90),
        )
        remark = "your level" if row.yours and row.level != YOU else ""
        return Line(cells, own=row.yours, remark=remark, apart=row.level == YOU)

    def basis(self) -> str:
        """Say which wages the estimate stands on, and why not others."""
        estimate = self.estimate
        job = f"{estimate.occupation.title} ({estimate.occupation.code}), {estimate.place.name}"
        source = self.bands.sources[estimate.occupation.source]
        wages = f"the wages of {month(self.market.date)}: {job}; {source.publisher} ({source.id})"
        return " ".join((f"Stands on {wages}.", *map(sentence, self._fallback())))

    def _sentences(self, symbols: Symbols) -> Iterator[Sentence]:
        yield Sentence("basis", self.basis())
        typical = self.money.text(self.money.amount(self.estimate.you.pay.typical))
        yield Sentence(
            "margin",
            f"Typical is {typical} {symbols.plus_minus} {self.money.text(self.margin())};"
            " half of the people like you are between low and high.",
        )
        if narrower := self.narrowing():
            yield Sentence(
                "unknown", f"At the same pay, the range would be narrower with {listed(narrower, 'and')}."
            )

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

    def _origins(self) -> Iterator[Sentence]:
        place = self.estimate.place
        if place.kind != NATION:
            yield Sentence(
                "multipliers",
                f"Multipliers are the nation's; pay after each is read at the same position in {place.name}.",
            )
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
            "percentile": half_up(you.percentile, ONE_PLACE),
            "multiplier": half_up(you.multiplier, FOUR_PLACES),
            "narrowing": half_up(you.narrowing, FOUR_PLACES),
            "margin": self.margin(),
        }

    def _all_notes(self) -> list[str]:
        return [*self._fallback(), *self._held(NAMES)]

    def _fallback(self) -> Iterator[str]:
        asked, used = self.estimate.profile.place, self.estimate.place
        if asked.code != used.code:
            title = self.estimate.occupation.title
            yield f"no wages of {title} are published for {asked.name}: those of {used.name} are used"

    def _held(self, shown: Collection[str]) -> Iterator[str]:
        named = [(outcome.level.name, outcome) for outcome in self.estimate.levels if outcome.level]
        held = [
            f"{level} {amount}"
            for level, outcome in [*named, (YOU, self.estimate.you)]
            for amount in outcome.held
            if amount in shown
        ]
        if held:
            low, high = self.bands.limits
            yield (
                f"{listed(held, 'and')} {'is' if len(held) == 1 else 'are'} held at the edge of the published"
                f" range of {self.estimate.place.name} (percentiles {low:g} to {high:g})"
            )


def provenance(bands: Bands, market: Market) -> Document:
    """Return what a machine result says of the program and the table that it comes from."""
    return {
        "schema": SCHEMA,
        "tool_version": __version__,
        "table_version": bands.version,
        "table_date": market.date,
        "table_sha256": bands.sha256,
    }


def origin(source: Source) -> Sentence:
    """Return who published a source, as what, when and where."""
    about = ", ".join((source.publisher, source.title, source.date))
    return Sentence(source.id, f"{source.id}: {about}", source.link)


def month(date: str) -> str:
    """Return `May 2025` for `2025-05` and for a day of that month."""
    year, number, *_ = date.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def sentence(words: str) -> str:
    """Return words as a sentence: a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."
