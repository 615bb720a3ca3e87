"""The saved profile: asked for at a terminal, kept, started from, and left out."""

import os
import re
from pathlib import Path
from select import select

import pytest
from program import SALARY, answer, block_of, salary, started

from coding_salary.cli.saved_profile import saved_path

SAVED = "cert: [CPC]\nyears: 5\nstate: OH\n"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
# What waits for an answer: a prompt, or a letter that was typed and is shown.
INTERRUPT = "\x03"
PROMPT = re.compile(r"(\): |\[y/N\] |~)$")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with a saved profile."""
    file = tmp_path / ".config" / "salary" / "profile.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(SAVED, encoding="utf-8")
    return tmp_path


def at_home(home: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(home / ".config")}


def talk(home: Path, typed: str, *answers: str) -> tuple[int, str]:
    """Run the program at a terminal of its own and answer each prompt; return how it ended and what was seen."""
    ours, child = started(SALARY, *typed.split(), own=True, changes={"HOME": str(home), "TERM": "dumb"})
    seen, left, patience = "", list(answers), 20
    while patience:
        if not select([ours], [], [], 1)[0]:
            patience -= 1
            # Between its prompt and its wait the reader of lines can miss a signal: people press again.
            if answers[-1:] == (INTERRUPT,) and not left:
                os.write(ours, INTERRUPT.encode())
            continue
        if not (block := block_of(ours)):
            break
        seen = ESCAPES.sub("", seen + block.decode())
        if left and PROMPT.search(seen):
            os.write(ours, left.pop(0).encode())
    code = child.wait(timeout=20)  # before the terminal goes, which would end it another way
    os.close(ours)
    return code, seen.replace("\r", "")


def test_it_is_asked_for_shown_and_saved(tmp_path: Path) -> None:
    code, seen = talk(tmp_path, "profile init", "\n", "cpx\n", "CPC\n", "5\n", "oh\n", "\n", "hospice\n")
    file = tmp_path / ".config" / "salary" / "profile.yaml"
    assert code == 0
    assert "unknown certification 'cpx': did you mean CPC" in seen
    assert "hospice: taken as home-health" in seen
    assert "Medical coder - CPC - 5 years - Home health" in seen.replace("·", "-")
    assert "half of people like you earn" in seen
    assert file.read_text(encoding="utf-8").endswith(
        'cert: ["CPC"]\nyears: 5\nstate: "OH"\nemployer: "home-health"\n'
    )
    assert [path.name for path in file.parent.iterdir()] == ["profile.yaml"]


@pytest.mark.parametrize("keys", [("~", INTERRUPT), ("\x04",)])
def test_who_stops_leaves_nothing(tmp_path: Path, keys: tuple[str, ...]) -> None:
    code, seen = talk(tmp_path, "profile init", "\n", "CPC\n", *keys)
    assert code == 130
    assert "Traceback" not in seen
    assert list(tmp_path.iterdir()) == []


def test_who_answers_nothing_saves_nothing(tmp_path: Path) -> None:
    code, seen = talk(tmp_path, "profile init", *["\n"] * 6)
    assert (code, list(tmp_path.iterdir())) == (0, [])
    assert "nothing is saved" in seen


def test_an_old_profile_is_replaced_only_if_that_is_wanted(home: Path) -> None:
    file = home / ".config" / "salary" / "profile.yaml"
    answers = ("auditor\n", "\n", "\n", "\n", "\n", "\n")
    assert talk(home, "profile init", *answers, "\n")[0] == 0
    assert file.read_text(encoding="utf-8") == SAVED
    assert talk(home, "profile init", *answers, "y\n")[0] == 0
    assert file.read_text(encoding="utf-8").endswith('role: "auditor"\n')


def test_asking_once_saves_nothing_and_says_the_command(home: Path) -> None:
    code, seen = talk(home, "estimate --ask -s OH --width 70", "\n", "CPC\n", "5\n", "\n", "\n")
    assert code == 0
    said = " ".join(seen.partition("the same without questions: ")[2].split())
    command = "salary estimate -s OH --width 70 --cert CPC --years 5 --no-profile"
    assert said.startswith(command)
    assert salary(command.removeprefix("salary "), **at_home(home)).out in seen
    assert (home / ".config" / "salary" / "profile.yaml").read_text(encoding="utf-8") == SAVED


def test_nobody_is_asked_in_a_pipe(tmp_path: Path) -> None:
    for command in ("profile init", "estimate --ask"):
        run = salary(command)
        assert (run.code, run.out) == (2, "")
        assert "asks questions, and this is not a terminal: " in run.err


PERSON = ("--cert", "CPC", "--years", "5", "--state", "OH")


@pytest.mark.parametrize(
    "command",
    ["estimate", "compare cert=CPC,CCS", "boost", "path --until 2 --years 5", "careers", "offer 25/hr"],
)
def test_every_command_about_you_starts_from_it_and_says_so(home: Path, command: str) -> None:
    saved, told = answer(command, **at_home(home)), answer(command, *PERSON)
    profile = saved["profile"] if "profile" in saved else saved["base"]["profile"]
    assert profile.pop("file") == str(home / ".config" / "salary" / "profile.yaml")
    assert saved == told
    assert "saved profile" in salary(command, **at_home(home)).out.splitlines()[0]
    assert answer(command, "--no-profile", **at_home(home)) == answer(command)


def test_flags_and_files_win_over_it(home: Path, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("years: 9\n", encoding="utf-8")
    assert answer("estimate --state CA --years 7", **at_home(home)) | {"profile": None} == answer(
        "estimate --cert CPC --state CA --years 7"
    ) | {"profile": None}
    other = ("estimate", "--profile", str(tmp_path / "other.yaml"))
    assert answer("", *other, **at_home(home)) == answer("", *other)
    named = {"SALARY_PROFILE": str(tmp_path / "other.yaml"), **at_home(home)}
    assert answer("estimate", **named)["profile"]["years"] == 9


def test_a_file_of_people_and_rows_of_csv_are_no_other_for_it(home: Path) -> None:
    (home / "people.csv").write_text("id,cert\n1,CRC\n", encoding="utf-8")
    batch = ("batch", str(home / "people.csv"))
    assert salary("", *batch, **at_home(home)) == salary("", *batch)
    saved = salary("estimate -f csv", **at_home(home))
    assert saved.out == salary("estimate -f csv", *PERSON).out


def test_a_broken_one_says_where_and_how_to_do_without(home: Path) -> None:
    file = home / ".config" / "salary" / "profile.yaml"
    file.write_text("cert: CPX\nyears: [1\n", encoding="utf-8")
    run = salary("estimate", **at_home(home))
    assert run.code == 2
    assert run.err.startswith(f"error: {file}:")
    assert "--no-profile leaves it out" in run.err.splitlines()[0]
    assert salary("estimate --no-profile", **at_home(home)).code == 0
    gone = salary("estimate", SALARY_PROFILE=str(home / "gone.yaml"))
    assert gone.code == 2
    assert "no such file or directory" in gone.err


def test_it_is_never_written_over_by_a_result(home: Path) -> None:
    file = home / ".config" / "salary" / "profile.yaml"
    assert "names a file that is read" in salary("estimate -o", str(file), **at_home(home)).err
    assert file.read_text(encoding="utf-8") == SAVED


def test_path_show_and_edit(home: Path) -> None:
    file = home / ".config" / "salary" / "profile.yaml"
    assert salary("profile path", **at_home(home)).out == f"{file}\n"
    shown = salary("profile show", **at_home(home)).out
    assert shown == '# Medical coder, CPC, 5 years, Ohio\ncert: ["CPC"]\nyears: 5\nstate: "OH"\n'
    edited = salary("profile edit", EDITOR="sed -i s/OH/XX/", VISUAL="", HOME=str(home))
    assert edited.code == 2
    assert f"{file}:3:8: unknown state 'XX'" in edited.err
    assert "set EDITOR" in salary("profile edit", **at_home(home)).err
    for command in ("show", "edit"):
        assert "salary profile init" in salary("profile", command).err


def test_the_folder_is_the_one_that_other_programs_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    for said, folder in (
        ("/settings", "/settings"),
        ("relative", "/home/ana/.config"),
        ("", "/home/ana/.config"),
    ):
        monkeypatch.setenv("XDG_CONFIG_HOME", said)
        assert saved_path() == f"{folder}/salary/profile.yaml"
