"""The IANA Language Subtag Registry, reduced to what checking needs, and the spellings that people use instead.

The registry is shipped as data because the libraries for it carry an old copy (langcodes 3.5: of 2021, so that newer
languages would be called errors) or much else (language-data: 24 MB). `.ci/subtags.py` makes the file from the
original; it is read when the first code is checked, once.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from alignmentcard.resources import PACKAGE


@dataclass(frozen=True)
class Registry:
    """Subtags in lower case, and English names in lower case with the code that they stand for."""

    languages: frozenset[str]
    extlangs: frozenset[str]
    scripts: frozenset[str]
    regions: frozenset[str]
    variants: frozenset[str]
    grandfathered: frozenset[str]
    language_names: dict[str, str]
    region_names: dict[str, str]


@cache
def registry() -> Registry:
    """Read the registry."""
    data = _read("subtags.json")
    return Registry(
        languages=frozenset(data["language"].split()),
        extlangs=frozenset(data["extlang"].split()),
        scripts=frozenset(data["script"].split()),
        regions=frozenset(data["region"].split()),
        variants=frozenset(data["variant"].split()),
        grandfathered=frozenset(data["grandfathered"]),
        language_names=data["languages"],
        region_names=data["regions"],
    )


@cache
def habits(kind: str) -> dict[str, str]:
    """Return what people write for a kind of code, in lower case, and the code that it clearly stands for."""
    found: dict[str, str] = _read("habits.json")[kind]
    return found


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((PACKAGE / "codes" / name).read_text(encoding="utf-8"))
    return data
