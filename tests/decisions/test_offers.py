"""Several offers side by side: worked out on paper, and the same in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import SHIPPED
from program import answer, salary

from coding_salary.decisions.package import MEASURES, Offers, Package, side_by_side
from coding_salary.decisions.said_offer import SaidOffer, packages
from coding_salary.numbers import CENT, half_up
from coding_salary.profile.answers import Raw
from coding_salary.table.practice import Practices
from coding_salary.table.side_tables import load_areas, load_parities

PERSON = {"cert": (Raw("CPC"),), "years": (Raw("5"),)}
# Of a wage: leave 0.1086, insurance 0.1110, retirement 0.0482.
BENEFITS = 0.2678
# All that employers pay on top of it: those, payroll tax 0.0765, bonuses 0.0583, other insurance 0.0272.
ALL_COSTS = 0.4298


AREAS = load_areas(SHIPPED.markets["US"], SHIPPED.path)
LEVELS = load_parities(SHIPPED.markets["US"], SHIPPED.path)


def judged(*texts: str) -> list[Package]:
    said = [SaidOffer.read(text, {}, PERSON) for text in texts]
    return packages(SHIPPED, said, lambda market: AREAS, Practices.beside(SHIPPED))


def compared(*texts: str) -> Offers:
    return side_by_side(SHIPPED, judged(*texts), lambda market: LEVELS)


def test_worked_by_hand() -> None:
    wage, rate, far = judged("54000", "35/hr,contractor,hours=32", "62000,state=CA,pto=20,bonus=1000")
    assert wage.total == pytest.approx(54_000 * (1 + BENEFITS))
    assert wage.worth == pytest.approx(54_000)
    # 54,000 x 1.4298 / 2,080: what a contractor would have to be paid an hour for the same.
    assert (wage.contractor_rate or 0) / 2_080 == pytest.approx(37.12, abs=0.005)
    # 35 x 2,080 = 72,800; / 1.4298 = 50,916; 32 hours a week pay 35 x 32 x 52 = 58,240 of it.
    assert rate.worth == pytest.approx(72_800 / (1 + ALL_COSTS)) == pytest.approx(50_916, abs=1)
    assert rate.paid == pytest.approx(58_240)
    # 20 days of leave in 260 are 20 / 240 = 0.08333 on top of the days worked; 62,000 x (1.08333 + 0.1592) + 1,000.
    assert far.total == pytest.approx(62_000 * (1 + 20 / 240 + 0.1592) + 1_000)


def test_what_a_place_costs_decides_where_prices_differ() -> None:
    offers = compared("54000", "62000,state=CA")
    home, far = offers.rivals
    # Prices in California are 110.72 % of the nation's: 62,000 x 1.2678 / 1.1072 buys what 70,994 buy on average.
    assert offers.priced
    assert far.buys == pytest.approx(70_994, abs=1)
    assert (offers.winner, offers.best("total"), offers.best("buys")) == (far, far, far)
    # As good at home would be 62,000 / 1.1072 = 55,997.
    assert offers.equal_amount(home) == pytest.approx(55_997, abs=1)
    assert offers.equal_amount(far) == pytest.approx(62_000)


def test_a_bonus_stays_as_it_is_while_the_amount_is_made_equal() -> None:
    # 55,000 against 52,000 and a bonus of 2,000: the wage must carry 55,000 x 1.2678 - 2,000.
    offers = compared("55000", "52000,bonus=2000")
    assert offers.equal_amount(offers.rivals[1]) == pytest.approx(55_000 - 2_000 / (1 + BENEFITS))
    # A bonus in percent grows with it: 54,000 and 5 % are as good as 55,000 x 1.2678 / (1.2678 + 0.05) of each.
    offers = compared("55000", "40000,bonus=5%")
    assert offers.equal_amount(offers.rivals[1]) == pytest.approx(55_000 * 1.2678 / 1.3178)


OFFERS = (
    "54000",
    "35/hr,contractor",
    "62000,state=CA,pto=20",
    "26/hr,hours=32,bonus=1500",
    "28/hr,metro=columbus-oh",
)


COMPARED = compared(*OFFERS)


@given(st.permutations(OFFERS))
def test_the_order_of_offers_only_turns_the_table(order: list[str]) -> None:
    found, turned = COMPARED, compared(*order)
    rows = dict(zip(OFFERS, found.rivals, strict=True))
    for text, rival in zip(order, turned.rivals, strict=True):
        assert rival == rows[text]
        assert turned.equal_amount(rival) == found.equal_amount(rows[text])
    assert {name: turned.best(name) for name in MEASURES} == {name: found.best(name) for name in MEASURES}


@given(st.sampled_from(OFFERS), st.sampled_from(OFFERS))
def test_the_equal_amount_is_as_good_as_the_best(one: str, other: str) -> None:
    offers = compared(one, other)
    for text, rival in zip((one, other), offers.rivals, strict=True):
        _, comma, rest = text.partition(",")
        unit = "/hr" if "/hr" in text else ""
        again = compared(f"{half_up(offers.equal_amount(rival), CENT):.2f}{unit}{comma}{rest}").rivals[0]
        measure = MEASURES["buys" if offers.priced else "total"]
        assert measure(again) == pytest.approx(measure(offers.winner), rel=1e-3)


def test_json_holds_each_offer_and_the_best_by_each_measure() -> None:
    document = answer("offer 54000 35/hr,contractor,hours=32 62000,state=CA,pto=20 -c CPC -y 5")
    assert [(each["offer"], each["amount"]) for each in document["offers"]] == [
        (1, "54000"),
        (2, "35/hr"),
        (3, "62000"),
    ]
    assert document["best"] == {"total": 3, "buys": 3, "percentile_like_you": 1, "paid": 3}


def test_one_offer_alone_is_the_row_it_has_among_others() -> None:
    alone = answer("offer 35/hr,contractor -c CPC -y 5")
    among = answer("offer 54000 35/hr,contractor -c CPC -y 5")["offers"][1]
    assert {name: alone[name] for name in among if name in alone} == {
        name: value for name, value in among.items() if name in alone
    }


def test_the_exit_code_is_low_only_where_no_offer_is_better() -> None:
    assert salary("offer 30000 54000 -c CPC -y 5 --exit-code").code == 0
    assert salary("offer 30000 31000 -c CPC -y 5 --exit-code").code == 5
