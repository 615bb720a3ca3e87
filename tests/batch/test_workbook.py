"""`salary batch` from a workbook of Excel into another."""

from datetime import date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from program import answer, salary

openpyxl = pytest.importorskip("openpyxl")
HEADER = ("Name", "Dept", "Certification", "Years of Experience", "State", "Hired", "Salary")
ROWS = (
    ("Ana", "HIM", "CPC", 5, "OH", date(2020, 3, 1), 52000),
    ("Ben", "HIM", "none", 3.0, "OH", None, "$19.10/hr"),
    ("Cleo", "Audit", "CPX", "ten", "OH", None, 41000),
    ("=1+1", "Audit", "CCS", 6, "OH", None, "=40000+1000"),
    ("Gil", "HIM", "CCS", 6, "OH", None, 24000),
    ("Hal", "HIM", "CCS", 6, "OH", None, None),
)


def workbook(path: Path) -> None:
    """Write a workbook with a title above the header, in its second sheet; two amounts are shown as money."""
    book = openpyxl.Workbook()
    book.active.append(["Nothing about people"])
    sheet = book.create_sheet("Staff")
    for cells in (["Staff of the clinic"], [], HEADER, *ROWS):
        sheet.append(cells)
    sheet["A7"].data_type = "s"
    sheet["G4"].number_format = '"$"#,##0.00'
    sheet["G8"].number_format = "[$£-809]#,##0"
    book.save(path)


def cells_of(path: Path, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows()]


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    workbook(tmp_path / "staff.xlsx")
    return tmp_path


def test_rows_come_back_with_numbers_and_bad_cells_have_addresses(staff: Path) -> None:
    before = (staff / "staff.xlsx").read_bytes()
    run = salary("batch staff.xlsx --pay salary -o out.xlsx", cwd=staff)
    assert (run.code, run.out) == (1, "")
    assert (staff / "staff.xlsx").read_bytes() == before
    errors = [line for line in run.err.splitlines() if line.startswith("error: ")]
    assert [line.split(": ")[1] for line in errors] == [f"staff.xlsx:Staff!{at}" for at in ("C6", "G7", "G8")]
    assert "; D6: years must be a number" in errors[0]
    assert errors[1].endswith("Salary: the formula has no value yet: open the file in Excel and save it")
    assert "'£24000' is not in USD" in errors[2]
    head, *rows = cells_of(staff / "out.xlsx", "Pay")
    assert head[:8] == [*HEADER, "level"]
    named = [dict(zip(head, row, strict=True)) for row in rows]
    csv = "Name,Certification,Years of Experience,State,Salary\nAna,CPC,5,OH,52000\nBen,none,3,OH,$19.10/hr\n"
    (staff / "a.csv").write_text(csv, encoding="utf-8")
    for row, like in zip(named, salary("batch a.csv --pay Salary", cwd=staff).rows(), strict=False):
        for name in ("low", "typical", "hourly_typical", "position", "pay_percentile", "gap", "compa_ratio"):
            assert row[name] == float(like[name])
        assert (row["verdict"], row["error"]) == (like["verdict"], None)
    assert named[0]["Hired"] == datetime(2020, 3, 1)
    assert (named[3]["Name"], named[3]["typical"]) == ("=1+1", None)
    assert str(named[2]["error"]).startswith("C6: unknown certification 'CPX'")
    assert (named[5]["typical"], named[5]["verdict"]) == (54200, None)
    sheet = openpyxl.load_workbook(staff / "out.xlsx")["Pay"]
    assert sheet["A5"].data_type == "s"
    assert [
        sheet.cell(2, head.index(name) + 1).number_format for name in ("Salary", "typical", "compa_ratio")
    ] == [
        '"$"#,##0.00',
        '"$"#,##0',
        "0.00",
    ]


