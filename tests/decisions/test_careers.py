"""Related jobs: by hand, over every state and area, and from broken tables."""

import csv
import re
from pathlib import Path
from statistics import NormalDist

import pytest
from program import answer, salary
from tables import ROOT, extended, profile

from coding_salary.decisions.careers import Careers, careers
from coding_salary.model.estimate import estimate
from coding_salary.reading.errors import TableError
from coding_salary.table.bands import Bands
from coding_salary.table.jobs import load_jobs
from coding_salary.table.load import load
from coding_salary.table.places import area_place, state
from coding_salary.table.side_tables import SHIPPED, load_area_careers, load_areas, load_careers

CAREERS = """\
    careers:
      file: own.csv
      source: census
      outlooks:
        1-1:
          growth: {percent: -2.5, decade: 2025-35, source: census}
          openings: {a_year: 1200, decade: 2024-34, source: club}
        9-9: {}
      exposure:
        talk: {label: how much it talks, source: club, ranks: {1-1: 81, 9-9: 7.5}}
"""
PUBLISHED = {"as-of": "published"}
HEADER = "soc,title,place,jobs,p10,p25,p50,p75,p90,error\n"
OTHER = "9-9,Clerks,XX,500,10000,20000,30000,40000,50000,1\n9-9,Clerks,BB,,11000,22000,33000,44000,55000,3\n"


@pytest.fixture
def tiny_careers(tmp_path):
    def read(table: str = HEADER + OTHER, entry: str = CAREERS, **said: str) -> Careers:
        bands = load(extended(tmp_path, entry, own=table))
        result = estimate(bands, profile(bands, **said))
        return careers(bands, result, load_careers(result.market, bands.path), {})

    return read


def test_by_hand(tiny_careers) -> None:
    found = tiny_careers()
    own, billers, clerks = found.rows
    assert (own.code, own.own, own.percentile) == ("1-1", True, 50)
    # 40,000 is between 36,000 (50%) and 45,000 (75%) of the billers, whose wages the table itself has: ln(40 / 36)
    # / ln(45 / 36) = 0.472167 of the way to the score 0.674490: 0.318472.
    assert (billers.title, billers.own, billers.wages[2]) == ("Billers", False, 36_000)
    assert billers.percentile == pytest.approx(NormalDist().cdf(0.318472) * 100, abs=1e-4)
    # 40,000 is the clerks' 75th percentile.
    assert (clerks.code, clerks.own, round(clerks.percentile, 9)) == ("9-9", False, 75)
    assert (own.jobs, clerks.jobs) == (None, 500)
    assert own.outlook.growth
    assert own.outlook.openings
    assert (own.outlook.growth.value, own.outlook.openings.value) == (-2.5, 1200)
    assert (clerks.outlook.growth, clerks.outlook.openings) == (None, None)
    assert (own.exposure, billers.exposure, clerks.exposure) == ({"talk": 81}, {}, {"talk": 7.5})
    # None certified: 36,000. Between 30,000 (50%) and 40,000 (75%), by the logarithm: ln 1.2 / ln (4/3) = 0.633761 of
    # the way to the score 0.674490: 0.427465, the 66.6th percentile.
    (*_, clerks) = tiny_careers(cert="none").rows
    assert clerks.percentile == pytest.approx(NormalDist().cdf(0.427465) * 100, abs=1e-4)


def test_a_place_without_an_occupation_says_which(tiny_careers) -> None:
    found = tiny_careers(state="AA")
    assert [row.title for row in found.rows] == ["Coders", "Billers"]
    assert found.missing == ("Clerks",)
    assert tiny_careers(state="BB").missing == ()


def test_wages_of_which_some_are_not_published_are_left_out(tiny_careers) -> None:
    found = tiny_careers(HEADER + OTHER.replace(",50000,", ",,"))
    assert [row.title for row in found.rows] == ["Coders", "Billers"]
    assert found.missing == ("Clerks",)


def test_every_state_agrees_with_the_estimate(shipped: Bands) -> None:
    market = shipped.markets["US"]
    published, jobs = load_careers(market, shipped.path), load_jobs(market, shipped.path)
    codes = {wages.code for wages in published} | {job.code for job in market.occupations.values()}
    assert codes == {*market.careers.outlooks, "29-1141"}  # nothing is projected here for registered nurses
    assert all(codes - {"00-0000"} == set(measure.ranks) for measure in market.careers.exposures.values())
    for place in ("", *market.states):
        for role, job in ((None, "coder"), ("biller", "biller"), ("director", "managers")):
            said = ({"state": place} if place else {}) | ({"role": role} if role else {})
            result = estimate(shipped, profile(shipped, **PUBLISHED, **said))
            found = careers(shipped, result, published, jobs)
            (own,) = (row for row in found.rows if row.own)
            assert own.code == market.occupations[job].code
            assert own.wages == result.place.ranges[job].wages
            assert own.jobs == jobs[place or "US"][job].jobs
            assert role == "director" or own.percentile == pytest.approx(50, abs=1e-6)
            medians = [row.median for row in found.rows]
            assert medians == sorted(medians, reverse=True)
            assert len(found.rows) + len(found.missing) == 12


