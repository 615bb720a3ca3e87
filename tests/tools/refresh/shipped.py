"""The files of the program that hold the wages of a release: how they are read, checked and made anew."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from release import NATION, Cell, Release, ReleasedArea

from coding_salary.numbers import PERCENTILES
from coding_salary.reading.errors import Faults, Mark, Problem, TableError
from coding_salary.reading.nodes import Node
from coding_salary.reading.yaml_file import parse
from coding_salary.table.indexes import MONTH
from coding_salary.table.jobs import Jobs
from coding_salary.table.load import load
from coding_salary.table.market import Market
from coding_salary.table.places import Area
from coding_salary.table.side_tables import ABOUT, KINDS, STATE_COLUMNS, load_areas

BANDS = "bands.yaml"
STATES = "coding_salary/table/data/us_states.csv"
AREAS = "coding_salary/table/data/us_areas.csv"
CAREERS = "coding_salary/table/data/us_careers.csv"
# These the table may name or not.
AREA_CAREERS = "coding_salary/table/data/us_careers_areas.csv"
JOBS = "coding_salary/table/data/us_jobs.csv"
HISTORY = "coding_salary/table/data/us_history.csv"
CAREER_COLUMNS = ("soc", "title", "place", "jobs", *(f"p{percentile}" for percentile in PERCENTILES), "error")
RANGE = re.compile(r"\[[^][#]*\]")


@dataclass(frozen=True)
class Shipped:
    """The files as the program reads them."""

    market: Market
    areas: list[Area]
    careers: list[dict[str, str]]

    @property
    def socs(self) -> list[str]:
        """The occupations that are compared, in the order of the file."""
        return list(dict.fromkeys(row["soc"] for row in self.careers))

    @property
    def places(self) -> tuple[str, ...]:
        return (NATION, *self.market.states)


def read_files(root: Path) -> dict[str, bytes]:
    """Return the content of the files of a checkout."""
    beside = [name for name in (AREA_CAREERS, JOBS, HISTORY) if (root / name).exists()]
    try:
        return {name: (root / name).read_bytes() for name in (BANDS, STATES, AREAS, CAREERS, *beside)}
    except OSError as error:
        message = f"cannot read this file: {(error.strerror or 'no reason given').lower()}"
        raise TableError([Problem(message, Mark(str(error.filename), 1, 1))]) from None


def check(contents: Mapping[str, bytes]) -> Shipped:
    """Read the files as the program would, from copies in a folder; raises TableError."""
    with TemporaryDirectory() as folder:
        for name, content in contents.items():
            (Path(folder) / Path(name).name).write_bytes(content)
        bands = str(Path(folder) / BANDS)
        market = load(bands).markets[NATION]
        areas = load_areas(market, bands)
    return Shipped(market, areas, _careers(contents[CAREERS]))


def _careers(content: bytes) -> list[dict[str, str]]:
    reader = csv.reader(StringIO(content.decode(), newline=""), strict=True)
    if tuple(next(reader, ())) != CAREER_COLUMNS:
        raise TableError([Problem(f"expected the columns {', '.join(CAREER_COLUMNS)}", Mark(CAREERS, 1, 1))])
    rows = []
    for row in reader:
        if len(row) != len(CAREER_COLUMNS):
            message = f"expected {len(CAREER_COLUMNS)} cells, found {len(row)}"
            raise TableError([Problem(message, Mark(CAREERS, reader.line_num, 1))])
        rows.append(dict(zip(CAREER_COLUMNS, row, strict=True)))
    return rows


def made_anew(contents: Mapping[str, bytes], old: Shipped, release: Release, month: str) -> dict[str, bytes]:
    """Return the files with the wages of a release; raises TableError when one is lacking."""
    _require(old, release)
    texts = {
        BANDS: _bands(contents[BANDS], old.market, release, month),
        STATES: _csv(_state_rows(contents[STATES], old.market, release)),
        AREAS: _csv(_area_rows(old.market, release)),
        CAREERS: _csv(_career_rows(old, release)),
        AREA_CAREERS: _csv(_area_career_rows(old, release)),
        JOBS: _csv(_job_rows(old, release)),
        HISTORY: _csv(_history_rows(contents.get(HISTORY, b""), old.market, release, month)),
    }
    return {name: texts[name].encode() for name in contents}


def _require(old: Shipped, release: Release) -> None:
    """See that every range of the nation and the states can be filled, and the nation's row of every career."""
    jobs = [job.code for job in old.market.occupations.values()]
    problems = [_unfit(place, code, release) for place in old.places for code in jobs]
    problems += [_unpublished(soc, release) for soc in old.socs if soc not in jobs]
    if found := [problem for problem in problems if problem]:
        raise TableError(found)


def _unfit(place: str, soc: str, release: Release) -> Problem | None:
    """Return what keeps a range from being filled: its wages must all be there, each above the last."""
    cell = release.cells.get((place, soc))
    if cell is None:
        return _absent(place, soc)
    if not cell.complete:
        return Problem(f"{place}, {soc}: {cell.gaps}, but the table needs them all", cell.mark)
    if place == NATION and len(set(cell.wages)) < len(cell.wages):
        return Problem(
            f"{place}, {soc}: two percentiles are equal, but those of the nation ascend", cell.mark
        )
    return None


def _unpublished(soc: str, release: Release) -> Problem | None:
    cell = release.cells.get((NATION, soc))
    if cell is None:
        return _absent(NATION, soc)
    if not cell.texts[PERCENTILES.index(50)]:
        return Problem(f"{NATION}, {soc}: {cell.gaps}, but the nation's median is needed", cell.mark)
    return None


