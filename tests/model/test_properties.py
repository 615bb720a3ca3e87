"""What must always hold, over the whole shipped table and over generated profiles."""

from itertools import pairwise
from typing import Any

import oracle
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from people import FACTORS, NATION, PLACES, SHIPPED, US, profiles

from coding_salary.model.estimate import SurveyEstimate, estimate
from coding_salary.model.result import NAMES, Outcome
from coding_salary.numbers import half_up
from coding_salary.profile.profile import Profile
from coding_salary.report.notes import Notes
from coding_salary.table.bands import Bands
from coding_salary.table.factors import EMPLOYER, EXPERIENCE, ROLE

JOBS = {"coder": None, "biller": "biller", "managers": "director", "compliance": "compliance"}
FULL = [name for name in oracle.FACTORS["credential"]["values"] if not oracle.apprentice(name)]
YARDSTICKS = [{"role": "coder"}, {"specialty": "general"}, {"remote": False}]
nowhere_else = profiles.map(lambda person: person._replace(place=NATION))


def survey(bands: Bands, person: Profile) -> SurveyEstimate:
    result = estimate(bands, person)
    assert isinstance(result, SurveyEstimate)
    return result


def with_every_role_in_the_middle() -> Bands:
    """The shipped table with each role that has a job of its own as everybody in that job."""
    factor = FACTORS[ROLE]
    values = {
        name: choice._replace(multiplier=1, evidence="reference") if choice.occupation else choice
        for name, choice in factor.values.items()
    }
    market = US._replace(factors={**FACTORS, ROLE: factor._replace(values=values)})
    return SHIPPED._replace(markets={**SHIPPED.markets, "US": market})


MIDDLE = with_every_role_in_the_middle()


# Official wages come back


@pytest.mark.parametrize(("job", "role"), JOBS.items())
def test_nothing_said_is_what_was_published_of_every_place(job: str, role: str | None) -> None:
    published = 0
    for place in PLACES:
        if (wages := oracle.wages_of(place.code, job)) is None:
            continue
        published += 1
        assert_pays(survey(MIDDLE, Profile("US", place, role=role)).you, wages[0])
    # 1 nation, 53 states; coders in 506 of 528 areas, billers in 524, managers and compliance officers in 526.
    assert published == 54 + {"coder": 506, "biller": 524}.get(job, 526)


def test_an_employer_alone_is_what_was_published_of_the_industry() -> None:
    rows = [
        (JOBS[job], employer, row)
        for job, entry in oracle.JOBS.items()
        for employer, row in entry["employers"].items()
    ]
    for role, employer, row in rows:
        you = survey(MIDDLE, Profile("US", NATION, role=role, employer=employer)).you
        assert (you.narrowing, you.shown) == (None, None)
        assert_pays(you, row[:5])
    assert len(rows) == 71  # 18 industries for each job; no billers in federal government


def assert_pays(outcome: Outcome, wages: list[float]) -> None:
    for name, wage in zip(NAMES, wages, strict=True):
        assert getattr(outcome.pay, name) == pytest.approx(wage, rel=1e-12)
        assert half_up(getattr(outcome.pay, name), US.rounding) == half_up(wage, US.rounding)


@given(nowhere_else)
def test_in_the_nation_anyone_can_redo_it_by_hand(person: Profile) -> None:
    result = survey(SHIPPED, person)
    assume("typical" not in result.you.held)
    by_hand = result.occupation.nation.median * result.you.multiplier * result.growth
    assert result.you.pay.typical == pytest.approx(by_hand, rel=1e-9)


# Order, and limits


@pytest.mark.parametrize("role", [*JOBS.values(), "manager", "auditor"])
def test_quantiles_and_levels_rise_in_every_place(role: str | None) -> None:
    for place in PLACES:
        assert_ordered(survey(SHIPPED, Profile("US", place, ("CPC",), None, "hospital", role=role)))


@given(profiles)
def test_quantiles_and_levels_of_any_profile_rise(person: Profile) -> None:
    result = survey(SHIPPED, person)
    assert_ordered(result)
    assert 2 - 1e-9 <= result.you.percentile <= 98 + 1e-9


def assert_ordered(result: SurveyEstimate) -> None:
    wages = [wage * result.growth for wage in result.place.ranges[result.occupation.name].wages]
    # The 2nd and 98th percentile lie on the end lines: as far beyond the last points again as 1.272 of the last
    # step, (2.053749 - 1.281552) / (1.281552 - 0.674490).
    beyond = 0.7721973450257777 / 0.6070618053545186
    lowest = wages[0] * (wages[0] / wages[1]) ** beyond * (1 - 1e-9)
    highest = wages[4] * (wages[4] / wages[3]) ** beyond * (1 + 1e-9)
    for outcome in (*result.levels, result.you):
        assert list(outcome.pay) == sorted(outcome.pay)
        if (
            outcome.shown is not None or result.place != NATION
        ):  # what is published of an industry may lie beyond
            assert lowest <= outcome.pay.p10 <= outcome.pay.p90 <= highest
    for lower, upper in pairwise(result.levels):
        assert_pays_no_less(lower, upper)


def assert_pays_no_less(lower: Outcome, upper: Outcome) -> None:
    assert all(less <= more for less, more in zip(lower.pay, upper.pay, strict=True))


@given(profiles, st.floats(0, 60), st.floats(0, 60))
def test_more_years_never_pay_less(person: Profile, one: float, other: float) -> None:
    less, more = (survey(SHIPPED, person._replace(years=years)).you for years in sorted((one, other)))
    assert_pays_no_less(less, more)


