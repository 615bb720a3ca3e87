"""Every command in every market: an answer, or one line that says why not; the right money everywhere."""

import json
from pathlib import Path
from typing import Any

import pytest
from program import answer, salary

MONEY = {
    "US": ("$", "USD", 2_080),
    "UK": ("£", "GBP", 1_955.36),
    "CA": ("CA$", "CAD", 2_080),
    "AU": ("A$", "AUD", 1_976),
}
WIDTHS = (20, 30, 40, 60, 80, 120, 200)
COMMANDS = {
    "estimate": ["estimate"],
    "explain": ["estimate", "--explain"],
    "offer": ["offer", "60000"],
    "offer by the hour": ["offer", "30/hr", "--hours", "30", "--bonus", "5%"],
    "boost": ["boost", "--cert", "none"],
    "path": ["path", "--years", "1", "--until", "3"],
    "careers": ["careers"],
    "compare roles": ["compare", "role"],
    "compare places": ["compare", "state"],
    "compare years": ["compare", "years"],
    "compare countries": ["compare", "country", "--in", "CAD"],
    "list certs": ["list", "certs"],
    "list roles": ["list", "roles"],
    "list employers": ["list", "employers"],
    "list states": ["list", "states"],
    "casual": ["offer", "40/hr", "--casual"],
}
# What a market has nothing to say to, and why.
REFUSED = {
    ("UK", "careers"): "United Kingdom has no related jobs in this table",
    ("AU", "careers"): "Australia has no related jobs in this table",
    ("CA", "careers"): "Canada has no related jobs in this table",
    ("CA", "path"): "Canada has no data on experience: there is no path to show",
    ("CA", "compare roles"): "Canada has no values of role: name some, as in role=A,B",
    ("CA", "compare places"): "Canada has no values of state: name some, as in state=A,B",
    ("CA", "compare years"): "Canada has no data on experience: remove '0'",
    ("CA", "list roles"): "this table has no roles for Canada",
    ("CA", "list employers"): "this table has no employers for Canada",
    ("CA", "list states"): "this table has no states for Canada",
    ("AU", "boost"): "Australia has no data on certifications (--years, --state, --employer and --role count): remove 'none'",
    ("AU", "list certs"): "this table has no certs for Australia",
    **{(code, "casual"): f"{name} has no casual loading in this table: leave --casual out"
       for code, name in (("US", "United States"), ("UK", "United Kingdom"), ("CA", "Canada"))},
}  # fmt: skip


@pytest.mark.parametrize("country", MONEY)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_answers_or_says_why_not(country: str, name: str) -> None:
    run = salary(*COMMANDS[name], "--country", country)
    if message := REFUSED.get((country, name)):
        assert (run.code, run.out, run.err) == (2, "", f"error: {message}\n")
    else:
        assert run.code == 0
        assert run.out
        assert "nan" not in run.out.casefold().split()
        if not name.startswith("list"):
            assert_of_market(answer(*COMMANDS[name], "--country", country), country)


def assert_of_market(found: dict[str, Any], country: str) -> None:
    """Check that a result for machines names its market and the money of it."""
    _, currency, hours = MONEY[country]
    assert (found["market"], found["kind"]) == (country, "scale" if country in ("UK", "AU") else "survey")
    assert found.get("currency", currency) == currency
    assert found.get("hours_per_year", hours) == hours
    assert "NaN" not in json.dumps(found)


@pytest.mark.parametrize("country", MONEY)
def test_amounts_carry_the_sign_of_the_market(country: str) -> None:
    symbol, _, _ = MONEY[country]
    for width in WIDTHS:
        text = salary("estimate --country", country, "--explain", COLUMNS=f"{width}").out
        # A link is whole however narrow it is, since a terminal follows no other.
        assert max(len(line) for line in text.splitlines() if not line.startswith("https://")) <= width
        amounts = [word for word in text.replace("(", " ").split() if "$" in word or "£" in word]
        assert amounts
        assert all(word.lstrip("+-╷").startswith(symbol) for word in amounts)


def test_a_pound_is_gbp_where_there_is_nothing_but_ascii() -> None:
    for run in (
        salary("estimate --country UK --ascii"),
        salary("estimate --country UK", LC_ALL="C", PYTHONIOENCODING="ascii"),
        salary("offer 30000 --country UK --format plain", LC_ALL="C", PYTHONIOENCODING="ascii"),
    ):
        assert run.code == 0
        assert run.out.isascii()
        assert "GBP 34,592" in run.out or "GBP 32,073" in run.out
        assert "?" not in run.out


