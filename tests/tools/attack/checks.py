"""What must hold of any input, however hostile: an answer or a fault with a place. The long run also holds the time."""

import re
from collections.abc import Mapping, Sequence
from csv import reader
from io import BytesIO, StringIO
from itertools import pairwise
from math import isfinite
from pathlib import Path
from random import Random
from time import process_time

from makers import answers, batch, damaged, mutated

from coding_salary.batch.bulk import RESULTS
from coding_salary.batch.row_profiles import MAX_ANSWER
from coding_salary.batch.run import CSV, Job, Run, Setting
from coding_salary.formats.records import cell_text
from coding_salary.model.estimate import estimate
from coding_salary.model.money import Money
from coding_salary.model.result import NAMES, Estimate, level_rows
from coding_salary.model.waterfall import waterfall
from coding_salary.numbers import half_up
from coding_salary.profile.answers import COUNTRY, KEYS, Raw, answer
from coding_salary.profile.profile import read_profile
from coding_salary.reading.errors import ProfileError, SalaryError, TableError
from coding_salary.report.estimate import EstimateReport
from coding_salary.table.bands import Bands
from coding_salary.table.load import load
from coding_salary.table.market import Market
from coding_salary.table.places import Area
from coding_salary.table.side_tables import load_areas

TODAY = "2026-05"


class Estimates:
    """Estimates for made-up profiles; counts how many were answered and how many refused."""

    def __init__(self, bands: Bands) -> None:
        """Attack one table in all of its markets."""
        self.bands = bands
        self.areas = {code: load_areas(market, bands.path) for code, market in bands.markets.items()}
        self.answered = self.refused = 0
        self.slowest = 0.0

    def people(self, random: Random) -> tuple[Market, list[Area]]:
        """Return a market and its areas, every other time the first one."""
        markets = list(self.bands.markets.values())
        market = markets[0] if random.random() < 0.5 else random.choice(markets)
        return market, self.areas[market.code]

    def one(self, random: Random) -> None:
        """Estimate one profile, or have it refused, in words that can be printed."""
        market, areas = self.people(random)
        country = {COUNTRY: (Raw(market.code),)}
        said = country | answers(random, market, areas)
        began = process_time()
        try:
            profile = read_profile(self.bands, said, lambda market: self.areas[market.code])
        except ProfileError as error:
            self.refused += 1
            check_words(error)
        else:
            self.answered += 1
            self.hold(estimate(self.bands, profile))
        self.slowest = max(self.slowest, process_time() - began)

    def hold(self, result: Estimate) -> None:
        """Check what always holds of an estimate."""
        for outcome in (*result.levels, result.you):
            amounts = [getattr(outcome.pay, name) for name in NAMES]
            assert all(isfinite(amount) and amount > 0 for amount in amounts)
            assert all(lower <= upper * (1 + 1e-12) for lower, upper in pairwise(amounts))
        assert isfinite(result.margin)
        assert result.margin >= 0
        report = EstimateReport(self.bands, result)
        assert report.rows
        assert sum(step.change for step in waterfall(result)) == report.rows[-1].typical


class Tables:
    """Tables with one thing broken; counts those that could be used all the same."""

    def __init__(self, folder: Path) -> None:
        """Write the tables into a folder."""
        self.path = folder / "hostile.yaml"
        self.usable = self.broken = 0
        self.slowest = 0.0

    def one(self, random: Random, good: str) -> None:
        """Break a good table, load it, and use it if it is good all the same."""
        if bands := self.load(mutated(random, good)):
            self.use(bands, random)

    def load(self, content: bytes) -> Bands | None:
        """Load a table that may be refused, with places."""
        self.path.write_bytes(content)
        began = process_time()
        try:
            bands = load(str(self.path))
        except TableError as error:
            self.broken += 1
            check_words(error, placed=True)
            return None
        finally:
            self.slowest = max(self.slowest, process_time() - began)
        self.usable += 1
        return bands

    def use(self, bands: Bands, random: Random) -> None:
        """Estimate with a table that was found good: nothing that passed the check may fail later."""
        if any(market.areas or market.price_levels or market.careers for market in bands.markets.values()):
            return  # tables beside it that are not there
        people = Estimates(bands)
        for _ in range(3):
            people.one(random)


