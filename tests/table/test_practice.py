"""Charts an hour and pay practice: the shipped rows, what they rest on, and broken files."""

from pathlib import Path

import pytest
from tables import TINY

from coding_salary.reading.errors import TableError
from coding_salary.table.bands import Bands
from coding_salary.table.load import load
from coding_salary.table.practice import Practice, load_charts, load_practice
from coding_salary.table.row_sources import load_row_sources

HEADER = "name,label,low,typical,high,unit,evidence,sources,derivation\n"
SOURCES = "id,publisher,title,date,grade,link,accessed,license\nnote,Me,Note,undated,none,,,\n"


def test_the_shipped_rows_say_what_they_rest_on(shipped: Bands) -> None:
    market = shipped.home
    rows = [*load_charts(shipped, market).values(), *load_practice(shipped, market).values()]
    for row in rows:
        low, typical, high = row.amounts
        assert (typical if low is None else low) <= typical <= (typical if high is None else high), row
        assert row.support.sources, row
        assert row.support.derivation, row


def test_every_row_source_is_of_one_name_alone(shipped: Bands) -> None:
    beside = load_row_sources(shipped.home, shipped.path)
    assert not beside.keys() & shipped.sources.keys()


def test_worked_figures_of_the_shipped_rows(shipped: Bands) -> None:
    charts, practice = load_charts(shipped, shipped.home), load_practice(shipped, shipped.home)
    # 15, 20 and 25 a day over 8 hours: 1.875, 2.5 and 3.125.
    assert charts["inpatient"].amounts == (1.9, 2.5, 3.1)
    assert charts["pro-fee"].amounts == (8, 12, 20)
    # The median of 3.3, 3.4, 3.4, 3.5, 3.5, 3.5, 3.6 and 3.6.
    assert practice["raise-2026"].amounts == (3.3, 3.5, 3.6)
    assert practice["overtime"].amounts.typical == 1.5


@pytest.fixture
def charts(tmp_path: Path):
    def read(rows: str, sources: str = SOURCES) -> dict[str, Practice]:
        path = tmp_path / "bands.yaml"
        named = "    date: 2025-05\n    charts: work.csv\n    row_sources: notes.csv\n"
        text = TINY.read_text(encoding="utf-8").replace("    date: 2025-05\n", named)
        path.write_text(text, encoding="utf-8")
        (tmp_path / "work.csv").write_text(HEADER + rows, encoding="utf-8")
        (tmp_path / "notes.csv").write_text(sources, encoding="utf-8")
        bands = load(str(path))
        return load_charts(bands, bands.home)

    return read


def test_a_range_may_be_unknown_and_a_source_stand_in_either_list(charts) -> None:
    found = charts("ward,Ward,,12,,charts an hour,weak,note club,two notes\n")
    assert found["ward"].amounts == (None, 12, None)
    assert found["ward"].support[:3] == ("weak", ("note", "club"), "two notes")


@pytest.mark.parametrize(
    ("rows", "sources", "messages"),
    [
        (
            "ward,Ward,3,2,1,charts an hour,sure,none,made up\nward,Ward,,x,,a,weak,note,\n",
            SOURCES,
            [
                "typical: must lie between low and high",
                "evidence: expected reference, solid, fair, weak or assumed, found 'sure'",
                "sources: no source is called 'none': add it to the sources",
                "name: 'ward' appears a second time: keep one of them",
                "typical: expected a number from 0 on such as 12.5, found 'x'",
            ],
        ),
        (
            "",
            SOURCES.replace("undated", "once").replace("Note", "") + "note,a,b,2024,c,ftp://x,,\n",
            [
                "date: expected a date as under sources, found 'once'",
                "title: expected a text without spaces around it, found ''",
                "id: 'note' appears a second time: keep one of them",
                "link: expected a link as under sources, found 'ftp://x'",
            ],
        ),
    ],
)
def test_all_that_is_wrong_is_said_at_once(charts, rows: str, sources: str, messages: list[str]) -> None:
    with pytest.raises(TableError) as caught:
        charts(rows, sources)
    assert [f"{each.name}: {each.message}" for each in caught.value.problems] == messages