@pytest.mark.parametrize("name", ["uk", "GB", "gbr", "United Kingdom", " great britain "])
def test_a_country_may_be_called_by_any_of_its_names(name: str) -> None:
    assert answer("estimate --country", name)["market"] == "UK"


def test_chim_is_held_but_adds_nothing_that_is_known() -> None:
    run = salary("estimate --country CA --cert CHIM -f json")
    found = json.loads(run.out)
    assert found["profile"]["cert"] == ["CHIM"]
    assert found["you"]["typical"] == 63_500
    assert [step["factor"] for step in found["factors"]] == ["median", "rounding"]
    assert "no published figure for CHIM in Canada: not counted" in found["notes"]
    assert found["notes"][0].startswith(
        "the 25th and 75th percentiles are not published for Canada: interpolated; the margin is assumed: 8%"
    )
    assert found["interpolated"] == [25, 75]


def test_a_scale_has_points_and_no_percentiles() -> None:
    found = answer("estimate --country UK --cert ACC")
    assert [row["grade"] for row in found["levels"]] == ["band-3+band-4", "band-5", "band-6"]
    assert [found["you"][key] for key in ("p10", "p90", "percentile", "narrowing")] == [None] * 4
    assert [row["years_from"] for row in found["levels"]] == [None] * 3
    offer = answer("offer 33000 --country UK --cert ACC")
    assert (offer["percentile_like_you"], offer["percentile_market"], offer["verdict"]) == (
        None,
        None,
        "fair",
    )


@pytest.mark.parametrize(
    ("args", "verdict", "annual"),
    [
        # Band 5 after three years is 34,592; England's year has 1,955.36 hours and 365 / 7 weeks.
        (["£34591", "--cert", "ACC", "--years", "3"], "low", 34_591),
        (["34,592", "--cert", "ACC", "--years", "3"], "fair", 34_592),
        (["GBP34593", "--cert", "ACC", "--years", "3"], "high", 34_593),
        (["17.69/hr", "--cert", "ACC", "--years", "3"], "low", 34_590),  # 17.69 x 1,955.36 = 34,590.32
        (["664/wk", "--cert", "ACC", "--years", "3"], "high", 34_623),  # 664 x 52.14293 = 34,622.91
        (["17000", "--hours", "18.75", "--cert", "ACC", "--years", "3"], "low", 34_000),  # half of 37.5 hours
        (["18/hr", "--state", "SCT", "--cert", "ACC", "--years", "0"], "low", 33_789),  # 18 x 1,877.15
    ],
)  # fmt: skip
def test_an_offer_is_held_against_the_point(args: list[str], verdict: str, annual: int) -> None:
    found = answer("offer", *args, "--country", "UK")
    assert (found["verdict"], found["annual"]) == (verdict, annual)


def test_a_casual_rate_is_compared_without_its_loading() -> None:
    # 52 an hour x 1,976 = 102,752; less a loading of 25 %: 82,201.60, 41.60 an hour; AO5 is 82,056 to 83,917.
    found = answer("offer 52/hr --country AU --role senior --casual")
    assert (found["annual"], found["hourly"], found["verdict"]) == (82_202, 41.6, "fair")
    assert found["contractor"][0] == {
        "item": "casual",
        "label": "casual loading of the private health award, in place of paid leave; that of the state award was not read",
        "share": 0.25,
        "amount": 20_550,
        "source": "au-rosterelf-2025",
    }
    shown = answer("estimate --country AU --role senior")
    assert shown["casual_loading_percent"] == 25
    assert shown["casual_hourly_typical"] == 51.91  # 82,056 x 1.25 / 1,976


def test_a_step_into_another_grade_starts_at_its_first_point() -> None:
    # Two years in band 4: 28,392. ACC, and a senior: band 5, its first point, 32,073. Auditor: band 6, 39,959.
    run = salary("boost --country UK --cert none --years 2 -f csv")
    gains = {row["step"]: (int(row["gain"]), row["net_five_years"]) for row in run.rows()}
    # Those who stay rise too: 28,392 + 4 x 31,157 = 153,020 in five years; an auditor 2 x 39,959 + 3 x 42,170 = 206,428.
    assert gains == {
        "cert=ACC": (3_681, ""),
        "role=auditor": (11_567, "53408"),
        "role=senior": (3_681, "19353"),
    }
    path = salary("path --country UK --cert none --years 0 --until 6 --plan 3:+ACC -f csv")
    planned = [row for row in path.rows() if row["plan"] == "the plan"]
    assert [row["years_of_experience"] for row in planned] == ["0", "1", "2", "0", "1", "2", "3"]
    assert [int(row["typical"]) for row in planned] == [28_392] * 3 + [32_073] * 2 + [34_592] * 2


