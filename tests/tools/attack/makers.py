"""Hostile input made from a source of chance: profiles, tables, and tables with one thing broken.

Every maker draws from a `random.Random`. Hypothesis hands in one of its own, which it can shrink;
the long run hands in a seeded one, which is a hundred times as fast.
"""

from collections.abc import Callable, Sequence
from csv import writer
from io import StringIO
from random import Random

from coding_salary.profile.answers import CERT, COUNTRY, KEYS, METRO, STATE, YEARS, Raw
from coding_salary.profile.choices import counting
from coding_salary.table.factors import CREDENTIAL, EDUCATION, EMPLOYER, REMOTE, ROLE, SPECIALTY
from coding_salary.table.market import Market
from coding_salary.table.places import Area

# Texts that have broken programs before.
NASTY = (
    "", " ", "-", "0", "-1", "1e309", "nan", "inf", "-0", "007", "1_000", "0x1f", "1,5", "½", "٣", "yes", "null", "~",
    "[/red]", "\x1b[31m", "\x00", "\ud800", "\u202e", "\ufeff", "'", '"', "\\", "../../etc", "%s%n", "{0}", "$(id)", "`id`",
    "=1+1", "@x", "a" * 10_000, "é" * 300, "\r\n", "\t", "none", "NONE,none", "CPC,none", "CPC+CPC+CPC", ",", ";;", "cpc\x85",
    "2025-13", "today", "9999-12", "0000-01", "2026-02-30", "washington", "new", "columbus", "99999", "US", "us",
)  # fmt: skip


def answers(random: Random, market: Market, areas: Sequence[Area]) -> dict[str, tuple[Raw, ...]]:
    """Make the answers of a profile: mostly ones that the table knows, now and then anything at all."""
    credentials = list(market.words(CREDENTIAL))
    known: dict[str, Callable[[], str]] = {
        CERT: lambda: "+".join(_some(random, credentials, 4)) or "none",
        YEARS: lambda: random.choice((str(random.randrange(61)), f"{random.uniform(0, 60):.2f}")),
        STATE: lambda: random.choice(list(market.states) or ["anywhere"]),
        METRO: lambda: random.choice(areas).code if areas else "1",
        REMOTE: lambda: random.choice(("yes", "no")),
        COUNTRY: lambda: market.code,
        "as-of": lambda: f"{random.randrange(2023, 2032)}-{random.randrange(1, 13):02}",
    }
    for factor in (EMPLOYER, EDUCATION, ROLE, SPECIALTY):
        if market.words(factor):
            known[factor] = _one_of(random, list(market.words(factor)))
    counted = {COUNTRY, *counting(market)} if random.random() < 0.9 else known
    keys = _some(random, [key for key in KEYS if key in known and key in counted], len(known))
    if STATE in keys and METRO in keys and random.random() < 0.9:
        keys.remove(STATE)  # an area that lies elsewhere is refused, again and again
    return {key: (Raw(_text(random) if random.random() < 0.02 else known[key]()),) for key in keys}


def table(random: Random) -> str:
    """Make a whole table that has no fault: any number of places, levels, factors and values."""
    states = {f"S{number}": f"State {number}" for number in range(random.randrange(1, 4))}
    places = ["ZZ", *states]
    grades = sorted(random.randrange(0, 30) / 100 for _ in range(4))
    lines = [
        "schema: 1",
        "version: made",
        f"model: {{percentile_limits: [{random.choice((0.5, 2, 10))}, {random.choice((90, 98, 99.5))}], narrowest: {random.choice((0.01, 0.6, 1))}}}",
        "offer: {below: 25, above: 75, counter: [50, 75]}",
        "evidence:",
        "  reference: {error: 0, meaning: the yardstick}",
        *(
            f"  {name}: {{error: {error}, meaning: m}}"
            for name, error in zip(("solid", "fair", "weak", "assumed"), grades, strict=True)
        ),
        "sources:",
        "  one: {publisher: p, title: t, date: 2020, grade: g}",
        "markets:",
        "  ZZ:",
        "    name: Anywhere",
        "    currency: ZZD",
        f"    symbol: '{random.choice(('$', 'CA$', '¤', 'Fr'))}'",
        f"    hours_per_year: {random.choice((100, 1740, 2080, 8784))}",
        f"    rounding: {random.choice(('0.01', '1', '100', '10000'))}",
        "    date: 2025-05",
        *_index(random),
        *_levels(random),
        f"    states: {{{', '.join(f'{code}: {name}' for code, name in states.items())}}}",
        "    occupations:",
    ]
    jobs = ["coder", "biller"][: random.randrange(1, 3)]
    for job in jobs:
        lines += [
            f"      {job}:",
            f"        code: '{job}'",
            f"        title: {job}s",
            "        source: one",
            "        ranges:",
        ]
        lines += [f"          {place}: [{_wages(random)}, {random.randrange(0, 50)}]" for place in places]
    return "\n".join([*lines, "    factors:", *_factors(random, jobs)]) + "\n"


