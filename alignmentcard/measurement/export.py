"""Writing the JSON Schema of `measured.json`: `python -m alignmentcard.measurement.export schema`."""

import json
import sys
from pathlib import Path

from alignmentcard.measurement.results.facts import FORMAT, json_schema


def write(folder: Path) -> None:
    """Write the schema into a folder."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    (folder / f"measured-{FORMAT}.schema.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
