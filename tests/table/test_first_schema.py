"""A table of the first schema: every place says what to write there, and once that is done the table is good."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from program import salary
from tables import HERE

from coding_salary.table.bands import Bands
from coding_salary.table.load import load

OLD = HERE / "first_schema.yaml"
MOVES = """\
1:1: schema: this table is of schema 1: change each place named here, then write 2
3:1: model: add median_error (salary bands show model.median_error shows what it is)
4:9: offer.below: write low: 25, and add very_low, the percentile below which an offer is very low
4:20: offer.above: write high: 75, and add very_high, the percentile above which an offer is very high
15:5: markets.XX: add kind: survey
21:5: markets.XX.wage_index: remove it: each occupation can say its own yearly_rise, and medians of earlier months
24:27: markets.XX.levels.senior.years[1]: write and_more
26:7: markets.XX.states.AA: write AA: {name: "Alpha, and the rest", price_level: 90.5, coder: [11, unpublished, 22, unpublished, 44, 3]}
27:7: markets.XX.states.BB: write BB: {name: "Beta", coder: [10, 15, 20, 30, 40, 4]}
28:5: markets.XX.price_parities: write price_levels: {year: 2024, source: census, areas: us_price_levels.csv}
34:9: markets.XX.occupations.coder.per: write pay_period: hour
35:9: markets.XX.occupations.coder.ranges: write nation: [10, 15, 20, 30, 40, 0]
41:5: markets.IS: add kind: scale
51:7: markets.IS.scale.unit: write pay_period: week
56:45: markets.IS.scale.roles.coder.usual: write default_grade: g1
"""


def test_each_place_says_what_to_write_there() -> None:
    for command in ("bands check", "estimate --bands"):
        run = salary(command, str(OLD))
        assert (run.code, run.out) == (3, "")
        expected = "".join(f"error: {OLD}:{line}\n" for line in MOVES.splitlines())
        assert run.err == f"{expected}error: found 15 problems\n"


def follow(table: dict[str, Any], name: str, advice: str) -> None:
    """Do to a table what is said of a place."""
    *above, last = re.sub(r"\[(\d+)\]", r".\1", name).split(".")
    node: Any = table
    for key in above:
        node = node[key]
    verb, words = advice.split(" ", 1)
    if verb == "add":
        node[last].update(yaml.safe_load(words))
    elif isinstance(node, list):
        node[int(last)] = words
    else:
        node.pop(last)
        node.update(yaml.safe_load(f"{{{words}}}") if verb == "write" else {})


@pytest.fixture
def moved(tmp_path: Path) -> Bands:
    """The table, once everything that is said of it was done."""
    table = yaml.load(OLD.read_text(encoding="utf-8"), yaml.BaseLoader)
    table |= {"schema": 2, "model": {**table["model"], "median_error": 1.5}}
    table["offer"] = {"very_low": 10, "low": 25, "high": 75, "very_high": 90, "counter": [50, 75]}
    for line in MOVES.splitlines():
        _, name, advice = line.split(": ", 2)
        if name.startswith("markets."):
            follow(table, name, advice)
    path = tmp_path / "moved.yaml"
    # Dumped as texts, numbers would be in quotes, which the table refuses.
    text = re.sub(r"'([0-9.]+)'", r"\1", yaml.safe_dump(table, sort_keys=False))
    path.write_text(text, encoding="utf-8")
    return load(str(path))


def test_done_as_told_the_table_is_good_and_says_the_same(moved: Bands) -> None:
    land, isles = moved.markets["XX"], moved.markets["IS"]
    assert land.states == {"AA": "Alpha, and the rest", "BB": "Beta"}
    assert land.price_levels
    assert land.price_levels.states == {"AA": 90.5}
    wages = {place: (range.wages[0], range.median) for place, range in land.occupation.ranges.items()}
    assert wages == {"XX": (20_000, 40_000), "AA": (22_000, 44_000), "BB": (20_000, 40_000)}
    assert land.occupation.ranges["AA"].interpolated == (25, 75)
    assert isles.scale
    assert isles.scale.posts["coder"].usual == "g1"


def test_what_is_done_is_not_named_again(moved: Bands) -> None:
    path = Path(moved.path)
    path.write_text(path.read_text(encoding="utf-8").replace("schema: 2", "schema: 1"), encoding="utf-8")
    run = salary("bands check", str(path))
    assert run.err == f"error: {path}:{MOVES.splitlines()[0]}\nerror: found 1 problem\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schema: 1\nmarkets: [1]\noffer: 3\n", ["schema"]),
        ("schema: 1\nmodel: {median_error: 1}\nmarkets: {XX: 1}\n", ["schema", "markets.XX"]),
        ("schema: 1\nmarkets: {XX: {states: {AA: x, AA: y}}}\n", ["schema", "markets.XX", "markets.XX.states.AA", "markets.XX.states.AA"]),
    ],
)  # fmt: skip
def test_what_is_no_table_at_all_is_no_harm(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    run = salary("bands check", str(path))
    assert run.code == 3
    assert re.findall(r":\d+: (\S+): ", run.err) == expected
