"""Who may import whom: the terminal knows the calculation, never the other way."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from tables import ROOT

PACKAGE = ROOT / "coding_salary"
# From the terminal inwards; a module may import only what stands further down.
LAYERS = (
    {"__main__", "build_hook"},
    {"cli"},
    {"formats"},
    {"source_report"},
    {
        "comparison_report",
        "countries_report",
        "offer_report",
        "boost_report",
        "path_report",
        "listing_report",
        "careers_report",
        "figure_report",
        "change_report",
    },
    {"report"},
    {"caveats"},
    {"scale_words"},
    {"countries"},
    {"conversion"},
    {"in_order"},
    {"piecework"},
    {"batch_output"},
    {"json_lines"},
    {"delimited"},
    {"lines"},
    {"columns", "tally", "calculators"},
    {"scale_calculator"},
    {"calculator"},
    {"worth"},
    {"row_answers"},
    {"listing"},
    {"plan"},
    {"path"},
    {"boost"},
    {"side_figures"},
    {"career_wages"},
    {"compare", "dimensions", "offer", "careers"},
    {"sheet"},
    {"quote"},
    {"records"},
    {"waterfall", "levels"},
    {"money"},
    {"estimate"},
    {"scale_estimate"},
    {"outcome"},
    {"facts", "curve"},
    {"profile_file"},
    {"profile", "areas", "parities", "real"},
    {"vocabulary", "changes"},
    {"places"},
    {"figures", "csv_file"},
    {"bands_file"},
    {"compiled"},
    {"bands"},
    {"market"},
    {"answers", "pay_scale", "exchange"},
    {"factor", "certification", "ageing", "prices", "outlook"},
    {"sources"},
    {"yaml_file"},
    {"nodes"},
    {"errors", "look", "rounding", "fingerprint", "memo", "percentiles", "late_patterns"},
    {"__init__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
PURE = (
    "levels",
    "money",
    "records",
    "sheet",
    "estimate",
    "scale_estimate",
    "outcome",
    "facts",
    "curve",
    "percentiles",
    "profile",
    "places",
    "market",
    "pay_scale",
    "exchange",
    "factor",
    "rounding",
    "waterfall",
    "report",
    "caveats",
    "figures",
    "changes",
    "figure_report",
    "change_report",
    "source_report",
    "memo",
    "row_answers",
    "worth",
    "calculator",
    "scale_calculator",
    "columns",
    "tally",
    "piecework",
    "in_order",
)


def layer(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "coding_salary":
            parts = (node.module or "").split(".")
            found.add(parts[1] if len(parts) > 1 else "__init__")
    return found


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_arrows_point_inwards(path: Path) -> None:
    own = layer(path)
    assert own in RANK, "give a new module its place in LAYERS"
    for other in imports(path) - {own}:
        assert RANK[other] > RANK[own], f"{own} must not know {other}"


@pytest.mark.parametrize("name", PURE)
def test_the_calculation_knows_neither_typer_rich_nor_yaml(name: str) -> None:
    program = f"import sys, coding_salary.{name}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"typer", "rich", "yaml", "csv", "json"} & set(done.stdout.split())


def test_no_figure_stands_in_code() -> None:
    """Multipliers and fees belong in the table: a decimal in code is a tolerance or a unit, listed here."""
    neutral = {0.0, 1.0}
    allowed = {
        "rounding.py": {1e-9, 0.5, 0.01, 0.1, 0.0001},
        "percentiles.py": {1e-12},
        "curve.py": {1e-9},
        "bands.py": {0.01, 99.99},
        # Bounds beyond which a figure is a slip of the pen.
        "factor.py": {0.1},
        "market.py": {0.01, 1.000001},
        "exchange.py": {0.01},
        "quote.py": {0.01},
        "calculator.py": {0.5},  # the half of rounding
        "columns.py": {0.8},  # how alike two names are
    }
    for path in PACKAGE.rglob("*.py"):
        floats = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, float)
        }
        assert floats <= neutral | allowed.get(path.name, set()), path
