"""Stand-ins for modules: nothing is loaded by importing them, everything works when it is used."""

import subprocess
import sys

import pytest


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


BLOCK = """
import sys
from coding_salary.cli.deferred import deferred
with deferred("colorsys", "rgb_to_hsv"):
    {inside}
print("colorsys" in sys.modules)
{after}
"""


@pytest.mark.parametrize(
    ("inside", "after", "expected"),
    [
        ("import colorsys", "print(colorsys.rgb_to_hsv(1, 0, 0))", "False\n(0.0, 1.0, 1)"),
        ("from colorsys import rgb_to_hsv", "print(rgb_to_hsv(1, 0, 0), 'colorsys' in sys.modules)", "False\n(0.0, 1.0, 1) True"),
        ("from colorsys import hsv_to_rgb", "print(hsv_to_rgb(0, 1, 1))", "True\n(1, 0.0, 0.0)"),
        ("import colorsys", "print(colorsys.ONE_THIRD < 1)", "False\nTrue"),
        ("import colorsys", "import colorsys as real; print(real.ONE_SIXTH < 1, type(real).__name__)", "False\nTrue module"),
    ],
)  # fmt: skip
def test_a_module_is_loaded_when_it_is_used(inside: str, after: str, expected: str) -> None:
    assert run(BLOCK.format(inside=inside, after=after)) == expected


def test_a_module_that_is_loaded_already_is_left_alone() -> None:
    program = "import colorsys\n" + BLOCK.format(
        inside="import colorsys as inner", after="print(inner is colorsys)"
    )
    assert run(program) == "True\nTrue"


def test_what_typer_needs_rarely_still_works() -> None:
    program = (
        "import coding_salary.cli.app, typer.main, pathlib, platform, urllib.parse\n"
        "print(typer.main.platform.system() == platform.system(), pathlib.Path('/a b').as_uri())"
    )
    assert run(program) == "True file:///a%20b"


def test_what_typer_opens_a_browser_with_still_works() -> None:
    program = (
        "import coding_salary.cli.app, sys, typer, typer.main\n"
        "print('subprocess' in sys.modules, 'shutil' in sys.modules)\n"
        "print(typer.main.shutil.which('sh') is not None, typer.main.subprocess.Popen(['true']).wait())\n"
        "print(typer.get_terminal_size().columns > 0)"
    )
    assert run(program) == "False False\nTrue 0\nTrue"
