"""Taking a release of the official wages into the program: tests/tools/refresh/oews.py."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import oews
import pytest
from openpyxl import Workbook
from program import environment
from release import KINDS
from shipped import (
    AREA_CAREERS,
    AREAS,
    BANDS,
    CAREER_COLUMNS,
    CAREERS,
    HISTORY,
    JOBS,
    STATES,
    check,
    read_files,
)
from tables import HERE, ROOT

EXAMPLE = HERE / "tools" / "refresh" / "example"
EXTRACT = (EXAMPLE / "extract.csv").read_text(encoding="utf-8")
FILES = (BANDS, STATES, AREAS, CAREERS)
OFFICIAL = (
    "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,NAICS_TITLE,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,"
    "EMP_PRSE,JOBS_1000,LOC_QUOTIENT,MEAN_PRSE,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90"
).split(",")
INDUSTRY = ("000000", "Cross-industry", "cross-industry", "1235")
UNPUBLISHED = ["*"] * 6


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    (root / AREAS).parent.mkdir(parents=True)
    for name in FILES:
        shutil.copy(EXAMPLE / "before" / Path(name).name, root / name)
    return root


@pytest.fixture
def refused(checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run the script on an extract that it must refuse, and return what it says."""

    def run(content: str | bytes, name: str = "wages.csv") -> str:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        before = read_files(checkout)
        assert oews.main([str(file), "--month", "2026-05", "--into", str(checkout)]) == 3
        assert read_files(checkout) == before
        out, err = capsys.readouterr()
        assert not out
        assert err.endswith("\nNothing was written.\n")
        return err.replace(str(file), name)

    return run


def expected() -> dict[str, bytes]:
    return {name: (EXAMPLE / "after" / Path(name).name).read_bytes() for name in FILES}


def changed(old: str, new: str) -> str:
    assert EXTRACT.count(old) == 1
    return EXTRACT.replace(old, new)


def without(start: str) -> str:
    lines = EXTRACT.splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    return "".join(kept)


def workbook(path: Path, rows: list[list[str]]) -> None:
    """Write rows as a spreadsheet would hold them, numbers as numbers, behind a sheet that explains them."""
    book = Workbook()
    book.active.append(["Field", "Description"])
    sheet = book.create_sheet("All May 2026 data")
    for row in rows:
        sheet.append([float(text) if text.replace(".", "", 1).isdigit() else text or None for text in row])
    book.save(path)


def test_several_files_make_one_release(checkout: Path, tmp_path: Path) -> None:
    header, *lines = csv.reader(EXTRACT.splitlines())
    parts = {"national_M2026_dl": "1", "state_M2026_dl": "23", "MSA_M2026_dl": "4", "BOS_M2026_dl": "6"}
    for name, kinds in parts.items():
        workbook(tmp_path / f"{name}.xlsx", [header, *(line for line in lines if line[2] in kinds)])
    oews.refresh([str(tmp_path / f"{name}.xlsx") for name in parts], "2026-05", checkout)
    assert read_files(checkout) == expected()


def rows_of(name: str) -> list[dict[str, str]]:
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def official_rows() -> Iterator[list[str]]:
    """The shipped tables in the layout of the official files."""
    codes = {kind: code for code, kind in KINDS.items()}
    market = check(read_files(ROOT)).market
    about = {
        row["code"]: [row["code"].lstrip("0"), row["name"], codes[row["kind"]], row["state"]]
        for row in rows_of(AREAS)
    } | {
        code: ["0", code, codes["state" if code != "US" else "nation"], code]
        for code in ("US", *market.states)
    }
    wages = {row["code"]: row for row in (*rows_of(STATES), *rows_of(AREAS))}
    for counts in rows_of(JOBS):
        for name, job in market.occupations.items():
            place = counts["place"]
            columns = [f"{name}_{column}" for column in ("error", "p10", "p25", "p50", "p75", "p90")]
            nation = [f"{100 * job.nation.error:g}", *(f"{wage:.0f}" for wage in job.nation.wages)]
            published = [wages[place][column] for column in columns] if place in wages else nation
            jobs, *shares = (
                counts[f"{name}_{column}"] or "**" for column in ("jobs", "per_1000", "quotient")
            )
            yield [
                *about[place],
                *INDUSTRY,
                job.code,
                job.title,
                "detailed",
                jobs,
                "1.0",
                *shares,
                *(text or "*" for text in published),
            ]
    titles = {row["soc"]: row["title"] for row in rows_of(CAREERS)}
    for row in (*rows_of(CAREERS), *rows_of(AREA_CAREERS)):
        published = [row[column] or "*" for column in ("error", "p10", "p25", "p50", "p75", "p90")]
        job = (row["soc"], titles[row["soc"]], "detailed", row["jobs"] or "**", "1.0", "", "")
        yield [*about[row["place"]], *INDUSTRY, *job, *published]


