"""A made-up workforce, drawn with the mixes of the model, gives the official percentiles back."""

import csv
from itertools import product
from math import exp, prod
from statistics import NormalDist

import pytest
from people import NATION
from tables import HERE

from coding_salary.model.estimate import estimate
from coding_salary.model.position import Curve, People
from coding_salary.numbers import PERCENTILES
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands

COUNTED = {"none": (), "1": ("CPC",), "2": ("CPC", "CCS"), "3": ("CPC", "CCS", "CIC")}
ROUNDS = 60  # halvings of a range of eight normal scores


def shares(factor: str) -> dict[str, float]:
    with (HERE / "workforce_mix.csv").open(encoding="utf-8", newline="") as file:
        return {row["value"]: float(row["share"]) for row in csv.DictReader(file) if row["factor"] == factor}


def certification_shares() -> dict[str, float]:
    certified, counts = shares("certified"), shares("credential_count")
    return {"none": certified["none"]} | {count: certified["yes"] * share for count, share in counts.items()}


def drawn(bands: Bands) -> list[tuple[float, NormalDist]]:
    """Return each group of people, by its share and where in the nation they are: drawn with what facts leave."""
    groups = []
    for picks in product(
        *(mix.items() for mix in (shares("experience"), certification_shares(), shares("education")))
    ):
        (years, certs, education), weights = zip(*picks, strict=True)
        you = estimate(bands, Profile("US", NATION, COUNTED[certs], float(years), education=education)).you
        assert isinstance(you.people, People)
        assert you.narrowing is not None
        groups.append((prod(weights), NormalDist(you.people.position, you.narrowing)))
    return groups


def test_it_gives_the_five_national_percentiles_back(shipped: Bands) -> None:
    groups, official = drawn(shipped), shipped.markets["US"].occupation.nation
    assert len(groups) == 5 * 4 * 5
    assert sum(weight for weight, _ in groups) == pytest.approx(1)
    for percentile, wage in zip(PERCENTILES, official.wages, strict=True):
        low, high = -4.0, 4.0
        for _ in range(ROUNDS):
            middle = (low + high) / 2
            below = sum(weight * people.cdf(middle) for weight, people in groups)
            low, high = (middle, high) if below < percentile / 100 else (low, middle)
        ours = official.median * exp(Curve.through(official).height(low))
        assert ours == pytest.approx(wage, rel=0.02), percentile
