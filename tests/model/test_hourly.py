"""Amounts by the hour: every amount of every command, by the hours of the place."""

import pytest
from program import answer, salary
from tables import TINY

CODER = ("-c", "CPC", "-y", "5", "-s", "OH")


def test_an_estimate_by_the_hour_is_that_of_the_year_over_its_hours() -> None:
    # $52,516 or so a year, shown as $52,500, over 2,080 hours: $25.25, as hourly_typical says beside it.
    yearly, hourly = answer("estimate", *CODER), answer("estimate", *CODER, "--per", "hour")
    assert (yearly["period"], hourly["period"]) == ("year", "hour")
    assert (yearly["you"]["typical"], hourly["you"]["typical"]) == (52_500, 25.25)
    for year, hour in zip(
        [*yearly["levels"], yearly["you"]], [*hourly["levels"], hourly["you"]], strict=True
    ):
        for name in ("low", "typical", "high"):
            assert hour[name] == year[f"hourly_{name}"] == hour[f"hourly_{name}"]
        assert hour["p10"] == pytest.approx(year["p10"] / 2080, abs=50 / 2080 + 0.005)


def test_the_steps_add_up_by_the_hour_too() -> None:
    steps = answer("estimate", *CODER, "--per", "hour")["factors"]
    assert sum(step["change"] for step in steps) == pytest.approx(25.25)
    assert [step["factor"] for step in steps].count("rounding") == 0


def test_the_hours_are_those_of_the_region() -> None:
    # A week of 36 hours is 1,872 a year in Scotland, one of 37.5 is 1,950 in England.
    for region, hours in (("Scotland", 1872), ("England", 1950)):
        told = ("--country", "UK", "--state", region, "-c", "ACC")
        year, hour = answer("estimate", *told), answer("estimate", *told, "--per", "hour")
        assert hour["hours_per_year"] == pytest.approx(hours, abs=8)
        assert hour["you"]["typical"] == year["you"]["hourly_typical"]


COMMANDS = [
    ("compare", "cert=none,CPC", "--levels"),
    ("boost",),
    ("path", "--until", "2"),
    ("careers",),
    ("offer", "26/hr"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_turns_its_pay_into_that_of_an_hour(command: tuple[str, ...]) -> None:
    year, hour = answer("", *command, *CODER), answer("", *command, *CODER, "--per", "hour")
    assert (year["period"], hour["period"]) == ("year", "hour")

    def pay(document: object, name: str = "") -> list[float]:
        if isinstance(document, dict):
            return [amount for key, value in document.items() for amount in pay(value, key)]
        if isinstance(document, list):
            return [amount for value in document for amount in pay(value, name)]
        wanted = name in {"low", "typical", "high", "gain", "change", "margin", "p25", "p50", "counter_high"}
        return [document] if wanted and isinstance(document, int | float) else []

    assert pay(year)
    assert pay(hour) == pytest.approx([amount / 2080 for amount in pay(year)], abs=50 / 2080 + 0.011)


def test_people_read_the_hour_first_and_one_column_of_the_year() -> None:
    answered, *table = salary("estimate", *CODER, "--per", "hour").out.splitlines()[2:]
    assert answered.split("  ")[1] == "$25.25 an hour · $52,500 a year"
    heads, you = table[1].split(), next(line for line in table if "you" in line).split()
    assert heads[1:6] == ["low", "typical", "high", "a", "year"]
    assert you[2:8] == ["5", "yr", "$22.96", "$25.25", "$30.17", "$52,500"]


def test_fees_and_what_five_years_bring_stay_as_they_are() -> None:
    year, hour = (answer("boost", *CODER, "--per", per)["steps"][0] for per in ("year", "hour"))
    for name in ("cost", "cost_yearly", "net_five_years", "months_to_break_even"):
        assert hour[name] == year[name]


def test_published_wages_are_those_of_an_hour_too() -> None:
    year, hour = (salary("list states --search ohio -f csv --per", per).rows()[0] for per in ("year", "hour"))
    assert float(hour["coder_median"]) == round(float(year["coder_median"]) / 2080, 2)
    latest = answer("history", "--per", "hour")["history"][-1]
    assert latest["p50"] == 24.59  # of 51,140 a year


def test_other_money_is_by_the_hours_where_it_is_earned() -> None:
    told = ("estimate", "--country", "UK", "-c", "ACC", "--in", "USD")
    year, hour = answer("", *told), answer("", *told, "--per", "hour")
    expected = year["you"]["converted_typical"] / year["hours_per_year"]
    assert hour["you"]["converted_typical"] == pytest.approx(expected, abs=50 / 1950)


def test_a_table_of_ones_own_has_its_own_hours() -> None:
    told = ("estimate", "--bands", str(TINY))
    found = answer("", *told, "--per", "hour")
    assert found["you"]["typical"] == answer("", *told)["you"]["hourly_typical"]
