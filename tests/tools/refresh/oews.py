"""Take the wages of another release of the official statistics (OEWS) into the program: a morning's work.

    .venv/bin/python tests/tools/refresh/oews.py all_data_M_2026.xlsx --month 2026-05

The Bureau of Labor Statistics publishes the wages of May in spring of the next year. Then:

1. Have what reads workbooks: `.venv/bin/pip install -e '.[tools]'`.
2. From https://www.bls.gov/oes/tables.htm download "All data" (`oesm26all.zip`) with a browser
   and unpack `all_data_M_2026.xlsx`. Or take the three smaller ones, National (`oesm26nat.zip`), State
   (`oesm26st.zip`) and Metropolitan and nonmetropolitan area (`oesm26ma.zip`), and name all of
   `national_M2026_dl.xlsx`, `state_M2026_dl.xlsx`, `MSA_M2026_dl.xlsx` and `BOS_M2026_dl.xlsx`. The same
   sheets saved as CSV (UTF-8) will do. Keep them out of the checkout.
3. Run this script with the files and the month whose wages they are; the workbook of all data takes some
   minutes. It writes `bands.yaml` (the nation's wages, the month, and the old median among the `medians`),
   `us_states.csv`, `us_areas.csv`, `us_careers.csv`, `us_careers_areas.csv`, `us_jobs.csv` and a row more of each
   occupation in `us_history.csv`, or says what is lacking, where, and writes nothing. The consumer prices of the
   months since then go into `us_consumer_prices.csv` by hand, from https://www.bls.gov/cpi/ (CUUR0000SA0).
4. Read what it prints. An area that is new, gone or renamed needs nothing more. Look at the largest moves:
   small areas move a lot, but a state that moves by more than a tenth is worth a look at the publisher's own
   page. A wage at or above the highest that is published (`#`) is no wage: it is left blank, and listed.
5. In `bands.yaml`, by hand: bump `version`; add the release under `sources` and cite it at every
   occupation. Take `employers` from the tables by industry, which this script does not read, and work each
   `yearly_rise` out anew: a test computes it from the medians.
6. `salary bands check bands.yaml`, then read `git diff`: figures, the month, and what you wrote by hand.
7. Run `pytest`: it names the tests and texts that quote figures. Work the examples of
   `tests/model/test_worked.py` again by hand and take the counts of areas from the summary;
   `pytest --update-golden` writes the golden files and the examples of README.md and the help topics anew: read
   how they changed.
8. In CHANGELOG.md, under Figures: the table's version, the release, how far the nation's medians moved, and
   which areas and wages came or went.
9. `python tests`, and commit the files together with all that follows from them.

Only rows of all industries and owners count. A place with no wages at all has no row among the careers, and
single wages that are not published are blank there. An area whose wages for a job are not all published has
none for that job: the program uses the state's.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from moves import summary
from release import read_release
from shipped import check, made_anew, read_files

from coding_salary.reading.errors import TableError
from coding_salary.table.indexes import MONTH

ROOT = Path(__file__).resolve().parents[3]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the script and return what the process ends with."""
    said = _parser().parse_args(arguments)
    try:
        lines = refresh(said.files, said.month, said.into)
    except TableError as error:
        print(error, "Nothing was written.", sep="\n", file=sys.stderr)
        return int(error.exit_code)
    print(*lines, sep="\n")
    return 0


def refresh(files: Sequence[str], month: str, root: Path) -> list[str]:
    """Take a release into a checkout, whole or not at all, and return what there is to say of it."""
    contents = read_files(root)
    old = check(contents)
    jobs = [job.code for job in old.market.occupations.values()]
    release = read_release(files, old.socs, jobs, month[:4])
    made = made_anew(contents, old, release, month)
    lines = list(summary(old, check(made), release))
    for name, content in made.items():
        (root / name).write_bytes(content)
    return lines


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Take a release of the official wages into the program.")
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a workbook of the release, or a sheet as CSV"
    )
    parser.add_argument("--month", required=True, type=_month, help="whose wages they are, such as 2026-05")
    parser.add_argument(
        "--into", type=Path, default=ROOT, metavar="FOLDER", help="another checkout to write to"
    )
    return parser


def _month(text: str) -> str:
    if not re.fullmatch(MONTH, text):
        raise argparse.ArgumentTypeError(f"expected a month such as 2026-05, found {text!r}")
    return text


if __name__ == "__main__":
    sys.exit(main())
