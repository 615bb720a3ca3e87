"""The program against a second implementation of its model, in every place.

A repeatable part of it runs each time. `--hypothesis-profile=explore` runs every profile in every
place, on profiles that are new each time.
"""

import ast
import random
from collections.abc import Iterator
from typing import Any

import oracle
import pytest
from tables import HERE

from coding_salary.model.estimate import SurveyEstimate, estimate
from coding_salary.model.result import NAMES, Estimate, Row, level_rows
from coding_salary.model.sharpening import sharpening
from coding_salary.model.waterfall import waterfall
from coding_salary.profile.answers import Raw
from coding_salary.profile.profile import Profile, read_profile
from coding_salary.reading.errors import ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.places import Area
from coding_salary.table.side_tables import load_areas

PROFILES = 360
PROFILES_A_PLACE = 36
MONTHS = ("published", "2021-05", "2022-01", "2024-05", "2025-04", "2025-05", "2025-06", "2026-11", "2030-05")
YEARS = (0, 0.5, 1, 2.5, 3, 4.75, 7, 9.999, 10, 14.5, 20, 25, 33.3, 60)
AMOUNTS = (0.3, 0.8, 1.0, 1.3, 3)  # times typical pay, whose standing is compared beside that of low and high
FACTORS = oracle.FACTORS
CERTS = list(FACTORS["credential"]["values"])
BECOMES = oracle.US["apprentices"]["becomes"]
Person = dict[str, Any]


def one_of(chance: random.Random, values: Any, said: float = 0.5) -> Any:
    return chance.choice(list(values)) if chance.random() < said else None


def certs(chance: random.Random) -> list[str] | None:
    if chance.random() < 0.2:
        return None
    held = chance.sample(CERTS, chance.choice((0, 1, 1, 1, 2, 2, 3, 4, 6)))
    return [cert for cert in held if BECOMES.get(cert) not in held]


def generated(chance: random.Random) -> Person:
    """A profile: every answer there is, each of them left out now and then."""
    return {
        "certs": certs(chance),
        "years": one_of(chance, (*YEARS, round(chance.uniform(0, 40), 2)), 0.8),
        "employer": one_of(chance, FACTORS["employer"]["values"], 0.6),
        "education": one_of(chance, FACTORS["education"]["values"]),
        "role": one_of(chance, [*FACTORS["role"]["values"], "biller", "biller", "biller"], 0.6),
        "specialty": one_of(chance, FACTORS["specialty"]["values"]),
        "remote": one_of(chance, (True, False), 0.4),
        "as_of": one_of(chance, MONTHS, 0.3),
    }


def profiles(seed: int | None) -> list[Person]:
    """Generated profiles in a row, and among them every employer alone, of those read on an own range."""
    chance = random.Random(seed)
    alone = [
        {"role": role, "employer": employer, "as_of": one_of(chance, MONTHS, 0.3)}
        for role in (None, "biller")
        for employer in oracle.JOBS[role or oracle.CODER]["employers"]
    ]
    people = [*alone, *(generated(chance) for _ in range(PROFILES - len(alone)))]
    return chance.sample(people, PROFILES)


def nothing_said_but_the_role() -> list[Person]:
    """Everybody, in the coder's range and once in that of each other job."""
    roles = {
        entry["occupation"]: role
        for role, entry in FACTORS["role"]["values"].items()
        if "occupation" in entry
    }
    return [{}, *({"role": role} for role in roles.values())]


def read(bands: Bands, areas: list[Area], said: Person) -> Profile:
    """The same profile as the program reads it from flags."""
    texts = {
        name.replace("_", "-"): f"{value:.12g}" if name == "years" else str(value)
        for name, value in said.items()
        if value is not None and name not in ("certs", "remote", "place")
    }
    if said.get("certs") is not None:
        texts["cert"] = "+".join(said["certs"]) or "none"
    if said.get("remote") is not None:
        texts["remote"] = "yes" if said["remote"] else "no"
    if said.get("place", "US") != "US":
        texts["metro" if said["place"] in oracle.AREAS else "state"] = said["place"]
    return read_profile(bands, {key: (Raw(text),) for key, text in texts.items()}, lambda market: areas)


@pytest.fixture(scope="module")
def areas(shipped: Bands) -> list[Area]:
    return load_areas(shipped.markets["US"], shipped.path)


def differences(bands: Bands, profile: Profile, said: Person) -> list[str]:
    """Name everything in which the two disagree about a profile."""
    result = estimate(bands, profile)
    assert isinstance(result, SurveyEstimate)
    theirs = oracle.answer(said)
    found = [
        *named("place", result.place.code, theirs["place"]),
        *named("job", result.occupation.name, theirs["job"]),
        *named("level", result.you.level and result.you.level.name, theirs["level"]),
        *close("margin", result.margin, theirs["margin"]),
    ]
    outcomes = (*result.levels, result.you)
    for row, ours, other in zip(level_rows(result), outcomes, theirs["rows"], strict=True):
        for name in ("multiplier", "narrowing", "shown", "percentile"):
            found += close(f"{row.level} {name}", getattr(ours, name), other[name])
        found += [*amounts(row, ours.pay, other), *named(f"{row.level} held", list(ours.held), other["held"])]
    return [*found, *steps(result, theirs), *standings(result, said)]


def named(what: str, ours: object, theirs: object) -> Iterator[str]:
    if ours != theirs:
        yield f"{what}: {ours}, the oracle {theirs}"