def _absent(place: str, soc: str) -> Problem:
    return Problem(f"{place}, {soc}: no file has a row of all industries and owners, and one is needed")


def _bands(content: bytes, market: Market, release: Release, month: str) -> str:
    """Return the table with other wages and another month, and every other byte as it was."""
    problems = Faults()
    root = parse(content, BANDS, problems)
    lines = content.decode().split("\n")
    _put(lines, _entry(root, "markets", NATION, "date"), re.compile(MONTH), month, problems)
    for name, job in market.occupations.items():
        entry = _entry(root, "markets", NATION, "occupations", name)
        _put(lines, entry.named()["nation"], RANGE, _range(release.cells[NATION, job.code]), problems)
        if job.medians and month > market.date:
            _append(lines, entry.named()["medians"], f"{market.date}: {job.nation.median:.0f}")
    if problems:
        raise TableError(problems)
    return "\n".join(lines)


def _entry(node: Node, *keys: str) -> Node:
    for key in keys:
        node = node.named()[key]
    return node


def _range(cell: Cell) -> str:
    return f"[{', '.join(cell.texts)}]"


def _put(lines: list[str], node: Node, old: re.Pattern[str], new: str, problems: list[Problem]) -> None:
    """Replace what a node holds where it stands; comments behind it stay."""
    line, start = lines[node.mark.line - 1], node.mark.column - 1
    found = old.match(line, start)
    if found:
        lines[node.mark.line - 1] = line[:start] + new + line[found.end() :]
    else:
        problems.append(
            Problem("write this value plainly in one line, to have it replaced", node.mark, node.name)
        )


def _append(lines: list[str], node: Node, entry: str) -> None:
    """Add an entry at the end of a mapping in braces, which may stand in several lines."""
    last = next(index for index in range(node.mark.line - 1, len(lines)) if "}" in lines[index])
    before, _, after = lines[last].partition("}")
    lines[last] = f"{before}, {entry}}}{after}"


def _state_rows(content: bytes, market: Market, release: Release) -> Iterable[list[str]]:
    """Yield the table of states; what is no wage in it stays."""
    columns = [*(f"p{percentile}" for percentile in PERCENTILES), "error"]
    yield [*STATE_COLUMNS, *(f"{job}_{column}" for job in market.occupations for column in columns)]
    for row in csv.DictReader(StringIO(content.decode(), newline="")):
        cells = [release.cells[row["code"], job.code] for job in market.occupations.values()]
        yield [*(row[column] for column in STATE_COLUMNS), *(text for cell in cells for text in cell.texts)]


def _area_rows(market: Market, release: Release) -> Iterable[list[str]]:
    """Yield the area table; an area whose wages are not all published has none of that job."""
    columns = [*(f"p{percentile}" for percentile in PERCENTILES), "error"]
    yield [*ABOUT, *(f"{job}_{column}" for job in market.occupations for column in columns)]
    for area in _areas(market, release):
        cells = [release.cells.get((area.code, job.code)) for job in market.occupations.values()]
        wages = [text for cell in cells for text in _all_or_none(cell)]
        yield [area.code, area.kind, area.name, area.state, " ".join(area.states), *wages]


def _areas(market: Market, release: Release) -> list[ReleasedArea]:
    areas = [area for area in release.areas.values() if area.state in market.states]
    return sorted(areas, key=lambda area: (KINDS.index(area.kind), area.code))


def _all_or_none(cell: Cell | None) -> list[str]:
    return cell.texts if cell and cell.complete else [""] * (len(PERCENTILES) + 1)


def _career_rows(old: Shipped, release: Release) -> Iterable[list[str]]:
    """Yield the table of careers; what is not published of a row is blank, and nothing at all is no row."""
    yield list(CAREER_COLUMNS)
    for soc in old.socs:
        title = release.cells[NATION, soc].title
        for place in old.places:
            cell = release.cells.get((place, soc))
            if cell and cell.published:
                yield [soc, title, place, cell.jobs, *cell.texts]


def _area_career_rows(old: Shipped, release: Release) -> Iterable[list[str]]:
    """Yield the same of areas, which has no titles."""
    yield [column for column in CAREER_COLUMNS if column != "title"]
    for soc in old.socs:
        for area in _areas(old.market, release):
            cell = release.cells.get((area.code, soc))
            if cell and cell.published:
                yield [soc, area.code, cell.jobs, *cell.texts]


def _job_rows(old: Shipped, release: Release) -> Iterable[list[str]]:
    """Yield the table of jobs: the nation, the states, then the areas."""
    jobs = old.market.occupations
    yield ["place", *(f"{name}_{column}" for name in jobs for column in Jobs._fields)]
    for place in (*old.places, *(area.code for area in _areas(old.market, release))):
        cells = [release.cells.get((place, job.code)) for job in jobs.values()]
        yield [place, *(text for cell in cells for text in _counts(cell))]


def _counts(cell: Cell | None) -> tuple[str, ...]:
    return (cell.jobs, cell.per_1000, cell.quotient) if cell else ("", "", "")


def _history_rows(content: bytes, market: Market, release: Release, month: str) -> Iterable[list[str]]:
    """Yield the wages of earlier years, with a row of this release at the end of each occupation."""
    header, *rows = list(csv.reader(StringIO(content.decode(), newline=""))) or [[]]
    yield header
    for name, job in market.occupations.items():
        cell = release.cells[NATION, job.code]
        yield from (row for row in rows if row[:1] == [name] and row[1] < month)
        yield [name, month, job.code, cell.title, cell.jobs, *cell.texts]


def _csv(rows: Iterable[list[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
