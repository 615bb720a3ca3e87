"""The area table: what it holds, and how a broken one is answered."""

from pathlib import Path

import pytest
from tables import TINY

from coding_salary.reading.errors import TableError
from coding_salary.table.bands import Bands
from coding_salary.table.load import load
from coding_salary.table.places import Area
from coding_salary.table.side_tables import load_areas

HEADER = (
    "code,kind,name,state,states,coder_p10,coder_p25,coder_p50,coder_p75,coder_p90,coder_error,"
    "biller_p10,biller_p25,biller_p50,biller_p75,biller_p90,biller_error\n"
)
GOOD = '1,metropolitan,"Town, AA",AA,AA BB,10000,20000,30000,40000,50000,1.5,,,,,,\n'


@pytest.fixture
def read(tmp_path: Path):
    def areas(content: str | bytes) -> list[Area]:
        table = tmp_path / "bands.yaml"
        text = TINY.read_text(encoding="utf-8").replace(
            "    date: 2025-05\n", "    date: 2025-05\n    areas: own.csv\n"
        )
        table.write_text(text, encoding="utf-8")
        raw = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "own.csv").write_bytes(raw)
        return load_areas(load(str(table)).markets["XX"], str(table))

    return areas


def test_the_shipped_table_is_whole(shipped: Bands) -> None:
    areas = load_areas(shipped.markets["US"], shipped.path)
    kinds = [area.kind for area in areas]
    assert (kinds.count("metropolitan"), kinds.count("nonmetropolitan")) == (393, 135)
    assert len({area.code for area in areas}) == 528
    assert sum("coder" in area.ranges for area in areas) == 506
    assert sum("biller" in area.ranges for area in areas) == 524
    assert sum("managers" in area.ranges for area in areas) == 526
    assert sum("compliance" in area.ranges for area in areas) == 526
    for area in areas:
        assert area.state in shipped.markets["US"].states
        assert area.state in area.states
        for range in area.ranges.values():
            assert 10_000 < range.wages[0] <= range.wages[-1] < 500_000
            assert 0 < range.error < 0.3


def test_a_file_beside_the_table_is_read_first(read) -> None:
    (area,) = read(HEADER + GOOD)
    assert (area.code, area.name, area.states) == ("1", "Town, AA", ("AA", "BB"))
    assert area.ranges["coder"].wages == (10_000, 20_000, 30_000, 40_000, 50_000)
    assert area.ranges["coder"].error == pytest.approx(0.015)
    assert "biller" not in area.ranges


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "1:1: expected the columns code, kind, name"),
        ("code,kind\n", "1:1: expected the columns code, kind, name"),
        (HEADER + "1,metropolitan\n", "2:1: expected 17 cells, found 2"),
        (HEADER + GOOD + GOOD, "3:1: code: '1' appears a second time: keep one of them"),
        (HEADER + GOOD.replace("30000", "lots"), "2:1: coder_p50: expected a number from 100 on such as 48390, found 'lots'"),
        (HEADER + GOOD.replace("30000", ""), "2:1: coder_p50: expected a number from 100 on"),
        (HEADER + GOOD.replace("30000", "0"), "2:1: coder_p50: expected a number from 100 on"),
        (HEADER + GOOD.replace("30000", "nan"), "2:1: coder_p50: expected a number from 100 on"),
        (HEADER + GOOD.replace("30000", "15000"), "2:1: coder_p50: percentiles never fall: 15000 follows 20000"),
        (HEADER + GOOD.replace("metropolitan", ""), "2:1: kind: expected a text without spaces around it, found ''"),
        (HEADER + GOOD.replace("Town", "To\x1b[1mwn"), r"2:1: name: expected a text without spaces around it, found 'To\x1b[1mwn, AA'"),
        (HEADER + GOOD.replace("metropolitan", "nation"), "2:1: kind: expected metropolitan or nonmetropolitan, found 'nation'"),
        (HEADER + GOOD.replace("AA,AA BB", "QQ,QQ"), "2:1: states: 'QQ' is no state of Testland"),
        (HEADER + GOOD.replace("AA,AA BB", "AA,BB"), "2:1: states: must hold the main state, 'AA'"),
        (HEADER + GOOD.replace("1,metro", "AA,metro"), "2:1: code: 'AA' is the code of a state or of the nation"),
        (HEADER + GOOD.replace("1.5", "101"), "2:1: coder_error: expected a percentage such as 1.9, found '101'"),
        (HEADER + GOOD.replace("10000,20000,30000,40000,50000", "900,1600,2500,3300,4100"), "2:1: coder_p50: a median of 2,500 a year is more than 4 times from 40,000, which is usual"),
        (HEADER + GOOD.replace("50000", "50000000"), "2:1: coder_p90: the 90th percentile is more than 20 times the 10th: correct its unit or a digit"),
        (HEADER + "\n" * 5000, "more than 500 problems: the rest of the file was not checked"),
        (HEADER + '1,"metro', "not CSV: unexpected end of data"),
        (HEADER + '1,"metro"x,', "not CSV: "),
        (HEADER.encode() + b"\xff\n", "2:1: not UTF-8 text: save the file as UTF-8"),
        (HEADER + GOOD + "\0", "expected 17 cells, found 1"),
    ],
)  # fmt: skip
def test_a_broken_table_is_answered_with_the_place(read, content: str | bytes, expected: str) -> None:
    with pytest.raises(TableError) as caught:
        read(content)
    assert expected in str(caught.value)
    assert "own.csv:" in str(caught.value)


def test_a_missing_table_is_a_problem(tiny: Bands, tmp_path: Path) -> None:

    with pytest.raises(TableError, match=r"gone\.csv:1:1: cannot read this file: no such file or directory"):
        load_areas(tiny.markets["XX"]._replace(areas="gone.csv"), str(tmp_path / "bands.yaml"))


def test_a_dangling_link_is_not_passed_over(tiny: Bands, tmp_path: Path) -> None:

    (tmp_path / "us_areas.csv").symlink_to(tmp_path / "nowhere.csv")
    with pytest.raises(TableError, match=r"us_areas\.csv:1:1: cannot read this file"):
        load_areas(tiny.markets["XX"]._replace(areas="us_areas.csv"), str(tmp_path / "bands.yaml"))


def test_a_table_without_the_states_of_the_shipped_areas_cannot_use_them(tiny: Bands) -> None:

    jobs = dict.fromkeys(("coder", "biller", "managers", "compliance"), tiny.markets["XX"].occupation)
    with pytest.raises(TableError, match="'TX' is no state of Testland"):
        load_areas(tiny.markets["XX"]._replace(areas="us_areas.csv", occupations=jobs), tiny.path)