def test_every_area_has_its_own_wages_and_else_those_of_its_state(shipped: Bands) -> None:
    market = shipped.markets["US"]
    published = [*load_careers(market, shipped.path), *load_area_careers(market, shipped.path)]
    medians = {
        (row["place"], row["soc"]): float(row["p50"])
        for name in ("us_careers.csv", "us_careers_areas.csv")
        for row in csv.DictReader(Path(SHIPPED, name).read_text(encoding="utf-8").splitlines())
        if row["p50"] and row["p90"]
    }
    names = {job.code: name for name, job in market.occupations.items()}
    nobody = profile(shipped, **PUBLISHED)
    here = fallen_back = missing = 0
    areas = load_areas(market, shipped.path)
    for area in areas:
        result = estimate(shipped, nobody._replace(place=area_place(market, area)))
        found = careers(shipped, result, published, {})
        assert found.place.code == area.code
        for row in found.rows:
            if row.code in names:
                ranges = {area.code: area.ranges, area.state: state(market, area.state).ranges}
                assert row.median == ranges[row.place.code][names[row.code]].median
            else:
                assert row.median == medians[row.place.code, row.code]
        here += len(found.rows) - len(found.fallen_back)
        fallen_back += len(found.fallen_back)
        missing += len(found.missing)
    # Whatever an area publishes is used: 3,429 rows of the table of areas, and the wages that the areas hold.
    assert here == 3_429 + sum(len(area.ranges) for area in areas)
    assert here + fallen_back + missing == 528 * 12
    assert fallen_back > missing > 0


def test_what_is_projected_is_what_was_published() -> None:
    rows = {row["soc"]: row for row in answer("careers")["careers"]}
    coder, total = rows["29-2072"], rows["00-0000"]
    assert (coder["growth_percent"], coder["growth_decade"], coder["openings"]) == (7.8, "2025-35", 14_000)
    assert (coder["growth_source"], coder["jobs"], coder["own"]) == ("ooh-2025-35", 194_720, True)
    assert (total["growth_percent"], total["openings"], total["openings_decade"]) == (
        3.5,
        18_863_300,
        "2024-34",
    )
    assert rows["31-9094"]["growth_percent"] == -4.9


def test_an_area_uses_its_state_out_loud() -> None:
    done = salary("careers -m", "bay city, mi")
    nobody = "no wages are published in Bay City, MI for"
    assert f"note: {nobody} Registered Nurses, Health Information Technologists" in done.err
    assert done.err.rstrip().endswith(": those of Michigan are shown")
    rows = {row["soc"]: row for row in answer("careers -m", "bay city, mi")["careers"]}
    assert {code: row["place_code"] for code, row in rows.items() if code in {"31-9092", "29-1141"}} == {
        "31-9092": "13020",
        "29-1141": "MI",
    }


def test_exposure_to_ai_stands_beside_the_projection_and_is_no_forecast() -> None:
    document = answer("careers")
    rows = {row["soc"]: row for row in document["careers"]}
    ranks = {soc: (rows[soc]["exposure_applicability"], rows[soc]["exposure_tasks"]) for soc in rows}
    assert (ranks["29-2072"], ranks["31-9092"], ranks["00-0000"]) == ((81, 92), (18, 53), (None, None))
    assert [measure["source"] for measure in document["exposure"]] == ["ai-2025", "ai-2023"]
    out = " ".join(salary("careers --width 100").out.split())
    assert "+7.8% 81 to 92" in out
    assert "AI rank 90 = more exposed to AI than 90% of jobs; not a forecast" in out
    out = " ".join(salary("careers --width 100 --explain").out.split())
    assert "not jobs that go; the official projection for yours is +7.8% jobs over 2025-35" in out


def test_a_place_where_some_are_not_published_says_so() -> None:
    done = salary("careers -s GU")
    assert "note: no wages are published in Guam for Health Information Technologists" in done.err


def test_beyond_the_published_wages_only_that_is_said() -> None:
    done = salary("careers --width 200 -c CPC -y 30 -s OH")
    (phlebotomists,) = (line for line in done.out.splitlines() if "Phlebotomists  " in line)
    assert " >98 " in phlebotomists


