"""Values to YAML: the plainest text that is read as the same value."""

import json
import math
import re
from typing import Any

from alignmentcard.text.scalars import resolve

PLAIN = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_./+()' -]*[A-Za-z0-9_./+()'-])?")
BOOLEAN = re.compile("yes|no|on|off", re.IGNORECASE)
"""Words that programs of YAML 1.1 read as true or false; quotes keep them words everywhere."""
INVISIBLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def scalar(value: Any) -> str:
    """Write one value, in double quotes where a plain word would be read as something else."""
    if isinstance(value, str) and PLAIN.fullmatch(value) and resolve(value) == value and not BOOLEAN.fullmatch(value):
        return value
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and "." not in text:
        return text.replace("e", ".0e")  # programs of YAML 1.1 take a number without a point for a word
    return INVISIBLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


LONGEST_KEY = 1000
"""Programs look for the colon of a key within 1024 characters; a longer one is announced by a question mark."""


def _pair(key: str, value: str) -> str:
    text = scalar(key)
    return f"{text}: {value}" if len(text) <= LONGEST_KEY else f"? {text} : {value}"


def flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(_pair(k, flow(v)) for k, v in value.items()) + "}"
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


WIDTH = 120


def block_of_levels(value: Any, indent: int, levels: int = 1) -> str:
    """Write a mapping or a list as lines; below the first levels, what fits on one line stands on one."""
    pad = " " * indent
    if isinstance(value, list):
        return "".join(_item(entry, indent, levels) for entry in value)
    lines = []
    for key, entry in value.items():
        line = f"{pad}{scalar(key)}: {flow(entry)}\n"
        if len(scalar(key)) > LONGEST_KEY:
            lines.append(f"{pad}? {scalar(key)}\n{pad}: {flow(entry)}\n")
        elif not entry or not isinstance(entry, dict | list) or (levels < 1 and len(line) <= WIDTH):
            lines.append(line)
        else:
            lines.append(f"{pad}{scalar(key)}:\n{block_of_levels(entry, indent + 2, levels - 1)}")
    return "".join(lines)


def _item(entry: Any, indent: int, levels: int) -> str:
    pad, line = " " * indent, flow(entry)
    if not entry or not isinstance(entry, dict | list) or (levels < 1 and len(line) + indent + 2 <= WIDTH):
        return f"{pad}- {line}\n"
    return f"{pad}- {block_of_levels(entry, indent + 2, levels - 1).lstrip(' ')}"
