"""What every format must hold: whole amounts at every width, the same rows for programs, color only as decoration."""

import json
import re
from collections.abc import Callable

import pytest
from tables import profile

from coding_salary.formats import Format, render
from coding_salary.formats.chart import Chart
from coding_salary.formats.records import Field
from coding_salary.formats.sheet import Grid, Line, Sheet
from coding_salary.formats.symbols import ASCII, UNICODE, Display
from coding_salary.formats.terminal import table
from coding_salary.model.estimate import estimate
from coding_salary.model.waterfall import waterfall
from coding_salary.report.estimate import EstimateReport, Shows
from coding_salary.table.bands import Bands

AUDITOR = {
    "cert": "CPC,CPMA",
    "years": "12",
    "state": "CA",
    "employer": "hospital",
    "education": "bachelor",
    "role": "auditor",
    "specialty": "cardiology",
    "remote": "yes",
}
PEOPLE = {
    "nobody": {},
    "cpc": {"cert": "CPC", "years": "5"},
    "biller": {"cert": "none", "role": "biller", "metro": "elmira"},
    "fallback": {"years": "0", "metro": "elmira"},
    "auditor": AUDITOR,
    "hospital": {"employer": "hospital"},
    "director": {"role": "director", "cert": "CPC", "years": "15", "as-of": "published"},
}
Reports = Callable[..., EstimateReport]


@pytest.fixture
def report(shipped: Bands) -> Reports:
    def made(name: str, *, explain: bool = False) -> EstimateReport:
        result = estimate(shipped, profile(shipped, **PEOPLE[name]))
        return EstimateReport(shipped, result, shows=Shows.STEPS if explain else Shows.LEVELS)

    return made


@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("name", PEOPLE)
def test_no_amount_is_cut_and_no_line_is_wider_than_the_terminal(
    report: Reports, name: str, explain: bool
) -> None:
    shown = report(name, explain=explain)
    amounts = {
        shown.money.text(amount) for row in shown.levels for amount in (row.low, row.typical, row.high)
    } | {shown.money.text(step.pay_after) for step in waterfall(shown.estimate) if explain}
    for width in (*range(20, 131), 200):
        text = render(shown, Format.TABLE, Display(width))
        words = (line for line in text.splitlines() if not line.startswith("https://"))  # links stay whole
        assert max(map(len, words)) <= width
        assert amounts <= set(re.findall(r"\$[\d,.]*\d", text)), width
        assert "…" not in text


def test_colour_is_only_decoration(report: Reports) -> None:
    plain = render(report("cpc", explain=True), Format.TABLE, Display(80))
    colour = render(report("cpc", explain=True), Format.TABLE, Display(80, color=True))
    assert "\x1b" not in plain
    assert "\x1b[1;35m▸ you" in colour  # one accent, for you
    assert "\x1b[1m  $52,500 a year" in colour
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colour)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_every_symbol_has_an_ascii_twin() -> None:
    assert not UNICODE.isascii()
    assert UNICODE.translate(ASCII).isascii()


def test_a_field_too_wide_for_the_terminal_stands_on_lines_of_its_own(report: Reports) -> None:
    text = render(report("biller"), Format.TABLE, Display(20), fields=["level", "place_name", "yours"])
    assert text.startswith("entry\n  place_name Elmira,\n  NY\n  yours      false\nmid\n")
    alone = render(report("biller"), Format.TABLE, Display(8), fields=["place_name"])
    assert alone == "Elmira,\nNY\n" * 4


def test_a_chart_is_as_wide_in_ascii() -> None:
    chart = Field[float]("", lambda amount: (1, 2, amount, 8, 9), "", "£{:g}".format, chart=Chart(1, 9))
    sheet = Sheet((), Grid([Field("", str, "typical"), chart], [Line(5)]))
    # 32 cells from 1 to 9: 5 is in the cell 31 x 4/8 = 15.5, rounded to 16, counted from 0. GBP leaves no room
    # for ticks at every 2: that of 4 would end in the cell 31 x 3/8 + 6 = 18, and that of 6 begin in 31 x 5/8 = 19.
    in_ascii, drawn = (table(sheet, Display(ascii=ascii)).splitlines() for ascii in (True, False))
    assert in_ascii[0] == "typical" + "  " + 16 * " " + "|GBP 5"
    assert drawn[0] == "typical" + "  " + "    ╷£2     ╷£4    ╷£6     ╷£8"
    assert in_ascii[1].index("|") == drawn[1].index("┃") == 9 + 16


@pytest.mark.parametrize("name", PEOPLE)
def test_the_changes_of_the_waterfall_add_up_to_typical(report: Reports, name: str) -> None:
    document = json.loads(render(report(name), Format.JSON, Display()))
    assert sum(line["change"] for line in document["factors"]) == document["you"]["typical"]
    pay = 0
    for line in document["factors"]:
        pay += line["change"]
        assert line["pay_after"] == pay


def test_labels_from_a_table_are_never_markup(tiny: Bands) -> None:

    market = tiny.markets["XX"]._replace(name="[/red] | *bold* :smile: <b>")
    hostile = tiny._replace(markets={"XX": market})
    shown = EstimateReport(hostile, estimate(hostile, profile(hostile)), shows=Shows.STEPS)
    assert "[/red] | *bold* :smile: <b>" in render(shown, Format.TABLE, Display(80))
    assert r"\[/red] \| \*bold\* :smile: \<b>" in render(shown, Format.MD, Display())
