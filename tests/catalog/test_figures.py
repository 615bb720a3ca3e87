"""The figures of a table one by one: their names, values, sources and places, found by parts of the name."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from program import salary
from tables import TINY, broken

from coding_salary.catalog.figures import Figure, figures, find, resting_on
from coding_salary.reading.errors import Faults, ProfileError
from coding_salary.table.load import Table, default_path, read_table

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
    # Keys with a value behind them, ranges with six, and one for each source that is named in a list.
    assert "markets.US.occupations.coder.ranges.OH.p50" in names
    assert "markets.US.factors.experience.points[0].sources" in names
    assert "markets.US.states.OH" in names
    assert "schema" in names


def numbers_in(value: object) -> Iterator[float]:
    if isinstance(value, Mapping):
        for entry in value.values():
            yield from numbers_in(entry)
    elif isinstance(value, tuple):
        for item in value:
            yield from numbers_in(item)
    elif isinstance(value, int | float):
        yield float(value)


@pytest.mark.parametrize("path", [default_path(), str(TINY), str(TINY.parent / "isles.yaml")])
def test_what_is_shown_and_what_is_computed_with_are_the_same_numbers(path: str) -> None:
    table = read_table(path)
    found = figures(table.root)
    for code, market in table.bands.markets.items():
        values = [value for figure in found if figure.path[1:2] == (code,) for value in figure.all_values]
        shown = {number: value.name for value in values for number in value.numbers if number is not None}
        # A percentage is computed with as a fraction, pay for an hour or a week as pay for a year.
        ways = (1, 1 / 100, market.hours_per_year, market.hours_per_year / market.hours_per_week)
        meant = {number: {round(number * way, 6) for way in ways} for number in shown}
        used = {round(number, 6) for number in numbers_in(market)}
        unused = [shown[number] for number, near in meant.items() if not near & used]
        assert unused in ([], [f"markets.{code}.price_levels.year"])  # kept as a word
        made = used.difference(*meant.values(), {round(market.hours_per_week, 6)})
        made -= {float(month) for month, _ in market.wage_index.changes} if market.wage_index else set()
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


def test_the_wages_of_a_place_have_the_source_and_the_name_of_the_job(made_up: list[Figure]) -> None:
    figure = one(find(made_up, "coder.ranges.BB"))
    assert (figure.sources, figure.label) == (("census",), "Coders, Beta")
    assert {value.key: value.number for value in figure.values} == {
        "p10": 10_000,
        "p25": 20_000,
        "p50": 40_000,
        "p75": 80_000,
        "p90": 160_000,
        "error": 4,
    }
    assert {value.unit for value in figure.values[:5]} == {"XXD a year"}


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
        ("abc", ["certifications.ABC", "factors.credential.values.ABC"]),
        ("ABC.multiplier", ["factors.credential.values.ABC"]),
        ("values.abc-a", ["factors.credential.values.ABC-A"]),
        ("points[1]", ["factors.experience.points[1]"]),
        ("experience.points", ["factors.experience.points[0]", "factors.experience.points[1]"]),
        ("ABC.derivation", ["factors.credential.values.ABC"]),
        ("ranges.AA.p50", ["occupations.coder.ranges.AA", "occupations.biller.ranges.AA"]),
    ],
)
def test_a_part_of_a_name_finds_it_by_whole_segments(
    made_up: list[Figure], said: str, names: list[str]
) -> None:
    assert [figure.name for figure in find(made_up, said)] == [f"markets.XX.{name}" for name in names]


def test_a_value_alone_is_shown_alone_at_its_own_line(made_up: list[Figure]) -> None:
    figure = one(find(made_up, "reference.error"))
    assert [value.name for value in figure.values] == ["evidence.reference.error"]
    state = one(find(made_up, "states.BB"))
    assert [value.text for value in state.values] == ["Beta"]


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
    assert {"name": "markets.US.factors", "figures": 101, "sources": 13} in items
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
    assert "derivation: 1.090^0.55 = 1.048; relative to CPC, within the skill group" in lines
    assert any(
        line.startswith("aapc-2023-medians: PCG Software") and "https://www.pcg" in line for line in lines
    )
    path, line = lines[-1].removeprefix("stands at: ").rsplit(":", 1)
    assert Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1].strip() == "multiplier: 1.050"


def test_too_many_are_listed_by_name_with_a_count() -> None:
    out = salary("bands", "show", "credential").out
    assert out.startswith("credential · 37 figures\n")
    assert "say more of the name" in out
    assert re.search(r"markets\.US\.factors\.credential\.values\.CPMA +multiplier 1\.075", out)
    assert len(json.loads(salary("bands", "show", "credential", "-f", "json").out)["items"]) == 39


def test_machine_formats_hold_the_same_rows() -> None:
    items = json.loads(salary("bands", "show", "ranges.OH", "-f", "json").out)["items"]
    lines = salary("bands", "show", "ranges.OH", "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == items
    assert [item["value"] for item in items[:6]] == [38060, 45500, 50990, 63510, 79290, 0.8]
    assert list(items[0]) == [
        *["name", "figure", "value", "unit", "label", "evidence", "sources", "derivation", "file", "line"]
    ]


@pytest.mark.parametrize("name", ["ranges.OH", "CPC", "experience", "markets.US", "multiplier", "evidence"])
def test_no_figure_is_cut_and_no_line_is_wider_than_the_terminal(name: str, shipped_table: Table) -> None:
    from coding_salary.catalog.figure_report import FigureReport
    from coding_salary.formats import Format, render
    from coding_salary.formats.symbols import Display

    report = FigureReport(shipped_table.bands, name, find(figures(shipped_table.root), name))
    texts = [value.text for figure in report.figures for value in figure.values if value.number is not None]
    for width in (20, 25, 30, 40, 60, 80, 120, 200):
        out = render(report, Format.TABLE, Display(width))
        assert max(map(len, out.splitlines())) <= width
        words = {word.strip(",") for word in out.split()}
        assert set(texts) <= words, width


def test_an_unknown_name_ends_with_2() -> None:
    run = salary("bands", "show", "CPX.multiplier")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: nothing in the table is called 'CPX.multiplier':"
        " did you mean CPC.multiplier, CPB.multiplier or CPPM.multiplier?\n"
    )


def test_a_table_with_faults_shows_nothing(tmp_path: Path) -> None:
    run = salary("bands", "show", "CPC", "--bands", str(broken("missing-key", tmp_path)))
    assert (run.code, run.out) == (3, "")


def test_the_table_may_come_from_standard_input() -> None:
    import subprocess

    from program import SALARY, environment

    done = subprocess.run(
        [SALARY, "bands", "show", "TOP.multiplier", "--bands", "-", "-f", "csv", "--fields", "value"],
        input=TEXT,
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    assert done.stdout == "value\n1.1\n"


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
    assert ids
    for id in ids:
        names = json.loads(salary("sources", id, "-f", "json").out)["items"][0]["figures"]
        shown = json.loads(salary("bands", "show", names[0], "-f", "json").out)["items"]
        assert id in shown[0]["sources"]
