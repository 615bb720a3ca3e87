"""The sources of a table: how old each is, and the figures that rest on it."""

import csv
from pathlib import Path

import pytest
from program import answer, salary
from tables import TINY

from coding_salary.catalog.figures import figures, find, resting_on
from coding_salary.reading.errors import TableError
from coding_salary.table.bands import Bands
from coding_salary.table.load import default_path, load, read_table
from coding_salary.table.sources import Source

TEXT = TINY.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("date", "day", "age"),
    [
        ("2026-05-15", "2026-11-24", 0.5),
        ("2026-11", "2026-11-24", 0),
        ("2010-08-27", "2026-11-24", 16.3),  # 195 months
        ("2025-12", "2026-11-24", 0.9),
        ("2012", "2026-11-24", 14),
        ("2026", "2026-01-01", 0),
        ("2027-03", "2026-11-24", 0),
        ("undated", "2026-11-24", None),
        ("2012", "", None),
    ],
)
def test_an_age_is_as_exact_as_the_date(date: str, day: str, age: float | None) -> None:
    assert Source("id", "publisher", "title", date, "grade", "").age(day) == age


def released(tmp_path: Path, day: str) -> str:
    path = tmp_path / "released.yaml"
    path.write_text(TEXT.replace("version: tiny\n", f"version: tiny\nreleased: {day}\n"), encoding="utf-8")
    return str(path)


def test_a_table_may_say_when_it_was_released(tmp_path: Path, tiny: Bands) -> None:
    assert tiny.released == ""
    assert load(released(tmp_path, "2026-11-24")).released == "2026-11-24"


@pytest.mark.parametrize("day", ["2026", "2026-11", "2026-13-01", "undated", "21.11.2026", "[2026]"])
def test_a_release_is_a_whole_day(tmp_path: Path, day: str) -> None:
    with pytest.raises(TableError, match=r"expected a (day such as 2026-11-21|text)"):
        load(released(tmp_path, day))


def test_without_a_release_there_are_no_ages(tmp_path: Path) -> None:
    run = salary("sources --bands", str(TINY))
    assert run.code == 0
    assert "Ages are" not in run.out
    assert " age " not in run.out
    items = answer("sources --bands", str(TINY))["items"]
    assert [item["age_years"] for item in items] == [None, None]
    assert "age: " not in salary("sources club --bands", str(TINY)).out


def test_machine_formats_hold_everything() -> None:
    document = answer("sources")
    assert document["released"] == "2026-11-24"
    first = document["items"][0]
    assert list(first) == ["id", "publisher", "title", "date", "age_years", "grade", "link", "figures"]
    assert (first["id"], first["age_years"]) == ("oews-2025", 0.5)
    assert "markets.US.occupations.coder" in first["figures"]
    rows = list(csv.DictReader(salary("sources -f csv").out.splitlines()))
    assert [(row["id"], int(row["figures"])) for row in rows] == [
        (item["id"], len(item["figures"])) for item in document["items"]
    ]


def test_people_see_ages_and_whose_they_are() -> None:
    out = salary("sources").out
    assert "Ages are in years, those of November 2026, when the table was released." in out
    for width in (20, 30, 40, 60, 80, 120, 200):
        text = salary("sources --width", str(width)).out
        assert max(map(len, text.splitlines())) <= width
        assert "figures" in text


def test_one_source_with_its_figures() -> None:
    run = salary("sources MBMC -f plain")
    assert run.out == (
        "for: mbmc, Medical Billing and Medical Coding\n"
        "title: Certified professional coder apprentice, rules\n"
        "date: undated\n"
        "age: -\n"
        "grade: secondary, undated\n"
        "link: https://medicalbillingandmedicalcoding.com/certifiedprofessionalcoderapprentice.html\n"
        "figures: 2\n"
        "ages: Ages are in years, those of November 2026, when the table was released.\n"
        "markets.US.certifications.CPC-A, value: issuer AAPC, becomes CPC,"
        " by two years of experience, or one and 80 hours of coding education\n"
        "markets.US.certifications.COC-A, value: issuer AAPC, becomes COC,"
        " by two years of experience, or one and 80 hours of coding education\n"
        "more: salary bands show NAME shows all that a figure rests on.\n"
    )


def test_official_wages_also_stand_in_the_areas() -> None:
    assert (
        "53 more stand in us_states.csv.\n528 more stand in us_areas.csv.\n589 more stand in us_careers.csv.\n"
        in salary("sources oews-2025").out
    )
    assert "us_areas.csv" not in salary("sources aapc-2025").out


def test_one_source_in_json_and_csv() -> None:
    document = answer("sources irs-554")
    assert [item["id"] for item in document["items"]] == ["irs-554"]
    assert document["items"][0]["figures"] == ["markets.US.employer_costs.payroll-tax"]
    assert [(row["name"], row["value"], row["unit"]) for row in document["values"]] == [
        ("markets.US.employer_costs.payroll-tax.share", 0.0765, "of wages")
    ]
    out = salary("sources irs-554 -f csv --fields name,value --no-header").out
    assert out == "markets.US.employer_costs.payroll-tax.share,0.0765\n"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("oews", "error: unknown source 'oews': did you mean oews-2025 or oews-history? (salary sources shows all 48)\n"),
        ("zzz", "error: unknown source 'zzz': use an id of this table (salary sources shows all 48)\n"),
        ("", "error: unknown source '': use an id of this table (salary sources shows all 48)\n"),
        ("\x1b[31m", "error: unknown source '\\x1b[31m': use an id of this table (salary sources shows all 48)\n"),
    ],
)  # fmt: skip
def test_an_unknown_source_ends_with_2(said: str, message: str) -> None:
    run = salary("sources", said)
    assert (run.code, run.out, run.err) == (2, "", message)


def test_list_sources_says_the_same() -> None:
    listed = answer("list sources")["items"]
    items = answer("sources")["items"]
    assert listed == [{key: item[key] for key in item if key != "figures"} for item in items]


def test_every_source_leads_to_a_figure_and_back() -> None:
    table = read_table(default_path())
    everything = figures(table.root)
    for id in table.bands.sources:
        rest = resting_on(everything, id)
        assert rest, id
        for figure in rest:
            assert any(id in found.sources for found in find(everything, figure.name)), figure.name
