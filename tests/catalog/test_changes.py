"""What differs between two tables, in the words of the changelog and as rows."""

import json
from pathlib import Path

import pytest
from program import salary, shown
from tables import TINY, broken, edited

from coding_salary.catalog.diff import ChangeReport, changes
from coding_salary.catalog.figures import figures
from coding_salary.formats import Format, render
from coding_salary.formats.symbols import Display
from coding_salary.table.load import default_path, read_table
from coding_salary.table.side_tables import SHIPPED

SAME = f"No figure differs between {TINY} and {TINY}."
NEXT = f"salary bands check {TINY}{{}}salary estimate --bands {TINY}\n"


def report(before: str, after: str) -> ChangeReport:
    old, new = read_table(before), read_table(after)
    return ChangeReport(old.bands, new.bands, changes(figures(old.root), figures(new.root)))


def said(tmp_path: Path, *edits: tuple[str, str]) -> list[str]:
    """Return the sentences about a table after some edits, without what stands around them."""
    text = render(report(str(TINY), edited(tmp_path, *edits)), Format.TABLE, Display())
    _, *_, last = lines = [line for line in text.splitlines() if line and not line.endswith(":")]
    assert last.startswith("  Next   salary bands check ")
    return lines[2:-1]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (("TOP: {label: Top Coder, multiplier: 1.1,", "TOP: {label: Top Coder, multiplier: 1.155,"),
         "TOP (credential): multiplier from 1.1 to 1.155 (+5.0%)"),
        (("coder: [10000, 20000, 40000", "coder: [10000, 20000, 39000"),
         "BB (states): coder.p50 from 40,000 to 39,000 (-2.5%)"),
        (("[20000, 30000, 40000, 60000, 80000, 0]", "[20000, 30000, 40000, 60000, 80000, 1.5]"),
         "coder (occupations): error from 0 to 1.5 (+1.5)"),
        (("title: Survey", "title: A survey"), "club (sources): title from 'Survey' to 'A survey'"),
        (("version: tiny", "version: '1.10'"), "version: from 'tiny' to '1.10'"),
        (("narrowest: 0.6", "narrowest: 0.5"), "model: narrowest from 0.6 to 0.5 (-16.7%)"),
        (("counter: [50, 75]", "counter: [50, 80]"), "offer: counter from 50, 75 to 50, 80"),
        (("    date: 2025-05\n", "    date: 2025-05\n    fresh_for: 9\n"), "XX (markets): fresh_for added, 9"),
        (("label: old, multiplier: 1.2", "label: old, multiplier: 1.3"),
         "old (experience): multiplier from 1.2 to 1.3 (+8.3%)"),
        (("reference: 10}", "reference: 12}"), "senior (levels): reference from 10 to 12 (+20.0%)"),
        (("symbol: $", "symbol: T"), "XX (markets): symbol from '$' to 'T'"),
    ],
)  # fmt: skip
def test_one_edit_is_said_in_one_sentence(tmp_path: Path, edit: tuple[str, str], sentence: str) -> None:
    assert said(tmp_path, edit) == [sentence]


def test_a_point_put_between_others_does_not_move_them(tmp_path: Path) -> None:
    point = "          - {years: 10, label: old"
    new = (
        "          - {years: 5, label: five, multiplier: 1, evidence: assumed, sources: [], derivation: x}\n"
    )
    assert said(tmp_path, (point, new + point)) == [
        "five (experience): added, years 5, multiplier 1, label 'five', evidence 'assumed', derivation 'x'"
    ]
    assert said(tmp_path, ("years: 10, label: old", "years: 12, label: old")) == [
        "old (experience): years from 10 to 12 (+20.0%)"
    ]


