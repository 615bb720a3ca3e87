"""The back-test as Markdown: the whole page, its summary in the help topic, and one sentence in the README."""

from collections.abc import Iterator
from textwrap import fill

from misses import Miss, median_gap, median_miss, misses
from published import HERE, HOUR, INDEX, lines, published, sources

from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name

PAGE = HERE / "README.md"
ROOT = HERE.parents[2]
TOPIC = ROOT / "coding_salary" / "help" / "accuracy.md"
README = ROOT / "README.md"
SUMMARY = (
    "| published of | figures | median miss | ours, mostly | overlap | inside |\n"
    "| --- | --: | --: | --: | --: | --: |"
)
ROWS = (
    "| profile | published | of | year | made comparable | ours | miss | why it can differ | source |\n"
    "| --- | --: | --- | --- | --- | --: | --: | --- | --- |"
)
WIDTH = 110
MAX_COLUMNS = 100  # of a help topic, and of the README
INTRODUCTION = """\
Published figures that the table was not built from, against what the program says of the same people.
Nothing here was fitted: the figures stand in [published.csv](published.csv) with their
[sources](sources.csv), and `python tests/tools/backtest` writes this page and what other pages quote from it.
A test fails when the table or the program moves a figure and the page is not written anew.

- **Miss**: our typical against the published figure, or against the middle of a published range. **Ours,
  mostly** is the median of the misses with their signs.
- **Overlap**: our middle half (low to high) and the published range have pay in common, which is little to
  ask; **inside**: our typical lies within the published range.
- **Made comparable**: our figure in the money of the year. From December 2023 on with the wage index
  (`--as-of`, May of the year). For 2021 to 2023, which the index does not reach, by the official national median
  of that May, so there only the distance from the median is tested. Older surveys have no wages of the same
  occupation beside them: there the survey's own figure for other people is the base (`from`), ours starts from
  it, and only the gap is tested.
- **Half** independent: this comparison made no multiplier, but another one of the same survey did, or was looked
  at. Which survey did what stands below. Comparisons that made a multiplier themselves are left out.
- One profile stands for a whole group, so one has to be chosen: the nearest that can be said in flags. Holders
  of any certification are shown as CPC, which adds nothing of its own to being certified.
- **Other countries**: in their own money and of the table's own month; a market without a wage index is not moved.
- The founding documents are a source of the table too, but only for remote work paying what office work pays."""


def page(bands: Bands) -> str:
    """Return the whole page."""
    found = misses(bands, published())
    parts = [
        "# The back-test",
        _opening(bands, found, WIDTH),
        INTRODUCTION,
        "## Summary",
        "\n".join((SUMMARY, *_summary(found), *_splits(found))),
        *_kinds(found),
        "## Only half independent",
        "\n".join(_halves()),
        "## Left out",
        "\n".join(
            (
                "| figures | why |\n| --- | --- |",
                *(f"| {x['figures']} | {x['why']} |" for x in lines("left_out.csv")),
            )
        ),
        "## Sources",
        "\n".join(
            f"- `{x.id}`: {x.publisher}, {x.title}, {x.date}{f', <{x.link}>' if x.link else ''}"
            for x in sources().values()
        ),
    ]
    return "\n\n".join(parts) + "\n"


def topic(bands: Bands, text: str) -> str:
    """Return the help topic with its summary written anew."""
    found = misses(bands, published())
    opening = _opening(bands, found, MAX_COLUMNS)
    summary = "\n".join((opening, "", SUMMARY, *_summary(found), next(_splits(found))))
    return _between("## The back-test\n\n", "\n\n## How to read it", text, summary)


def readme(bands: Bands, text: str) -> str:
    """Return the README with its sentence on the back-test written anew."""
    sentence = fill(_result(misses(bands, published())), MAX_COLUMNS)
    return _between("## How good is it?\n\n", "\n[salary help accuracy]", text, sentence)


def _between(start: str, end: str, text: str, block: str) -> str:
    before, _, rest = text.partition(start)
    return f"{before}{start}{block}{end}{rest.partition(end)[2]}"


def _opening(bands: Bands, found: list[Miss], width: int) -> str:
    return fill(f"{_date(bands)} {_result(found)}", width)


