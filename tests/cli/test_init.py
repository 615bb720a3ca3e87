"""`salary bands init`: a copy to be edited, and never anything written over."""

from pathlib import Path

import pytest
from program import KEPT_WHOLE, run_bytes, salary, shell
from tables import TINY, broken

import coding_salary
from coding_salary.table.load import default_path

SCHEMA = Path(coding_salary.__file__).with_name("schemas").joinpath("table.json").as_uri()
LINE = f"# yaml-language-server: $schema={SCHEMA}".encode()


def test_a_copy_is_the_same_to_the_byte_below_the_line_for_editors(tmp_path: Path) -> None:
    run = salary("bands", "init", "mine.yaml", cwd=tmp_path)
    assert (run.code, run.out) == (0, "")
    assert run.err == (
        "note: edit it, then check it: salary bands check mine.yaml\n"
        "note: use it with --bands mine.yaml, or set SALARY_BANDS=mine.yaml\n"
        "note: the 22 CSV tables that it names, such as us_states.csv, are those of the program, unless you put a file of that name beside it\n"
    )
    assert (tmp_path / "mine.yaml").read_bytes() == LINE + b"\n" + Path(default_path()).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    assert salary("bands", "check", "mine.yaml", cwd=tmp_path).code == 0


def test_the_table_in_use_is_copied_with_its_line_ends_and_mark(tmp_path: Path) -> None:
    table = TINY.read_bytes().replace(b"\n", b"\r\n")
    content = b"\xef\xbb\xbf" + LINE + b"\r\n# mine\r\n" + table
    (tmp_path / "own.yaml").write_bytes(content.replace(SCHEMA.encode(), b"/where/it/was"))
    assert salary("bands", "init", "copy.yaml", cwd=tmp_path, SALARY_BANDS="own.yaml").code == 0
    assert (tmp_path / "copy.yaml").read_bytes() == content
    assert run_bytes("bands", "init", "-", "--bands", str(tmp_path / "own.yaml"))[1] == content


def test_standard_output_gets_the_table_and_no_word_more() -> None:
    code, out, err = run_bytes("bands", "init", "-", LC_ALL="C")
    assert (code, out) == (0, LINE + b"\n" + Path(default_path()).read_bytes())
    assert b"salary bands check FILE" in err


@pytest.mark.parametrize("name", ["there.yaml", "link.yaml", "folder"])
def test_what_is_there_stays_as_it_was(tmp_path: Path, name: str) -> None:
    (tmp_path / "there.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("gone")
    (tmp_path / "folder").mkdir()
    run = salary("bands", "init", name, cwd=tmp_path)
    assert (run.code, run.out) == (4, "")
    way_out = "name a file in it" if name == "folder" else "give another name, or remove it first"
    assert run.err == f"error: cannot write {name}: it is there already: {way_out}\n"
    assert (tmp_path / "there.yaml").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link.yaml", "there.yaml"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone/mine.yaml", "cannot write gone/mine.yaml: no such file or directory"),
        ("", "cannot write '': the name of the file is empty"),
        ("x" * 300, "file name too long"),
        ("a\x1bb/c", "cannot write a\\x1bb/c: no such file or directory"),
    ],
)
def test_where_it_cannot_be_written(tmp_path: Path, name: str, reason: str) -> None:
    run = salary("bands", "init", name, cwd=tmp_path)
    assert (run.code, run.out) == (4, "")
    assert reason in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    done = shell(f"{KEPT_WHOLE} ulimit -f 8; trap '' XFSZ; salary bands init mine.yaml", tmp_path)
    assert (done.returncode, done.stderr) == (4, "error: cannot write mine.yaml: file too large\n")
    assert list(tmp_path.iterdir()) == []


def test_a_table_with_faults_is_not_handed_on(tmp_path: Path) -> None:
    path = broken("nan", tmp_path)
    run = salary("bands", "init", "mine.yaml", "--bands", str(path), cwd=tmp_path)
    assert (run.code, run.out) == (3, "")
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_with_spaces_can_be_pasted(tmp_path: Path) -> None:
    run = salary("bands", "init", "my table.yaml", cwd=tmp_path, SALARY_BANDS=str(TINY))
    assert "salary bands check 'my table.yaml'\n" in run.err
    assert "areas" not in run.err
