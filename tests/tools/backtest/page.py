"""The back-test as Markdown: the whole page, its summary in the help topic, and one sentence in the README."""

from collections.abc import Iterator
from textwrap import fill

from misses import Miss, coverage, industries, median_gap, median_miss, misses, within
from published import HERE, HOUR, INDEX, lines, published, sources

from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name

PAGE = HERE / "README.md"
ROOT = HERE.parents[2]
TOPIC = ROOT / "coding_salary" / "help" / "accuracy.md"
README = ROOT / "README.md"
SUMMARY = (
    "| published of | figures | median miss | ours, mostly | within one margin | within two |\n"
    "| --- | --: | --: | --: | --: | --: |"
)
ROWS = (
    "| profile | over | published | of | year | ratio | ours | miss | why it can differ | source |\n"
    "| --- | --- | --: | --- | --- | --: | --: | --: | --- | --- |"
)
WIDTH = 110
MAX_COLUMNS = 100  # of a help topic, and of the README
INTRODUCTION = """\
Published figures against what the program says of the same people, in published money. Nothing here was
fitted: the figures stand in [published.csv](published.csv) with their [sources](sources.csv), and
`python tests/tools/backtest` writes this page and what other pages quote from it. A test fails when the table
or the program moves a figure and the page is not written anew.

- **Ratio**: the figure over its survey's own figure for other people (`over`), or, where it prints none that
  fits, over the [official national wage](official.csv) of its year, a mean over the mean and all else over the
  median. **Ours** is the ratio of the same two profiles. So neither the money of the year nor who answers a
  survey is judged.
- **Miss**: our ratio against the published one, or against that of the middle of a published range. **Ours,
  mostly** is the median of the misses with their signs.
- **Margin**: one standard error of our ratio, from the evidence of the facts that are not the same on both
  sides. Sampling errors of the published figures are not in it.
- **Holders** of a certification (`CPC+`) hold one, two or three: ours is the mixture, 67, 23 and 10%.
- One profile stands for a whole group, so one has to be chosen: the nearest that can be said in flags.
- **Half** independent: another figure of the same survey made a multiplier, or was pooled into one together with
  others. Which survey did what stands below. Figures that made a multiplier all alone are left out.
- **Not counted** in any summary of misses: what the table gives back because it holds it, and what is said of
  people who are not known here. They stand here to be complete.
- **Other countries**: in their own money and of the table's own month, over nothing."""


