"""The worked table of the model, to the dollar: in JSON, CSV and the table, in published money and in today's.

Normal scores of the quartiles are -0.674490 and 0.674490. The nation's coders rise ln(64,820/51,140) = 0.237047
above the median and fall ln(51,140/43,490) = 0.162036 below it, then 0.224685 more to the 90th and 0.161613 more to
the 10th percentile, each over 0.607062; sigma = ln(64,820/43,490) / 1.348980 = 0.295841, squared 0.087522.
Wages are moved by 18 months: coders' 1.0239^1.5 = 1.036063, billers' 1.0282^1.5 = 1.042597, managers' 1.0344^1.5 = 1.052041.
"""

import json
import re
from typing import NamedTuple

import pytest
from program import salary

Amounts = tuple[float, float, float]


class Worked(NamedTuple):
    """Low, typical and high of a profile in the money of May 2025 and in that of November 2026."""

    flags: str
    published: Amounts
    today: Amounts


CPC = "--cert CPC --years 5"
WORKED = [
    # Years: 0.905 + (5 - 3)/(7 - 3) x (1.052 - 0.905) = 0.9785; certified 1.059; one certification 0.957.
    # M = 0.99167, ln = -0.008361: z0 = -0.008361 / 0.162036 x 0.674490 = -0.034805.
    # s2 = 0.152^2 + 0.065^2 + 0.064^2 = 0.031425; r = sqrt(1 - 0.031425/0.087522) = 0.8006.
    # e2 = 0.05^2 + 0.04^2 + 0.03^2 = 0.0050; shown = sqrt(0.640947 + 0.0050/0.087522) = 0.8355; x 0.674490 = 0.563542.
    # low z = -0.598347: 51,140 x exp(-0.143744) = 44,293; typical 51,140 x 0.99167 = 50,714;
    # high z = 0.528737: 51,140 x exp(0.185823) = 61,583. Times 1.036063: 45,890, 52,543 and 63,804.
    Worked(CPC, (44_300, 50_700, 61_600), (45_900, 52_500, 63_800)),
    # 1.122 x 1.059 x 1.074 x 1.075 (CPMA) x (59,120/51,140)^0.75 = 1.114886: M = 1.52944, ln = 0.424900; past the 75th
    # percentile z0 = 0.674490 + (0.424900 - 0.237047)/0.224685 x 0.607062 = 1.182037.
    # s2 = 0.031425 + 0.091^2 = 0.039706, r = 0.7391; e2 = 0.05^2 + 0.04^2 + 3 x 0.07^2 = 0.0188;
    # shown = sqrt(0.546330 + 0.0188/0.087522) = 0.8724; x 0.674490 = 0.588445.
    # California 61,810: ln(80,630/61,810) = 0.265806, ln(102,470/80,630) = 0.239699 over 0.607062.
    # low z = 0.593592: x exp(0.233925) = 78,100; z0: x exp(0.466212) = 98,522; high z = 1.770482: x exp(0.698560) = 124,291.
    Worked(
        "--state CA --years 12 --cert CPC,CPMA --employer hospital",
        (78_100, 98_500, 124_300),
        (80_900, 102_100, 128_800),
    ),
    # 0.905 x 0.930 x (47,120/51,140)^0.75 = 0.940445: M = 0.79153, ln = -0.233793; below the 25th percentile
    # z0 = -0.674490 - (0.233793 - 0.162036)/0.161613 x 0.607062 = -0.944029.
    # s2 = 0.152^2 + 0.065^2 + 0.091^2 = 0.035610, r = 0.7701; e2 = 0.05^2 + 0.04^2 + 0.07^2 = 0.0090; shown = 0.8342.
    # Mississippi 41,500: ln(34,730/41,500) = -0.178090, ln(31,010/34,730) = -0.113294 over 0.607062.
    # low z = -1.506717: x exp(-0.333406) = 29,734; z0: x exp(-0.228393) = 33,026; high z = -0.381340: x exp(-0.100688) = 37,525.
    Worked(
        "--state MS --years 3 --cert none --employer physician-office",
        (29_700, 33_000, 37_500),
        (30_800, 34_200, 38_900),
    ),
    # Billers: 1.052 + (8 - 7)/(14.5 - 7) x (1.157 - 1.052) = 1.066; x 1.059 x 0.957 x (48,960/48,500)^0.75 = 1.007105:
    # M = 1.08803, ln = 0.084366; the curve rises ln(58,290/48,500) = 0.183867: z0 = 0.309486. CPB has no say among billers.
    # s2 = 0.039706 and coders' sigma: r = 0.7391; e2 = 0.05^2 + 0.04^2 + 0.03^2 + 0.07^2 = 0.0099;
    # billers' sigma = ln(58,290/42,840) / 1.348980 = 0.228290: shown = sqrt(0.546330 + 0.0099/0.052116) = 0.8581.
    # Texas 45,910: ln(38,500/45,910) = -0.176025, ln(54,050/45,910) = 0.163227, then 0.137063 over 0.607062.
    # low z = -0.269275: x exp(-0.070274) = 42,795; z0: x exp(0.074896) = 49,481; high z = 0.888248: x exp(0.211489) = 56,723.
    Worked(
        "--role biller --cert CPB --years 8 --state TX --employer hospital",
        (42_800, 49_500, 56_700),
        (44_600, 51_600, 59_100),
    ),
    # On managers' range: 1.157 + (15 - 14.5)/(25 - 14.5) x (1.226 - 1.157) = 1.160286; x 0.95: M = 1.10227, ln = 0.097373;
    # the curve rises ln(166,100/123,860) = 0.293438: z0 = 0.223819.
    # s2 = 0.152^2 = 0.023104, a role that is another job explains none: r = sqrt(1 - 0.023104/0.087522) = 0.8579;
    # e2 = 0.05^2 + 0.07^2 = 0.0074; managers' sigma = 0.416519: shown = sqrt(0.736021 + 0.0074/0.173488) = 0.8824.
    # California 141,480: ln(98,470/141,480) = -0.362406, ln(205,390/141,480) = 0.372752, then 0.290624 over 0.607062.
    # low z = -0.371368: x exp(-0.199537) = 115,888; z0: x exp(0.123692) = 160,108; high z = 0.819006: x exp(0.441938) = 220,103.
    Worked("--role director --years 15 --state CA", (115_900, 160_100, 220_100), (121_900, 168_400, 231_600)),
    # 1.052 + (10 - 7)/7.5 x 0.105 = 1.094; x 1.059 x 1.074 x 1.190 (auditor, which covers CPMA): M = 1.48069,
    # ln = 0.392509: z0 = 0.674490 + (0.392509 - 0.237047)/0.224685 x 0.607062 = 1.094522.
    # s2 = 0.031425 + 0.060^2 = 0.035025, r = 0.7745; e2 = 0.05^2 + 0.04^2 + 2 x 0.07^2 = 0.0139; shown = 0.8710.
    # low z = 0.507045: 51,140 x exp(0.178199) = 61,116; x 1.48069 = 75,723; high z = 1.681999: x exp(0.609945) = 94,115.
    Worked("--role auditor --years 10 --cert CPC,CPMA", (61_100, 75_700, 94_100), (63_300, 78_500, 97_500)),
    # The industry's own: 47,370, 59,120 and 74,160; times 1.036063: 49,078, 61,252 and 76,835.
    Worked("--employer hospital", (47_400, 59_100, 74_200), (49_100, 61_300, 76_800)),
    # The same positions in Ohio. ln(47,370/51,140) = -0.076578: z = -0.318762; ln(59,120/51,140) = 0.145002: z = 0.412587;
    # ln(74,160/51,140) = 0.371658: z = 1.038186. Ohio 50,990: ln(45,500/50,990) = -0.113917, ln(63,510/50,990) = 0.219568,
    # then 0.221914 over 0.607062: x exp(-0.053837) = 48,317; x exp(0.134310) = 58,320; x exp(0.352519) = 72,541.
    Worked("--employer hospital --state OH", (48_300, 58_300, 72_500), (50_100, 60_400, 75_200)),
    # 0.779 + (1 - 0.5)/(3 - 0.5) x (0.905 - 0.779) = 0.8042; x 1.059 x 0.957 x 0.949, while the A is held: M = 0.77346,
    # ln = -0.256881: z0 = -0.674490 - (0.256881 - 0.162036)/0.161613 x 0.607062 = -1.030751.
    # r = 0.8006; e2 = 0.0050 + 0.07^2 = 0.0099: shown = sqrt(0.640947 + 0.0099/0.087522) = 0.8684.
    # low z = -1.616456: 51,140 x exp(-0.412808) = 33,844; x 0.77346 = 39,555; high z = -0.445047: x exp(-0.106916) = 45,955.
    Worked("--cert CPC-A,CPB --years 1", (33_800, 39_600, 46_000), (35_100, 41_000, 47_600)),
    Worked("--cert CPC-A --years 1", (33_800, 39_600, 46_000), (35_100, 41_000, 47_600)),
]
# The levels of CPC: 1, 6 and 15 years, at 0.8042, 1.01525 and 1.160286. M = 0.81503, 1.02892 and 1.17591; shown 0.8355 as above.
LEVELS = [(35_900, 41_700, 47_900), (45_500, 52_600, 64_100), (49_900, 60_100, 73_800)]


