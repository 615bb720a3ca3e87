"""Steps that would raise pay: on paper, in agreement with the estimate, and nothing recommended on thin evidence."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from people import SHIPPED, profiles
from program import answer, salary
from tables import TINY, profile

from coding_salary.decisions.boost import Boost, boost, certified, price_of
from coding_salary.formats import Format, render
from coding_salary.formats.symbols import Display
from coding_salary.model.estimate import estimate
from coding_salary.profile.profile import Profile
from coding_salary.report.boost import BoostReport
from coding_salary.table.bands import Bands

FIELDS = ["step", "label", "gain_low", "gain", "gain_high", "cost", "cost_yearly", "study_weeks"]
FIELDS += ["months_to_break_even", "months_to_break_even_low", "net_five_years", "evidence", "sources"]
FIELDS += ["overlaps", "recommended"]


def steps_of(bands: Bands, *, moves: bool = False, **answers: str) -> dict[str, Boost]:
    _, steps = boost(bands, profile(bands, **answers), moves=moves)
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
    # Its exam is 300 and what Other takes a year was not found: nothing can be said of when it pays back.
    assert (top.move.price.once, top.move.price.first_year, top.net()) == (300, None, None)
    # Ten years: 1.2 x 1.1 = 1.32, 52,800: 8,800 more, at no fee.
    years = steps["years=10"]
    assert round(years.gain) == 8_800
    assert (years.months_to_break_even(years.gain), round(years.net() or 0)) == (0, 44_000)
    # A chief: 1.1 x 1.3 = 1.43, 57,200: 13,200 more, on weak evidence, covering ABC.
    assert round(steps["role=chief"].gain) == 13_200
    assert (steps["role=chief"].evidence, steps["role=chief"].overlaps) == ("weak", ())
    assert list(steps) == ["role=chief", "years=10", "cert=TOP"]


def test_every_step_says_what_it_is_and_what_it_rests_on(tiny: Bands) -> None:
    # Five years, ABC: 1.1. Beta rises ln 2 where the nation rises ln 1.5: 40,000 x 1.1^(0.693147 / 0.405465) = 47,078.4. A
    # move to Alpha is 44,000 x 1.1 = 48,400: 1,321.6 more. Its margin is what the two places alone leave open, 4 % of the
    # first and 3 % of the second, of the mean and 1.5 times that of the median: sqrt(2,824.7^2 + 2,178^2) = 3,566.9.
    person = profile(tiny, years="5", cert="ABC", state="BB", role="coder")
    own, steps = boost(tiny, person, moves=True)
    assert own == estimate(tiny, person)
    told = {
        step.move.kind: (step.move[1:3], step.move.price, step.move.study_weeks, step.evidence, step.sources)
        for step in steps
    }
    assert told == {
        "state": (("AA", "move to Alpha"), (None, None), None, "reference", ("census",)),
        "role": (("chief", "Chief"), (0, 0), None, "weak", ("club",)),
        "years": (("10", "5 years more, which come by themselves"), (0, 0), None, "weak", ("census",)),
        "cert": (("TOP", "Top Coder"), (300, None), None, "assumed", ("club",)),
    }
    move = next(step for step in steps if step.move.kind == "state")
    assert (move.gain, move.margin) == (pytest.approx(1_321.6, abs=0.1), pytest.approx(3_566.9, abs=0.1))
    assert move.move.after == profile(tiny, years="5", cert="ABC", state="AA", role="coder")
    assert "state" not in {step.move.kind for step in boost(tiny, person, moves=False)[1]}


def test_what_is_recommended_comes_first_and_the_larger_gain_before_the_smaller(tiny: Bands) -> None:
    # Alpha, none, five years: 39,600. ABC 48,400; ABC-A 0.9 of it, 43,560; TOP 53,240; chief 51,480; ten years 47,520.
    steps = steps_of(tiny, years="5", cert="none", state="AA")
    assert [(name, round(step.gain), step.recommended) for name, step in steps.items()] == [
        ("cert=ABC", 8_800, True),
        ("cert=ABC-A", 3_960, True),
        ("cert=TOP", 13_640, False),
        ("role=chief", 11_880, False),
        ("years=10", 7_920, False),
    ]


def test_a_step_says_what_covers_it(tiny: Bands) -> None:
    # The chief counts 1.3 in the group, so neither certification does: ABC is a second one, 1.05.
    steps = steps_of(tiny, years="5", cert="TOP", role="chief")
    assert steps["cert=ABC"].overlaps == ("chief",)
    # Towards the chief TOP's own 1.1 is lost, and is named; ABC is 1 and nothing is lost with it.
    assert steps_of(tiny, years="5", cert="ABC,TOP")["role=chief"].overlaps == ("TOP",)


def test_where_no_years_are_said_or_no_point_is_left_years_are_no_step(tiny: Bands) -> None:
    assert not [name for name in steps_of(tiny, cert="none") if name.startswith("years")]
    assert not [name for name in steps_of(tiny, years="10") if name.startswith("years")]
    # At the first point itself the next one is the step, and not the point that is reached already.
    assert steps_of(tiny, years="0")["years=10"].move.label == "10 years more, which come by themselves"
    assert steps_of(tiny, years="9.5")["years=10"].move.label == "0.5 years more, which come by themselves"


def test_the_least_gain_is_a_step_and_what_a_degree_costs_is_not_known(tiny: Bands) -> None:
    # A ten-thousandth of a year short of the last point: 40,000 x 0.4 / 10 x 0.0001 = 0.16.
    person = profile(tiny)._replace(years=9.9999)
    gains = {step.move.kind: step.gain for step in boost(tiny, person, moves=False)[1]}
    assert gains["years"] == pytest.approx(0.16)
    degrees = [
        step.move
        for step in boost(SHIPPED, profile(SHIPPED), moves=False)[1]
        if step.move.kind == "education"
    ]
    assert degrees
    assert {move.price for move in degrees} == {(None, None)}


def test_the_price_of_the_first_and_of_more(tiny: Bands) -> None:
    market = tiny.markets["XX"]
    # From none: the exam, 400, and 100 a year: 500 in the first year, 900 in five; a gain of 8,000 - 900 = 39,100.
    abc = steps_of(tiny, years="5", cert="none")["cert=ABC"]
    assert round(abc.gain) == 8_000  # 44,000 - 36,000
    assert (abc.move.price.first_year, abc.move.price.over(5), abc.move.study_weeks) == (500, 900, 10)
    assert abc.months_to_break_even(abc.gain) == pytest.approx(0.75)  # 12 x 500 / 8,000
    assert round(abc.net() or 0) == 39_100
    # To somebody who already holds one of the Guild it keeps 20 more a year.
    assert price_of(market, ("ABC-A",), "TOP").once == 300
    assert price_of(market, ("TOP",), "ABC").yearly == 100


def test_what_removes_the_a_is_a_step_without_a_fee(tiny: Bands) -> None:
    market = tiny.markets["XX"]
    assert certified(market, ("ABC-A", "TOP"), "ABC") == ("TOP", "ABC")
    steps = steps_of(tiny, years="5", cert="ABC-A")
    step = steps["cert=ABC"]
    # 1.1 x 0.9 = 0.99, 39,600, becomes 1.1: 44,000. Still one certification.
    assert round(step.gain) == 4_400
    assert (step.move.price.first_year, step.move.label) == (0, "ABC-A to ABC: two years of work")
    # An apprentice's certification is a way in, no step for who is in, and adds nothing to what it becomes.
    assert "cert=ABC-A" not in steps_of(tiny, years="5", cert="ABC")
    assert "cert=ABC-A" not in steps_of(tiny, years="5", cert="TOP")
    assert "cert=ABC-A" in steps_of(tiny, years="5", cert="none")
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
                assert step.gain > step.margin
            assert step.gain > 0


def test_an_auditors_certificate_overlaps_with_the_auditors_job() -> None:
    assert steps_of(SHIPPED, cert="CPC", role="auditor")["cert=CPMA"].overlaps == ("auditor",)


@given(profiles)
@settings(max_examples=30)
def test_a_gain_is_the_difference_of_two_estimates(person: Profile) -> None:
    own, steps = boost(SHIPPED, person, moves=True)
    assert own == estimate(SHIPPED, person)
    for step in steps:
        after = estimate(SHIPPED, step.move.after)
        assert step.gain == pytest.approx(after.you.pay.typical - own.you.pay.typical)
    order = [(not step.recommended, -step.gain) for step in steps]
    assert order == sorted(order)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_golden(golden: Callable[[str, str], None], width: int) -> None:
    own, steps = boost(SHIPPED, profile(SHIPPED, cert="CPC-A", years="1", state="OH"), moves=False)
    golden(
        f"boost-{width}.table",
        render(BoostReport(SHIPPED, own, steps[:30]), Format.TABLE, Display(width)),
    )


@pytest.mark.parametrize("format", Format)
def test_golden_formats(golden: Callable[[str, str], None], format: Format) -> None:
    own, steps = boost(SHIPPED, profile(SHIPPED, cert="CPC", years="5"), moves=False)
    golden(f"boost.{format}", render(BoostReport(SHIPPED, own, steps[:6]), format, Display()))


# From the command line.


def test_json_has_the_fields_that_scripts_look_for() -> None:
    document = answer("boost -c CPC -y 5")
    assert all(list(step) == FIELDS for step in document["steps"])
    steps = {step["step"]: step for step in document["steps"]}
    # CPC at five years: M = 0.99167, 50,714. CPMA as the second: 0.957 becomes 1.074, and x 1.075: 61,183. The 10,469 more
    # are 10,469 x 1.0239^1.5 = 10,847 in November 2026. Its fee is not known.
    best = steps["cert=CPMA"]
    assert (best["gain"], best["cost"], best["recommended"]) == (10_800, None, True)
    # CCS adds no more than the number: 50,714 x (1.074/0.957 - 1) x 1.036063 = 6,424. 399 for the exam and 109 a year: 508;
    # 12 x 508 / 6,424 = 0.9 months; 5 x 6,424 - 399 - 545 = 31,174.
    ccs = steps["cert=CCS"]
    told = [ccs[key] for key in ("gain", "cost", "months_to_break_even", "net_five_years", "recommended")]
    assert told == [6_400, 508, 0.9, 31_200, True]
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
    shown = salary("boost -c CPC -y 5", COLUMNS="120").out
    assert (
        shown.index("recommended")
        < shown.index("CPMA")
        < shown.index("not recommended")
        < shown.index("analyst")
    )
    assert "It is not what the step causes." in " ".join(shown.split())
    assert "not known" in shown


@pytest.mark.parametrize("args", [("--cert", "CPX"), ("--top", "0"), ("extra",)])
def test_wrong_command_lines(args: tuple[str, ...]) -> None:
    run = salary("boost", *args)
    assert (run.code, run.out) == (2, "")


def test_where_nothing_raises_pay_there_is_a_header_and_no_row() -> None:
    held = ("--cert", "ABC,TOP", "--years", "40", "--role", "chief", "--bands", str(TINY))
    done = salary("boost", *held, "-f", "csv")
    assert (done.code, done.out) == (0, ",".join(FIELDS) + "\n")
    assert salary("boost", *held, "-f", "jsonl").out == ""
    assert answer("boost", *held)["steps"] == []


def test_a_role_waits_for_its_usual_years(shipped: Bands) -> None:
    """A director usually has ten years: at five it is no advice yet, at ten it is."""
    at_five, at_ten = (
        {
            step.move.value: step
            for step in boost(shipped, profile(shipped, cert="CPC", years=years), moves=False)[1]
        }
        for years in ("5", "10")
    )
    assert not at_five["director"].recommended
    assert (
        at_five["director"].move.label == "HIM or coding director; usually asks for 10 years and RHIA or RHIT"
    )
    assert at_ten["director"].recommended
    assert at_ten["director"].move.label == "HIM or coding director"
