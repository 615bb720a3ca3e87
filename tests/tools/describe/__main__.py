"""Writes `coding_salary/table/data/datapackage.json` anew: `python tests/tools/describe`."""

from description import TARGET, description

TARGET.write_text(description(), encoding="utf-8")
