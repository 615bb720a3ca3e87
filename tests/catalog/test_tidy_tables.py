"""The table as data: what is exported, that it says what the program says, and that nothing is lost by it."""

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from description import TARGET, description
from pages import HELP, blocks
from program import salary
from tables import HERE, TINY

from coding_salary import compare, estimate

NATION, STATES = blocks(HELP / "data.md", "sql")
FACTS = "('experience', '5'), ('certified', 'yes'), ('credential_count', '1'), ('credential', 'CPC')"
# What is said of somebody, as the flags and as the facts that it comes to.
PEOPLE: list[tuple[dict[str, Any], str]] = [
    ({"cert": "CPC", "years": 5}, FACTS),
    ({"cert": "none", "years": 0}, "('experience', '0'), ('certified', 'none')"),
    (
        {"cert": "CPC-A", "years": 1, "education": "associate"},
        "('experience', '1'), ('certified', 'yes'), ('credential_count', '1'), ('credential', 'CPC-A'),"
        "('education', 'associate')",
    ),
    (
        {"cert": "CPC,CRC", "years": 12, "employer": "hospital", "specialty": "cardiology"},
        "('experience', '12'), ('certified', 'yes'), ('credential_count', '2'), ('credential', 'CPC'),"
        "('credential', 'CRC'), ('employer', 'hospital'), ('specialty', 'cardiology')",
    ),
    (
        {"cert": "CPMA", "years": 30, "role": "auditor", "remote": True, "education": "master"},
        "('experience', '30'), ('certified', 'yes'), ('credential_count', '1'), ('credential', 'CPMA'),"
        "('role', 'auditor'), ('remote', 'yes'), ('education', 'master')",
    ),
    (
        {"cert": "none", "years": 3, "employer": "physician-office"},
        "('experience', '3'), ('certified', 'none'), ('employer', 'physician-office')",
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the shipped table is exported both ways."""
    folder = tmp_path_factory.mktemp("data")
    for target in ("pay.sqlite", "pay/"):
        assert salary("bands export", target, cwd=folder).code == 0
    return folder


@pytest.fixture
def pay(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "pay.sqlite")) as connection:
        yield connection


def test_the_question_in_sql_is_answered_as_by_the_program(pay: sqlite3.Connection) -> None:
    assert pay.execute(NATION).fetchall() == [(estimate(cert="CPC", years=5).typical,)]


@pytest.mark.parametrize(("person", "facts"), PEOPLE, ids=[str(person) for person, _ in PEOPLE])
def test_sql_gives_the_typical_pay_of_every_state(
    pay: sqlite3.Connection, person: dict[str, Any], facts: str
) -> None:
    everywhere = STATES.replace(FACTS, facts).replace("SELECT name,", "SELECT place,").replace("LIMIT 5", "")
    expected = {row["state"]: row["typical"] for row in compare("state", **person).rows}
    assert len(expected) > 50
    assert dict(pay.execute(everywhere)) == expected


def test_sql_answers_for_another_job_too(pay: sqlite3.Connection) -> None:
    facts = "('experience', '4'), ('certified', 'yes'), ('credential_count', '1'), ('role', 'biller')"
    everywhere = STATES.replace(FACTS, facts).replace("'coder'", "'biller'").replace("LIMIT 5", "")
    expected = compare("state", cert="CPB", years=4, role="biller").rows
    assert sorted(typical for _, typical in pay.execute(everywhere)) == sorted(
        row["typical"] for row in expected
    )


def test_the_page_shows_what_the_query_gives(pay: sqlite3.Connection) -> None:
    lines = [f"| {name} | {typical:.0f} |" for name, typical in pay.execute(STATES)]
    assert "\n".join(lines) in (HELP / "data.md").read_text(encoding="utf-8")


def test_it_holds_every_figure_with_what_it_rests_on(pay: sqlite3.Connection) -> None:
    counted = salary("bands show -f csv --fields figures").rows()
    (named,) = pay.execute("SELECT count(DISTINCT figure) FROM figures").fetchone()
    assert named == sum(int(row["figures"]) for row in counted)
    cited = [row for (text,) in pay.execute("SELECT sources FROM multipliers") for row in text.split()]
    cited += [
        row for (row,) in pay.execute("SELECT source FROM figure_sources UNION SELECT source FROM wages")
    ]
    assert set(cited) <= {row for (row,) in pay.execute("SELECT source FROM sources")}
    found = pay.execute("SELECT text, unit, evidence FROM figures WHERE figure LIKE ? AND value = 'multiplier'",
                        ("%credential.values.CPMA",))  # fmt: skip
    assert found.fetchone()[1:] == ("times the median of the job", "fair")


def test_the_folder_holds_the_same_and_describes_it(folder: Path, pay: sqlite3.Connection) -> None:
    package = json.loads((folder / "pay" / "datapackage.json").read_text(encoding="utf-8"))
    tables = {resource["name"]: resource["schema"]["fields"] for resource in package["resources"]}
    for name, fields in tables.items():
        with (folder / "pay" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == [field["name"] for field in fields]
        assert pay.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (len(rows),)
        described = pay.execute("SELECT column_name FROM columns WHERE table_name = ?", (name,))
        assert [column for (column,) in described] == header


def test_the_csv_tables_stand_in_it_as_they_are(pay: sqlite3.Connection) -> None:
    assert pay.execute("SELECT coder_p50 FROM us_states WHERE code = 'OH'").fetchall() == [(50990,)]
    rests = "SELECT title FROM table_sources JOIN sources USING (source) WHERE table_name = 'us_price_levels'"
    assert [title[:22] for (title,) in pay.execute(rests)] == ["Regional Price Paritie"]


def test_a_csv_table_of_a_name_that_is_taken_gets_another(tmp_path: Path) -> None:
    own = (HERE / "guild.yaml").read_text(encoding="utf-8").replace("guild_pay.csv", "wages.csv")
    (tmp_path / "guild.yaml").write_text(own, encoding="utf-8")
    for file in HERE.glob("guild_*.csv"):
        (tmp_path / file.name.replace("guild_pay", "wages")).write_bytes(file.read_bytes())
    assert salary("bands export guild.sqlite --bands guild.yaml", cwd=tmp_path).code == 0
    with closing(sqlite3.connect(tmp_path / "guild.sqlite")) as guild:
        about = guild.execute("SELECT meaning, unit FROM columns WHERE column_name = 'step_1'").fetchall()
        assert guild.execute("SELECT count(*) FROM wages_file").fetchone() > (0,)
    # What the column means is known, and not in which money.
    assert about == [("Base pay at step 1, before locality pay", "")]


def test_a_small_table_by_hand(tmp_path: Path) -> None:
    salary("bands export tiny.sqlite --bands", str(TINY), cwd=tmp_path)
    with closing(sqlite3.connect(tmp_path / "tiny.sqlite")) as tiny:
        wages = tiny.execute("SELECT place, percentile, wage, round(height, 4) FROM wages LIMIT 3").fetchall()
    # ln(20000/40000) and ln(30000/40000), and the median itself
    assert wages == [("XX", 10, 20000, -0.6931), ("XX", 25, 30000, -0.2877), ("XX", 50, 40000, 0)]


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pay.sqlite").write_bytes(b"mine")
    (tmp_path / "pay").mkdir()
    (tmp_path / "pay" / "mine.txt").write_bytes(b"mine")
    for target in ("pay.sqlite", "pay"):
        refused = salary("bands export --bands", str(TINY), target, cwd=tmp_path)
        assert (refused.code, "--force" in refused.err) == (4, True)
        assert salary("bands export --force --bands", str(TINY), target, cwd=tmp_path).code == 0
    assert (tmp_path / "pay" / "mine.txt").read_bytes() == b"mine"
    assert (tmp_path / "pay.sqlite").read_bytes().startswith(b"SQLite format 3")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_table_that_is_read_is_never_written_over(tmp_path: Path) -> None:
    text = (HERE / "tiny.yaml").read_text(encoding="utf-8")
    own = tmp_path / "tiny.yaml"
    own.write_text(text, encoding="utf-8")
    (tmp_path / "wages.csv").symlink_to(own)
    refused = salary("bands export . --force --bands tiny.yaml", cwd=tmp_path)
    assert (refused.code, own.read_text(encoding="utf-8")) == (2, text)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tiny.yaml", "wages.csv"]


@pytest.mark.parametrize("target", ["-", "pay.csv", "pay.xlsx"])
def test_what_is_neither_a_database_nor_a_folder_is_refused(target: str, tmp_path: Path) -> None:
    refused = salary("bands export", target, cwd=tmp_path)
    assert (refused.code, ".sqlite" in refused.err, list(tmp_path.iterdir())) == (2, True, [])


def test_the_shipped_csv_tables_are_described(request: pytest.FixtureRequest) -> None:
    text = description()
    if request.config.getoption("--update-golden"):
        TARGET.write_text(text, encoding="utf-8")
    assert TARGET.read_text(encoding="utf-8") == text, "run: python tests/tools/describe"
    described = {resource["path"] for resource in json.loads(text)["resources"]}
    assert described == {path.name for path in TARGET.parent.glob("*.csv")}
    for resource in json.loads(text)["resources"]:
        sources = {source["id"]: source for source in resource.get("sources", ())}
        assert sources or re.search(r"(_words|_sources|headers)$", resource["name"])
