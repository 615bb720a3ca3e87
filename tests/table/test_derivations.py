"""What the shipped table says a multiplier comes from: its arithmetic gives it, and a yardstick is called one."""

import re
from collections.abc import Iterator
from math import prod

import pytest

from coding_salary.table.bands import Bands
from coding_salary.table.factors import Choice

NUMBER = r"\d+(?:\.\d+)?"
STEP = re.compile(
    rf"(\^|/|divided by|centred by|over role-fixed) ?({NUMBER})\)?(?: role-fixed)?(?: = ({NUMBER}))?"
)
# Yardsticks of their factor with the evidence of a real figure: it would move every margin to change them.
UNCALLED = {"credential CPC", "education certificate", "remote no"}


def choices(bands: Bands) -> Iterator[tuple[str, Choice]]:
    for factor in bands.markets["US"].factors.values():
        for choice in (*factor.values.values(), *(point.choice for point in factor.points)):
            yield f"{factor.name} {choice.value}", choice


def worked(derivation: str) -> float | None:
    """Follow the arithmetic of a derivation from left to right; None where it has none."""
    if middle := re.search(rf"mid of ({NUMBER}) and ({NUMBER})", derivation):
        return (float(middle[1]) + float(middle[2])) / 2
    # A remark in parentheses may hold other figures, and so may what stands beside the first.
    text = re.sub(r"\([^()]*[a-z][^()]*\)", "", derivation).partition(" and ")[0]
    steps = list(STEP.finditer(text))
    if not steps:
        return None
    start = found = float(re.findall(NUMBER, text[: steps[0].start()])[-1])
    for operator, number, said in (step.groups() for step in steps):
        found = found ** float(number) if operator == "^" else found / float(number)
        # It was worked out with more digits than are shown.
        assert not said or found == pytest.approx(float(said), rel=0.002), derivation
    return (start + found) / 2 if "; mid-point" in text else found


@pytest.mark.parametrize(
    ("derivation", "multiplier"),
    [
        ("1.5^2 = 2.25, divided by 2; 9 is the share (1/3 of them)", 1.125),
        ("geometric mean = 0.9; ^2, since (half of 5, 2015); centred by 3", 0.27),
        ("XYZ 3; 3^2 = 9; mid-point", 6),
        ("1.228 all titles / 1.075 role-fixed = 1.142", 1.228 / 1.075),
        ("3/2 (2021) and 5/3 (2022) an hour", 1.5),
        ("no pay figure found in 2023", None),
    ],
)
def test_the_arithmetic_is_read(derivation: str, multiplier: float | None) -> None:
    assert worked(derivation) == pytest.approx(multiplier)


def test_a_step_that_says_a_wrong_result_is_noticed() -> None:
    with pytest.raises(AssertionError):
        worked("1.091^0.55 = 1.055")


def test_a_derivation_that_gives_arithmetic_gives_its_multiplier(shipped: Bands) -> None:
    """Within 0.002 where three digits are kept, and within 0.02 where a judgement made it round."""
    gives = {name: worked(choice.derivation) for name, choice in choices(shipped)}
    for name, choice in choices(shipped):
        round_figure = f"{choice.multiplier:.3f}".endswith("0")
        if gives[name] is not None:
            assert choice.multiplier == pytest.approx(gives[name], abs=0.02 if round_figure else 0.002), name
    assert sum(given is not None for given in gives.values()) == 44


def test_reference_is_said_of_a_yardstick_and_of_nothing_else(shipped: Bands) -> None:
    """A yardstick is 1 and has no error; a role's is the range of the occupation."""
    said = {name for name, choice in choices(shipped) if re.match(r"reference\b|range of", choice.derivation)}
    graded = {name for name, choice in choices(shipped) if choice.evidence == "reference"}
    assert said - UNCALLED == graded
    assert said > UNCALLED
    assert prod(choice.multiplier for name, choice in choices(shipped) if name in said) == 1