@pytest.mark.parametrize(
    "edit",
    [
        ("narrowest: 0.6,", "narrowest: 0.60,"),
        ("multiplier: 1.1, evidence: assumed", "multiplier:   1.100, evidence: 'assumed'"),
        ("low: 25, high: 75", "high: 75.0, low: 25"),
        ("markets:\n", "\n# the markets\n\nmarkets:\n"),
        ("label: Top Coder", 'label: "Top Coder"'),
        (
            "[10000, 20000, 40000, 80000, 160000, 4]",
            "[10000.0, 20000, 40000, 80000, 160000, 4.00]  # as before",
        ),
    ],
)
def test_what_is_written_otherwise_is_no_difference(tmp_path: Path, edit: tuple[str, str]) -> None:
    assert said(tmp_path, edit) == []


def test_the_order_of_sources_and_of_entries_is_no_difference(tmp_path: Path) -> None:
    two = edited(tmp_path, ("sources: [club]\n      derivation", "sources: [club, census]\n      derivation"))
    turned = tmp_path / "turned.yaml"
    text = Path(two).read_text(encoding="utf-8").replace("[club, census]", "[census, club]")
    line = "  club: {publisher: Club, title: Survey, date: 2024, grade: survey}\n"
    text = text.replace(line, "").replace("sources:\n  census", f"sources:\n{line}  census")
    turned.write_text(text, encoding="utf-8")
    assert report(two, str(turned)).rows == []


def test_changes_come_in_the_order_of_the_newer_table_and_back_again_reversed(tmp_path: Path) -> None:
    edits = (
        ("narrowest: 0.6", "narrowest: 0.5"),
        ("years: 2, way: two", "years: 3, way: two"),
        ("multiplier: 1.3,", "multiplier: 1.4,"),
        ("title: Survey", "title: A survey"),
    )
    there = report(str(TINY), edited(tmp_path, *edits))
    names = [change.value.name for change in there.rows]
    assert names == [
        "model.narrowest",
        "sources.club.title",
        "markets.XX.apprentices.ways[0].years",
        "markets.XX.factors.role.values.chief.multiplier",
    ]
    back = report(str(tmp_path / "edited.yaml"), str(TINY))
    assert [change.value.name for change in back.rows] == names
    for one, other in zip(there.rows, back.rows, strict=True):
        assert (one.moved, one.before) == (None if other.moved is None else -other.moved, other.after)


# As a command.


def test_rows_for_scripts(tmp_path: Path) -> None:
    path = edited(tmp_path, ("narrowest: 0.6", "narrowest: 0.5"), (', link: "https://example.org/"', ""))
    run = salary("bands", "diff", str(TINY), path, "-f", "csv")
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "name,what,before,after,change,change_percent\n"
        "model.narrowest,changed,0.6,0.5,-0.1,-16.7\n"
        "sources.census.link,removed,https://example.org/,,,\n"
    )
    document = json.loads(salary("bands", "diff", str(TINY), path, "-f", "json").out)
    assert document["before"]["version"] == document["after"]["version"] == "tiny"
    assert document["items"][0]["change"] == -0.1


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (("-f", "csv"), "name,what,before,after,change,change_percent\n"),
        (("-f", "csv", "--fields", "what,name"), "what,name\n"),
        (("-f", "csv", "--no-header"), ""),
        (("-f", "jsonl"), ""),
        (("-f", "json", "--fields", "name"), "[]\n"),
        (("--fields", "name"), "no rows\n"),
        (("-f", "plain"), f"same: {SAME}\nNext: {NEXT.format(', ')}"),
        ((), f"{SAME}\n\n  Next   {NEXT.format(' · ')}"),
    ],
)
def test_nothing_differs(flags: tuple[str, ...], expected: str) -> None:
    run = salary("bands", "diff", str(TINY), str(TINY), *flags)
    assert (run.code, run.out, run.err) == (0, expected, "")


def test_a_table_is_compared_with_the_one_in_use() -> None:
    assert SAME in salary("bands", "diff", str(TINY), SALARY_BANDS=str(TINY)).out
    assert SAME in salary("bands", "diff", str(TINY), "--bands", str(TINY)).out
    assert "US (markets): added" in salary("bands", "diff", str(TINY)).out


