"""The loader: every fault has its place, and the shipped table has none."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hostile import HOSTILE
from program import salary
from tables import HERE, TINY, broken, broken_tables

from coding_salary.reading.errors import TableError
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL_COUNT, EXPERIENCE, FACTORS
from coding_salary.table.load import default_path, load
from coding_salary.table.sources import GRADES


@pytest.mark.parametrize("name", broken_tables())
def test_a_fault_is_reported_once_with_its_place_and_the_way_out(name: str, tmp_path: Path) -> None:
    path = broken(name, tmp_path)
    with pytest.raises(TableError) as caught:
        load(str(path))
    assert [str(problem) for problem in caught.value.problems] == [
        f"{path}:{broken_tables()[name]['expect']}"
    ]


def test_what_is_rarely_true_is_a_warning_of_the_check_alone() -> None:
    place = f"{TINY}:33:45: markets.XX.states.BB.coder[4]"
    checked = salary("bands", "check", str(TINY))
    assert checked.code == 0
    assert (
        checked.err == f"warning: {place}: the 90th percentile is 16.0 times the 10th: more than 5 is rare\n"
    )
    assert salary("estimate", "--bands", str(TINY)).err == ""


def test_pay_below_every_usual_currency_is_a_warning(tmp_path: Path) -> None:
    table = tmp_path / "weekly.yaml"
    isles = (HERE / "isles.yaml").read_text(encoding="utf-8")
    text = isles.replace("pay_period: week", "pay_period: year").replace("{IS: 1, GA: 2}", "{IS: 1, GA: 50}")
    table.write_text(text, encoding="utf-8")
    run = salary("bands", "check", str(table))
    assert run.code == 0
    assert "pay of 700 SHL is little for a year: is it a month's or a week's?" in run.err


def test_there_are_enough_broken_tables() -> None:
    assert len(broken_tables()) >= 90


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = TINY.read_text(encoding="utf-8")
    text = (
        text.replace("error: 0.03", "error: much").replace("symbol: $", "symbol: ''").replace("0.8", "0.8.1")
    )
    broken = tmp_path / "broken.yaml"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load(str(broken))
    assert [problem.name for problem in caught.value.problems] == [
        "evidence.solid.error",
        "markets.XX.symbol",
        "markets.XX.factors.experience.points[0].multiplier",
    ]


def mutated(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "hostile.yaml"
    path.write_bytes(content)
    return str(path)


# Loads tables where the memory is bounded: a run that needed more would end in a MemoryError.
BOUNDED = """
import json, resource, sys
from coding_salary.reading.errors import TableError
from coding_salary.table.load import load
resource.setrlimit(resource.RLIMIT_DATA, (100 * 2**20, 100 * 2**20))
def answer(path):
    try:
        load(path)
    except TableError as error:
        return str(error)