@pytest.mark.parametrize("money", ["published", "today"])
@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: worked.flags)
def test_the_worked_table(worked: Worked, money: str) -> None:
    expected = worked.today if money == "today" else worked.published
    asked = f"estimate {worked.flags}{'' if money == 'today' else ' --as-of published'}"
    found = json.loads(salary(f"{asked} --format json").out)["you"]
    assert (found["low"], found["typical"], found["high"]) == expected
    *_, row = salary(f"{asked} --format csv").rows()
    assert tuple(float(row[name]) for name in ("low", "typical", "high")) == expected
    (line,) = re.findall(r"^▸ you\b.*$", salary(asked, COLUMNS="100").out, re.MULTILINE)
    assert re.findall(r"\$[\d,]+(?![\d,.])", line) == [f"${x:,}" for x in expected]


def test_a_month_is_the_same_money_as_its_name() -> None:
    for name, month in ((" --as-of published", "2025-05"), ("", "2026-11")):
        (*_, named), (*_, said) = (
            salary(f"estimate {CPC}{flag} --format csv").rows() for flag in (name, f" --as-of {month}")
        )
        assert named == said
        assert named["profile_as_of"] == month


def test_the_worked_levels() -> None:
    rows = salary(f"estimate {CPC} --as-of published --format csv").rows()
    assert [tuple(float(row[name]) for name in ("low", "typical", "high")) for row in rows[:3]] == LEVELS


def test_the_worked_uncertainty() -> None:
    """The width in JSON: r = 0.8006 and shown = 0.8355; margin 50,714 x sqrt(0.0050 + (1.5 x 0.004)^2) = 3,599."""
    found = json.loads(salary(f"estimate {CPC} --as-of published --format json").out)
    assert (found["you"]["narrowing"], found["you"]["shown"]) == (0.8006, 0.8355)
    assert found["you"]["margin"] == 3_600
    # Moved: 52,543 x sqrt(0.0050 + 0.006^2 + (0.03 x sqrt(1.5))^2) = 4,199.
    assert json.loads(salary(f"estimate {CPC} --format json").out)["you"]["margin"] == 4_200
