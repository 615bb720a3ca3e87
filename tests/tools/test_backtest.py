"""The back-test: worked by hand, independent of the table, and its pages as the table has them now."""

import csv
import re
from collections.abc import Callable, Iterator
from math import log
from pathlib import Path

import pytest
import yaml
from misses import Miss, coverage, industries, misses, ours, within
from page import PAGE, README, TOPIC, page, readme, topic
from published import INDEX, Published, official, published, sources
from tables import ROOT

from coding_salary.table.bands import Bands

# The founding documents, and records that were read in a copy.
UNLINKED = ("founding", "founding-abroad", "founding-certified", "founding-open", "unch-2013", "tx-uni-2016")
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


def test_a_ratio_to_the_survey_s_own_base(shipped: Bands) -> None:
    # Two and more against all certified, 2016: 60,305 / 52,690 = 1.14453. Ours: holders of two or three, at 0.23 and
    # 0.10 of a third of all: (0.23 x 1.074 + 0.10 x 1.139) / 0.33 = 1.093697, over the mixture of all,
    # 0.67 x 0.957 + 0.23 x 1.074 + 0.10 x 1.139 = 1.00211: 1.091394. (Certified, 1.059, is on both sides.)
    miss = miss_of(shipped, "--cert CPC,CIC+", 2016, "aapc-2016")
    assert miss.theirs == pytest.approx(60_305 / 52_690)
    assert miss.typical == pytest.approx(1.093697 / 1.00211, rel=1e-6)
    assert miss.share == pytest.approx(-0.04643, abs=1e-5)
    # Two (7 %) and CIC (7 %) against one (3 %); certified is the same: sqrt(0.0049 + 0.0049 + 0.0009) = 0.103441.
    assert miss.margin == pytest.approx(0.103441, abs=1e-6)
    assert miss.margins == pytest.approx(log(1.144525 / 1.091394) / 0.103441, rel=1e-4)


def test_without_a_base_the_official_wage_of_the_year_is_one(shipped: Bands) -> None:
    # A mean over the mean: 40,481 / 53,690 of 2023. Years: 0.779 + 0.5 / 2.5 x 0.126 = 0.8042, with an error of 5 %.
    miss = miss_of(shipped, "--years 1", 2023, "ziprecruiter-2023")
    assert (miss.base, miss.theirs) == (53_690, pytest.approx(40_481 / 53_690))
    assert miss.typical == pytest.approx(0.8042)
    assert (miss.share, miss.margin) == (pytest.approx(0.06661, abs=1e-5), pytest.approx(0.05))
    # A percentile over the median: 77,810 / 48,780 against 81,150 / 51,140, without a fact and so without a margin.
    miss, _ = misses(shipped, [row for row in published() if row.source.id == "bls-2023"])
    assert miss.theirs == pytest.approx(35_080 / 48_780)
    assert miss.typical == pytest.approx(37_000 / 51_140)
    assert miss.margins is None


def test_a_range_is_met_by_its_middle_and_by_overlap(shipped: Bands) -> None:
    # 15 years: 1.157 + 0.5 / 10.5 x 0.069 = 1.160286, 59,337 of 51,140, against the middle, 72,500.
    senior = miss_of(shipped, "--years 15", 2025, "founding")
    assert senior.share == pytest.approx(1.160286 * 51_140 / 72_500 - 1, abs=1e-5)
    assert (senior.overlaps, senior.inside) == (True, False)
    assert not senior._replace(high=64_999 / 51_140).overlaps
    assert not senior._replace(low=80_001 / 51_140, high=2).overlaps


def test_a_share_above_an_amount_is_a_percentile(shipped: Bands) -> None:
    # 36 % of directors above 90,000 and half above 80,000: the 64th percentile, a score of 0.358459, over the median.
    # Managers: ln 0.95 = -0.051293 / 0.268438 x 0.674490 = -0.128881. e2 = 0.07^2, sigma 0.416519, r = 1: shown 1.
    # z = 0.229578: 0.293438 x 0.229578 / 0.674490 = 0.099879; exp(0.099879 + 0.051293) = 1.163197.
    miss = miss_of(shipped, "--role director", 2009, "hcpro-2009")
    assert miss.theirs == pytest.approx(1.125)
    assert miss.typical == pytest.approx(1.163197, abs=1e-5)


