"""The model a second time, as plain as it can be written, to check the program against.

It shares no code with the program: it reads bands.yaml and us_areas.csv by itself and follows the
specification of the numbers step by step, slowly and in the open. Where the specification leaves a
choice, these were decided, and hold here too:

- A yardstick of the skill group (evidence `reference`, or a role with its own range) never outweighs
  a real difference. Of differences of the same size the best supported one counts.
- A role with its own range explains no spread; `--cert none` explains none by a number of certifications.
- What is held within the table's percentiles is pay, not the position itself.
- The margin grows with every year of ageing, by the error of the wage index.
"""

import csv
from functools import cache
from itertools import pairwise
from math import exp, floor, log, sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PERCENTILES = (10, 25, 50, 75, 90)
NAMES = ("p10", "low", "typical", "high", "p90")
NORMAL = NormalDist()
GRADES = ("reference", "solid", "fair", "weak", "assumed")
SKILL = ("credential", "specialty", "role")
SINGLE = ("specialty", "role", "employer", "education")


def read_table() -> Any:
    text = (ROOT / "bands.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_areas() -> dict[str, dict[str, str]]:
    with (ROOT / "coding_salary" / "table" / "data" / "us_areas.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return {row["code"]: row for row in csv.DictReader(file)}


TABLE = read_table()
AREAS = read_areas()
US = TABLE["markets"]["US"]
FACTORS = US["factors"]
PLACES = ["US", *US["states"], *AREAS]


@cache
def score(percentile):
    """The normal score of a percentile."""
    return NORMAL.inv_cdf(percentile / 100)


def half_up(amount, step):
    """Halves go up; a hair of binary arithmetic below a half is a half."""
    return round(floor(round(amount / step, 8) + 0.5) * step, 2)


# Places


@cache
def wages_of(place, job):
    """Return the five wages and the relative standard error, or None where nothing is published."""
    if place in AREAS:
        cells = [AREAS[place][f"{job}_{column}"] for column in ("p10", "p25", "p50", "p75", "p90", "error")]
        if "" in cells:
            return None
        numbers = [float(cell) for cell in cells]
    else:
        numbers = US["occupations"][job]["ranges"][place]
    return numbers[:5], numbers[5] / 100


def published_place(place, job):
    """An area without wages falls back to its state."""
    if wages_of(place, job) is None:
        return AREAS[place]["state"]
    return place


# The curve: straight lines through (score, ln(wage / median)), the first and the last going on.


@cache
def points_of(place, job):
    wages = wages_of(place, job)[0]
    median = wages[2]
    return [
        (score(percentile), log(wage / median)) for percentile, wage in zip(PERCENTILES, wages, strict=True)
    ]


def line_through(points, x):
    """Read the y at an x from lines through points (x, y)."""
    chosen = (points[-2], points[-1])
    for left, right in pairwise(points):
        if x <= right[0]:
            chosen = (left, right)
            break
    (x0, y0), (x1, y1) = chosen
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


# Facts: dicts of factor, value, multiplier, evidence, spread, counted


def facts_of(said):
    facts = []
    for factor in FACTORS:
        for value, choice in given(factor, said):
            own_range = "occupation" in choice
            facts.append(
                {
                    "factor": factor,
                    "value": value,
                    "multiplier": choice["multiplier"],
                    "evidence": choice["evidence"],
                    "spread": 0 if own_range else FACTORS[factor]["spread"],
                    "yardstick": choice["evidence"] == "reference" or own_range,
                    "counted": True,
                }
            )
    choose_strongest([fact for fact in facts if fact["factor"] in SKILL])
    return facts


def given(factor, said):
    """Return the values of a factor that were said, with their entries in the table."""
    certs = said.get("certs")
    if factor == "experience":
        return [] if said.get("years") is None else [(f"{said['years']:g}", experience(said["years"]))]
    values = []
    if factor == "certified" and certs is not None:
        values = ["yes" if certs else "none"]
    if factor == "credential_count" and certs:
        values = [min(len(certs), 3)]
    if factor == "credential" and certs:
        values = certs
    if factor == "remote" and said.get("remote") is not None:
        values = ["yes" if said["remote"] else "no"]
    if factor in SINGLE and said.get(factor):
        values = [said[factor]]
    return [(str(value), FACTORS[factor]["values"][value]) for value in values]


def experience(years):
    """Return the multiplier at so many years, flat before the first point and after the last."""
    points = FACTORS["experience"]["points"]
    years = min(max(years, points[0]["years"]), points[-1]["years"])
    for before, after in pairwise(points):
        if before["years"] <= years <= after["years"]:
            share = (years - before["years"]) / (after["years"] - before["years"])
            ends = [point for point, weight in ((before, 1 - share), (after, share)) if weight > 0]
            multiplier = before["multiplier"] + share * (after["multiplier"] - before["multiplier"])
            return {
                "multiplier": multiplier,
                "evidence": max((p["evidence"] for p in ends), key=GRADES.index),
            }
    raise AssertionError(years)


def choose_strongest(group):
    """Only the strongest fact of the skill group counts."""
    real = [fact for fact in group if not fact["yardstick"]]
    ranked = sorted(real or group, key=lambda fact: (-fact["multiplier"], GRADES.index(fact["evidence"])))
    for fact in group:
        fact["counted"] = fact is ranked[0]


def product_of(facts):
    product = 1
    for fact in facts:
        product *= fact["multiplier"] if fact["counted"] else 1
    return product


def spread_squared(facts):
    """Each factor once, however many certifications there are."""
    return sum(spread**2 for spread in {fact["factor"]: fact["spread"] for fact in facts}.values())


# Ageing: month by month, each a third of its quarter


def months_since_zero(month):
    year, number = month.split("-")
    return 12 * int(year) + int(number) - 1


@cache
def ageing(month):
    """Return the factor on wages, and its error, from the month of the table to another."""
    if month is None:
        return 1, 0
    index = US["wage_index"]
    quarters = {months_since_zero(end): percent for end, percent in index["changes"].items()}
    recent = list(quarters.values())[-index["beyond"]["quarters"] :]
    since, until = months_since_zero(US["date"]), months_since_zero(month)
    factor = 1
    for passed in range(min(since, until) + 1, max(since, until) + 1):
        quarter_end = passed + (2 - passed % 12) % 3
        percent = quarters.get(quarter_end, sum(recent) / len(recent))
        factor *= (1 + percent / 100) ** (1 / 3)
    error = index["error"] / 100 * abs(until - since) / 12
    return (factor if until >= since else 1 / factor), error


# The answer


def answer(said):
    """Return everything that the program says of a profile, by names of our own."""
    own = FACTORS["role"]["values"][said["role"]].get("occupation") if said.get("role") else None
    job = own or next(iter(US["occupations"]))
    place = published_place(said["place"], job)
    wages, error = wages_of(place, job)
    moved, ageing_error = ageing(said.get("as_of"))
    market = {
        "nation": points_of("US", job),
        "place": points_of(place, job),
        "median": wages[2] * moved,
    }
    facts = facts_of(said)
    you = outcome(market, facts)
    errors = [TABLE["evidence"][fact["evidence"]]["error"] for fact in facts if fact["counted"]]
    return {
        "job": job,
        "place": place,
        "level": level_of(said.get("years")),
        "rows": [outcome(market, facts_of(said | {"years": year})) for year in level_years()] + [you],
        "margin": you["pay"]["typical"] * sqrt(sum(e**2 for e in [*errors, error, ageing_error])),
        "steps": waterfall(market, facts, wages[2]),
        "unknown": unknown(market, facts, you),
    }


def level_years():
    return [level["reference"] for level in US["levels"].values()]


def level_of(years):
    if years is None:
        return None
    reached = [name for name, level in US["levels"].items() if level["years"][0] <= years]
    return reached[-1]


def position(market, facts):
    """Invert the nation's curve: swap the points."""
    return line_through([(height, z) for z, height in market["nation"]], log(product_of(facts)))


def narrowing(market, squared):
    heights = [height for _, height in market["nation"]]
    sigma = (heights[3] - heights[1]) / (2 * score(75))
    narrowest = TABLE["model"]["narrowest"]
    return sqrt(max(1 - squared / sigma**2, narrowest**2))


def pay_at(market, z):
    lowest, highest = (score(limit) for limit in TABLE["model"]["percentile_limits"])
    held = min(max(z, lowest), highest)
    return market["median"] * exp(line_through(market["place"], held))


def outcome(market, facts):
    z0 = position(market, facts)
    r = narrowing(market, spread_squared(facts))
    limits = TABLE["model"]["percentile_limits"]
    pay = {
        name: pay_at(market, z0 + r * score(percentile))
        for name, percentile in zip(NAMES, PERCENTILES, strict=True)
    }
    return {
        "pay": pay,
        "rounded": {name: half_up(amount, US["rounding"]) for name, amount in pay.items()},
        "hourly": [half_up(pay[name] / US["hours_per_year"], 0.01) for name in ("low", "typical", "high")],
        "multiplier": product_of(facts),
        "narrowing": r,
        "percentile": min(max(100 * NORMAL.cdf(z0), limits[0]), limits[1]),
    }


def waterfall(market, facts, median):
    """Return (factor, value, counted, whole amount after it): the median, the facts, what rounding does."""
    steps = [("median", "", True, half_up(median, 1))]
    if market["median"] != median:
        steps.append(("as_of", "", True, half_up(market["median"], 1)))
    for count in range(1, len(facts) + 1):
        fact, amount = facts[count - 1], pay_at(market, position(market, facts[:count]))
        steps.append((fact["factor"], fact["value"], fact["counted"], half_up(amount, 1)))
    return steps


def unknown(market, facts, you):
    """Return by how much each flag not given would narrow the middle half."""
    flags = {"experience": "--years"} | dict.fromkeys(
        ("certified", "credential_count", "credential"), "--cert"
    )
    answered = {flags.get(fact["factor"], f"--{fact['factor']}") for fact in facts}
    spreads: dict[str, float] = {}
    for factor, entry in FACTORS.items():
        flag = flags.get(factor, f"--{factor}")
        if flag not in answered:
            spreads[flag] = spreads.get(flag, 0) + entry["spread"] ** 2
    known, z0 = spread_squared(facts), position(market, facts)

    def width(r):
        return pay_at(market, z0 + r * score(75)) - pay_at(market, z0 - r * score(75))

    now = width(you["narrowing"])
    return {flag: now - width(narrowing(market, known + spread)) for flag, spread in spreads.items()}
