"""`salary mcp`: the commands as tools of an assistant."""

import gc
from importlib.util import find_spec

from coding_salary.cli.options import BANDS, command
from coding_salary.reading.errors import Problem, ProfileError


@command(BANDS)
def run(bands: str | None) -> None:
    """Serve an AI assistant (Model Context Protocol).

    Examples:
      salary mcp
      salary mcp --bands my-bands.yaml
    """
    if not find_spec("mcp"):
        raise ProfileError([Problem("this needs the package mcp: pip install 'coding-salary[mcp]'")])
    gc.enable()  # this lasts, unlike other runs
    from coding_salary.cli.tool_server import serve

    serve(bands)