def _date(bands: Bands) -> str:
    return f"Table {bands.version} of {bands.released}, wages of {month_name(bands.home.date)}."


def _result(found: list[Miss]) -> str:
    ranges = [miss for miss in found if miss.published.is_range]
    overlap, inside = sum(miss.overlaps for miss in ranges), sum(miss.inside for miss in ranges)
    half = sum(bool(miss.published.source.half) for miss in found)
    return (
        f"Of {len(found)} published figures, {half} of them only half independent, the median miss is"
        f" {median_miss(found) * 100:.1f} %. Of {len(ranges)} published ranges {overlap}"
        f" ({overlap / len(ranges) * 100:.0f} %) overlap ours; our typical lies inside {inside} of them."
    )


def _summary(found: list[Miss]) -> Iterator[str]:
    for kind in dict.fromkeys(miss.published.kind for miss in found):
        yield _line(kind, [miss for miss in found if miss.published.kind == kind])
    yield _line("**all**", found)


def _splits(found: list[Miss]) -> Iterator[str]:
    yield _line("wholly independent", [miss for miss in found if not miss.published.source.half])
    yield _line("half independent", [miss for miss in found if miss.published.source.half])
    yield _line("amounts", [miss for miss in found if miss.published.base is None])
    yield _line("gaps, from a survey's own base", [miss for miss in found if miss.published.base is not None])


def _line(name: str, some: list[Miss]) -> str:
    ranges = [miss for miss in some if miss.published.is_range]
    overlap, inside = sum(miss.overlaps for miss in ranges), sum(miss.inside for miss in ranges)
    counts = f"{overlap} of {len(ranges)} | {inside} of {len(ranges)}" if ranges else "|"
    miss, gap = f"{median_miss(some) * 100:.1f} %", f"{median_gap(some) * 100:+.1f} %"
    return f"| {name} | {len(some)} | {miss} | {gap} | {counts} |"


def _kinds(found: list[Miss]) -> Iterator[str]:
    for kind in dict.fromkeys(miss.published.kind for miss in found):
        yield f"## {kind[0].upper()}{kind[1:]}"
        yield "\n".join((ROWS, *(_row(miss) for miss in found if miss.published.kind == kind)))


def _row(miss: Miss) -> str:
    figure = miss.published
    profile = _code(f"{figure.flags} {miss.basis.flags}".strip())
    ours = _range(miss, miss.low, miss.high) if figure.is_range else _amount(miss, miss.typical)
    share = f"{miss.share * 100:+.1f} %" + (" overlaps" if figure.is_range and miss.overlaps else "")
    source = f"[{figure.source.id}]({figure.source.link})" if figure.source.link else figure.source.id
    cells = (
        profile,
        _said(miss),
        f"{figure.group}{' (half)' if figure.source.half else ''}",
        str(figure.year),
    )
    return f"| {' | '.join((*cells, _comparable(miss), ours, share, figure.why, source))} |"


def _comparable(miss: Miss) -> str:
    figure = miss.published
    if figure.base is None:
        return miss.basis.words
    return f"from {_amount(miss, figure.base)} for {_code(figure.base_flags)}"


def _code(flags: str) -> str:
    return f"`{flags}`" if flags else "everybody"


def _said(miss: Miss) -> str:
    figure = miss.published
    amount = _range(miss, figure.low, figure.high) if figure.is_range else _amount(miss, figure.low)
    words = (figure.qualifier, amount) if figure.qualifier != "and over" else (amount, figure.qualifier)
    shown = " ".join(filter(None, words))
    return shown if figure.is_range else f"{shown} ({figure.statistic})"


def _range(miss: Miss, low: float, high: float) -> str:
    return f"{_amount(miss, low)} to {_amount(miss, high)}"


def _amount(miss: Miss, amount: float) -> str:
    unit, symbol = miss.published.unit, miss.symbol
    if unit == INDEX:
        return f"{amount:.0f}"
    return f"{symbol}{amount:,.2f}" if unit == HOUR else f"{symbol}{amount:,.0f}"


def _halves() -> Iterator[str]:
    yield from (f"- `{source.id}`: {source.half}" for source in sources().values() if source.half)
