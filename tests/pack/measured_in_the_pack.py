"""Run inside the pack: measure tables as the page does, and print as JSON what the file of each would be.

`FOLDER` and `TABLES` are put before this text.
"""
# ruff: noqa: F821 (names that are put before this text)

import json
import sys

from alignmentcard.portal.browser.measuring import measured

found = {name: measured(FOLDER, name, columns)["json"] for name, columns in TABLES.items()}
sys.stdout.write(json.dumps(found) + "\n")
