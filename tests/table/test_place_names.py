"""Nicknames, boroughs, ZIP codes and what is rural: which area each means, or what it is asked for."""

import csv
from pathlib import Path

import pytest
from program import answer, salary
from tables import HERE

from coding_salary.profile.answers import Raw
from coding_salary.profile.profile import Profile, read_profile
from coding_salary.reading.errors import ProfileError, TableError
from coding_salary.table.bands import Bands
from coding_salary.table.jobs import Jobs
from coding_salary.table.place_words import load_place_words, place_words_of
from coding_salary.table.places import Area, LoadAreas, area_reader, folded
from coding_salary.table.rural import together
from coding_salary.table.side_tables import load_areas
from coding_salary.table.wages import Range
from coding_salary.table.zip_codes import load_zip_codes, zip_codes_of


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AREAS: dict[str, LoadAreas] = {}


def profile(bands: Bands, **answers: str) -> Profile:
    """Read a profile; the areas are read once for all of them."""
    areas = AREAS.setdefault(bands.path, area_reader(bands))
    return read_profile(bands, {key: (Raw(text),) for key, text in answers.items()}, areas)


def refusal(bands: Bands, **answers: str) -> str:
    with pytest.raises(ProfileError) as caught:
        profile(bands, **answers)
    return str(caught.value)


def notes(found: Profile) -> list[str]:
    return [*(f"{word}: taken as {value}" for word, value in found.taken), *found.place_notes]


@pytest.mark.parametrize("row", rows("place_names.csv"), ids=lambda row: row["word"])
def test_a_nickname_means_its_area_or_asks_which(shipped: Bands, row: dict[str, str]) -> None:
    """Written from what people call places, not from the codes of the table."""
    first, *others = row["areas"].split("; ")
    if others:
        message = refusal(shipped, metro=row["word"])
        assert f"matches {1 + len(others)} areas" in message
        assert all(name in message for name in (first, *others))
    else:
        found = profile(shipped, metro=row["word"])
        assert found.place.name == first
        named = f" {folded(row['word'])} " in f" {folded(first)} "
        assert notes(found) == ([] if named else [f"{row['word']}: taken as {first}"])


def test_zip_codes_lie_in_the_area_of_their_post_office(shipped: Bands) -> None:
    """200 of them; the area is the one that is named after the city of the post office, or after its state."""
    found = {row["zip"]: profile(shipped, zip=row["zip"]).place.name for row in rows("zip_codes.csv")}
    assert found == {row["zip"]: row["area"] for row in rows("zip_codes.csv")}
    assert len(found) == 200


