"""Amounts and terms as people write them: read without guessing, and worked out on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import answer, salary

from coding_salary.decisions.amounts import SPELLINGS, FullTime, Overtime, Quote
from coding_salary.decisions.said_offer import SaidOffer
from coding_salary.decisions.terms import Terms
from coding_salary.profile.answers import Raw
from coding_salary.reading.errors import ProfileError

FULL_TIME = FullTime(2_080, 40)
NHS = FullTime(1_957.5, 37.5)


def terms(amount: str, **said: str) -> Terms:
    return Terms.read(amount, said)


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
        ("$26 per hour", 54_080),
        ("$26.00 an hour", 54_080),
        ("54,000 a year", 54_000),
        ("54000 per annum", 54_000),
        ("208/day", 54_080),  # 208 x 5 x 52
        ("1000/wk", 52_000),
        ("2100/2wk", 54_600),  # 2,100 x 26
        ("2100/bi-weekly", 54_600),
        ("2250/semimonthly", 54_000),  # 2,250 x 24
        ("4500/mo", 54_000),
        ("24-28/hr", 54_080),  # the middle, 26
        ("$24.00 - $28.00/hr", 54_080),
        ("24 to 28 per hour", 54_080),
        ("52k-58k", 55_000),
        ("52-58k", 55_000),  # both thousands
        ("$52,000\u2013$58,000 a year", 55_000),
        ("28-24/hr", 54_080),
    ],
)
def test_amounts_become_a_full_time_year(text: str, annual: float) -> None:
    assert terms(text).full_time(FULL_TIME) == pytest.approx(annual)


@pytest.mark.parametrize(
    "text",
    ["54,00", "5,4000", "1e9999", "-5", "+5", "nan", "inf", "26/fortnit", "", "k", "$", "54 000", "54k/", "/hr", "0", "0.00",
     "0/hr", "54000000000", "54$", "5%", "٥٤", "1_000", "26//hr", "26.12345/hr", "24-28-30/hr", "24-/hr", "150%/collections"],
)  # fmt: skip
def test_anything_else_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ProfileError, match="examples: 54000, 54k, 26/hr, 24-28/hr, 1900/biweekly"):
        Quote.read(text)


@given(st.sampled_from(sorted(SPELLINGS)), st.integers(1, 99), st.integers(0, 99))
def test_every_spelling_of_a_unit_is_the_same_amount(unit: str, whole: int, cents: int) -> None:
    words = SPELLINGS[unit].split()
    quotes = {Quote.read(f"{whole}.{cents:02}/{word}") for word in words}
    assert quotes == {Quote(whole + cents / 100, whole + cents / 100, unit)}


def test_part_time_is_compared_by_its_rate() -> None:
    # 43,200 for 32 of 40 hours is 54,000 for all of them; 26 an hour is 26 an hour, and pays 43,264 for 32.
    assert terms("43200", hours="32").full_time(FULL_TIME) == pytest.approx(54_000)
    assert terms("43200", hours="32").paid(FULL_TIME) == pytest.approx(43_200)
    assert terms("26/hr", hours="32").full_time(FULL_TIME) == pytest.approx(54_080)
    assert terms("26/hr", hours="32").paid(FULL_TIME) == pytest.approx(43_264)


def test_pieces_are_counted_by_the_hour_or_by_the_day() -> None:
    a_year = 0.85 * 25 * 2_080
    assert terms("0.85/chart", charts="25/hr").full_time(FULL_TIME) == pytest.approx(a_year)
    # 200 a day of 8 hours are 25 an hour; a day of 37.5 hours a week has 7.5.
    assert terms("0.85/chart", charts="200/day").full_time(FULL_TIME) == pytest.approx(a_year)
    assert terms("2/chart", charts="15/day").full_time(NHS) == pytest.approx(2 * 2 * 1_957.5)
    assert terms("3/claim", claims="10/hr").full_time(FULL_TIME) == pytest.approx(62_400)


def test_a_share_of_collections() -> None:
    # 6 % of 60,000 a month are 3,600, 43,200 a year; at 32 hours a week that is 54,000 for full time.
    assert terms("6%/collections", collections="60k/mo").full_time(FULL_TIME) == pytest.approx(43_200)
    part = terms("6% of collections", collections="60000/month", hours="32")
    assert (part.full_time(FULL_TIME), part.paid(FULL_TIME)) == pytest.approx((54_000, 43_200))


def test_overtime_is_paid_by_the_hour_only() -> None:
    # 45 hours at 20: 40 + 5 x 1.5 = 47.5 paid hours, 20 x 47.5 x 52 = 49,400, of which 20 x 2.5 x 52 = 2,600 on top.
    rule = Overtime(1.5, 40)
    long = terms("20/hr", hours="45")
    assert (long.paid(FULL_TIME, rule), long.overtime(FULL_TIME, rule)) == pytest.approx((49_400, 2_600))
    assert terms("20/hr", hours="45", overtime="none").paid(FULL_TIME, rule) == pytest.approx(46_800)
    assert terms("46800", hours="45").paid(FULL_TIME, rule) == pytest.approx(46_800)
    assert terms("20/hr", hours="32").overtime(FULL_TIME, rule) == 0


def test_shift_pay_and_bonus_are_kept_apart() -> None:
    # 20 an hour and 10 %: 41,600 are compared, 45,760 are paid; 5 % of that are 2,288.
    assert terms("20/hr", shift="2/hr") == terms("20/hr", shift="10%") == terms("20/hr", shift="+2")
    said = terms("20/hr", shift="10%", bonus="5%")
    assert said.full_time(FULL_TIME) == pytest.approx(41_600)
    assert said.paid(FULL_TIME) == pytest.approx(45_760)
    assert said.bonus.of(said.paid(FULL_TIME)) == pytest.approx(2_288)
    assert terms("54000", bonus="2,000").bonus.of(54_000) == 2_000


def test_every_problem_of_the_terms_is_said_at_once() -> None:
    with pytest.raises(ProfileError) as caught:
        terms("26/fortnit", hours="0", bonus="lots", shift="two", pto="x", overtime="yes")
    assert len(caught.value.problems) == 6


def test_an_offer_as_typed_has_terms_of_its_own() -> None:
    common, person = {"hours": "40"}, {"cert": (Raw("CPC"),), "metro": (Raw("columbus, oh"),)}
    said = SaidOffer.read("62,000,state=CA, pto=20 ,hours=32", common, person)
    assert (said.amount, said.terms) == ("62,000", {"hours": "32", "pto": "20"})
    assert said.answers == {"cert": (Raw("CPC"),), "state": (Raw("CA"),)}  # its place, whole
    said = SaidOffer.read("35/hr,contractor,covered=leave,insurance,metro=columbus, oh,remote", {}, {})
    assert said.terms == {"contractor": "yes", "covered": "leave, insurance"}
    assert said.answers == {"metro": (Raw("columbus, oh"),), "remote": (Raw("yes"),)}
    with pytest.raises(ProfileError, match="unknown term 'contracter': did you mean contractor"):
        SaidOffer.read("35/hr,contracter", {}, {})
    with pytest.raises(ProfileError, match="hours needs a value"):
        SaidOffer.read("35/hr,hours", {}, {})


# From the command line.


def test_a_share_of_collections_alone_says_how_much_would_have_to_come_in() -> None:
    # Typical is 52,543 a year: at 6 % that takes 52,543 / 0.06 / 12 = 72,976 a month.
    err = " ".join(salary("offer 6%/collections -c CPC -y 5").err.split())
    assert "add --collections, such as --collections 60000/mo" in err
    assert "at 6%, what is typical of people like you ($52,500 a year) takes $73,000 a month" in err


def test_the_usual_charts_of_a_kind_of_work_stand_in_for_a_number() -> None:
    # 12 an hour for office visits: 2 x 12 x 2,080.
    assert answer("offer 2/chart --work pro-fee")["annual"] == 49_920
    assert answer("offer 2/chart --work pro-fee --charts 10")["annual"] == 41_600


def test_overtime_is_that_of_the_table_and_none_for_contractors() -> None:
    # 20 x (40 + 5 x 1.5) x 52
    assert answer("offer 20/hr --hours 45")["paid"] == 49_400
    assert answer("offer 20/hr --hours 45 --contractor")["paid"] == 46_800
