"""Answers become a profile in the table's own names, or a list of everything that is wrong."""

from pathlib import Path

import pytest
from tables import profile

from coding_salary.cli.flags import answers_of
from coding_salary.cli.options import PROFILE_FLAGS
from coding_salary.model.facts import facts_of
from coding_salary.profile.answers import KEYS, Raw
from coding_salary.profile.profile import market_of, read_profile
from coding_salary.profile.profile_file import read_answers
from coding_salary.reading.errors import Mark, ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.places import Area


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("CPC", ("CPC",)),
        ("cpc", ("CPC",)),
        ("Cpc,crc", ("CPC", "CRC")),
        ("CPC + CPMA", ("CPC", "CPMA")),
        ("CPC;CCS-P", ("CPC", "CCS-P")),
        ("CPC,CPC", ("CPC",)),
        ("none", ()),
        ("None", ()),
    ],
)
def test_certifications(shipped: Bands, said: str, held: tuple[str, ...]) -> None:
    assert profile(shipped, cert=said).certs == held


def test_nothing_said_is_not_the_same_as_none(shipped: Bands) -> None:
    assert profile(shipped).certs is None


@pytest.mark.parametrize("said", ["Physician Office", "physician_office", " PHYSICIAN-OFFICE "])
def test_values_match_whatever_their_capitals_and_spaces(shipped: Bands, said: str) -> None:
    assert profile(shipped, employer=said).employer == "physician-office"


@pytest.mark.parametrize(("said", "years"), [("0", 0), ("5", 5), ("2.5", 2.5), ("60", 60), ("05", 5)])
def test_years(shipped: Bands, said: str, years: float) -> None:
    assert profile(shipped, years=said).years == years


@pytest.mark.parametrize(
    "said", ["-3", "60.1", "nan", "inf", "1e1", "five", "", "٥", "5y", "1_0", "+5", "0x5", "5,5"]
)
def test_years_that_are_not_years(shipped: Bands, said: str) -> None:
    with pytest.raises(ProfileError) as caught:
        profile(shipped, years=said)
    assert str(caught.value) == f"years must be a number from 0 to 60 such as 5 or 2.5, found '{said}'"


def test_everything_wrong_is_said_at_once_with_the_nearest_values(shipped: Bands) -> None:
    with pytest.raises(ProfileError) as caught:
        profile(
            shipped,
            cert="CPX,none,",
            years="-1",
            employer="hospitl",
            role="boss",
            country="Mars",
            specialty="cardi",
        )
    assert str(caught.value).splitlines() == [
        "unknown country 'Mars': this table has US (United States), UK (United Kingdom), CA (Canada) or AU (Australia)",
        "unknown certification 'CPX': did you mean CPC or CPB? Run 'salary list certs' to see all 56",
        "the certification is empty: name one, or leave the flag out",
        "'none' can't be combined with CPX and ",
        "years must be a number from 0 to 60 such as 5 or 2.5, found '-1'",
        "unknown employer 'hospitl': did you mean hospital? Run 'salary list employers' to see all 19",
        "unknown role 'boss': run 'salary list roles' to see all 10",
        "unknown specialty 'cardi': did you mean cardiology? Run 'salary list specialties' to see all 13",
    ]


def test_a_stage_and_what_it_becomes_are_not_held_together(shipped: Bands) -> None:
    with pytest.raises(ProfileError, match="CPC-A becomes CPC: give only the one you hold"):
        profile(shipped, cert="CPC,CPC-A")


def test_what_was_said_cannot_steer_the_terminal(shipped: Bands) -> None:
    with pytest.raises(ProfileError) as caught:
        profile(shipped, cert="\x1b[31mCPC\u202e", state="\r", employer="x" * 1000)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)
    assert "x" * 61 not in str(caught.value)


def test_a_country_that_the_table_has_not_is_refused_alone_too(tiny: Bands) -> None:
    assert market_of(tiny, {}).code == "XX"
    assert market_of(tiny, {"country": (Raw(" testland "),)}).code == "XX"
    with pytest.raises(ProfileError) as caught:
        market_of(tiny, {"country": (Raw("Mars", Mark("me.yaml", 2, 10)),)})
    assert str(caught.value) == "me.yaml:2:10: unknown country 'Mars': this table has XX (Testland)"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        # A word of a label names the value: Top Coder, All But Codes, ABC apprentice.
        ({"cert": "coder"}, "unknown certification 'coder': did you mean TOP? Run 'salary list certs' to see all 4"),
        ({"cert": "codes"}, "unknown certification 'codes': did you mean ABC? Run 'salary list certs' to see all 4"),
        ({"role": "codr"}, "unknown role 'codr': did you mean coder? Run 'salary list roles' to see all 3"),
        ({"remote": "site"}, "unknown remote work 'site': did you mean no?"),
        ({"remote": "perhaps"}, "unknown remote work 'perhaps': use no or yes"),
        ({"state": "alphabet"}, "unknown state 'alphabet': did you mean Alpha? Run 'salary list states' to see all 2"),
        # As short as a code, a code is meant: no name is near it.
        ({"state": "be"}, "unknown state 'be': run 'salary list states' to see all 2"),
        ({"state": " be "}, "unknown state ' be ': run 'salary list states' to see all 2"),
    ],
)  # fmt: skip
def test_an_unknown_value_is_refused_with_what_may_be_meant(
    tiny: Bands, answers: dict[str, str], message: str
) -> None:
    with pytest.raises(ProfileError) as caught:
        profile(tiny, **answers)
    assert str(caught.value) == message


