"""Licences as SPDX expressions; the only importer of packaging.

`packaging.licenses` carries the SPDX list (ids and exceptions), reads expressions, has no dependencies, and is kept
by the Python Packaging Authority. Measured on one machine, first use: 11 ms, against 35 ms for license-expression,
which brings a second parser and an index of a megabyte.
"""

import re

from alignmentcard.codes.registry import habits

DOCUMENT = re.compile(r"DocumentRef-[A-Za-z0-9.-]+:(?=LicenseRef-)", re.IGNORECASE)
"""The name of another SPDX document before a licence of one's own: valid, and not known to the library."""
ADDRESS = re.compile(r"https?://(?:www\.)?creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)(?:/.*)?")
NOISE = re.compile(r"\b(the|license|licence|version)\b|\bv(?=\.? ?\d)", re.IGNORECASE)


def is_expression(text: str) -> bool:
    """Say whether a text is an SPDX expression with ids of the list or of one's own (LicenseRef-)."""
    return _canonical(text) is not None


def expression_for(text: str) -> str | None:
    """Return the SPDX id that a well-known spelling stands for, or None."""
    if found := ADDRESS.fullmatch(text.strip().lower()):
        kind, name, version = found.groups()
        return _canonical(f"CC0-{version}" if name == "zero" else f"CC-{name}-{version}" if kind == "licenses" else "")
    bare = NOISE.sub(" ", text)
    return habits("licences").get(_letters(text)) or habits("licences").get(_letters(bare)) or _spelt(bare)


def _spelt(text: str) -> str | None:
    """Join the words of a name by hyphens, as the list does; a GNU licence needs one word more (only, or later)."""
    parts = re.findall(r"[Cc][Cc]0|[A-Za-z]+|\d+(?:\.\d+)*", text)
    name = "-".join(parts)
    if not parts or parts[0].upper() in ("GPL", "LGPL", "AGPL", "GFDL"):
        return None
    return _canonical(name) or _canonical(f"{name}.0")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def _canonical(text: str) -> str | None:
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return canonicalize_license_expression(DOCUMENT.sub("", text))
    except InvalidLicenseExpression:
        return None
