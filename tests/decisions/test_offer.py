"""Offers: verdicts on paper, agreement with the estimate, and what people are told."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import SHIPPED, profiles
from program import answer, salary
from tables import profile

from coding_salary.decisions.offer import Side, Verdict, judge, wage_within
from coding_salary.model.estimate import estimate
from coding_salary.model.position import Curve
from coding_salary.numbers import PERCENTILES
from coding_salary.profile.profile import Profile
from coding_salary.report.headline import with_article
from coding_salary.table.bands import Bands
from coding_salary.table.wages import Range


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
    assert offer.side is Side.HIGH  # above the 60th
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
    # 0.0765 + 0.1086 + 0.1110 + 0.0482 + 0.0583 + 0.0272 = 0.4298: a rate of 61,880 is worth a wage of
    # 61,880 / 1.4298 = 43,279.
    costs = tuple(SHIPPED.markets["US"].employer_costs.values())
    assert wage_within(61_880, costs) == pytest.approx(43_279, abs=1)
    result = estimate(SHIPPED, profile(SHIPPED, cert="CPC", years="5"))
    offer = judge(SHIPPED, result, 61_880, costs)
    assert [round(amount) for _, amount in offer.covered] == [3_311, 4_700, 4_804, 2_086, 2_523, 1_177]
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
    idle = "no effect for medical and health services managers (no data)"
    for flags, note in (
        ("-c CPC", f"--cert has {idle}"),
        ("-c none --remote", f"--cert and --remote have {idle}"),
    ):
        assert answer(f"offer 150000 --role director {flags}")["notes"] == [note]


def test_the_exit_code_is_asked_for() -> None:
    assert salary("offer 30000 -c CPC -y 5").code == 0
    assert salary("offer 30000 -c CPC -y 5 --exit-code").code == 5
    assert salary("offer 54000 -c CPC -y 5 --exit-code").code == 0


def test_the_exit_code_is_that_of_any_percentile() -> None:
    # 26 an hour is the 54.4th percentile, as above; 24 to 28 is judged by its middle.
    assert salary("offer 26/hr -c CPC -y 5 --fail-below 54").code == 0
    assert salary("offer 24-28/hr -c CPC -y 5 --fail-below 55").code == 5
    assert salary("offer 20000 --country UK -y 3 --exit-code").code == 5
    assert salary("offer 20000 --country UK -y 3").code == 0


def test_a_posted_range_is_judged_in_its_middle_and_at_both_ends() -> None:
    document = answer("offer 24-28/hr -c CPC -y 5")
    alone = {rate: answer(f"offer {rate}/hr -c CPC -y 5") for rate in (24, 26, 28)}
    judged = ("annual", "percentile_like_you", "percentile_market", "gap", "verdict", "side", "counter_low")
    for rate, row in zip((24, 26, 28), (document["ends"][0], document, document["ends"][1]), strict=True):
        assert {name: row[name] for name in judged} == {name: alone[rate][name] for name in judged}
    assert [row["point"] for row in (document, *document["ends"])] == ["middle", "lowest", "highest"]
    assert alone[26]["ends"] == []


def test_what_to_ask_for_is_in_the_money_of_the_offer() -> None:
    # Half and three quarters of people like this: 52,543 and 63,804. A contractor bears 42.98 % on top: x 1.4298, by the hour.
    run = salary("offer 20/hr --contractor -c CPC -y 5 -f json")
    document = json.loads(run.out)
    assert (document["counter_low"], document["counter_high"]) == (52_500, 63_800)
    assert document["ask_unit"] == "hour"
    assert document["ask_low"] == pytest.approx(52_543 * 1.4298 / 2_080, abs=0.01)
    assert document["ask_high"] == pytest.approx(63_804 * 1.4298 / 2_080, abs=0.01)
    shown = " ".join(salary("offer 20/hr --contractor -c CPC -y 5").out.split())
    assert "Counter $36.12 to $43.86 an hour ($52,500 to $63,800 on a W-2)" in shown
    # Part time: 32 of 40 hours of 52,543 are 42,034.
    part = answer("offer 36000 --hours 32 -c CPC -y 5")
    assert part["ask_low"] == pytest.approx(42_034, abs=1)
    assert "Counter up to $63,800 a year" in " ".join(salary("offer 54000 -c CPC -y 5").out.split())
    assert "not needed: the offer is above $63,800" in " ".join(salary("offer 90000 -c CPC -y 5").out.split())


def test_a_contractors_rate_and_a_wage_are_worth_each_other_both_ways() -> None:
    # 35 x 2,080 / 1.4298 = 50,916, and 50,916 x 1.4298 / 2,080 = 35; with benefits 50,916 x 1.2678 = 64,552.
    rate = answer("offer 35/hr --contractor")
    assert (rate["worth"], rate["total"], rate["hourly_contractor"]) == (50_916, 64_552, 35)
    assert answer("offer 50916")["hourly_contractor"] == pytest.approx(35, abs=0.001)
    shown = " ".join(salary("offer 35/hr --contractor").out.split())
    assert "as a 1099 this is like $50,900 a year on a W-2, $24.48 an hour: better paid than" in shown
    assert "$35.00 an hour would be worth the same" in " ".join(salary("offer 50916 --total").out.split())


def test_points_never_argue_against_the_person() -> None:
    # An apprentice is paid 3.4 % more than somebody without, which may be nothing; high pay is 46,300.
    assert answer("offer 60000 -c CPC-A -y 0")["evidence"] == []
    assert answer("offer 15/hr -c CPC-A -y 0")["evidence"] == [
        "three in four of all medical records specialists in the United States earn $45,100 or more,"
        " and nine in ten $38,300 or more (BLS)"
    ]
    assert answer("offer 90000 -c none -y 0")["evidence"] == []
    assert answer("offer 64000 -e va -c CPC -y 6 -m columbus-oh")["evidence"] == []


def test_the_page_for_a_negotiation_holds_the_points_with_their_sources_and_no_verdict(
    tmp_path: Path,
) -> None:
    page = tmp_path / "offer.md"
    run = salary("offer 20/hr -c CPC -y 5 -s OH --sheet", str(page))
    assert (run.code, run.err) == (0, "")
    assert run.out == salary("offer 20/hr -c CPC -y 5 -s OH").out
    text = page.read_text()
    for words in (
        "$20.00",
        "$52,500",
        "half of all medical records specialists in Ohio",
        "Prepared",
        "https://www.bls.gov",
    ):
        assert words in text
    for words in ("LOW", "Walk away", "better paid"):
        assert words not in text
    assert salary("offer 35/hr --contractor --per hour --sheet", str(tmp_path / "rate.md")).code == 0
    # As above, 35 as a contractor is 50,916 a year on a W-2, whatever the period that is asked for.
    assert "| the offer, on a W-2 | $50,916 | $24.48 |" in (tmp_path / "rate.md").read_text()
    wrong = salary("offer 20/hr --sheet offer.pdf")
    assert (wrong.code, "name it offer.md or offer.html, not 'offer.pdf'" in wrong.err) == (2, True)
    assert "--sheet takes one offer" in salary("offer 20/hr 21/hr --sheet", str(page)).err


def test_the_chart_writes_hourly_amounts_whole() -> None:
    assert "─ $36.10\n" in salary("offer 25/hr --per hour -c CPC -y 5 -s OH", COLUMNS="80").out


def test_the_page_can_be_printed_from_a_browser(tmp_path: Path) -> None:
    page = tmp_path / "offer.html"
    assert salary("offer 20/hr -c CPC -y 5 -s OH --sheet", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    # Links are whole, for people to follow, also those that are longer than a line.
    assert salary("offer 20/hr -c CPC,CPMA -y 5 --sheet", str(page.with_suffix(".md"))).code == 0
    assert re.search(r"https://www\.beckersasc\.com/\S{90}", page.with_suffix(".md").read_text())
    for words in ("<script", "LOW", "Walk away"):
        assert words not in text


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        # 5 % and 6 % of 54,000; leave is 10.86 % of wages: 260 x 0.1086 / 1.1086 = 25.5 days.
        ("54000 --bonus 5%", "Bonus $2,700 a year on top, not part of the comparison"),
        ("54000 --match 6%", "$3,240 a year on top, not part of the comparison; employers pay 4.8% of wages"),
        ("54000 --pto 10", "10 days a year; employers pay for about 25 on average, holidays included"),
        # 54,000 x 1.2678, and 54,000 x 1.4298 / 2,080.
        ("54000 --total", "In all $68,500 a year with benefits at employers' average cost (BLS)"),
        ("54000 --total", "As contractor $37.12 an hour would be worth the same (1099)"),
        # 35 x 2,080 / 1.4298 = 50,916, of which 7.65 % and 10.86 %.
        ("35/hr --contractor --total", "You'd cover a year: payroll-tax $3,895, leave $5,530, insurance"),
        # 28 x 1.1 x (45 + 2.5) x 52 = 76,076, of which 28 x 1.1 x 2.5 x 52 = 4,004 are for overtime.
        ("28/hr --hours 45 --shift 10%", "$28.00 an hour, 45 hours a week ($76,076 a year)"),
        ("28/hr --hours 45 --shift 10%", "$4,004 a year of it overtime by the federal rule"),
        ("22/hr --shift 2/hr", "Shift pay makes it $49,920 a year; the wages compared leave it out"),
        ("25/hr --hours 20", "ask which benefits part-timers get (on average 26.8% of pay)"),
        ("25/hr --remote", "judged like on-site work; for another state add --employer-state"),
        ("30-34/hr --contractor", "$30.00 an hour (lowest), like $43,600 a year on a W-2, is "),
    ],
)
def test_it_says_what_the_verdict_leaves_out(offer: str, said: str) -> None:
    assert said in " ".join(salary(f"offer {offer}").out.split())


@pytest.mark.parametrize(
    ("offer", "chart", "answers"),
    [
        # Band 5 pays 32,073, 34,592 and 39,043; after three years it is the second.
        (
            "30000 --country UK -c ACC -y 3",
            "£39,043",
            ("LOW below the pay point we'd expect (Band 5, 3 years)", "Counter £34,592 a year",
             "Walk away below £34,592 a year: the scale sets no less"),
        ),
        (
            "36000 --country UK -c ACC -y 3",
            "£39,043",
            ("HIGH above the pay point we'd expect (Band 5, 3 years)", "not needed: the scale sets no more"),
        ),
        (
            "83000 --country AU -r senior",
            "A$83,917",
            ("FAIR within the pay range we'd expect (AO5)", "Walk away below A$82,056 a year"),
        ),
        # Several grades are drawn as the range of what may be meant.
        (
            "36000 --country UK -y 3",
            "£36,000",
            ("HIGH above the pay range we'd expect (Band 4 or Band 5, 3 years)", "£31,157 ━"),
        ),
    ],
)  # fmt: skip
def test_an_offer_on_a_scale_stands_among_its_points(
    offer: str, chart: str, answers: tuple[str, ...]
) -> None:
    text = salary(f"offer {offer}", COLUMNS="80").out
    mark, points = (
        line
        for line in text.splitlines()
        if line.strip() == "▼" or (line.strip().startswith(("£", "A$8")) and "┃" in line)
    )
    assert points.endswith(chart)
    assert len(mark) <= len(points)
    for words in answers:
        assert words in " ".join(text.split())


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("Medical coder", "a medical coder"),
        ("Coding auditor", "a coding auditor"),
        ("Auditor", "an auditor"),
        ("CDI specialist", "a CDI specialist"),
        ("HIM or coding director", "an HIM or coding director"),
    ],
)
def test_a_role_in_a_sentence_has_the_article_that_people_say(role: str, words: str) -> None:
    assert with_article(role) == words


def test_the_page_names_a_role_as_a_sentence_does(tmp_path: Path) -> None:
    page = tmp_path / "offer.md"
    assert salary("offer 60/hr -r director -y 12 --sheet", str(page)).code == 0
    assert page.read_text().startswith("## Pay of an HIM or coding director")


def test_past_the_edge_of_the_market_it_says_so() -> None:
    run = salary("offer 1/hr -f csv --fields percentile_market,verdict --no-header")
    assert run.out == "2,very_low\n"
    assert "outside the published range (percentiles 2 to 98)" in " ".join(run.err.split())
    # What is typed as $22/hr without quotes arrives like this: 2/hr.
    assert "put single quotes around it, as in '$22/hr'" in " ".join(run.err.split())
    assert "quotes" not in salary("offer", "$1.00/hr").err
    assert "quotes" not in salary("offer 200/hr").err


def test_past_the_edge_the_curve_goes_on_for_the_verdict(tiny: Bands) -> None:
    # Testland ends at the 2nd percentile, z = -2.053749; among people of 0.934204 of the range it is z = -2.198395,
    # the 1.40th. ln(3,000 / 40,000) = -2.590267 is far past it on the line from (-1.281552, -0.693147).
    result = estimate(tiny, profile(tiny, years="5"))
    offer = judge(tiny, result, 3_000)
    assert (offer.percentile_like_you, offer.percentile_market) == pytest.approx((1.40, 2), abs=0.01)
    assert offer.past_the_edge
    assert (offer.percentile_beyond or 0) < 0.1
    assert not judge(tiny, result, 40_000).past_the_edge
    # An apprentice's 14th percentile is the edge itself: $2 an hour is far below that.
    run = salary("offer 2/hr -c CPC-A -y 0")
    shown = " ".join(run.out.split())
    assert "VERY LOW below nearly everyone like you (at most 14% earn this little)" in shown
    assert "below the federal minimum wage ($7.25 an hour)" in shown
    assert salary("offer 2/hr -c CPC-A -y 0 --fail-below 5").code == 5
    assert "minimum wage" not in salary("offer 7.25/hr -c CPC-A -y 0").out
    assert "above nearly everyone like you (at least 99% earn less)" in salary("offer 90/hr -c CPC -y 5").out


def test_a_certification_is_no_point_where_it_is_too_close_to_call() -> None:
    # As compare says: +4,300 on 48,200 in the nation, too close to call in Ohio.
    nation, ohio = (
        " ".join(answer(f"offer 20/hr -c CPC -y 5{place}")["evidence"]) for place in ("", " -s OH")
    )
    assert "people with a CPC earn about 9% more than uncertified peers" in nation
    assert "CPC" not in ohio


def test_the_source_that_is_strongest_is_named_first() -> None:
    experience, employer = answer("offer 20/hr -c none -y 12 -e hospital")["evidence"][1:]
    assert (
        experience
        == "people with 12 years of experience earn about 12% more than the median (OPM and 3 more)"
    )
    assert employer.endswith("pay about 11% more than the median (BLS)")


def test_a_match_counts_in_the_total_as_it_is_offered() -> None:
    # Without the 4.82 % that retirement is worth on average, with 4 %: 54,000 x (1 + 0.2678 - 0.0482 + 0.04).
    assert answer("offer 54000 --match 4%")["total"] == round(54_000 * 1.2596)
    assert answer("offer 54000,match=4%  50000")["offers"][0]["total"] == round(54_000 * 1.2596)
    half = salary("offer", "54000", "--match", "50% up to 6%")
    assert "3% of pay is up to $1,620 a year on top" in " ".join(half.out.split())
    for args, message in (
        (("54000", "--match", "lots"), "can't read --match 'lots': give a share of pay such as 4%"),
        (("35/hr", "--contractor", "--match", "4%"), "--match is for employees: leave it out"),
    ):
        assert message in salary("offer", *args).err


def test_costs_that_somebody_else_bears_are_left_out(tmp_path: Path) -> None:
    run = salary("offer 30/hr --contractor --covered leave,insurance --covered retirement -f json")
    document = json.loads(run.out)
    assert [line["item"] for line in document["contractor"]] == ["payroll-tax", "bonuses", "required"]
    assert document["annual"] == round(62_400 / 1.1620)  # 0.0765 + 0.0583 + 0.0272
    bands = tmp_path / "none.yaml"
    bands.write_bytes((Path(__file__).parents[1] / "tiny.yaml").read_bytes())
    assert "has no employer costs" in salary("offer 30/hr --contractor --bands", str(bands)).err


def test_part_time_shows_what_is_paid_and_compares_full_time() -> None:
    document = answer("offer 43200 --hours 32 --bonus 5%")
    assert (document["annual"], document["paid"], document["bonus"]) == (54_000, 43_200, 2_160)