def test_the_shipped_tables_come_back_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / AREAS).parent.mkdir(parents=True)
    for name in read_files(ROOT):
        shutil.copy(ROOT / name, tmp_path / name)
    with (tmp_path / "all_data.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([OFFICIAL, *official_rows()])
    month = check(read_files(ROOT)).market.date
    lines = oews.refresh([str(tmp_path / "all_data.csv")], month, tmp_path)
    for name, content in read_files(ROOT).items():
        assert (tmp_path / name).read_bytes() == content, name
    assert "Largest moves of medians, nation and states: none" in lines
    # A year later the history has a row more of each occupation, and loses none.
    oews.refresh([str(tmp_path / "all_data.csv")], "2026-05", tmp_path)
    before, after = ((root / HISTORY).read_text(encoding="utf-8").splitlines() for root in (ROOT, tmp_path))
    assert [line for line in after if ",2026-05," not in line] == before
    assert sum(",2026-05," in line for line in after) == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (changed("A_PCT75,", "PCT75,"), "wages.csv:1:1: the first row lacks A_PCT75"),
        ("", "wages.csv:1:1: the first row lacks AREA, AREA_TITLE"),
        (EXTRACT.splitlines()[0], "wages.csv:1:1: no row of all industries and owners that is needed"),
        (without("99,U.S.,1,US,000000,Cross-industry,cross-industry,1235,29-1"), "US, 29-1: no file has a row"),
        (without("99,U.S.,1,US,000000,Cross-industry,cross-industry,1235,11-1"), "US, 11-1: no file has a row"),
        (without("2,Beta"), "BB, 29-1: no file has a row"),
        (changed('2.9,23000,34000,45000,67000,"102,470"', "*,*,*,*,*,*"), "wages.csv:11:1: AA, 29-1: suppressed, but the table needs them all"),
        (changed("105000,126000,158000,#", "#,#,#,#"), "wages.csv:9:1: US, 11-1: p25, p50, p75 and p90 top-coded, but the nation"),
        (changed('"102,470"', "#"), "wages.csv:11:1: AA, 29-1: p90 top-coded, but the table"),
        (changed("2.9,23000", "*,23000"), "wages.csv:11:1: AA, 29-1: error suppressed, but the table"),
        (changed("34000", "46000"), "wages.csv:11:1: A_MEDIAN: percentiles ascend: 45,000 follows 46,000"),
        (changed("34000", "#"), "wages.csv:11:1: A_MEDIAN: percentiles ascend: 45,000 follows a top-coded wage"),
        (changed("31500", "21000"), "wages.csv:7:1: US, 29-1: two percentiles are equal"),
        (changed("34000", "34000.5"), "wages.csv:11:1: A_PCT25: expected a whole number or one of the marks"),
        (changed("2.9,23000", "low,23000"), "wages.csv:11:1: MEAN_PRSE: expected a percentage such as 1.9"),
        (changed("JOBS_1000,LOC_QUOTIENT", "JOBS_1000"), "wages.csv:1:1: the first row lacks LOC_QUOTIENT"),
        (changed(",**,**,", ",few,**,"), "wages.csv:11:1: TOT_EMP: expected a whole number or one of the marks"),
        (changed("78,Far Islands,3", "78,Far Islands,5"), "wages.csv:17:1: AREA_TYPE: expected 1, 2, 3, 4 or 6"),
        (EXTRACT + EXTRACT.splitlines()[13], "wages.csv:24:1: OCC_CODE: a second row for BB, 29-1, first in wages.csv:14:1: keep one of them"),
        (EXTRACT.replace("North Alpha", "Alpha", 1), "wages.csv:19:1: AREA: 0100001 has another name, kind or state here than before"),
        (changed("Newtown, AA", "Newtown, AA-QQ"), "us_areas.csv:3:1: states: 'QQ' is no state of Testland"),
        (changed("Newtown, AA", "Newtown, BB"), "us_areas.csv:3:1: states: must hold the main state, 'AA'"),
        (EXTRACT.encode() + b"\xff", "not CSV in UTF-8"),
    ],
)  # fmt: skip
def test_what_is_lacking_or_wrong_is_refused(
    refused: Callable[..., str], content: str | bytes, message: str
) -> None:
    assert message in refused(content)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("wages.txt", "wages.txt:1:1: expected a file that ends with .csv or .xlsx"),
        ("wages.xlsx", "wages.xlsx:1:1: not a workbook (.xlsx)"),
        ("state_M2025_dl.csv", "the name says that these are the wages of 2025, not of 2026"),
        ("all_data_M_2025.csv", "the name says that these are the wages of 2025, not of 2026"),
    ],
)
def test_a_file_of_another_kind_is_refused(refused: Callable[..., str], name: str, message: str) -> None:
    assert message in refused(EXTRACT, name)


