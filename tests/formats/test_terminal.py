"""What a person sees in a real terminal of a given width."""

import pytest
from program import salary, shown

from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Grid, Labeled, Line, Sheet
from coding_salary.formats.symbols import Display
from coding_salary.formats.terminal import table


def seen(columns: int, *args: str, **changes: str) -> str:
    """Return what a person sees in a terminal."""
    return shown(columns, *args, **changes)[1].decode()


def test_columns_wins_over_the_terminal() -> None:
    assert max(map(len, seen(200, "estimate", NO_COLOR="1", COLUMNS="50").splitlines())) <= 50


def test_a_terminal_without_a_width_gets_eighty_columns() -> None:
    assert max(map(len, seen(0, "estimate", NO_COLOR="1").splitlines())) <= 80


def test_a_terminal_that_says_it_is_narrower_than_any_gets_whole_amounts() -> None:
    assert "$64,000" in salary("estimate", "-s", "CA", COLUMNS="5").out


@pytest.mark.parametrize(
    ("columns", "ascii", "expected"),
    [
        # Beside `code` (4), `pay` (4) and two gaps (4) 32, 28, 21 and 20 columns are left for 31 letters.
        (44, False, "AB    a long label, 12,345 and more  same"),
        (40, False, "AB    a long label, 12,345 and mo…  same"),
        (33, False, "AB    a long label, 12,345…  same"),
        (32, False, "AB    a long label…  same"),  # a number that is cut is a wrong one
        (32, True, "AB    a long label...  same"),
    ],
)
def test_words_are_cut_to_what_a_line_has_room_for(columns: int, ascii: bool, expected: str) -> None:
    fields = [
        Field[str]("code", lambda row: row[:2], "code"),
        Field("label", lambda row: row[2:], "label", clip=True),
        Field("", lambda _: "same", "pay", str),
    ]
    words = [Labeled("pay", "against the median", legend=True), Labeled("jobs", "gone", legend=True)]
    sheet = Sheet((), Grid(fields, [Line("ABa long label, 12,345 and more")]), words)
    _, row, *below = table(sheet, Display(columns, ascii=ascii)).splitlines()
    assert row == expected
    assert below == ["", "  pay", "    against the median"]  # and no legend of a column that is not there
