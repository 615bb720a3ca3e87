"""What the build adds to the wheel: the table as a Python module, so that no run has to parse YAML."""

import sys
from binascii import crc32
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from coding_salary.table.load import Table

MODULE = "coding_salary/table/compiled.py"
FILE_NAME = "bands.yaml"
PACKAGE = Path(__file__).parent.parent


class CompiledTable(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `bands.yaml`; a table with a fault stops the build with every problem of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the module outside the checkout's own files and put it beside the code."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from coding_salary.table.load import read_table

        target = Path(self.directory) / Path(MODULE).name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(module(read_table(str(Path(self.root) / FILE_NAME))), encoding="utf-8")
        build_data["force_include"][str(target)] = MODULE


def module(table: "Table") -> str:
    """Return the source of a module with a function for each market and one for all else.

    `CHECKSUMS` are those of the files that it was made of, by their names in the package.
    """
    bands = table.bands
    functions = [_function("table", bands._replace(path="", markets={}))]
    for i, market in enumerate(bands.markets.values()):
        scales = {name: f"scale_{i}_{j}" for j, name in enumerate(market.scales)}
        functions += [_function(scales[name], scale) for name, scale in market.scales.items()]
        functions.append(_function(f"market_{i}", market, scales))
    makers = "".join(f"{code!r}: market_{i}, " for i, code in enumerate(bands.markets))
    states = {f"table/data/{market.state_file}" for market in bands.markets.values() if market.state_file}
    contents = {FILE_NAME: table.content} | {name: (PACKAGE / name).read_bytes() for name in sorted(states)}
    checksums = {name: crc32(content) for name, content in contents.items()}
    return "\n\n".join((f"CHECKSUMS = {checksums}", *functions, f"MARKETS = {{{makers}}}\n"))


def _function(name: str, value: object, scales: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a function that makes a value and imports its classes, so that no market loads another's.

    `scales` are the names of the functions that make the scales of a market.
    """
    kinds: set[type] = set()
    source = _source(value, kinds, scales)
    imports = sorted(f"    from {kind.__module__} import {kind.__name__}\n" for kind in kinds)
    return f"def {name}():\n{''.join(imports)}    return {source}"


def _source(value: object, kinds: set[type], scales: Mapping[str, str]) -> str:
    """Return a value as Python writes it, and note the classes that it is made of."""
    if hasattr(value, "labels") and hasattr(value, "within"):
        kinds.add(type(value))
        makers = ", ".join(f"{name!r}: {function}" for name, function in scales.items())
        return f"{type(value).__name__}({value.labels!r}, {value.within!r}, {{{makers}}})"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: {_source(entry, kinds, scales)}' for key, entry in value.items())}}}"
    if names := getattr(type(value), "__match_args__", None):
        kinds.add(type(value))
        parts = (_source(getattr(value, name), kinds, scales) for name in names)
        return f"{type(value).__name__}({', '.join(parts)})"
    if isinstance(value, tuple):
        return f"({''.join(f'{_source(item, kinds, scales)}, ' for item in value)})"
    return repr(value)