def test_a_hundred_certifications_can_be_said(tiny: Bands) -> None:
    assert profile(tiny, cert=",".join(["TOP"] * 100)).certs == ("TOP",)


def test_what_is_wrong_with_several_certifications_is_said_where_the_first_one_stands(tiny: Bands) -> None:
    first, second = Mark("me.yaml", 1, 8), Mark("me.yaml", 1, 13)
    for words, message in (
        (("ABC", "ABC-A"), "ABC-A becomes ABC: give only the one you hold"),
        (("ABC", "TOP," * 99 + "TOP"), "101 certifications: 100 at most"),
    ):
        said = tuple(map(Raw, words, (first, second)))
        with pytest.raises(ProfileError) as caught:
            read_profile(tiny, {"cert": said}, lambda market: [])
        assert str(caught.value) == f"me.yaml:1:8: {message}"


@pytest.mark.parametrize(
    ("factor", "key", "said", "message"),
    [
        ("credential", "cert", "none", "Testland has no data on certifications (--years, --state, --role and --remote count): remove 'none'"),
        ("experience", "years", "5", "Testland has no data on experience (--cert, --state, --role and --remote count): remove '5'"),
    ],
)  # fmt: skip
def test_what_a_market_has_no_figures_for_is_refused_where_it_is_said(
    tiny: Bands, factor: str, key: str, said: str, message: str
) -> None:
    market = tiny.markets["XX"]
    factors = {name: known for name, known in market.factors.items() if name != factor}
    without = tiny._replace(markets={"XX": market._replace(factors=factors)})
    with pytest.raises(ProfileError) as caught:
        read_profile(without, {key: (Raw(said, Mark("me.yaml", 1, 7)),)}, lambda market: [])
    assert str(caught.value) == f"me.yaml:1:7: {message}"


REACH = "is known from 2021-05 and projected to 2030-05"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (" 2026-13 ", "as-of must be today, published, or a month such as 2021-05, found '2026-13'"),
        ("May 2026", "as-of must be today, published, or a month such as 2021-05, found 'May 2026'"),
        ("", "as-of must be today, published, or a month such as 2021-05, found ''"),
        ("2026-11-21", "as-of must be today, published, or a month such as 2021-05, found '2026-11-21'"),
        ("2021-04", f"pay of medical records specialists {REACH}, not for 2021-04"),
        ("2030-06", f"pay of medical records specialists {REACH}, not for 2030-06"),
    ],
)
def test_a_month_that_cannot_be_is_refused_where_it_is_said(shipped: Bands, said: str, message: str) -> None:
    with pytest.raises(ProfileError) as caught:
        read_profile(shipped, {"as-of": (Raw(said, Mark("me.yaml", 3, 8)),)}, lambda market: [])
    assert str(caught.value) == f"me.yaml:3:8: {message}"


def test_the_months_are_those_of_the_job_of_the_role(shipped: Bands) -> None:
    """Billers have medians since May 2018: 38,740 of 48,500 in May 2019; coders only since May 2021."""
    biller = read_profile(shipped, {"role": (Raw("biller"),), "as-of": (Raw("2019-05"),)}, lambda market: [])
    assert biller.as_of == "2019-05"
    assert biller.has_wages(shipped.home)
    assert not biller._replace(role="coder").has_wages(shipped.home)
    with pytest.raises(ProfileError) as caught:
        read_profile(shipped, {"role": (Raw("biller"),), "as-of": (Raw("2018-04"),)}, lambda market: [])
    assert "pay of billing and posting clerks is known from 2018-05" in str(caught.value)


def towns(tiny: Bands, count: int) -> tuple[Bands, list[Area]]:
    """A table with areas, and so many of them in Alpha."""
    market = tiny.markets["XX"]._replace(areas="made_up.csv")
    areas = [
        Area(f"{number:02}", "metro", f"Town {number:02}, AA", "AA", ("AA",), {})
        for number in range(1, count + 1)
    ]
    return tiny._replace(markets={"XX": market}), areas


