"""`salary batch`: every row comes back, in order, with what `estimate` says or with a reason."""

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program import KEPT_WHOLE, SALARY, answer, below, environment, loaded, salary, shell, shown
from tables import TINY

from coding_salary.batch.bulk import RESULTS
from coding_salary.batch.csv_rows import CsvRows, Rows
from coding_salary.batch.line_reader import MAX_LINE, LineReader
from coding_salary.batch.row_profiles import Unreadable
from coding_salary.profile.answers import KEYS
from coding_salary.table.load import default_path
from coding_salary.table.side_tables import beside
from coding_salary.table.synonyms import HEADERS, load_headers, plain_word

# tests/model/test_worked.py has the steps to low, typical and high. Wages rise by 1.0239^1.5 = 1.03606.
# CPC, 5 years: z0 = -0.0348 (48.6 %), shown 0.8355; 52,543 a year is 25.26 an hour. p10: z = -1.1056: 52,984 x
# exp(-0.16204 - 0.16162 x 0.43107 / 0.60706) = 40,172; p90: z = 1.0359: x exp(0.23705 + 0.22469 x 0.36144 / 0.60706) =
# 76,771. margin: 52,543 x sqrt(0.005 + 0.006^2 + 0.03^2 x 1.5) = 4,199.
CPC = "mid,40200,45900,52500,63800,76800,25.26,48.6,4200,USD,"
# None, 3 years: M = 0.905 x 0.930; z0 = -0.67449 - 0.01035 x 3.7561 = -0.7134 (23.8 %); r = 0.8293 of s2 = 0.027329,
# e2 = 0.0041, shown = 0.8571. Read as above at z = -1.8118, -1.2915, -0.7134, -0.1353 and 0.3850.
NONE = "mid,33300,38200,44600,51300,60700,21.44,23.8,3300,USD,"
# Nobody: the published percentiles x 1.03606; margin: 52,984 x sqrt(0.006^2 + 0.03^2 x 1.5) = 1,973.
NOBODY = ",38300,45100,53000,67200,84100,25.47,50,2000,USD,"
EMPTY = "," * 10
HEAD = ",".join(RESULTS)