def mutated(random: Random, text: str) -> bytes:
    """Break one thing in a text, or leave it as good as it was."""
    lines = text.splitlines(keepends=True)
    place = random.randrange(len(lines))
    kind = random.randrange(9)
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines.insert(random.randrange(len(lines)), lines[place])
    elif kind == 2:
        lines[place] = " " * random.randrange(1, 5) + lines[place]
    elif kind == 3:
        lines[place] = lines[place].lstrip(" ")
    elif kind in (4, 5):
        lines[place] = _with_other_value(random, lines[place])
    elif kind == 6:
        lines = lines[:place]
    content = "".join(lines).encode("utf-8", "surrogatepass")
    return _with_other_bytes(random, content) if kind in (7, 8) else content


def damaged(random: Random, content: bytes) -> bytes:
    """Put other bytes, or none, in a few places."""
    for _ in range(random.randrange(1, 4)):
        content = _with_other_bytes(random, content)
    return content


def _with_other_value(random: Random, line: str) -> str:
    words = line.split(" ")
    words[random.randrange(len(words))] = random.choice(
        (_text(random), "0", "-1", "[]", "{}", "&a x", "*a", "!!str x", "'5'", "1e5")
    )
    return " ".join(words).rstrip("\n") + "\n"


def _with_other_bytes(random: Random, content: bytes) -> bytes:
    if not content:
        return content
    at = random.randrange(len(content))
    return (
        content[:at]
        + bytes([random.randrange(256)]) * random.randrange(0, 3)
        + content[at + random.randrange(0, 3) :]
    )


def _index(random: Random) -> list[str]:
    if random.random() < 0.5:
        return []
    changes = ", ".join(f"2025-{3 * quarter:02}: {random.uniform(-5, 5):.1f}" for quarter in range(1, 4))
    return [
        f"    fresh_for: {random.randrange(0, 30)}",
        "    wage_index:",
        "      label: index",
        "      source: one",
        "      evidence: solid",
        f"      changes: {{{changes}}}",
        f"      beyond: {{evidence: weak, quarters: {random.randrange(1, 4)}, months: {random.randrange(0, 100)}}}",
        f"      error: {random.randrange(0, 100)}",
        "      error_derivation: made",
    ]


def _levels(random: Random) -> list[str]:
    ends = sorted(random.sample(range(1, 20), random.randrange(0, 4)))
    lines, first = ["    levels:"], 0
    for number, end in enumerate(ends):
        lines.append(f"      l{number}: {{years: [{first}, {end}], reference: {end}}}")
        first = end + 1
    return [*lines, f"      last: {{years: [{first}, up], reference: {first + 3}}}"]


def _wages(random: Random) -> str:
    wages = [random.randrange(100, 200_000)]
    for _ in range(4):
        wages.append(wages[-1] + random.choice((1, random.randrange(1, 50_000))))
    return ", ".join(map(str, wages))


