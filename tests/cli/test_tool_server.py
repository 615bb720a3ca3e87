"""`salary mcp`, spoken to by the protocol's own client."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from program import SALARY, WATCHED, environment, loaded, salary

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

    # A worker of parallel tests has no standard error that a process could inherit.
    transport = pytest.importorskip("mcp.client.stdio").stdio_client

    async def talk() -> tuple[list[Any], list[Any]]:
        program = mcp.StdioServerParameters(command=str(SALARY), args=["mcp"], env=environment())
        async with client.Client(transport(program, errlog=errors)) as assistant:
            tools = (await assistant.list_tools()).tools
            return tools, [await assistant.call_tool(name, said) for name, said in CALLS]

    with Path(os.devnull).open("w", encoding="utf-8") as errors:
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


# The sockets that wake its own loop lead nowhere, and neither does what is written to a descriptor or to nothing.
OWN = re.compile(rf"socket\.(__new__|setsockopt|getsockname)\b|open (\d+|{os.devnull})$")
MODERN = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


def test_it_writes_nothing_and_speaks_to_nobody_else(tmp_path: Path) -> None:
    pytest.importorskip("mcp", reason="mcp is not installed, so no assistant was served")
    said = [{"name": name, "arguments": arguments, "_meta": MODERN} for name, arguments in CALLS]
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params})
        for number, params in enumerate(said)
    ]
    with subprocess.Popen(
        [sys.executable, "-c", WATCHED, "mcp"],
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.write("\n".join([*lines, ""]))
        server.stdin.flush()
        answers = [json.loads(server.stdout.readline()) for _ in lines]
        _, touched = server.communicate(timeout=60)  # the end of its input is the end of it
    assert sorted(answer["id"] for answer in answers) == [0, 1, 2, 3]
    others = [line for line in touched.splitlines() if not OWN.match(line)]
    assert (server.returncode, others, list(tmp_path.iterdir())) == (0, [], [])


def test_without_its_package_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    run = salary("mcp")
    assert (run.code, run.out) == (2, "")
    assert run.err == "error: this needs the package mcp: pip install 'coding-salary[mcp]'\n"


def test_no_other_command_loads_it() -> None:
    assert not {"mcp", "pydantic", "anyio"} & loaded("estimate", "--cert", "CPC")
