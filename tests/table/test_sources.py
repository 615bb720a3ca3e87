"""The sources of a table: how old each is, and the figures that rest on it."""

import csv
from pathlib import Path

import pytest
from program import answer, salary, shown
from tables import TINY

from coding_salary.catalog.figures import figures, find, resting_on
from coding_salary.catalog.repairs import repairs
from coding_salary.catalog.sources import citation
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
    assert "when the table was released" not in run.out
    assert " age " not in run.out
    items = answer("sources --bands", str(TINY))["items"]
    assert [item["age_years"] for item in items] == [None, None]
    assert "age: " not in salary("sources club --bands", str(TINY)).out


def test_machine_formats_hold_everything() -> None:
    document = answer("sources")
    assert document["released"] == "2026-11-24"
    first = document["items"][0]
    about = ["id", "publisher", "title", "date", "age_years", "grade", "link", "accessed", "license"]
    assert list(first) == [*about, "figures"]
    assert (first["accessed"], first["license"]) == ("2026-11-21", "public domain")
    assert (first["id"], first["age_years"]) == ("oews-2025", 0.5)
    assert "markets.US.occupations.coder" in first["figures"]
    rows = list(csv.DictReader(salary("sources -f csv").out.splitlines()))
    assert [(row["id"], int(row["figures"])) for row in rows] == [
        (item["id"], len(item["figures"])) for item in document["items"]
    ]


def test_people_see_ages_and_whose_they_are() -> None:
    out = salary("sources").out
    assert "in years, in November 2026, when the table was released" in out
    for width in (20, 30, 40, 60, 80, 120, 200):
        text = salary("sources --width", str(width)).out
        assert max(map(len, text.splitlines())) <= width
        assert "figures" in text


def test_one_source_with_its_figures() -> None:
    run = salary("sources RCCB-CE -f plain")
    assert run.out == (
        "for: rccb-ce, Radiology Coding Certification Board\n"
        "title: CE acceptance policy\n"
        "date: undated\n"
        "grade: first hand\n"
        "link: https://rccb.org/continuing-education/ce-acceptance-policy\n"
        "accessed: 2026-11\n"
        "figures: 1 in this table\n"
        "markets.US.credentials.RCC, value: years 2, requires prerequisites that the board checks before the exam,"
        " usual 2 years of radiology coding, ceu 12 in 2 years, rule_evidence weak\n"
        "markets.US.credentials.RCC, evidence: weak\n"
        "markets.US.credentials.RCC, label: 2 years of radiology coding\n"
        "Next: salary bands show markets.US.credentials.RCC\n"
    )


def test_official_wages_also_stand_in_the_tables_beside() -> None:
    out = salary("sources oews-2025").out
    assert "53 in us_states.csv · 528 in us_areas.csv · " in out
    # 8 related jobs in the nation and its states, and in the areas; the nation, 53 states and 528 areas.
    assert "426 in us_careers.csv · 3,429 in us_careers_areas.csv · 582 in us_jobs" in out
    assert "32 in us_history.csv" in salary("sources oews-history").out
    assert "103 in us_consumer_prices.csv" in salary("sources cpi-u").out
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
        ("oews", "error: unknown source 'oews': did you mean oews-2025 or oews-history? (salary sources shows all 147)\n"),
        ("zzz", "error: unknown source 'zzz': use an id of this table (salary sources shows all 147)\n"),
        ("", "error: unknown source '': use an id of this table (salary sources shows all 147)\n"),
        ("\x1b[31m", "error: unknown source '\\x1b[31m': use an id of this table (salary sources shows all 147)\n"),
    ],
)  # fmt: skip
def test_an_unknown_source_ends_with_2(said: str, message: str) -> None:
    run = salary("sources", said)
    assert (run.code, run.out, run.err) == (2, "", message)


def test_list_sources_says_the_same() -> None:
    listed = answer("list sources")["items"]
    items = answer("sources")["items"]
    assert listed == [{key: item[key] for key in item if key != "figures"} for item in items]


@pytest.mark.parametrize(
    ("date", "accessed", "license", "link", "expected"),
    [
        ("2026-05-15", "2026-11-21", "CC BY 4.0", "https://a.org", "May 15, 2026. Accessed November 21, 2026. License: CC BY 4.0. https://a.org"),
        ("2026-05", "2026-11", "", "https://a.org", "May 2026. Accessed November 2026. https://a.org"),
        ("2013", "", "", "", "2013."),
        ("undated", "", "", "", "Undated."),
    ],
)  # fmt: skip
def test_a_citation_says_what_is_known(
    date: str, accessed: str, license: str, link: str, expected: str
) -> None:
    source = Source("id", "Club", "Pay, 2012", date, "grade", link, accessed, license)
    assert citation(source) == f'Club. "Pay, 2012." {expected}'


