"""Remote work across states: pay by where you live, by where the employer is, and what either buys at home."""

from pathlib import Path

import pytest
from program import answer, salary
from tables import edited

PRICED = ("    states:\n", "    price_levels: {year: 2024, source: census}\n    states:\n")
ALPHA = ("        name: Alpha\n", "        name: Alpha\n        price_level: 80\n")
BETA = ("        name: Beta\n", "        name: Beta\n        price_level: 50\n")


@pytest.fixture
def table(tmp_path: Path) -> str:
    """Write the small table with prices: 80 in Alpha, 50 in Beta, the nation being 100."""
    return edited(tmp_path, PRICED, ALPHA, BETA)


def test_either_pay_is_spent_where_you_live(table: str) -> None:
    """Nothing is said of the person, so pay is published pay: Alpha 33,000, 44,000, 66,000; Beta 20,000,
    40,000, 80,000. At Alpha's prices 44,000 buys 44,000 / 0.80 = 55,000 and Beta's 40,000 / 0.80 = 50,000."""
    found = answer("estimate", "--state", "AA", "--employer-state", "BB", "--bands", table)
    assert (found["you"]["typical"], found["place"]["code"]) == (44_000, "AA")
    assert {key: value for key, value in found.items() if key.startswith(("employer_", "home_"))} == {
        "employer_place_code": "BB",
        "employer_place_name": "Beta",
        "employer_low": 20_000,
        "employer_typical": 40_000,
        "employer_high": 80_000,
        "employer_change": -4_000,
        "home_buys": 55_000,
        "employer_buys": 50_000,
        "home_price_level": 80,
        "home_price_level_place": "AA",
        "home_price_level_source": "census",
    }
    hourly = answer("estimate", "--state", "AA", "--employer-state", "BB", "--bands", table, "--per", "hour")
    assert (hourly["employer_typical"], hourly["employer_change"]) == (20, -2)  # 2,000 hours a year


def test_an_offer_is_held_against_both(table: str) -> None:
    """30,000 is below the middle half in Alpha (33,000 to 66,000) and within it in Beta (20,000 to 80,000)."""
    found = answer("offer", "30000", "-s", "AA", "--employer-state", "BB", "--bands", table)
    assert (found["verdict"], found["employer_verdict"]) == ("low", "fair")
    run = salary("offer", "30000", "-s", "AA", "--employer-state", "BB", "--bands", table)
    assert "by pay in Beta: better paid than" in run.out
    code = salary(
        "offer", "30000", "-s", "AA", "--employer-state", "BB", "--bands", table, "--exit-code"
    ).code
    assert code == 5, "the place where you live decides"


def test_the_employer_s_row_is_the_estimate_there() -> None:
    there = answer("estimate -c CPC -y 5 --remote -s MA")["you"]
    found = answer("estimate -c CPC -y 5 --remote -s MS --employer-state massachusetts")
    assert [found[f"employer_{name}"] for name in ("low", "typical", "high")] == [
        there[name] for name in ("low", "typical", "high")
    ]
    real = answer("estimate -c CPC -y 5 --remote -s MS --real")["you"]
    assert found["home_buys"] == real["real_typical"]


def test_a_person_is_told_both_rules_and_which_place_to_give() -> None:
    run = salary("estimate -c CPC -y 5 --remote -s MS --employer-state MA --width 100")
    for words in ("where you live, Mississippi", "employer's state, Massachusetts", "Ask", "At home"):
        assert words in run.out
    # Nothing is known of prices in Puerto Rico.
    assert (
        "the price level there is not known" in salary("estimate -s PR --employer-state OH --width 200").out
    )