class Batches:
    """Whole files of people, as they were made or with bytes put wrong; counts rows and bad ones."""

    def __init__(self, shipped: Estimates) -> None:
        """Make up files of people of one table."""
        self.shipped = shipped
        self.setting = Setting(shipped.bands, lambda market: shipped.areas[market.code], lambda: TODAY)
        self.rows = self.bad = self.refused = 0
        self.slowest = 0.0

    def one(self, random: Random) -> None:
        """Estimate a file; as it was made, every record comes back whole, with what `estimate` says of it."""
        records, content = batch(random, *self.shipped.people(random))
        whole = random.random() < 0.5
        began = process_time()
        try:
            written = self.run(content if whole else damaged(random, content))
        except SalaryError as error:
            self.refused += 1
            check_words(error)
            assert not whole or self.odd(records)
        else:
            if whole and not self.odd(records):
                self.whole(records, written)
        self.slowest = max(self.slowest, process_time() - began)

    def run(self, content: bytes) -> bytes:
        """Return what comes of the bytes of a file."""
        run = Run(Job(CSV), {}, self.setting, BytesIO(content).read)
        written = b"".join(done.kept for done in run.done())
        self.rows += run.rows
        self.bad += run.bad
        return written

    def whole(self, records: list[list[str]], content: bytes) -> None:
        """Check that each record came back as it was, followed by results or a reason."""
        text = content.decode("utf-8-sig", "surrogateescape")
        written = list(reader(StringIO(text, newline="")))
        width = len(records[0])
        assert [row[:width] for row in written] == records
        assert all(len(row) == width + len(RESULTS) for row in written)
        for row in written[1:]:
            said = dict(zip(records[0], row[:width], strict=True))
            if all(len(text) <= MAX_ANSWER for text in row[:width]):
                assert row[width:] == self.truth(said), said

    def truth(self, cells: Mapping[str, str]) -> list[str]:
        """Return what a single estimate says of the answers of a row, or why it says nothing."""
        texts = {key: text for key, text in cells.items() if key in KEYS and text and not text.isspace()}
        if "years" in texts:  # as a spreadsheet writes one and a half in half of the world
            texts["years"] = re.sub(r"(?a)^(\s*\d{1,2}),(\d{1,2}\s*)$", r"\1.\2", texts["years"])
        said = {key: (answer(key, text, lambda: TODAY),) for key, text in texts.items()}
        try:
            profile = read_profile(self.shipped.bands, said, self.setting.areas)
        except ProfileError as error:
            return [""] * (len(RESULTS) - 1) + ["; ".join(problem.message for problem in error.problems)]
        return cells_of(estimate(self.shipped.bands, profile))

    def odd(self, records: list[list[str]]) -> bool:
        """Whether a cell is no text in UTF-8: such bytes come back unchanged, and not as they were made."""
        return any("\ud800" <= letter <= "\udfff" for record in records for cell in record for letter in cell)


def attack(
    bands: Bands, folder: Path, good: Sequence[str], counts: tuple[int, int, int], seed: str
) -> tuple[Estimates, Tables, Batches]:
    """Attack with so many profiles, tables that were `good`, and files, all made up from a seed."""
    profiles, tables = Estimates(bands), Tables(folder)
    files = Batches(profiles)
    for number in range(counts[0]):
        profiles.one(Random(f"{seed}-estimate-{number}"))
    for number in range(counts[1]):
        tables.one(Random(f"{seed}-table-{number}"), good[number % len(good)])
    for number in range(counts[2]):
        files.one(Random(f"{seed}-batch-{number}"))
    return profiles, tables, files


def cells_of(result: Estimate) -> list[str]:
    """Return the results of a row of a batch, as the command `estimate` says them of the person."""
    you, amount = result.you, Money.of(result).amount
    record = level_rows(result)[-1]._asdict() | {
        "level": you.level.name if you.level else None,
        "position": None if you.percentile is None else half_up(you.percentile, 0.1),
        "margin": amount(result.margin),
        "currency": result.market.currency,
        "error": None,
    }
    return [cell_text(name, record[name]) for name in RESULTS]


def check_words(error: SalaryError, *, placed: bool = False) -> None:
    """Check that a refusal says something, where it is, and nothing that could steer a terminal."""
    assert error.problems
    assert not placed or all(problem.mark for problem in error.problems)
    assert all(str(problem).isprintable() for problem in error.problems)
