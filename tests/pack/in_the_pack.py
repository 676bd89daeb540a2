"""Run inside the pack: check the cards of the conformance suite, and print as JSON what was found.

`TESTS` and `SUITE` are put before this text, and `FOLDERS`, the folders of the suite that are checked.
"""
# mypy: ignore-errors
# ruff: noqa: F821

import json
import sys
from pathlib import Path

sys.path.insert(0, TESTS)
from write_cases import entries_of, found  # noqa: E402

HOMES = [Path(SUITE, name) for name in FOLDERS]
print(json.dumps({home.name: {name: found(home, name, e) for name, e in entries_of(home).items()} for home in HOMES}))