def test_a_source_is_cited_in_one_line_to_be_copied() -> None:
    run = salary("sources AI-2025 --cite")
    assert run.out.count("\n") == 1
    assert run.out.endswith(
        " October 17, 2025. Accessed November 2026. License: CC BY 4.0. https://arxiv.org/abs/2507.07935\n"
    )
    (item,) = answer("sources ai-2025 --cite")["items"]
    assert (item["id"], item["accessed"], item["citation"]) == ("ai-2025", "2026-11", run.out.rstrip("\n"))
    assert salary("sources --cite").out.count("\n") == 147


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("date: 2025-05, grade", "date: 2025-05, accessed: 2026, grade", "expected a day or a month such as 2026-11, found '2026'"),
        ("date: 2025-05, grade", "date: 2025-05, accessed: 2026-02-30, grade", "no calendar has the day 2026-02-30"),
    ],
)  # fmt: skip
def test_the_day_of_reading_is_one(tmp_path: Path, before: str, after: str, message: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(TEXT.replace(before, after), encoding="utf-8")
    with pytest.raises(TableError, match=message):
        load(str(path))


def test_what_to_mend_first_on_the_small_table(tmp_path: Path) -> None:
    # Weak are chief and the two of remote work on the club's survey of 2024, and `old`, on the census of 2025 and on an
    # undated note: it counts at the note, being the oldest. TOP is assumed, without any source.
    path = tmp_path / "own.yaml"
    text = TEXT.replace(
        "sources:\n", "sources:\n  note: {publisher: Me, title: Note, date: undated, grade: none}\n", 1
    )
    text = text.replace("evidence: weak, sources: [census]", "evidence: weak, sources: [census, note]")
    path.write_text(text, encoding="utf-8")
    items = answer("sources --weak --bands", str(path))["items"]
    assert [(item["id"], item["weak_figures"], item["lacks"]) for item in items] == [
        ("club", 3, ["link"]),
        (None, 1, []),
        ("note", 1, ["date", "link"]),
    ]
    assert items[0]["to_do"] == "link; newer figures for role chief, remote no and remote yes"
    assert items[1]["figures"] == ["markets.XX.factors.credential.values.TOP"]
    assert items[2]["to_do"] == "date; link; newer figures for experience points [1]"


def test_every_weak_figure_of_the_shipped_table_has_one_source_to_mend() -> None:
    table = read_table(default_path())
    found = figures(table.root)
    graded = [figure for figure in found if figure.path[-2:-1] != ("factors",)]
    weak = [figure.name for figure in graded if figure.evidence in {"weak", "assumed"}]
    mended = repairs(table.bands, found)
    assert sorted(figure.name for repair in mended for figure in repair.weak) == sorted(weak)
    incomplete = {
        id for id, source in table.bands.sources.items() if source.date == "undated" or not source.link
    }
    assert incomplete == {repair.source.id for repair in mended if repair.source and repair.lacks}
    counts = [len(repair.weak) for repair in mended]
    assert counts == sorted(counts, reverse=True)
    for width in (20, 40, 80, 120):
        out = salary("sources --weak --width", str(width)).out
        assert max(map(len, out.splitlines())) <= width


def test_weak_looks_at_all_sources() -> None:
    for flags in ("oews-2025 --weak", "--weak --cite"):
        run = salary(f"sources {flags}")
        assert (run.code, run.out) == (2, "")
        assert "--weak looks at all sources" in run.err


def test_every_source_was_read_and_no_internal_paper_is_one(shipped: Bands) -> None:
    for source in shipped.sources.values():
        assert "2026-11" <= source.accessed <= shipped.released, source.id
        assert "founding" not in source.title.casefold()


def test_every_source_leads_to_a_figure_and_back() -> None:
    table = read_table(default_path())
    everything = figures(table.root)
    for id in table.bands.sources:
        rest = resting_on(everything, id)
        assert rest, id
        for figure in rest:
            assert any(id in found.sources for found in find(everything, figure.name)), figure.name


@pytest.mark.parametrize(
    "typed", ["sources", "sources --weak", "sources oews-2025", "bands show", "bands show credential"]
)
def test_a_terminal_of_24_lines_holds_it_and_a_pipe_gets_all_of_it(typed: str) -> None:
    for columns in (80, 120):
        lines = shown(columns, *typed.split(), NO_COLOR="1")[1].decode().splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= columns
        assert any("Not shown" in line and "add --all" in line for line in lines)
        assert any(line.startswith("  Next") for line in lines)
    assert "Not shown" not in salary(typed).out
