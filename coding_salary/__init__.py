"""What medical coders and billers earn, and where every number comes from.

>>> from coding_salary import estimate
>>> estimate(cert="CPC", years=5, state="OH").typical
52500
"""

__version__ = "0.1.0"
RELEASED = "2026-11-21"
# Where the public names are defined: each is imported when it is first asked for, so that a run of the
# program, which imports this package as well, pays for none.
PUBLIC = {
    **dict.fromkeys(
        ("boost", "compare", "estimate", "estimate_rows", "offer", "offers"), "coding_salary.api"
    ),
    **dict.fromkeys(("path", "pay_raise", "Offered"), "coding_salary.api"),
    **dict.fromkeys(("Boost", "Comparison", "Estimate", "Offer", "Offers"), "coding_salary.results"),
    **dict.fromkeys(("Path", "Raise"), "coding_salary.results"),
    "Person": "coding_salary.api",
    "SalaryError": "coding_salary.reading.errors",
}
TYPE_CHECKING = False
if TYPE_CHECKING:
    from coding_salary.api import Offered as Offered
    from coding_salary.api import boost as boost
    from coding_salary.api import compare as compare
    from coding_salary.api import estimate as estimate
    from coding_salary.api import estimate_rows as estimate_rows
    from coding_salary.api import offer as offer
    from coding_salary.api import offers as offers
    from coding_salary.api import path as path
    from coding_salary.api import pay_raise as pay_raise
    from coding_salary.profile.answers import Person as Person
    from coding_salary.reading.errors import SalaryError as SalaryError
    from coding_salary.results import Boost as Boost
    from coding_salary.results import Comparison as Comparison
    from coding_salary.results import Estimate as Estimate
    from coding_salary.results import Offer as Offer
    from coding_salary.results import Offers as Offers
    from coding_salary.results import Path as Path
    from coding_salary.results import Raise as Raise


def __getattr__(name: str) -> object:
    """Return a public name from where it is defined; raises AttributeError for any other."""
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(PUBLIC[name]), name)