@given(profiles, st.lists(st.sampled_from(FULL), min_size=2, unique=True))
def test_one_full_certification_more_never_pays_less(person: Profile, certs: list[str]) -> None:
    """Not so from none to the first: entry credentials such as CBCS pay less than the yardstick."""
    fewer, more = (survey(SHIPPED, person._replace(certs=tuple(held))).you for held in (certs[:-1], certs))
    assert fewer.pay.typical <= more.pay.typical
    assert fewer.percentile <= more.percentile


@given(profiles, st.sampled_from([name for name in FACTORS if name not in (EXPERIENCE, EMPLOYER)]), st.data())
def test_a_higher_multiplier_never_pays_less(person: Profile, name: str, data: st.DataObject) -> None:
    factor, lift = FACTORS[name], data.draw(st.floats(1, 1.5))
    value = data.draw(st.sampled_from(list(factor.values)))
    choice = factor.values[value]._replace(multiplier=factor.values[value].multiplier * lift)
    lifted = factor._replace(values={**factor.values, value: choice})
    richer = SHIPPED._replace(markets={"US": US._replace(factors={**FACTORS, name: lifted})})
    before, after = (survey(bands, person).you.pay.typical for bands in (SHIPPED, richer))
    assert before <= after * (1 + 1e-12)


@given(profiles, st.data())
def test_an_industry_that_pays_the_job_more_never_pays_less(person: Profile, data: st.DataObject) -> None:
    employers = person.occupation(US).employers
    pair = data.draw(st.lists(st.sampled_from(list(employers)), min_size=2, max_size=2))
    pair.sort(key=lambda employer: employers[employer].median)
    less, more = (survey(SHIPPED, person._replace(employer=employer)).you for employer in pair)
    assert less.pay.typical <= more.pay.typical * (1 + 1e-12)


# What facts do


@given(profiles, st.randoms())
def test_the_order_of_facts_does_not_matter(person: Profile, random: Any) -> None:
    shuffled = person._replace(certs=person.certs and tuple(random.sample(person.certs, len(person.certs))))
    names = random.sample(list(FACTORS), len(FACTORS))
    turned = SHIPPED._replace(markets={"US": US._replace(factors={name: FACTORS[name] for name in names})})
    assert_same(survey(SHIPPED, person), survey(turned, shuffled))


@given(profiles, st.sampled_from(YARDSTICKS))
def test_a_sure_fact_that_moves_nothing_changes_nothing(person: Profile, said: dict[str, Any]) -> None:
    assert_same(
        survey(SHIPPED, person._replace(**dict.fromkeys(said))), survey(SHIPPED, person._replace(**said))
    )


def assert_same(one: SurveyEstimate, other: SurveyEstimate) -> None:
    assert one.margin == pytest.approx(other.margin, rel=1e-12)
    for ours, theirs in zip((*one.levels, one.you), (*other.levels, other.you), strict=True):
        assert list(ours.pay) == pytest.approx(list(theirs.pay), rel=1e-12)
        assert (ours.shown is None) == (theirs.shown is None)
        if ours.shown is not None and theirs.shown is not None:
            assert (ours.narrowing, ours.shown) == pytest.approx((theirs.narrowing, theirs.shown), rel=1e-12)


@given(profiles)
def test_a_solid_fact_narrows_the_middle_half_in_position(person: Profile) -> None:
    """Being certified or not is the solid fact of the table."""
    unsaid, said = (survey(SHIPPED, person._replace(certs=certs)) for certs in (None, ()))
    assume("certified" in unsaid.occupation.counts and unsaid.you.shown is not None)
    assert (FACTORS["certified"].values["none"].evidence, said.you.shown is None) == ("solid", False)
    assert said.you.shown < unsaid.you.shown or said.you.shown == unsaid.you.shown == 1


@given(profiles)
def test_nothing_widens_beyond_the_whole_range(person: Profile) -> None:
    for outcome in (you := survey(SHIPPED, person)).levels, (you.you,):
        for each in outcome:
            assert (each.narrowing, each.shown) == (None, None) or (
                SHIPPED.narrowest <= each.narrowing <= each.shown <= 1
            )


# What is shown


@pytest.mark.parametrize("role", [*JOBS.values(), "manager"])
def test_two_equal_amounts_of_a_row_are_explained_in_every_place(role: str | None) -> None:
    for number, place in enumerate(PLACES):
        person = Profile("US", place, role=role)
        assert_explained(person)
        employers = list(person.occupation(US).employers)
        assert_explained(person._replace(employer=employers[number % len(employers)]))


@given(profiles)
def test_two_equal_amounts_of_any_row_are_explained(person: Profile) -> None:
    assert_explained(person)


def assert_explained(person: Profile) -> None:
    """No range has an end at its middle, unless a note says that it is held or what was published is equal."""
    result = survey(SHIPPED, person)
    notes = "; ".join(Notes(SHIPPED, result).all(NAMES))
    for outcome in (*result.levels, result.you):
        low, middle, high = (
            half_up(amount, US.rounding)
            for amount in (outcome.pay.low, outcome.pay.typical, outcome.pay.high)
        )
        name = outcome.level.name if outcome.level and outcome is not result.you else "you"
        if middle in (low, high):
            assert any(
                name in note and ("at the edge" in note or "amount twice" in note)
                for note in notes.split("; ")
            ), (person, name, notes)
