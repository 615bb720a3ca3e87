"""The pay of a staff by group, as fields and words."""

from collections.abc import Sequence

from coding_salary.decisions.staff import Group
from coding_salary.formats.records import Document, Field, Result
from coding_salary.formats.sheet import Grid, Labeled, Line, Sheet
from coding_salary.model.money import Money
from coding_salary.reading.words import printable
from coding_salary.report.base import provenance
from coding_salary.table.bands import Bands

DASH = "-"
UNNAMED = "(blank)"


class StaffReport(Result):
    """What is shown of the pay of groups of people, and of everyone."""

    def __init__(self, bands: Bands, column: str, groups: Sequence[Group], total: Sequence[Group]) -> None:
        """Keep the groups that a column names."""
        self.bands, self.column, self.rows, self.total = bands, column, groups, total
        self.symbols = {market.currency: Money(market) for market in bands.markets.values()}

    def document(self) -> Document:
        """Return everything, as the JSON output holds it."""
        return {
            **provenance(self.bands, self.bands.home),
            "group_by": self.column,
            "groups": self.records(),
            "total": [group._asdict() for group in self.total],
        }

    def fields(self) -> list[Field[Group]]:
        """Return the fields of a group."""
        left_out = "left out" if any(group.left_out for group in self.rows) else None
        return [
            Field("group"),
            Field("", lambda row: printable(row.group) or UNNAMED, printable(self.column), wrap=True),
            Field("people", None, "people", "{:,}".format),
            Field("left_out", None, left_out, "{:,}".format, priority=4),
            Field("middle_compa_ratio", None, "compa-ratio", "{:.2f}".format, none=DASH, priority=3),
            Field("below_25th", None, "below 25th", "{:,}".format, priority=1),
            Field("below_25th_percent", None, "share", "{:g}%".format, none=DASH, priority=2),
            Field("cost_to_25th"),
            Field("", self._cost, "cost to 25th", str),
            Field("currency"),
        ]

    def sheet(self) -> Sheet:
        """Return a line for each group, everyone below them, and what the columns say."""
        lines = [Line(group) for group in self.rows]
        everyone = enumerate(self.total)
        lines += [Line(group, highlighted=True, rule_above=not index) for index, group in everyone]
        left_out = any(group.left_out for group in self.rows)
        words = [*SENTENCES, *([LEFT_OUT] if left_out else [])]
        return Sheet((f"Pay by {printable(self.column)}",), Grid(self.fields(), lines), words)

    def _cost(self, group: Group) -> str:
        money = self.symbols.get(group.currency)
        return money.text(group.cost_to_25th) if money else DASH


SENTENCES = [
    Labeled("compa-ratio", "pay over typical pay of people like them; the group's median", legend=True),
    Labeled("below 25th", "paid less than three quarters of people like them", legend=True),
    Labeled("cost to 25th", "what raising all of those to the 25th percentile costs a year", legend=True),
]
LEFT_OUT = Labeled("left out", "without pay, or without an estimate", legend=True)
