"""The commands as tools of an assistant: the same answers and errors, and no way to a file."""

import contextlib
import json
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import answer as answer_of
from program import salary

from coding_salary.cli.atomic_file import READ, WRITTEN
from coding_salary.cli.commands import MODULES
from coding_salary.cli.ending import UsageError
from coding_salary.cli.tools import MAX_ITEMS, TOOLS, Tools, description, schema
from coding_salary.reading.errors import SalaryError

SALARY = Tools(None)
ADDED = {"notes", "basis", "sources"}
ASKED: list[tuple[str, dict[str, Any], str]] = [
    ("estimate", {"cert": ["CPC"], "years": 5, "state": "OH"}, "estimate -c CPC -y 5 -s OH"),
    ("estimate", {"country": "UK", "years": 2.5}, "estimate --country UK --years 2.5"),
    ("estimate", {"cert": ["CPC"], "per": "hour"}, "estimate -c CPC --per hour"),
    ("estimate", {"remote": True, "real": True, "state": "OH"}, "estimate --remote --real -s OH"),
    ("compare", {"dimensions": ["cert=none,CPC"], "top": 1}, "compare cert=none,CPC --top 1"),
    ("compare", {"dimensions": ["country"], "currency": "USD"}, "compare country --in USD"),
    ("offer", {"amounts": ["54000"], "cert": "CPC,CRC"}, "offer 54000 -c CPC,CRC"),
    ("offer", {"amounts": "26/hr", "hours": 24}, "offer 26/hr --hours 24"),
    ("offer", {"amounts": ["54000", "35/hr,contractor"]}, "offer 54000 35/hr,contractor"),
    ("raise", {"pay": "23.50/hr", "raised": "3%"}, "raise 23.50/hr 3%"),
    ("boost", {"cert": ["CPC", "CRC"], "include_moves": True}, "boost -c CPC -c CRC --include-moves"),
    ("path", {"years": 5, "until": 2, "plan": ["1:+CPMA"]}, "path -y 5 --until 2 --plan 1:+CPMA"),
    ("careers", {"metro": "columbus, oh"}, "careers --metro columbus,oh"),
    ("raise", {"pay": 52000, "raised": "3%", "cert": ["CPC"]}, "raise 52000 3% -c CPC"),
    ("history", {"role": "biller"}, "history --role biller"),
    ("sources", {"id": "rpp-2024", "cite": True}, "sources rpp-2024 --cite"),
    ("list", {"kind": "metros", "state": "OH"}, "list metros -s OH"),
]


@pytest.mark.parametrize(("name", "arguments", "command"), ASKED, ids=[command for *_, command in ASKED])
def test_a_tool_answers_what_its_command_says(name: str, arguments: dict[str, Any], command: str) -> None:
    found = json.loads(json.dumps(SALARY.answer(name, arguments)))
    said = answer_of(command)
    assert {key: value for key, value in found.items() if key not in ADDED} == {
        key: value for key, value in said.items() if key not in ADDED
    }
    assert len(found["table_sha256"]) == 64
    assert all(source["title"] for source in found["sources"])
    assert found["sources"]
    assert bool(found["basis"]) == (name not in ("history", "sources", "list"))


@pytest.mark.parametrize(
    ("name", "arguments", "command"),
    [
        ("estimate", {"cert": ["CPX"], "years": 99, "state": "XX"}, "estimate -c CPX -y 99 -s XX"),
        ("offer", {"amounts": "24"}, "offer 24"),
        ("path", {"years": 5, "plan": ["soon"]}, "path -y 5 --plan soon"),
    ],
)
def test_it_errs_as_its_command_does(name: str, arguments: dict[str, Any], command: str) -> None:
    with pytest.raises(SalaryError) as caught:
        SALARY.answer(name, arguments)
    said = salary(command).err.splitlines()
    assert [f"error: {problem}" for problem in caught.value.problems] == said


def test_every_wrong_argument_is_said_at_once_with_the_way_out() -> None:
    with pytest.raises(SalaryError) as caught:
        SALARY.answer("path", {"until": 99, "remote": "yes", "plans": ["1:+CPC"], "cert": [5, "CPC"]})
    assert str(caught.value).splitlines() == [
        "until must be a whole number from 1 to 50, found '99'",
        "remote must be true or false, found 'yes'",
        "path takes no argument 'plans': did you mean plan?",
    ]
    with pytest.raises(SalaryError, match="the argument 'amounts' is missing: 54000, 26/hr"):
        SALARY.answer("offer", {})


@pytest.mark.parametrize("name", TOOLS)
def test_no_argument_names_a_file(name: str) -> None:
    taken = schema(name)["properties"]
    assert description(name)
    flags = import_module(f"coding_salary.cli.commands.{MODULES[name]}").run.flags
    files = {flag.name for flag in flags if "FILE" in (flag.metavar or "") or "file" in flag.help.casefold()}
    assert {"output", "bands"} <= files
    assert not taken.keys() & {*files, *READ, *WRITTEN}
    for key in ("profile", "bands", "output", "vs"):
        with pytest.raises(SalaryError, match=f"{name} takes no argument '{key}'"):
            SALARY.answer(name, {key: "/etc/passwd"})


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["CPC", "OH"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(data=st.data(), name=st.sampled_from(TOOLS))
def test_whatever_a_model_says_there_is_an_answer_or_a_way_out(data: st.DataObject, name: str) -> None:
    known = st.sampled_from([*schema(name)["properties"], "file"])
    arguments = data.draw(st.dictionaries(known, ANYTHING, max_size=4))
    with contextlib.suppress(SalaryError, UsageError):
        assert SALARY.answer(name, arguments)["table_sha256"]


def test_long_lists_are_cut_and_a_note_says_so() -> None:
    found = SALARY.answer("list", {"kind": "metros"})
    assert len(found["items"]) == MAX_ITEMS
    assert found["notes"] == ["only the first 100 of 528 are here: ask for less, or use the command"]
