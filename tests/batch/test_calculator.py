"""The results of a row are those of `estimate` for the same profile, text for text."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import cycle, islice
from random import Random

import pytest

from coding_salary.batch.bulk import RESULTS, Calculator
from coding_salary.batch.row_profiles import BatchContext
from coding_salary.formats.records import Value, cell_text
from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money
from coding_salary.model.rows import level_rows
from coding_salary.numbers import half_up
from coding_salary.profile.answers import Answers, Raw
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL
from coding_salary.table.load import load
from coding_salary.table.market import Market
from coding_salary.table.places import Area
from coding_salary.table.side_tables import load_areas

COLUMNS = ("cert", "years", "state", "metro", "employer", "education", "role", "specialty", "remote", "as-of")
YEARS = ("", "0", "0.5", "1", "2", "2.5", "3", "4.99", "5", "7", "9", "9.5", "10", "14.5", "25", "40")


@cache
def areas_beside(path: str) -> list[Area]:
    bands = load(path)
    market = next(iter(bands.markets.values()))
    return load_areas(market, path) if market.areas else []


def calculator(bands: Bands, columns: Sequence[str], answers: Answers | None = None) -> Calculator:
    def areas(_: Market) -> list[Area]:
        return areas_beside(bands.path)

    places = {key: index for index, key in enumerate(columns)}
    return Calculator(BatchContext(bands, answers or {}, places, areas, piece, lambda: "2026-05", {}))


def piece(name: str, value: Value) -> str:
    return "\t" + cell_text(name, value)


def expected(bands: Bands, answers: dict[str, str], common: Answers | None = None) -> list[str]:
    """What the command `estimate` says of the person's own row, as cells."""
    said = {key: (Raw(text),) for key, text in answers.items() if text}
    kept = {
        key: value
        for key, value in (common or {}).items()
        if not (said.keys() & {"state", "metro"} and key in ("state", "metro"))
    }
    profile = read_profile(bands, {**kept, **said}, lambda _: areas_beside(bands.path))
    result = estimate(bands, profile)
    you, amount = result.you, Money(result.market).amount
    record = level_rows(result)[-1]._asdict() | {
        "level": you.level.name if you.level else None,
        "percentile": half_up(you.percentile, 0.1),
        "margin": amount(result.margin),
        "currency": result.market.currency,
        "error": None,
    }
    return [cell_text(name, record[name]) for name in RESULTS]


def people(bands: Bands, places: Sequence[dict[str, str]], seed: int) -> Iterator[dict[str, str]]:
    """Yield made-up people without end, going through the places again and again."""
    random = Random(seed)
    market = next(iter(bands.markets.values()))
    held = [
        name
        for name in market.factors[CREDENTIAL].values
        if name not in market.certifications or not market.certifications[name].becomes
    ]
    months = [""] * 5 + (["2025-05", "2026-02", "2026-11", "2027-01"] if market.wage_index else [])

    def value(factor: str) -> str:
        return random.choice(["", *market.factors[factor].values]) if factor in market.factors else ""

    for place in cycle(places):
        certs = random.sample(held, random.randrange(min(4, len(held))))
        person = {
            "cert": random.choice([random.choice(";+,").join(certs), "none", ""]),
            "years": random.choice(YEARS),
            "employer": value("employer"),
            "education": value("education"),
            "role": value("role"),
            "specialty": value("specialty"),
            "remote": random.choice(["", "yes", "no", "TRUE", "False"]),
            "as-of": random.choice(months),
        }
        yield {column: person.get(column, "") for column in COLUMNS} | place


def truth(person: dict[str, str]) -> dict[str, str]:
    remote = {"TRUE": "yes", "False": "no"}.get(person["remote"], person["remote"])
    return {**person, "remote": remote}


def check(
    bands: Bands, columns: Sequence[str], everybody: Sequence[dict[str, str]], common: Answers | None = None
) -> None:
    rows = [[person[column] for column in columns] for person in everybody]
    block = calculator(bands, columns, common).results([""] * len(rows), rows)
    assert not block.refused
    for person, result in zip(everybody, block.results, strict=True):
        said = {column: truth(person)[column] for column in columns}
        assert result.split("\t")[1:] == expected(bands, said, common), person


def everywhere(bands: Bands) -> list[dict[str, str]]:
    market = next(iter(bands.markets.values()))
    places: list[dict[str, str]] = [{"state": "", "metro": ""}]
    places += [{"state": code, "metro": ""} for code in market.states]
    places += [{"state": "", "metro": area.code} for area in areas_beside(bands.path)]
    places += [{"state": area.state, "metro": area.name} for area in areas_beside(bands.path)[::9]]
    return places


def test_every_place_of_the_shipped_table_with_many_people(shipped: Bands) -> None:
    places = everywhere(shipped)
    assert len(places) > 600
    check(shipped, COLUMNS, list(islice(people(shipped, places, 1), 20_000)))


def test_the_small_table(tiny: Bands) -> None:
    places = [{"state": "", "metro": ""}, {"state": "AA", "metro": ""}, {"state": "beta", "metro": ""}]
    columns = ("cert", "years", "state", "role", "remote")
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


def test_a_fine_step_of_rounding_is_still_exact(shipped: Bands) -> None:
    market = shipped.markets["US"]
    for step in (0.01, 0.25, 1.0, 250.0):
        bands = shipped._replace(markets={"US": market._replace(rounding=step)})
        check(bands, COLUMNS, list(islice(people(bands, everywhere(bands)[::40], 5), 400)))


def test_reasons_are_those_of_estimate_in_its_order(shipped: Bands) -> None:
    said = {
        "cert": "CPX",
        "years": "x",
        "state": "ZZ",
        "metro": "nowhere",
        "employer": "hospitl",
        "education": "phd",
        "role": "boss",
        "specialty": "x",
        "remote": "2",
        "as-of": "x",
    }
    block = calculator(shipped, COLUMNS).results(
        ["", "", ""], [[""] * 10, list(said.values()), list(said.values())]
    )
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
