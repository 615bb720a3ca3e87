"""What a person sees in a real terminal of a given width."""

import re

import pytest
from program import salary, shown


def seen(columns: int, *args: str, **changes: str) -> str:
    """Return what a person sees in a terminal."""
    return shown(columns, *args, **changes)[1].decode()


@pytest.mark.parametrize("columns", [20, 30, 40, 60, 80, 120, 200])
def test_every_amount_is_whole_at_every_width(columns: int) -> None:
    bare = re.sub(
        r"\x1b\[[0-9;]*m", "", seen(columns, "estimate", "--cert", "CPC", "--years", "5", "--explain")
    )
    assert max(map(len, bare.splitlines())) <= columns
    for amount in ("$45,900", "$52,500", "$63,800", "$37,200", "$76,400", "$51,845"):
        assert re.search(rf"(?<![\d,]){re.escape(amount)}(?![\d,])", bare)


def test_columns_wins_over_the_terminal() -> None:
    assert max(map(len, seen(200, "estimate", NO_COLOR="1", COLUMNS="50").splitlines())) <= 50


def test_a_terminal_without_a_width_gets_eighty_columns() -> None:
    assert max(map(len, seen(0, "estimate", NO_COLOR="1").splitlines())) <= 80


def test_a_terminal_that_says_it_is_narrower_than_any_gets_whole_amounts() -> None:
    assert "$64,000" in salary("estimate", "-s", "CA", COLUMNS="5").out
