"""The curve of pay over normal scores."""

from math import inf
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding_salary.model.position import Curve
from coding_salary.numbers import SCORES, percentile_of, score_of
from coding_salary.table.wages import Range

NATION = Range((20000, 30000, 40000, 60000, 80000), 0)


@pytest.mark.parametrize("percentile", [0.01, 2, 10, 25, 50, 75, 90, 98, 99.99])
def test_scores_are_those_of_the_normal_distribution(percentile: float) -> None:
    assert score_of(percentile) == pytest.approx(NormalDist().inv_cdf(percentile / 100), abs=1e-12)


@given(st.floats(0.01, 99.99))
def test_percentile_and_score_are_inverse(percentile: float) -> None:
    assert percentile_of(score_of(percentile)) == pytest.approx(percentile, abs=1e-9)


@given(st.floats(-3, 3))
def test_height_and_score_are_inverse(score: float) -> None:
    curve = Curve.through(NATION)
    assert curve.score(curve.height(score)) == pytest.approx(score, abs=1e-9)


def test_a_place_may_have_two_equal_percentiles() -> None:
    # Published so for some small areas, such as 62,590 at 50 % and at 75 % in Winston-Salem.
    flat = Curve.through(Range((36700, 42380, 62590, 62590, 78030), 0.02))
    assert flat.height(0.3) == 0.0
    assert flat.scores(0.0) == (0.0, pytest.approx(0.6744897501960817))
    bottom = Curve.through(Range((21840, 21840, 24760, 30510, 46690), 0.02))
    assert bottom.scores(bottom.heights[0]) == (-inf, pytest.approx(-0.6744897501960817))
    assert bottom.scores(bottom.heights[0] - 0.1) == (-inf, -inf)
    top = Curve.through(Range((10000, 20000, 30000, 40000, 40000), 0.02))
    assert top.scores(top.heights[4]) == (pytest.approx(0.6744897501960817), inf)
    assert top.scores(top.heights[4] + 0.1) == (inf, inf)
    assert flat.height(-0.6744897501960817) == pytest.approx(-0.3899, abs=1e-4)


def test_a_height_that_one_point_alone_has_is_one_score_at_the_ends_too() -> None:
    curve = Curve.through(NATION)
    for score, height in zip(SCORES, curve.heights, strict=True):
        assert curve.scores(height) == (pytest.approx(score), pytest.approx(score))


def test_three_equal_percentiles_are_flat_from_the_first_to_the_last_of_them() -> None:
    middle = Curve.through(Range((10000, 30000, 30000, 30000, 40000), 0.02))
    assert middle.scores(0.0) == (SCORES[1], SCORES[3])
    top = Curve.through(Range((10000, 20000, 30000, 30000, 30000), 0.02))
    assert top.scores(0.0) == (SCORES[2], inf)
    bottom = Curve.through(Range((30000, 30000, 30000, 40000, 50000), 0.02))
    assert bottom.scores(0.0) == (-inf, SCORES[2])
    # Below a flat start nobody is paid; above a start that is flat, a height has one score again.
    assert bottom.scores(bottom.heights[3]) == (pytest.approx(SCORES[3]), pytest.approx(SCORES[3]))
