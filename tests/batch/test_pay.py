"""`salary batch --pay`: what `offer` says of an amount, for every row."""

import csv
from collections.abc import Callable
from io import StringIO
from itertools import islice
from json import loads
from pathlib import Path
from statistics import median

import pytest
from crowd import COLUMNS, everywhere, people, written
from program import answer, salary
from tables import HERE

from coding_salary.batch.run import CSV, JSONL, Job
from coding_salary.decisions.amounts import FullTime
from coding_salary.decisions.offer import Verdict, judge
from coding_salary.decisions.staff import MAX_GROUPS, Staff, Standing
from coding_salary.decisions.terms import Terms
from coding_salary.model.estimate import estimate
from coding_salary.numbers import half_up, half_up_known
from coding_salary.profile.answers import answer as answered
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import ProfileError
from coding_salary.table.bands import Bands
from coding_salary.table.places import area_reader

PAY = ("pay_percentile", "gap", "compa_ratio", "verdict")
AMOUNTS = ("41000", "$25.10/hr", '"54,000"', "2100/2wk", "120k", "4500/mo", "52500", "1/hr")


def rows(bands: Bands, content: str, job: Job) -> list[dict[str, str]]:
    """Run a batch without a process; return its rows by the names of the columns."""
    text = written(bands, content, job)
    if job.kind == JSONL:
        return [loads(line) for line in text.splitlines()]
    separator = ";" if ";" in text.partition("\n")[0] else ","
    return list(csv.DictReader(StringIO(text), delimiter=separator))


def pay_of(record: dict[str, str]) -> list[str]:
    return [record[name] for name in PAY]


def test_worked_on_paper(shipped: Bands) -> None:
    """With CPC and 5 years half earn 45,900 to 63,800, typically 52,500 (tests/batch/test_batch.py).

    52,500 unrounded is 52,543, so that 52,500 is a hair below the middle: z = 0.8355^-1 x log(52,500 / 52,543) x
    0.60706 / 0.16162 = -0.0037 (49.9 %). 45,900 / 52,500 = 0.874; 25.10 x 2,080 = 52,208, 292 below; 40,000 is
    below the tenth percentile of 40,172.
    """
    content = "id,cert,years,Pay\n" + "".join(
        f"1,CPC,5,{amount}\n" for amount in ("52500", "$25.10/hr", '"45,900"', "40000", "", "24")
    )
    found = rows(shipped, content, Job(CSV, pay="pay"))
    assert pay_of(found[0])[1:] == ["0", "1", "fair"]
    assert abs(float(found[0]["pay_percentile"]) - 49.9) < 0.15
    assert pay_of(found[1])[1:] == ["-292", "0.99", "fair"]
    assert pay_of(found[2])[1:3] == ["-6600", "0.87"]
    assert pay_of(found[3])[1:] == ["-12500", "0.76", "very_low"]
    assert (pay_of(found[4]), found[4]["typical"], found[4]["error"]) == ([""] * 4, "52500", "")
    assert (pay_of(found[5]), found[5]["typical"]) == ([""] * 4, "")
    assert found[5]["error"] == "Pay: 24 looks like an hourly rate. Did you mean 24/hr? (For a year: 24/yr.)"


