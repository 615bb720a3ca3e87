"""A made-up workforce, drawn with the mixes of the model, gives the official percentiles back."""

import csv
from itertools import product
from math import erf, exp, sqrt

import pytest
from tables import HERE

from coding_salary.model.curve import Curve
from coding_salary.model.estimate import Position, estimate
from coding_salary.numbers import PERCENTILES
from coding_salary.profile.profile import Profile
from coding_salary.table.bands import Bands
from coding_salary.table.places import nation

COUNTED = {"none": (), "1": ("CPC",), "2": ("CPC", "CCS"), "3": ("CPC", "CCS", "CIC")}


def shares(factor: str) -> dict[str, float]:
    with (HERE / "workforce_mix.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["factor"] == factor]
    total = sum(float(row["share"]) for row in rows)
    return {row["value"]: float(row["share"]) / total for row in rows}


def certification_shares() -> dict[str, float]:
    certified, counts = shares("certified"), shares("credential_count")
    return {"none": certified["none"]} | {count: certified["yes"] * share for count, share in counts.items()}


def test_it_gives_the_five_national_percentiles_back(shipped: Bands) -> None:
    market = shipped.markets["US"]
    mixes = [shares("experience"), certification_shares(), shares("employer"), shares("education")]
    positions = []
    for picks in product(*(mix.items() for mix in mixes)):
        (years, _), (certs, _), (employer, _), (education, _) = picks
        weight = 1.0
        for _, share in picks:
            weight *= share
        person = Profile(
            "US",
            nation(market),
            certs=COUNTED[certs],
            years=float(years),
            employer=employer,
            education=education,
        )
        you = estimate(shipped, person).you
        wages = market.occupation.ranges["US"]
        scale = Position.of(shipped, wages, wages, None)
        from math import log

        positions.append((weight, scale.nation.score(log(you.multiplier)), you.narrowing))
    assert sum(weight for weight, _, _ in positions) == pytest.approx(1)
    assert len(positions) == 5 * 4 * 18 * 5

    def below(score: float) -> float:
        return sum(w * (1 + erf((score - z) / r / sqrt(2))) / 2 for w, z, r in positions)

    curve, wages = Curve.through(market.occupation.ranges["US"]), market.occupation.ranges["US"].wages
    for percentile, official in zip(PERCENTILES, wages, strict=True):
        low, high = -4.0, 4.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if below(middle) < percentile / 100 else (low, middle)
        ours = wages[2] * exp(curve.height(low))
        assert ours == pytest.approx(official, rel=0.025), percentile
