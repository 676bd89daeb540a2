"""Run inside the pack: check the cards of the conformance suite, and print as JSON what was found.

`TESTS` and `SUITE` are put before this text, and `FOLDERS`, the folders of the suite that are checked.
"""
# ruff: noqa: F821 (names that are put before this text)

import json
import sys
from pathlib import Path

sys.path.insert(0, TESTS)
from write_cases import checked, entries_of, found

HOMES = [Path(SUITE, name) for name in FOLDERS]
FOUND = {
    home.name: {name: found(checked(home, name, entry), entry) for name, entry in entries_of(home).items()}
    for home in HOMES
}
sys.stdout.write(json.dumps(FOUND) + "\n")
