"""What the shipped table says a multiplier comes from: its arithmetic gives it, and a yardstick is called one."""

import csv
import re
from collections.abc import Iterator
from itertools import pairwise
from math import log
from statistics import median

import pytest
from tables import HERE

from coding_salary.model.position import Curve
from coding_salary.table.bands import Bands
from coding_salary.table.factors import Choice

# A derivation that is arithmetic begins with it, up to a semicolon.
ARITHMETIC = re.compile(r"[\d.()/^x+ -]*\d[)/^x ][\d.()/^x+ -]*")


def choices(bands: Bands) -> Iterator[tuple[str, Choice]]:
    market = bands.markets["US"]
    for factor in market.factors.values():
        for choice in (*factor.values.values(), *(point.choice for point in factor.points)):
            yield f"{factor.name} {choice.value}", choice
    for job in market.occupations.values():
        for value in job.employers:
            choice = job.employer(market.factors["employer"], value)
            assert choice is not None
            yield f"{job.name} in {value}", choice


def worked(derivation: str) -> float | None:
    """Return what the arithmetic at the beginning of a derivation gives; None where there is none."""
    first = derivation.partition(";")[0].strip()
    if not ARITHMETIC.fullmatch(first):
        return None
    return float(eval(first.replace("^", "**").replace("x", "*")))  # digits and operators only


@pytest.mark.parametrize(
    ("derivation", "multiplier"),
    [
        ("0.74 x 1.0521", 0.74 * 1.0521),
        ("(9/4)^0.5 / 2; 0.5 is the share (1/3 of them)", 0.75),
        ("(4^0.5 x 2)^(-1/2); closes the mean", 0.5),
        ("no figure of 2023; 1/2", None),
        ("1.5", None),
    ],
)
def test_the_arithmetic_is_read(derivation: str, multiplier: float | None) -> None:
    assert worked(derivation) == (None if multiplier is None else pytest.approx(multiplier))


def test_a_derivation_that_gives_arithmetic_gives_its_multiplier(shipped: Bands) -> None:
    """Within 0.001 where three digits are kept, and within 0.02 where a judgement made it round."""
    gives = {name: worked(choice.derivation) for name, choice in choices(shipped)}
    for name, choice in choices(shipped):
        round_figure = f"{choice.multiplier:.3f}".endswith("0")
        if gives[name] is not None:
            assert choice.multiplier == pytest.approx(gives[name], abs=0.02 if round_figure else 0.001), name
    counted = [name for name, given in gives.items() if given is not None]
    assert (len(counted), sum(" in " in name for name in counted)) == (116, 71)


def test_the_yearly_rise_is_the_median_of_the_rises(shipped: Bands) -> None:
    for job in shipped.markets["US"].occupations.values():
        medians = [*job.medians.values(), job.nation.median]
        rises = [after / before - 1 for before, after in pairwise(medians)]
        assert job.rise is not None
        assert job.rise.rise == pytest.approx(median(rises), abs=0.00005), job.name


def test_what_an_employer_pays_on_top_of_wages_is_the_share_its_derivation_gives(shipped: Bands) -> None:
    costs = shipped.markets["US"].employer_costs
    for name, cost in costs.items():
        assert cost.share == pytest.approx(worked(cost.derivation), abs=0.00005), name
    assert len(costs) == 6


def workforce(bands: Bands, name: str) -> list[tuple[float, float]]:
    """Return how large each group of the assumed workforce is, and what its fact multiplies by."""
    market = bands.markets["US"]
    factor, job = market.factors[name], market.occupation
    points = {f"{point.years:g}": point.choice for point in factor.points}
    with (HERE / "workforce_mix.csv").open(encoding="utf-8", newline="") as file:
        shares = {row["value"]: float(row["share"]) for row in csv.DictReader(file) if row["factor"] == name}
    assert sum(shares.values()) == pytest.approx(1, abs=0.001)
    choices = {value: points.get(value) or job.employer(factor, value) for value in shares}
    return [(shares[value], choice.multiplier) for value, choice in choices.items() if choice]


@pytest.mark.parametrize("name", ["experience", "certified", "credential_count", "employer", "education"])
def test_a_spread_is_the_log_standard_deviation_over_the_workforce(shipped: Bands, name: str) -> None:
    groups = workforce(shipped, name)
    mean = sum(share * log(multiplier) for share, multiplier in groups)
    variance = sum(share * (log(multiplier) - mean) ** 2 for share, multiplier in groups)
    assert shipped.markets["US"].factors[name].spread == pytest.approx(variance**0.5, abs=0.001)


def test_the_workforce_is_in_the_middle(shipped: Bands) -> None:
    """Certification and education average to 1, numbers of certifications do in logs, years on the nation's range."""
    for name in ("certified", "education"):
        groups = workforce(shipped, name)
        assert sum(share * multiplier for share, multiplier in groups) == pytest.approx(1, abs=0.002), name
    numbers, years = workforce(shipped, "credential_count"), workforce(shipped, "experience")
    assert sum(share * log(multiplier) for share, multiplier in numbers) == pytest.approx(0, abs=0.002)
    nation = Curve.through(shipped.markets["US"].occupation.nation)
    assert sum(share * nation.score(log(multiplier)) for share, multiplier in years) == pytest.approx(
        0, abs=0.002
    )


def test_reference_is_said_of_a_yardstick_and_of_nothing_else(shipped: Bands) -> None:
    """A yardstick is 1 and has no error; a role's may be the range of an occupation of its own."""
    said = {name for name, choice in choices(shipped) if re.match(r"reference$|own range", choice.derivation)}
    graded = {name for name, choice in choices(shipped) if choice.evidence == "reference"}
    assert said == graded
    assert {choice.multiplier for name, choice in choices(shipped) if name in said} == {1}
