"""A comparison as fields and words."""

from collections.abc import Iterator
from operator import attrgetter

from coding_salary.decisions.compare import Compared, Comparison, Real
from coding_salary.formats.records import Field, Span, constants, records
from coding_salary.formats.result import Document
from coding_salary.formats.sheet import Grid, Line, Sentence, Sheet
from coding_salary.model.conversion import PriceLevel
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, half_up
from coding_salary.reading.words import listed
from coding_salary.report.base import PayReport, provenance
from coding_salary.table.bands import Bands

# How many places a note names before it leaves the others out.
MAX_NAMED = 3
# What is said of places on a scale of which parts are paid more.
FLOOR = "is a floor: parts lie in localities that pay more"


class ComparisonReport(PayReport):
    """What is shown of a comparison; `levels` adds what each level typically earns.

    A price level, that of the profile's own place, says that the rows hold real pay.
    """

    def __init__(
        self,
        bands: Bands,
        comparison: Comparison,
        keys: tuple[str, ...],
        levels: bool,
        price_level: PriceLevel | None = None,
    ) -> None:
        """Keep the rows, and make one of the profile itself."""
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
        (base,) = records(self._amount_fields() + self._real_fields()[1:2], [self.own])
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
        """Return the fields of a row; the first name is marked where the wages are those of another place."""
        return [
            Field("", self._first_name, self.keys[0]),
            Field(self.keys[0], lambda row: row.names[self.keys[0]]),
            *map(_name_field, self.keys[1:]),
            *self._amount_fields(),
            *self._real_fields(),
            Field("change", self._change, "change", self.money.signed, priority=1, difference=True),
            Field("change_percent", self._percent, "%", "{:+.1f}".format, priority=5, difference=True),
            self.money_field("margin", lambda row: row.margin, "margin", priority=7, difference=True),
            Field("", _clear, "clear", priority=3, difference=True),
            Field("distinguishable"),
            Field("like_above"),
            Field("evidence", heading="evidence", priority=3, difference=True),
            Field("place_code", lambda row: row.estimate.place.code),
            Field("place_name", lambda row: row.estimate.place.name),
            *constants({"currency": self.market.currency, "period": self.per}),
        ]

    def sheet(self) -> Sheet:
        """Return the table and what a reader must know of it."""
        lines = [Line(row, highlighted=self._is_own(row)) for row in self.rows]
        if not any(line.highlighted for line in lines):
            lines.append(Line(self.own, highlighted=True, rule_above=True))
        bars = self.bar_field(self._span, [*self.rows, self.own], priority=6)
        title = (*self.person(), f"compared by {', '.join(self.keys)}")
        return Sheet(title, Grid([*self.fields(), bars], lines), list(self._sentences()))

    def notes(self) -> list[str]:
        """Return which rows use the wages of another place, and which have no price level."""
        fallen = [_place(row) for row in self.rows if row.estimate.fell_back]
        unpriced = [_place(row) for row in self.rows if row.real and row.real.typical is None]
        notes = super().notes()
        if fallen:
            notes.append(f"no wages are published for {few(fallen)}: those of the state are used")
        notes += [*self.scale_notes(row.estimate for row in self.rows), *self._left_out()]
        if floors := list(dict.fromkeys(_place(row) for row in self.rows if row.estimate.floor)):
            notes.append(f"what is used for {few(floors)} {FLOOR}")
        if unpriced:
            notes.append(f"no price level is published for {few(unpriced)}: real pay is not known there")
        return notes

    def _left_out(self) -> Iterator[str]:
        """Yield which combinations an employer does not take, with why it refuses the first of them."""
        if refused := self.comparison.refused:
            names = listed(dict.fromkeys(" / ".join(each.names.values()) for each in refused), "and")
            yield f"left out: {names}: {refused[0].reason}"

    def _is_own(self, row: Compared) -> bool:
        return row.estimate.profile == self.estimate.profile

    def _first_name(self, row: Compared) -> str:
        name = row.names[self.keys[0]]
        return f"{name} *" if row.estimate.fell_back and row is not self.own else name

    def _amount_fields(self) -> list[Field[Compared]]:
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

    def _real_fields(self) -> list[Field[Compared]]:
        if not self.price_level:
            return []
        return [
            Field("", attrgetter("real.rank"), "rank", _rank, priority=2),
            self.money_field("real_typical", attrgetter("real.typical"), "real", none="-"),
            Field("rank", attrgetter("real.rank")),
            Field("real_rank", attrgetter("real.real_rank"), "real rank", _rank, priority=2),
        ]

    def _change(self, row: Compared) -> float:
        return self.money.amount(row.change)

    def _percent(self, row: Compared) -> float:
        return half_up(row.change / self.estimate.you.pay.typical * 100, ONE_PLACE)

    def _span(self, row: Compared) -> Span:
        p10, low, typical, high, p90 = map(Money.of(row.estimate).amount, row.estimate.you.pay)
        return p10, low, typical, high, p90

    def _sentences(self) -> Iterator[Sentence]:
        yield Sentence("basis", self.basis())
        if self.words.years and self.estimate.you.years is not None:
            yield Sentence("years", self.words.years)
        if self.price_level and (price_levels := self.market.price_levels):
            yield Sentence(
                "real",
                "Real is typical pay at the nation's prices: divided by the price level of each place in"
                f" {price_levels.year} ({price_levels.source}). Ranks are those among all the rows.",
            )
        if any(row.estimate.fell_back for row in self.rows):
            yield Sentence("*", "* No wages are published there: those of the state are used.")
        if any(not row.distinguishable for row in self.rows):
            yield Sentence("clear", "Where clear says no, the gap is within the margin of error.")
        if any(row.like_above for row in self.rows):
            yield Sentence(
                "like above", "Like above: the evidence cannot tell the row from the one above it."
            )


def _estimate(row: Compared) -> Estimate:
    return row.estimate


def _name_field(key: str) -> Field[Compared]:
    return Field(key, lambda row: row.names[key], key)


def _place(row: Compared) -> str:
    return row.estimate.profile.place.name


def _clear(row: Compared) -> str:
    return ("yes" if row.distinguishable else "no") + (", like above" if row.like_above else "")


def _rank(rank: int | None) -> str:
    return str(rank or "")


def few(names: list[str]) -> str:
    """Return the first of some names."""
    return "; ".join(names[:MAX_NAMED]) + ("; ..." if len(names) > MAX_NAMED else "")
