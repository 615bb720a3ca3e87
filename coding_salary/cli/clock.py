"""The clock: read for `--as-of today`, and to say that a table is old; never for a result itself."""

import os
from time import strftime

from typer import BadParameter

TODAY = "SALARY_TODAY"
MONTH_LENGTH = len("2026-11")


def this_month() -> str:
    """Return this month such as `2026-11`, or that of SALARY_TODAY; raises BadParameter for a bad date."""
    from re import fullmatch

    from coding_salary.ageing import MONTH

    said = os.environ.get(TODAY)
    if not said:
        return strftime("%Y-%m")
    if not fullmatch(rf"{MONTH}(-[0-9]{{2}})?", said):
        raise BadParameter(f"{TODAY} must be a date such as 2026-11-21, found {said!a}")
    return said[:MONTH_LENGTH]
