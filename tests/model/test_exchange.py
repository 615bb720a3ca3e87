"""Other money: rates as published, conversions by hand, and never mixed into nominal pay."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import answer, salary
from tables import profile, published

from coding_salary.model.conversion import Conversion, conversion_to
from coding_salary.model.estimate import estimate
from coding_salary.reading.errors import ProfileError
from coding_salary.report.conversion import old_rates
from coding_salary.report.estimate import EstimateReport
from coding_salary.table.bands import Bands

KINDS = {"US": "survey", "UK": "scale", "CA": "survey", "AU": "scale"}
MARKETS = {"GBR": "UK", "CAN": "CA", "AUS": "AU", "USA": "US"}
LONDONER = ("--country", "UK", "--cert", "ACC", "--years", "3", "--state", "inner london")


def test_countries_are_compared_in_the_money_of_home_where_none_is_given() -> None:
    at_home = salary("compare country --country UK -f csv").out
    assert at_home == salary("compare country --country UK --in GBP -f csv").out
    assert salary("compare country -f csv").out == salary("compare country --in USD -f csv").out


def test_the_rates_are_those_published(shipped: Bands) -> None:
    exchange = shipped.exchange
    assert exchange is not None
    rates = {row["currency"]: float(row["value"]) for row in published("exchange_rates.csv")}
    assert exchange.rates.units == {"USD": 1, **rates}
    assert {row["date"] for row in published("exchange_rates.csv")} == {exchange.rates.date}
    parities = {MARKETS[row["iso3"]]: float(row["value"]) for row in published("parities.csv")}
    assert exchange.parities.units == parities
    assert {row["year"] for row in published("parities.csv")} == {exchange.parities.date}


def test_both_ways_by_hand(shipped: Bands) -> None:
    # 41,510 GBP: / 0.7497 is 55,369 at the rate of exchange, / 0.702 is 59,131 of what it buys; in hundreds.
    found = answer("estimate", *LONDONER, "--in", "usd")
    assert (found["currency"], found["you"]["typical"]) == ("GBP", 41_510)
    assert (found["you"]["converted_typical"], found["you"]["parity_typical"]) == (55_400, 59_100)
    assert {key: value for key, value in found.items() if key.startswith("conversion")} == {
        "conversion_currency": "USD",
        "conversion_rate": 0.7497,
        "conversion_rate_date": "2026-06",
        "conversion_rate_source": "fed-fx-2026",
        "conversion_parity": 0.702,
        "conversion_parity_year": 2025,
        "conversion_parity_source": "wb-ppp-2025",
    }


def test_between_two_currencies_it_goes_by_the_third(shipped: Bands) -> None:
    # 1 GBP is 1.4034 / 0.7497 = 1.871949 CAD; what 1 GBP buys, 1.2605 / 0.702 = 1.795584 CAD buy in Canada.
    conversion = conversion_to(shipped, shipped.markets["CA"], "gbp")
    assert (conversion.rate, conversion.parity) == pytest.approx((1.871949, 1.795584), abs=1e-6)
    assert (conversion.converted(63_460.8), conversion.at_parity(63_460.8)) == (33_900, 35_300)


@given(amount=st.floats(1_000, 1_000_000), there=st.sampled_from(["USD", "GBP", "CAD", "AUD"]))
def test_there_and_back_is_the_same_to_the_rounding(shipped: Bands, amount: float, there: str) -> None:
    other = next(market for market in shipped.markets.values() if market.currency == there)
    out = conversion_to(shipped, shipped.markets["UK"], there)
    back = conversion_to(shipped, other, "GBP")
    assert out.rate * back.rate == pytest.approx(1)
    assert out.parity * back.parity == pytest.approx(1)
    assert back.converted(out.converted(amount)) == pytest.approx(amount, abs=50 / back.rate + 50)


def test_the_sources_of_the_rates_are_explained() -> None:
    text = " ".join(salary("estimate --cert CPC --in GBP --explain", COLUMNS="200").out.split())
    assert "fed-fx-2026 US Federal Reserve" in text
    assert "wb-ppp-2025 World Bank" in text


@pytest.mark.parametrize(("today", "age"), [("2026-12", None), ("2027-01", 7), ("2028-06", 24)])
def test_rates_older_than_the_table_says_are_called_old(today: str, age: int | None) -> None:
    # Rates of June 2026, fresh for six months: old from January 2027 on.
    err = salary("estimate", *LONDONER, "--in", "USD", SALARY_TODAY=today).err
    note = f"note: exchange rates are from June 2026, {age} months ago\n"
    assert (note in err) == (age is not None)
    assert "rates of exchange" not in salary("estimate", *LONDONER, SALARY_TODAY=today).err


def test_a_table_without_rates_says_so(tiny: Bands) -> None:
    with pytest.raises(ProfileError, match="this table has no rates of exchange: leave --in out"):
        conversion_to(tiny, tiny.markets["XX"], "XXD")


def test_old_rates_of_another_table(isles: Bands) -> None:
    # Rates of March 2026, fresh for two months.
    exchange = isles.exchange
    assert exchange is not None
    conversion = Conversion(exchange, isles.markets["GA"], isles.markets["IS"])
    assert old_rates(conversion, "2026-05") is None
    assert old_rates(conversion, "2026-06") == "exchange rates are from March 2026, 3 months ago"
    assert (conversion.rate, conversion.parity) == (4, 2)
    result = estimate(isles, profile(isles, country="GA"))
    record = EstimateReport(isles, result, None, conversion).records()[-1]
    assert (record["converted_typical"], record["parity_typical"]) == (10_000, 20_000)  # 40,000 / 4 and / 2


# Countries side by side.


def test_countries_side_by_side() -> None:
    run = salary("compare country --cert CPC --years 5 --state OH --in USD -f json")
    found = json.loads(run.out)
    by_country = {row["country"]: row for row in found["rows"]}
    assert [row["country"] for row in found["rows"]] == ["AU", "US", "UK", "CA"]  # by converted pay
    # 39,043 / 0.7497 = 52,078; 63,460.80 / 1.4034 = 45,219; Ohio 50,691 x 1.0239^1.5 = 52,519: 45,200 - 52,500, as they
    # are shown, and 45,219 / 52,519 is 13.9 % less.
    assert (by_country["UK"]["typical"], by_country["UK"]["currency"]) == (39_043, "GBP")
    assert by_country["UK"]["converted_typical"] == 52_100
    assert (by_country["CA"]["change"], by_country["CA"]["change_percent"]) == (-7_300, -13.9)
    assert by_country["US"]["change"] == 0
    assert by_country["US"]["place_code"] == "OH"
    assert by_country["UK"]["uncounted"] == ["cert", "state"]
    assert by_country["CA"]["uncounted"] == ["cert", "years", "state"]
    assert {code: row["kind"] for code, row in by_country.items()} == KINDS
    assert "note: --years is not counted in Canada\n" in run.err
    assert "note: --state is not counted in Australia, the United Kingdom and Canada\n" in run.err


def test_they_are_sorted_by_what_the_pay_buys_when_asked() -> None:
    run = salary("compare country --in GBP --sort real --top 2 -f csv")
    first, second = run.rows()
    assert len(run.rows()) == 2
    assert int(first["parity_typical"]) >= int(second["parity_typical"])


def test_a_difference_is_clear_only_by_both_measures() -> None:
    # By the rate Canada is 900 below England, by what the pay buys above it.
    run = salary("compare country=CA", *LONDONER[:6], "--state", "ENG", "--in", "USD", "-f", "json")
    (canada,) = json.loads(run.out)["rows"]
    base = json.loads(run.out)["base"]
    assert canada["converted_typical"] < base["converted_typical"]
    assert canada["parity_typical"] > base["parity_typical"]
    assert canada["distinguishable"] is False


def test_what_counts_in_one_of_the_countries_is_enough() -> None:
    for home, other in (("CA", "US"), ("US", "CA")):
        args = ("--country", home, "-c", "CHIM", "-y", "5", "--in", "USD", "-f", "json")
        run = salary("compare", f"country={home},{other}", *args)
        assert run.code == 0
        uncounted = {row["country"]: row["uncounted"] for row in json.loads(run.out)["rows"]}
        assert uncounted == {"CA": ["years"], "US": ["cert"]}


def test_old_wages_are_those_of_the_countries_shown() -> None:
    run = salary("compare country=UK,AU", *LONDONER[:2], "--in", "GBP", SALARY_TODAY="2027-06")
    assert (
        "note: wages of the United Kingdom are from April 2026, 14 months ago: a newer release is due\n"
        in run.err
    )
    assert "May 2025" not in run.err
    run = salary("compare country=UK,US", *LONDONER[:2], "--in", "GBP", SALARY_TODAY="2027-07")
    assert "note: United States: wages are from May 2025, 26 months ago: a newer release is due\n" in run.err
    assert run.err.count("exchange rates are from June 2026, 13 months ago") == 1


def test_people_of_different_countries_are_not_compared_as_if_of_one(tmp_path: Path) -> None:
    for name, text in (("p", "country: UK\nstate: SCT\n"), ("q", "country: AU\nrole: senior\n")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    run = salary("compare --profile p.yaml --profile q.yaml", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "the profiles are of different countries" in run.err


def test_home_may_be_elsewhere() -> None:
    run = salary("compare country=US,uk", *LONDONER[:6], "--in", "GBP", "--sort", "given", "-f", "json")
    found = json.loads(run.out)
    assert (found["market"], found["base"]["typical"]) == ("UK", 34_592)
    assert [row["country"] for row in found["rows"]] == ["US", "UK"]
    assert found["rows"][0]["uncounted"] == ["cert"]  # ACC says nothing in the United States; years do


def test_a_profile_file_may_name_its_country(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text("country: United Kingdom\ncert: ACC\nyears: 4\n", encoding="utf-8")
    found = answer("compare country=UK,AU --profile", str(path), "--in", "USD")
    assert found["base"]["typical"] == 39_043