def test_a_row_is_what_offer_says_in_every_place_and_on_every_scale(shipped: Bands) -> None:
    everybody = list(islice(people(shipped, everywhere(shipped)[::6], 7), 1_500))
    everybody += [
        dict.fromkeys(COLUMNS, "") | {"employer": own, "role": "coder"} for own in ("va", "hospital")
    ]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, "pay"))
    paid = [AMOUNTS[index % len(AMOUNTS)].strip('"') for index in range(len(everybody))]
    writer.writerows((*person.values(), amount) for person, amount in zip(everybody, paid, strict=True))
    found = rows(shipped, text.getvalue(), Job(CSV, pay="pay"))
    areas, judged = area_reader(shipped), 0
    for person, amount, record in zip(everybody, paid, found, strict=True):
        said = {key: (answered(key, own, lambda: "2026-05"),) for key, own in person.items() if own}
        try:
            result = estimate(shipped, read_profile(shipped, said, areas))
        except ProfileError:
            assert record["error"]
            continue
        offer = judge(shipped, result, Terms.read(amount, {}).full_time(FullTime.of(result)))
        percentile = half_up_known(offer.percentile_like_you, 0.1)
        assert pay_of(record)[0] == ("" if percentile is None else str(percentile)), person
        gap = half_up(offer.annual, 1) - float(record["typical"])
        assert (float(record["gap"]), record["verdict"]) == (gap, offer.verdict.value), person
        judged += 1
    assert judged > 1_200


def test_other_countries_and_their_money(shipped: Bands) -> None:
    content = "country,cert,years,pay\nUK,ACC,3,£33000\nUK,ACC,3,$33000\nCA,,,60000\n"
    british, dollars, canadian = rows(shipped, content, Job(CSV, pay="pay"))
    said = answer("offer £33000 --country UK -c ACC -y 3")
    assert pay_of(british) == ["", str(said["gap"]), "0.95", said["verdict"]]  # 33,000 / 34,592
    assert dollars["error"].startswith("pay: '$33000' is not in GBP")
    assert canadian["verdict"] == answer("offer 60000 --country CA")["verdict"]


@pytest.mark.parametrize(
    ("cell", "annual"),
    [
        ("52.000", 52_000),
        ("52.000,50", 52_000.5),
        ("25,10/hr", 25.10 * 2_080),
        ("25.10/hr", 25.10 * 2_080),
        ("54,000", 54_000),
        ("54000", 54_000),
        ("1,234/mo", None),
    ],
)
def test_commas_before_decimals_where_they_can_be_nothing_else(
    shipped: Bands, cell: str, annual: float | None
) -> None:
    (found,) = rows(shipped, f"cert;years;pay\nCPC;5,0;{cell}\n", Job(CSV, pay="pay"))
    if annual is None:
        assert found["error"] == "pay: '1,234/mo' can be read in two ways: write no thousands mark"
    else:
        assert float(found["gap"]) == half_up(annual, 1) - 52_500


def test_json_lines_and_units(shipped: Bands) -> None:
    line = '{"cert": ["CPC"], "years": 5, "rate": 25.10}\n'
    (found,) = rows(shipped, line, Job(JSONL, pay="rate", pay_unit="/hr"))
    assert (found["gap"], found["verdict"]) == (-292, "fair")
    bad, unpaid = rows(shipped, '{"cert": "CPX", "rate": 5}\n{"cert": "CPC"}\n', Job(JSONL, pay="rate"))
    assert bad["error"].startswith("unknown certification 'CPX'")
    assert bad["error"].endswith("rate: 5 looks like an hourly rate. Did you mean 5/hr? (For a year: 5/yr.)")
    assert (unpaid["verdict"], unpaid["error"]) == (None, None)


def test_by_the_hour_only_the_gap_changes(shipped: Bands) -> None:
    """24.00 - 52,543 / 2,080 = -1.26; on the federal scale and in Scotland the hours are their own."""
    content = (
        "cert,years,employer,country,state,pay\nCPC,5,,,,24/hr\nCPC,5,va,,OH,30/hr\n,,,UK,Scotland,£20/hr\n"
    )
    yearly, hourly = (
        rows(bands, content, Job(CSV, pay="pay")) for bands in (shipped, shipped.shown_by("hour"))
    )
    assert [float(row["gap"]) for row in hourly] == [
        round(float(row["pay"].strip("£/hr")) - float(row["hourly_typical"]), 2) for row in yearly
    ]
    assert hourly[0]["gap"] == "-1.26"
    for year, hour in zip(yearly, hourly, strict=True):
        assert [pay_of(year)[at] for at in (0, 2, 3)] == [pay_of(hour)[at] for at in (0, 2, 3)]


