"""An estimate as fields: what every format shows, each amount rounded once."""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from coding_salary.formats.records import Document, Field, Record, constants, records, unpacked
from coding_salary.model.conversion import PriceLevel
from coding_salary.model.estimate import SurveyEstimate
from coding_salary.model.money import Money
from coding_salary.model.result import NAMES, Estimate, Row, level_rows
from coding_salary.model.sharpening import Sharpening, sharpening
from coding_salary.model.waterfall import Step, waterfall
from coding_salary.numbers import CENT, FOUR_PLACES, ONE_PLACE, half_up, half_up_known
from coding_salary.report.base import (
    SHOWN_TO_PEOPLE,
    PayReport,
    casual_hourly,
    outlook_record,
    place_record,
)
from coding_salary.report.conversion import conversion_record
from coding_salary.table.bands import Bands
from coding_salary.table.factors import NONE, YOU
from coding_salary.table.wages import Outlook

if TYPE_CHECKING:
    from coding_salary.decisions.remote import RemotePay
    from coding_salary.formats.sheet import Sheet
    from coding_salary.model.conversion import Conversion
    from coding_salary.report.remote import RemoteWords

# What low and high are, where there is room to say it: those of a survey, and of a pay scale.
QUARTERS = {"low": "quarter earn less", "high": "quarter earn more"}
POINTS = {"low": "lowest point", "high": "highest point"}
# The fields of an answer that could be changed.
OPEN = ("flag", "lowest", "lowest_with", "highest", "highest_with")


class Shows(Enum):
    """What a report shows, each by the flag that asks for it; the levels need none."""

    LEVELS = ""
    STEPS = "explain"
    CHANGES = "what_if"
    POSTING = "posting"


