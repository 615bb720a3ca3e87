"""Steps that would raise pay: on paper, in agreement with the estimate, and nothing recommended on thin evidence."""

from collections.abc import Callable
from math import inf

import pytest
from hypothesis import given, settings
from people import SHIPPED, profiles
from program import answer, salary
from tables import TINY, profile, tiny_credentials

from coding_salary.decisions.boost import Boost, boost
from coding_salary.decisions.precedence import certified
from coding_salary.decisions.price import FREE, price_of
from coding_salary.formats import Format, render
from coding_salary.formats.symbols import Display
from coding_salary.model.estimate import estimate
from coding_salary.model.scale_position import promoted
from coding_salary.profile.profile import Profile
from coding_salary.report.boost import BoostReport
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import Credential, load_credentials
from coding_salary.table.side_tables import load_parities

FIELDS = ["step", "label", "gain_low", "gain", "gain_high", "cost", "cost_low", "cost_high", "cost_evidence"]
FIELDS += ["cost_yearly", "study_weeks", "months_to_break_even", "months_to_break_even_low", "net_five_years"]
FIELDS += [
    "evidence",
    "sources",
    "overlaps",
    "recommended",
    "comes_first",
    "waits_for",
    "reason",
    "gain_real",
]


def credentials_of(bands: Bands) -> dict[str, Credential]:
    return tiny_credentials(bands) if bands.path == str(TINY) else load_credentials(bands, bands.home)


CREDENTIALS = credentials_of(SHIPPED)


def steps_of(bands: Bands, *, moves: bool = False, **answers: str) -> dict[str, Boost]:
    levels = (lambda market: load_parities(market, bands.path)) if moves else None
    _, steps = boost(bands, profile(bands, **answers), credentials_of(bands), levels)
    return {f"{step.move.kind}={step.move.value}": step for step in steps}


def test_worked_by_hand(tiny: Bands) -> None:
    # Five years, ABC: 1.0 x 1.1 = 1.1, 44,000. TOP as the second: 1.1 x 1.05 x 1.1 = 1.2705, 50,820: 6,820 more.
    steps = steps_of(tiny, years="5", cert="ABC")
    top = steps["cert=TOP"]
    assert round(top.gain) == 6_820
    # What differs: before, one (reference) and ABC (fair): 0.04 x 44,000 = 1,760; after, two (fair 0.04) and TOP (assumed
    # 0.10) on 50,820: 2,032.8 and 5,082. The root of the squares is 5,749.4.
    assert top.margin == pytest.approx(5_749.4, abs=0.1)
    assert (top.evidence, top.recommended, top.overlaps) == ("assumed", False, ())
    # Its exam is 200 to 400 and what Other takes a year was not found: nothing can be said of when it pays back.
    assert (top.move.price, top.months_to_break_even(top.gain), top.net()) == (None, None, None)
    # A chief: 1.1 x 1.3 = 1.43, 57,200: 13,200 more, on weak evidence, covering ABC. TOP opens that role.
    chief = steps["role=chief"]
    assert round(chief.gain) == 13_200
    assert (chief.evidence, chief.overlaps, chief.move.wait.text) == ("weak", (), "asks for TOP")
    assert list(steps) == ["role=chief", "cert=TOP"]


def test_every_step_says_what_it_is_and_what_it_rests_on(tiny: Bands) -> None:
    # Five years, ABC: 1.1. Beta rises ln 2 where the nation rises ln 1.5: 40,000 x 1.1^(0.693147 / 0.405465) = 47,078.4. A
    # move to Alpha is 44,000 x 1.1 = 48,400: 1,321.6 more. Its margin is what the two places alone leave open, 4 % of the
    # first and 3 % of the second, of the mean and 1.5 times that of the median: sqrt(2,824.7^2 + 2,178^2) = 3,566.9.
    person = profile(tiny, years="5", cert="ABC", state="BB", role="coder")
    own, steps = boost(tiny, person, tiny_credentials(tiny), lambda _: {})
    assert own == estimate(tiny, person)
    told = {
        step.move.kind: (step.move[1:3], step.move.price, step.move.study_weeks, step.evidence, step.sources)
        for step in steps
    }
    assert told == {
        "state": (("AA", "move to Alpha"), None, None, "reference", ("census",)),
        "role": (("chief", "Chief"), FREE, None, "weak", ("club",)),
        "cert": (("TOP", "Top Coder"), None, None, "assumed", ("club",)),
    }
    move = next(step for step in steps if step.move.kind == "state")
    assert (move.gain, move.margin) == (pytest.approx(1_321.6, abs=0.1), pytest.approx(3_566.9, abs=0.1))
    assert move.move.after == profile(tiny, years="5", cert="ABC", state="AA", role="coder")
    # No price levels are published in Testland: nobody can say what the pay buys.
    assert move.worth == -inf
    assert not move.recommended
    assert "state" not in {step.move.kind for step in boost(tiny, person, {})[1]}


