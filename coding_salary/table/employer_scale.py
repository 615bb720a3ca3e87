"""The pay scale of one employer in a surveyed market: the General Schedule, with what each locality adds.

Its amounts stand in CSV tables, which are read only for somebody whom that employer pays.
"""

from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from coding_salary.table.factors import CREDENTIAL, EMPLOYER, ROLE, Choice, Support
from coding_salary.table.indexes import MAX_MONTHS_FRESH, MONTH
from coding_salary.table.ladder import LadderRole, LadderRules
from coding_salary.table.market import Country, ScaleMarket, SurveyMarket
from coding_salary.table.plausible import WEEKS
from coding_salary.table.sources import REFERENCE

if TYPE_CHECKING:
    from coding_salary.reading.nodes import Node
    from coding_salary.table.localities import Locality
    from coding_salary.table.pay_scale import PayScale, Qualification
    from coding_salary.table.regions import Region
    from coding_salary.table.sources import References

MAX_WEEKS = 520
WAIT = "weeks before the next step"
KEYS = (
    "label",
    "within",
    "title",
    "date",
    "fresh_for",
    "rounding",
    "hours_per_year",
    "most_pay",
    "pay",
    "localities",
    "areas",
    "source",
    "waits",
    "weeks_a_grade",
    "promotion_steps",
    "certifications",
    "roles",
)


class EmployerScale(NamedTuple):
    """The rules of an employer's scale; amounts in the currency of the market, of the month `date`.

    `within` is the employer under which surveys count it, `starts` are the years in a grade from which each
    step is paid, `most_pay` is more than anybody on the scale is paid in a year. `pay`, `localities` and
    `areas` name its CSV tables.
    """

    name: str
    label: str
    within: str
    title: str
    date: str
    fresh_for: int
    rounding: float
    hours_per_year: float
    most_pay: float
    pay: str
    localities: str
    areas: str
    source: str
    starts: tuple[float, ...]
    promotion_steps: int
    roles: Mapping[str, LadderRole]

    @classmethod
    def read(cls, name: str, node: "Node", market: Country, references: "References") -> "EmployerScale":
        """Read one entry of `scales`; waits are written in weeks."""
        fields = node.fields(KEYS, ("evidence", "sources", "derivation"))
        common = Support.read(fields, references, Support())
        employers = _choices(market, EMPLOYER)
        if name in employers:
            node.fault(f"the factor employer has a value {name} too: call one of them something else")
        years_each = fields["weeks_a_grade"].number(above=0, most=MAX_WEEKS, unit="weeks") / WEEKS
        waits = [item.number(above=0, most=MAX_WEEKS, unit=WAIT) for item in fields["waits"].each()]
        certifications = {
            group: tuple(item.choice(_choices(market, CREDENTIAL)) for item in entry.each())
            for group, entry in fields["certifications"].named().items()
        }
        labels = {name: choice.label for name, choice in _choices(market, ROLE).items()}
        rules = LadderRules(labels, certifications, years_each, common, references)
        roles: dict[str, LadderRole] = {}
        for role, entry in fields["roles"].named().items():
            roles[role] = LadderRole.read(role, entry, roles, rules)
        yearly = f"{references.currency} a year"
        return cls(
            name=name,
            label=fields["label"].text(),
            within=fields["within"].choice(employers),
            title=fields["title"].text(),
            date=fields["date"].matching(MONTH, "a month such as 2026-01"),
            fresh_for=fields["fresh_for"].whole(most=MAX_MONTHS_FRESH, unit="months"),
            rounding=fields["rounding"].number(above=0, most=market.rounding, unit=references.currency),
            hours_per_year=fields["hours_per_year"].number(least=100, most=8784, unit="hours"),
            most_pay=fields["most_pay"].number(above=0, unit=yearly),
            pay=fields["pay"].file_name(),
            localities=fields["localities"].file_name(),
            areas=fields["areas"].file_name(),
            source=references.source(fields["source"]),
            starts=tuple(weeks / WEEKS for weeks in accumulate(waits, initial=0)),
            promotion_steps=fields["promotion_steps"].whole(most=len(waits), unit="steps of the old grade"),
            roles=roles,
        )

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its CSV tables."""
        return self.pay, self.localities, self.areas

    def market(self, survey: SurveyMarket, bands_path: str) -> ScaleMarket:
        """Return the market as this employer pays in it; raises TableError for a wrong CSV table."""
        return ScaleMarket(
            *survey._replace(
                rounding=self.rounding,
                hours_per_year=self.hours_per_year,
                date=self.date,
                fresh_for=self.fresh_for,
                scale=self._scale(survey, bands_path),
            )
        )

    def _scale(self, survey: SurveyMarket, bands_path: str) -> "PayScale":
        """Read the CSV tables and put them into the shape of every pay scale."""
        from coding_salary.table.localities import load_scale_tables, localities_of
        from coding_salary.table.pay_scale import Grade, PayScale

        pay, localities, places = load_scale_tables(self, survey, bands_path)
        regions = {locality.code: self._region(locality, pay) for locality in localities}
        return PayScale(
            title=self.title,
            job="",
            code="",
            most_years=survey.most_years,
            employers={self.name: self.label},
            grades={grade: Grade(grade, grade, self.starts) for grade in pay},
            regions=regions,
            qualifications=_qualifications(survey),
            posts={name: role.landed(pay, self.promotion_steps) for name, role in self.roles.items()},
            stages={},
            lies=localities_of(places, otherwise=next(iter(regions))),
        )

    def _region(self, locality: "Locality", pay: Mapping[str, tuple[float, ...]]) -> "Region":
        from coding_salary.table.regions import Region, Supplement

        label = f"locality pay of {locality.name}"
        return Region(
            name=locality.code,
            label=locality.name,
            hours_per_week=None,
            points=pay,
            sources=dict.fromkeys(pay, self.source),
            supplement=Supplement(label, locality.share, 0, self.most_pay, self.source),
            most=self.most_pay,
        )


def _qualifications(survey: SurveyMarket) -> "dict[str, Qualification]":
    """Return every credential of the market: each may be held, none decides the grade."""
    from coding_salary.table.pay_scale import Qualification

    held = _choices(survey, CREDENTIAL)
    return {name: Qualification(name, choice.label, REFERENCE, (), "") for name, choice in held.items()}


def _choices(market: Country, factor: str) -> Mapping[str, Choice]:
    return market.factors[factor].values if factor in market.factors else {}