def _factors(random: Random, jobs: list[str]) -> list[str]:
    skill = "group: skill, "
    lines = []
    if random.random() < 0.8:
        rises = sorted(random.uniform(0.2, 5) for _ in range(3))
        points = [
            _choice(random, f"years: {years}, label: y, ", f"{rise:.4f}", "fair")
            for years, rise in zip((0, 5, 20), rises, strict=True)
        ]
        lines += [
            f"      experience: {{label: e, {_spread(random)}, most_years: 60, points: [{', '.join(points)}]}}"
        ]
    if random.random() < 0.8:
        more, some = sorted(random.uniform(0.5, 2) for _ in range(2))
        lines += [
            f'      certified: {{label: c, {_spread(random)}, values: {{none: {_choice(random, "label: n, ", f"{more:.4f}")}, "yes": {_choice(random, "label: y, ", f"{some:.4f}")}}}}}',
            f"      credential_count: {{label: n, {_spread(random)}, values: {{1: {_choice(random, 'label: o, ', '1', 'reference')}, 2: {_choice(random, 'label: t, ', '1.1')}}}}}",
            f"      credential: {{label: t, {skill}{_spread(random)}, values: {{CPC: {_choice(random, 'label: C, ')}, CCS: {_choice(random, 'label: S, ')}}}}}",
        ]
    else:
        lines += [
            f"      specialty: {{label: s, {skill}{_spread(random)}, values: {{cardiology: {_choice(random, 'label: c, ')}}}}}"
        ]
    biller = (
        ", biller: {label: B, occupation: biller, multiplier: 1, evidence: solid, sources: [one], derivation: d}"
        if len(jobs) > 1
        else ""
    )
    lines += [
        f"      role: {{label: r, {skill}{_spread(random)}, values: {{chief: {_choice(random, 'label: H, ')}{biller}}}}}"
    ]
    if random.random() < 0.5:
        lines += [
            f"      employer: {{label: e, {_spread(random)}, values: {{hospital: {_choice(random, 'label: h, ')}}}}}"
        ]
    return lines


def _choice(random: Random, about: str, multiplier: str = "", evidence: str = "") -> str:
    multiplier = multiplier or f"{random.uniform(0.11, 9.9):.4f}"
    evidence = evidence or random.choice(("solid", "fair", "weak"))
    return f"{{{about}multiplier: {multiplier}, evidence: {evidence}, sources: [one], derivation: d}}"


def _spread(random: Random) -> str:
    return f"spread: {random.uniform(0, 1):.3f}, spread_derivation: d"


def _text(random: Random) -> str:
    if random.random() < 0.7:
        return random.choice(NASTY)
    return "".join(
        chr(random.choice((random.randrange(128), random.randrange(0x11000))))
        for _ in range(random.randrange(12))
    )


def _one_of(random: Random, values: list[str]) -> Callable[[], str]:
    return lambda: random.choice(values)


def _some(random: Random, values: list[str], most: int) -> list[str]:
    return random.sample(values, random.randrange(0, min(most, len(values)) + 1))


def batch(random: Random, market: Market, areas: Sequence[Area]) -> tuple[list[list[str]], bytes]:
    """Make a CSV file of people: its records with the header first, and its bytes."""
    known = [
        key
        for key in (COUNTRY, CERT, YEARS, STATE, METRO, EMPLOYER, ROLE, REMOTE, "as-of")
        if random.random() < 0.6
    ]
    names = [*(known or [CERT]), "id", "notes"]
    random.shuffle(names)
    records = [names]
    for _ in range(random.randrange(12)):
        said = answers(random, market, areas)
        texts = {key: found[0].text for key, found in said.items()}
        records.append([texts.get(name, "") if name in known else _text(random) for name in names])
    end = random.choice(("\n", "\r\n"))
    if end == "\n":  # the csv module leaves a bare CR without quotes there, and cannot read that again
        records = [[cell.replace("\r", " ") for cell in record] for record in records]
    text = StringIO()
    writer(text, lineterminator=end).writerows(records)
    content = text.getvalue().encode("utf-8", "surrogatepass")
    return records, (b"\xef\xbb\xbf" if random.random() < 0.2 else b"") + content
