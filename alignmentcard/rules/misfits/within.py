"""A value that holds more than its field takes: the part of it that fits, and where the rest belongs."""

import re
from collections.abc import Mapping
from typing import Any

from alignmentcard.codes import identifiers
from alignmentcard.model.base import Vocabulary
from alignmentcard.rules.misfits import quantities
from alignmentcard.rules.misfits.synonyms import plain

PLAIN = r"[-−]?(?:[0-9]++(?:[.,][0-9]++)?|[.,][0-9]++)"
INTERVAL = rf"[\[(]?\s*(?:95 ?% ?CI:?\s*)?({PLAIN})\s*(?:-|–|—|,|;|\bto\b)\s*({PLAIN})\s*[\])]?"
ROUGH = re.compile(rf"(?P<sign>{quantities.ROUGHLY}|min\.?|mindestens)\s*(?P<count>.*)", re.IGNORECASE)
LEAST = re.compile(r">=?|≥|\+|at least|more than|over|über|min\.?|mindestens", re.IGNORECASE)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ADDRESS = re.compile(r"https?://[^\s<>()\[\],]+")
NEGATED = re.compile(r"\b(?:not|no|never|without|nicht|kein)\b", re.IGNORECASE)


def estimate(text: str) -> dict[str, float] | None:
    """Read a value with its interval or with a mark of significance: `0.21 (0.18-0.24)`, `0.21 ± 0.03`, `0.21**`."""
    found = re.fullmatch(rf"({PLAIN})\s*(?:\*+|†)", text.strip())
    if found:
        return _numbers(value=found[1])
    found = re.fullmatch(rf"({PLAIN})\s*(?:±|\+/-|\+-)\s*({PLAIN})", text.strip())
    if found:
        read = _numbers(value=found[1], around=found[2])
        if read is None:
            return None
        around = read.pop("around")
        ends = {"low": round(read["value"] - around, 10), "high": round(read["value"] + around, 10)}
        return read | ends
    found = re.fullmatch(rf"({PLAIN})\s*,?\s*{INTERVAL}", text.strip())
    return _numbers(value=found[1], low=found[2], high=found[3]) if found else None


def _numbers(**texts: str) -> dict[str, float] | None:
    read = {name: quantities.number(text) for name, text in texts.items()}
    return {name: one for name, one in read.items() if one is not None} if None not in read.values() else None


def rough_size(text: str) -> dict[str, int] | None:
    """Read a size that is not exact as `size_stated` takes it: `about 800`, `more than 1,000`, `700-800`."""
    ends = quantities.ratings_per_item(text) if re.match(r"[0-9]", text.strip()) else None
    if ends and ends.get("min") != ends.get("max"):
        return {"at_least": ends["min"]}
    found = ROUGH.fullmatch(text.strip())
    count = quantities.whole_number(found["count"]) if found else None
    if (
        not found
        or count is None
        or re.fullmatch(r"n ?=|exactly|genau|<=?|≤|under|less than|up to", found["sign"], re.I)
    ):
        return None
    return {"at_least" if LEAST.fullmatch(found["sign"]) else "about": count}


def words_in(words: Vocabulary, text: str) -> list[str]:
    """Return the words of a vocabulary that a text names, each once; none where it denies something."""
    if NEGATED.search(text):
        return []
    tokens = [plain(token) for token in re.findall(r"[\w-]+", text)]
    return list(dict.fromkeys(token for token in tokens if token in words.terms))


def dated(text: str) -> str | None:
    """Return the only date, or the only month, that stands in a text as the standard writes it."""
    found = re.findall(r"(?<![0-9])([12][0-9]{3}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))?)", text)
    return str(found[0]) if len(found) == 1 else None


def address_in(text: str, mail: bool) -> str | None:
    """Return the only address that stands in a text: `Ada <ada@example.org>`, `[paper](https://example.org)`."""
    spelt = re.sub(r"\s*[\[(]\s*at\s*[\])]\s*", "@", text, flags=re.IGNORECASE)
    spelt = re.sub(r"\s*[\[(]\s*dot\s*[\])]\s*", ".", spelt, flags=re.IGNORECASE)
    pages = list(dict.fromkeys(one.rstrip(".;:") for one in ADDRESS.findall(spelt)))
    mails = list(dict.fromkeys(MAIL.findall(spelt))) if mail and not pages else []
    found = [one for one in (*pages, *mails) if one in mails or identifiers.is_url(one)]
    return found[0] if len(found) == 1 else None


def pair(path: str, entry: Mapping[str, Any]) -> tuple[str, str, str, str] | None:
    """Return the fields and the texts of a record that was written as `key: text`, such as a path and its reason."""
    names = PAIRS.get(path)
    key, text = next(iter(entry.items()), ("", None))
    if names is None or len(entry) != 1 or key in names or not isinstance(text, str):
        return None
    return names[0], key, names[1], text


PAIRS = {"gaps": ("field", "reason"), "ignore": ("rule", "reason")}
"""Lists whose entries people write as `what: why`."""
