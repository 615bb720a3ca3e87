"""What the shipped table says a multiplier comes from: its arithmetic gives it, and a yardstick is called one."""

import re
from collections.abc import Iterator
from statistics import median

import pytest

from coding_salary.table.bands import Bands
from coding_salary.table.factors import Choice

# A derivation that is arithmetic begins with it, up to a semicolon.
ARITHMETIC = re.compile(r"[\d.()/^x -]*\d[)/^x ][\d.()/^x -]*")


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
    return float(eval(first.replace("^", "**").replace("x", "*")))  # noqa: S307 - digits and operators only


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
        rises = [after / before - 1 for before, after in zip(medians, medians[1:], strict=False)]
        assert job.rise is not None
        assert job.rise.rise == pytest.approx(median(rises), abs=0.00005), job.name


def test_reference_is_said_of_a_yardstick_and_of_nothing_else(shipped: Bands) -> None:
    """A yardstick is 1 and has no error; a role's may be the range of an occupation of its own."""
    said = {name for name, choice in choices(shipped) if re.match(r"reference$|own range", choice.derivation)}
    graded = {name for name, choice in choices(shipped) if choice.evidence == "reference"}
    assert said == graded
    assert {choice.multiplier for name, choice in choices(shipped) if name in said} == {1}