print(json.dumps([answer(path) for path in sys.argv[1:]]))
"""


def test_a_hostile_table_is_answered_within_a_hundred_megabytes(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.yaml" for number in range(len(HOSTILE))]
    for path, (content, _) in zip(paths, HOSTILE.values(), strict=True):
        path.write_bytes(content)
    command = [sys.executable, "-c", BOUNDED, *paths]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=60, check=True)
    for name, answer in zip(HOSTILE, json.loads(done.stdout), strict=True):
        assert HOSTILE[name][1] in answer, name


def test_a_byte_order_mark_is_allowed(tmp_path: Path) -> None:
    assert load(mutated(tmp_path, b"\xef\xbb\xbf" + TINY.read_bytes())).version == "tiny"


def test_windows_line_ends_are_allowed(tmp_path: Path) -> None:
    assert load(mutated(tmp_path, TINY.read_bytes().replace(b"\n", b"\r\n"))).version == "tiny"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nonexistent/bands.yaml", "/nonexistent/bands.yaml:1:1: cannot read this file: no such file or directory"),
        ("/", "/:1:1: cannot read this file: is a directory"),
        ("", "the name of the file is empty: give one, or leave the flag out"),
        ("a\0b", "a\\x00b:1:1: cannot read this file: its name holds a NUL"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_a_problem_too(path: str, reason: str) -> None:
    with pytest.raises(TableError) as caught:
        load(path)
    assert str(caught.value) == reason


def test_a_file_without_permission_is_a_problem_too(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_bytes(TINY.read_bytes())
    secret.chmod(0)
    program = f"from coding_salary.table.load import load\nload({str(secret)!r})"
    if os.geteuid() == 0:  # root reads everything: become somebody else once the modules are loaded
        tmp_path.chmod(0o755)
        program = f"import yaml, coding_salary.table.load, coding_salary.reading.yaml_file, os\nos.setuid(65534)\n{program}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "permission denied" in done.stderr


def test_the_pure_parser_finds_the_same_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import yaml

    monkeypatch.delattr(yaml, "CSafeLoader")
    assert load(str(TINY)).version == "tiny"
    for name in broken_tables():
        test_a_fault_is_reported_once_with_its_place_and_the_way_out(name, tmp_path)


# The shipped table, swept whole.


def test_every_state_has_rising_wages_for_every_job(shipped: Bands) -> None:
    market = shipped.markets["US"]
    assert len(market.states) == 53
    codes = ["29-2072", "43-3021", "11-9111", "13-1041"]
    assert [occupation.code for occupation in market.occupations.values()] == codes
    for occupation in market.occupations.values():
        assert set(occupation.ranges) == {"US", *market.states}
        for range in occupation.ranges.values():
            assert all(low <= high for low, high in pairwise(range.wages))  # a few share two percentiles
            assert 10_000 < range.wages[0] < range.wages[-1] < 400_000
            assert 0 < range.error < 0.12


def test_every_job_says_what_counts_in_it_and_what_industries_pay(shipped: Bands) -> None:
    market = shipped.markets["US"]
    basic = {"experience", "employer", "education", "role"}
    certified = basic | {"certified", "credential_count", "remote"}
    assert {name: set(job.counts) for name, job in market.occupations.items()} == {
        "coder": set(FACTORS),
        "biller": certified,
        "managers": basic,
        "compliance": basic,
    }
    assert sum(len(job.employers) for job in market.occupations.values()) == 71
    for job in market.occupations.values():
        assert set(job.employers) <= set(market.factors["employer"].values)
        for industry in job.employers.values():
            assert all(low <= high for low, high in pairwise(industry.wages))
            assert industry.evidence in ("solid", "weak")


def test_every_factor_value_is_there_with_its_evidence(shipped: Bands) -> None:
    factors = shipped.markets["US"].factors
    assert tuple(factors) == FACTORS
    counts = [len(factor.values) + len(factor.points) for factor in factors.values()]
    assert counts == [5, 2, 3, 37, 13, 10, 18, 5, 2]
    for factor in factors.values():
        for choice in [*factor.values.values(), *(point.choice for point in factor.points)]:
            assert 0.67 <= choice.multiplier <= 1.25, choice
            assert choice.evidence in GRADES
            assert choice.sources or choice.evidence in ("reference", "assumed")
            assert choice.derivation


def test_every_source_is_complete(shipped: Bands) -> None:
    without_address = {"ahima-recert", "gh-rhit", "gh-rhia", "aapc-course", "unch-2013", "tx-uni-2016"}
    for source in shipped.sources.values():
        assert source.publisher
        assert source.title
        assert source.grade
        assert source.link or source.id in without_address


def test_any_certification_pays_at_least_as_much_as_none(shipped: Bands) -> None:
    factors = shipped.markets["US"].factors
    certified = factors["certified"].values
    for choice in factors["credential"].values.values():
        assert certified["yes"].multiplier * choice.multiplier >= certified["none"].multiplier, choice.value


def test_more_never_pays_less(shipped: Bands) -> None:
    factors = shipped.markets["US"].factors
    for choices in (
        [point.choice for point in factors[EXPERIENCE].points],
        list(factors[CREDENTIAL_COUNT].values.values()),
    ):
        multipliers = [choice.multiplier for choice in choices]
        assert multipliers == sorted(multipliers)


def test_check_describes_a_good_table() -> None:
    run = salary("bands check")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        f"{default_path()}: no problems (version 2026.11.2, 50 sources)\n"
        "  United States    4 occupations, 53 states, 528 areas, 387 price levels, 8 related jobs, 32 earlier wages, 9 factors, 95 values, 1 scale of an employer\n"
        "  United Kingdom   a pay scale, 4 grades, 10 pay points, 6 regions, 4 roles\n"
        "  Canada           1 occupation\n"
        "  Australia        a pay scale, 4 grades, 8 pay points, 1 state, 4 roles\n"
        "  Next             salary bands show\n"
    )


def test_path_says_which_table_is_in_use() -> None:
    assert salary("bands path").out == f"{default_path()}\n"
    assert salary("bands path", SALARY_BANDS=str(TINY)).out == f"{TINY}\n"
    assert salary("bands path --bands mine.yaml", SALARY_BANDS=str(TINY)).out == "mine.yaml\n"