def test_a_file_may_mix_all_countries(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "who,country,cert,years,role,state\n"
        "a,US,CPC,5,,OH\n"
        "b,UK,ACC,3,,inner london\n"
        "c,CA,CHIM,,,\n"
        "d,AU,,0,senior,\n"
        "e,UK,CPC,,,\n"
        "f,gb,none,9,auditor,SCT\n",
        encoding="utf-8",
    )
    run = salary("batch", str(people), "--no-progress")
    assert run.code == 1
    found = run.rows()
    # Ohio as in test_real.py, 50,691 x 1.0239^1.5; its tenth at z = -0.034805 - 0.8355 x 1.281552 = -1.105542:
    # 50,990 x exp(-0.113919 - 0.178549 x 0.431052/0.607062) = 40,083, x 1.036063 = 41,528.
    assert [row["typical"] for row in found] == ["52500", "41510", "63500", "82056", "", "52603"]
    assert [row["currency"] for row in found] == ["USD", "GBP", "CAD", "AUD", "", "GBP"]
    assert [row["level"] for row in found] == ["mid", "mid", "", "senior", "", "senior"]
    assert [row["p10"] for row in found] == ["41500", "", "45800", "", "", ""]
    assert found[4]["error"] == "certification 'CPC' counts in United States, not in United Kingdom: use ACC"


def test_a_whole_file_of_one_country(tmp_path: Path) -> None:
    people = tmp_path / "people.jsonl"
    lines = ('{"cert": "ACC", "years": 3}', '{"cert": ["ACC"], "state": "SCT"}', '{"role": "biller"}')
    people.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    run = salary("batch", str(people), "--country", "UK", "--fields", "low,typical,high,currency,error")
    found = [json.loads(line) for line in run.out.splitlines()]
    assert [(row["low"], row["typical"], row["high"]) for row in found[:2]] == [
        (34_592, 34_592, 34_592),
        (34_494, 36_857, 42_977),
    ]
    assert found[2]["error"].startswith(
        "role 'biller' counts in United States, not in United Kingdom: use coder"
    )
    assert run.err.endswith("note: 3 rows, 1 error.\n")


def test_regions_are_listed_with_their_hours_and_supplements() -> None:
    found = salary("list states --country UK -f csv").rows()
    assert [row["code"] for row in found] == ["ENG", "SCT", "WLS", "LIN", "LOU", "LFR"]
    assert [row["hours_per_week"] for row in found] == ["37.5", "36", "37.5", "37.5", "37.5", "37.5"]
    assert [row["supplement_percent"] for row in found] == ["", "", "", "20", "15", "5"]
    assert found[2]["sources"] == "nhs-afc-wal-2026;nhs-afc-2026"


def test_one_pay_point_is_shown_as_no_range() -> None:
    person = ("--country", "UK", "--cert", "ACC", "--years", "3", "-f", "plain")
    shown = salary("estimate", *person).out
    assert "you, typical: £34,592\n" in shown
    assert not [line for line in shown.splitlines() if line.startswith(("you, low", "you, high"))]
    assert "entry, low: £25,760\n" in shown  # another row's range stays
    ruled = "The scale leaves no range: it sets one pay point for Band 5 after 3 years in it."
    assert ruled not in shown  # the answer says that it is one point
    assert ruled in salary("estimate", *person, "--explain").out
    judged = salary("offer 35000", *person).out
    assert not [line for line in judged.splitlines() if line.startswith(("low,", "high,"))]
    assert "Point: in Band 5 it is between point 2, £34,592, and point 3, £39,043\n" in judged
    compared = salary("compare cert=none,ACC --country UK --years 3 -f plain").out
    assert "ACC, typical: £34,592\n" in compared
    assert "ACC, low" not in compared
    assert "no certification, typical: £31,157\n" in compared


def test_a_uk_coder_is_on_band_5_unless_without_certification() -> None:
    unsaid, none = (answer("estimate --country UK", *more)["you"] for more in ((), ("--cert", "none")))
    assert (unsaid["grade"], unsaid["typical"]) == ("band-4+band-5", 34_592)  # the middle of band 5
    assert (none["grade"], none["low"], none["high"]) == ("band-4", 28_392, 31_157)