def close(what: str, ours: float | None, theirs: float | None) -> Iterator[str]:
    if ours is None or theirs is None:
        yield from named(what, ours, theirs)
    elif abs(ours - theirs) > 1e-7 * max(1, abs(theirs)):
        yield f"{what}: {ours}, the oracle {theirs}"


def amounts(row: Row, pay: Any, theirs: Any) -> Iterator[str]:
    for name in NAMES:
        yield from close(f"{row.level} {name}", getattr(pay, name), theirs["pay"][name])
        yield from named(f"{row.level} {name} rounded", getattr(row, name), theirs["rounded"][name])
    hourly = [row.hourly_low, row.hourly_typical, row.hourly_high]
    yield from named(f"{row.level} hourly", hourly, theirs["hourly"])


def steps(result: Estimate, theirs: Any) -> Iterator[str]:
    ours = waterfall(result)
    total = sum(step.change for step in ours)
    yield from named("total", total, theirs["rows"][-1]["rounded"]["typical"])
    shown = [
        (step.factor, "" if step.factor in ("median", "as_of") else step.value, step.counted, step.pay_after)
        for step in ours
        if step.factor != "rounding"
    ]
    yield from named("steps", shown, theirs["steps"])


def standings(result: SurveyEstimate, said: Person) -> Iterator[str]:
    pay = result.you.pay
    asked = (pay.low, pay.high, *(share * pay.typical for share in AMOUNTS))
    for amount, (like_you, market) in zip(asked, oracle.standings(said, asked), strict=True):
        yield from close(f"{amount:.0f} among people like you", result.percentile_like_you(amount), like_you)
        yield from close(f"{amount:.0f} in the market", result.percentile_market(amount), market)


@pytest.mark.parametrize("kind", ["nation and states", "metropolitan", "nonmetropolitan"])
def test_every_place_and_a_few_hundred_profiles(
    kind: str, shipped: Bands, areas: list[Area], request: pytest.FixtureRequest
) -> None:
    explore = request.config.getoption("--hypothesis-profile") == "explore"
    seed = random.randrange(10**9) if explore else 7
    people = [(said, read(shipped, areas, said)) for said in profiles(seed)]
    everybody = [(said, read(shipped, areas, said)) for said in nothing_said_but_the_role()]
    compared = 0
    for number, place in enumerate(oracle.PLACES):
        if oracle.AREAS.get(place, {"kind": "nation and states"})["kind"] != kind:
            continue
        where = read(shipped, areas, {"place": place}).place
        first = number * PROFILES_A_PLACE
        picked = (
            people if explore else [people[(first + step) % PROFILES] for step in range(PROFILES_A_PLACE)]
        )
        for said, profile in (*everybody, *picked):
            found = differences(shipped, profile._replace(place=where), said | {"place": place})
            assert not found, f"{said} in {place} (seed {seed}): {found}"
            compared += 1
    # 54 x 40, 393 x 40 and 135 x 40: 23,280 together.
    assert compared >= {"nation and states": 54, "metropolitan": 393, "nonmetropolitan": 135}[kind] * 40


def test_the_profiles_hold_every_answer() -> None:
    people = profiles(7)
    for factor in ("employer", "education", "role", "specialty"):
        assert {person.get(factor) for person in people} == {None, *FACTORS[factor]["values"]}
    held = [cert for person in people for cert in person.get("certs") or ()]
    assert set(held) == set(CERTS)
    assert {len(person.get("certs") or ()) for person in people} >= {0, 1, 2, 3, 4}
    assert {person.get("as_of") for person in people} == {None, *MONTHS}
    assert {person.get("remote") for person in people} == {None, True, False}
    assert {person.get("years") for person in people} >= {None, *YEARS}


def test_what_would_sharpen_it_holds_over_every_answer(shipped: Bands, areas: list[Area]) -> None:
    """The program tries the outermost answers of a flag, the oracle all of them."""
    for said in ({"place": place} | person for place in ("US", "MS") for person in profiles(11)[:40]):
        result = estimate(shipped, read(shipped, areas, said))
        ours = {
            each.flag: (each.lowest.typical, each.highest.typical) for each in sharpening(shipped, result)
        }
        theirs = oracle.sharpened(said)
        assert set(ours) == set(theirs), said
        for flag, ends in ours.items():
            assert ends == pytest.approx(theirs[flag], rel=1e-9), (flag, said)


def test_the_oracle_shares_no_code() -> None:
    tree = ast.parse((HERE / "oracle.py").read_text(encoding="utf-8"))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert modules == {"csv", "functools", "itertools", "math", "pathlib", "statistics", "typing", "yaml"}


def test_the_oracle_would_notice(shipped: Bands, areas: list[Area]) -> None:
    """Half a percent on one multiplier is seen."""
    said = {"place": "OH", "certs": ["CPC"], "years": 5.0}
    market = shipped.markets["US"]
    factor = market.factors["certified"]
    lifted = factor._replace(
        values=factor.values | {"yes": factor.values["yes"]._replace(multiplier=1.059 * 1.005)}
    )
    changed = market._replace(factors={**market.factors, "certified": lifted})
    profile = read(shipped, areas, said)
    assert not differences(shipped, profile, said)
    assert differences(shipped._replace(markets={"US": changed}), profile, said)


def test_an_apprentice_is_not_generated_beside_the_full_certificate(shipped: Bands) -> None:
    assert BECOMES == {"CPC-A": "CPC", "COC-A": "COC"}
    with pytest.raises(ProfileError, match="CPC-A becomes CPC"):
        read_profile(shipped, {"cert": (Raw("CPC-A,CPC"),)}, lambda market: [])