def test_what_comes_first_is_first_and_the_larger_gain_before_the_smaller(tiny: Bands) -> None:
    # Alpha, none, five years: 39,600. ABC 48,400; TOP 53,240; chief 51,480. Only a beginner is offered ABC-A.
    steps = steps_of(tiny, years="5", cert="none", state="AA")
    assert [(name, round(step.gain), step.first, step.recommended) for name, step in steps.items()] == [
        ("cert=ABC", 8_800, True, True),
        ("cert=TOP", 13_640, False, False),
        ("role=chief", 11_880, False, False),
    ]


def test_a_step_says_what_covers_it(tiny: Bands) -> None:
    # The chief counts 1.3 in the group, so neither certification does: ABC is a second one, 1.05.
    steps = steps_of(tiny, years="5", cert="TOP", role="chief")
    assert steps["cert=ABC"].overlaps == ("chief",)
    # Towards the chief TOP's own 1.1 is lost, and is named; ABC is 1 and nothing is lost with it.
    assert steps_of(tiny, years="5", cert="ABC,TOP")["role=chief"].overlaps == ("TOP",)


def test_what_a_degree_costs_is_not_counted() -> None:
    degrees = [step.move for name, step in steps_of(SHIPPED).items() if name.startswith("education")]
    assert degrees
    assert {move.price for move in degrees} == {None}


def test_the_price_of_the_first_and_of_more(tiny: Bands) -> None:
    market, credentials = tiny.markets["XX"], tiny_credentials(tiny)
    # From none: the exam, 300 to 500, and dues of 90 and 10 for renewal a year, as any of the Guild: 400 to 600 in the
    # first year, 800 to 1,000 in five. In the middle 500: a gain of 8,000 pays it in 0.75 months; 40,000 - 900 = 39,100.
    abc = steps_of(tiny, years="5", cert="none")["cert=ABC"]
    assert round(abc.gain) == 8_000  # 44,000 - 36,000
    assert abc.move.price is not None
    assert (abc.move.price.first_year, abc.move.price.over(5), abc.move.study_weeks) == (
        (400, 600),
        (800, 1000),
        10,
    )
    assert abc.months_to_break_even(abc.gain) == pytest.approx(0.75)
    assert round(abc.net() or 0) == 39_100
    # To somebody who already holds one of the Guild it keeps 20 more a year.
    again = price_of(market, credentials, ("ABC-A",), "ABC-A")
    assert again is not None
    assert again.first_year == (0, 0)
    further = price_of(
        market, {**credentials, "OTH": credentials["ABC"]._replace(name="OTH")}, ("OTH",), "ABC"
    )
    assert further is not None
    assert (further.yearly, further.evidence) == ((20, 20), "fair")


def test_what_removes_the_a_is_a_step_without_a_fee(tiny: Bands) -> None:
    market = tiny.markets["XX"]
    assert certified(market, ("ABC-A", "TOP"), "ABC") == ("TOP", "ABC")
    steps = steps_of(tiny, years="5", cert="ABC-A")
    step = steps["cert=ABC"]
    # 1.1 x 0.9 = 0.99, 39,600, becomes 1.1: 44,000. Still one certification.
    assert round(step.gain) == 4_400
    assert step.move.price is not None
    assert (step.move.price.first_year, step.move.label) == ((0, 0), "ABC-A to ABC: remove the A")
    assert (step.first, step.move.reason) == (True, "two years of work or a course")
    # An apprentice's certification is a way in, no step for who is in, or for whom the exam gives the full one.
    assert "cert=ABC-A" not in steps_of(tiny, years="1", cert="ABC")
    assert "cert=ABC-A" not in steps_of(tiny, years="1", cert="TOP")
    assert "cert=ABC-A" not in steps_of(tiny, years="5", cert="none")
    beginner = steps_of(tiny, years="1", cert="none")
    assert beginner["cert=ABC-A"].first
    assert "cert=ABC" not in beginner
    assert certified(market, ("ABC",), "ABC-A") == ("ABC",)
    assert certified(market, ("ABC", "TOP"), "ABC") == ("ABC", "TOP")


