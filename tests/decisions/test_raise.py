"""Raises: before and after on paper, against the job's usual rise and prices, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import SHIPPED, profiles
from program import answer, salary
from tables import profile

from coding_salary.decisions.pay_raise import Raise, SaidRaise
from coding_salary.model.estimate import estimate
from coding_salary.model.result import Estimate
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.history import load_consumer_prices
from coding_salary.table.practice import load_practice

US = SHIPPED.markets["US"]
PRICES, PRACTICE = load_consumer_prices(US, SHIPPED.path), load_practice(SHIPPED, US)


def raised(
    result: Estimate, pay: str, more: str, since: str | None = None, hours: str | None = None
) -> Raise:
    return SaidRaise(pay, more, hours, since).judged(SHIPPED, result, PRICES, PRACTICE)


def test_worked_by_hand(tiny: Bands) -> None:
    # Testland, 5 years: as tests/decisions/test_offer.py, 50,000 is the 65.44th percentile among people like this.
    result = estimate(tiny, profile(tiny, years="5"))
    found = SaidRaise("40000", "25%").judged(tiny, result, {}, {})
    assert (found.before.annual, found.after.annual) == pytest.approx((40_000, 50_000))
    assert found.before.percentile_like_you == pytest.approx(50)
    assert found.after.percentile_like_you == pytest.approx(65.44, abs=0.01)
    assert (found.job, found.prices, found.real_share) == (None, None, None)


@pytest.mark.parametrize(
    ("pay", "more", "hours", "annual"),
    [
        ("23.50/hr", "3%", None, 23.50 * 1.03 * 2_080),
        ("23.50/hr", "+3%", None, 23.50 * 1.03 * 2_080),
        ("23.50/hr", "+1.25", None, 24.75 * 2_080),  # in the unit of the pay
        ("23.50/hr", "+1.25/hr", None, 24.75 * 2_080),
        ("23.50/hr", "24.75/hr", None, 24.75 * 2_080),
        ("23.50/hr", "50c", None, 24 * 2_080),
        ("23.50/hr", "+50 cents", None, 24 * 2_080),
        ("52k", "50¢", None, 53_040),  # 0.50 x 2,080
        ("52k", "+1.25/hr", None, 54_600),
        ("52k", "55,000", None, 55_000),
        ("52k", "+1,500", None, 53_500),
        ("2000/biweekly", "2100/biweekly", None, 54_600),
        ("41600", "+2000", "32", 54_500),  # (41,600 + 2,000) x 40 / 32
    ],
)
def test_a_raise_is_read_as_people_write_it(pay: str, more: str, hours: str | None, annual: float) -> None:
    assert raised(estimate(SHIPPED, profile(SHIPPED)), pay, more, hours=hours).after.annual == pytest.approx(
        annual
    )


def test_what_happened_meanwhile() -> None:
    result = estimate(SHIPPED, profile(SHIPPED, cert="CPC", years="5"))
    found = raised(result, "23.50/hr", "3%", since="2024-05")
    assert found.job is not None
    assert found.prices is not None
    # Pay in the job: 50,250 in May 2024, 51,140 in May 2025, then 2.39 % a year for 18 months: x 1.0361.
    assert found.job.rise == pytest.approx(51_140 / 50_250 * 1.0239**1.5 - 1)
    # Prices: 334.980 in August 2026, the last month known, over 314.069. What the pay buys: 1.03 / 1.0666.
    assert (found.prices.until, found.prices.rise) == ("2026-08", pytest.approx(334.980 / 314.069 - 1))
    assert found.real_share == pytest.approx(1.03 / (334.980 / 314.069) - 1)
    # Without a month it is a year: the usual rise, and prices from August to August.
    year = raised(result, "23.50/hr", "3%")
    assert year.job is not None
    assert year.prices is not None
    assert (year.job.rise, year.prices.rise) == pytest.approx((0.0239, 334.980 / 323.976 - 1))
    assert [each.name for each in year.usual] == [
        "raise-2026",
        "raise-2026-health-care",
        "raise-2026-insurance",
    ]


@given(profiles, st.integers(20_000, 200_000))
def test_a_raise_of_nothing_changes_nothing(person: Profile, pay: int) -> None:
    found = raised(estimate(SHIPPED, person), str(pay), "0%")
    assert found.before == found.after
    assert found.share == 0


@given(profiles, st.integers(20_000, 200_000), st.integers(0, 50), st.integers(0, 50))
def test_a_higher_raise_never_leads_lower(person: Profile, pay: int, one: int, other: int) -> None:
    result = estimate(SHIPPED, person)
    less, more = (raised(result, str(pay), f"{each}%").after for each in sorted((one, other)))
    assert (less.percentile_like_you or 0) <= (more.percentile_like_you or 0) + 1e-9


def test_what_reaches_typical_does() -> None:
    flags = "-c CPC -y 5 -s OH"
    needed = answer(f"raise 23.50/hr 3% {flags}")["to_typical_percent"]
    # 52,519 / 48,880 = 1.0744
    assert needed == 7.4
    assert answer(f"raise 23.50/hr {needed}% {flags}")["after_percentile_like_you"] == pytest.approx(
        50, abs=0.5
    )
    assert answer(f"raise 30/hr 3% {flags}")["to_typical_percent"] == 0


def test_before_and_after_are_what_offer_says() -> None:
    found = answer("raise 23.50/hr +1.25/hr -c CPC -y 5")
    for side, amount in (("before", "23.50/hr"), ("after", "24.75/hr")):
        offer = answer(f"offer {amount} -c CPC -y 5")
        assert found[f"{side}_percentile_like_you"] == offer["percentile_like_you"]
        assert found[f"{side}_verdict"] == offer["verdict"]


def test_a_scale_knows_no_percentiles_and_says_what_it_knows() -> None:
    found = answer("raise 30000 3% --country UK --years 3")
    assert (found["before_percentile_like_you"], found["job_percent"], found["prices_percent"]) == (
        None,
        None,
        None,
    )
    assert found["raise_percent"] == 3
    assert salary("raise 64000 3% -e va -c CPC -y 6 -m columbus-oh").code == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        # 0.48 an hour for 30 hours a week are 0.48 x 30 x 52 = 748.80 a year.
        ("24/hr 2% --hours 30", "From $24.00 to $24.48 an hour, 30 hours a week, for a medical coder"),
        ("24/hr 2% --hours 30", "Raise 2%: +$0.48 an hour, +$749 a year"),
        # 80 % of 52,984 are 42,387, 6 % more than 40,000.
        ("40000 2% --hours 32", "$42,387 a year ($53,000 a year full time), 6% above your current $40,000"),
        ("24/hr 22/hr", "Cut -8.3%: -$2.00 an hour, -$4,160 a year"),
        ("24/hr 22/hr", "with this cut your pay buys 11.3% less than in August 2025"),
        ("24/hr", "$24.00 an hour without a raise for a medical coder"),
        ("24/hr", "pay in it usually rises 2.4% a year (BLS) Prices rose"),
        ("2/hr 3%", "below the federal minimum wage ($7.25 an hour)"),
    ],
)
def test_what_a_raise_comes_to_is_said_in_words(command: str, said: str) -> None:
    assert said in " ".join(salary(f"raise {command}").out.split())
