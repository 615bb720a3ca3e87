"""Whole outputs that a person has read: the command line of each golden file.

What no command line gives alone is compared where it is made, with the fixture `golden`.
"""

from collections.abc import Callable

import pytest
from program import salary

from coding_salary.formats import Format

FORMATS = tuple(format.value for format in Format if not format.page)
TEXTS = tuple(format for format in FORMATS if format != Format.TABLE)
FEW = ("plain", "json", "csv", "md")
WIDTHS = (20, 30, 40, 60, 80, 120, 200)

CPC = "estimate -c CPC -y 5"
ANSWERS = (
    "-c CPC,CPMA -y 12 -s CA -e hospital --education bachelor -r auditor --specialty cardiology --remote"
)
AUDITOR = f"estimate {ANSWERS} --explain"
RAISE = "raise 23.50/hr 3% --since 2024-05 -c CPC -y 5 -s OH"
SEVERAL = (
    "offer 54000 35/hr,contractor 62000,state=CA,pto=20 26/hr,hours=32,bonus=1500 28/hr,metro=columbus-oh"
)
COUNTRIES = "compare country -c CPC -y 5 --in USD"
PATH = "path -c none -y 0 -s OH --until 5 --plan 1:+CPC --plan 4:employer=hospital --plan-name CPC"

# The names of files, where {} is a width, and what is seen at each of these.
AT_WIDTHS: list[tuple[str, str, tuple[int, ...]]] = [
    ("cpc-{}.table", CPC, WIDTHS),
    ("explain-{}.txt", AUDITOR, (40, 80, 120)),
    ("path-{}.table", PATH, (40, 80, 120)),
    ("offer-{}.table", "offer 30/hr --bonus 2000 --contractor -c CPC -y 5 -s OH", (40, 80, 120)),
    ("raise-{}.table", RAISE, (40, 80, 120)),
    ("offer-several-{}.table", "offer 54000 35/hr,contractor,hours=32 62000,state=CA,pto=20 -c CPC -y 5", (40, 80, 120)),
    ("countries-{}.table", COUNTRIES, (80, 120)),
    ("abroad-uk-{}.table", "estimate --country UK -c ACC -y 3 -s LIN --explain --in USD", (40, 80, 120)),
    ("abroad-ca-{}.table", "estimate --country CA -c CHIM --explain --in USD", (40, 80, 120)),
    ("abroad-au-{}.table", "estimate --country AU -r senior --explain --in USD", (40, 80, 120)),
]  # fmt: skip
# Those in several formats.
IN_FORMATS: list[tuple[str, str, tuple[str, ...]]] = [
    ("cpc", CPC, TEXTS),
    ("auditor-explain", AUDITOR, ("plain", "md", "csv", "jsonl")),
    ("boost", "boost -c CPC -y 5 --top 6", FORMATS),
    ("offer", "offer 54k -c CPC,CPMA -y 12 -e hospital", FORMATS),
    ("offer-several", f"{SEVERAL} -c CPC -y 5", FEW),
    ("raise", RAISE, FEW),
    ("countries", COUNTRIES, ("csv", "plain")),
    ("careers", "careers -c CPC -y 5 -s OH --width 100", ("table", "plain", "md", "json")),
    ("history", "history --width 80", ("table", "plain", "csv")),
]
# And every other, read by a person: in advice what comes first, what must wait, and why.
ALONE = {
    "advice-cert-none-years-0.table": "boost --cert none --years 0 --width 80",
    "advice-c-CPC-A-y-1.table": "boost -c CPC-A -y 1 --width 80",
    "advice-c-CPC-y-5.table": "boost -c CPC -y 5 --width 80",
    "advice-c-CCS-y-15-role-manager.table": "boost -c CCS -y 15 --role manager --width 80",
    "list-roles.md": "list roles -f md",
    "list-employers.plain": "list employers -f plain --search government",
    "table-nobody.txt": "estimate --ascii",
    "table-cpc.txt": f"{CPC} --ascii",
    "table-biller.txt": "estimate -c none -r biller -m elmira --ascii",
    "table-fallback.txt": "estimate -y 0 -m elmira --ascii",
    "table-auditor.txt": f"estimate {ANSWERS} --ascii",
    "table-hospital.txt": "estimate -e hospital --ascii",
    "table-director.txt": "estimate -r director -c CPC -y 15 --as-of published --ascii",
}
GOLDEN = {
    **{name.format(width): f"{typed} --width {width}" for name, typed, widths in AT_WIDTHS for width in widths},
    **{f"{name}.{format}": f"{typed} -f {format}" for name, typed, formats in IN_FORMATS for format in formats},
    **ALONE,
}  # fmt: skip


@pytest.mark.parametrize("name", GOLDEN)
def test_the_command_prints_what_was_read(golden: Callable[[str, str], None], name: str) -> None:
    golden(name, salary(GOLDEN[name]).out)