class EstimateReport(PayReport):
    """The levels and the person's own row, or what else of an estimate is asked for."""

    def __init__(
        self,
        bands: Bands,
        estimate: Estimate,
        price_level: PriceLevel | None = None,
        conversion: "Conversion | None" = None,
        *,
        shows: Shows = Shows.LEVELS,
    ) -> None:
        """Keep the estimate, and what its pay buys and is in other money."""
        super().__init__(bands, estimate, price_level, conversion)
        self.remote: RemoteWords | None = None
        self.shows = shows
        self.pay = {each.level.name: each.pay for each in estimate.levels if each.level}
        self.pay[YOU] = estimate.you.pay

    def beside(self, remote: "RemotePay") -> None:
        """Show pay by where the employer is, too."""
        from coding_salary.report.remote import RemoteWords

        self.remote = RemoteWords(remote, self.money)

    @cached_property
    def levels(self) -> list[Row]:
        """The levels, then the person's own row."""
        return level_rows(self.estimate)

    @property
    def rows(self) -> list[Any]:  # type: ignore[override]
        """What the records are made of."""
        match self.shows:
            case Shows.CHANGES:
                return self.changes
            case Shows.STEPS:
                return waterfall(self.estimate)
            case Shows.POSTING:
                return [self.posting]
            case _:
                return self.levels

    @property
    def posting(self) -> str:
        """The pay range as a paragraph of a job advert."""
        from coding_salary.report.estimate_sheet import posting

        return posting(self)

    @cached_property
    def changes(self) -> list[Sharpening]:
        """What each answer could change."""
        from coding_salary.decisions.what_if import what_if

        return what_if(self.bands, self.estimate)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        *levels, you = records([*self.level_fields(), *self.measure_fields()], self.levels)
        return {
            **self.head(),
            "place": place_record(self.estimate.place),
            "occupation": {"code": self.estimate.occupation.code, "title": self.estimate.occupation.title},
            **self._unit(),
            **self._measured_with(),
            **(self.remote.record() if self.remote else {}),
            **({"interpolated": list(found)} if (found := self.estimate.interpolated) else {}),
            "levels": levels,
            "you": you | self._position(),
            "factors": [step._asdict() for step in waterfall(self.estimate)],
            "outlook": outlook_record(self.outlook()),
            "unknown": [self._open(each) for each in sharpening(self.bands, self.estimate)],
            **self._asked_for(),
            "notes": self.caveats.all(NAMES),
        }

    def fields(self) -> list[Field[Any]]:
        """Return the fields of what is shown: of the levels also those of the profile."""
        match self.shows:
            case Shows.CHANGES:
                return unpacked(self._open, OPEN)
            case Shows.STEPS:
                return list(map(Field, Step._fields))
            case Shows.POSTING:
                return [Field("posting", str)]
        position = self._position()
        nothing: Record = dict.fromkeys(position)
        own: list[Field[Row]] = unpacked(lambda row: position if row.level == YOU else nothing, position)
        return [*self.level_fields(), *own, *self.measure_fields(), *constants(self._about())]

    def sheet(self) -> "Sheet":
        """Return what people are shown: the levels, three sentences, and the steps when asked for."""
        from coding_salary.report.estimate_sheet import estimate_sheet

        return estimate_sheet(self)

    def level_fields(self) -> list[Field[Row]]:
        """Return the fields of a level in the money of its market."""
        return [
            Field("level", heading="level"),
            *map(Field, ("years_from", "years_to", "years", "p10")),
            *self._amount_fields(),
            *map(Field, ("p90", "hourly_low", "hourly_typical", "hourly_high", "yours", "grade")),
        ]

    def _amount_fields(self) -> Iterator[Field[Row]]:
        """Yield the fields of the amounts; people see no low and high where a pay scale leaves one point."""
        ranged = any(not pay.one_point for pay in self.pay.values())
        for name in SHOWN_TO_PEOPLE:
            yield Field(name)
            heading = name if ranged or name == "typical" else None
            wide = (QUARTERS if isinstance(self.estimate, SurveyEstimate) else POINTS).get(name, "")
            yield Field("", partial(self._shown, name), heading, self.money.text, wide=wide)

    def _shown(self, name: str, row: Row) -> float | None:
        hidden = name != "typical" and self.pay[row.level].one_point
        return None if hidden else getattr(row, name)

    def measure_fields(self) -> list[Field[Row]]:
        """Return the fields of pay by other measures: what it buys, and other money, where asked for."""
        fields: list[Field[Row]] = []
        if self.price_level:
            fields += self._measured("real", "real", self.real, self.money)
        if self.conversion:
            money, other = self.conversion.money, self.conversion.other.currency
            fields += self._measured("converted", f"in {other}", self.conversion.converted, money)
            fields += self._measured("parity", "at PPP", self.conversion.at_parity, money)
        return fields

    def _measured(
        self, way: str, heading: str, measure: Callable[[float], float | None], money: Money
    ) -> Iterator[Field[Row]]:
        """Yield the fields of low, typical and high pay by a measure; people are shown typical pay."""

        def value(name: str) -> Callable[[Row], float | None]:
            return lambda row: measure(getattr(self.pay[row.level], name))

        for name in SHOWN_TO_PEOPLE:
            shown = heading if name == "typical" else None
            yield Field(f"{way}_{name}", value(name), shown, money.text, none="-")

    def outlook(self) -> Outlook:
        """Return what is projected for the occupation."""
        table = self.market.careers
        return table.outlooks.get(self.estimate.occupation.code, Outlook()) if table else Outlook()

    def _position(self) -> Record:
        """Return where the person stands, and how much is not known."""
        you = self.estimate.you
        return {
            "percentile": half_up_known(you.percentile, ONE_PLACE),
            "multiplier": half_up(you.multiplier, FOUR_PLACES),
            "narrowing": half_up_known(you.narrowing, FOUR_PLACES),
            "shown": half_up_known(you.shown, FOUR_PLACES),
            "margin": self.margin,
        }

    def _asked_for(self) -> Document:
        """Return what the document holds only when it is asked for."""
        if self.shows is Shows.CHANGES:
            return {"what_if": list(map(self._open, self.changes))}
        return {"posting": self.posting} if self.shows is Shows.POSTING else {}

    def _open(self, open: Sharpening) -> Record:
        """Return what another answer could change."""
        (low, low_with), (high, high_with) = (
            (self.money.amount(end.typical), end.label) for end in (open.lowest, open.highest)
        )
        return dict(zip(OPEN, (open.flag, low, low_with, high, high_with), strict=True))

    def _about(self) -> Record:
        """Return what is the same in the records of every level."""
        place, profile, certs = self.estimate.place, self.profile(), self.estimate.profile.certs
        profile.pop("file", None)  # rows that are joined must have the same columns
        profile["cert"] = None if certs is None else "+".join(certs) or NONE
        return {
            **self._unit(),
            "market": self.market.code,
            "kind": self.market.kind,
            **{f"place_{key}": value for key, value in place_record(place).items()},
            **self._measured_with(),
            **(self.remote.record() if self.remote else {}),
            **{f"profile_{key}": value for key, value in profile.items()},
            "table_version": self.bands.version,
            "table_date": self.market.date,
            "notes": "; ".join(self.caveats.all(NAMES)),
        }

    def _unit(self) -> Record:
        hours = half_up(self.estimate.hours_per_year, CENT)
        return {"currency": self.market.currency, "period": self.per, "hours_per_year": hours}

    def _measured_with(self) -> Record:
        """Return what the other measures rest on, and the loading of casuals where one is known."""
        record = self.price_level_record()
        if self.conversion:
            record |= conversion_record(self.conversion)
        if loading := self.market.casual_loading:
            record |= {
                "casual_loading_percent": half_up(loading.share * 100, CENT),
                "casual_hourly_typical": casual_hourly(self.estimate),
                "casual_source": loading.source,
            }
        return record
