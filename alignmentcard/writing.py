"""Values to YAML: the plainest text that is read as the same value."""

import json
import math
import re
from typing import Any

from alignmentcard.scalars import resolve

PLAIN = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_./+()' -]*[A-Za-z0-9_./+()'-])?")
INVISIBLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def scalar(value: Any) -> str:
    """Write one value, in double quotes where a plain word would be read as something else."""
    if isinstance(value, str) and PLAIN.fullmatch(value) and resolve(value) == value:
        return value
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    return INVISIBLE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    return scalar(value)


def block(value: Any, indent: int) -> str:
    """Write a mapping or a list as lines with this indentation; what stands in them is written on one line."""
    pad = " " * indent
    if isinstance(value, list):
        return "".join(f"{pad}- {flow(entry)}\n" for entry in value)
    lines = []
    for key, entry in value.items():
        if entry and (isinstance(entry, dict) or (isinstance(entry, list) and any(isinstance(e, dict) for e in entry))):
            lines.append(f"{pad}{scalar(key)}:\n{block(entry, indent + 2)}")
        else:
            lines.append(f"{pad}{scalar(key)}: {flow(entry)}\n")
    return "".join(lines)
