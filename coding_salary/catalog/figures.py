"""The figures of a table one by one: what each is called, what it rests on and where it stands.

Only for tables that were found good. A mapping is one figure, with its numbers and words as values.
Below a mapping that cites a source, entries without one of their own are figures with that source,
as the wages of each place are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from coding_salary.numbers import PERCENTILES
from coding_salary.reading.errors import Mark, Problem, ProfileError
from coding_salary.reading.nodes import NUMBER, Node
from coding_salary.reading.words import nearest, quoted

CITES = ("source", "sources")
LABEL, EVIDENCE, DERIVATION = "label", "evidence", "derivation"
ABOUT = (LABEL, EVIDENCE, *CITES, DERIVATION)
MARKETS = "markets"
RANGES, ERROR = "ranges", "error"
WAGES = (*(f"p{percentile}" for percentile in PERCENTILES), ERROR)
# Entries that are words even where they look like numbers.
WORDS = (*ABOUT, "spread_derivation", "version", "released", "date", "title", "name", "code", "meaning", "by")
CURRENCY = "{currency}"
PERIOD = "{period}"
YEARLY = f"{CURRENCY} a year"
EXPERIENCE = "years of experience"
# What a value counts, by the part of the table it stands in; what is not listed is shown bare.
UNITS = {
    "model.percentile_limits": "percentiles",
    "model.narrowest": "of a range, at the least",
    "offer.below": "percentile",
    "offer.above": "percentile",
    "offer.counter": "percentiles",
    "evidence.error": "relative standard error",
    "markets.hours_per_year": "hours",
    "markets.hours_per_week": "hours",
    "regions.hours_per_week": "hours",
    "markets.rounding": CURRENCY,
    "casual_loading.share": "of wages",
    "grades.starts": "years in the grade",
    "scale.most_years": "years in the grade",
    "points.*": f"{CURRENCY} {PERIOD}",
    "supplement.percent": "% of the pay point",
    "supplement.least": YEARLY,
    "supplement.most": YEARLY,
    "exchange.fresh_for": "months",
    "rates.units.*": "of the currency for one of the unit",
    "parities.units.*": "of the market's currency for what one of the unit buys",
    "levels.years": EXPERIENCE,
    "levels.reference": EXPERIENCE,
    **dict.fromkeys((f"{RANGES}.{wage}" for wage in WAGES), f"{CURRENCY} {PERIOD}"),
    f"{RANGES}.{ERROR}": "% relative standard error of the mean",
    "employer_costs.share": "of wages",
    "issuers.first": YEARLY,
    "issuers.more": YEARLY,
    "certifications.exam": CURRENCY,
    "certifications.study_weeks": "weeks",
    "factors.multiplier": "times the median of the job",
    "factors.spread": "log standard deviation between people",
    "factors.years": EXPERIENCE,
    "factors.most_years": EXPERIENCE,
    "markets.fresh_for": "months",
    "wage_index.error": "% for a year of ageing",
    "wage_index.changes.*": "% over three months",
    "beyond.quarters": "quarters",
    "beyond.months": "months",
    "price_parities.states.*": "% of the nation's prices",
    "growth.percent": "% of jobs over the decade",
    "openings.a_year": "jobs a year",
}
PERIODS = {"year": "a year", "week": "a week", "hour": "an hour"}


class Value(NamedTuple):
    """One value of a figure, as it was written: a number, a word, or a list of them."""

    name: str
    key: str
    texts: tuple[str, ...]
    numbers: tuple[float | None, ...]
    mark: Mark
    unit: str = ""

    @property
    def number(self) -> float | None:
        """The value as a number, None for words and lists."""
        return self.numbers[0] if len(self.numbers) == 1 else None

    @property
    def measured(self) -> bool:
        """Whether a number is in it."""
        return any(number is not None for number in self.numbers)

    @property
    def text(self) -> str:
        """The value as people read it: as it was written, with commas in numbers of five digits and more."""
        pairs = zip(self.texts, self.numbers, strict=True)
        texts = [text if number is None else _spaced(text) for text, number in pairs]
        return ("; " if any("," in text for text in texts) else ", ").join(texts)


class Figure(NamedTuple):
    """Values of a table that stand together, with what they rest on.

    `sources` may be those of a mapping around it; `about` is what the figure itself says beside its
    values: its label, evidence, sources and derivation.
    """

    path: tuple[str, ...]
    mark: Mark
    label: str
    evidence: str
    derivation: str
    sources: tuple[str, ...]
    values: tuple[Value, ...]
    about: tuple[Value, ...] = ()

    @property
    def name(self) -> str:
        """The keys that lead here, such as `markets.US.factors.role.values.coder`."""
        return dotted(self.path)

    @property
    def section(self) -> str:
        """The part of the table that it stands in, such as `markets.US.factors`."""
        return dotted(self.path[:3] if self.path[0] == MARKETS else self.path[:1])

    @property
    def all_values(self) -> tuple[Value, ...]:
        """Everything that it says, in the order of `values`, then `about`; of an empty one its bare name."""
        nothing = Value(self.name, self.path[-1], (), (), self.mark)
        return self.values + self.about or (nothing,)


class _Ground(NamedTuple):
    """What the entries below a mapping take over from it."""

    cited: bool = False
    sources: tuple[str, ...] = ()
    evidence: str = ""
    derivation: str = ""
    title: str = ""
    currency: str = ""
    period: str = "a year"
    places: Mapping[str, str] = MappingProxyType({})

    def below(self, node: Node) -> "_Ground":
        """Return what holds below a mapping: of a market its money and places, of a cited one its sources."""
        said = {key.scalar or "": value for key, value in node.entries or ()}
        ground = self
        period = _word(said.get("unit")) or _word(said.get("per"))
        if period in PERIODS:
            ground = ground._replace(period=PERIODS[period])
        if "currency" in said:
            places = {code: _word(name) for code, name in _pairs(said.get("states"))}
            ground = ground._replace(currency=_word(said["currency"]), places=places)
        if not cites(node):
            return ground
        return ground._replace(
            cited=True,
            sources=tuple(text for key in CITES if key in said for text in _texts(said[key])),
            evidence=_word(said.get(EVIDENCE)),
            derivation=_word(said.get(DERIVATION)),
            title=_word(said.get(LABEL) or said.get("title")),
        )


def figures(root: Node) -> list[Figure]:
    """Return every figure of a table in the order of the file; each value stands in exactly one."""
    return list(_figures(root, (), root.mark, _Ground()))


def cites(node: Node) -> bool:
    """Whether a mapping names its source itself."""
    return any(key.scalar in CITES and _is_leaf(value) for key, value in node.entries or ())


def resting_on(figures: Iterable[Figure], source: str) -> list[Figure]:
    """Return the figures that cite a source."""
    return [figure for figure in figures if figure.values and source in figure.sources]


def find(figures: Sequence[Figure], said: str) -> list[Figure]:
    """Return the figures whose name holds what was said as whole segments, whatever its capitals.

    Where only the name of one of its values does, a figure is returned with that value alone.
    Raises ProfileError when nothing has such a name.
    """
    part = _segments(said)
    found = [narrowed for figure in figures if (narrowed := _narrowed(figure, part))]
    if not found:
        message = f"nothing in the table is called {quoted(said)}"
        hint = nearest(said, _parts(figures, said.count(".") + 1), "salary bands show lists its parts")
        raise ProfileError([Problem(f"{message}: {hint}")])
    return found


def dotted(path: Iterable[str]) -> str:
    """Return keys as one name, such as `experience.points[0]`."""
    return ".".join(path).replace(".[", "[")


def _narrowed(figure: Figure, part: str) -> Figure | None:
    if part in _segments(figure.name):
        return figure
    values = tuple(value for value in figure.values if part in _segments(value.name))
    if values:
        return figure._replace(values=values, mark=values[0].mark)
    return figure if any(part in _segments(value.name) for value in figure.about) else None


def _segments(name: str) -> str:
    return f".{name.strip().strip('.').casefold().replace('[', '.[')}."


def _parts(figures: Iterable[Figure], length: int) -> list[str]:
    """Return every run of so many segments out of the names of the figures and their values."""
    names = dict.fromkeys(value.name for figure in figures for value in figure.all_values)
    paths = [name.split(".") for name in names]
    return list(
        dict.fromkeys(
            ".".join(path[start : start + length])
            for path in paths
            for start in range(len(path) - length + 1)
        )
    )


def _figures(node: Node, path: tuple[str, ...], mark: Mark, ground: _Ground) -> Iterator[Figure]:
    for index, item in enumerate(node.items or ()):
        yield from _figures(item, (*path, f"[{index}]"), item.mark, ground)
    if node.entries is None:
        return
    here = ground.below(node)
    entries = [(key.scalar or "", key.mark, value) for key, value in node.entries]
    leaves = [(key, place, value) for key, place, value in entries if _is_leaf(value)]
    alone = not path or (here.cited and not cites(node))
    if not alone and (leaves or not entries):
        yield _record(path, mark, leaves, here)
    for key, place, value in entries:
        if not _is_leaf(value):
            yield from _figures(value, (*path, key), place, here)
        elif alone:
            yield _single((*path, key), place, value, here)


def _record(
    path: tuple[str, ...], mark: Mark, leaves: Sequence[tuple[str, Mark, Node]], ground: _Ground
) -> Figure:
    said = [_value((*path, key), node, place, ground) for key, place, node in leaves]
    words = {value.key: value.text for value in said}
    return Figure(
        path=path,
        mark=mark,
        label=words.get(LABEL, ""),
        evidence=words.get(EVIDENCE, ""),
        derivation=words.get(DERIVATION, ""),
        sources=ground.sources,
        values=tuple(value for value in said if value.key not in ABOUT),
        about=tuple(value for value in said if value.key in ABOUT),
    )


def _single(path: tuple[str, ...], mark: Mark, node: Node, ground: _Ground) -> Figure:
    words = (ground.title, ground.places.get(path[-1], ""))
    return Figure(
        path=path,
        mark=mark,
        label=", ".join(filter(None, words)),
        evidence=ground.evidence,
        derivation=ground.derivation,
        sources=ground.sources,
        values=_wages(path, node, ground) or (_value(path, node, mark, ground),),
    )


def _wages(path: tuple[str, ...], node: Node, ground: _Ground) -> tuple[Value, ...]:
    """Return the percentiles of a place by their names; nothing for what is no range."""
    if path[-2:-1] != (RANGES,) or node.items is None or len(node.items) != len(WAGES):
        return ()
    pairs = zip(WAGES, node.items, strict=True)
    return tuple(_value((*path, wage), item, item.mark, ground) for wage, item in pairs)


def _value(path: tuple[str, ...], node: Node, mark: Mark, ground: _Ground) -> Value:
    *within, key = path
    scalars = [node] if node.items is None else node.items
    return Value(
        name=dotted(path),
        key=key,
        texts=_texts(node),
        numbers=tuple(None if key in WORDS else _number(scalar) for scalar in scalars),
        mark=mark,
        unit=_unit(within, key).replace(CURRENCY, ground.currency).replace(PERIOD, ground.period),
    )


def _unit(within: Sequence[str], key: str) -> str:
    """Return the unit of a value, as the innermost part of the table that knows it says."""
    keys = [f"{part}.{key}" for part in reversed(within)]
    keys += [".".join((*within[-count:], "*")) for count in (2, 1)]
    return next((UNITS[name] for name in keys if name in UNITS), "")


def _number(node: Node) -> float | None:
    return float(node.scalar) if node.plain and node.scalar and NUMBER.fullmatch(node.scalar) else None


def _is_leaf(node: Node) -> bool:
    if node.items is not None:
        return all(item.scalar is not None for item in node.items)
    return node.scalar is not None


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(item.scalar or "" for item in ([node] if node.items is None else node.items))


def _word(node: Node | None) -> str:
    return (node.scalar or "") if node else ""


def _pairs(node: Node | None) -> list[tuple[str, Node]]:
    return [(key.scalar or "", value) for key, value in (node.entries or ())] if node else []


def _spaced(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole.lstrip("-")) > len("9999") else number
