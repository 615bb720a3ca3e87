"""The model a second time, as plain as it can be written, to check the program against.

It shares no code with the program: it reads bands.yaml, us_states.csv and us_areas.csv by itself and
follows the specification of the numbers step by step, slowly and in the open. Where the specification
leaves a choice, these were decided, and hold here too:

- A yardstick (evidence `reference`, multiplier 1) covers no real difference of the skill group, explains
  no spread and has no error. Of differences of the same size the one with the smaller error counts.
- A role that is read on another job's range explains no spread: it says which range, not who is on it.
- A fact that does not count for the job is no fact at all; an employer without wages for the job likewise.
- An apprentice's certification takes the place of all others in the skill group, but not of the specialty
  and the role.
- The official percentiles of an employer alone come back in the nation even where they lie beyond what
  holds everybody else; in a place they are held like the rest.
- What is held within the table's percentiles is pay and the standing of an amount, not the position.
- Where several percentiles of a place are one amount, its standing is the one nearest to what it is asked
  of: the middle of people like you, or that of the market.
"""

import csv
from functools import cache
from itertools import pairwise
from math import exp, floor, inf, log, sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
DATA = ROOT / "coding_salary" / "table" / "data"
PERCENTILES = (10, 25, 50, 75, 90)
COLUMNS = ("p10", "p25", "p50", "p75", "p90", "error")
NAMES = ("p10", "low", "typical", "high", "p90")
NORMAL = NormalDist()
GRADES = ("reference", "solid", "fair", "weak", "assumed")
SKILL = ("credential", "specialty", "role")
SINGLE = ("specialty", "role", "employer", "education")
FLAGS = {"experience": "--years", "credential": "--cert"} | {name: f"--{name}" for name in SINGLE}


