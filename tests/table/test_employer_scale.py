"""The scale of one employer: its CSV tables, read whole with every fault, and only for those whom it pays."""

import shutil
from pathlib import Path

import pytest
from program import run_bytes, salary
from tables import HERE

from coding_salary.reading.errors import TableError
from coding_salary.table.load import load

TABLES = ("guild.yaml", "guild_pay.csv", "guild_localities.csv", "guild_areas.csv")


@pytest.fixture
def guild(tmp_path: Path) -> Path:
    for name in TABLES:
        shutil.copy(HERE / name, tmp_path)
    return tmp_path / "guild.yaml"


@pytest.mark.parametrize(
    ("name", "right", "wrong", "fault"),
    [
        (
            "guild_pay.csv",
            "G2,20000",
            "G1,20000",
            "guild_pay.csv:3:1: grade: 'G1' appears a second time: keep one of them",
        ),
        (
            "guild_pay.csv",
            "11000,12000",
            "11000,1200",
            "guild_pay.csv:2:1: step_3: pay rises with every step: 1200 follows 11000",
        ),
        (
            "guild_pay.csv",
            "G4,",
            "G3,",
            "guild_pay.csv:1:1: the grades G4 of crown have no pay here: add them",
        ),
        (
            "guild_pay.csv",
            ",step_3",
            "",
            "guild_pay.csv:1:1: expected the columns grade, step_1, step_2 and step_3",
        ),
        (
            "guild_localities.csv",
            "25.5",
            "255",
            "guild_localities.csv:3:1: percent: expected a percentage such as 1.9, found '255'",
        ),
        (
            "guild_localities.csv",
            "PORT",
            "REST",
            "guild_localities.csv:4:1: code: 'REST' appears a second time: keep one of them",
        ),
        (
            "guild_areas.csv",
            "CITY",
            "TOWN",
            "guild_areas.csv:2:1: locality: 'TOWN' stands in no other table: correct it",
        ),
        (
            "guild_areas.csv",
            "CC BB",
            "CC DD",
            "guild_areas.csv:4:1: states: 'DD' stands in no other table: correct it",
        ),
    ],
)
def test_a_wrong_table_is_told_with_its_place(
    guild: Path, name: str, right: str, wrong: str, fault: str
) -> None:
    path = guild.parent / name
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load(str(guild)).paying("XX", "crown")
    assert [str(problem).removeprefix(f"{guild.parent}/") for problem in caught.value.problems] == [fault]
    # Whoever is paid by another employer does not need it; the check of the table finds it.
    shop, crown, check = (
        salary(words, "--bands", str(guild))
        for words in ("estimate --employer shop", "estimate --employer crown", "bands check")
    )
    assert (shop.code, crown.code, check.code) == (0, 3, 3)
    assert fault in crown.err
    assert fault in check.err


def test_a_table_of_that_name_beside_ones_own_counts(guild: Path) -> None:
    path = guild.parent / "guild_pay.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("G2,20000", "G2,20500"), encoding="utf-8")
    scale = load(str(guild)).paying("XX", "crown").scale
    assert scale is not None
    assert scale.region_at("AA").pay("G2", 0) == 20_500 + 5_228  # 25.5 % are 5,227.5


def test_the_figures_of_its_tables_are_figures(guild: Path) -> None:
    shown = salary("bands show crown.pay.G2 --format csv", "--bands", str(guild)).rows()
    assert [(row["name"], row["value"], row["sources"], row["line"]) for row in shown] == [
        (f"markets.XX.scales.crown.pay.G2.step_{step}", pay, "pact", "3")
        for step, pay in ((1, "20000"), (2, "21000"), (3, "22000"))
    ]
    assert run_bytes("estimate", "-o", "guild_pay.csv", "--bands", "guild.yaml", cwd=guild.parent)[0] != 0
