"""What the columns of the shipped CSV tables mean, and in which unit they are."""

import re

from coding_salary.catalog.csv_figures import JOB_UNITS
from coding_salary.catalog.data_package import NUMBER, TEXT, WHOLE, Column
from coding_salary.numbers import PERCENTILES
from coding_salary.table.indexes import LEVEL_UNIT
from coding_salary.table.market import Country
from coding_salary.table.wages import ERROR_UNIT

TITLES = {
    "areas": "Wages of metropolitan and nonmetropolitan areas",
    "careers": "Wages of related jobs in the nation and the states",
    "careers_areas": "Wages of related jobs in areas",
    "charts": "Usual charts an hour by kind of work",
    "consumer_prices": "Consumer prices by month",
    "credentials": "What credentials ask for and cost",
    "gs_areas": "Which locality of the federal pay scale an area lies in",
    "gs_localities": "Locality pay of the federal pay scale",
    "gs_pay": "Base pay of the federal pay scale by grade and step",
    "headers": "What the columns of people's own files are called, by the flag that they stand for",
    "history": "National wages of earlier years",
    "jobs": "How many jobs of each occupation a place has",
    "pay_practice": "Usual raises, overtime, shift differentials and paid leave",
    "places": "Names that people use for states and areas",
    "price_levels": "Price levels of areas",
    "sources": "The sources that rows of the other tables cite",
    "split_zips": "ZIP codes with less than three quarters of their addresses in one area",
    "states": "Wages and price levels of states and territories",
    "words": "The words that people use for the values of the table",
    "zips": "Ranges of ZIP codes and the area of each; of two that hold a ZIP code the later counts",
}
WORDS = {
    "accessed": "Day or month on which the source was last read",
    "area_code": "Code of the area, or of the state where it has none",
    "ceu": "Continuing education in words",
    "code": "Code of the place or locality",
    "codes": "Codes of the places that the word can mean, separated by spaces",
    "cost_evidence": "How well the fees are supported: solid, fair, weak or assumed",
    "course": "Cost of a course for those who need one, in USD; a fee, or the lowest and the highest with a -",
    "covered_by": "Credentials whose holders gain nothing from it, separated by spaces",
    "date": "Date of the source: a year, a month, a day, or undated",
    "degree": "Value of education that the issuer requires",
    "derivation": "How the figures were worked out",
    "dues": "Dues of the issuer, in USD a year, as in course",
    "evidence": "How well the figures are supported: solid, fair, weak or assumed",
    "exam": "Fee of the exam, in USD, as in course",
    "flag": "Flag whose value the word is",
    "further": "Renewal of each further credential of the issuer, in USD a year, as in course",
    "grade": "Grade of the scale, or how good the source is",
    "held": "Credentials of which one must be held, separated by spaces",
    "id": "Id by which figures cite the source",
    "instead": "What to do instead, where the word is no value of the flag",
    "issuer": "Who gives the credential",
    "kind": "Kind of the area: metropolitan or nonmetropolitan; of a word: state, area, rural, or zip for a code that is a ZIP code too",
    "label": "What the figures are about",
    "license": "License of the source, where one is known",
    "link": "Address of the source",
    "locality": "Code of the locality of the area",
    "month": "Month such as 2025-05",
    "name": "Name of the place, the credential or the figures",
    "next_area_code": "Code of the area of most other addresses",
    "occupation": "Name of the occupation in the table of pay",
    "opens": "Roles that it opens, separated by spaces",
    "others": "Codes of localities that parts of the area may lie in, separated by spaces",
    "place": "Code of the nation, the state or the area",
    "publisher": "Who published the source",
    "renewal": "Renewal of the first credential of the issuer, in USD a year, as in course",
    "requires": "What the issuer asks for before the exam",
    "rule_evidence": "How well it is supported what comes before: solid, fair, weak or assumed",
    "serves": "Role that it goes with",
    "soc": "Code of the occupation in the Standard Occupational Classification",
    "sources": "Ids of the sources that the figures rest on, separated by spaces",
    "state": "Code of the main state of the area",
    "states": "Codes of all states that the area reaches into, separated by spaces",
    "title": "Title of the occupation, or of the source",
    "unit": "Unit of the figures of the row",
    "until": "Year in which it was last given, empty while it is",
    "usual": "What usually comes before",
    "value": "The value that the word means, or several separated by |",
    "why": "Why the word is no value of the flag",
    "word": "A word as people say it",
    "zip": "ZIP code of five digits",
    "zip_from": "First ZIP code of the range",
    "zip_to": "Last ZIP code of the range",
}
NUMBERS = {
    "error": Column("", NUMBER, "How unsure the wages are", ERROR_UNIT),
    "high": Column("", NUMBER, "High figure", "as the column unit says"),
    "index": Column("", NUMBER, "Index of consumer prices, not seasonally adjusted", "1982-84 = 100"),
    "jobs": Column("", WHOLE, "Jobs", JOB_UNITS["jobs"]),
    "low": Column("", NUMBER, "Low figure", "as the column unit says"),
    "parity": Column("", NUMBER, "Price level", LEVEL_UNIT),
    "per_1000": Column(
        "", NUMBER, "Jobs of the occupation among all jobs of the place", JOB_UNITS["per_1000"]
    ),
    "percent": Column("", NUMBER, "Locality pay", "% of base pay"),
    "price_level": Column("", NUMBER, "Price level", LEVEL_UNIT),
    "quotient": Column("", NUMBER, "Location quotient", JOB_UNITS["quotient"]),
    "share": Column("", NUMBER, "Addresses of the ZIP code that are in the area", "share of addresses"),
    "study_weeks": Column("", NUMBER, "Weeks of study", "weeks"),
    "typical": Column("", NUMBER, "Typical figure", "as the column unit says"),
    "years": Column("", NUMBER, "Years of work that usually come first", "years"),
}


def column(name: str, market: Country) -> Column:
    """Describe a column; raises KeyError for one that nobody has described here."""
    job, _, part = name.partition("_")
    if job in market.occupations:
        own = column(part, market)
        return own._replace(name=name, meaning=f"{market.occupations[job].title}: {own.meaning}")
    a_year = f"{market.currency} a year"
    if (found := re.fullmatch(r"p([0-9]+)", name)) and int(found[1]) in PERCENTILES:
        return Column(name, NUMBER, f"Wage at the {found[1]}th percentile", a_year)
    if found := re.fullmatch(r"step_([0-9]+)", name):
        return Column(name, NUMBER, f"Base pay at step {found[1]}, before locality pay", a_year)
    return NUMBERS[name]._replace(name=name) if name in NUMBERS else Column(name, TEXT, WORDS[name])