def test_a_gain_of_nothing_never_pays_a_fee_back_and_a_small_one_does(tiny: Bands) -> None:
    abc = steps_of(tiny, years="5", cert="none")["cert=ABC"]
    assert abc.months_to_break_even(0.0) is None
    assert abc.months_to_break_even(-1.0) is None
    assert abc.months_to_break_even(0.5) == 12 * 500 / 0.5


def test_nothing_is_recommended_that_the_evidence_cannot_carry() -> None:
    for answers in (
        {"cert": "CPC", "years": "5"},
        {"cert": "none"},
        {"cert": "CPC-A", "years": "1", "role": "auditor"},
    ):
        for step in steps_of(SHIPPED, moves=True, **answers).values():
            if step.recommended:
                assert step.evidence in ("reference", "solid", "fair")
                assert step.first or (step.worth > step.margin and not step.move.wait.text)
            assert step.gain > 0


def test_an_auditors_certificate_overlaps_with_the_auditors_job() -> None:
    assert steps_of(SHIPPED, cert="CPC", role="auditor")["cert=CPMA"].overlaps == ("auditor",)


@given(profiles)
@settings(max_examples=30)
def test_a_gain_is_the_difference_of_two_estimates(person: Profile) -> None:
    own, steps = boost(SHIPPED, person, CREDENTIALS, lambda market: load_parities(market, SHIPPED.path))
    assert own == estimate(SHIPPED, person)
    for step in steps:
        after = estimate(SHIPPED, promoted(SHIPPED, person, step.move.after))
        assert step.gain == pytest.approx(after.you.pay.typical - own.you.pay.typical)
        low, high = step.move.price.first_year if step.move.price else (0, 0)
        assert 0 <= low <= high
    order = [(not step.first, not step.recommended, -step.worth) for step in steps]
    assert order == sorted(order)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_golden(golden: Callable[[str, str], None], width: int) -> None:
    own, steps = boost(SHIPPED, profile(SHIPPED, cert="CPC-A", years="1", state="OH"), CREDENTIALS)
    golden(
        f"boost-{width}.table",
        render(BoostReport(SHIPPED, own, steps[:30]), Format.TABLE, Display(width)),
    )


# From the command line.


def test_json_has_the_fields_that_scripts_look_for() -> None:
    document = answer("boost -c CPC -y 5")
    assert all(list(step) == FIELDS for step in document["steps"])
    steps = {step["step"]: step for step in document["steps"]}
    # CPC at five years: M = 0.99167, 50,714. CPMA as the second: 0.957 becomes 1.074, and x 1.075: 61,183. The 10,469 more
    # are 10,469 x 1.0239^1.5 = 10,847 in November 2026. The exam is 425 to 499 and the dues are paid: 462 in the middle.
    best = steps["cert=CPMA"]
    assert (best["gain"], best["cost"], best["recommended"]) == (10_800, 462, True)
    # CCS adds no more than the number: 50,714 x (1.074/0.957 - 1) x 1.036063 = 6,424. 299 to 399 for the exam and 109 a year:
    # 458 in the middle; 12 x 458 / 6,424 = 0.9 months; 5 x 6,424 - 349 - 545 = 31,224.
    ccs = steps["cert=CCS"]
    told = [ccs[key] for key in ("gain", "cost", "months_to_break_even", "net_five_years", "recommended")]
    assert told == [6_400, 458, 0.9, 31_200, True]
    # A director earns 0.95 of the managers' median at the same years, with no say of CPC: 0.9785 x 0.95 x 123,860 = 115,136,
    # below the median by ln 0.929575 = 0.073028. Times 1.0344^1.5 = 1.052041, 121,128: 68,585 more than 52,543.
    assert steps["role=director"]["gain"] == 68_600


def test_moves_and_top() -> None:
    run = salary("boost -c CPC --include-moves --top 3 -f csv --fields step --no-header")
    assert len(run.out.splitlines()) == 3
    assert "\nstate=DC," in salary("boost -c CPC --include-moves -f csv").out
    assert "state=" not in salary("boost -c CPC -f csv").out


def test_without_certifications_said_it_says_what_is_left_out() -> None:
    run = salary("boost --years 5")
    assert run.code == 0
    assert "note: add --cert, or --cert none, for certification steps\n" in run.err
    assert "Certified" not in run.out


def test_the_screen_says_which_numbers_are_solid() -> None:
    lines = salary("boost -c CPC -y 5", COLUMNS="80").out.splitlines()
    assert len(lines) <= 24
    shown = " ".join(" ".join(lines).split())
    assert (
        shown.index("certification: CPMA +$10,800")
        < shown.index("COC or CRC")
        < shown.index("later: after 6 years")
    )
    assert "57 on weak evidence: --all shows every step" in shown
    assert "expect less from the step alone" in shown
    assert "analyst" in salary("boost -c CPC -y 5 --all").out


