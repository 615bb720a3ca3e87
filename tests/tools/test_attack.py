"""A short attack with made-up profiles and tables; `python tests/tools/attack` is the long one."""

import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import HERE, ROOT, TINY

sys.path.insert(0, str(HERE / "tools" / "attack"))

from checks import Batches, Estimates, Tables
from endings import Endings
from makers import table

from coding_salary.table.load import default_path, load

chance = st.randoms(use_true_random=False)
SHIPPED = Estimates(load(default_path()))
MADE = settings(suppress_health_check=list(HealthCheck))


@given(chance)
@MADE
def test_any_profile_is_answered_or_refused(random: Random) -> None:
    SHIPPED.one(random)


@given(chance)
@MADE
def test_a_made_table_is_good_and_can_be_used(
    tmp_path_factory: pytest.TempPathFactory, random: Random
) -> None:
    path = tmp_path_factory.getbasetemp() / "made.yaml"
    path.write_text(table(random), encoding="utf-8")
    attacked = Tables(path.parent)
    attacked.use(load(str(path)))
    made = Estimates(load(str(path)))
    for _ in range(5):
        made.one(random)


@given(chance, st.sampled_from([None, TINY, HERE / "isles.yaml"]))
@MADE
def test_a_broken_table_is_refused_with_places(
    tmp_path_factory: pytest.TempPathFactory, random: Random, own: Path | None
) -> None:
    good = own.read_text(encoding="utf-8") if own else None
    Tables(tmp_path_factory.getbasetemp()).one(random, good)


@given(chance)
@MADE
def test_any_file_comes_back_row_for_row(random: Random) -> None:
    Batches(SHIPPED).one(random)


def test_the_shipped_table_broken_in_one_place(tmp_path: Path) -> None:
    attacked = Tables(tmp_path)
    good = (ROOT / "bands.yaml").read_text(encoding="utf-8")
    for number in range(60):
        attacked.one(Random(number), good)
    assert attacked.broken > 20


def test_a_few_thousand_of_each_as_the_long_run_does(tmp_path: Path) -> None:
    made = Estimates(SHIPPED.bands)
    attacked = Tables(tmp_path)
    scales = (HERE / "isles.yaml").read_text(encoding="utf-8")
    for number in range(2_000):
        made.one(Random(f"ci-estimate-{number}"))
    for number in range(1_000):
        attacked.one(Random(f"ci-table-{number}"), scales if number % 4 == 0 else None)
    files = Batches(SHIPPED)
    for number in range(100):
        files.one(Random(f"ci-batch-{number}"))
    assert files.rows > 200
    assert made.answered > 1_000
    assert made.refused > 100
    assert attacked.broken > 500
    assert attacked.usable > 20


def test_a_run_that_is_ended_at_any_moment_loses_nobody_s_file(tmp_path: Path) -> None:
    endings = Endings(tmp_path)
    for number in range(12):
        endings.one(Random(f"ci-ending-{number}"))