def test_what_industries_pay_and_earlier_medians_are_said_with_their_job(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    text = Path(default_path()).read_text(encoding="utf-8")
    edits = {
        "hospital:          [ 39530,  47370,  59120,": "hospital:          [ 39530,  47370,  60000,",
        "90120, solid]": "90120, fair]",
        "2023-05: 48780": "2023-05: 48800",
        "percent: 2.39": "percent: 2.5",
    }
    for old, new in edits.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    copy.write_text(text, encoding="utf-8")
    out = salary("bands", "diff", default_path(), str(copy)).out
    assert out.splitlines()[2:-2] == [
        "4 values changed.",
        "",
        "markets.US.occupations:",
        "2023-05 (coder): from 48,780 to 48,800 (+0.0%)",
        "yearly_rise (coder): percent from 2.39 to 2.5 (+4.6%)",
        "hospital (coder): p50 from 59,120 to 60,000 (+1.5%)",
        "hospital (coder): evidence from 'solid' to 'fair'",
    ]


def test_the_csv_tables_beside_a_table_are_compared_too(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    assert salary("bands", "init", str(copy)).code == 0
    lines = Path(SHIPPED, "us_areas.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    assert ",69900,1.9," in lines[1]
    (tmp_path / "us_areas.csv").write_text(
        lines[0] + lines[1].replace(",69900,1.9,", ",70000,1.9,") + "".join(lines[3:]), encoding="utf-8"
    )
    states = Path(SHIPPED, "us_states.csv").read_text(encoding="utf-8")
    assert states.count("OH,Ohio,92.774,38060,") == 1
    (tmp_path / "us_states.csv").write_text(
        states.replace("OH,Ohio,92.774,38060,", "OH,Ohio,90,38100,"), encoding="utf-8"
    )
    out = salary("bands", "diff", "--bands", str(copy), default_path()).out
    assert "Abilene, TX (areas): coder.p90 from 69,900 to 70,000 (+0.1%)" in out
    assert (
        "OH (states): price_level from 92.774 to 90 (-3.0%)\nOH (states): coder.p10 from 38,060 to 38,100 (+0.1%)\n"
        in out
    )
    assert out.count(": removed") == 1


def test_the_problems_of_both_tables_are_listed(tmp_path: Path) -> None:
    run = salary("bands", "diff", str(broken("nan", tmp_path)), str(broken("tag", tmp_path)))
    assert (run.code, run.out) == (3, "")
    assert "nan.yaml:" in run.err
    assert "tag.yaml:" in run.err
    assert run.err.endswith("error: found 2 problems\n")


def test_a_table_that_is_not_there_is_no_wrong_command_line(tmp_path: Path) -> None:
    run = salary("bands diff gone.yaml", cwd=tmp_path)
    assert (run.code, run.out) == (3, "")
    assert "gone.yaml:1:1: cannot read this file: no such file or directory" in run.err


def test_no_figure_is_cut_at_any_width(tmp_path: Path) -> None:
    shown = report(
        str(TINY), edited(tmp_path, ("coder: [10000, 20000, 40000", "coder: [10000, 20000, 39000"))
    )
    for width in (*range(20, 60), 80, 200):
        text = render(shown, Format.TABLE, Display(width))
        assert max(map(len, text.splitlines())) <= width
        assert {"40,000", "39,000"} <= set(text.split())


def test_a_terminal_shows_the_first_of_many_changes_and_counts_the_rest() -> None:
    table = str(TINY.parent / "guild.yaml")
    lines = shown(90, "bands", "diff", table, NO_COLOR="1")[1].decode().splitlines()
    assert len(lines) <= 24
    (left_out,) = [line for line in lines if "Not shown" in line]
    piped = salary("bands", "diff", table).out
    assert "Not shown" not in piped
    total = sum(": " in line for line in piped.splitlines()[3:] if not line.startswith("  "))
    # Every line that is shown says one change at the most: how many depends on how long the names of files are.
    more = int(left_out.split()[2].replace(",", ""))
    assert total - len(lines) < more < total
