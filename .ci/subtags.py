"""Make alignmentcard/codes/subtags.json from the IANA Language Subtag Registry.

    npm pack language-subtag-registry && tar xzf language-subtag-registry-*.tgz
    python .ci/subtags.py package/data/json

The npm package holds the records of the registry as JSON (CC0). Only what checking needs is kept: the subtags of each
kind, and the names of the languages of ISO 639-1 and 639-2 and of the regions, for repairs.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

OUTPUT = Path(__file__).parent.parent / "alignmentcard" / "codes" / "subtags.json"
KINDS = ("language", "extlang", "script", "region", "variant")
FIRST_DAY = "2005-10-16"
"""The day on which the registry opened, with the languages of ISO 639-1 and 639-2."""
NOTE = re.compile(r" \((macrolanguage|1453-|post 1500)\)$")
DATED = re.compile(r"\((ca\.|to |\d{3,4}-\d)|bce\)", re.IGNORECASE)
"""Languages of the past, whose names are also those of languages of today."""


def subtags(records: list[dict], kind: str) -> str:
    """Return the subtags of a kind, without ranges of private use."""
    return " ".join(r["Subtag"].lower() for r in records if r["Type"] == kind and ".." not in r["Subtag"])


def names(records: list[dict], kind: str) -> Iterator[tuple[str, str]]:
    """Yield the names of a kind in lower case, each with its subtag."""
    for record in records:
        if record["Type"] == kind and "Deprecated" not in record:
            for name in record["Description"]:
                if name != "Private use":
                    yield NOTE.sub("", name.lower()), record["Subtag"]


def first(records: list[dict]) -> list[dict]:
    """Return the records of the first day."""
    return [record for record in records if record["Added"] == FIRST_DAY]


def main(folder: Path) -> None:
    """Write the reduced registry."""
    records = json.loads((folder / "registry.json").read_text(encoding="utf-8"))
    date = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["File-Date"]
    data = {
        "source": f"IANA Language Subtag Registry, {date}",
        **{kind: subtags(records, kind) for kind in KINDS},
        "grandfathered": [r["Tag"].lower() for r in records if r["Type"] == "grandfathered"],
        "languages": dict(names([r for r in first(records) if not DATED.search(str(r["Description"]))], "language")),
        "regions": {name: code for name, code in names(records, "region") if code.isalpha()},
    }
    OUTPUT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
