"""Lists and mappings that stand as text in a cell: as JSON, as Python prints them, or as NumPy does."""

import ast
import json
import re
from typing import Any

LONGEST = 64 * 1024 * 1024
BETWEEN_QUOTES = re.compile(r"(['\"])\s+(['\"])")
OF_NUMPY = re.compile(r"\[\s*([^\s,\[\]'\"{}]+(?:\s+[^\s,\[\]'\"{}]+)*)\s*\]")
"""Numbers with only blanks between them: [1 2 3]."""


def written(text: str) -> Any:
    """Return what a text writes, None where it writes no list and no mapping.

    Python would join two texts with only a blank between them to one; there they are parts of their own, as NumPy
    prints them.
    """
    bare = text.strip()
    if bare[:1] not in ("[", "{") or len(bare) > LONGEST:
        return None
    for read in (json.loads, _printed, _numbers):
        try:
            found = read(bare)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        return found if isinstance(found, list | dict) else None
    return None


def _printed(text: str) -> Any:
    return ast.literal_eval(BETWEEN_QUOTES.sub(r"\1, \2", text))


def _numbers(text: str) -> list[Any]:
    found = OF_NUMPY.fullmatch(text)
    if not found:
        raise ValueError(text)
    return [json.loads(part if not part.endswith(".") else f"{part}0") for part in found[1].split()]
