"""Offers: amounts without guessing, verdicts on paper, and agreement with the estimate."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import SHIPPED, profiles
from program import answer, salary
from tables import profile

from coding_salary.decisions.amounts import FullTime, Quote, Terms, read_bonus, read_rate
from coding_salary.decisions.offer import Verdict, judge, wage_within
from coding_salary.formats import Format, render
from coding_salary.formats.symbols import Display
from coding_salary.model.curve import Curve
from coding_salary.model.estimate import estimate
from coding_salary.numbers import PERCENTILES
from coding_salary.profile.profile import Profile
from coding_salary.reading.errors import ProfileError
from coding_salary.report.offer import OfferReport
from coding_salary.table.bands import Bands
from coding_salary.table.wages import Range

FULL_TIME = FullTime(2_080, 40)


def terms(
    amount: str, hours: str | None = None, charts: str | None = None, bonus: str | None = None
) -> Terms:
    return Terms.read(amount, hours, charts, bonus)


@pytest.mark.parametrize(
    ("text", "annual"),
    [
        ("54000", 54_000),
        ("54,000", 54_000),
        ("$54,000", 54_000),
        ("54k", 54_000),
        ("54.5K", 54_500),
        ("54000/yr", 54_000),
        ("26/h", 54_080),  # 26 x 2,080
        ("26.50/hour", 55_120),
        (" 26/HR ", 54_080),
        ("1000/wk", 52_000),
        ("2100/2wk", 54_600),  # 2,100 x 26
        ("4500/mo", 54_000),
    ],
)
def test_amounts_become_a_full_time_year(text: str, annual: float) -> None:
    assert terms(text).full_time(FULL_TIME) == pytest.approx(annual)


@pytest.mark.parametrize(
    "text",
    ["54,00", "5,4000", "1e9999", "-5", "+5", "nan", "inf", "26/fortnite", "", "k", "$", "54 000", "54k/", "/hr", "0", "0.00",
     "0/hr", "54000000000", "54$", "5%", "٥٤", "1_000", "26//hr", "26.12345/hr"],
)  # fmt: skip
def test_anything_else_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(
        ProfileError, match=r"write it like 54000, 54k, 26/hr, 2100/2wk, 4500/mo or 0\.85/chart"
    ):
        Quote.read(text)


def test_part_time_and_charts() -> None:
    # 43,200 for 32 of 40 hours is 54,000 for all of them; 26 an hour is 26 an hour, and pays 43,264 for 32.
    assert terms("43200", "32").full_time(FULL_TIME) == pytest.approx(54_000)
    assert terms("43200", "32").paid(FULL_TIME) == pytest.approx(43_200)
    assert terms("26/hr", "32").full_time(FULL_TIME) == pytest.approx(54_080)
    assert terms("26/hr", "32").paid(FULL_TIME) == pytest.approx(43_264)
    assert terms("0.85/chart", charts="25/hr").full_time(FULL_TIME) == pytest.approx(0.85 * 25 * 2_080)


def test_rates_and_bonuses() -> None:
    assert read_rate("25/hr", "charts") == 25
    assert read_rate("32", "hours") == 32
    assert read_bonus("5%", 54_000) == pytest.approx(2_700)
    assert read_bonus("2,000", 54_000) == 2_000
    for wrong in ("5 percent", "x", "2000/hr", "-5%"):
        with pytest.raises(ProfileError, match="is no bonus"):
            read_bonus(wrong, 54_000)
    for wrong in ("0", "-1", "many", "25/day"):
        with pytest.raises(ProfileError, match="is no number of charts"):
            read_rate(wrong, "charts")


def test_worked_by_hand(tiny: Bands) -> None:
    # Testland, 5 years (tests/cases.yaml): typical 40,000, low 30,573, high 58,420, shown = 0.934204.
    result = estimate(tiny, profile(tiny, years="5"))
    # 50,000: ln 1.25 = 0.223144 of 0.405465 gives z = 0.371199; / shown = 0.397343: the 65.44th percentile among people
    # like this, and 64.48th of the market.
    offer = judge(tiny, result, 50_000)
    assert offer.percentile_like_you == pytest.approx(65.44, abs=0.01)
    assert offer.percentile_market == pytest.approx(64.48, abs=0.01)
    assert offer.gap == pytest.approx(10_000)
    assert offer.counter == pytest.approx((50_000, 58_420), abs=1)
    # The 10th: z = -1.281552 x 0.934204 = -1.197231, -0.287682 - 0.405465 x 0.522741/0.607062 = -0.636832: 21,159; the
    # 90th: 0.405465 + 0.287682 x 0.522741/0.607062 = 0.653187: 76,866.
    edges = {21_159: "very_low", 30_573: "low", 58_420: "fair", 76_866: "high"}
    for edge, verdict in edges.items():
        assert judge(tiny, result, edge - 5).verdict == verdict
    assert [judge(tiny, result, edge + 5).verdict for edge in edges] == ["low", "fair", "high", "very_high"]
    assert judge(tiny, result, 61_400).counter is None
    assert judge(tiny, result, 20_000).counter == pytest.approx((40_000, 58_420), abs=1)


def test_an_offer_of_exactly_low_or_high_is_fair_and_at_high_there_is_nothing_to_ask_for(
    tiny: Bands,
) -> None:
    result = estimate(tiny, profile(tiny))
    low, high = result.you.pay.low, result.you.pay.high
    assert [judge(tiny, result, amount).verdict for amount in (low - 1, low, high, high + 1)] == [
        Verdict.LOW,
        Verdict.FAIR,
        Verdict.FAIR,
        Verdict.HIGH,
    ]
    assert judge(tiny, result, high - 1).counter == (high - 1, high)
    assert judge(tiny, result, high).counter is None


def test_where_many_are_paid_the_same_the_percentile_of_the_market_is_the_nearest_to_its_middle(
    tiny: Bands,
) -> None:
    result = estimate(tiny, profile(tiny))
    # From the 75th percentile up everybody is paid 40,000, and from the 25th down everybody 20,000.
    for wages, amount, percentile in (
        ((10_000, 20_000, 30_000, 40_000, 40_000), 40_000, 75),
        ((20_000, 20_000, 30_000, 40_000, 50_000), 20_000, 25),
        ((10_000, 30_000, 30_000, 30_000, 40_000), 30_000, 50),
    ):
        curves = result.basis._replace(place=Curve.through(Range(wages, 0)), median=30_000)
        offer = judge(tiny, result._replace(basis=curves), amount)
        assert offer.percentile_market == pytest.approx(percentile)


def test_a_contractor_bears_the_employers_costs_alone() -> None:
    # 0.0765 + 0.1086 + 0.1110 + 0.0482 = 0.3443: a rate of 61,880 is worth a wage of 61,880 / 1.3443 = 46,031.
    costs = tuple(SHIPPED.markets["US"].employer_costs.values())
    assert wage_within(61_880, costs) == pytest.approx(46_031, abs=1)
    result = estimate(SHIPPED, profile(SHIPPED, cert="CPC", years="5"))
    offer = judge(SHIPPED, result, 61_880, costs)
    assert [round(amount) for _, amount in offer.covered] == [3_521, 4_999, 5_109, 2_219]
    assert offer.annual + sum(amount for _, amount in offer.covered) == pytest.approx(61_880)


@given(profiles)
def test_offering_exactly_what_people_earn_is_their_percentile(person: Profile) -> None:
    result = estimate(SHIPPED, person)
    for name, percentile in (("low", 25), ("typical", 50), ("high", 75)):
        offer = judge(SHIPPED, result, getattr(result.you.pay, name))
        # Where an amount is held at an edge, or is what many earn, no percentile is its own.
        alone = len(set(result.place.ranges[result.occupation.name].wages)) == len(PERCENTILES)
        if name not in result.you.held and alone:
            assert offer.percentile_like_you == pytest.approx(percentile, abs=1e-6)
            assert offer.verdict is Verdict.FAIR
    assert judge(SHIPPED, result, result.you.pay.typical).gap == pytest.approx(0)


@given(profiles, st.floats(1_000, 500_000), st.floats(1_000, 500_000))
def test_more_money_never_stands_lower(person: Profile, one: float, other: float) -> None:
    result = estimate(SHIPPED, person)
    less, more = (judge(SHIPPED, result, amount) for amount in sorted((one, other)))
    assert less.percentile_like_you <= more.percentile_like_you + 1e-9
    assert less.percentile_market <= more.percentile_market + 1e-9
    verdicts = list(Verdict)
    assert verdicts.index(less.verdict) <= verdicts.index(more.verdict)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_golden(golden: Callable[[str, str], None], width: int) -> None:
    result = estimate(SHIPPED, profile(SHIPPED, cert="CPC", years="5", state="OH"))
    costs = tuple(SHIPPED.markets["US"].employer_costs.values())
    report = OfferReport(SHIPPED, result, judge(SHIPPED, result, 62_400, costs), terms("30/hr", bonus="2000"))
    golden(f"offer-{width}.table", render(report, Format.TABLE, Display(width)))


@pytest.mark.parametrize("format", Format)
def test_golden_formats(golden: Callable[[str, str], None], format: Format) -> None:
    result = estimate(SHIPPED, profile(SHIPPED, cert="CPC,CPMA", years="12", employer="hospital"))
    report = OfferReport(SHIPPED, result, judge(SHIPPED, result, 54_000), terms("54k"))
    golden(f"offer.{format}", render(report, format, Display()))


# From the command line.


def test_json_has_the_fields_that_scripts_look_for() -> None:
    document = answer("offer 26/hr --cert CPC --years 5")
    assert (document["amount"], document["annual"], document["hourly"]) == ("26/hr", 54_080, 26)
    # As in tests/model/test_worked.py: 45,890, 52,543 and 63,804, z0 = -0.034805 and shown = 0.8355.
    assert (document["low"], document["typical"], document["high"]) == (45_900, 52_500, 63_800)
    # ln(54,080 / (51,140 x 1.036063)) = 0.020469 of 0.237047 gives z = 0.058243, the 52.3rd percentile of the market;
    # (0.058243 + 0.034805) / 0.8355 = 0.111368, the 54.4th among people like this.
    assert (document["percentile_like_you"], document["percentile_market"]) == (54.4, 52.3)
    # 52,543 x sqrt(0.0050 + (1.5 x 0.004)^2 + 0.03^2 x 1.5) = 4,199; the gap is that of the amounts as shown.
    assert (document["margin"], document["gap"], document["verdict"]) == (4_200, 1_580, "fair")
    assert document["notes"] == []


def test_answers_that_count_for_nothing_in_the_job_are_named() -> None:
    idle = "no effect among Medical and Health Services Managers (no data)"
    for flags, note in (
        ("-c CPC", f"--cert has {idle}"),
        ("-c none --remote", f"--cert and --remote have {idle}"),
    ):
        assert answer(f"offer 150000 --role director {flags}")["notes"] == [note]


def test_the_exit_code_is_asked_for() -> None:
    assert salary("offer 30000 -c CPC -y 5").code == 0
    assert salary("offer 30000 -c CPC -y 5 --exit-code").code == 5
    assert salary("offer 54000 -c CPC -y 5 --exit-code").code == 0


def test_what_to_ask_for_is_in_the_money_of_the_offer() -> None:
    # Half and three quarters of people like this: 52,543 and 63,804. A contractor bears 34.43 % on top: x 1.3443, by the hour.
    run = salary("offer 20/hr --contractor -c CPC -y 5 -f json")
    document = json.loads(run.out)
    assert (document["counter_low"], document["counter_high"]) == (52_500, 63_800)
    assert document["ask_unit"] == "hour"
    assert document["ask_low"] == pytest.approx(52_543 * 1.3443 / 2_080, abs=0.01)
    assert document["ask_high"] == pytest.approx(63_804 * 1.3443 / 2_080, abs=0.01)
    shown = " ".join(salary("offer 20/hr --contractor -c CPC -y 5").out.split())
    assert "Ask for $52,500 to $63,800, which is $33.96 to $41.24 an hour as offered." in shown
    # Part time: 32 of 40 hours of 52,543 are 42,034.
    part = answer("offer 36000 --hours 32 -c CPC -y 5")
    assert part["ask_low"] == pytest.approx(42_034, abs=1)
    assert "There is room up to $63,800." in " ".join(salary("offer 54000 -c CPC -y 5").out.split())
    assert "Ask for" not in salary("offer 90000 -c CPC -y 5").out


def test_past_the_edge_of_the_market_it_says_so() -> None:
    run = salary("offer 1/hr -f csv --fields percentile_market,verdict --no-header")
    assert run.out == "2,very_low\n"
    assert "past percentile 2 or 98 of the market" in run.err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("54,00",), "'54,00' is no amount"),
        (("0.85/chart",), "pay by the chart needs --charts"),
        (("54000", "--charts", "25/hr"), "--charts needs pay by the chart"),
        (("54000", "--hours", "0"), "'0' is no number of hours: write it like 32"),
        (("54000", "--hours", "200"), "'200' is no number of hours: a week has 168, write it like 32"),
        (("54000/hr",), "'54000/hr' looks like a year's pay: did you mean 54000?"),
        (("54k/chart", "--charts", "1"), "'54k/chart' looks like a year's pay: did you mean 54k?"),
        (("900000/mo",), "'900000/mo' looks like a year's pay: did you mean 900000?"),
        (("26",), "'26' is no amount for a year: did you mean 26/hr, or 26/yr?"),
        (("54.000",), "'54.000' is no amount for a year"),
        (("0.001/hr",), "'0.001/hr' is no pay"),
        (("999999k",), "'999999k' is no pay"),
        (("-5",), "'-5' is no amount: nothing is negative"),
        (("54000", "--bonus", "lots"), "'lots' is no bonus: write it like 5% or 2000"),
        (("54000", "--covered", "leave"), "--covered goes with --contractor"),
        (("54000", "--contractor", "--covered", "leeve"), "unknown cost 'leeve': did you mean leave?"),
        (("54000", "--cert", "CPX"), "unknown certification 'CPX'"),
        ((), "error: missing argument 'AMOUNT'"),
    ],
)
def test_wrong_command_lines(args: tuple[str, ...], message: str) -> None:
    run = salary("offer", *args)
    assert (run.code, run.out) == (2, "")
    assert message in run.err


def test_costs_that_somebody_else_bears_are_left_out(tmp_path: Path) -> None:
    run = salary("offer 30/hr --contractor --covered leave,insurance --covered retirement -f json")
    document = json.loads(run.out)
    assert [line["item"] for line in document["contractor"]] == ["payroll-tax"]
    assert document["annual"] == round(62_400 / 1.0765)
    bands = tmp_path / "none.yaml"
    bands.write_bytes((Path(__file__).parents[1] / "tiny.yaml").read_bytes())
    assert "has no employer costs" in salary("offer 30/hr --contractor --bands", str(bands)).err


def test_part_time_shows_what_is_paid_and_compares_full_time() -> None:
    document = answer("offer 43200 --hours 32 --bonus 5%")
    assert (document["annual"], document["paid"], document["bonus"]) == (54_000, 43_200, 2_160)