def batch(content: str | bytes, *flags: str, **changes: str) -> tuple[int, str, str]:
    """Run a batch over standard input."""
    data = content.encode() if isinstance(content, str) else content
    done = subprocess.run(
        [SALARY, "batch", "-", *flags],
        input=data,
        capture_output=True,
        env=environment(**changes),
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode()


def bad(content: str | bytes, *flags: str) -> tuple[list[str], list[str]]:
    """Run a batch in which some rows fail; return its lines below the header, and those on stderr."""
    code, out, err = batch(content, *flags)
    assert code == 1
    return out.split("\n")[1:-1], err.splitlines()


# What it says.


def test_a_row_is_what_estimate_says() -> None:
    code, out, err = batch('name,cert,years\nAna,CPC,5\n"Doe, J",none,3\n')
    assert code == 0
    assert out == f'name,cert,years,{HEAD}\nAna,CPC,5,{CPC}\n"Doe, J",none,3,{NONE}\n'
    assert err == "note: 2 rows, no errors.\n"
    you = answer("estimate --cert none --years 3")["you"]
    names = ("p10", "low", "typical", "high", "p90", "hourly_typical", "percentile", "margin")
    assert ",".join(str(you[name]) for name in names) == NONE.removeprefix("mid,").removesuffix(",USD,")


def test_by_the_hour_worked_on_paper() -> None:
    """52,543 / 2,080 = 25.261, its margin 52,543 x 0.0799 / 2,080 = 2.018; no step of 100 is left in them.

    36,857 a year are 19.635 an hour where 36 of 37.5 hours make 1,955.36 x 36 / 37.5 = 1,877.15 a year.
    """
    rows = "cert,years,country,state\nCPC,5,,\nACC,,UK,Scotland\n"
    code, out, err = batch(rows, "--per", "hour", "--fields", "typical,hourly_typical,margin")
    assert (code, out) == (0, "typical,hourly_typical,margin\n25.26,25.26,2.02\n19.63,19.63,1.94\n")
    _, _, err = batch("cert,years\n" + "CPC,5\n" * 20, "--per", "hour")
    assert err == "note: 20 rows, no errors. Middle half of estimates: $25.26 to $25.26 an hour.\n"


def test_columns_are_case_blind_and_empty_cells_say_nothing() -> None:
    code, out, _ = batch("CERT, Years ,as_of,Remote\ncpc,5,,TRUE\nCPC, 5 ,,false\n,,,\n")
    lines = out.splitlines()[1:]
    assert code == 0
    assert [line.split(",")[7] for line in lines[:2]] == ["52500", "52500"]
    # Remote work moves nothing, and nobody is sure: 52,543 x sqrt(0.0799^2 + 0.03^2) = 4,485.
    assert lines[0].endswith(",4500,USD,")
    assert lines[2] == f",,,,{NOBODY}"


def test_months_and_countries_in_columns() -> None:
    rows = "cert,years,as-of\n" + "".join(
        f"CPC,5,{month}\n" for month in ("2024-11", "published", "today", "", "2016-01")
    )
    code, out, err = batch(rows, SALARY_TODAY="2026-02")
    # 0.99167 x (50,250 + (51,140 - 50,250) / 2) = 50,273; x 51,140 = 50,714; that x 1.0239^0.75 = 51,620; ^1.5 = 52,543.
    assert [line.split(",")[6] for line in out.splitlines()[1:]] == ["50300", "50700", "51600", "52500", ""]
    reach = "is known from 2021-05 and projected to 2030-05"
    assert f"-:6: pay of medical records specialists {reach}, not for 2016-01" in err
    # A row that is too short is wrong on a pay scale too, where none of its cells decides anything.
    lines, _ = bad("name,note\nAna\nBen,x\n", "--country", "UK", "--ignore-columns")
    assert (lines[0].rstrip(","), "34592" in lines[1]) == ('Ana,,,,,,,,,,,,"expected 2 cells, found 1"', True)
    code, out, err = batch("country,years\nXX,2\nnowhere,x\n,2\n", "--bands", str(TINY))
    lines = out.splitlines()[1:]
    assert code == 1
    assert lines[0].removeprefix("XX,2,") == lines[2].removeprefix(",2,")
    assert "unknown country 'nowhere'" in lines[1]
    assert "years must be a number" in err


def test_months_before_the_wages_of_another_job_are_worked_out_for_the_job_of_the_row() -> None:
    code, out, err = batch("role,as-of\nbiller,2019-05\ncoder,2019-05\n")
    biller = answer("estimate --role biller --as-of 2019-05")
    first, second = (line.split(",") for line in out.splitlines()[1:])
    assert (code, first[5], second[5]) == (1, str(biller["you"]["typical"]), "")
    assert err.count("error:") == 1


def test_a_month_that_one_country_cannot_give_spoils_its_rows_only() -> None:
    code, out, err = batch("country,role\nUS,\nCA,\n", "--as-of", "2026-02")
    assert (code, out.count("\n")) == (1, 3)
    assert err.startswith("error: -:3: Canada has no wage index in this table: remove '2026-02'\n")
    assert err.count("error:") == 1
    assert batch("country,role\nUS,\nCA,\n", "--as-of", "published")[0] == 0


def test_tsv_and_the_name_of_the_file(tmp_path: Path) -> None:
    for name in ("a.tsv", "a.tab", "A.TSV"):
        (tmp_path / name).write_text("cert\tyears\nCPC\t5\n", encoding="utf-8")
        run = salary("batch", name, cwd=tmp_path)
        assert run.out.splitlines()[1] == "CPC\t5\t" + CPC.replace(",", "\t")
    (tmp_path / "a.txt").write_text("cert\tyears\nCPC\t5\n", encoding="utf-8")
    refused = salary("batch", "a.txt", cwd=tmp_path)
    assert refused.code == 2
    assert "give --input-format csv, tsv, jsonl or xlsx" in refused.err
    assert salary("batch", "a.txt", "--input-format", "tsv", cwd=tmp_path).code == 0


def test_fields_prefix_and_no_header() -> None:
    content = 'id,cert,years\n"7",CPC,5\n'
    assert batch(content, "--fields", "typical,id")[1] == "typical,id\n52500,7\n"
    assert batch(content, "--fields", "typical", "--no-header")[1] == "52500\n"
    assert batch(content, "--no-header")[1] == f'"7",CPC,5,{CPC}\n'
    assert batch(content, "--prefix", "pay_")[1].startswith("id,cert,years,pay_level,pay_p10,")
    assert batch(content, "-f", "csv")[1] == batch(content)[1]


@pytest.mark.parametrize(
    ("content", "flags", "message"),
    [
        ("a,b\n1,2\n", (), "no usable columns: name at least one of them like a flag, cert,"),
        ("cert,Cert\nCPC,CPC\n", (), "two columns give cert, 'cert' and 'Cert': name the one to use 'cert'"),
        ("cert,level\nCPC,1\n", (), "the column 'level' has the name of a result: rename it, or"),
        ("", (), "the file is empty: its first line must name the columns"),
        ("\n\n", (), "the file is empty"),
        ("cert,years\rCPC,5\r", (), "lines end with a carriage return alone"),
        ("cert,years\n".encode("utf-16"), (), "the file is UTF-16: save it as UTF-8"),
        ('cert,"years\nCPC,5\n', (), "the first line names no columns"),
        ("cert\nCPC\n", ("-f", "jsonl"), "a batch writes the format that it reads, csv"),
        ("{}", ("--input-format", "jsonl", "-f", "csv"), "a batch writes the format that it reads, jsonl"),
        ("cert\nCPC\n", ("--fields", "typcal"), "unknown field 'typcal': did you mean typical"),
        ("cert\nCPC\n", ("--cert", "CPX"), "unknown certification 'CPX'"),
        ("{}", ("--input-format", "jsonl", "--no-header"), "--no-header goes with csv or tsv only"),
        ("{}", ("--input-format", "jsonl", "--spreadsheet-safe"), "--spreadsheet-safe goes with csv or tsv"),
        ("cert\nCPC\n", ("--rejects", "-"), "--rejects needs the name of a file"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_writes_nothing(
    content: str | bytes, flags: tuple[str, ...], message: str
) -> None:
    code, out, err = batch(content, *flags)
    assert (code, out) == (2, "")
    assert message in err


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    run = salary("batch", "folder.csv", cwd=tmp_path)
    assert (run.code, run.err) == (2, "error: cannot read folder.csv: is a directory\n")


def test_who_is_paid_is_no_slip_of_who_pays() -> None:
    code, out, _ = batch("Employee,Cert\nAna,CPC\n", "--fields", "Employee,typical")
    assert (code, out.splitlines()[0]) == (0, "Employee,typical")


def test_a_name_that_is_nearly_a_flag_stops_unless_it_is_to_pass() -> None:
    code, out, err = batch("note,cert,yaers\nCPC,CPC,5\n")
    assert (code, out) == (2, "")
    assert err == (
        "error: the column 'yaers' is not read: rename it 'years' to use it,"
        " or add --ignore-columns to pass it through\n"
    )
    # Half of all with a CPC and any years: the row is that of `estimate -c CPC`.
    typical = answer("estimate -c CPC")["you"]["typical"]
    code, out, _ = batch("cert,yaers\nCPC,5\n", "--ignore-columns", "--fields", "yaers,typical")
    assert (code, out) == (0, f"yaers,typical\n5,{typical}\n")
    nobody = answer("estimate")["you"]["typical"]
    assert batch("a\n1\n", "--ignore-columns", "--fields", "typical")[1] == f"typical\n{nobody}\n"
    code, found, _ = objects('{"yaers": 5}\n{"years": 5}\n')
    assert code == 1
    assert "the key 'yaers' is not read" in str(found[0]["error"])
    assert objects('{"yaers": 5}\n', "--ignore-columns")[0] == 0


@pytest.mark.parametrize(
    ("name", "key"), [("Year of Experience", "years"), ("Zip Cod", "zip"), ("Higest Education", "education")]
)
def test_a_slip_in_a_longer_word_stops_too(name: str, key: str) -> None:
    code, out, err = batch(f"cert,{name}\nCPC,5\n")
    assert (code, out) == (2, "")
    assert f"the column '{name}' is not read: rename it '{key}'" in err


def test_columns_are_found_by_what_people_call_them() -> None:
    content = "Name,Certification(s),Years of Experience,Work State,Job Title\nAna,CPC,5,OH,Coder\n"
    plain = "name,cert,years,state,role\nAna,CPC,5,OH,coder\n"
    assert batch(content)[1].splitlines()[1].split(",")[5:] == batch(plain)[1].splitlines()[1].split(",")[5:]
    _, found, _ = objects('{"Credentials": ["CPC"], "YOE": 5}\n')
    assert found[0]["typical"] == 52500
    # The flag's own name goes before any other word; two other words for one answer are asked back.
    assert batch("title,role,years\nBoss,coder,5\n")[0] == 0
    code, _, err = batch("title,Job Title,years\nBoss,coder,5\n")
    assert code == 2
    assert "two columns give role, 'title' and 'Job Title': name the one to use 'role'" in err


def test_a_column_of_places_that_is_not_read_is_said() -> None:
    note = "note: pay is that of the whole country: no place is read from 'Work Location'; call it state, metro or zip\n"
    rows = "cert,Work Location\nCPC,Columbus OH\n"
    code, out, err = batch(rows)
    assert (code, err) == (0, f"note: 1 row, no errors.\n{note}")
    assert out.splitlines()[1].startswith("CPC,Columbus OH,,")
    assert note not in batch(rows, "--state", "OH")[2]
    assert note not in batch("cert,Work Location,State\nCPC,Columbus,OH\n")[2]
    named = batch(rows.replace("Work Location", "metro"), "--fields", "typical")[1]
    assert named == f"typical\n{answer('estimate -c CPC --metro 18140')['you']['typical']}\n"


def test_rows_of_a_scale_say_where_its_locality_is_a_floor() -> None:
    rows = "".join(f"CPC,va,{state},3\n" for state in ("OH", "OH", "TX", "HI"))
    code, _, err = batch(f"cert,employer,state,years\n{rows}")
    assert code == 0  # all of Hawaii is one locality
    assert err.count("pay shown for Ohio; Texas is the lowest there: some localities pay more") == 1
    assert "floor" not in batch("cert,employer,state,years\nCPC,va,HI,3\nCPC,hospital,OH,3\n")[2]


def test_every_header_names_a_flag_and_none_is_one_already() -> None:
    headers = load_headers(beside(HEADERS, default_path()))
    assert set(headers.values()) == {*KEYS, "other", "place"}
    assert not headers.keys() & set(map(plain_word, KEYS)) - {"asof"}


# Files of European programs.


def test_semicolons_excel_s_line_and_decimal_commas() -> None:
    rows = f"CPC;5,0;{CPC.replace(',', ';')}\n"
    head = f"cert;years;{HEAD.replace(',', ';')}\n"
    assert batch("cert;years\nCPC;5,0\n")[:2] == (0, head + rows)
    code, out, _ = batch("\ufeffsep=;\ncert;years\nCPC;5,0\n")
    assert (code, out) == (0, f"sep=;\n{head}{rows}")
    lines, err = bad("sep=;\r\ncert;years\r\n\r\nCPC;x\r\n")
    assert err[0].startswith("error: -:4: years must be")
    assert lines[1].startswith("CPC;x;;")
    assert batch("sep=|\ncert|years|n\nCPC|5|a;b;c\n")[1].splitlines()[2].startswith("CPC|5|a;b;c|mid|")
    # A header decides: semicolons in its quotes or in cells do not count.
    assert batch('"a;b;c",cert\n1,CPC;CRC\n')[0] == 0
    assert batch("cert\tyears\nCPC\t2,5\n")[1].splitlines()[1].startswith("CPC\t2,5\tentry")


# Rows that fail.


def test_a_bad_row_is_reported_and_kept_and_the_rest_goes_on() -> None:
    lines, err = bad("id,cert,years\n1,CPX,x\n2,CPC,5\n")
    reason = "unknown certification 'CPX': did you mean CPC or CPB? Run 'salary list certs' to see all 56; years must be a number from 0 to 60 such as 5 or 2.5, found 'x'"
    assert lines == [f'1,CPX,x,{EMPTY}"{reason}"', f"2,CPC,5,{CPC}"]
    assert err == [
        f"error: -:2: {reason}",
        "note: 2 rows, 1 error.",
    ]
    alone = salary("estimate", "--cert", "CPX", "--years", "x").err
    assert alone.replace("error: ", "").splitlines() == reason.split("; ")


def test_rejects_go_to_their_own_file(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,years\n1,x\n2,5\n3\n", encoding="utf-8")
    run = salary("batch", "in.csv", "-o", "out.csv", "--rejects", "bad.csv", cwd=tmp_path)
    assert (run.code, run.out) == (1, "")
    assert [line.split(",")[0] for line in (tmp_path / "out.csv").read_text().splitlines()] == ["id", "2"]
    rejected = list(csv.reader(StringIO((tmp_path / "bad.csv").read_text())))
    assert [row[:2] for row in rejected] == [["id", "years"], ["1", "x"], ["3", ""]]
    assert rejected[2][2] == "expected 2 cells, found 1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "in.csv", "out.csv"]


def test_fail_fast_stops_at_the_first_with_all_before_it() -> None:
    code, out, err = batch("years\n5\n6\nx\n7\n", "--fail-fast")
    assert code == 1
    assert [line.split(",")[0] for line in out.splitlines()] == ["years", "5", "6"]
    assert err.splitlines()[0].startswith("error: -:4: years must be")
    assert err.splitlines()[1] == "warning: stopped at the first bad row, after 2 rows"


def test_a_million_reasons_are_not_printed() -> None:
    code, out, err = batch("years\n" + "x\n" * 30_000)
    assert code == 1
    assert len(err.splitlines()) == 1_002
    assert (
        err.splitlines()[-2]
        == "error: more rows are bad: all reasons stand in the column error of the output"
    )
    assert len(out.splitlines()) == 30_001
    assert out.splitlines()[-1].endswith("found 'x'\"") or "found 'x'" in out.splitlines()[-1]


def test_ragged_rows_blank_lines_and_line_numbers() -> None:
    lines, err = bad('id,cert,years\n\n1,CPC\n\n\n2,CPC,5,more,"a,b"\n  \n"3\n4",CPC,5\n5,CPC,x\n')
    assert lines[0] == f'1,CPC,,{EMPTY}"expected 3 cells, found 2"'
    assert lines[1] == f'2,CPC,5,{EMPTY}"expected 3 cells, found 5; left over: more,a,b"'
    assert lines[2:4] == ['"3', f'4",CPC,5,{CPC}']
    assert [line.split(":")[2] for line in err[:3]] == ["3", "6", "10"]
    assert err[3] == "note: 4 rows, 3 errors."


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_marks(mark: bytes, end: bytes, last: bool) -> None:
    content = (
        mark
        + end.join([b'cert,years,"n"', b"CPC,5,a", b'CPC,5,"b"', b"", b'CPC,5,"c' + end + b'd"'])
        + (end if last else b"")
    )
    code, out, _ = batch(content)
    e = end.decode()
    assert code == 0
    assert out == f'cert,years,"n",{HEAD}{e}CPC,5,a,{CPC}{e}CPC,5,"b",{CPC}{e}CPC,5,"c{e}d",{CPC}{e}'


def test_line_ends_that_differ_from_the_header_become_its_own() -> None:
    assert batch("cert,years\nCPC,5\r\nCPC,5\n")[1] == f"cert,years,{HEAD}\nCPC,5,{CPC}\nCPC,5,{CPC}\n"


def test_bytes_that_are_not_utf8_pass_through() -> None:
    code, out, err = batch(b"name,cert,years\nJos\xe9,CPC,5\nAna,CPC,5\n")
    assert code == 1
    assert out.encode("utf-8", "surrogateescape").split(b"\n")[1].startswith(b"Jos\xe9,CPC,5,,,")
    assert out.splitlines()[2] == f"Ana,CPC,5,{CPC}"
    assert "-:2: not UTF-8" in err


def test_a_nul_is_text_like_any_other() -> None:
    code, out, _ = batch("name,cert,years\na\0b,CPC,5\n")
    assert (code, out.splitlines()[1]) == (0, f"a\0b,CPC,5,{CPC}")
    lines, err = bad("cert\nC\0PC\n")
    assert "unknown certification 'C\\x00PC'" in err[0]
    assert lines[0].startswith("C\0PC,,,")


def test_a_quote_that_is_never_closed_spoils_its_line_only() -> None:
    lines, err = bad('id,cert,years\n1,CPC,5\n2,"CPC,5\n3,CPC,5\n' + "4,CPC,5\n" * 2_000)
    assert (
        lines[1]
        == f'"2,""CPC,5",,,{EMPTY}"a quote is opened and never closed: close it, or write it twice inside quotes"'
    )
    assert lines[2] == f"3,CPC,5,{CPC}"
    assert len(lines) == 2_003
    assert err[0].startswith("error: -:3: a quote is opened")


def test_a_quote_that_ends_too_early_is_a_bad_row() -> None:
    lines, _ = bad('id,cert\n"a"b,CPC\n2,CPC\n')
    assert lines[0].startswith('"""a""b,CPC",,')
    assert "not CSV: ',' expected after" in lines[0]
    assert lines[1].startswith("2,CPC,,39200,")


def test_a_cell_of_a_million_characters_and_a_line_without_end() -> None:
    long = "x" * 1_000_000
    assert batch(f'n,years\n{long},5\n"{long},",5\n')[1].splitlines()[1].startswith(long)
    lines, _ = bad("n,years\n1,5\n" + "x" * (MAX_LINE + 200_000) + ",5\n2,5\n")
    assert lines[1] == f",{EMPTY},the line is longer than 1 MiB and was left out"
    assert [line.split(",")[0] for line in lines] == ["1", "", "2"]
    lines, _ = bad('n,years\n1,"\n' + ("y" * 999 + "\n") * 5_000)
    assert len(lines) == 5_001


def test_spreadsheet_safe() -> None:
    content = '=n,years,m\n=1+1,5,-5\n@x,5,"+3.2"\n-a,5,"=""q"""\nok,=x,"\tz"\n'
    plain, safe = batch(content)[1], batch(content, "--spreadsheet-safe")[1]
    rows = list(csv.reader(StringIO(safe)))
    assert plain.splitlines()[1].startswith("=1+1,5,-5,")
    assert [row[0] for row in rows] == ["'=n", "'=1+1", "'@x", "'-a", "ok"]
    assert [row[2] for row in rows] == ["m", "-5", "+3.2", '\'="q"', "'\tz"]
    assert rows[4][1] == "'=x"
    assert safe.splitlines()[2].startswith("'@x,5,+3.2,") or '"+3.2"' in safe
    chosen = batch(content, "--spreadsheet-safe", "--fields", "m,typical")[1]
    assert [row[0] for row in csv.reader(StringIO(chosen))][3:] == ['\'="q"', "'\tz"]


CELLS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8),
    min_size=3,
    max_size=3,
)


@given(
    st.lists(CELLS, min_size=1, max_size=20),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(1, 40),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_cells_survive_byte_for_byte(rows: list[list[str]], quoting: int, end: str, size: int) -> None:
    written = StringIO()
    csv.writer(written, quoting=quoting, lineterminator=end).writerows(
        [["a", "b", "c"], *([f"x{row[0]}", *row[1:]] for row in rows)]
    )  # type: ignore[arg-type]
    content = written.getvalue().encode()
    position = 0

    def read(most: int) -> bytes:
        nonlocal position
        position += min(size, most)
        return content[position - min(size, most) : position]

    reader = CsvRows(LineReader(read), ",")
    found: list[Rows] = list(reader.blocks())
    texts = [text for block in found for text in block.texts]
    cells = [own for block in found for own in block.cells]
    assert not any(isinstance(own, Unreadable) for own in cells)
    assert reader.header + end + "".join(text + end for text in texts) == written.getvalue()
    assert [list(own) for own in cells] == list(csv.reader(StringIO(written.getvalue(), newline="")))[1:]


# JSON Lines.


def objects(content: str, *flags: str) -> tuple[int, list[dict[str, object]], str]:
    code, out, err = batch(content, "--input-format", "jsonl", *flags)
    return code, [json.loads(line) for line in out.splitlines()], err


def test_json_lines_keep_their_text_and_take_what_makes_sense() -> None:
    content = '{"cert": ["CPC"], "years": 5, "n": 1.10}\n\n{"CERT":"cpc","years":"5","remote":null }\n{}\n{"x":{"cert":[1]},"years":5.0}\n'
    code, out, _ = batch(content, "--input-format", "jsonl")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith('{"cert": ["CPC"], "years": 5, "n": 1.10, "level": "mid", "p10": 40200')
    assert lines[2].startswith('{"level": null, "p10": 38300')
    assert lines[3].startswith('{"x":{"cert":[1]},"years":5.0, "level": "mid"')
    assert [json.loads(line)["typical"] for line in lines[:3]] == [52500, 52500, 53000]
    assert json.loads(lines[0])["hourly_typical"] == 25.26


def test_bad_json_lines() -> None:
    bad_lines = [
        "[1]",
        "nonsense",
        '{"years": 5',
        '{"years":1,"years":2}',
        '{"error":1}',
        '{"years": NaN}',
        '{"years": {"a": 1}}',
        '{"cert": [1]}',
        '{"years": 5} x',
        '{"n": "a\0b"}',
        '{"years": true}',
        "[" * 100_000,
    ]
    code, found, err = objects("\n".join([*bad_lines, '{"years": 5}']) + "\n")
    assert code == 1
    assert len(found) == len(bad_lines) + 1
    assert all(record["error"] and record["typical"] is None for record in found[:-1])
    assert found[-1]["typical"] is not None
    assert found[0]["input"] == "[1]"
    assert found[3]["error"] == "the key 'years' appears twice"
    assert found[10]["years"] is True
    assert len(err.splitlines()) == len(bad_lines) + 1
    code, out, _ = batch(b'{"n": "\xe9"}\n', "--input-format", "jsonl")
    assert code == 1
    assert json.loads(out)["input"] == '{"n": "\udce9"}'


def test_chosen_fields_of_json_lines_are_as_they_were_written() -> None:
    content = '{"id": 1.50, "cert": "CPC", "years": 5, "l": [1.0, "a"], "b": true}\n{"id": "x"}\n'
    assert batch(content, "--input-format", "jsonl", "--fields", "id,l,b,typical")[1] == (
        '{"id": 1.50, "l": [1.0, "a"], "b": true, "typical": 52500}\n'
        '{"id": "x", "l": null, "b": null, "typical": 53000}\n'
    )


# How it ends.


def test_endless_input_into_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    endless = "(echo cert,years; yes CPC,5 2>/dev/null)"
    done = shell(f"{endless} | {{ salary batch -; echo $? >&2; }} | head -3", tmp_path)
    assert done.stdout.splitlines()[1:] == [f"CPC,5,{CPC}"] * 2
    assert done.stderr == "0\n"


def test_a_full_disk_keeps_what_was_finished(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("cert,years\n" + "CPC,5\n" * 50_000, encoding="utf-8")
    for command, name in (("-o /dev/full", "/dev/full"), ("> /dev/full", "the result")):
        done = shell(f"salary batch in.csv {command}", tmp_path)
        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr == f"error: cannot write {name}: no space left on device\n"
    done = shell(f"{KEPT_WHOLE} ulimit -f 1000; trap '' XFSZ; salary batch in.csv -o out.csv", tmp_path)
    kept = (tmp_path / "out.csv").read_text()
    rows = kept.count("\n") - 1
    assert done.returncode == 4
    assert kept == f"cert,years,{HEAD}\n" + f"CPC,5,{CPC}\n" * rows
    assert done.stderr.splitlines()[0] == f"warning: stopped after {rows:,} rows; they are in out.csv"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


# What it costs.


def peak(path: Path) -> float:
    """Return the most memory in MiB; a small process starts it, because a child begins with its parent's."""
    program = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-I", "-c", program, SALARY, "batch", path, "-o", "/dev/null"]
    done = subprocess.run(command, capture_output=True, env=environment(), check=True)
    return int(done.stdout) / (1024**2 if sys.platform == "darwin" else 1024)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for count in (10_000, 200_000):
        path = tmp_path / f"{count}.csv"
        path.write_text(
            "id,cert,years,state\n" + "".join(f"{number},CPC,{number % 40},OH\n" for number in range(count)),
            encoding="utf-8",
        )
        peaks.append(peak(path))
    assert peaks[1] < peaks[0] + 6
    assert peaks[1] < 60


def test_it_loads_neither_rich_nor_json_for_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("cert,years,state\nCPC,5,OH\n", encoding="utf-8")
    modules = loaded("batch", str(path))
    assert not below(modules, "rich") | below(modules, "json") | below(modules, "decimal")
    assert not below(modules, "coding_salary.formats.terminal")


def test_a_bar_on_a_terminal_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("cert,years,note\n" + f"CPC,5,{'x' * 60}\n" * 30_000, encoding="utf-8")
    code, seen = shown(80, "batch", str(path), "-o", str(tmp_path / "out.csv"))
    assert code == 0
    assert b"rows" in seen
    assert b"a second" in seen
    assert b"30,000 rows, no errors. " in seen
    still = shown(80, "batch", str(path), "--no-progress", "-o", str(tmp_path / "out.csv"))[1]
    assert b"a second" not in still