@pytest.mark.parametrize(
    ("answers", "name", "note"),
    [
        ({"metro": "43215"}, "Columbus, OH", "43215: taken as Columbus, OH"),
        ({"metro": "43215-1234"}, "Columbus, OH", "43215-1234: taken as Columbus, OH"),
        ({"zip": "2139"}, "Boston-Cambridge-Newton, MA-NH", "2139: taken as ZIP code 02139, Boston-Cambridge-Newton, MA-NH"),
        ({"zip": "01343"}, "Pittsfield, MA", "01343: taken as Pittsfield, MA, where 74% of its addresses are; most others are in Massachusetts nonmetropolitan area"),
        # Both a code and a ZIP code: as --metro the code counts.
        ({"metro": "10580"}, "Albany-Schenectady-Troy, NY", "10580 is the code of Albany-Schenectady-Troy, NY; as a ZIP code it would be in New York-Newark-Jersey City, NY-NJ (--zip 10580)"),
        ({"zip": "10580"}, "New York-Newark-Jersey City, NY-NJ", "10580: taken as New York-Newark-Jersey City, NY-NJ"),
        ({"metro": "18140"}, "Columbus, OH", None),  # no post office has that ZIP code
        ({"zip": "43215", "state": "OH", "metro": "columbus"}, "Columbus, OH", "43215: taken as Columbus, OH"),
        ({"metro": "alexandria", "state": "VA"}, "Washington-Arlington-Alexandria, DC-VA-MD-WV", None),
        ({"metro": "hollywood, fl"}, "Miami-Fort Lauderdale-West Palm Beach, FL", "hollywood, fl: taken as Miami-Fort Lauderdale-West Palm Beach, FL"),
        ({"metro": "elizab"}, "Elizabethtown, KY", "elizab: taken as Elizabethtown, KY"),
        ({"metro": "columbus, ohio"}, "Columbus, OH", None),
        ({"state": "W. Va."}, "West Virginia", "W. Va.: taken as West Virginia"),
        ({"state": "Golden State"}, "California", "Golden State: taken as California"),
        ({"metro": "rural", "state": "KS"}, "Kansas nonmetropolitan area", "rural: taken as Kansas nonmetropolitan area"),
        ({"metro": "Rest of Ohio"}, "Ohio nonmetropolitan areas", "Rest of Ohio: taken as the 4 nonmetropolitan areas of Ohio together, weighted by jobs"),
        ({"metro": "rural-OH"}, "Ohio nonmetropolitan areas", "rural-OH: taken as the 4 nonmetropolitan areas of Ohio together, weighted by jobs"),
        ({"metro": "upstate"}, "New York nonmetropolitan areas", "upstate: taken as the 3 nonmetropolitan areas of New York together, weighted by jobs"),
        ({"metro": "rural VT"}, "Vermont nonmetropolitan areas", "rural VT: taken as the 2 nonmetropolitan areas of Vermont together, weighted by jobs (alike where those are not published)"),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_place_was_taken_for_is_said(
    shipped: Bands, answers: dict[str, str], name: str, note: str | None
) -> None:
    found = profile(shipped, **answers)
    assert found.place.name == name
    assert notes(found) == [note] * bool(note)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"metro": "Midwest"}, "'Midwest' is too wide for one area: name a state or a city"),
        ({"metro": "rural"}, "'rural' is in every state: add --state, as in --metro rural --state OH"),
        ({"metro": "rural", "state": "NJ"}, "New Jersey has no nonmetropolitan area with wages"),
        ({"metro": "NYC", "state": "OH"}, "no area 'NYC' in OH: elsewhere there is 35620 New York-Newark-Jersey City, NY-NJ"),
        ({"zip": "432"}, "no wages for ZIP code 00432: military mail and some territories are not covered; use --state or --metro"),
        ({"zip": "columbus"}, "a ZIP code has five digits, such as 43215: found 'columbus'"),
        ({"zip": "43215", "state": "TX"}, "ZIP code 43215 lies in Columbus, OH, not in TX: leave one out"),
        ({"zip": "43215", "metro": "DFW"}, "ZIP code 43215 lies in Columbus, OH, not in Dallas-Fort Worth-Arlington, TX: leave one of them out"),
        ({"zip": "43215", "country": "UK"}, "United Kingdom has no data on ZIP codes (--cert, --years, --state, --employer and --role count): remove '43215'"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_place_is_explained(shipped: Bands, answers: dict[str, str], message: str) -> None:
    assert refusal(shipped, **answers).startswith(message)


def test_areas_count_together_by_their_jobs(shipped: Bands) -> None:
    """30 and 10 jobs: 0.75 * 40,000 + 0.25 * 60,000 = 45,000; the error is that of two samples,
    sqrt((0.75 * 0.04)^2 + (0.25 * 0.16)^2) = sqrt(0.03^2 + 0.04^2) = 0.05. Billers' jobs are not known
    in one of them, so they count alike: (40,000 + 60,000) / 2 = 50,000."""
    one = Range((20_000, 30_000, 40_000, 50_000, 60_000), 0.04)
    other = Range((40_000, 50_000, 60_000, 70_000, 80_000), 0.16)
    areas = [
        Area("1", "nonmetropolitan", "North", "OH", ("OH",), {"coder": one, "biller": one}),
        Area("2", "nonmetropolitan", "South", "OH", ("OH",), {"coder": other, "biller": other}),
    ]
    unknown = Jobs(None, None, None)
    jobs = {
        "1": dict.fromkeys(shipped.markets["US"].occupations, unknown) | {"coder": Jobs(30, 1, 1)},
        "2": dict.fromkeys(shipped.markets["US"].occupations, Jobs(10, 1, 1)),
    }
    pooled, counted = together(shipped.markets["US"], areas, jobs)
    assert pooled.ranges["coder"].wages == (25_000, 35_000, 45_000, 55_000, 65_000)
    assert pooled.ranges["coder"].error == pytest.approx(0.05)
    assert pooled.ranges["biller"].median == 50_000
    assert (pooled.code, pooled.states, counted, set(pooled.ranges)) == ("rural-OH", ("OH",), False, {"coder", "biller"})  # fmt: skip


def test_every_word_and_zip_code_leads_to_a_place_of_the_table(shipped: Bands) -> None:
    market = shipped.markets["US"]
    codes = {area.code for area in load_areas(market, shipped.path)}
    words = place_words_of(market.place_words, shipped.path)
    zips = zip_codes_of(market.zip_codes, market.split_zips, shipped.path)
    assert {code for word in words.states.values() for code in word.codes} <= set(market.states)
    assert {code for word in words.areas.values() for code in word.codes} <= codes
    assert words.zips.keys() <= codes
    assert all(zips.area(zip) == word.codes[0] != zip for zip, word in words.zips.items())
    assert {*zips.areas} == codes | {"GU", ""}
    assert {split.other for split in zips.splits.values()} <= codes


def test_no_word_takes_the_place_of_an_area_s_own_name(shipped: Bands) -> None:
    market = shipped.markets["US"]
    for area in load_areas(market, shipped.path):
        assert profile(shipped, metro=area.name).place.code == area.code


def test_a_profile_a_row_a_plan_and_a_comparison_take_them_too(tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("zip: 02139\n", encoding="utf-8")
    assert answer("estimate", "--profile", str(tmp_path / "me.yaml"))["profile"]["metro"] == "14460"
    (tmp_path / "staff.csv").write_text("zip,metro,state\n43215,,\n,Philly,\n01343,,\n1,,\n,rural,OH\n", encoding="utf-8")  # fmt: skip
    run = salary("batch", str(tmp_path / "staff.csv"), "--fields", "zip,typical,error")
    typical = [line.split(",")[1] for line in run.out.splitlines()[1:]]
    for amount, metro in zip(typical, ("18140", "37980", "38340", "", "rural-OH"), strict=True):
        assert amount == (str(answer("estimate", "--metro", metro)["you"]["typical"]) if metro else "")
    assert "Philly: taken as Philadelphia-" in run.err
    assert "43215: taken as" not in run.err, "a column of ZIP codes needs no word for each of them"
    assert run.err.count("01343: taken as Pittsfield, MA, where 74% of its addresses are") == 1
    rows = answer("compare", "--sort", "given", """metro="columbus, oh",'dallas, tx',NYC""")["rows"]
    assert [row["metro"][:6] for row in rows] == ["Columb", "Dallas", "New Yo"]
    plans = answer("path", "-y", "2", "--metro", "NYC", "--until", "1", "--plan", "1:zip=43215")["plans"]
    assert plans[1]["years"][1]["typical"] < plans[0]["years"][1]["typical"]


def test_a_search_finds_areas_by_nickname_and_zip_code() -> None:
    for text, codes in {"bay area": ["41860", "41940"], "NYC": ["35620"], "43215": ["18140"]}.items():
        assert [item["code"] for item in answer("list", "metros", "--search", text)["items"]] == codes


def test_broken_tables_name_their_places(tmp_path: Path) -> None:
    words, zips, splits = tmp_path / "words.csv", tmp_path / "zips.csv", tmp_path / "splits.csv"
    words.write_text("kind,word,codes,why\narea,A B,1,\narea,a b,2,\ncity,C,,\n", encoding="utf-8")
    zips.write_text("zip_from,zip_to,area_code\n00002,00001,1\n123,00009,1\n", encoding="utf-8")
    splits.write_text("zip,area_code,share,next_area_code\n00001,1,1.5,2\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_place_words(str(words))
    assert [str(problem) for problem in caught.value.problems] == [
        f"{words}:3:1: word: appears a second time: keep one of them",
        f"{words}:4:1: kind: expected state, rural, area or zip, found 'city'",
        f"{words}:4:1: codes: give the codes that are meant, or why there is none",
    ]
    with pytest.raises(TableError) as caught:
        load_zip_codes(str(zips), "")
    assert [str(problem) for problem in caught.value.problems] == [
        f"{zips}:2:1: zip_to: a range never falls: 00001 follows 00002",
        f"{zips}:3:1: zip_from: expected the five digits of a ZIP code",
    ]
    zips.write_text("zip_from,zip_to,area_code\n00001,00002,1\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_zip_codes(str(zips), str(splits))
    assert f"{splits}:2:1: share: expected a share of addresses" in str(caught.value.problems[0])


def test_the_rural_part_of_a_state_lies_in_the_localities_of_the_state() -> None:
    """Parts of Ohio's lie in those of Cincinnati, Cleveland and Columbus: what is used is the rest's, as a floor."""
    notes = answer("estimate -e va -c CPC -y 3 --metro rural -s OH")["notes"]
    (locality,) = (note for note in notes if "locality" in note)
    assert "using the lowest locality pay (others reach 22.23%)" in locality
