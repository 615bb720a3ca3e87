"""How a name finds a place."""

import pytest
from tables import profile

from coding_salary.profile.values import area_word
from coding_salary.reading.errors import ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.places import find_areas, find_states
from coding_salary.table.side_tables import load_areas


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("OH", ["OH"]),
        ("oh", ["OH"]),
        (" Ohio ", ["OH"]),
        ("ohi", ["OH"]),
        ("washington", ["WA"]),
        ("washington dc", ["DC"]),
        ("Washington, D.C.", ["DC"]),
        ("d.c.", ["DC"]),
        ("n. carolina", ["NC"]),
        ("W Virginia", ["WV"]),
        ("virginia", ["VA"]),  # a whole name wins over West Virginia
        ("kansas", ["KS"]),
        ("west virginia", ["WV"]),
        ("columbia", ["DC"]),
        ("rico", ["PR"]),
        ("in", ["IN"]),  # a code wins over names that start so
        ("carolina", ["NC", "SC"]),
        ("new", ["NH", "NJ", "NM", "NY"]),
        ("atlantis", []),
        ("vi", []),  # as short as a code: the Virgin Islands, which have no coders' wages, and not Virginia
        ("io", []),
        ("kan", ["KS"]),  # Arkansas holds it, but no word of it starts so
        ("", []),
        ("...", []),
    ],
)
def test_states(shipped: Bands, said: str, codes: list[str]) -> None:
    assert find_states(shipped.markets["US"], said) == codes


@pytest.mark.parametrize(
    ("said", "within", "names"),
    [
        ("18140", "", ["Columbus, OH"]),
        ("0100001", "", ["Northwest Alabama nonmetropolitan area"]),
        ("columbus, oh", "", ["Columbus, OH"]),
        ("Columbus OH", "", ["Columbus, OH"]),
        ("Columbus, Ohio", "", ["Columbus, OH"]),
        ("kansas city, kansas", "", ["Kansas City, MO-KS"]),
        ("Saint Louis, Missouri", "", ["St. Louis, MO-IL"]),
        ("ft. worth", "", ["Dallas-Fort Worth-Arlington, TX"]),
        ("Mayag\u00fcez", "", ["Mayaguez, PR"]),
        ("columbus", "OH", ["Columbus, OH"]),
        ("columbus", "", ["Columbus, GA-AL", "Columbus, IN", "Columbus, OH"]),
        ("st. louis", "", ["St. Louis, MO-IL"]),
        ("Saint Louis", "", ["St. Louis, MO-IL"]),
        ("st louis, il", "", ["St. Louis, MO-IL"]),
        ("coeur d\u2019alene", "", ["Coeur d'Alene, ID"]),
        ("Winston-Salem", "", ["Winston-Salem, NC"]),
        ("winston salem", "", ["Winston-Salem, NC"]),
        ("coeur d'alene", "", ["Coeur d'Alene, ID"]),
        ("coeur dalene", "", ["Coeur d'Alene, ID"]),
        ("washington", "", ["Washington-Arlington-Alexandria, DC-VA-MD-WV"]),
        ("arlington", "", ["Washington-Arlington-Alexandria, DC-VA-MD-WV", "Dallas-Fort Worth-Arlington, TX"]),
        ("arlington, tx", "", ["Dallas-Fort Worth-Arlington, TX"]),
        ("new york, ny", "", ["New York-Newark-Jersey City, NY-NJ"]),
        ("newark", "NJ", ["New York-Newark-Jersey City, NY-NJ"]),
        ("portland", "", ["Portland-South Portland, ME", "Portland-Vancouver-Hillsboro, OR-WA"]),
        ("eastern washington", "", ["Eastern Washington nonmetropolitan area"]),
        ("dallas", "OH", []),
        ("atlantis", "", []),
        (" ", "", []),
    ],
)  # fmt: skip
def test_areas(shipped: Bands, said: str, within: str, names: list[str]) -> None:
    market = shipped.markets["US"]
    areas = load_areas(market, shipped.path)
    assert sorted(area.name for area in find_areas(market, areas, said, within)) == sorted(names)


def test_every_area_is_found_by_its_code_and_by_its_whole_name(shipped: Bands) -> None:
    market = shipped.markets["US"]
    areas = load_areas(market, shipped.path)
    for area in areas:
        for word in (area.code, area.name, area_word(area)):
            assert find_areas(market, areas, word) == [area]


def refusal(bands: Bands, **answers: str) -> str:
    with pytest.raises(ProfileError) as caught:
        profile(bands, **answers)
    return str(caught.value)


def test_an_ambiguous_name_lists_what_it_can_mean(shipped: Bands) -> None:
    assert refusal(shipped, metro="columbus") == (
        "'columbus' matches 3 areas: 17980 Columbus, GA-AL; 18020 Columbus, IN; 18140 Columbus, OH; use a code or a fuller name"
    )
    assert refusal(shipped, state="dakota") == (
        "'dakota' matches several states: ND North Dakota or SD South Dakota; use a code or a fuller name"
    )
    many = refusal(shipped, metro="nonmetropolitan")
    assert "matches 135 areas" in many
    assert "and 123 more; use a code or a fuller name" in many


def test_an_area_must_lie_in_the_state_beside_it(shipped: Bands) -> None:
    assert refusal(shipped, metro="dallas", state="OH") == (
        "no area 'dallas' in OH: elsewhere there is 19100 Dallas-Fort Worth-Arlington, TX"
    )
    assert profile(shipped, metro="kansas city", state="KS").place.name == "Kansas City, MO-KS"


def test_an_unknown_place_is_answered_with_the_nearest(shipped: Bands) -> None:
    assert (
        refusal(shipped, metro="clumbus")
        == "unknown metro area 'clumbus': did you mean Columbus or Columbia? Run 'salary list metros' to see all"
    )
    assert refusal(shipped, metro="xyzzy") == (
        "unknown metro area 'xyzzy': name a city or a ZIP code. Run 'salary list metros' to see all"
    )
    assert (
        refusal(shipped, state="Ohoi")
        == "unknown state 'Ohoi': did you mean Ohio? Run 'salary list states' to see all 53"
    )
    assert refusal(shipped, state="zz") == "unknown state 'zz': run 'salary list states' to see all 53"


def test_a_market_without_areas_says_so(tiny: Bands) -> None:
    assert refusal(tiny, metro="alpha") == (
        "Testland has no data on areas (--cert, --years, --state, --role and --remote count): remove 'alpha'"
    )
