"""The back-test: worked by hand, independent of the table, and its pages as the table has them now."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from misses import Miss, misses, pay
from page import PAGE, README, TOPIC, page, readme, topic
from published import INDEX, Published, medians, published, sources
from tables import ROOT

from coding_salary.table.bands import Bands

STALE = "run `python tests/tools/backtest`, read what moved, and commit it"


def miss_of(bands: Bands, flags: str, year: int, source: str) -> Miss:
    found = [x for x in published() if (x.flags, x.year, x.source.id) == (flags, year, source)]
    (miss,) = misses(bands, found)
    return miss


def test_the_page_is_what_the_table_gives_now(shipped: Bands) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(shipped), STALE


@pytest.mark.parametrize(("quoted", "anew"), [(TOPIC, topic), (README, readme)])
def test_other_pages_quote_what_the_table_gives_now(
    shipped: Bands, quoted: Path, anew: Callable[[Bands, str], str]
) -> None:
    text = quoted.read_text(encoding="utf-8")
    assert anew(shipped, text) == text, STALE


def test_the_help_topic_has_a_line_for_each_kind_of_figure(shipped: Bands) -> None:
    text = topic(shipped, TOPIC.read_text(encoding="utf-8")).partition("## How to read it")[0]
    assert f"Table {shipped.version} of {shipped.released}, wages of May 2025." in text
    assert len(re.findall(r"^\| .* \|$", text, re.MULTILINE)) == len({x.kind for x in published()}) + 4


def test_a_table_that_moves_moves_the_page(shipped: Bands) -> None:
    market = shipped.markets["US"]
    certified = market.factors["certified"]
    yes = certified.values["yes"]._replace(multiplier=1.08)
    factors = {**market.factors, "certified": certified._replace(values=certified.values | {"yes": yes})}
    moved = shipped._replace(markets={**shipped.markets, "US": market._replace(factors=factors)})
    assert page(moved) != page(shipped)
    assert topic(moved, TOPIC.read_text(encoding="utf-8")) != TOPIC.read_text(encoding="utf-8")


def test_a_gap_from_the_survey_s_own_base(shipped: Bands) -> None:
    # Two against certified, 2019: 55,923 x 1.074 = 60,061 against 64,890.
    miss = miss_of(shipped, "--cert CPC,CIC", 2019, "aapc-2019")
    assert miss.typical == pytest.approx(55_923 * 1.074)
    assert miss.share == pytest.approx(60_061.3 / 64_890 - 1, abs=1e-6)


def test_a_year_before_the_index_is_reached_by_the_national_median(shipped: Bands) -> None:
    # 51,140 x 1.059 x 47,180 / 51,140 = 49,963.6 against 56,290.
    miss = miss_of(shipped, "--cert CPC", 2022, "aapc-2022")
    assert miss.typical == pytest.approx(47_180 * 1.059)
    assert miss.share == pytest.approx(-0.11239, abs=1e-5)


def test_a_year_of_the_index_is_reached_by_it(shipped: Bands) -> None:
    # 51,140 / 1.04439 = 48,967 against 50,250.
    miss = miss_of(shipped, "", 2024, "bls-2024")
    assert round(miss.typical) == 48_967
    assert miss.basis.flags == "--as-of 2024-05"
    assert miss.share == pytest.approx(-0.0255, abs=1e-4)


def test_a_range_is_met_by_its_middle_and_by_overlap(shipped: Bands) -> None:
    # 15 years: 1.133 + 0.5 / 10.5 x 0.055 = 1.135619: 58,076 against 72,500; low to high 48,545 to 71,527.
    senior = miss_of(shipped, "--years 15", 2025, "founding")
    assert senior.share == pytest.approx(58_075.6 / 72_500 - 1, abs=1e-5)
    assert (senior.overlaps, senior.inside) == (True, False)
    assert not senior._replace(high=64_999).overlaps
    assert not senior._replace(low=80_001, high=90_000).overlaps


def test_an_hour_is_a_year_over_the_hours_of_the_market(shipped: Bands) -> None:
    figure = published()[0]._replace(unit="hour", flags="", year=2025)
    (miss,) = misses(shipped, [figure])
    assert miss.typical == pytest.approx(51_140 / 2_080)


@pytest.mark.parametrize(
    ("flags", "typical", "share"),
    [
        ("--country UK --state LIN", 34_592 + 6_918, 0.0717),  # 20 % of 34,592 is 6,918.40
        ("--country CA", 30.51 * 2_080, 0.0964),  # 63,460.80 / 57,882
        ("--country AU", 1_498.39 * 52, -0.0130),  # 77,916.28 / 78,945
    ],
)
def test_other_countries_stand_in_their_own_money(
    shipped: Bands, flags: str, typical: float, share: float
) -> None:
    found = [x for x in published() if x.flags == flags and not x.is_range]
    (miss,) = misses(shipped, found)
    assert miss.typical == pytest.approx(typical)
    assert miss.share == pytest.approx(share, abs=1e-4)
    assert miss.basis.words.startswith("as it is, of ")


def test_flags_are_read_as_the_command_reads_them(shipped: Bands) -> None:
    assert pay(shipped, "--remote --years 5 --cert CPC").typical == pytest.approx(51_748, abs=1)
    assert medians()["2025-05"] == shipped.markets["US"].occupation.ranges["US"].median


def test_no_figure_of_the_table_is_tested_against_itself(shipped: Bands) -> None:
    """What a wholly independent row says must not stand in any derivation of the table."""
    text = (ROOT / "bands.yaml").read_text(encoding="utf-8").replace(",", "")
    derived = set(re.findall(r"\d{5}|\d+\.\d\d", " ".join(re.findall(r"derivation: (.*)", text))))
    assert {"67260", "55721", "44740", "34551", "25.81", "26.84"} <= derived
    for row in published():
        if not row.source.half and row.unit != INDEX and not row.is_range:
            assert f"{row.low:.10g}" not in derived, row


def test_only_rows_that_are_called_half_share_a_survey_with_a_multiplier(shipped: Bands) -> None:
    """Who is cited by the table is half independent at best; the founding ranges have no page to compare."""
    links = {source.link.split("//")[-1].removeprefix("www.") for source in shipped.sources.values()}
    for source in sources().values():
        if source.link.split("//")[-1].removeprefix("www.") in links - {""}:
            # ZipRecruiter's figure merely stands on the page from which the table has another survey's.
            assert source.half or source.id == "ziprecruiter-2023", source


def test_every_fact_is_cited_and_every_source_used() -> None:
    rows = published()
    assert {row.source.id for row in rows} == set(sources())
    for source in sources().values():
        assert source.link.startswith("https://") or source.id in ("founding", "founding-abroad")
        assert source.publisher
        assert source.title
        assert source.date


def test_every_row_says_why_it_can_differ_and_is_there_once() -> None:
    rows: list[Published] = published()
    keys = [(row.kind, row.flags, row.group, row.year, row.source.id) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert row.why.endswith(".")
        assert row.low <= row.high
        assert row.is_range == (row.low < row.high)
