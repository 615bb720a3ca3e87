"""The clock: read for `--as-of today`, and to say that a table is old; never for a result itself."""

import os
from time import strftime

from typer import BadParameter

from coding_salary.errors import quoted

DATE_VARIABLE = "SALARY_TODAY"
MONTH_LENGTH = len("2026-11")


def this_month() -> str:
    """Return this month such as `2026-11`, or that of SALARY_TODAY; raises BadParameter for a bad date."""
    from datetime import date

    said = os.environ.get(DATE_VARIABLE)
    if not said:
        return strftime("%Y-%m")
    try:
        return date.fromisoformat(said if len(said) > MONTH_LENGTH else f"{said}-01").strftime("%Y-%m")
    except ValueError:
        raise BadParameter(f"{DATE_VARIABLE} must be a date such as 2026-11-21, found {quoted(said)}") from None
