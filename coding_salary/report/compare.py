"""A comparison as rows and words."""

from collections.abc import Iterator
from typing import NamedTuple

from coding_salary.decisions.compare import Compared, Comparison, Real
from coding_salary.formats.records import Record
from coding_salary.formats.sheet import Cell, Column, Grid, Line, Sentence, Sheet, Span
from coding_salary.formats.symbols import Symbols
from coding_salary.model.conversion import PriceLevel
from coding_salary.model.result import Estimate
from coding_salary.numbers import ONE_PLACE, half_up
from coding_salary.report.common import PERIOD, Document, provenance
from coding_salary.report.estimate import Report
from coding_salary.table.bands import Bands

MOST_NAMED = 3


class ComparisonReport(NamedTuple):
    """What is shown of a comparison; `levels` adds what each level typically earns.

    A price level, that of the profile's own place, says that the rows hold real pay.
    """

    bands: Bands
    comparison: Comparison
    keys: tuple[str, ...]
    levels: bool
    price_level: PriceLevel | None = None

    @property
    def base(self) -> Report:
        """The report of the profile's own estimate."""
        return Report(self.bands, self.comparison.base, self.price_level)

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        market, own = self.base.market, self.comparison.base
        base = {"profile": self.base.profile(), **self._amounts(own), **self._base_real()}
        return {
            **provenance(self.bands, market),
            "currency": market.currency,
            "period": PERIOD,
            "varied": list(self.keys),
            "base": base,
            "rows": [self._record(row) for row in self.comparison.rows],
            "notes": self.notes(),
        }

    def records(self, *, explain: bool) -> list[Record]:
        """Return a flat record for each row."""
        del explain
        return [self._record(row) for row in self.comparison.rows]

    def sheet(self, *, explain: bool, symbols: Symbols) -> Sheet:
        """Return the table and what a reader must know of it."""
        del explain
        title = (*self.base.person(), f"compared by {', '.join(self.keys)}")
        lines = [self._line(row) for row in self.comparison.rows]
        if not any(line.own for line in lines):
            lines.append(self._base_line())
        return Sheet(title, (Grid(self._columns(), tuple(lines)), tuple(self._sentences(symbols))))

    def notes(self) -> list[str]:
        """Return which rows use the wages of another place, and which have no price level."""
        fallen = [row.estimate.profile.place.name for row in self.comparison.rows if row.estimate.fell_back]
        unpriced = [
            row.estimate.profile.place.name
            for row in self.comparison.rows
            if row.real and row.real.typical is None
        ]
        notes = self.base.notes()
        if fallen:
            notes.append(f"no wages are published for {_few(fallen)}: those of the state are used")
        if unpriced:
            notes.append(f"no price level is published for {_few(unpriced)}: real pay is not known there")
        return notes

    def _amounts(self, estimate: Estimate) -> dict[str, float]:
        amount, pay = self.base.money.amount, estimate.you.pay
        levels = {
            f"{level.level.name}_typical": amount(level.pay.typical)
            for level in estimate.levels
            if level.level and self.levels
        }
        return {"low": amount(pay.low), "typical": amount(pay.typical), "high": amount(pay.high), **levels}

    def _record(self, row: Compared) -> Record:
        amount, base = self.base.money.amount, self.comparison.base.you.pay.typical
        names: Record = {key: row.names[key] for key in self.keys}
        place = row.estimate.place
        return {
            **names,
            **self._amounts(row.estimate),
            **self._real(row.real),
            "change": amount(row.change),
            "change_percent": half_up(row.change / base * 100, ONE_PLACE),
            "margin": amount(row.margin),
            "distinguishable": row.distinguishable,
            "like_above": row.like_above,
            "evidence": row.evidence,
            "place_code": place.code,
            "place_name": place.name,
            "currency": self.base.market.currency,
            "period": PERIOD,
        }

    def _real(self, real: Real | None) -> Record:
        if not real:
            return {}
        typical = None if real.typical is None else self.base.money.amount(real.typical)
        return {"real_typical": typical, "rank": real.rank, "real_rank": real.real_rank}

    def _base_real(self) -> Record:
        if not self.price_level:
            return {}
        return {"real_typical": self.base.real(self.comparison.base.you.pay.typical), **self.base.parity()}

    def _columns(self) -> tuple[Column, ...]:
        first, *others = (Column(key, right=False) for key in self.keys)
        levels = [
            Column(outcome.level.name, gives_way=4)
            for outcome in self.comparison.base.levels
            if outcome.level and self.levels
        ]
        spans = [self._span(row.estimate) for row in self.comparison.rows] + [
            self._span(self.comparison.base)
        ]
        low, high = min(span.p10 for span in spans), max(span.p90 for span in spans)
        text = self.base.money.text
        return (
            first,
            *others,
            Column("low", gives_way=2),
            Column("typical"),
            Column("high", gives_way=2),
            *levels,
            *self._real_columns(),
            Column("change", gives_way=1),
            Column("%", gives_way=5),
            Column("margin", gives_way=7),
            Column("clear", right=False, gives_way=3),
            Column("evidence", right=False, gives_way=3),
            Column(text(low), right=False, gives_way=6, far=text(high)),
        )

    def _real_columns(self) -> list[Column]:
        if not self.price_level:
            return []
        return [Column("rank", gives_way=2), Column("real"), Column("real rank", gives_way=2)]

    def _line(self, row: Compared) -> Line:
        record = self._record(row)
        first, *others = (str(record[key]) for key in self.keys)
        names = [f"{first} *" if row.estimate.fell_back else first, *others]
        own = row.estimate.profile == self.comparison.base.profile
        difference = ("", "", "", "", "") if own else self._difference(row, record)
        cells = (*self._cells(row.estimate), *self._real_cells(record))
        return Line((*names, *cells, *difference, self._span(row.estimate)), own=own)

    def _base_line(self) -> Line:
        base = self.comparison.base
        names = ["you", *("" for _ in self.keys[1:])]
        cells = (*self._cells(base), *self._real_cells(self._base_real()))
        return Line((*names, *cells, "", "", "", "", "", self._span(base)), own=True, apart=True)

    def _cells(self, estimate: Estimate) -> list[Cell]:
        return [self.base.money.text(amount) for amount in self._amounts(estimate).values()]

    def _real_cells(self, record: Record) -> tuple[str, ...]:
        if not self.price_level:
            return ()
        rank, real_rank = (str(record.get(key) or "") for key in ("rank", "real_rank"))
        return rank, self.base.money.or_dash(record["real_typical"]), real_rank

    def _difference(self, row: Compared, record: Record) -> tuple[str, ...]:
        clear = ("yes" if row.distinguishable else "no") + (", like above" if row.like_above else "")
        margin = self.base.money.text(self.base.money.amount(row.margin))
        return f"{record['change']:+,}", f"{record['change_percent']:+.1f}", margin, clear, row.evidence

    def _span(self, estimate: Estimate) -> Span:
        return Span(*map(self.base.money.amount, estimate.you.pay))

    def _sentences(self, symbols: Symbols) -> Iterator[Sentence]:
        del symbols
        yield Sentence("basis", self.base.basis())
        if self.base.market.scale and self.comparison.base.you.years is not None:
            yield Sentence(
                "years", "The years are those in each row's own grade, not those since a change of it."
            )
        if self.price_level and (parities := self.base.market.price_parities):
            yield Sentence(
                "real",
                "Real is typical pay at the nation's prices: divided by the price level of each place in"
                f" {parities.year} ({parities.source}). Ranks are those among all the rows.",
            )
        if any(row.estimate.fell_back for row in self.comparison.rows):
            yield Sentence("*", "* No wages are published there: those of the state are used.")
        if any(not row.distinguishable for row in self.comparison.rows):
            yield Sentence(
                "clear",
                "Where clear says no, the evidence cannot tell the difference from none.",
            )
        if any(row.like_above for row in self.comparison.rows):
            yield Sentence(
                "like above", "Like above: the evidence cannot tell the row from the one above it."
            )


def _few(names: list[str]) -> str:
    return "; ".join(names[:MOST_NAMED]) + ("; ..." if len(names) > MOST_NAMED else "")
