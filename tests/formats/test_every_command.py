"""What holds of the output of every command: amounts that are whole, and the same rows in each machine format."""

import csv
import json

import pytest
from program import answer, salary

from coding_salary.catalog.listing import KINDS

WIDTHS = ("20", "30", "40", "60", "80", "120", "200")
# What is seen, and words that must stand in it whole: a number that is cut is a wrong one.
WHOLE = [
    # As the table has them: the wages of coders in Ohio and in hospitals, and the points of experience.
    ("bands show states.OH", "38,060 45,500 50,990 63,510 79,290"),
    ("bands show coder.employers.hospital", "39,530 47,370 59,120 74,160 90,120"),
    ("bands show experience", "0.779 0.905 1.052 1.157 1.226"),
    ("bands show CPMA", "1.075"),
    ("careers -s OH", "$52,800"),  # the median of coders in Ohio, 50,990, by 1.0361
    # California, 61,810 x 1.036063 = 64,039, and / 1.1072 = 57,839.
    ("compare state=OH,CA,PR --real", "$64,000 $57,800"),
    ("estimate -c CPC -y 5 --what-if", "$28,700 $73,700 $121,100"),
    ("history", "$44,090"),
    *((f"list {kind}", "") for kind in KINDS),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "amounts"), WHOLE)
def test_no_amount_is_cut_and_no_line_too_long(typed: str, amounts: str) -> None:
    for width in WIDTHS:
        run = salary(typed, COLUMNS=width)
        assert run.code == 0
        assert set(amounts.split()) <= set(run.out.split()), width
        assert all(len(line) <= int(width) for line in run.out.splitlines() if "http" not in line), width


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("estimate -c CPC,CPMA -y 12 -s CA -e hospital -r auditor --remote", "levels"),
        ("careers -c CPC -y 5 -s OH", "careers"),
        ("compare country --country UK -c ACC -y 3 --in USD", "rows"),
        ("bands show states.OH", "items"),
        ("bands diff tests/tiny.yaml tests/isles.yaml", "items"),
        *((f"list {kind}", "items") for kind in KINDS),
    ],
)
def test_machine_formats_hold_the_same_rows(typed: str, rows: str) -> None:
    document = answer(typed)
    lines = [json.loads(line) for line in salary(f"{typed} -f jsonl").out.splitlines()]
    comma = salary(f"{typed} -f csv").rows()
    assert comma == list(csv.DictReader(salary(f"{typed} -f tsv").out.splitlines(), delimiter="\t"))
    nested = [*document[rows], *([document["you"]] if "you" in document else [])]
    for line, cells, record in zip(lines, comma, nested, strict=True):
        assert list(line) == list(cells)
        assert {key: line[key] for key in record} == record
        for key, value in line.items():
            assert same(value, cells[key]), key


def same(value: object, cell: str) -> bool:
    if isinstance(value, bool) or value is None:
        return cell == ("" if value is None else str(value).lower())
    if isinstance(value, int | float):
        return float(cell) == value
    return cell == (";".join(map(str, value)) if isinstance(value, list) else value)


@pytest.mark.parametrize(
    ("typed", "flags", "added"),
    [
        ("estimate -s CA", "--real", {"real", "price"}),
        ("estimate --country UK -c ACC -y 3 -s LIN", "--in USD", {"conversion", "converted", "parity"}),
    ],
)
def test_other_money_stands_beside_and_never_instead(typed: str, flags: str, added: set[str]) -> None:
    without, beside = (salary(f"{typed} -f csv {more}").rows() for more in ("", flags))
    for bare, more in zip(without, beside, strict=True):
        assert {key: more[key] for key in bare} == bare
        assert {key.partition("_")[0] for key in set(more) - set(bare)} == added
