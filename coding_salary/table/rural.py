"""The nonmetropolitan areas of a state together, as one area."""

from collections.abc import Sequence
from math import hypot

from coding_salary.table.jobs import JobsByPlace
from coding_salary.table.market import Market
from coding_salary.table.places import Area
from coding_salary.table.wages import Range

NONMETROPOLITAN = "nonmetropolitan"
RURAL = "rural"


def nonmetropolitan_of(areas: Sequence[Area], state: str) -> list[Area]:
    """Return the nonmetropolitan areas of a state, by its code."""
    return [area for area in areas if area.kind == NONMETROPOLITAN and area.state == state]


def together(market: Market, areas: Sequence[Area], jobs: JobsByPlace) -> tuple[Area, bool]:
    """Return several areas of a state as one, and whether all its jobs are counted.

    Each percentile is the mean of theirs, weighted by the jobs of the occupation; where those are not
    published in all of them, they weigh alike.
    """
    state, ranges, counted = areas[0].state, {}, True
    for name in market.occupations:
        parts = [(area.ranges[name], _jobs(jobs, area, name)) for area in areas if name in area.ranges]
        counts = [count for _, count in parts if count]
        counted &= len(counts) == len(parts)
        if parts:
            weights = counts if len(counts) == len(parts) else [1] * len(parts)
            ranges[name] = _mean([own for own, _ in parts], [weight / sum(weights) for weight in weights])
    name = f"{market.states[state]} nonmetropolitan areas"
    return Area(f"{RURAL}-{state}", NONMETROPOLITAN, name, state, (state,), ranges), counted


def _jobs(jobs: JobsByPlace, area: Area, occupation: str) -> int | None:
    return jobs[area.code][occupation].jobs if area.code in jobs else None


def _mean(parts: Sequence[Range], weights: Sequence[float]) -> Range:
    """Return the weighted mean of ranges; each is a sample of its own, so their errors add as squares."""
    wages = zip(*(own.wages for own in parts), strict=True)
    means = (sum(wage * weight for wage, weight in zip(each, weights, strict=True)) for each in wages)
    errors = (weight * own.error for weight, own in zip(weights, parts, strict=True))
    return Range(tuple(means), hypot(*errors))
