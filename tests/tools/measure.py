"""Measures the house against its budgets: `python tests/tools/measure.py`, from anywhere in a checkout."""

import ast
import io
import tokenize
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "coding_salary"
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def wing(path: Path) -> str:
    return place(path).split("/")[0].removesuffix(".py")


def functions() -> list[int]:
    """The lines of each function, without those of its docstring."""
    return [
        node.end_lineno - node.lineno + 1 - documented(node)
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def documented(node: ast.AST) -> int:
    """The lines of a docstring, 0 without one."""
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
        return 0
    return first.end_lineno - first.lineno + 1 if isinstance(first.value.value, str) else 0


def comments(path: Path) -> int:
    reader = io.StringIO(path.read_text(encoding="utf-8")).readline
    return sum(token.type == tokenize.COMMENT for token in tokenize.generate_tokens(reader))


def imports(path: Path) -> set[Path]:
    """The modules of the package that one imports, also within functions and for types."""
    found = (module for name in imported(TREES[path]) for module in (file_of(name),) if module)
    return {module for module in found if module != path}


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from coding_salary.table import load` is an import of the module load.
            below = [f"{node.module}.{name.name}" for name in node.names]
            modules = [name for name in below if file_of(name)]
            yield from modules if len(modules) == len(below) else [node.module, *modules]


def file_of(name: str) -> Path | None:
    base = ROOT.joinpath(*name.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path in TREES), None)


def floors() -> int | str:
    """The longest chain of wings in which each knows the next, or the wings that know each other in a ring."""
    knows: dict[str, set[str]] = {}
    for path in MODULES:
        knows.setdefault(wing(path), set()).update(wing(other) for other in imports(path))
    knows = {name: others - {name, "__init__"} for name, others in knows.items()}
    heights: dict[str, int] = {}
    try:
        for name in TopologicalSorter(knows).static_order():
            heights[name] = 1 + max((heights[other] for other in knows[name]), default=0)
    except CycleError as error:
        return "ring: " + ", ".join(error.args[1][1:])
    return max(heights.values())


def tests() -> int:
    return sum(map(lines, (ROOT / "tests").rglob("*.py")))


def share(part: int) -> str:
    return f"{100 * part / sum(map(lines, MODULES)):.1f} %"


def budgets() -> Iterator[tuple[str, object, str]]:
    """Yield what is measured, the measure, and the budget if there is one."""
    lengths = functions()
    largest = max(MODULES, key=lines)
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    yield "source, lines", sum(map(lines, MODULES)), "10,500"
    yield "modules", len(MODULES), "80"
    yield f"largest module, lines ({place(largest)})", lines(largest), "300"
    yield "function, median of lines", median(lengths), "5"
    yield "function, lines that nine in ten keep to", round(quantiles(lengths, n=10)[-1]), "15"
    yield "imports a module", round(sum(len(imports(path)) for path in MODULES) / len(MODULES), 1), ""
    yield "floors of wings", floors(), "10"
    yield "docstrings, share of lines", share(sum(map(documented, nodes))), ""
    yield "comments, share of lines", share(sum(map(comments, MODULES))), ""
    yield "tests, lines", tests(), "9,500"
    yield "README.md, lines", lines(ROOT / "README.md"), "200"
    yield "bands.yaml, lines", lines(ROOT / "bands.yaml"), "1,000"


def main() -> None:
    for name, measured, budget in budgets():
        shown = f"{measured:,}" if isinstance(measured, int) else measured
        print(f"{name:60} {shown:>8}" + (f" of {budget}" if budget else ""))


if __name__ == "__main__":
    main()
