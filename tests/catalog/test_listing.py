"""Listings: everything that a flag can say, found again by what the listing shows."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from program import answer, salary, shown
from tables import extended

from coding_salary.catalog.listing import KINDS, listing
from coding_salary.catalog.listing_report import MAX_ROWS
from coding_salary.table.bands import Bands


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("certs", 56),  # 37 certifications with a figure, 18 without, and none
        ("employers", 19),
        ("roles", 10),
        ("specialties", 13),
        ("education", 5),
        ("states", 53),
        ("metros", 528),
        ("sources", 147),
    ],
)
def test_it_lists_everything(kind: str, count: int) -> None:
    document = json.loads(salary("list", kind, "-f", "json").out)
    assert document["list"] == kind
    assert len(document["items"]) == count


@pytest.mark.parametrize(
    ("kind", "flag"), [("certs", "--cert"), ("employers", "--employer"), ("roles", "--role")]
)
def test_what_it_lists_can_be_said(kind: str, flag: str) -> None:
    for line in salary("list", kind, "-f", "csv", "--fields", "value", "--no-header").out.split():
        assert salary("estimate", flag, line, "-f", "json").code == 0


def test_areas_of_a_state_and_a_search() -> None:
    run = salary("list", "metros", "--state", "delaware", "-f", "csv", "--fields", "code", "--no-header")
    assert run.out.split() == ["20100", "37980", "1000005"]
    run = salary("list", "certs", "--search", "AUDITOR", "-f", "csv", "--fields", "value", "--no-header")
    assert run.out.split() == ["CPMA"]
    assert "no like-for-like" not in salary("list", "roles", "--search", "biller").out


def test_people_see_labels_evidence_and_medians() -> None:
    assert "CPMA    Certified Professional Medical Auditor (AAPC)" in salary("list", "certs").out
    assert "$50,990" in salary("list", "states").out


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_fits_a_screen_and_a_pipe_gets_all_of_it(kind: str) -> None:
    count = len(answer("list", kind)["items"])
    for columns in (80, 120, 200):
        lines = shown(columns, "list", kind, NO_COLOR="1")[1].decode().splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= columns
    left_out = [line for line in lines if "Not shown" in line]
    assert bool(left_out) == (count > MAX_ROWS)
    assert all(f"{count - MAX_ROWS} more" in line for line in left_out)
    whole = salary("list", kind, COLUMNS="80").out
    assert "Not shown" not in whole
    assert shown(80, "list", kind, "--all", NO_COLOR="1")[1].decode() == whole


def test_golden_of_a_terminal(golden: Callable[[str, str], None]) -> None:
    for columns in (40, 80):
        golden(f"list-certs-{columns}.table", shown(columns, "list", "certs", NO_COLOR="1")[1].decode())
    golden("list-metros-80.table", shown(80, "list", "metros", "--state", "OH", NO_COLOR="1")[1].decode())


def test_one_alone_is_named_once_and_without_columns_of_nothing() -> None:
    assert salary("list certs --country CA").out == (
        "1 certification · Canada\n\n"
        "value  what it is\n"
        "CHIM   Certified in Health Information Management (CHIMA)\n\n"
        "  Next   salary estimate --cert CHIM --country CA\n"
    )


def test_a_page_keeps_every_word() -> None:
    page = salary("list certs -f html").out
    assert "…" not in page
    assert len(re.findall(r"\bapprentice\b", page)) == 2


def test_what_a_terminal_cannot_hold_is_cut_in_characters_that_it_has() -> None:
    out = shown(80, "list", "certs", "--ascii", NO_COLOR="1")[1].decode()
    assert out.isascii()
    assert "Certified Professional Coder, appre..." in out


def test_places_with_few_or_many_jobs_can_be_seen() -> None:
    states = {row["code"]: row for row in answer("list states")["items"]}
    # Published: 1,070 jobs in Alaska, 3.300 of each 1,000, 2.64 times the nation's share.
    assert [states["AK"][f"coder_{name}"] for name in ("jobs", "per_1000", "quotient")] == [1_070, 3.3, 2.64]
    assert [states["AK"][f"biller_{name}"] for name in ("jobs", "per_1000", "quotient")] == [370, 1.146, 0.44]
    assert states["VT"]["coder_jobs"] is None  # wages are published there, jobs are not
    # 50 states, D.C. and the territories, each rounded to 10, against 194,720 of the states and D.C.
    nation = sum(row["coder_jobs"] or 0 for code, row in states.items() if code not in {"PR", "GU"})
    assert abs(nation - 194_720) < 700
    out = salary("list metros --state OH", COLUMNS="80").out
    assert re.search(r"18140 +Columbus, OH +\$51,230 +1,380 +1.25 ", out)
    assert "May 2025 wages and jobs of medical records specialists (BLS)" in out


def test_jobs_are_those_of_the_place_or_not_known(tmp_path: Path) -> None:
    columns = "place,coder_jobs,coder_per_1000,coder_quotient,biller_jobs,biller_per_1000,biller_quotient\n"
    entry = "    jobs: {file: own.csv, source: census}\n"
    table = extended(tmp_path, entry, own=f"{columns}AA,10,1.5,0.5,,,\n")
    run = salary("list states -f csv --fields code,coder_jobs,biller_jobs --bands", table)
    assert run.out == "code,coder_jobs,biller_jobs\nAA,10,\nBB,,\n"
    table = extended(tmp_path, entry, own=f"{columns}AA,1e1,-1,0.5,,,\nAA,,,,,,\n")
    run = salary("list states --bands", table)
    assert run.code == 3
    assert "own.csv:2:1: coder_jobs: expected a whole number such as 2330, or nothing, found '1e1'" in run.err
    assert "own.csv:2:1: coder_per_1000: expected a number from 0 on such as 1.101, or nothing" in run.err
    assert "own.csv:3:1: place: 'AA' appears a second time: keep one of them" in run.err


def test_a_market_without_a_factor_lists_nothing(tiny: Bands) -> None:
    assert listing(tiny, tiny.markets["XX"], "employers", None, lambda _: []) == []


def test_roles_are_listed_with_the_pay_of_their_estimates() -> None:
    # Measured on medians of different jobs, their multipliers cannot be compared: a manager's is below 1.
    lines = salary("list roles --width 120").out.splitlines()
    for role in ("biller", "auditor", "manager"):
        (line,) = (line for line in lines if line.startswith(f"{role} "))
        assert f"${answer('estimate', '--role', role)['you']['typical']:,}" in line