def test_all_faults_of_all_files_come_at_once(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wages.csv").write_text(changed("34000", "46000").replace("27700", "much"), encoding="utf-8")
    files = [str(tmp_path / "wages.csv"), str(tmp_path / "gone.xlsx")]
    assert oews.main([*files, "--month", "2026-05", "--into", str(checkout)]) == 3
    first, *others = capsys.readouterr().err.splitlines()
    assert first.endswith("gone.xlsx:1:1: cannot read this file: no such file or directory")
    assert [line.split(":")[1] for line in others[:-1]] == ["8", "11"]


def test_a_range_over_several_lines_is_not_guessed_at(refused: Callable[..., str], checkout: Path) -> None:
    text = (checkout / BANDS).read_text(encoding="utf-8")
    (checkout / BANDS).write_text(
        text.replace("60000,  80000", "60000,\n            80000"), encoding="utf-8"
    )
    assert "bands.yaml:32:17: markets.US.occupations.coder.nation: write this value plainly" in refused(
        EXTRACT
    )


def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert oews.main([str(EXAMPLE / "extract.csv"), "--month", "2026-05", "--into", str(tmp_path)]) == 3
    assert "bands.yaml:1:1: cannot read this file: no such file or directory" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("soc,place\n", "us_careers.csv:1:1: expected the columns soc, title, place"),
        (",".join(CAREER_COLUMNS) + "\n29-1,Coders\n", "us_careers.csv:2:1: expected 10 cells, found 2"),
    ],
)
def test_a_broken_table_of_careers_is_refused(
    refused: Callable[..., str], checkout: Path, row: str, message: str
) -> None:
    (checkout / CAREERS).write_text(row, encoding="utf-8")
    assert message in refused(EXTRACT)


@pytest.mark.parametrize("month", ["2026", "2026-13", "May 2026"])
def test_the_month_is_a_month(month: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        oews.main(["wages.csv", "--month", month])
    assert "expected a month such as 2026-05" in capsys.readouterr().err


def test_it_runs_as_its_first_lines_say(checkout: Path) -> None:
    script = ROOT / "tests/tools/refresh/oews.py"
    command = [sys.executable, script, EXAMPLE / "extract.csv", "--month", "2026-05"]
    done = subprocess.run(
        [*command, "--into", checkout],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    assert read_files(checkout) == expected()
    assert done.stdout == (EXAMPLE / "summary.txt").read_text(encoding="utf-8")


def test_without_openpyxl_it_says_what_to_install(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert "wages.xlsx:1:1: reading a workbook needs openpyxl: pip install '.[tools]'" in refused(
        b"", "wages.xlsx"
    )