@pytest.mark.parametrize(("count", "rest"), [(12, ""), (13, "; and 1 more"), (14, "; and 2 more")])
def test_a_name_that_fits_many_areas_lists_the_first_twelve(tiny: Bands, count: int, rest: str) -> None:
    bands, areas = towns(tiny, count)
    with pytest.raises(ProfileError) as caught:
        read_profile(bands, {"metro": (Raw("town"),)}, lambda market: areas)
    shown = "; ".join(f"{number:02} Town {number:02}, AA" for number in range(1, 13))
    assert str(caught.value) == f"'town' matches {count} areas: {shown}{rest}; use a code or a fuller name"


def test_an_area_of_another_state_is_named_where_it_is(tiny: Bands) -> None:
    bands, areas = towns(tiny, 2)
    for said in ("town 01", "town 01, alpha", "town 01 AA"):
        with pytest.raises(ProfileError) as caught:
            read_profile(bands, {"metro": (Raw(said),), "state": (Raw("BB"),)}, lambda market: areas)
        assert str(caught.value) == f"no area '{said}' in BB: elsewhere there is 01 Town 01, AA"


# A profile kept in a file.


@pytest.fixture
def write(tmp_path: Path):
    def file(text: str) -> str:
        path = tmp_path / "me.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return file


def test_a_file_holds_the_same_answers_as_the_flags(write, shipped: Bands) -> None:
    path = write("cert: [CPC, CPMA]\nyears: 5\nstate: OH\nemployer: hospital\nremote: true\n")
    person = read_profile(shipped, read_answers(path), lambda market: [])
    assert person.certs == ("CPC", "CPMA")
    assert person.years == 5
    assert person.place.code == "OH"
    assert person.employer == "hospital"
    assert person.remote is True


def test_a_norwegian_state_is_no_boolean(write, shipped: Bands) -> None:
    answers = read_answers(write("cert: none\nstate: IN\nremote: no\n"))
    person = read_profile(shipped, answers, lambda market: [])
    assert (person.certs, person.place.code, person.remote) == ((), "IN", False)


def test_faults_of_a_file_have_their_place(write, shipped: Bands) -> None:
    path = write("cert: CPX\nyears: -3\nremote: maybe\n")
    with pytest.raises(ProfileError) as caught:
        read_profile(shipped, read_answers(path), lambda market: [])
    assert str(caught.value).splitlines() == [
        f"{path}:1:7: unknown certification 'CPX': did you mean CPC or CPB? Run 'salary list certs' to see all 56",
        f"{path}:2:8: years must be a number from 0 to 60 such as 5 or 2.5, found '-3'",
        f"{path}:3:9: unknown remote work 'maybe': use no or yes",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("certs: CPC\n", "1:1: certs: unknown key: use cert, years, state, metro, zip, employer, education, role, specialty"),
        ("years: 5\nyears: 6\n", "2:1: years: appears a second time, first in line 1"),
        ("years: [5]\n", "1:8: years: expected a text, found a list"),
        ("years:\n", "1:7: years: expected a text, found nothing"),
        ("cert: *me\n", "1:7: the alias '*me' is not allowed"),
        ("", "1:1: expected a mapping with "),
        ("CPC\n", "1:1: expected a mapping with "),
    ],
)  # fmt: skip
def test_a_broken_file(write, text: str, expected: str) -> None:
    with pytest.raises(ProfileError) as caught:
        read_answers(write(text))
    assert expected in str(caught.value)


def test_flags_win_over_the_file_and_a_place_is_replaced_whole(write) -> None:
    path = write("years: 5\nmetro: columbus\nstate: OH\ncert: CPC\n")
    flags = dict.fromkeys(flag.name for flag in PROFILE_FLAGS) | {
        "profile": [path],
        "years": "7",
        "state": "TX",
    }
    answers = answers_of(flags)
    assert answers["years"] == (Raw("7"),)
    assert answers["state"] == (Raw("TX"),)
    assert "metro" not in answers
    assert answers["cert"][0].text == "CPC"


def test_every_answer_has_a_flag() -> None:
    assert {flag.name.replace("_", "-") for flag in PROFILE_FLAGS} == {*KEYS, "profile"}


def test_on_site_is_its_own_value(tiny: Bands) -> None:
    for remote, label in (("no", "on site"), ("yes", "remote")):
        (fact,) = facts_of(tiny.markets["XX"], read_profile(tiny, {"remote": (Raw(remote),)}, lambda _: []))
        assert fact.choice.label == label
