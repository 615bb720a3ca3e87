"""The wages of earlier years: the figures of the founding documents, changes and prices by hand, broken files."""

import csv
import re
from pathlib import Path

import pytest
from program import answer, loaded, salary
from tables import extended

from coding_salary.catalog.history import history
from coding_salary.reading.errors import TableError
from coding_salary.table.bands import Bands
from coding_salary.table.history import load_consumer_prices, load_history
from coding_salary.table.load import load
from coding_salary.table.side_tables import SHIPPED

ENTRY = """\
    history: {file: past.csv, source: census}
    consumer_prices: {file: prices.csv, source: club}
"""
HEADER = "occupation,month,soc,title,jobs,p10,p25,p50,p75,p90,error\n"
PAST = """\
coder,2022-05,0-9,Clerks and coders,2000,15000,22000,30000,45000,60000,1
coder,2023-05,1-1,Coders,900,18000,27000,36000,54000,72000,1
coder,2024-05,1-1,Coders,,19000,28500,38000,57000,76000,1
coder,2025-05,1-1,Coders,1000,20000,30000,40000,60000,80000,0
"""
PRICES = "month,index\n2022-05,160\n2023-05,200\n2025-05,250\n2026-01,260\n"


@pytest.fixture
def tiny_history(tmp_path):
    def read(past: str = HEADER + PAST, prices: str = PRICES):
        path = extended(tmp_path, ENTRY, past=past, prices=prices)
        market = load(path).home
        wages, index = load_history(market, path), load_consumer_prices(market, path)
        return history(market.occupation, wages, index)

    return read


def test_by_hand(tiny_history) -> None:
    found = tiny_history()
    before, first, second, last = found.rows
    assert found.prices_of == "2026-01"
    assert [row.comparable for row in found.rows] == [False, True, True, True]
    assert [past.title for past in found.not_comparable] == ["Clerks and coders"]
    # Another group counted before, so that there is no change; 38,000 / 36,000 and 40,000 / 38,000.
    assert (before.change, first.change) == (None, None)
    assert (second.change, last.change) == pytest.approx((2 / 36, 2 / 38))
    # 260 / 160, 260 / 200, nothing published in May 2024, 260 / 250: 36,000 then buys what 46,800 buys now.
    assert [row.inflation for row in found.rows] == [1.625, 1.3, None, 1.04]
    assert [row.real_change for row in found.rows] == [None] * 4
    # With 220 in 2024: 38,000 / 36,000 x 200 / 220 = 0.959596.
    rows = tiny_history(prices=PRICES.replace("2025-05", "2024-05,220\n2025-05")).rows
    assert rows[2].real_change == pytest.approx(0.959596 - 1, abs=1e-6)


def test_the_figures_of_the_founding_documents_stand_in_it() -> None:
    rows = {row["month"]: row for row in answer("history")["history"]}
    assert rows["2020-05"]["p50"] == 44_090
    assert [rows["2023-05"][name] for name in ("p50", "p10", "p90")] == [48_780, 35_080, 77_810]
    # 48,780 x 334.980 / 304.127 = 53,728.6.
    assert (rows["2023-05"]["real_p50"], rows["2023-05"]["prices_of"]) == (53_700, "2026-08")
    # 48,780 / 47,180 = 1.0339; by prices 292.296 / 304.127: 0.9937.
    assert (rows["2023-05"]["change_percent"], rows["2023-05"]["real_change_percent"]) == (3.4, -0.6)
    direct = [month for month, row in rows.items() if row["comparable"]]
    assert direct == [f"{year}-05" for year in range(2021, 2026)]
    assert [rows[month]["soc"] for month in rows][:3] == ["29-2071", "29-2098", "29-2098"]
    assert (rows["2020-05"]["change_percent"], rows["2021-05"]["change_percent"]) == (3.4, None)


def test_every_occupation_agrees_with_the_table(shipped: Bands) -> None:
    market = shipped.home
    wages, prices = load_history(market, shipped.path), load_consumer_prices(market, shipped.path)
    for job in market.occupations.values():
        rows = history(job, wages, prices).rows
        assert [row.past.month for row in rows] == [f"{year}-05" for year in range(2018, 2026)]
        medians = {row.past.month: row.past.range.median for row in rows if row.comparable}
        assert medians == {**job.medians, market.date: job.nation.median}
        assert rows[-1].past.range == job.nation
        assert all(row.inflation for row in rows)


def test_the_index_is_the_one_published() -> None:
    text = Path(SHIPPED, "us_consumer_prices.csv").read_text(encoding="utf-8")
    prices = {row["month"]: row["index"] for row in csv.DictReader(text.splitlines())}
    assert (prices["2018-05"], prices["2025-05"], prices["2026-08"]) == ("251.588", "321.465", "334.980")
    assert "2025-10" not in prices  # never published
    assert len(prices) == 8 * 12 + 8 - 1


def test_people_get_the_answer_first_and_what_cannot_be_compared() -> None:
    lines = salary("history", COLUMNS="80").out.splitlines()
    assert lines[2] == "Median pay rose from $46,660 in May 2021 to $51,140 in May 2025 (+9.6%)."
    assert lines[3] == "After inflation it fell from $58,100 to $53,300 (-8.2%)."
    assert lines[-2:] == [
        "  Based on   wages and consumer prices (BLS) · more: salary sources cpi-u",
        "  Next       salary estimate · salary raise 25/hr 3%",
    ]
    assert len(lines) <= 24
    text = " ".join(" ".join(lines).split())
    assert "May 2018 counted Medical Records and Health Information Technicians (29-2071)" in text
    assert "May 2018 *: not comparable" in salary("history -f plain").out
    assert "*" not in salary("history --role director").out


@pytest.mark.parametrize(
    ("past", "prices", "expected"),
    [
        (HEADER + PAST.replace("coder,2022", "coders,2022"), PRICES, "past.csv:2:1: occupation: expected coder or biller, found 'coders'"),
        (HEADER + PAST.replace("2024-05", "2023-05"), PRICES, "past.csv:4:1: month: months must rise: 2023-05 follows 2023-05"),
        (HEADER + PAST.replace("2024-05", "2024"), PRICES, "past.csv:4:1: month: expected a month such as 2025-05, found '2024'"),
        (HEADER + PAST.replace("57000", "37000"), PRICES, "past.csv:4:1: p75: percentiles never fall: 37000 follows 38000"),
        (HEADER + PAST, PRICES.replace(",200", ",0"), "prices.csv:3:1: index: expected an index above 0 such as 321.465, found '0'"),
        (HEADER + PAST, "month\n", "prices.csv:1:1: expected the columns month and index"),
    ],
)  # fmt: skip
def test_a_broken_file_has_a_place(tiny_history, past: str, prices: str, expected: str) -> None:
    with pytest.raises(TableError, match=re.escape(expected)):
        tiny_history(past, prices)


def test_the_history_and_the_jobs_are_read_only_where_they_are_asked_for() -> None:
    modules = loaded("estimate", "--metro", "18140", "-f", "json")
    assert not {"coding_salary.table.history", "coding_salary.table.jobs"} & modules