def read_table() -> Any:
    text = (ROOT / "bands.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_rows(name: str) -> dict[str, dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


TABLE = read_table()
US = TABLE["markets"]["US"]
STATES, AREAS = read_rows(US["states"]), read_rows(US["areas"])
FACTORS, JOBS = US["factors"], US["occupations"]
CODER = next(iter(JOBS))
PLACES = ["US", *STATES, *AREAS]


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
    if place == "US":
        numbers = JOBS[job]["nation"]
    else:
        row = AREAS[place] if place in AREAS else STATES[place]
        cells = [row[f"{job}_{column}"] for column in COLUMNS]
        if "" in cells:
            return None
        numbers = [float(cell) for cell in cells]
    return numbers[:5], numbers[5] / 100


def published_place(place, job):
    """An area without wages falls back to its state, a state to the nation."""
    if wages_of(place, job) is not None:
        return place
    return published_place(AREAS[place]["state"] if place in AREAS else "US", job)


# The curve: straight lines through (score, ln(wage / median)), the first and the last going on.


@cache
def points_of(place, job):
    wages = wages_of(place, job)[0]
    return points_over(tuple(wages), wages[2])


def points_over(wages, median):
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


def swapped(points):
    return [(y, x) for x, y in points]


def sigma_of(job):
    heights = [height for _, height in points_of("US", job)]
    return (heights[3] - heights[1]) / (2 * score(75))


def held(z, limits):
    return min(max(z, limits[0]), limits[1])


def limits_of(market, industry_points):
    """Return the normal scores between which pay is read."""
    lowest, highest = (score(limit) for limit in TABLE["model"]["percentile_limits"])
    if industry_points and market["code"] == "US":
        ends = [line_through(swapped(market["nation"]), height) for _, height in industry_points]
        return min(lowest, ends[0]), max(highest, ends[4])
    return lowest, highest


# Facts: dicts of factor, value, multiplier, error, evidence, spread, yardstick, counted


def job_of(said):
    role = said.get("role")
    own = FACTORS["role"]["values"][role].get("occupation") if role else None
    return own or CODER


def facts_of(said):
    job = job_of(said)
    counts = ["role", *JOBS[job].get("counts", FACTORS)]
    facts = [
        fact_of(factor, value, choice, job)
        for factor in FACTORS
        if factor in counts
        for value, choice in given(factor, said, job)
    ]
    choose_strongest([fact for fact in facts if fact["factor"] in SKILL], said)
    return facts


def fact_of(factor, value, choice, job):
    """What a value does not say itself is said by its factor, and an error by the grade."""
    entry = FACTORS[factor]
    evidence = choice.get("evidence", entry.get("evidence"))
    yardstick = evidence == "reference"
    percent = choice.get("error", entry.get("error"))
    error = TABLE["evidence"][evidence]["error"] if percent is None else percent / 100
    another_job = factor == "role" and job != CODER
    return {
        "factor": factor,
        "value": value,
        "multiplier": choice["multiplier"],
        "evidence": evidence,
        "error": error,
        "spread": 0 if yardstick or another_job else entry["spread"],
        "yardstick": yardstick,
        "counted": True,
    }


def given(factor, said, job):
    """Return the values of a factor that were said, with their entries in the table."""
    certs = said.get("certs")
    if factor == "experience":
        return [] if said.get("years") is None else [(f"{said['years']:g}", experience(said["years"]))]
    if factor == "employer":
        row = JOBS[job]["employers"].get(said.get("employer"))
        return [(said["employer"], industry(row, job))] if row else []
    values = []
    if factor == "certified" and certs is not None:
        values = ["yes" if certs else "none"]
    if factor == "credential_count" and certs:
        values = [min(max(sum(not apprentice(cert) for cert in certs), 1), 3)]
    if factor == "credential" and certs:
        values = certs
    if factor == "remote" and said.get("remote") is not None:
        values = ["yes" if said["remote"] else "no"]
    if factor in SINGLE and said.get(factor):
        values = [said[factor]]
    return [(str(value), FACTORS[factor]["values"][value]) for value in values]


def apprentice(cert):
    return cert in US["apprentices"]["becomes"]


def experience(years):
    """Return the multiplier at so many years, flat before the first point and after the last."""
    points = FACTORS["experience"]["points"]
    years = min(max(years, points[0]["years"]), points[-1]["years"])
    for before, after in pairwise(points):
        if before["years"] <= years <= after["years"]:
            share = (years - before["years"]) / (after["years"] - before["years"])
            return {"multiplier": before["multiplier"] + share * (after["multiplier"] - before["multiplier"])}
    raise AssertionError(years)


def industry(row, job):
    """Return what an employer adds beside other facts; it is no better supported than the weaker of two."""
    factor, median = FACTORS["employer"], JOBS[job]["nation"][2]
    evidence = max(row[5], factor["evidence"], key=GRADES.index)
    return {"multiplier": (row[2] / median) ** factor["strength"], "evidence": evidence}


def choose_strongest(group, said):
    """Only the strongest fact of the skill group counts."""
    learning = {cert for cert in said.get("certs") or () if apprentice(cert)}
    open_ = [x for x in group if x["factor"] != "credential" or not learning or x["value"] in learning]
    real = [fact for fact in open_ if not fact["yardstick"]]
    ranked = sorted(real or open_, key=lambda fact: (-fact["multiplier"], fact["error"]))
    for fact in group:
        fact["counted"] = fact is ranked[0]


def product_of(facts):
    product = 1
    for fact in facts:
        product *= fact["multiplier"] if fact["counted"] else 1
    return product


def spread_squared(facts):
    """Each factor once, however many certifications there are."""
    spreads = {}
    for fact in facts:
        spreads[fact["factor"]] = max(spreads.get(fact["factor"], 0), fact["spread"])
    return sum(spread**2 for spread in spreads.values())


def error_squared(facts):
    return sum(fact["error"] ** 2 for fact in facts if fact["counted"])


def alone(facts):
    """Return the employer when nothing else was said that counts."""
    real = [fact for fact in facts if not fact["yardstick"]]
    return real[0]["value"] if [fact["factor"] for fact in real] == ["employer"] else None


# Moving wages


def months_since_zero(month):
    year, number = month.split("-")
    return 12 * int(year) + int(number) - 1


@cache
def moving(job, month):
    """Return the factor on wages, and its error, from the month of the table to another."""
    entry, here = JOBS[job], US["date"]
    if month is None:
        month = str(TABLE["released"])[:7] if "yearly_rise" in entry else here
    since, until = months_since_zero(here), months_since_zero(here if month == "published" else month)
    if until <= since:
        medians = [(months_since_zero(then), wage) for then, wage in entry["medians"].items()]
        medians.append((since, entry["nation"][2]))
        return line_through(medians, until) / entry["nation"][2], 0
    years, rise = (until - since) / 12, entry["yearly_rise"]
    return (1 + rise["percent"] / 100) ** years, rise["error"] / 100 * sqrt(years)


# The answer


def answer(said):
    """Return everything that the program says of a profile, by names of our own."""
    market = market_of(said)
    facts = facts_of(said)
    you = outcome(market, said)
    error = error_squared(facts)
    if alone(facts):
        error = TABLE["evidence"][JOBS[market["job"]]["employers"][alone(facts)][5]]["error"] ** 2
    wage_error = TABLE["model"]["median_error"] * market["wage_error"]
    return {
        "job": market["job"],
        "place": market["code"],
        "level": level_of(said.get("years")),
        "rows": [outcome(market, said | {"years": year}) for year in level_years()] + [you],
        "margin": you["pay"]["typical"] * sqrt(error + wage_error**2 + market["moving_error"] ** 2),
        "steps": waterfall(market, facts),
    }


def market_of(said):
    """Return what is known of the job where the person is: the curves, the median, the errors."""
    job = job_of(said)
    place = published_place(said["place"], job)
    wages, error = wages_of(place, job)
    moved, moving_error = moving(job, said.get("as_of"))
    return {
        "job": job,
        "code": place,
        "nation": points_of("US", job),
        "place": points_of(place, job),
        "published": wages[2],
        "median": wages[2] * moved,
        "wage_error": error,
        "moving_error": moving_error,
    }


def level_years():
    return [level["reference"] for level in US["levels"].values()]


def level_of(years):
    if years is None:
        return None
    reached = [name for name, level in US["levels"].items() if level["years"][0] <= years]
    return reached[-1]


def position(market, multiplier):
    """Invert the nation's curve: swap the points."""
    return line_through(swapped(market["nation"]), log(multiplier))


def pay_at(market, z, industry_points=None):
    return market["median"] * exp(line_through(market["place"], held(z, limits_of(market, industry_points))))


def people_of(market, said):
    """Return where people like this are in the nation, and how wide: what remains, and what is shown."""
    facts = facts_of(said)
    multiplier = product_of(facts)
    if employer := alone(facts):
        wages, median = JOBS[market["job"]]["employers"][employer][:5], JOBS[market["job"]]["nation"][2]
        multiplier = wages[2] / median
        return multiplier, None, None, points_over(wages, median)
    r = max(sqrt(max(1 - spread_squared(facts) / sigma_of(CODER) ** 2, 0)), TABLE["model"]["narrowest"])
    shown = min(1, sqrt(r**2 + error_squared(facts) / sigma_of(market["job"]) ** 2))
    return multiplier, r, shown, None


def score_in_nation(market, people, z):
    """Return where in the nation people are who stand at a score among people like these."""
    multiplier, _, shown, industry_points = people
    if industry_points:
        return line_through(swapped(market["nation"]), line_through(industry_points, z))
    return position(market, multiplier) + shown * z


def outcome(market, said):
    people = people_of(market, said)
    multiplier, r, shown, industry_points = people
    limits, z0 = limits_of(market, industry_points), position(market, multiplier)
    scores = [score_in_nation(market, people, score(percentile)) for percentile in PERCENTILES]
    pay = dict(zip(NAMES, (pay_at(market, z, industry_points) for z in scores), strict=True))
    return {
        "pay": pay,
        "rounded": {name: half_up(amount, US["rounding"]) for name, amount in pay.items()},
        "hourly": [half_up(pay[name] / US["hours_per_year"], 0.01) for name in ("low", "typical", "high")],
        "multiplier": multiplier,
        "narrowing": r,
        "shown": shown,
        "percentile": 100 * NORMAL.cdf(held(z0, limits_of(market, None))),
        "held": [name for name, z in zip(NAMES, scores, strict=True) if held(z, limits) != z],
    }


def waterfall(market, facts):
    """Return (factor, value, counted, whole amount after it): the median, the move, the facts."""
    steps = [("median", "", True, half_up(market["published"], 1))]
    if market["median"] != market["published"]:
        steps.append(("as_of", "", True, half_up(market["median"], 1)))
    for count in range(1, len(facts) + 1):
        fact, so_far = facts[count - 1], product_of(facts[:count])
        if fact["factor"] == "employer" and alone(facts):
            so_far = JOBS[market["job"]]["employers"][fact["value"]][2] / JOBS[market["job"]]["nation"][2]
        amount = half_up(pay_at(market, position(market, so_far)), 1)
        steps.append((fact["factor"], fact["value"], fact["counted"], amount))
    return steps


# Where an amount stands


def standings(said, amounts):
    """Return the percentile of each amount among people like you, and in the whole market."""
    market = market_of(said)
    multiplier, _, shown, industry_points = people_of(market, said)
    z0, found = position(market, multiplier), []
    for amount in amounts:
        height = log(amount / market["median"])
        z = held(score_at(market["place"], height, z0), limits_of(market, industry_points))
        if industry_points:
            own = score_at(industry_points, line_through(market["nation"], z), 0)
        else:
            own = (z - z0) / shown
        in_market = held(score_at(market["place"], height, 0), limits_of(market, None))
        found.append((100 * NORMAL.cdf(own), 100 * NORMAL.cdf(in_market)))
    return found


def score_at(points, height, near):
    """Invert a curve; where it is flat at that height, the score there that is nearest to another."""
    flat = [z for z, own in points if abs(own - height) < 1e-9]
    heights = [own for _, own in points]
    if len(flat) > 1:
        first = -inf if flat[0] == points[0][0] else flat[0]
        last = inf if flat[-1] == points[-1][0] else flat[-1]
        return min(max(near, first), last)
    if height < heights[0] and heights[0] == heights[1]:
        return -inf
    if height > heights[4] and heights[4] == heights[3]:
        return inf
    return line_through(swapped(points), height)


# What would sharpen it


def sharpened(said):
    """Return for each flag not given the lowest and the highest typical pay over all that it can say."""
    counts = ["role", *JOBS[job_of(said)].get("counts", FACTORS)]
    answers = {
        "years": [0, 0.5, 1, 3, 7, 14.5, 25, 60],
        "certs": [[], *([cert] for cert in FACTORS["credential"]["values"])],
    } | {name: list(FACTORS[name]["values"]) for name in SINGLE}
    found = {}
    for factor, flag in FLAGS.items():
        key = {"experience": "years", "credential": "certs"}.get(factor, factor)
        if factor in counts and said.get(key) is None:
            found[flag] = typicals([said | {key: value} for value in answers[key]])
    if said["place"] == "US":
        found["--state"] = typicals([said | {"place": state} for state in STATES])
    return {flag: (min(pays), max(pays)) for flag, pays in found.items() if max(pays) > min(pays)}


def typicals(people):
    return [outcome(market_of(person), person)["pay"]["typical"] for person in people]
