"""Plans year by year: on paper, in agreement with the estimate, and from the command line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import SHIPPED, profiles
from program import answer, salary
from tables import TINY, profile, tiny_credentials

from coding_salary.decisions.path import Crossover, Plan, Step, Year, crossovers, follow
from coding_salary.decisions.plan import NOW, THE_PLAN, PlanReader, with_usual
from coding_salary.formats import Format, render
from coding_salary.formats.symbols import Display
from coding_salary.model.estimate import estimate
from coding_salary.profile.answers import Raw
from coding_salary.profile.profile import Profile
from coding_salary.reading.errors import ProfileError
from coding_salary.report.path import PathReport
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import load_credentials


def plan(bands: Bands, name: str, until: int, *steps: str, **answers: str) -> Plan:
    said = {key: (Raw(text),) for key, text in answers.items()}
    read = PlanReader(bands, said, until, lambda _: []).steps([Raw(step) for step in steps])
    credentials = tiny_credentials(bands) if bands.path == str(TINY) else load_credentials(bands, bands.home)
    person = profile(bands, **answers)
    steps_of_years = with_usual(bands.home, person, read, until)
    return Plan(name, tuple(follow(bands, person, credentials, steps_of_years, until)))


def test_worked_by_hand(tiny: Bands) -> None:
    # Testland, none: 0.9. Years 0, 1, 2: 0.8, 0.84, 0.88: 28,800, 30,240, 31,680. With ABC in year 1, 1.1 in place of
    # 0.9: 36,960 and 38,720. The exam is 400 in the middle and keeping it 100 a year: 500 in year 1, 100 in
    # year 2.
    years = plan(tiny, "p", 2, "1:+abc", cert="none", years="0").years
    assert [round(year.estimate.you.pay.typical) for year in years] == [28_800, 36_960, 38_720]
    assert [year.cost for year in years] == [0, 500, 100]
    assert [round(year.total) for year in years] == [28_800, 65_260, 103_880]
    assert [year.steps for year in years] == [(), ("1:+abc",), ()]
    # What the issuer of TOP takes a year was not found, so that nothing of it is counted.
    years = plan(tiny, "p", 1, "0:+ABC", "1:+TOP", "1:role=chief", cert="none", years="0").years
    assert [year.cost for year in years] == [500, 100]
    assert years[1].unknown == ("TOP",)
    # 0.84 x 1.1 x 1.05 x 1.3, the chief covering both: 1.26126 x 40,000.
    assert round(years[1].estimate.you.pay.typical) == 50_450


@pytest.mark.parametrize(
    ("person", "step", "early"),
    [
        ("-c none -y 0", "1:role=director", "asks for 10 years and RHIA or RHIT"),
        ("-c CPC-A -y 0", "1:+CPMA", "first remove the A"),
        ("-c CPC -y 1", "1:role=auditor", "usual after 6 years"),
        ("-c CPC -y 5", "1:role=auditor", ""),  # six years by then
        ("-c CPC -y 5", "1:specialty=inpatient", ""),
    ],
)
def test_a_step_that_comes_early_is_taken_with_a_note(person: str, step: str, early: str) -> None:
    notes = answer(f"path {person} --until 2 --plan {step}")["notes"]
    said = f"year {step.replace(':', ', ')}: "
    assert [note for note in notes if note.startswith("year 1")] == ([f"{said}{early}"] if early else [])
    shown = salary("path", *person.split(), "--plan", step, COLUMNS="80").out
    assert (f"  But {said}{early}\n" in shown) == bool(early)


def test_what_removes_the_a_costs_nothing(tiny: Bands) -> None:
    years = plan(tiny, "p", 1, "1:+ABC", cert="ABC-A", years="0").years
    assert [year.cost for year in years] == [0, 0]
    assert years[1].estimate.profile.certs == ("ABC",)


def test_a_plan_that_costs_first_crosses_over_later(tiny: Bands) -> None:
    # A step down for a year and up from then on: behind in year 0, ahead by year 2.
    up = plan(tiny, "up", 4, "0:role=coder", "1:role=chief", cert="none", years="5", state="AA")
    now = plan(tiny, "now", 4, cert="none", years="5", state="AA")
    dear = up._replace(years=tuple(year._replace(total=year.total - 20_000) for year in up.years))
    # A chief earns 0.3 of 39,600 and more, over 11,880 a year: 20,000 are made good in the second year.
    assert crossovers([now, dear]) == [Crossover("up", "now", 2)]
    assert crossovers([now, up]) == []
    assert crossovers([now, now]) == []


def test_what_is_held_already_costs_nothing_more(tiny: Bands) -> None:
    market, held = tiny.markets["XX"], profile(tiny, cert="ABC,TOP")
    step, credentials = Step(1, "1:+ABC", cert="ABC"), tiny_credentials(tiny)
    prices = [
        step.price(market, credentials, held._replace(certs=certs)) for certs in (("ABC",), ("TOP",), None)
    ]
    assert [price and price.first_year for price in prices] == [(0, 0), (400, 600), (400, 600)]


@pytest.mark.parametrize(
    ("years", "steps", "certs"),
    [
        ("0", (), ["ABC-A", "ABC-A", "ABC", "ABC"]),  # two years of work are there in year 2
        ("0.5", (), ["ABC-A", "ABC-A", "ABC", "ABC"]),
        ("1", (), ["ABC-A", "ABC", "ABC", "ABC"]),
        ("1", ("3:cert=ABC",), ["ABC-A", "ABC-A", "ABC-A", "ABC"]),  # planned for later
        ("9", (), ["ABC-A", "ABC-A", "ABC-A", "ABC-A"]),  # kept for years: nobody can say when it goes
    ],
)
def test_the_a_goes_at_the_usual_time(
    tiny: Bands, years: str, steps: tuple[str, ...], certs: list[str]
) -> None:
    followed = plan(tiny, "p", 3, *steps, cert="ABC-A", years=years).years
    assert [year.estimate.profile.certs for year in followed] == [(cert,) for cert in certs]


def test_crossovers_are_in_the_order_of_the_years_and_a_tie_is_none(tiny: Bands) -> None:
    now = plan(tiny, "now", 3, years="5")

    def made(name: str, *totals: float) -> Plan:
        return Plan(name, tuple(year._replace(total=t) for year, t in zip(now.years, totals, strict=True)))

    slow, quick = made("a slow start", 0, 10, 20, 50), made("quick", 10, 20, 40, 40)
    # Level in year 1, and ahead in year 2 only: what is as much has not passed.
    base = made("base", 5, 10, 30, 45)
    assert crossovers([slow, base]) == [Crossover("a slow start", "base", 3)]
    tie = made("tie", 0, 10, 31, 40)
    assert crossovers([tie, base]) == [Crossover("tie", "base", 2), Crossover("base", "tie", 3)]
    # By year, and not by name.
    late, early = made("a", 0, 0, 0, 99), made("z", 0, 99, 99, 99)
    assert [crossover.year for crossover in crossovers([late, early, base])] == [1, 3]
    assert crossovers([quick, base]) == [Crossover("base", "quick", 3)]


@given(profiles, st.integers(0, 20), st.integers(1, 30))
@settings(max_examples=30)
def test_without_steps_every_year_is_the_estimate(person: Profile, years: int, until: int) -> None:
    start = person._replace(years=float(years))
    path = list(follow(SHIPPED, start, {}, [], until))
    total = 0.0
    for year in path:
        expected = estimate(SHIPPED, start._replace(years=float(years + year.year)))
        assert year.estimate == expected
        total += expected.you.pay.typical
        assert (year.cost, year.total) == (0, pytest.approx(total))
    assert len(path) == until + 1


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (
            "2:CPMA",
            "cannot be read as a step: write it like 2:+CPMA or 6:employer=hospital, the year from now first",
        ),
        ("+CPMA", "cannot be read as a step"),
        ("-1:+CPMA", "cannot be read as a step"),
        ("x:+CPMA", "cannot be read as a step"),
        ("2:", "cannot be read as a step"),
        ("2:role=", "cannot be read as a step"),
        ("11:+CPMA", "is in year 11, after the last year of the path, 10"),
        ("2:+CPX", "unknown certification 'CPX': did you mean CPC or CPB?"),
        ("2:+none", "does not name one certification"),
        ("2:+CPC,CRC", "does not name one certification"),
        ("2:emplyer=hospital", "cannot plan 'emplyer': did you mean employer?"),
        ("2:years=9", "cannot plan 'years'"),
        ("2:role=boss", "unknown role 'boss'"),
        ("2:state=dakota", "matches several states"),
    ],
)
def test_a_wrong_step_is_refused(step: str, message: str) -> None:
    with pytest.raises(ProfileError) as caught:
        plan(SHIPPED, "p", 10, step, years="0")
    assert str(caught.value).startswith(f"'{step}': ")
    assert message in str(caught.value)


def test_a_move_takes_the_place_of_the_whole_old_one() -> None:
    years = plan(SHIPPED, "p", 1, "1:state=TX", years="0", state="OH").years
    assert [year.estimate.place.code for year in years] == ["OH", "TX"]


def report_of(tiny: Bands, *plans: tuple[str, list[tuple[float, float]]]) -> PathReport:
    """Return a report of plans made up of a pay and a fee for each year."""
    some = plan(tiny, "", 0, years="5").years[0]
    pay = some.estimate.you.pay

    def year(index: int, typical: float, cost: float) -> Year:
        you = some.estimate.you._replace(pay=pay._replace(typical=typical))
        return some._replace(year=index, estimate=some.estimate._replace(you=you), cost=cost)

    made = [Plan(name, tuple(year(i, *each) for i, each in enumerate(years))) for name, years in plans]
    return PathReport(tiny, tuple(made))


NOW_PAY = (NOW, [(40_000.0, 0.0)] * 4)


@pytest.mark.parametrize(
    ("years", "ahead", "back", "words"),
    [
        # 300 in year 1 and 500 more a year from then on: 200 ahead at once.
        ([(40_000, 0), (40_500, 300), (40_500, 0), (40_500, 0)], [0, 200, 700, 1200], 1,
         "The plan is $1,200 ahead by year 3 and has paid back its fees in year 1."),
        # 1,200 in year 1: -700, -200, and 300 ahead in year 3.
        ([(40_000, 0), (40_500, 1200), (40_500, 0), (40_500, 0)], [0, -700, -200, 300], 3,
         "The plan is $300 ahead by year 3 and has paid back its fees in year 3."),
        # Never: 2,000 cannot be earned back at 500 a year in three years.
        ([(40_000, 0), (40_500, 2000), (40_500, 0), (40_500, 0)], [0, -1500, -1000, -500], None,
         "The plan is $500 behind by year 3 and has not paid back its fees."),
        # Level is paid back; what costs nothing has nothing to pay back.
        ([(40_000, 0), (40_500, 1500), (40_500, 0), (40_500, 0)], [0, -1000, -500, 0], 3,
         "The plan comes to the same by year 3, fees paid."),
        ([(40_000, 0)] * 4, [0] * 4, None, "The plan comes to the same by year 3."),
        ([(40_000, 0), (39_000, 0), (40_000, 0), (41_500, 0)], [0, -1000, -1000, 500], None,
         "The plan is $500 ahead by year 3."),
    ],
)  # fmt: skip
def test_a_plan_is_compared_with_no_change(
    tiny: Bands, years: list[tuple[float, float]], ahead: list[float], back: int | None, words: str
) -> None:
    report = report_of(tiny, NOW_PAY, (THE_PLAN, years))
    course = report.courses[1]
    assert ([row.ahead for row in course], report.paid_back_in(course)) == (ahead, back)
    assert words in render(report, Format.PLAIN, Display())


def test_of_several_plans_the_best_is_named(tiny: Bands) -> None:
    slow, quick = [(40_000.0, 0.0)] * 3 + [(42_000, 0)], [(40_000.0, 0.0)] + [(43_000, 0)] * 3
    text = render(report_of(tiny, NOW_PAY, ("slow", slow), ("quick", quick)), Format.TABLE, Display(120))
    assert "quick is $9,000 ahead by year 3." in text
    last = next(line for line in text.splitlines() if line.startswith("year 3"))
    assert last.split()[2:5] == ["$40,000", "$42,000", "$43,000"]
    assert "slow       +$2,000 by year 3\n" in text
    assert "quick      +$9,000 by year 3\n" in text
    assert "○ if nothing changes   ● slow   ◆ quick" in text


def test_more_plans_than_marks_have_no_chart(tiny: Bands) -> None:
    plans = [(f"plan {number}", NOW_PAY[1]) for number in range(4)]
    text = render(report_of(tiny, NOW_PAY, *plans), Format.TABLE, Display(200))
    assert "○" not in text
    assert text.count("$40,000") == 20


def test_a_long_path_shows_years_at_even_distances_and_all_on_request() -> None:
    command = "path -c none -y 0 --until 30 --plan 4:+CPC"
    some, every = salary(command, COLUMNS="80").out, salary(f"{command} --all", COLUMNS="80").out

    def years(text: str) -> list[str]:
        return re.findall(r"^(?:▸ |  )(now|year \d+)", text, re.MULTILINE)

    assert years(some) == ["now", *(f"year {each}" for each in (4, 5, 10, 15, 20, 25, 30))]
    assert "Not shown   23 more years: add --all" in some
    assert years(every) == ["now", *(f"year {each}" for each in range(1, 31))]
    assert "Not shown" not in every
    assert len(some.splitlines()) <= 24


def test_what_comes_by_itself_is_told_from_what_is_planned() -> None:
    text = salary("path -c CPC-A -y 1 --until 3 --plan 2:role=manager", COLUMNS="120").out
    assert "Usual      year 1: CPC-A becomes CPC after 2 years of work, as usual\n" in text
    assert "Steps      year 2: role=manager\n" in text


@pytest.mark.parametrize("format", [format for format in Format if not format.page])
def test_golden_formats(golden: Callable[[str, str], None], format: Format) -> None:
    plans = (plan(SHIPPED, "the plan", 2, "1:+CPMA", cert="CPC", years="5"),)
    golden(f"path.{format}", render(PathReport(SHIPPED, plans), format, Display()))


# From the command line.


PEOPLE = (
    "-c CPC-A -y 1",
    "-c CCS -y 15 -r manager",
    "-c none -y 0",
    "--country UK -y 2",
    "-e va -c CPC -y 3",
)


@pytest.mark.parametrize("person", PEOPLE)
def test_what_boost_prints_can_be_planned(person: str) -> None:
    steps = [each["step"] for each in answer(f"boost {person}")["steps"]]
    first = {step.partition("=")[0]: step for step in steps}
    for key, step in first.items():
        assert answer(f"path {person} --until 2 --plan 1:{step}")["plans"][1]["years"][1]["steps"], key


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        ("2: + CPMA", "+CPMA"),
        ("2:cert=cpma", "cert=cpma"),
        ("2:certification: CPMA", "certification: CPMA"),
        ("2:role: Coding auditor", "role: Coding auditor"),
        ("2:employer: General or specialty hospital", "employer: General or specialty hospital"),
    ],
)
def test_a_step_is_read_as_people_write_it_and_as_boost_prints_it(step: str, shown: str) -> None:
    run = salary("path", "-c", "CPC", "-y", "5", "--plan", step, COLUMNS="100")
    assert f"  Steps      year 2: {shown}" in run.out
    assert run.code == 0


@pytest.mark.parametrize(
    ("command", "money", "note", "pays"),
    [
        # The scale in force since January 2026 is what is paid in November 2026; 54,400 in the money of May
        # 2025 is 56,400 there.
        ("-e va -c CPC -y 2 --plan 2:employer=hospital", "November 2026", "", (55_882, 56_400)),
        ("-e hospital -c CPC -y 2 --plan 2:employer=va", "November 2026", "", (56_400, 55_882)),
        (
            "-e hospital -c CPC -y 2 --plan 2:employer=va --as-of published",
            "May 2025",
            ": it is not moved to May 2025",
            (54_400, 55_882),
        ),
    ],
)
def test_onto_and_off_a_pay_scale_the_money_is_that_of_one_month(
    command: str, money: str, note: str, pays: tuple[int, int]
) -> None:
    document = answer(f"path {command} --until 2")
    assert tuple(plan["years"][2]["typical"] for plan in document["plans"]) == pays
    said = f"employer va pays by General Schedule 2026, in force since January 2026{note}"
    assert said in document["notes"]
    text = salary(f"path {command} --until 2", COLUMNS="100").out
    assert f"Money      of {money}, " in text
    assert "year 2 on: " in text
    # The difference of amounts as they are shown, and its sum.
    assert text.count(f"{pays[1] - pays[0]:+,}".replace("+", "+$").replace("-", "-$")) == 2


@pytest.mark.parametrize(
    ("person", "step"),
    [
        ("-c CPC -y 5", "+CERT"),
        ("-c CCS -y 15 -r manager", "role=ROLE"),
        ("--country AU -y 3", "role=ROLE"),
        ("-e va -c CPC -y 3", "role=ROLE"),
    ],
)
def test_without_a_plan_a_step_that_counts_is_named(person: str, step: str) -> None:
    run = salary(f"path {person} --until 3", COLUMNS="120")
    assert f"add --plan 1:{step} for a step\n" in run.out
    assert "entry" not in run.err


@pytest.mark.parametrize("width", ["20", "30", "40", "60", "80", "110", "200"])
def test_amounts_are_whole_at_every_width_and_a_default_fits_a_screen(width: str) -> None:
    document = answer("path -c CPC -y 5 --plan 2:+CPMA")
    text = salary("path -c CPC -y 5 --plan 2:+CPMA", COLUMNS=width).out
    assert all(f"${year['typical']:,}" in text for plan in document["plans"] for year in plan["years"])
    assert max(map(len, text.splitlines())) <= int(width)
    assert int(width) < 80 or len(text.splitlines()) <= 24


def test_totals_can_be_added_up_from_the_screen() -> None:
    document = answer("path -c none -y 0 --plan 1:+CPC")
    for each in document["plans"]:
        total = 0
        for year in each["years"]:
            total += year["typical"] - year["cost"]
            assert year["total"] == total


def test_weak_evidence_shows_in_the_years_that_rest_on_it() -> None:
    document = answer("path -c CPC -y 5 --plan 2:role=educator")
    assert [year["evidence"] for year in document["plans"][1]["years"][:3]] == ["fair", "fair", "weak"]
    text = salary("path -c CPC -y 5 --plan 2:role=educator", COLUMNS="120").out
    assert "Evidence   weak from year 2 on with the plan\n" in text


@pytest.mark.parametrize("steps", [("1:state=CA", "1:state=TX"), ("1:+CPC", "3:+CPC"), ("1:+CCS",)])
def test_steps_that_say_the_same_twice_are_refused(steps: tuple[str, ...]) -> None:
    with pytest.raises(ProfileError, match="is planned or true already: leave it out"):
        plan(SHIPPED, "p", 5, *steps, cert="CCS", years="0")


def test_plans_side_by_side_from_files(tmp_path: Path) -> None:
    (tmp_path / "slow.yaml").write_text("plan: ['5:+CPC']\n", encoding="utf-8")
    (tmp_path / "boss.yaml").write_text("name: the boss\nplan:\n  - 4:role=manager\n", encoding="utf-8")
    command = ("path", "-c", "none", "-y", "0", "--plan", "1:+CPC", "--vs", "slow.yaml", "--vs", "boss.yaml")
    document = answer(*command, cwd=tmp_path)
    assert [each["name"] for each in document["plans"]] == [
        "if nothing changes",
        "the plan",
        "slow",
        "the boss",
    ]
    (tmp_path / "bad.yaml").write_text("plan: ['5:+CPX']\n", encoding="utf-8")
    run = salary("path -y 0 --vs bad.yaml", cwd=tmp_path)
    assert (run.code, run.err) == (
        2,
        "error: bad.yaml:1:8: '5:+CPX': unknown certification 'CPX': did you mean CPC or CPB? Run 'salary list certs' to see all 56\nerror: found 1 problem\n",
    )
    (tmp_path / "odd.yaml").write_text("plans: []\n", encoding="utf-8")
    assert (
        "odd.yaml:1:1: plans: unknown key: use plan or name"
        in salary("path -y 0 --vs odd.yaml", cwd=tmp_path).err
    )
