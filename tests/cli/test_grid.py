"""The terminal contract over the whole grid: format x width x pipe or terminal x colour x encoding."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
from program import run_bytes, shown

from coding_salary.formats import Format

WIDTHS = (20, 80, 200)
COLOURS = (
    ((), {}),
    (("--color", "always"), {}),
    (("--color", "never"), {"FORCE_COLOR": "1"}),
    ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
    ((), {"FORCE_COLOR": "1"}),
    ((), {"TERM": "dumb"}),
    ((), {"FORCE_COLOR": "0"}),
    ((), {"NO_COLOR": ""}),
)
ENCODINGS = ("utf-8", "ascii")
PERSON = ("estimate", "--cert", "CPC", "--years", "5", "--metro", "enid")
NOTE = b"note: no published wages for medical records specialists in Enid, OK; using Oklahoma\n"
# Low, typical and high in Oklahoma at z = -0.5983, -0.0348 and 0.5287 (tests/model/test_worked.py): 53,460 x 1.03606 = 55,388,
# x exp(-0.260495 x 0.88713) = 43,960; x exp(-0.260495 x 0.05160) = 54,648; x exp(0.133744 x 0.78388) = 61,510.
FIGURES = ("44000", "54600", "61500")
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def coloured(flags: tuple[str, ...], env: dict[str, str], terminal: bool) -> bool:
    """What the contract says: the flag beats the environment, NO_COLOR beats FORCE_COLOR."""
    if flags:
        return flags[-1] == "always"
    if env.get("NO_COLOR"):
        return False
    if forced := env.get("FORCE_COLOR"):
        return forced != "0"
    return terminal and env.get("TERM") != "dumb"


def check(
    format: Format, width: int, colour: tuple[tuple[str, ...], dict[str, str]], encoding: str, terminal: bool
) -> bytes:
    flags, env = colour
    arguments = (*PERSON, "--format", format, *flags)
    changes = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "GITHUB_ACTIONS": "true", **env}
    if terminal:
        code, out = shown(width, *arguments, "--quiet", **changes)
    else:
        code, out, err = run_bytes(*arguments, COLUMNS=str(width), **changes)
        assert err == NOTE
    assert code == 0
    text = out.decode("utf-8" if format.utf8 else encoding)
    expected = format is Format.TABLE and coloured(flags, env, terminal)
    assert ("\x1b" in text) == expected, (format, width, colour, encoding, terminal)
    bare = ESCAPES.sub("", text)
    assert set(FIGURES) <= set(re.findall(r"\d+", bare.replace(",", "") if not format.for_scripts else bare))
    if format is Format.TABLE:
        assert max(map(len, bare.splitlines())) <= width
    if encoding == "ascii" and not format.utf8:
        assert bare.isascii()
    return out


@pytest.mark.parametrize("format", Format)
def test_the_grid(format: Format) -> None:
    widths = WIDTHS if format is Format.TABLE else WIDTHS[::2]
    cells = list(product(widths, COLOURS, ENCODINGS, (False, True)))
    with ThreadPoolExecutor(4) as pool:
        outputs = list(pool.map(lambda cell: check(format, *cell), cells))
    if format is not Format.TABLE:
        assert len(set(outputs)) == (len(widths) if format.page else 1), "the same bytes in every place"


@pytest.mark.parametrize("width", WIDTHS)
def test_help_obeys_the_same_rules(width: int) -> None:
    for flags, env in COLOURS:
        if flags:
            continue
        for command in ((), ("estimate",), ("bands", "check")):
            code, out, err = run_bytes(*command, "--help", COLUMNS=str(width), GITHUB_ACTIONS="true", **env)
            assert (code, err) == (0, b"")
            text = out.decode()
            assert ("\x1b" in text) == coloured((), env, terminal=False)
            bare = ESCAPES.sub("", text)
            assert max(map(len, bare.splitlines())) <= max(width, 80)
            if command == ("estimate",):
                assert re.search(r"--specialty +FIELD", bare)
                assert "salary estimate --cert CPC --years 5" in " ".join(bare.split())
