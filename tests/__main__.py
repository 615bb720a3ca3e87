"""The whole check, in one command: `python tests` runs ruff, mypy and pytest of the same environment.

-P keeps the checkout off the path, so that the installed package is what is tested.
"""

import subprocess
import sys
from pathlib import Path

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("mypy", "tests/tools/refresh"),
    ("mypy", "tests/tools/attack"),
    ("mypy", "tests/tools/backtest"),
    ("mypy", "tests/tools/describe"),
    ("mypy", "tests/tools/rival"),
    # The tests share nothing, and more workers than that would wait for memory.
    ("pytest", "-q", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"),
)

root = Path(__file__).resolve().parent.parent
for check in CHECKS:
    print("$", *check, flush=True)
    code = subprocess.run([sys.executable, "-P", "-m", *check], cwd=root, check=False).returncode
    if code:
        sys.exit(code)