@pytest.mark.parametrize("person", ["-c none", "-c none -e hospital", "-c none -r biller", "-c CPC-A -y 0"])
def test_whole_names_fit_the_screen(person: str) -> None:
    screen = salary(f"boost {person}", COLUMNS="80").out
    assert screen.count("\n") <= 24
    assert "…" not in screen


def test_a_fee_earned_back_in_little_more_than_a_month_is_one_month() -> None:
    # CPC as a second certification: 684 in the middle, 12 x 684 / 6,500 = 1.26 months.
    screen = salary("boost -c RHIT", COLUMNS="80").out
    assert "$647 to $721, 1 month\n" in screen
    assert screen.count("\n") <= 24
    assert "1 month; goes with a coding course" in salary("boost -c RHIT --all", COLUMNS="200").out


def test_where_nothing_raises_pay_there_is_a_header_and_no_row() -> None:
    held = ("--cert", "ABC,TOP", "--years", "40", "--role", "chief", "--bands", str(TINY))
    done = salary("boost", *held, "-f", "csv")
    assert (done.code, done.out) == (0, ",".join(FIELDS) + "\n")
    assert salary("boost", *held, "-f", "jsonl").out == ""
    assert answer("boost", *held)["steps"] == []


def test_a_role_waits_for_its_usual_years_and_for_a_credential() -> None:
    """A director usually has ten years, and RHIA or RHIT: one of them alone is no advice yet."""
    waits = {
        (cert, years): steps_of(SHIPPED, cert=cert, years=years)["role=director"].move.wait.text
        for cert, years in (("CPC", "5"), ("CPC", "10"), ("RHIT", "5"), ("RHIT", "10"))
    }
    assert waits == {
        ("CPC", "5"): "asks for 10 years and RHIA or RHIT",
        ("CPC", "10"): "asks for RHIA or RHIT",
        ("RHIT", "5"): "usual after 10 years",
        ("RHIT", "10"): "",
    }


@pytest.mark.parametrize(
    ("held", "years", "never"),
    [
        ("CPC", "5", "CCA CBCS CMC CPC-A COC-A CCS-P CPC-P RMC NCICS"),
        ("CCS", "8", "CCA CCS-P CBCS CPC-A"),
        ("RHIA", "8", "RHIT CCA"),
        ("CPC-A", "1", "CPC-A COC-A COC CCA CBCS"),
        ("none", "0", "CPC COC CPC-P"),
        ("none", "5", "CPC-A COC-A"),
    ],
)
def test_nobody_is_offered_a_credential_lower_than_the_one_held(held: str, years: str, never: str) -> None:
    steps = steps_of(SHIPPED, cert=held, years=years)
    assert not {f"cert={cert}" for cert in never.split()} & steps.keys()


def test_a_beginner_is_told_to_get_certified_first_and_no_job_or_specialty_yet() -> None:
    steps = steps_of(SHIPPED, cert="none", years="0")
    assert next(iter(steps)) == "cert=CPC-A"
    ready = {name for name, step in steps.items() if step.recommended}
    assert {name.partition("=")[0] for name in ready} == {"cert", "employer"}
    for name in (
        "role=auditor",
        "role=manager",
        "specialty=inpatient",
        "cert=CPMA",
        "cert=CIRCC",
        "cert=RHIT",
    ):
        assert steps[name].move.wait.text, name


def test_a_degree_is_named_until_it_is_there() -> None:
    told = {
        degree: steps_of(SHIPPED, cert="CPC", years="5", education=degree)["cert=RHIT"].move.wait.text
        for degree in ("certificate", "associate")
    }
    assert told["certificate"].startswith("needs an associate degree in health information")
    assert told["associate"] == ""


def test_moves_are_ranked_by_what_the_pay_buys() -> None:
    # D.C. pays more than Texas, and its prices take the difference: what is left is counted at the nation's prices.
    steps = steps_of(SHIPPED, moves=True, cert="CPC", years="5")
    moves = [step for step in steps.values() if step.move.kind == "state"]
    assert all(step.real is not None for step in moves)
    levels = SHIPPED.home.price_levels
    assert levels is not None
    for step in moves:
        level, pay = levels.states.get(step.move.value), estimate(SHIPPED, step.move.after).you.pay.typical
        own = estimate(SHIPPED, profile(SHIPPED, cert="CPC", years="5")).you.pay.typical
        assert step.real == (pytest.approx(pay * 100 / level - own) if level else -inf)
