"""An offer as it is typed, with its own terms: `35/hr,contractor,hours=32` or `62000,state=CA,pto=20`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from coding_salary.decisions.amounts import Overtime
from coding_salary.decisions.offer import Verdict, minimum_above
from coding_salary.decisions.package import Package, assess
from coding_salary.decisions.terms import CHARTS, CLAIMS, WORK, Terms
from coding_salary.model.estimate import estimate
from coding_salary.model.result import Estimate
from coding_salary.profile.answers import PLACE, Answers, Raw, key_of
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import Problem, ProfileError
from coding_salary.reading.words import listed, nearest, quoted
from coding_salary.table.bands import Bands
from coding_salary.table.factors import EMPLOYER, NO, REMOTE, ROLE, SPECIALTY, YES
from coding_salary.table.market import Market
from coding_salary.table.places import LoadAreas
from coding_salary.table.practice import Practices
from coding_salary.table.wages import EmployerCost

CONTRACTOR, CASUAL, COVERED = "contractor", "casual", "covered"
KINDS = (CONTRACTOR, CASUAL)
VALUED = ("hours", CHARTS, CLAIMS, WORK, "collections", "bonus", "shift", "overtime", "pto", "match", COVERED)
# What of the person's answers belongs to the job that is offered.
OF_THE_JOB = (*PLACE, EMPLOYER, ROLE, SPECIALTY, REMOTE)
ON_SITE = "on-site"
WORDS = {CONTRACTOR: YES, CASUAL: YES, REMOTE: YES}
NAMES = (*VALUED, *OF_THE_JOB, *KINDS, ON_SITE)
# A comma begins a term where a letter follows; the one in 54,000 does not.
COMMA = re.compile(r",\s*(?=[A-Za-z])")


class SaidOffer(NamedTuple):
    """An offer as typed: its amount, its terms by the names of the flags, and answers about the job.

    `alone` is how it would be typed without the flags that hold for several.
    """

    amount: str
    terms: Mapping[str, str]
    answers: Answers
    typed: str
    alone: str

    @classmethod
    def read(cls, text: str, terms: Mapping[str, str], answers: Answers) -> "SaidOffer":
        """Read an offer whose own terms and answers win over those that hold for all.

        Raises ProfileError with every term that is none.
        """
        amount, *words = COMMA.split(text.strip())
        own = dict(map(_term, _joined(words)))
        problems = list(_problems(own))
        if problems:
            raise ProfileError(Problem(message, name=quoted(text)) for message in problems)
        job = {key: (Raw(value),) for key, value in own.items() if key in OF_THE_JOB}
        kept = {key: said for key, said in answers.items() if not (key in PLACE and job.keys() & {*PLACE})}
        own_terms = {key: own[key] for key in own.keys() - job.keys()}
        shared = (_written(name, value) for name, value in terms.items() if name not in own_terms)
        alone = ",".join((text.strip(), *shared))
        return cls(amount, {**terms, **own_terms}, {**kept, **job}, text.strip(), alone)

    def package(self, bands: Bands, result: Estimate, usual: Practices) -> Package:
        """Judge the offer against an estimate of its job; raises ProfileError with what cannot be read."""
        market = result.market
        terms = Terms.read(self.amount, self.terms, usual.charts(market) if WORK in self.terms else None)
        terms.check_money(market.symbol, market.currency)
        costs = self._costs(market)
        rule = Overtime.of(usual.practice(market)) if terms.hours else None
        package = assess(bands, result, terms, costs, rule)
        usual_figures = usual.practice(market) if package.offer.verdict is Verdict.VERY_LOW else {}
        minimum = minimum_above(package.offer, result.hours_per_year, usual_figures)
        return package._replace(typed=self.typed, alone=self.alone, minimum=minimum)

    def _costs(self, market: Market) -> tuple[EmployerCost, ...]:
        """Return what a contractor bears alone but for what is covered, or the loading of a casual."""
        contractor, casual = CONTRACTOR in self.terms, CASUAL in self.terms
        known, loading = market.employer_costs, market.casual_loading
        names = [name.strip().casefold() for name in self.terms.get(COVERED, "").split(",") if name.strip()]
        all_known = f"use {', '.join(known)}"
        unpriced = f"{market.name} has no {{}} in this table: leave {{}} out".format
        faults = {
            "--casual and --contractor are two kinds of work: say one": contractor and casual,
            "--covered goes with --contractor": COVERED in self.terms and not contractor,
            unpriced("casual loading", "--casual"): casual and not loading,
            unpriced("employer costs", "--contractor"): contractor and not known,
        }
        problems = [Problem(message) for message, wrong in faults.items() if wrong] or [
            Problem(f"unknown cost {quoted(name)}: {nearest(name, known, all_known)}")
            for name in names
            if name not in known
        ]
        if problems:
            raise ProfileError(problems)
        if casual and loading:
            return (loading,)
        return tuple(cost for cost in known.values() if contractor and cost.name not in names)


def terms_of(given: Mapping[str, object]) -> dict[str, str]:
    """Return the terms that are given by the names of flags, as texts; what says nothing is left out."""
    said = {name: value for name, value in given.items() if value not in (None, [], ())}
    return {name: _text(value) for name, value in said.items() if value is not False}


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return YES if value is True else str(value)


def packages(
    bands: Bands, said: Sequence[SaidOffer], load_areas: LoadAreas, usual: Practices
) -> list[Package]:
    """Judge each offer for its own job; raises ProfileError with the problems of all of them."""
    found: list[Package] = []
    problems: list[Problem] = []
    for offer in said:
        try:
            result = estimate(bands, read_profile(bands, offer.answers, load_areas))
            found.append(offer.package(bands, result, usual))
        except ProfileError as error:
            name = quoted(offer.amount) if len(said) > 1 else ""
            problems += (
                problem if problem.mark else problem._replace(name=name) for problem in error.problems
            )
    if problems:
        raise ProfileError(problems)
    return found


def _joined(words: list[str]) -> list[str]:
    """Join what a comma divides within a value, as in `metro=columbus, oh` or `covered=leave,insurance`."""
    joined: list[str] = []
    for word in words:
        if joined and "=" in joined[-1] and "=" not in word and key_of(word) not in (*WORDS, ON_SITE):
            joined[-1] += f", {word}"
        else:
            joined.append(word)
    return joined


def _written(name: str, value: str) -> str:
    return name if name in KINDS else f"{name}={value}"


def _term(word: str) -> tuple[str, str]:
    """Return a term and its value, `yes` for one that is a word alone."""
    key, equals, value = word.partition("=")
    name = key_of(key)
    if name == ON_SITE:
        return REMOTE, NO
    return name, value.strip() if equals else WORDS.get(name, "")


def _problems(own: Mapping[str, str]) -> Iterator[str]:
    for key, value in own.items():
        if key not in NAMES:
            yield f"unknown term {quoted(key)}: {nearest(key, NAMES, f'use {listed(NAMES)}')}"
        elif not value:
            yield f"{key} needs a value, such as {key}=..."
