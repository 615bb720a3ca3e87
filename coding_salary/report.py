"""An estimate as rows and words: what every format shows, each amount rounded once.

Machine formats take `document` and `records`; formats for people take `rows`, `explanation` and the
sentences. Nothing here knows a terminal.
"""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass

from coding_salary import __version__
from coding_salary.bands import Bands
from coding_salary.errors import listed
from coding_salary.estimate import NAMES, Estimate, Outcome
from coding_salary.market import Level, Market
from coding_salary.places import NATION, STATE
from coding_salary.rounding import CENT, half_up
from coding_salary.sources import Source
from coding_salary.waterfall import FOUR_PLACES, Line, waterfall

SCHEMA = 1
ONE_PLACE = 0.1
PERIOD = "year"
YOU = "you"
SHOWN_TO_PEOPLE = ("low", "typical", "high")
MONTHS = ("January February March April May June July August September October November December").split()

Value = str | int | float | bool | None | list[str]
Record = dict[str, Value]
Document = dict[str, object]


@dataclass(frozen=True)
class Row:
    """One line of the comparison; amounts rounded to the step of the table, hourly ones to the cent."""

    level: str
    years_from: int | None
    years_to: int | None
    years: float | None
    p10: float
    low: float
    typical: float
    high: float
    p90: float
    hourly_low: float
    hourly_typical: float
    hourly_high: float
    yours: bool


@dataclass(frozen=True)
class Report:
    """What is shown of an estimate."""

    bands: Bands
    estimate: Estimate

    @property
    def market(self) -> Market:
        """The market whose currency the amounts are in."""
        return self.estimate.market

    def rows(self) -> list[Row]:
        """Return the levels, then the person's own row."""
        own = self.estimate.you.level
        levels = [
            self._row(outcome, outcome.level, outcome.level.name, outcome.level == own)
            for outcome in self.estimate.levels
            if outcome.level
        ]
        return [*levels, self._row(self.estimate.you, None, YOU, yours=True)]

    def explanation(self) -> list[Line]:
        """Return the waterfall down to the typical amount as it is shown."""
        return waterfall(self.estimate)

    def local(self) -> str:
        """Say why pay does not simply follow the multipliers, where it does not: outside the nation."""
        place = self.estimate.place
        if place.kind == NATION:
            return ""
        return f"Multipliers are the nation's; pay after each is read at the same position in {place.name}."

    def sources(self) -> list[Source]:
        """Return the sources of the waterfall, each once."""
        ids = dict.fromkeys(id for line in self.explanation() for id in line.sources)
        return [self.bands.sources[id] for id in ids]

    def notes(self, shown: Collection[str] = NAMES) -> list[str]:
        """Return what must be known beside the amounts shown: fallbacks, and amounts held at a limit."""
        return [*self._fallback(), *self._held(shown)]

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        estimate = self.estimate
        *levels, you = (asdict(row) for row in self.rows())
        return {
            "schema": SCHEMA,
            "tool_version": __version__,
            "table_version": self.bands.version,
            "table_date": self.market.date,
            "table_sha256": self.bands.sha256,
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
                {"flag": flag, "narrows_by": self.amount(amount)} for flag, amount in estimate.unknown.items()
            ],
            "notes": self.notes(),
        }

    def records(self) -> list[Record]:
        """Return one flat record per level and one for the person, each carrying the whole profile."""
        place = self.estimate.place
        profile = {f"profile_{key}": joined(value) for key, value in self.profile().items()}
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
            "notes": "; ".join(self.notes()),
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
            "years": whole(profile.years),
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
        for step in self.estimate.steps:
            name, choice = step.fact.factor.name, step.fact.choice
            if name == "credential":
                labels.append(choice.value)
            elif name not in ("certified", "credential_count", "role") or choice.value == "none":
                labels.append(choice.label)
        role = self.market.factors["role"].values[profile.role].label if profile.role else None
        return [role or self.estimate.occupation.title, *labels, self.estimate.place.name]

    def basis(self) -> str:
        """Say which wages the estimate stands on."""
        estimate = self.estimate
        job = f"{estimate.occupation.title} ({estimate.occupation.code})"
        source = self.bands.sources[estimate.occupation.source]
        return (
            f"the wages of {month(self.market.date)}: {job}, {estimate.place.name};"
            f" {source.publisher} ({source.id})"
        )

    def narrowing(self) -> list[str]:
        """Say which answers would narrow the range most, and by how much: three at the most."""
        amounts = [(flag, self.amount(amount)) for flag, amount in self.estimate.unknown.items()]
        return [f"{flag} (by {self.money(amount)})" for flag, amount in amounts if amount > 0][:3]

    def margin(self) -> float:
        """Return one standard error of the typical amount, rounded."""
        return self.amount(self.estimate.margin)

    def amount(self, amount: float) -> float:
        """Round an amount to the step of the table."""
        return half_up(amount, self.market.rounding)

    def money(self, amount: float) -> str:
        """Return an amount as people write it, such as $51,700."""
        return f"{self.market.symbol}{whole(float(amount)):,}"

    def hourly(self, amount: float) -> str:
        """Return an hourly amount as people write it, such as $24.88."""
        return f"{self.market.symbol}{amount:,.2f}"

    def _row(self, outcome: Outcome, level: Level | None, name: str, yours: bool) -> Row:
        pay, hours = outcome.pay, self.market.hours_per_year
        return Row(
            level=name,
            years_from=level.years_from if level else None,
            years_to=level.years_to if level else None,
            years=whole(outcome.years),
            p10=self.amount(pay.p10),
            low=self.amount(pay.low),
            typical=self.amount(pay.typical),
            high=self.amount(pay.high),
            p90=self.amount(pay.p90),
            hourly_low=half_up(pay.low / hours, CENT),
            hourly_typical=half_up(pay.typical / hours, CENT),
            hourly_high=half_up(pay.high / hours, CENT),
            yours=yours,
        )

    def _position(self) -> Record:
        you = self.estimate.you
        return {
            "percentile": half_up(you.percentile, ONE_PLACE),
            "multiplier": half_up(you.multiplier, FOUR_PLACES),
            "narrowing": half_up(you.narrowing, FOUR_PLACES),
            "margin": self.margin(),
        }

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


def whole(number: float | None) -> float | int | None:
    """Return a number as an int when it is whole."""
    return int(number) if number is not None and number.is_integer() else number


def joined(value: Value) -> Value:
    """Return a list as one cell: certifications joined by +, and `none` for an empty list."""
    if isinstance(value, list):
        return "+".join(value) or "none"
    return value


def month(date: str) -> str:
    """Return `May 2025` for `2025-05`."""
    year, number = date.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def years_words(row: Row, to: str = "-", up: str = "+") -> str:
    """Return the years of a row: `0-2`, `10+`, `5`, or `any`."""
    if row.years_from is None:
        return "any" if row.years is None else f"{row.years:g}"
    return f"{row.years_from}{up}" if row.years_to is None else f"{row.years_from}{to}{row.years_to}"
