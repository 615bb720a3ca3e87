"""What pay buys: by hand, over every place, and where no price level is published."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import answer, salary
from tables import ROOT, TINY, edited

from coding_salary.model.conversion import PriceLevel, price_level
from coding_salary.reading.errors import TableError
from coding_salary.table.bands import Bands
from coding_salary.table.load import load
from coding_salary.table.places import Area, area_place, nation, state
from coding_salary.table.side_tables import load_areas, load_parities

PARITIES = """\
    price_levels: {year: 2024, source: census, areas: own.csv}
"""


def test_by_hand() -> None:
    # Ohio at z0 = -0.034805 (M = 0.99167): 50,990 x exp(ln(45,500/50,990) x 0.034805/0.674490) = 50,691, in the money of
    # November 2026 x 1.0239^1.5 = 52,519; prices at 92.774% of the nation's: / 0.92774 = 56,610.
    done = answer("estimate -c CPC -y 5 -s OH --real")
    assert done["you"]["typical"] == 52_500
    assert done["you"]["real_typical"] == 56_600
    assert done["price_level"] == 92.774
    assert (done["price_level_place"], done["price_level_year"], done["price_level_source"]) == (
        "OH",
        2024,
        "rpp-2024",
    )


def test_its_screen_says_whose_prices() -> None:
    assert "real" not in salary("estimate -s CA").out
    shown = " ".join(salary("estimate -s CA --real").out.split())
    assert (
        "Real typical pay at the nation's prices: prices in California were 110.7% of the nation's" in shown
    )


def test_in_the_nation_pay_buys_what_it_says() -> None:
    for row in salary("estimate -y 5 --real -f csv").rows():
        assert row["real_typical"] == row["typical"]


def test_every_place_has_a_level_or_says_so(shipped: Bands) -> None:
    market = shipped.markets["US"]
    levels = load_parities(market, shipped.path)
    areas = load_areas(market, shipped.path)
    assert len(levels) == 387
    assert levels.keys() <= {area.code for area in areas}
    unknown = set()
    for place in [
        *(state(market, code) for code in market.states),
        *(area_place(market, area) for area in areas),
    ]:
        found = price_level(market, place, lambda _: levels)
        if found.level is None:
            unknown.add(place.state)
            continue
        assert 60 < found.level < 140
        own = place.code in levels or place.kind == "state"
        assert found.place.code == (place.code if own else place.state)
    assert unknown == {"PR", "GU"}
    assert price_level(market, nation(market), lambda _: levels) == PriceLevel(100, nation(market))


def test_levels_of_areas_are_asked_of_the_market_and_a_state_stands_in_for_its_area(tiny_real) -> None:
    bands, levels = tiny_real()
    market = bands.markets["XX"]
    asked = []

    def load(of):
        asked.append(of)
        return levels

    town, village = (
        area_place(market, Area(code, "metro", f"{code}, AA", "AA", ("AA",), {})) for code in ("1", "2")
    )
    assert price_level(market, town, load) == PriceLevel(125, town)
    assert price_level(market, village, load) == PriceLevel(80, state(market, "AA"))
    assert asked == [market, market]


def test_without_price_levels_none_is_known_and_nothing_is_loaded() -> None:
    market = load_tiny()
    for place in (state(market, "AA"), area_place(market, Area("1", "metro", "Town, AA", "AA", ("AA",), {}))):
        found = price_level(market, place, lambda of: pytest.fail("no table of levels is named"))
        assert found == PriceLevel(None, place)
        assert found.real(40_000) is None


@given(amount=st.floats(1, 1e6), level=st.floats(10, 1000))
def test_dearer_prices_buy_less(amount: float, level: float) -> None:
    place = nation(load_tiny())
    bought = PriceLevel(level, place).real(amount)
    assert bought == pytest.approx(amount / level * 100)
    assert (bought < amount) == (level > 100) or level == pytest.approx(100)


def load_tiny():
    return load(str(TINY)).markets["XX"]


def test_a_place_without_a_level_keeps_its_pay() -> None:
    done = salary("estimate -s PR --real -f csv")
    assert {row["real_typical"] for row in done.rows()} == {""}
    assert all(row["typical"] for row in done.rows())
    assert done.err == "note: no published price level for Puerto Rico: real pay is unknown there\n"
    assert "  -  " in salary("estimate -s PR --real").out


def test_an_area_without_a_level_uses_its_state_s_out_loud() -> None:
    done = salary("estimate -m", "west northwestern ohio", "--real", "-f", "json")
    assert json.loads(done.out)["price_level_place"] == "OH"
    assert "no published price level for West Northwestern Ohio nonmetropolitan area; using Ohio" in done.err


def test_compare_shows_both_orders() -> None:
    found = answer("compare state -c CPC -y 5 --real")["rows"]
    assert len(found) == 53
    known = [row for row in found if row["real_typical"] is not None]
    assert [row["state"] for row in found if row["real_typical"] is None] == ["GU", "PR"]
    assert sorted(row["rank"] for row in found) == list(range(1, 54))
    assert [row["rank"] for row in found] == list(range(1, 54))  # sorted by typical unless said
    by_real = sorted(known, key=lambda row: row["real_rank"])
    amounts = [row["real_typical"] for row in by_real]
    assert amounts == sorted(amounts, reverse=True)
    sorted_by_real = answer("compare state -c CPC -y 5 --real --sort real")
    assert [row["state"] for row in sorted_by_real["rows"]][:51] == [row["state"] for row in by_real]
    assert [row["real_typical"] for row in sorted_by_real["rows"]][51:] == [None, None]


def test_ranks_are_those_among_all_rows_whatever_is_shown() -> None:
    top = salary("compare state --real --sort real --top 3 -f csv").rows()
    assert [row["real_rank"] for row in top] == ["1", "2", "3"]
    assert not {row["like_above"] for row in top} - {"false"}


@pytest.fixture
def tiny_real(tmp_path):
    def read(
        parities: str = PARITIES, areas: str = "code,name,parity\n1,Town,125\n", level: str = "80"
    ) -> tuple[Bands, dict[str, float]]:
        alpha, date = "        name: Alpha\n", "    date: 2025-05\n"
        priced = (alpha, f"{alpha}        price_level: {level}\n")
        bands = load(edited(tmp_path, (date, date + parities), priced, own=areas))
        return bands, load_parities(bands.home, bands.path)

    return read


def test_one_s_own_levels_are_read_beside_the_table(tiny_real) -> None:
    bands, levels = tiny_real()
    assert levels == {"1": 125}
    market = bands.markets["XX"]
    assert price_level(market, state(market, "AA"), lambda _: levels).real(4000) == 5000
    assert price_level(market, state(market, "BB"), lambda _: levels).level is None


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ({"areas": "code,parity\n"}, "own.csv:1:1: expected the columns code, name and parity"),
        ({"areas": "code,name,parity\n1,Town,0\n"}, "own.csv:2:1: parity: expected a price level such as 92.774"),
        ({"areas": "code,name,parity\n1,Town,x\n"}, "own.csv:2:1: parity: expected a price level"),
        ({"areas": "code,name,parity\n1,Town,90\n1,Town,91\n"}, "own.csv:3:1: code: '1' appears a second time"),
        ({"areas": "code,name,parity\n1,Town\n"}, "own.csv:2:1: expected 3 cells, found 2"),
        ({"areas": 'code,name,parity\n1,"Town,90\n'}, "own.csv:2:1: not CSV: unexpected end of data"),
        ({"parities": PARITIES.replace("2024", "last")}, "expected a year such as 2024, found 'last'"),
        ({"parities": PARITIES.replace("own.csv", "../own.csv")}, "expected the name of a .csv file, found '../own.csv'"),
        ({"parities": PARITIES.replace("census", "stars")}, "unknown source 'stars'"),
        ({"level": "5"}, "markets.XX.states.AA.price_level: must be at least 10, found 5"),
    ],
)  # fmt: skip
def test_broken_levels_have_a_place(tiny_real, broken: dict[str, str], expected: str) -> None:
    with pytest.raises(TableError, match=re.escape(expected)):
        tiny_real(**broken)


def test_the_shipped_levels_are_cited(shipped: Bands) -> None:
    parities = shipped.markets["US"].price_levels
    assert parities
    assert shipped.sources[parities.source].link.startswith("https://www.bea.gov/")
    assert (ROOT / "coding_salary" / "table" / "data" / parities.areas).exists()


def test_rows_with_the_wages_of_their_state_are_marked() -> None:
    done = salary("compare metro -s MI --real")
    assert re.findall(r"\S[^*\n]*(?= \*)", done.out) == ["Bay City, MI", "Monroe, MI"]
    assert "* no wages are published there: those of the state are used" in " ".join(done.out.split())


def test_a_broken_table_of_levels_is_found_by_the_check(tmp_path) -> None:
    (tmp_path / "bands.yaml").write_bytes((ROOT / "bands.yaml").read_bytes())
    shipped = (ROOT / "coding_salary" / "table" / "data" / "us_price_levels.csv").read_text(encoding="utf-8")
    side = tmp_path / "us_price_levels.csv"
    side.write_text(shipped.replace(",95.469", ",195.469"), encoding="utf-8")
    moved = salary("bands diff", str(ROOT / "bands.yaml"), "bands.yaml", cwd=tmp_path)
    assert "from 95.469 to 195.469 (+104.7%)" in moved.out
    side.write_text(shipped.replace(",95.469", ",dear"), encoding="utf-8")
    checked = salary("bands check bands.yaml", cwd=tmp_path)
    assert (checked.code, checked.out) == (3, "")
    assert "us_price_levels.csv:82:1: parity: expected a price level" in checked.err
