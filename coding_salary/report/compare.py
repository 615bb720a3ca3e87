"""A comparison as fields and words."""

from collections.abc import Iterator
from itertools import chain
from operator import attrgetter
from types import MappingProxyType

from coding_salary.decisions.compare import Compared, Comparison, Real
from coding_salary.formats.records import Document, Field, Span, constants, records
from coding_salary.formats.sheet import Sheet
from coding_salary.model.conversion import PriceLevel
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.numbers import CENT, ONE_PLACE, half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import PayReport, provenance
from coding_salary.report.notes import Notes
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import Credentials

# How many places a note names before it leaves the others out.
MAX_NAMED = 3
# What is said of places on a scale of which parts are paid more.
FLOOR = "is the lowest there: some localities pay more"


class ComparisonReport(PayReport):
    """What is shown of a comparison; `levels` adds what each level typically earns.

    A price level, that of the profile's own place, says that the rows hold real pay. People see every row
    where it is `every`, otherwise as many as a screen holds, and what the `credentials` in the rows ask for.
    """

    every = True
    credentials: Credentials = MappingProxyType({})

    def __init__(
        self,
        bands: Bands,
        comparison: Comparison,
        keys: tuple[str, ...],
        levels: bool,
        price_level: PriceLevel | None = None,
    ) -> None:
        """Keep the rows, and make one of the profile that they are measured from."""
        super().__init__(bands, comparison.base, price_level)
        self.comparison = comparison
        self.rows = comparison.rows
        self.keys = keys
        self.levels = [each.level.name for each in self.estimate.levels if each.level and levels]
        names = dict.fromkeys(keys, "") | {keys[0]: "you"}
        real = Real(price_level.real(self.estimate.you.pay.typical), 0, None) if price_level else None
        self.own = Compared(names, self.estimate, 0, 0, "", False, real=real)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        (base,) = records(self.amount_fields() + self.real_fields()[1:2], [self.own])
        return {
            **provenance(self.bands, self.market),
            "currency": self.market.currency,
            "period": self.per,
            "varied": list(self.keys),
            "base": {"profile": self.profile(), **base, **self.price_level_record()},
            "rows": self.records(),
            "left_out": [{**each.names, "reason": each.reason} for each in self.comparison.refused],
            "notes": self.notes(),
        }

    def fields(self) -> list[Field[Compared]]:
        """Return the fields of a row, for programs."""
        return [
            *map(_name_field, self.keys),
            *self.amount_fields(),
            *self.real_fields(),
            Field("change", self.change),
            Field("change_percent", self.percent),
            self.money_field("margin", attrgetter("margin"), "margin"),
            Field("distinguishable"),
            Field("like_above"),
            Field("evidence"),
            Field("place_code", lambda row: row.estimate.place.code),
            Field("place_name", lambda row: row.estimate.place.name),
            *constants({"currency": self.market.currency, "period": self.per}),
        ]

    def sheet(self) -> Sheet:
        """Return what people are shown."""
        from coding_salary.report.compare_sheet import compare_sheet

        return compare_sheet(self)

    def notes(self) -> list[str]:
        """Return which rows use the wages of another place, and which have no price level."""
        fallen = [_place(row) for row in self.rows if row.estimate.fell_back]
        unpriced = [_place(row) for row in self.rows if row.real and row.real.typical is None]
        early = chain.from_iterable(Notes(self.bands, row.estimate).apprenticed() for row in self.rows)
        notes = list(dict.fromkeys((*super().notes(), *early)))
        if fallen:
            notes.append(f"no wages are published for {few(fallen)}: those of the state are used")
        notes += [*self.scale_notes(row.estimate for row in self.rows), *self._left_out()]
        if floors := list(dict.fromkeys(_place(row) for row in self.rows if row.estimate.floor)):
            notes.append(f"pay shown for {few(floors)} {FLOOR}")
        if unpriced:
            notes.append(f"no price level is published for {few(unpriced)}: real pay is not known there")
        return notes

    def _left_out(self) -> Iterator[str]:
        """Yield which combinations an employer does not take, with why it refuses the first of them."""
        if refused := self.comparison.refused:
            names = listed(dict.fromkeys(" / ".join(each.names.values()) for each in refused), "and")
            yield f"left out: {names}: {refused[0].reason}"

    def is_base(self, row: Compared) -> bool:
        """Whether the others are measured from a row."""
        return row.estimate.profile == self.estimate.profile

    def amount_fields(self) -> list[Field[Compared]]:
        """Return the fields of pay, of each level too where that is asked for."""
        return [
            *self.pay_fields("low", _estimate, priority=2),
            *self.pay_fields("typical", _estimate, priority=0),
            *self.pay_fields("high", _estimate, priority=2),
            *map(self._level_field, self.levels),
        ]

    def _level_field(self, name: str) -> Field[Compared]:
        def typical(row: Compared) -> float:
            pays = (each.pay for each in row.estimate.levels if each.level and each.level.name == name)
            return next(pays).typical

        return self.money_field(f"{name}_typical", typical, name, priority=4)

    def real_fields(self) -> list[Field[Compared]]:
        """Return the fields of what pay buys, where that is asked for."""
        if not self.price_level:
            return []
        return [
            Field("", attrgetter("real.rank"), "rank", _rank, priority=2),
            self.money_field("real_typical", attrgetter("real.typical"), "real", none="-"),
            Field("rank", attrgetter("real.rank")),
            Field("real_rank", attrgetter("real.real_rank"), "real rank", _rank, priority=2),
        ]

    def change(self, row: Compared) -> float:
        """Return typical pay against that of the row that the others are measured from, as both are shown."""
        return half_up(Money.of(row.estimate).amount(row.estimate.you.pay.typical) - self.typical, CENT)

    def percent(self, row: Compared) -> float:
        """Return the same in percent of that row's."""
        return half_up(row.change / self.estimate.you.pay.typical * 100, ONE_PLACE)

    def span(self, row: Compared) -> Span:
        """Return what the bar of a row is drawn from."""
        p10, low, typical, high, p90 = map(Money.of(row.estimate).amount, row.estimate.you.pay)
        return p10, low, typical, high, p90


def _estimate(row: Compared) -> Estimate:
    return row.estimate


def _name_field(key: str) -> Field[Compared]:
    return Field(key, lambda row: row.names[key])


def _place(row: Compared) -> str:
    return row.estimate.profile.place.name


def _rank(rank: int | None) -> str:
    return str(rank or "")


def few(names: list[str]) -> str:
    """Return the first of some names."""
    return "; ".join(names[:MAX_NAMED]) + ("; ..." if len(names) > MAX_NAMED else "")