def test_a_summary_sheet_or_a_summary_alone(staff: Path) -> None:
    shown = salary("batch staff.xlsx --pay Salary --group-by Dept -f csv", cwd=staff).rows()
    assert [(row["group"], row["people"]) for row in shown] == [("Audit", "0"), ("HIM", "2")]
    salary("batch staff.xlsx --pay Salary --group-by Dept -o out.xlsx --fields Name,typical", cwd=staff)
    assert cells_of(staff / "out.xlsx", "Pay")[0] == ["Name", "typical"]
    summary = cells_of(staff / "out.xlsx", "Summary")
    assert summary[0][0] == "6 rows, 3 errors"
    assert [row[:3] for row in summary[-3:]] == [["Audit", 0, 2], ["HIM", 2, 2], ["everyone", 2, 4]]


def test_a_zip_code_that_lost_its_zeros_is_whole_again_and_a_word_is_none(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Name", "Zip"), ("Ben", 2108), ("Di", "TX")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    run = salary("batch a.xlsx -o out.xlsx --fields typical", cwd=tmp_path)
    assert "a.xlsx:Sheet!B3: a ZIP code has five digits, such as 43215: found 'TX'\n" in run.err
    typical = answer("estimate --zip 02108")["you"]["typical"]
    assert cells_of(tmp_path / "out.xlsx", "Pay") == [["typical"], [typical]]


def test_amounts_by_the_hour_show_cents(staff: Path) -> None:
    salary("batch staff.xlsx --per hour -o out.xlsx --fields Name,typical,margin", cwd=staff)
    sheet = openpyxl.load_workbook(staff / "out.xlsx")["Pay"]
    assert [(cell.value, cell.number_format) for cell in sheet[2][1:]] == [
        (25.25, '"$"#,##0.00'),
        (2.03, '"$"#,##0.00'),
    ]


def test_a_formula_has_the_value_that_was_saved_with_it(tmp_path: Path) -> None:
    """openpyxl saves formulas without values: the value is put into the file as Excel would put it."""
    from zipfile import ZipFile

    book = openpyxl.Workbook()
    for cells in (["cert", "pay"], ["CPC", "=50000+2500"]):
        book.active.append(cells)
    book.save(tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as old, ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"<v></v>", b"<v>52500</v>").replace(b"<v />", b"<v>52500</v>")
            new.writestr(name, content)
    assert salary("batch b.xlsx --pay pay -o out.xlsx", cwd=tmp_path).code == 0
    assert cells_of(tmp_path / "out.xlsx", "Pay")[1][:2] == ["CPC", 52500]


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        ("staff.xlsx", "the rows of a workbook are written to another: name it, such as --output out.xlsx"),
        ("staff.xlsx -o staff.xlsx", "a workbook that is read is never changed: name another with --output"),
        ("staff.xlsx -o out.xlsx --rejects bad.csv", "--rejects does not go with a workbook"),
        ("staff.xlsx -o out.xlsx --sheet Staf", "no sheet is called 'Staf': did you mean Staff?"),
        ("staff.xlsx -o out.xlsx --sheet Sheet", "no row of 'Sheet' names columns that are read"),
        ("staff.xlsx -o out.xlsx --pay Wage", "no column is called 'Wage' (--pay)"),
        (
            "staff.xlsx -o out.xlsx --fields typcal",
            "unknown field 'typcal': did you mean typical or hourly_typical?",
        ),
        ("a.csv --sheet Staff", "--sheet goes with a workbook (.xlsx)"),
        ("broken.xlsx -o out.xlsx", "it is no workbook of Excel (.xlsx), or one with a password"),
    ],
)
def test_what_cannot_be_used(staff: Path, flags: str, message: str) -> None:
    (staff / "a.csv").write_text("cert\nCPC\n", encoding="utf-8")
    (staff / "broken.xlsx").write_bytes(b"cert,years\nCPC,5\n")
    run = salary(f"batch {flags}", cwd=staff)
    assert (run.code, run.out) == (2, "")
    assert message in run.err
    assert not (staff / "out.xlsx").exists()


def test_without_the_extra_one_line_says_what_to_install(staff: Path) -> None:
    with patch("coding_salary.cli.batch_request.find_spec", return_value=None):
        run = salary("batch staff.xlsx -o out.xlsx", cwd=staff)
    assert run.code == 2
    assert run.err == "error: this needs the package openpyxl: pip install 'coding-salary[excel]'\n"
