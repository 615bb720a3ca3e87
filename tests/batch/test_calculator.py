"""The results of a row are those of `estimate` for the same profile, text for text."""

from collections.abc import Mapping, Sequence
from itertools import islice

import pytest
from checks import cells_of
from crowd import COLUMNS, areas_beside, everywhere, people

from coding_salary.batch.bulk import Calculator
from coding_salary.batch.row_profiles import BatchContext
from coding_salary.formats.records import Value, cell_text
from coding_salary.model.estimate import SurveyEstimate, estimate
from coding_salary.model.result import Estimate
from coding_salary.profile.answers import Answers, Raw, answer
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.market import Market
from coding_salary.table.places import Area

TODAY = "2026-05"
SCALE = "an employer with a scale of its own"


def calculator(bands: Bands, columns: Sequence[str], answers: Answers | None = None) -> Calculator:
    def areas(_: Market) -> list[Area]:
        return areas_beside(bands.path)

    places = {key: index for index, key in enumerate(columns)}
    return Calculator(BatchContext(bands, answers or {}, places, areas, piece, lambda: TODAY, {}))


def piece(name: str, value: Value) -> str:
    return "\t" + cell_text(name, value)


def expected(
    bands: Bands, answers: Mapping[str, str], common: Answers | None = None
) -> Estimate | tuple[str, ...]:
    """What `estimate` says of answers as the flags would give them, or why it says nothing."""
    said = {key: (answer(key, text, lambda: TODAY),) for key, text in answers.items() if text}
    kept = {
        key: value
        for key, value in (common or {}).items()
        if not (said.keys() & {"state", "metro"} and key in ("state", "metro"))
    }
    try:
        return estimate(bands, read_profile(bands, {**kept, **said}, lambda _: areas_beside(bands.path)))
    except ProfileError as error:
        return tuple(problem.message for problem in error.problems)


def check(
    bands: Bands, columns: Sequence[str], everybody: Sequence[dict[str, str]], common: Answers | None = None
) -> set[tuple[str, bool, bool]]:
    """Compare every row; return in which jobs an industry's wages came whole, and answers counted for nothing."""
    rows = [[person[column] for column in columns] for person in everybody]
    block = calculator(bands, columns, common).results([""] * len(rows), rows)
    met = set()
    for index, (person, result) in enumerate(zip(everybody, block.results, strict=True)):
        found = expected(bands, {column: person[column] for column in columns}, common)
        if not isinstance(found, Estimate):
            assert block.refused[index] == found, person
            continue
        assert result.split("\t")[1:] == cells_of(found), person
        if isinstance(found, SurveyEstimate):
            met.add((found.occupation.name, found.you.shown is None, bool(found.idle)))
        else:
            met.add((SCALE, False, False))
    return met


def test_every_place_of_the_shipped_table_with_many_people(shipped: Bands) -> None:
    places = everywhere(shipped)
    assert len(places) > 600
    met = check(shipped, COLUMNS, list(islice(people(shipped, places, 1), 10_000)))
    # A coder's answers all count, a biller's but for the skill, a manager's but for all that certifies.
    # Whoever manages stands above or below the median, so that no employer is all that is said.
    assert met == {
        *((job, False, idle) for job in shipped.markets["US"].occupations for idle in (False, True)),
        *(("coder", True, False), ("biller", True, False), ("biller", True, True)),
        (SCALE, False, False),
    } - {("coder", False, True)}


def test_the_small_table(tiny: Bands) -> None:
    places = [{"state": "", "metro": ""}, {"state": "AA", "metro": ""}, {"state": "beta", "metro": ""}]
    columns = [column for column in COLUMNS if column in ("cert", "years", "state", "role", "remote")]
    check(tiny, columns, list(islice(people(tiny, places, 2), 6_000)))


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "metro"])
def test_one_column_alone_and_all_but_one(shipped: Bands, column: str) -> None:
    some = list(islice(people(shipped, everywhere(shipped)[:60], 3), 300))
    check(shipped, [column], some)
    check(shipped, [other for other in COLUMNS if other != column], some)


def test_what_is_said_for_every_row_fills_what_a_row_leaves_open(shipped: Bands) -> None:
    common = {
        "metro": (Raw("18140"),),
        "cert": (Raw("CPC"),),
        "role": (Raw("auditor"),),
        "years": (Raw("5"),),
        "as-of": (Raw("2026-02"),),
        "employer": (Raw("insurer"),),
    }
    some = list(islice(people(shipped, everywhere(shipped)[:60], 4), 1_000))
    for columns in (
        ["state"],
        ["cert", "specialty"],
        ["years"],
        ["employer"],
        ["role", "metro"],
        list(COLUMNS),
    ):
        check(shipped, columns, some, common)


def test_by_the_hour(shipped: Bands) -> None:
    hourly = shipped.shown_by("hour")
    check(hourly, COLUMNS, list(islice(people(hourly, everywhere(hourly)[::6], 6), 3_000)))


def test_a_fine_step_of_rounding_is_still_exact(shipped: Bands) -> None:
    market = shipped.markets["US"]
    # Not 0.01: at a cent the orders of multiplying may fall on either side of a half.
    for step in (0.05, 0.25, 1.0, 250.0):
        bands = shipped._replace(markets={"US": market._replace(rounding=step)})
        check(bands, COLUMNS, list(islice(people(bands, everywhere(bands)[::40], 5), 400)))


def test_an_employer_alone_rests_on_its_own_row(shipped: Bands) -> None:
    """The error that the factor has counts beside other facts: its power is a judgment, the row is published."""
    market = shipped.markets["US"]
    employer = market.factors["employer"]
    unsure = employer._replace(common=employer.common._replace(error=0.2))
    factors = {**market.factors, "employer": unsure}
    bands = shipped._replace(markets={"US": market._replace(factors=factors)})
    check(bands, ("employer", "years"), [{"employer": "hospital", "years": years} for years in ("", "5")])


def test_reasons_are_those_of_estimate_in_its_order(shipped: Bands) -> None:
    wrong = ("CPX", "x", "ZZ", "nowhere", "hospitl", "none at all", "boss", "x", "2", "x")
    said = dict(zip(COLUMNS, wrong, strict=True))
    block = calculator(shipped, COLUMNS).results(["", "", ""], [[""] * 10, list(wrong), list(wrong)])
    with pytest.raises(ProfileError) as caught:
        read_profile(
            shipped, {key: (Raw(text),) for key, text in said.items()}, lambda _: areas_beside(shipped.path)
        )
    assert block.refused == {
        index: tuple(problem.message for problem in caught.value.problems) for index in (1, 2)
    }
    assert len(block.refused[1]) == 10
    assert block.results[0]


def test_memory_of_texts_is_bounded(shipped: Bands) -> None:
    made = calculator(shipped, ("cert", "years"))
    rows = [[f"CPC{' ' * (number % 300)}", str(number % 97 / 4)] for number in range(60_000)]
    block = made.results([""] * len(rows), rows)
    assert len(block.results) == len(rows)
    assert all(len(part) <= part.most for part in made.parts)
    long = made.results(["", ""], [["CPC" + " " * 1_000_000, "5"], ["x" * 1_000_000, "5"]])
    assert long.results[0]
    assert list(long.refused) == [1]
    assert all(sum(map(len, key)) < 1_000 for part in made.parts for key in part)