def test_the_capitals_of_a_column_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("cert,Salary\nCPC,50000\n", encoding="utf-8")
    chosen = salary("batch a.csv --pay SALARY --fields verdict,Salary", cwd=tmp_path)
    assert chosen.out == "verdict,Salary\nfair,50000\n"


# A staff in groups.

STAFF = (HERE / "staff.csv").read_text(encoding="utf-8")


def test_a_summary_worked_on_paper() -> None:
    """The middle of 0.90, 1.00, 1.10 and 1.30 is 1.05; missing are 44,000 - 40,000 and 44,000 - 43,500."""
    staff = Staff()
    for annual, ratio, verdict in (
        (40_000, 0.90, Verdict.VERY_LOW),
        (43_500, 1.00, Verdict.LOW),
        (50_000, 1.10, Verdict.FAIR),
        (60_000, 1.30, Verdict.HIGH),
    ):
        staff.add("a", Standing(annual, 44_000, annual / ratio, 0, 50, verdict, "USD"))
    staff.add("a", None)
    staff.add("b", Standing(30_000, 29_000, 30_000, 0, None, Verdict.FAIR, "GBP"))
    assert [tuple(row) for row in staff.groups()] == [
        ("a", 4, 1, 1.05, 2, 50, 4_500, "USD"),
        ("b", 1, 0, 1, 0, 0, 0, "GBP"),
    ]
    assert [tuple(row) for row in staff.total()] == [
        ("everyone", 4, 1, 1.05, 2, 50, 4_500, "USD"),
        ("everyone", 1, 0, 1, 0, 0, 0, "GBP"),
    ]


def test_groups_are_bounded() -> None:
    staff = Staff()
    for number in range(MAX_GROUPS):
        staff.add(str(number), None)
    with pytest.raises(ProfileError, match="more than 10,000 different values"):
        staff.add("more", None)


def test_group_sums_equal_the_rows(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    command = "batch staff.csv --pay Salary"
    every = salary(command, cwd=tmp_path)
    assert every.err.splitlines()[-2:] == [
        "note: 7 rows, 1 error.",
        "note: Pay of 5: middle compa-ratio 0.87, 2 below the 25th percentile, $9,000 a year to reach it.",
    ]
    summed = salary(f"{command} --group-by dept -f csv", cwd=tmp_path)
    assert (summed.code, summed.err.splitlines()[-1]) == (1, "note: 7 rows, 1 error.")
    paid = [row for row in every.rows() if row["verdict"]]
    for group in summed.rows():
        own = [row for row in paid if row["Dept"] == group["group"]]
        low = [row for row in own if row["verdict"] in ("low", "very_low")]
        missing = sum(float(row["low"]) - float(row["typical"]) - float(row["gap"]) for row in low)
        ratio = half_up(median(float(row["compa_ratio"]) for row in own), 0.01)
        assert (int(group["people"]), int(group["below_25th"])) == (len(own), len(low))
        assert (float(group["cost_to_25th"]), float(group["middle_compa_ratio"])) == (missing, ratio)
        assert int(group["left_out"]) + len(own) == sum(row["Dept"] == group["group"] for row in every.rows())
    shown = (salary(f"{command} --group-by Dept --width {width}", cwd=tmp_path).out for width in (40, 80))
    golden("staff.table", "\n".join(shown))
    everyone = answer(f"{command} --group-by Dept", cwd=tmp_path)["total"][0]
    assert everyone["people"] == len(paid)
    assert everyone["cost_to_25th"] == sum(float(group["cost_to_25th"]) for group in summed.rows())


def test_a_summary_never_takes_the_place_of_its_rows(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    run = salary("batch staff.csv --pay Salary --group-by Dept -o staff.csv", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "--output names the file that the rows come from" in run.err
    assert (tmp_path / "staff.csv").read_text(encoding="utf-8") == STAFF
