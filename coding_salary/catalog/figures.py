"""The figures of a table one by one: what each is called, what it rests on and where it stands.

Only for tables that were found good. A mapping is one figure, with its numbers and words as values.
Below a mapping that cites a source, entries without one of their own are figures with that source, as
the wages of each industry are; its evidence, derivation and error hold for them too. The medians of each
month rest on the source of the yearly rise, a row of a state on those of the occupations.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coding_salary.numbers import PERCENTILES
from coding_salary.reading.errors import Mark, Problem, ProfileError
from coding_salary.reading.nodes import Node
from coding_salary.reading.words import nearest, quoted

CITES = ("source", "sources")
LABEL, EVIDENCE, DERIVATION = "label", "evidence", "derivation"
ABOUT = (LABEL, EVIDENCE, *CITES, DERIVATION)
MARKETS = "markets"
STATES, OCCUPATIONS, NATION, EMPLOYERS, ERROR = "states", "occupations", "nation", "employers", "error"
MEDIANS, RISE = "medians", "yearly_rise"
PERCENTILE_NAMES = tuple(f"p{percentile}" for percentile in PERCENTILES)
WAGES = (*PERCENTILE_NAMES, ERROR)
# What makes a mapping one figure even where it cites no source itself.
TOGETHER = {LABEL, "multiplier", "name"}


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

    `sources`, `evidence`, `derivation` and `error` (in percent, of every value) may be those of a mapping
    around it; `about` is what the figure itself says beside its values.
    """

    path: tuple[str, ...]
    mark: Mark
    label: str
    evidence: str
    derivation: str
    sources: tuple[str, ...]
    values: tuple[Value, ...]
    about: tuple[Value, ...] = ()
    error: str = ""

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
    error: str = ""
    title: str = ""
    jobs: tuple[str, ...] = ()
    rise: tuple[str, ...] = ()

    def below(self, node: Node) -> "_Ground":
        """Return what holds below a mapping: of a market the sources of its jobs, of a cited one its own."""
        said = {key.scalar or "": value for key, value in node.entries or ()}
        ground = self._replace(
            evidence=_word(said.get(EVIDENCE)) or self.evidence,
            derivation=_word(said.get(DERIVATION)) or self.derivation,
            error=_word(said.get(ERROR)) or self.error,
        )
        if "currency" in said:
            named = (value for _, job in _pairs(said.get(OCCUPATIONS)) for _, value in _pairs(job, CITES))
            ground = ground._replace(jobs=tuple(dict.fromkeys(map(_word, named))))
        if not cites(node):
            return ground
        return ground._replace(
            cited=True,
            sources=tuple(text for key in CITES if key in said for text in _texts(said[key])),
            rise=tuple(_word(value) for _, value in _pairs(said.get(RISE), CITES)),
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
    together = any(key in TOGETHER for key, _, _ in leaves)
    alone = not path or (here.cited and not cites(node) and not together)
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
    parts = (_values((*path, key), node, place) for key, place, node in leaves)
    said = [value for part in parts for value in part]
    words = {value.key: value.text for value in said}
    return Figure(
        path=path,
        mark=mark,
        label=words.get(LABEL, "") or words.get("name", ""),
        evidence=ground.evidence,
        derivation=ground.derivation,
        sources=ground.jobs if path[2:3] == (STATES,) else ground.sources,
        values=tuple(value for value in said if value.key not in ABOUT),
        about=tuple(value for value in said if value.key in ABOUT),
        error=ground.error,
    )


def _single(path: tuple[str, ...], mark: Mark, node: Node, ground: _Ground) -> Figure:
    said = _values(path, node, mark)
    own = tuple(value for value in said[1:] if value.key == EVIDENCE)
    return Figure(
        path=path,
        mark=mark,
        label=ground.title,
        evidence=own[0].text if own else ground.evidence,
        derivation=ground.derivation,
        sources=(MEDIANS in path[-2:-1] and ground.rise) or ground.sources,
        values=tuple(value for value in said if value not in own),
        about=own,
    )


def _values(path: tuple[str, ...], node: Node, mark: Mark) -> tuple[Value, ...]:
    """Return the values of a leaf: those of a range by their percentiles, anything else as one."""
    names = (*PERCENTILE_NAMES, EVIDENCE) if path[-2:-1] == (EMPLOYERS,) else WAGES
    ranged = path[-1] == NATION or path[-2:-1] == (EMPLOYERS,) or (path[2:3] == (STATES,) and node.items)
    if not ranged or node.items is None or len(node.items) != len(names):
        return (_value(path, node, mark),)
    pairs = zip(names, node.items, strict=True)
    # A row of a state has the wages of several jobs, told apart as in a table of states.
    job = f"{path[-1]}." if path[2:3] == (STATES,) else ""
    return tuple(_value((*path, name), item, item.mark, f"{job}{name}") for name, item in pairs)


def _value(path: tuple[str, ...], node: Node, mark: Mark, key: str = "") -> Value:
    scalars = [node] if node.items is None else node.items
    return Value(
        name=dotted(path),
        key=key or path[-1],
        texts=_texts(node),
        numbers=tuple(scalar.number_read for scalar in scalars),
        mark=mark,
        unit=next((scalar.unit for scalar in scalars if scalar.unit), ""),
    )


def _is_leaf(node: Node) -> bool:
    if node.items is not None:
        return all(item.scalar is not None for item in node.items)
    return node.scalar is not None


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(item.scalar or "" for item in ([node] if node.items is None else node.items))


def _word(node: Node | None) -> str:
    return (node.scalar or "") if node else ""


def _pairs(node: Node | None, wanted: Sequence[str] = ()) -> list[tuple[str, Node]]:
    entries = [(key.scalar or "", value) for key, value in (node.entries or ())] if node else []
    return [(key, value) for key, value in entries if not wanted or key in wanted]


def _spaced(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole.lstrip("-")) > len("9999") else number