def test_margins_are_counted_where_there_is_one(shipped: Bands) -> None:
    miss = miss_of(shipped, "--years 1", 2023, "ziprecruiter-2023")
    # ln(0.8042 / 0.753977) = 0.064487: 1.29 margins of 5 %.
    some = [miss, miss._replace(margin=0.07), miss._replace(margin=0.01), miss._replace(margin=0)]
    assert (within(some, 1), within(some, 2)) == ((1, 3), (2, 3))


def test_the_industries_come_back_and_half_of_each_is_covered(shipped: Bands) -> None:
    assert [round(miss.share, 9) for miss in misses(shipped, industries(shipped))] == [0] * 18
    assert coverage(shipped, "") == pytest.approx(0.5)
    assert 0.4 < coverage(shipped, "--remote") < 0.6


def test_the_ten_figures_of_the_founding_documents_are_rows() -> None:
    rows = [row for row in published() if row.kind == "founding documents"]
    figures = [(row.low, row.high) if row.is_range else row.low for row in rows]
    assert figures == [
        44_090,
        48_780,
        35_080,
        77_810,
        67_680,
        (35_000, 45_000),
        (45_000, 65_000),
        (50_000, 60_000),
        (65_000, 80_000),
        60_000,
        90_000,
    ]


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
    assert (miss.base, miss.typical) == (1, pytest.approx(typical))
    assert miss.share == pytest.approx(share, abs=1e-4)


def test_flags_are_read_as_the_command_reads_them_and_in_published_money(shipped: Bands) -> None:
    assert ours(shipped, "--remote --years 5 --cert CPC").typical == pytest.approx(50_714, abs=1)
    # Holders: 50,714 / 0.957 x (0.67 x 0.957 + 0.23 x 1.074 + 0.10 x 1.139).
    assert ours(shipped, "--years 5 --cert CPC+").typical == pytest.approx(53_105, abs=1)


def test_the_official_medians_are_those_of_the_history() -> None:
    path = ROOT / "coding_salary" / "table" / "data" / "us_history.csv"
    with path.open(encoding="utf-8", newline="") as file:
        medians = {
            int(row["month"][:4]): float(row["p50"])
            for row in csv.DictReader(file)
            if row["occupation"] == "coder"
        }
    assert {year: wages.median for year, wages in official().items()}.items() <= medians.items()


def derivations(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from [str(value)] if key == "derivation" else derivations(value)
    elif isinstance(node, list):
        for value in node:
            yield from derivations(value)


def test_no_figure_of_the_table_is_tested_against_itself(shipped: Bands) -> None:
    """What a wholly independent row says must not stand in any derivation of the table."""
    table = yaml.safe_load((ROOT / "bands.yaml").read_text(encoding="utf-8"))
    derived = set(re.findall(r"\d{5}|\d+\.\d\d", " ".join(derivations(table)).replace(",", "")))
    assert {"67260", "55721", "44740", "34551", "74557", "42937"} <= derived
    for row in published():
        if row.source.independent and row.unit != INDEX and not row.is_range:
            assert f"{row.low:.10g}" not in derived, row


def test_only_rows_that_are_called_half_share_a_survey_with_a_multiplier(shipped: Bands) -> None:
    """Who is cited by the table is half independent at best; the founding ranges have no page to compare."""
    links = {source.link.split("//")[-1].removeprefix("www.") for source in shipped.sources.values()}
    for source in sources().values():
        if source.link.split("//")[-1].removeprefix("www.") in links - {""}:
            # ZipRecruiter's figure merely stands on the page from which the table has another survey's.
            assert not source.independent or source.id == "ziprecruiter-2023", source


def test_every_fact_is_cited_and_every_source_used() -> None:
    rows = published()
    assert {row.source.id for row in rows} | {"industries"} == set(sources())
    for source in sources().values():
        assert source.link.startswith("https://") or source.id in UNLINKED
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
