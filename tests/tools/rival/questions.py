"""Twenty questions for two servers of wages: how each is asked, and where in its answer the number stands."""

from collections.abc import Callable
from typing import Any, NamedTuple

CODER, BILLER, MANAGER, COMPLIANCE = "29-2072", "43-3021", "11-9111", "13-1041"
NURSE, DEVELOPER = "29-1141", "15-1252"
# The rival's names of what it has, by its codes.
MEASURES = {
    "01": "Employment",
    "04": "Annual Mean Wage",
    "11": "Annual 10th Percentile",
    "12": "Annual 25th Percentile",
    "13": "Annual Median",
    "14": "Annual 75th Percentile",
    "15": "Annual 90th Percentile",
}
HOSPITALS = "622000"


class Asked(NamedTuple):
    """A tool, its arguments, and how its answer is read."""

    tool: str
    arguments: dict[str, Any]
    read: Callable[[dict[str, Any]], object]


class Question(NamedTuple):
    """A question, asked in both ways; None where a server has no such answer."""

    text: str
    theirs: Asked | None
    ours: Asked | None


def their_wage(soc: str, measure: str = "13", **where: str) -> Asked:
    """Ask the rival for a published figure of a job."""
    arguments = {"occ_code": soc.replace("-", ""), "datatypes": [measure], **where}
    return Asked("get_wage_data", arguments, lambda found: found["wages"][MEASURES[measure]]["numeric"])


def our_wage(soc: str, percentile: int = 50, **where: str) -> Asked:
    """Ask for the wages of a job as they were published, in whole dollars."""

    def read(found: dict[str, Any]) -> object:
        return next(row[f"p{percentile}"] for row in found["careers"] if row["soc"] == soc)

    return Asked("careers", {"as_of": "published", **where}, read)


def our_jobs(state: str) -> Asked:
    """Ask how many coders a state has."""

    def read(found: dict[str, Any]) -> object:
        return next(row["coder_jobs"] for row in found["items"] if row["code"] == state)

    return Asked("list", {"kind": "states"}, read)


def in_hospitals(found: dict[str, Any]) -> object:
    """Read the median of an industry out of the steps of an estimate."""
    return next(step["pay_after"] for step in found["factors"] if step["factor"] == "employer")


PERSON = {"cert": ["CPC"], "years": 5, "state": "OH"}
OHIO, TEXAS, NEW_YORK = ({"scope": "state", "area_code": fips} for fips in ("39", "48", "36"))
COLUMBUS, LOS_ANGELES, NORTHEAST = (
    {"scope": "metro", "area_code": code} for code in ("18140", "31080", "3900002")
)
QUESTIONS = (
    *(
        Question(
            f"coders in the nation, {percentile}th percentile",
            their_wage(CODER, measure),
            our_wage(CODER, percentile),
        )
        for percentile, measure in zip((10, 25, 50, 75, 90), ("11", "12", "13", "14", "15"), strict=True)
    ),
    Question("billers in the nation, median", their_wage(BILLER), our_wage(BILLER)),
    Question("managers in the nation, median", their_wage(MANAGER), our_wage(MANAGER)),
    Question("nurses in the nation, median", their_wage(NURSE), our_wage(NURSE)),
    Question("coders in Ohio, median", their_wage(CODER, **OHIO), our_wage(CODER, state="OH")),
    Question("billers in Texas, median", their_wage(BILLER, **TEXAS), our_wage(BILLER, state="TX")),
    Question(
        "compliance officers in New York, 75th percentile",
        their_wage(COMPLIANCE, "14", **NEW_YORK),
        our_wage(COMPLIANCE, 75, state="NY"),
    ),
    Question("coders in Columbus, median", their_wage(CODER, **COLUMBUS), our_wage(CODER, metro="18140")),
    Question(
        "coders in Los Angeles, 90th percentile",
        their_wage(CODER, "15", **LOS_ANGELES),
        our_wage(CODER, 90, metro="31080"),
    ),
    Question(
        "coders in northeastern Ohio outside the cities, median",
        their_wage(CODER, **NORTHEAST),
        our_wage(CODER, metro="3900002"),
    ),
    Question("how many coders Ohio has", their_wage(CODER, "01", **OHIO), our_jobs("OH")),
    Question(
        "coders in hospitals, median",
        their_wage(CODER, industry=HOSPITALS),
        Asked("estimate", {"as_of": "published", "employer": "hospital"}, in_hospitals),
    ),
    Question("coders in the nation, mean", their_wage(CODER, "04"), None),
    Question("software developers in the nation, median", their_wage(DEVELOPER), None),
    Question(
        "a CPC with five years in Ohio today",
        None,
        Asked("estimate", PERSON, lambda found: found["you"]["typical"]),
    ),
    Question(
        "whether $20 an hour is fair for that person",
        None,
        Asked("offer", {"amounts": ["20/hr"], **PERSON}, lambda found: found["verdict"]),
    ),
)
