"""Made-up people, everywhere that a table knows."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import cycle
from random import Random

from coding_salary.batch.run import CSV, Job, Run, Setting
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL
from coding_salary.table.load import load
from coding_salary.table.places import Area, area_reader
from coding_salary.table.side_tables import load_areas

COLUMNS = ("cert", "years", "state", "metro", "employer", "education", "role", "specialty", "remote", "as-of")
YEARS = ("0", "0.5", "1", "2", "2.5", "3", "4.99", "5", "7", "9", "9.5", "10", "14.5", "25", "40")
CSV_JOB = Job(CSV)


def run_of(bands: Bands, read: Callable[[int], bytes], job: Job = CSV_JOB) -> Run:
    """Return a batch over bytes, without a process."""
    return Run(job, {}, Setting(bands, area_reader(bands), lambda: "2026-05"), read)


def written(bands: Bands, content: str | bytes, job: Job = CSV_JOB) -> str:
    """Return what a batch writes."""
    data = content.encode() if isinstance(content, str) else content
    return b"".join(done.kept for done in run_of(bands, BytesIO(data).read, job).done()).decode()


@cache
def areas_beside(path: str) -> list[Area]:
    bands = load(path)
    market = next(iter(bands.markets.values()))
    return load_areas(market, path) if market.areas else []


def people(bands: Bands, places: Sequence[dict[str, str]], seed: int) -> Iterator[dict[str, str]]:
    """Yield made-up people without end, of whom little or much is said, going through the places."""
    random = Random(seed)
    market = next(iter(bands.markets.values()))
    held = list(market.words(CREDENTIAL))
    first, last = market.months or ("", "")
    values = {key: list(market.words(key)) for key in COLUMNS if key in market.factors}

    def certs() -> str:
        chosen = random.sample(held, random.randrange(min(4, len(held))))
        later = {full for stage, full in market.apprentices.becomes.items() if stage in chosen}
        return random.choice(";+,").join(name for name in chosen if name not in later) or "none"

    for place in cycle(places):
        chance = random.choice((0.1, 0.4, 0.8))
        person = {
            **{key: random.choice(own) for key, own in values.items()},
            "cert": certs(),
            "years": random.choice(YEARS),
            "remote": random.choice(["yes", "no", "TRUE", "False"]),
            "as-of": random.choice([first, "published", "2023-02", "today", "2028-01", last]) if last else "",
        }
        kept = {key: text for key, text in person.items() if random.random() < chance}
        yield {column: kept.get(column, "") for column in COLUMNS} | place


def everywhere(bands: Bands) -> list[dict[str, str]]:
    market = next(iter(bands.markets.values()))
    places: list[dict[str, str]] = [{"state": "", "metro": ""}]
    places += [{"state": code, "metro": ""} for code in market.states]
    places += [{"state": "", "metro": area.code} for area in areas_beside(bands.path)]
    places += [{"state": area.state, "metro": area.name} for area in areas_beside(bands.path)[::9]]
    return places
