"""The JSON Schemas: every output follows the one of its command, and a table's own readers make the one of tables."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pages import HELP
from program import answer, salary
from schemas import (
    COMMON,
    FOLDER,
    NAMES,
    OUTPUTS,
    PROFILE,
    TABLE,
    faults,
    name_of,
    page,
    schema,
    validator,
    written,
)
from table_schema import as_an_editor, table_schema, texts
from tables import broken, broken_tables

from coding_salary.reading.errors import Faults
from coding_salary.reading.yaml_file import parse

# One command line for each shape of output that no other test asks for.
COMMANDS = (
    "estimate -c CPC,CPMA -y 12 -s CA -r auditor --real",
    "estimate --country UK -y 3 --in USD",
    "estimate --country AU --posting",
    "estimate -e va -y 3 -s OH --what-if",
    "compare cert=none,CPC years=1,5 --levels",
    "compare state --real --top 3",
    "compare country --in USD",
    "offer 35/hr --contractor",
    "offer 30000 --country UK -y 3",
    "offer 24-28/hr --hours 45",
    "offer 54000 35/hr,contractor 62000,state=CA,pto=20",
    "raise 23.50/hr 3% -s OH --since 2024-05",
    "raise 30000 3% --country UK",
    "boost -e va",
    "path -c CPC -y 3 --plan 2:+CPMA",
    "careers -y 5 -s OH",
    "history --role biller",
    *(f"list {kind}" for kind in ("certs", "states", "metros", "employers", "education", "sources")),
    "list states --country UK",
    "list roles --country AU",
    "sources",
    "sources rpp-2024",
    "sources --weak",
    "sources --cite",
    "bands show",
    "bands show CPC",
    "bands diff tests/guild.yaml tests/isles.yaml",
    "batch tests/staff.csv --pay Salary --group-by Dept",
)
# What is missing shows in the form only together with what stands elsewhere in the table.
ELSEWHERE = {"evidence-nowhere", "rise-of-one-job", "state-without-a-job"}
FORM = ("unknown key", "is missing", "expected a number", "expected a mapping", "expected the name of a .csv")
FORM_OF = [
    name
    for name, slip in broken_tables().items()
    if name not in ELSEWHERE and any(words in slip["expect"] for words in FORM)
]


@pytest.mark.parametrize("typed", COMMANDS)
def test_an_output_follows_the_schema_of_its_command(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER.parents[1])
    assert isinstance(answer(typed), dict)


def test_every_output_has_a_schema_and_every_schema_an_output() -> None:
    assert {name_of(typed.split()) for typed in COMMANDS} == set(OUTPUTS) - {"batch"}


def test_the_results_of_a_row_follow_the_schema_of_batch(tmp_path: Path) -> None:
    (tmp_path / "people.jsonl").write_text('{"cert": "CPC", "years": 5}\n{"cert": "?"}\n{"country": "UK"}\n')
    lines = salary("batch people.jsonl", cwd=tmp_path).out.splitlines()
    for line in lines:
        row = {
            key: value for key, value in json.loads(line).items() if key not in ("cert", "years", "country")
        }
        assert not faults("batch", row)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_says_what_each_field_is(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == f"{written(schema(name))}\n"


def test_a_field_that_no_schema_names_is_found() -> None:
    document = answer("estimate")
    assert faults("estimate", document | {"new": 1}) == [
        "$: Additional properties are not allowed ('new' was unexpected)"
    ]
    assert faults("estimate", document | {"levels": [{}]})


def test_the_schema_of_tables_is_what_their_readers_ask_for(request: pytest.FixtureRequest) -> None:
    path, text = FOLDER / f"{TABLE}.json", f"{written(table_schema())}\n"
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", texts(), ids=lambda text: text[:20])
def test_a_valid_table_follows_its_schema(text: str) -> None:
    assert not faults(TABLE, as_an_editor(parse(text.encode(), "table", Faults())))


@pytest.mark.parametrize("name", FORM_OF)
def test_a_table_of_the_wrong_form_does_not(name: str, tmp_path: Path) -> None:
    path = broken(name, tmp_path)
    assert faults(TABLE, as_an_editor(parse(path.read_bytes(), str(path), Faults())))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("cert: [CPC, CPMA]\nyears: 5\nstate: OH\nremote: no\n", 0),
        ("cert: none\nas-of: published\nmetro: 18140\n", 0),
        ("certs: CPC\n", 1),
        ("years: [5]\n", 1),
        ("as-of: today\nas_of: today\n", 1),
    ],
)
def test_a_profile_file_follows_its_schema_or_does_not(text: str, count: int) -> None:
    found = faults(PROFILE, as_an_editor(parse(text.encode(), "profile", Faults())))
    assert len(found) == count


def test_the_topic_has_every_field_and_what_it_means(request: pytest.FixtureRequest) -> None:
    topic = HELP / "schemas.md"
    told = topic.read_text(encoding="utf-8").partition("## In most outputs")[0]
    if request.config.getoption("--update-golden"):
        topic.write_text(told + page(), encoding="utf-8")
    assert topic.read_text(encoding="utf-8") == told + page()


def test_the_shared_parts_are_all_used() -> None:
    used = "".join((FOLDER / f"{name}.json").read_text(encoding="utf-8") for name in NAMES)
    assert [part for part in schema(COMMON)["$defs"] if f"common.json#/$defs/{part}" not in used] == []
    assert validator(COMMON)
