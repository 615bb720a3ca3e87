"""Listings: everything that a flag can say, found again by what the listing shows."""

import json

import pytest
from program import salary

from coding_salary.catalog.listing import KINDS, listing
from coding_salary.table.bands import Bands


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("certs", 38),  # 37 certifications and none
        ("employers", 18),
        ("roles", 10),
        ("specialties", 13),
        ("education", 5),
        ("states", 53),
        ("metros", 528),
        ("sources", 48),
    ],
)
def test_it_lists_everything(kind: str, count: int) -> None:
    document = json.loads(salary("list", kind, "-f", "json").out)
    assert document["list"] == kind
    assert len(document["items"]) == count
    lines = salary("list", kind, "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == document["items"]


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
    assert "CPMA   Certified Professional Medical Auditor (AAPC)" in salary("list", "certs").out
    assert "$50,990" in salary("list", "states").out
    for width in (20, 40, 80, 120):
        for kind in KINDS:
            out = salary("list", kind, "--width", str(width)).out
            assert max(map(len, out.splitlines())) <= width


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("colours",), "'colours' is not one of 'certs'"),
        ((), "Missing argument 'WHAT'"),
        (("certs", "--search", "zzz"), "nothing among the certs holds 'zzz'"),
        (("certs", "--state", "OH"), "--state goes with salary list metros"),
        (("metros", "--state", "zz"), "unknown state 'zz'"),
        (("certs", "--country", "Mars"), "unknown country 'Mars'"),
    ],
)
def test_wrong_command_lines(args: tuple[str, ...], message: str) -> None:
    run = salary("list", *args)
    assert (run.code, run.out) == (2, "")
    assert message in run.err


def test_a_market_without_a_factor_lists_nothing(tiny: Bands) -> None:
    assert listing(tiny, tiny.markets["XX"], "employers", None, lambda _: []) == []
