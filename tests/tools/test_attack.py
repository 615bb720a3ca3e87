"""A short attack with made-up profiles, tables and files; `python tests/tools/attack` is the long one."""

from pathlib import Path
from random import Random

import pytest
from checks import Batches, Estimates, Tables, attack
from endings import Endings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import ISLES, ROOT, TINY

from coding_salary.table.load import default_path, load

chance = st.randoms(use_true_random=False)
SHIPPED = Estimates(load(default_path()))
GOOD = [path.read_text(encoding="utf-8") for path in (TINY, ISLES)]
MADE = settings(suppress_health_check=list(HealthCheck))


@given(chance)
@MADE
def test_any_profile_is_answered_or_refused(random: Random) -> None:
    SHIPPED.one(random)


@given(chance, st.sampled_from(GOOD))
@MADE
def test_a_broken_table_is_refused_with_places(
    tmp_path_factory: pytest.TempPathFactory, random: Random, good: str
) -> None:
    Tables(tmp_path_factory.getbasetemp()).one(random, good)


@given(chance)
@MADE
def test_any_file_comes_back_row_for_row(random: Random) -> None:
    Batches(SHIPPED).one(random)


def test_a_few_hundred_of_each_as_the_long_run_does(tmp_path: Path) -> None:
    made, attacked, files = attack(SHIPPED.bands, tmp_path, GOOD, (1_000, 600, 60), "ci")
    for number in range(20):
        attacked.one(Random(number), (ROOT / "bands.yaml").read_text(encoding="utf-8"))
    assert made.answered > 500
    assert made.refused > 50
    assert attacked.broken > 300
    assert attacked.usable > 50
    assert files.rows > 100


def test_a_run_that_is_ended_at_any_moment_loses_nobody_s_file(tmp_path: Path) -> None:
    endings = Endings(tmp_path)
    for number in range(12):
        endings.one(Random(f"ci-ending-{number}"))