def test_wages_move_by_the_rise_of_their_own_job_else_of_the_persons() -> None:
    published, moved = (
        {row["soc"]: row for row in answer("careers -y 5 -s OH --as-of", month)["careers"]}
        for month in ("published", "2026-11")
    )
    # One and a half years: 1.0239^1.5 = 1.036062, for managers 1.0344^1.5 = 1.052042.
    for soc, rise in (("29-2072", 1.036062), ("31-9092", 1.036062), ("11-9111", 1.052042)):
        assert moved[soc]["p50"] == round(published[soc]["p50"] * rise / 100) * 100
    assert published["31-9092"]["your_percentile"] == moved["31-9092"]["your_percentile"]
    assert published["13-1041"]["your_percentile"] > moved["13-1041"]["your_percentile"]


def test_explained_estimates_hold_the_outlook() -> None:
    out = " ".join(salary("estimate --explain").out.split())
    assert (
        "Outlook of Medical Records Specialists, United States: +7.8% jobs over 2025-35 (ooh-2025-35)"
        " and 14,000 openings a year over 2025-35 (ooh-2025-35)." in out
    )
    assert "ooh-2025-35 US Bureau of Labor Statistics, Employment Projections" in out


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ({"table": "soc,title\n"}, "own.csv:1:1: expected the columns soc, title, place, jobs, p10"),
        ({"table": HEADER + OTHER + OTHER}, "own.csv:4:1: place: '9-9' appears a second time for XX: keep one of them"),
        ({"table": HEADER + OTHER.replace("BB", "CC")}, "own.csv:3:1: place: 'CC' is neither XX nor a state of Testland"),
        ({"table": HEADER + OTHER.replace("500,", "1.5,")}, "own.csv:2:1: jobs: expected a whole number such as 2330, or nothing"),
        ({"table": HEADER + OTHER.replace("40000", "20000")}, "own.csv:2:1: p75: percentiles never fall: 20000 follows 30000"),
        ({"table": HEADER + OTHER.replace("11000,22000,33000,44000,55000", "1833,2750,3667,5500,7333")}, "own.csv:3:1: p50: a median of 3,667 a year is more than 4 times from 30,000, which is usual"),
        ({"table": HEADER + OTHER.replace("Clerks", " ")}, "own.csv:2:1: title: expected a text"),
        ({"entry": CAREERS.replace("decade: 2025-35", "decade: soon")}, "expected a decade such as 2025-35, found 'soon'"),
        ({"entry": CAREERS.replace("percent: -2.5", "percent: -200")}, "must be at least -100, found -200"),
        ({"entry": CAREERS.replace("a_year: 1200", "a_year: -1")}, "must be at least 0, found -1"),
        ({"entry": CAREERS.replace("a_year: 1200", "percent: 3")}, "unknown key: use a_year, decade or source"),
        ({"entry": CAREERS.replace("source: club", "source: stars")}, "unknown source 'stars'"),
        ({"entry": CAREERS.replace("9-9: 7.5", "9-9: 101")}, "must be at most 100, found 101"),
        ({"entry": CAREERS.replace("own.csv", "own.txt")}, "expected the name of a .csv file, found 'own.txt'"),
    ],
)  # fmt: skip
def test_broken_careers_have_a_place(tiny_careers, broken: dict[str, str], expected: str) -> None:
    with pytest.raises(TableError, match=re.escape(expected)):
        tiny_careers(**broken)


def test_broken_careers_are_found_by_the_check(tmp_path) -> None:
    (tmp_path / "bands.yaml").write_bytes((ROOT / "bands.yaml").read_bytes())
    (tmp_path / "us_careers.csv").write_text(HEADER + "1-1,Coders,XX,1,2,3,4,5,6,7\n", encoding="utf-8")
    checked = salary("bands check bands.yaml", cwd=tmp_path)
    assert (checked.code, checked.out) == (3, "")
    assert "us_careers.csv:2:1: place: 'XX' is neither US nor a state" in checked.err


def test_a_figure_beside_the_table_can_be_followed_to_its_source() -> None:
    shown = salary("bands show areas.18140 -f plain").out
    assert "coder.p50, value: 51,230" in shown
    assert "oews-2025: US Bureau of Labor Statistics" in shown
    assert "defined in: us_areas.csv:84" in shown
    line = (
        (ROOT / "coding_salary" / "table" / "data" / "us_areas.csv")
        .read_text(encoding="utf-8")
        .splitlines()[83]
    )
    assert line.startswith("18140,")
    own = salary("bands show careers.29-1141.18140 -f csv --fields name,value,sources,file").out
    assert "markets.US.careers.29-1141.18140.p50,83900,oews-2025,us_careers_areas.csv\n" in own
