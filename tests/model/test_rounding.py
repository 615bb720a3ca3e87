"""Amounts are rounded once, half up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding_salary.numbers import half_up


@pytest.mark.parametrize(
    ("amount", "step", "rounded"),
    [
        (48_149.99, 100, 48_100),
        (48_150, 100, 48_200),
        (48_250, 100, 48_300),  # up, where rounding half to even would go down
        (81_149.999_999_999, 100, 81_200),  # a hair below the half, left by exp and log
        (81_149.99, 100, 81_100),
        (24.875, 0.01, 24.88),
        (0, 100, 0),
        (-47.4, 1, -47),
    ],
)
def test_halves_go_up(amount: float, step: float, rounded: float) -> None:
    assert half_up(amount, step) == rounded


def test_a_whole_result_is_an_int() -> None:
    assert isinstance(half_up(51_748.2, 100), int)
    assert str(half_up(20.389, 0.01)) == "20.39"


@given(st.floats(0, 1e7), st.sampled_from([0.01, 1.0, 100.0, 500.0]))
def test_it_never_moves_an_amount_by_more_than_half_a_step(amount: float, step: float) -> None:
    assert abs(half_up(amount, step) - amount) <= step / 2 * (1 + 1e-6) + 1e-6
