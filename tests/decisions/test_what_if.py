"""What each answer could change, and the pay range of a job advert, by hand on the shipped table."""

import pytest
from program import answer, loaded, salary

CPC = "estimate --cert CPC --years 5 --as-of published"


def test_what_if_goes_from_the_lowest_to_the_highest_answer() -> None:
    """By hand: 51,140 x 0.99167 is 50,714 (MODEL.md); a consulting firm counts (43,880 / 51,140)^0.75 = 0.8915."""
    found = answer(CPC, "--what-if")["what_if"]
    changes = {change["flag"]: change for change in found}
    assert list(changes) == ["--role", "--state", "--employer", "next cert", "--education", "--specialty"]
    assert changes["--employer"]["lowest_with"] == "Consulting firm"
    assert changes["--employer"]["lowest"] == pytest.approx(50_714 * 0.8915, abs=100)
    assert (changes["next cert"]["lowest"], changes["next cert"]["lowest_with"]) == (50_700, "as now")
    spans = [change["highest"] - change["lowest"] for change in found]
    assert spans == sorted(spans, reverse=True)


def test_what_was_given_could_be_otherwise_too_but_years_and_certifications_only_grow() -> None:
    given = "--state OH --employer hospital --role auditor --education bachelor"
    flags = {row["flag"] for row in salary(CPC, *given.split(), "--what-if", "-f", "csv").rows()}
    assert flags >= {"--state", "--employer", "--role", "--education"}
    assert not flags & {"--years", "--cert"}


def test_an_apprentice_gets_rid_of_the_a() -> None:
    rows = salary("estimate --cert CPC-A --years 1 --what-if -f csv").rows()
    assert [row["highest_with"] for row in rows if row["flag"] == "next cert"] == ["CPC"]


def test_wide_terminals_show_it_beside_the_levels() -> None:
    for columns, beside in (("80", False), ("110", True), ("200", True)):
        text = salary("estimate --cert CPC --years 5", COLUMNS=columns).out
        assert ("moves it" in text) is beside
        assert len(text.splitlines()) <= 24


def test_a_posting_says_the_range_its_basis_and_nothing_else() -> None:
    assert salary("estimate --cert CPC --years 5 --posting").out == (
        "Pay for this position is $45,900 to $63,800 a year ($22.06 to $30.68 an hour). Half of people with"
        " this profile (medical coder, CPC, 5 years) earn within that range in the United States. Based on May"
        " 2025 wages of medical records specialists in the United States (BLS), raised 3.6% to November 2026.\n"
    )
    assert "The pay scale sets it" in salary("estimate --country UK --posting").out
    assert answer("estimate --posting")["posting"].startswith("Pay for this position is ")


@pytest.mark.parametrize("columns", ["40", "120", "200"])
def test_where_nothing_is_known_to_move_pay_it_says_so(columns: str) -> None:
    """In Canada no fact has a figure: there is neither a chart of changes nor one beside the levels."""
    run = salary("estimate --country CA --what-if", COLUMNS=columns)
    assert run.code == 0
    assert "Canada has no data on anything that would change this estimate." in " ".join(run.out.split())
    assert "moves it" not in salary("estimate --country CA", COLUMNS=columns).out
    assert answer("estimate --country CA --what-if")["what_if"] == []


def test_it_is_worked_out_only_where_there_is_room_for_it() -> None:
    module = "coding_salary.decisions.what_if"
    assert module not in loaded("estimate", "-c", "CPC", COLUMNS="80")
    assert module in loaded("estimate", "-c", "CPC", COLUMNS="160")
