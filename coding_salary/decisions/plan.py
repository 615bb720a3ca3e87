"""Planned steps as people write them: `2:+CPMA`, `6:employer=hospital`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from coding_salary.decisions.path import Plan, Step, follow
from coding_salary.profile.answers import CERT, COUNTRY, KEYS, PLACE, YEARS, Answers, Raw
from coding_salary.profile.profile import Profile, market_of, read_profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import nearest, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.credentials import Credentials
from coding_salary.table.market import Market
from coding_salary.table.places import LoadAreas

# The plan in which nothing changes, and the one of the flags.
NOW = "if nothing changes"
THE_PLAN = "the plan"
STEP = re.compile(
    r"\s*([0-9]{1,2})\s*:\s*(?:\+\s*(?P<cert>[^=]+)|(?P<key>[a-z]+)\s*[=:]\s*(?P<value>.+))", re.IGNORECASE
)
# What `boost` calls it, whose steps may be copied from the screen.
CERTIFICATION = "certification"
ALLOWED = "write it like 2:+CPMA or 6:employer=hospital, the year from now first"
PLANNABLE = tuple(key for key in KEYS if key not in (YEARS, COUNTRY))
LoadCredentials = Callable[[Market], Credentials]


class PlanReader(NamedTuple):
    """Reads steps against a table and a person's answers, up to the last year of the path."""

    bands: Bands
    answers: Answers
    until: int
    load_areas: LoadAreas

    def steps(self, texts: Sequence[Raw]) -> list[Step]:
        """Read steps in the order of their years; raises ProfileError with all that is wrong."""
        problems: list[Problem] = []
        steps = []
        for said in texts:
            try:
                steps.append(self.step(said.text))
            except ProfileError as error:
                problems += (
                    Problem(f"{quoted(said.text)}: {each.message}", said.mark) for each in error.problems
                )
        problems += self.conflicts(steps)
        if problems:
            raise ProfileError(problems)
        return sorted(steps, key=lambda step: step.year)

    def conflicts(self, steps: Sequence[Step]) -> Iterator[Problem]:
        """Yield steps that say the same thing twice, or that are taken already."""
        seen: set[tuple[object, str]] = set()
        held = self.profile().certs or ()
        for step in steps:
            key = ("cert", step.cert) if step.cert else (step.year, step.field)
            if key in seen or step.cert in held:
                yield Problem(f"{quoted(step.text)}: is planned or true already: leave it out")
            seen.add(key)

    def profile(self) -> Profile:
        """Read the profile as it is now."""
        return read_profile(self.bands, self.answers, self.load_areas)

    def step(self, text: str) -> Step:
        """Read one step."""
        found = STEP.fullmatch(text)
        if not found:
            raise ProfileError([Problem(f"cannot be read as a step: {ALLOWED}")])
        year = int(found.group(1))
        if year > self.until:
            raise ProfileError([Problem(f"is in year {year}, after the last year of the path, {self.until}")])
        tidy = f"{year}:{' '.join(text.partition(':')[2].split()).replace('+ ', '+')}"
        key = (found["key"] or CERT).casefold()
        if key in (CERT, CERTIFICATION):
            return Step(year, tidy, cert=self.certification(found["cert"] or found["value"]))
        if key not in PLANNABLE:
            hint = nearest(key, PLANNABLE, f"use +CERT, or one of {', '.join(PLANNABLE)}")
            raise ProfileError([Problem(f"cannot plan {quoted(key)}: {hint}")])
        field = "place" if key in PLACE else key
        return Step(year, tidy, field=field, value=getattr(self.profile_with(key, found["value"]), field))

    def certification(self, word: str) -> str:
        """Read the one certification that a step adds."""
        certs = self.profile_with(CERT, word).certs
        if not certs or len(certs) != 1:
            raise ProfileError([Problem(f"does not name one certification: {ALLOWED}")])
        return certs[0]

    def profile_with(self, key: str, word: str) -> Profile:
        """Read one more answer in the person's country and place; a new place replaces the old one.

        Whether it fits all else is known only in its year.
        """
        about = (COUNTRY,) if key in PLACE else (COUNTRY, *PLACE)
        kept = {name: said for name, said in self.answers.items() if name in about}
        return read_profile(self.bands, {**kept, key: (Raw(word),)}, self.load_areas)


def follow_all(
    reader: PlanReader, plans: Mapping[str, Sequence[Raw]], load_credentials: LoadCredentials
) -> tuple[Plan, ...]:
    """Follow each of several plans, by name, from now on; raises ProfileError for what cannot be planned.

    In each of them an apprentice's certification becomes the full one at the usual time, unless planned.
    """
    bands, answers, until, _ = reader
    market = market_of(bands, answers)
    if not market.most_years:
        message = f"{market.name} has no data on experience: there is no path to show"
        raise ProfileError([Problem(message)])
    if YEARS not in answers:
        message = "a path starts at your years of experience: add --years, 0 if there are none"
        raise ProfileError([Problem(message)])
    profile = reader.profile()
    if (profile.years or 0) + until > market.most_years:
        message = f"the path would end after {market.most_years:g} years of experience: use a lower --until"
        raise ProfileError([Problem(message)])
    credentials = load_credentials(market)
    steps = {name: reader.steps(texts) for name, texts in plans.items()}
    usual = {name: with_usual(market, profile, own, until) for name, own in steps.items()}
    return tuple(
        Plan(name, tuple(follow(bands, profile, credentials, each, until))) for name, each in usual.items()
    )


def with_usual(market: Market, profile: Profile, steps: Sequence[Step], until: int) -> list[Step]:
    """Return steps with those that come by themselves: the A of an apprentice goes after the usual years."""
    planned = {step.cert for step in steps}
    stages = [cert for cert in profile.certs or () if market.apprentice(cert)]
    year = ceil(market.apprentices.years - (profile.years or 0))
    full = [market.apprentices.becomes[stage] for stage in stages if 0 < year <= until]
    usual = [Step(year, f"{year}:+{cert}", cert=cert) for cert in full if cert not in planned]
    return sorted([*usual, *steps], key=lambda step: step.year)
