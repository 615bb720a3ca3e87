"""A server of the Model Context Protocol over standard input and output: the only module that knows it."""

import anyio
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from coding_salary import __version__
from coding_salary.cli.ending import UsageError
from coding_salary.cli.tools import TOOLS, Json, Tools, description, schema
from coding_salary.formats.records import json_lines
from coding_salary.reading.errors import SalaryError
from coding_salary.reading.words import listed, nearest, quoted
from coding_salary.table.load import load, table_path

INSTRUCTIONS = """Pay of medical coders and billers, from official wages and published surveys. Every \
answer has its sources, and table_sha256 says which table it comes from: say both when you quote a number. \
`list` shows the values that arguments take. An error says what is wrong and the way out."""
Context = ServerRequestContext[Json]


def serve(bands: str | None) -> None:
    """Answer from a table until standard input ends; raises TableError first when it cannot be used."""
    load(table_path(bands))  # a wrong table is said now, not in the first answer
    anyio.run(_serve, Tools(bands))


async def _serve(tools: Tools) -> None:
    async def list_tools(_context: Context, _asked: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=list(map(_tool, TOOLS)))

    async def call_tool(_context: Context, asked: CallToolRequestParams) -> CallToolResult:
        return _result(tools, asked.name, asked.arguments or {})

    server = Server(
        "salary",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _tool(name: str) -> Tool:
    only_reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    return Tool(name=name, description=description(name), input_schema=schema(name), annotations=only_reads)


def _result(tools: Tools, name: str, arguments: Json) -> CallToolResult:
    if name not in TOOLS:
        return _refused([f"no tool is called {quoted(name)}: {nearest(name, TOOLS, f'use {listed(TOOLS)}')}"])
    try:
        found = tools.answer(name, arguments)
    except SalaryError as error:
        return _refused(list(map(str, error.problems)))
    except UsageError as error:
        return _refused([str(error)])
    return CallToolResult(content=[TextContent(text=json_lines([found]).rstrip())], structured_content=found)


def _refused(problems: list[str]) -> CallToolResult:
    text = TextContent(text="\n".join(problems))
    return CallToolResult(content=[text], structured_content={"problems": problems}, is_error=True)
