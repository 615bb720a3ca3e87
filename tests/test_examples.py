"""Every example of the README and of the help topics is run, and its output compared."""

import doctest
import json
import re
import shutil
import subprocess
from itertools import chain
from pathlib import Path

import pytest
from pages import README, TOPICS, Example, blocks, examples, files_of, shortened
from program import SALARY, environment, salary

# What a machine may lack; .ci/run installs them.
TOOLS = re.compile(r"(?:^|\| (?:\\\n\s*)?)(jq|make|gnuplot|awk)\b")
COLUMNS = "78"  # room in a block of code where `salary help` shows a page on 80 columns
BLOCKS = list(chain.from_iterable(map(examples, (README, *TOPICS))))
PYTHON = [(page, block) for page in (README, *TOPICS) for block in blocks(page, "pycon")]


def output_of(command: str, folder: Path) -> str:
    path = f"{SALARY.parent}:{environment()['PATH']}"
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment(PATH=path, COLUMNS=COLUMNS),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    ).stdout


@pytest.mark.parametrize(
    "block", BLOCKS, ids=lambda block: f"{block[0].page.stem}: {block[0].command[:40].strip()}"
)
def test_an_example_prints_what_the_page_shows(
    block: list[Example], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for name, text in files_of(block[0].page).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for page, command, expected in block:
        for tool in TOOLS.findall(command):
            if not shutil.which(tool):
                pytest.skip(f"{tool} is not installed, so this example was not run")
        shown = shortened(output_of(command, tmp_path), expected)
        if request.config.getoption("--update-golden"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(f"$ {command}{expected}", f"$ {command}{shown}"), encoding="utf-8")
        else:
            assert shown == expected


@pytest.mark.parametrize(("page", "block"), PYTHON, ids=lambda value: getattr(value, "stem", ""))
def test_python_on_a_page_gives_what_the_page_shows(
    page: Path, block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in re.findall(r"^>>> import (\S+)$", block, re.MULTILINE):
        pytest.importorskip(module, reason=f"{module} is not installed, so its example was not run")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("id,cert,years\n1,CPC,5\n2,CCS,9\n3,none,0\n", encoding="utf-8")
    people = [{"cert": "CPC", "years": 5}, {"cert": "CCS", "years": 9}, {"cert": "none", "years": 0}]
    (tmp_path / "people.jsonl").write_text("".join(f"{json.dumps(person)}\n" for person in people))
    if "pay/" in block:
        assert salary("bands export pay/").code == 0
    example = doctest.DocTestParser().get_doctest(block, {}, page.stem, str(page), None)
    assert doctest.DocTestRunner(verbose=False).run(example).failed == 0


def test_lines_left_out_are_those_the_page_leaves_out() -> None:
    assert shortened("1\n2\n3\n4\n", "a\n...\nd\n") == "1\n...\n4\n"
    assert shortened("1\n2\n3\n4\n", "...\nd\n") == "...\n4\n"
    assert shortened("1\n2\n3\n4\n", "a\nb\n...\n") == "1\n2\n...\n"
    assert shortened("1\n2\n", "a\n") == "1\n2\n"
