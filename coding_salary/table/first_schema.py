"""A table of the first schema: what to write instead, in each place that the second one writes otherwise."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from coding_salary.reading.words import printable
from coding_salary.table.market import SCALE, SURVEYED
from coding_salary.table.market_entry import KIND
from coding_salary.table.wages import AND_MORE, UNPUBLISHED

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node

UP, GAP = "up", "~"
FLOW = ",[]{}:#"  # what a text within brackets cannot hold without quotes
# The prices of areas that came with the program; the file has another name now.
OLD_PRICES, PRICES = "us_price_parities.csv", "us_price_levels.csv"
VERDICTS = {
    "below": ("low", "very_low, the percentile below which an offer is very low"),
    "above": ("high", "very_high, the percentile above which an offer is very high"),
}


class Part:
    """A mapping of the old table, empty for one that is absent: its values, and what to say at its keys."""

    def __init__(self, node: "Node | None") -> None:
        """Read the mapping; of a key that stands there twice the first one counts, and the other is noted."""
        entries = list(node.unique()) if node else []
        self._keys = {key.scalar or "": key for key, _ in entries}
        self.values = {key.scalar or "": value for key, value in entries}

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def part(self, name: str) -> "Part":
        """Return the mapping below a key."""
        return Part(self.values.get(name))

    def parts(self, name: str) -> "Mapping[str, Part]":
        """Return the mappings that stand by name below a key."""
        return {key: Part(value) for key, value in self.part(name).values.items()}

    def say(self, name: str, words: str) -> None:
        """Note at a key, where it is there, what to do."""
        if name in self._keys:
            self._keys[name].fault(words)

    def renamed(self, name: str, now: str) -> None:
        """Note that a key has another name."""
        if name in self:
            self.say(name, f"write {now}: {_written(self.values[name])}")


def note_moves(root: "Node") -> None:
    """Note at each place of a table of the first schema what the second one writes there.

    Only what was renamed or moved, and is not done yet: after that the table is checked as any other is.
    """
    table = Part(root)
    table.say("schema", "this table is of schema 1: change each place named here, then write 2")
    _note_new(table)
    for code, node in table.part("markets").values.items():
        market = Part(node)
        if KIND not in market:
            node.fault(f"add kind: {SCALE if SCALE in market else SURVEYED}")
        _note_scale(market.part(SCALE))
        _note_survey(code, market)


def _note_new(table: Part) -> None:
    if "median_error" not in table.part("model"):
        table.say("model", "add median_error (salary bands show model.median_error shows what it is)")
    offer = table.part("offer")
    for old, (new, more) in VERDICTS.items():
        if old in offer:
            offer.say(old, f"write {new}: {_written(offer.values[old])}, and add {more}")


def _note_scale(scale: Part) -> None:
    scale.renamed("unit", "pay_period")
    for role in scale.parts("roles").values():
        role.renamed("usual", "default_grade")


def _note_survey(code: str, market: Part) -> None:
    for level in market.parts("levels").values():
        _note_years(level.values.get("years"))
    market.say(
        "wage_index", "remove it: each occupation can say its own yearly_rise, and medians of earlier months"
    )
    prices, ranges = market.part("price_parities"), {}
    _note_prices(market, prices)
    for name, job in market.parts("occupations").items():
        ranges[name] = job.part("ranges").values
        job.renamed("per", "pay_period")
        if code in ranges[name]:
            job.say("ranges", f"write nation: {_written(ranges[name][code])}")
    states, levels = market.part("states"), prices.part("states").values
    for state, label in states.values.items():
        if label.scalar is not None:  # a mapping is a row already
            states.say(state, f"write {state}: {{{', '.join(_row(state, label, levels, ranges))}}}")


def _note_years(years: "Node | None") -> None:
    for year in years.items or () if years else ():
        if year.scalar == UP:
            year.fault(f"write {AND_MORE}")


def _note_prices(market: Part, prices: Part) -> None:
    kept = (f"{key}: {_written(value)}" for key, value in prices.values.items() if key != "states")
    market.say("price_parities", f"write price_levels: {{{', '.join(kept)}}}")


def _row(
    state: str, label: "Node", levels: "Mapping[str, Node]", ranges: "Mapping[str, Mapping[str, Node]]"
) -> Iterator[str]:
    """Yield the entries of a state's row: its name, its price level, and the wages of each job."""
    yield f"name: {_written(label)}"
    if state in levels:
        yield f"price_level: {_written(levels[state])}"
    for job, wages in ranges.items():
        if state in wages:
            yield f"{job}: {_written(wages[state])}"


def _written(node: "Node") -> str:
    """Return a value, or a list of values, as the second schema writes it within brackets."""
    from json import dumps

    if node.items is not None:
        return f"[{', '.join(map(_written, node.items))}]"
    if node.scalar is None:
        return "..."
    if not node.plain or set(node.scalar) & set(FLOW):
        return printable(dumps(node.scalar, ensure_ascii=False))
    return printable({GAP: UNPUBLISHED, OLD_PRICES: PRICES}.get(node.scalar, node.scalar))
