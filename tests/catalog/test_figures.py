"""The figures of a table one by one: their names, values, sources and places, found by parts of the name."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from program import salary
from tables import TINY, broken

from coding_salary.catalog.figures import Figure, figures, find, resting_on
from coding_salary.cli.session import Session
from coding_salary.reading.errors import Faults, ProfileError
from coding_salary.table.load import Table, default_path, read_table
from coding_salary.table.side_tables import SHIPPED

TEXT = TINY.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shipped_table() -> Table:
    return read_table(default_path())


@pytest.fixture(scope="module")
def made_up() -> list[Figure]:
    return figures(read_table(str(TINY)).root)


def one(found: list[Figure]) -> Figure:
    (figure,) = found
    return figure


def test_every_value_of_the_file_stands_in_one_figure(shipped_table: Table) -> None:
    names = [value.name for figure in figures(shipped_table.root) for value in figure.all_values]
    assert len(names) == len(set(names))
    # Keys with a value behind them, a range with six, the wages of an industry with five and their evidence.
    coder = "markets.US.occupations.coder"
    wanted = {"nation.p50", "nation.error", "employers.hospital.p90", "employers.hospital.evidence"}
    wanted |= {"medians.2023-05", "yearly_rise.percent"}
    assert {f"{coder}.{name}" for name in wanted} <= set(names)
    assert {"schema", "markets.US.states", "markets.US.factors.experience.sources"} <= set(names)


def numbers_in(value: object) -> Iterator[float]:
    if isinstance(value, Mapping):
        for entry in value.values():
            yield from numbers_in(entry)
    elif isinstance(value, tuple):
        for item in value:
            yield from numbers_in(item)
    elif isinstance(value, int | float):
        yield float(value)


@pytest.mark.parametrize(
    "path", [default_path(), *(str(TINY.parent / f"{name}.yaml") for name in ("tiny", "isles", "guild"))]
)
def test_what_is_shown_and_what_is_computed_with_are_the_same_numbers(path: str) -> None:
    table = read_table(path)
    for code, market in table.bands.markets.items():
        found = [figure for figure in Session(path).figures if figure.mark.path in (path, market.state_file)]
        values = [value for figure in found if figure.path[1:2] == (code,) for value in figure.all_values]
        shown = {number: value.name for value in values for number in value.numbers if number is not None}
        # A percentage is computed with as a fraction, pay for an hour or a week as pay for a year.
        ways = (1, 1 / 100, market.hours_per_year, market.hours_per_year / market.hours_per_week)
        meant = {number: {round(number * way, 6) for way in ways} for number in shown}
        used = {round(number, 6) for number in numbers_in(market)}
        years = {
            number
            for scale in market.scales.values()
            for number in (*scale.starts, scale.roles["coder"].years_each)
        }
        for (
            scale
        ) in market.scales.values():  # a number of weeks is computed with as years, one wait after the other
            used |= {52.0 * (after - before) for before, after in pairwise(scale.starts)}
        unused = [shown[number] for number, near in meant.items() if not near & used]
        assert unused in ([], [f"markets.{code}.price_levels.year"])  # kept as a word
        made = used.difference(*meant.values(), {round(market.hours_per_week, 6)})
        made -= years
        made -= {  # multipliers of employers follow from their wages
            round(choice.multiplier, 6)
            for factor in market.factors.values()
            for choice in (factor.values.values() if factor.strength else ())
        }
        for job in market.occupations.values():
            for range in job.ranges.values():
                gaps = {*map(float, range.interpolated)}
                made -= gaps | {round(wage, 6) for wage in range.wages if gaps}
        assert not made


def test_a_figure_knows_its_values_what_it_rests_on_and_where_it_stands(made_up: list[Figure]) -> None:
    figure = one(find(made_up, "credential.values.ABC"))
    assert figure.name == "markets.XX.factors.credential.values.ABC"
    assert [(value.key, value.text, value.number) for value in figure.values] == [("multiplier", "1", 1.0)]
    assert (figure.label, figure.evidence, figure.derivation) == ("All But Codes", "fair", "made up")
    assert figure.sources == ("club",)
    assert TEXT.splitlines()[figure.mark.line - 1].lstrip().startswith("ABC: {label: All But Codes")


PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


def test_a_state_is_one_figure_with_the_wages_of_each_job_by_percentile(made_up: list[Figure]) -> None:
    figure = one(find(made_up, "states.BB"))
    assert (figure.sources, figure.label) == (("census",), "Beta")
    name, *wages = figure.values
    assert (name.key, name.text) == ("name", "Beta")
    jobs = {
        "coder": (10_000, 20_000, 40_000, 80_000, 160_000, 4),
        "biller": (18_000, 27_000, 36_000, 45_000, 54_000, 1),
    }
    assert {value.key: value.number for value in wages} == {
        f"{job}.{name}": number
        for job, numbers in jobs.items()
        for name, number in zip((*PERCENTILES, "error"), numbers, strict=True)
    }
    assert {value.unit for value in wages if value.key[-1] == "0"} == {"XXD a year"}
    assert [value.text for value in one(find(made_up, "BB.coder.p75")).values] == ["80,000"]


def test_what_the_nation_pays_now_earlier_and_in_an_industry(shipped_table: Table) -> None:
    found = figures(shipped_table.root)
    nation, *_ = find(found, "coder.nation")
    assert [value.number for value in nation.values] == [37_000, 43_490, 51_140, 64_820, 81_150, 0.4]
    hospital = one(find(found, "coder.employers.hospital"))
    assert [(value.key, value.number, value.unit) for value in hospital.values] == [
        (name, number, "USD a year")
        for name, number in zip(PERCENTILES, (39_530, 47_370, 59_120, 74_160, 90_120), strict=True)
    ]
    assert (hospital.evidence, hospital.sources) == ("solid", ("oews-2025",))
    # Earlier medians are those the yearly rise is made of, and not of the release of the nation's range.
    median = one(find(found, "coder.medians.2023-05"))
    assert [(value.number, value.unit) for value in median.values] == [(48_780, "USD a year")]
    assert median.sources == one(find(found, "coder.yearly_rise")).sources == ("oews-history",)


def test_rows_of_the_csv_tables_are_figures_with_a_line_and_a_source(shipped_table: Table) -> None:
    beside = Session(default_path()).figures
    ohio = one(find(beside, "states.OH"))
    assert (ohio.label, ohio.sources) == ("Ohio", ("oews-2025", "rpp-2024"))
    assert [value.number for value in ohio.values[1:8]] == [
        92.774,
        38_060,
        45_500,
        50_990,
        63_510,
        79_290,
        0.8,
    ]
    line = Path(SHIPPED, "us_states.csv").read_text(encoding="utf-8").splitlines()[ohio.mark.line - 1]
    assert line.startswith("OH,Ohio,92.774,38060,45500,")
    assert [value.key for value in one(find(beside, "US.areas.10420")).values][4:6] == [
        "coder.p10",
        "coder.p25",
    ]
    assert len(find(beside, "managers.p50")) > 53


def test_any_mapping_with_a_source_is_a_figure_wherever_it_stands() -> None:
    from coding_salary.reading.yaml_file import parse

    text = (
        b"markets:\n  XX:\n    later:\n      source: club\n      title: Prices\n"
        b"      places: {AA: 0.9, BB: 1.1}\n      own: {rate: 3, sources: [census]}\n"
    )
    found = {figure.name: figure for figure in figures(parse(text, "t.yaml", Faults()))}
    assert found["markets.XX.later.places.AA"].sources == ("club",)
    assert found["markets.XX.later.places.AA"].label == "Prices"
    assert found["markets.XX.later.own"].sources == ("census",)
    assert [figure.name for figure in resting_on(found.values(), "club")] == [
        "markets.XX.later",
        "markets.XX.later.places.AA",
        "markets.XX.later.places.BB",
    ]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("abc", ["factors.credential.values.ABC"]),
        ("ABC.multiplier", ["factors.credential.values.ABC"]),
        ("values.abc-a", ["factors.credential.values.ABC-A"]),
        ("points[1]", ["factors.experience.points[1]"]),
        ("experience.points", ["factors.experience.points[0]", "factors.experience.points[1]"]),
        ("ABC.derivation", ["factors.credential.values.ABC"]),
        ("nation.p50", ["occupations.coder", "occupations.biller"]),
        ("AA.biller.p50", ["states.AA"]),
    ],
)
def test_a_part_of_a_name_finds_it_by_whole_segments(
    made_up: list[Figure], said: str, names: list[str]
) -> None:
    assert [figure.name for figure in find(made_up, said)] == [f"markets.XX.{name}" for name in names]


def test_a_value_alone_is_shown_alone_at_its_own_line(made_up: list[Figure]) -> None:
    figure = one(find(made_up, "reference.error"))
    assert [value.name for value in figure.values] == ["evidence.reference.error"]
    state = one(find(made_up, "BB.coder.error"))
    assert [(value.text, value.name) for value in state.values] == [("4", "markets.XX.states.BB.coder.error")]


@pytest.mark.parametrize(
    "said", ["AB", "multiplie", "", ".", "ABC.x", "credential.ABC", "\x1b[31m", "a" * 5_000]
)
def test_what_is_no_name_is_answered_with_near_ones(made_up: list[Figure], said: str) -> None:
    with pytest.raises(ProfileError) as caught:
        find(made_up, said)
    message = str(caught.value)
    assert message.startswith("nothing in the table is called '")
    assert message.isprintable()
    assert len(message) < 400


def test_near_names_are_as_long_as_what_was_said(made_up: list[Figure]) -> None:
    with pytest.raises(ProfileError, match=r"did you mean ABC\.multiplier[, ]"):
        find(made_up, "ABD.multiplier")


# As a command.


def test_the_parts_of_the_table() -> None:
    items = json.loads(salary("bands", "show", "-f", "json").out)["items"]
    # Nine factors and, below them, five points of experience and 90 values (`salary bands check` counts them).
    assert {"name": "markets.US.factors", "figures": 104, "sources": 20} in items
    assert {"name": "markets.US.states", "figures": 53, "sources": 2} in items
    assert {"name": "markets.US.areas", "figures": 528, "sources": 1} in items
    assert "markets.US.factors" in salary("bands", "show").out


def test_a_figure_is_shown_with_all_it_rests_on() -> None:
    run = salary("bands", "show", "CRC.multiplier", "-f", "plain")
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert lines[:5] == [
        "for: CRC.multiplier, 1 figure",
        "name: markets.US.factors.credential.values.CRC",
        "label: Certified Risk Adjustment Coder (AAPC)",
        "multiplier, value: 1.050",
        "multiplier, unit: times the median of the job",
    ]
    assert lines[5].startswith("evidence: fair, one good survey")
    assert "derivation: 1.090^0.55; medians of about 2023" in lines
    assert any(
        line.startswith("aapc-2023-medians: PCG Software") and "https://www.pcg" in line for line in lines
    )
    path, line = lines[-2].removeprefix("defined in: ").rsplit(":", 1)
    assert "multiplier: 1.050" in Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_what_a_value_leaves_out_holds_as_its_factor_says_it() -> None:
    point = salary("bands", "show", "experience.points[1]", "-f", "plain").out
    assert "evidence: fair, one good survey, or several old ones that agree, 5 % either way\n" in point
    assert "\nva-ladder-2026: " in point
    # An error of its own stands among its values, and takes the place of the one of the grade.
    one = salary("bands", "show", "credential_count.values.1", "-f", "plain").out
    assert "error, value: 3\n" in one
    assert "either way" not in one
    # A source of its own does not undo the grade of the factor.
    apprentice = salary("bands", "show", "credential.values.COC-A", "-f", "plain").out
    assert "evidence: weak, " in apprentice


def test_too_many_are_listed_by_name_with_a_count() -> None:
    out = salary("bands", "show", "credential").out
    assert out.startswith("credential · 38 figures\n")
    assert "salary bands show markets.US.factors.credential\n" in out
    assert re.search(r"markets\.US\.factors\.credential\.values\.CPMA +multiplier 1\.075", out)
    assert len(json.loads(salary("bands", "show", "credential", "-f", "json").out)["items"]) == 40


def test_a_table_with_faults_shows_nothing(tmp_path: Path) -> None:
    run = salary("bands", "show", "CPC", "--bands", str(broken("missing-key", tmp_path)))
    assert (run.code, run.out) == (3, "")


def test_every_figure_with_sources_is_shown_with_them(shipped_table: Table) -> None:
    from coding_salary.catalog.figure_report import FigureReport
    from coding_salary.formats import Format, render
    from coding_salary.formats.symbols import Display

    everything = figures(shipped_table.root)
    cited = [figure for figure in everything if figure.sources and figure.values]
    assert len(cited) > 200
    for figure in cited:
        found = find(everything, figure.name)
        assert figure in found
        out = render(FigureReport(shipped_table.bands, figure.name, [figure]), Format.PLAIN, Display())
        for id in figure.sources:
            source = shipped_table.bands.sources[id]
            assert f"{id}: {source.publisher}, {source.title}, {source.date}" in out
            assert source.link in out


def test_every_step_of_an_estimate_leads_to_a_source_and_back() -> None:
    rows = json.loads(salary("estimate", "-c", "CPC", "-y", "5", "-s", "OH", "-f", "json").out)["factors"]
    ids = {id for row in rows for id in row["sources"]}
    found = Session(default_path()).figures
    assert len(ids) > 5
    assert all(resting_on(found, id) for id in ids)
    (item,) = json.loads(salary("sources", "oews-history", "-f", "json").out)["items"]
    assert set(item["figures"]) == {figure.name for figure in resting_on(found, "oews-history")}
