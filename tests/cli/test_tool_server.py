"""`salary mcp`, spoken to by the protocol's own client."""

from typing import Any

import pytest
from program import SALARY, environment, loaded, salary

from coding_salary.cli.commands import mcp as command
from coding_salary.cli.tools import TOOLS, schema

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("estimate", {"cert": ["CPC"], "years": 5, "state": "OH"}),
    ("estimate", {"cert": ["CPX"], "bands": "/etc/passwd"}),
    ("compare", {}),
    ("estimates", {}),
]


@pytest.fixture(scope="module")
def spoken() -> tuple[list[Any], list[Any]]:
    """Start the program once and return its tools, and what it answers to the calls."""
    mcp = pytest.importorskip("mcp", reason="mcp is not installed, so no assistant was served")
    anyio = pytest.importorskip("anyio")
    client = pytest.importorskip("mcp.client.client")

    async def talk() -> tuple[list[Any], list[Any]]:
        program = mcp.StdioServerParameters(command=str(SALARY), args=["mcp"], env=environment())
        async with client.Client(program) as assistant:
            tools = (await assistant.list_tools()).tools
            return tools, [await assistant.call_tool(name, said) for name, said in CALLS]

    found: tuple[list[Any], list[Any]] = anyio.run(talk)
    return found


def test_it_offers_its_tools_as_ones_that_only_read(spoken: tuple[list[Any], list[Any]]) -> None:
    tools, _ = spoken
    assert [tool.name for tool in tools] == list(TOOLS)
    for tool in tools:
        assert tool.input_schema == schema(tool.name)
        assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)


def test_it_answers_and_errs(spoken: tuple[list[Any], list[Any]]) -> None:
    answered, *refused = spoken[1]
    assert not answered.is_error
    assert answered.structured_content["you"]["typical"] == 52500
    assert "oews-2025" in [source["id"] for source in answered.structured_content["sources"]]
    assert all(result.is_error for result in refused)
    unusable, *others = [result.content[0].text for result in refused]
    assert "estimate takes no argument 'bands'" in unusable
    assert others == [
        "say what to compare, such as cert=none,CPC or state; or give two --profile files",
        "no tool is called 'estimates': did you mean estimate?",
    ]


def test_without_its_package_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    run = salary("mcp")
    assert (run.code, run.out) == (2, "")
    assert run.err == "error: this needs the package mcp: pip install 'coding-salary[mcp]'\n"


def test_no_other_command_loads_it() -> None:
    assert not {"mcp", "pydantic", "anyio"} & loaded("estimate", "--cert", "CPC")