def page(bands: Bands) -> str:
    """Return the whole page."""
    found = _all(bands)
    parts = [
        "# The back-test",
        _opening(bands, found, WIDTH),
        INTRODUCTION,
        "## Summary",
        "\n".join((SUMMARY, *_summary(found))),
        fill(_industries(bands), WIDTH),
        *_kinds(found),
        "## Only half independent, or not counted",
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
    found = _all(bands)
    parts = (
        _opening(bands, found, MAX_COLUMNS),
        "\n".join((SUMMARY, *_summary(found))),
        fill(_industries(bands), MAX_COLUMNS),
    )
    return _between("## The back-test\n\n", "\n\n## How to read it", text, "\n\n".join(parts))


def readme(bands: Bands, text: str) -> str:
    """Return the README with its sentence on the back-test written anew."""
    sentence = fill(_result(_all(bands)), MAX_COLUMNS)
    return _between("## How good is it?\n\n", "\n[salary help accuracy]", text, sentence)


def _all(bands: Bands) -> list[Miss]:
    return misses(bands, [*published(), *industries(bands)])


def _between(start: str, end: str, text: str, block: str) -> str:
    before, _, rest = text.partition(start)
    return f"{before}{start}{block}{end}{rest.partition(end)[2]}"


def _opening(bands: Bands, found: list[Miss], width: int) -> str:
    return fill(f"{_date(bands)} {_result(found)}", width)


def _date(bands: Bands) -> str:
    return f"Table {bands.version} of {bands.released}, wages of {month_name(bands.home.date)}."


def _result(found: list[Miss]) -> str:
    tested = [miss for miss in found if not miss.published.source.uncounted]
    free = [miss for miss in tested if miss.published.source.independent]
    roles = [miss for miss in tested if miss.published.kind.startswith("role")]
    near, known = within(tested, 2)
    return (
        f"Against {len(tested)} published figures the median miss is {_percent(median_miss(tested))}"
        f" ({_percent(median_miss(free))} for the {len(free)} wholly independent,"
        f" {_percent(median_miss(roles))} for the {len(roles)} of roles), ours mostly"
        f" {'lower' if median_gap(tested) < 0 else 'higher'}; {near / known * 100:.0f}% lie within two margins."
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"


def _industries(bands: Bands) -> str:
    alone, beside = coverage(bands, ""), coverage(bands, "--remote")
    return (
        f"From low to high lie {alone * 100:.0f}% of the coders of an industry when its employer is all that is"
        f" said, and {beside * 100:.0f}% when a fact beside it makes the employer a multiplier (median of"
        f" {len(bands.home.occupation.employers)} industries; half would be right)."
    )


def _summary(found: list[Miss]) -> Iterator[str]:
    tested = [miss for miss in found if not miss.published.source.uncounted]
    for kind in dict.fromkeys(miss.published.kind for miss in tested):
        yield _line(kind, [miss for miss in tested if miss.published.kind == kind])
    yield _line("**all**", tested)
    free = [miss for miss in tested if miss.published.source.independent]
    yield _line("**wholly independent**", free)
    yield _line("of these, not official", [miss for miss in free if not miss.published.source.official])
    yield _line("half independent", [miss for miss in tested if miss.published.source.half])
    for kind, some in _uncounted(found).items():
        yield _line(f"not counted: {kind}", some)


def _uncounted(found: list[Miss]) -> dict[str, list[Miss]]:
    held: dict[str, list[Miss]] = {}
    for miss in found:
        if miss.published.source.uncounted:
            held.setdefault(miss.published.kind, []).append(miss)
    return held


def _line(name: str, some: list[Miss]) -> str:
    miss, gap = f"{median_miss(some) * 100:.1f}%", f"{median_gap(some) * 100:+.1f}%"
    counts = [f"{near} of {known}" if known else "" for near, known in (within(some, 1), within(some, 2))]
    return f"| {name} | {len(some)} | {miss} | {gap} | {' | '.join(counts)} |"


def _kinds(found: list[Miss]) -> Iterator[str]:
    listed = [miss for miss in found if miss.published.source.id != "industries"]
    for kind in dict.fromkeys(miss.published.kind for miss in listed):
        yield f"## {kind[0].upper()}{kind[1:]}"
        yield "\n".join((ROWS, *(_row(miss) for miss in listed if miss.published.kind == kind)))


def _row(miss: Miss) -> str:
    figure = miss.published
    share = f"{miss.share * 100:+.1f}%"
    if figure.is_range:
        share += " inside" if miss.inside else " overlaps" if miss.overlaps else ""
    marks = {"half": figure.source.half, "not counted": figure.source.uncounted}
    marked = "".join(f" ({mark})" for mark, why in marks.items() if why)
    source = f"[{figure.source.id}]({figure.source.link})" if figure.source.link else figure.source.id
    at_home = miss.base != 1
    ratios = [f"{miss.theirs:.2f}", f"{miss.typical:.2f}"] if at_home else ["", _amount(miss, miss.typical)]
    cells = (_code(figure.flags), _over(miss), _said(miss), f"{figure.group}{marked}", str(figure.year))
    return f"| {' | '.join((*cells, *ratios, share, figure.why, source))} |"


def _over(miss: Miss) -> str:
    figure = miss.published
    if miss.base == 1:
        return ""
    if figure.base is None:
        return f"official {_amount(miss, miss.base)}"
    return f"{_amount(miss, figure.base)} for {_code(figure.base_flags)}"


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
    for source in sources().values():
        if why := source.half or source.uncounted:
            yield f"- `{source.id}`: {why}"
