"""What the build adds to the wheel: the table compiled to JSON, so that no run has to parse YAML."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTable(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles `bands.yaml`; a table with a fault stops the build with every problem of it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled table outside the checkout's own files and put it beside the code."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from coding_salary.table.load import COMPILED_NAME, compiled, read_table

        text = compiled(read_table(str(Path(self.root) / "bands.yaml")).bands)
        target = Path(self.directory) / COMPILED_NAME
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        build_data["force_include"][str(target)] = f"coding_salary/{COMPILED_NAME}"
