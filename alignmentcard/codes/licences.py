"""Licences as SPDX expressions; the only importer of packaging.

`packaging.licenses` carries the SPDX list (ids and exceptions), reads expressions, has no dependencies, and is kept
by the Python Packaging Authority. Measured on one machine, first use: 11 ms, against 35 ms for license-expression,
which brings a second parser and an index of a megabyte.
"""

import re
from typing import Literal

from alignmentcard.codes.registry import habits

DOCUMENT = re.compile(r"DocumentRef-[A-Za-z0-9.-]+:(?=LicenseRef-)", re.IGNORECASE)
"""The name of another SPDX document before a licence of one's own: valid, and not known to the library."""
ADDRESS = re.compile(r"https?://(?:www\.)?creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)(?:/.*)?")
Commercial = Literal["allowed", "forbidden", "unclear"]
GRANTS: tuple[Commercial, ...] = ("forbidden", "unclear", "allowed")
"""What licences say of commercial use, the strictest first."""
NON_COMMERCIAL = re.compile(
    r"cc-by-nc-.+|polyform-noncommercial-.+|ncgl-uk-.+"
    r"|licenseref-(?:.*-)?(?:non-?commercial|nc|(?:research|academic)(?:-use|-purposes)?-only)(?:-.*)?"
)
"""Licences, in small letters, whose text, or whose own name where it is one's own, rules commercial use out."""
COMMERCIAL = re.compile(
    r"cc0-.+|cc-pddc|cc-pdm-.+|cc-(?:by(?:-sa|-nd)?|sa)-\d.*|pddl-.+|odc-by-.+|odbl-.+|cdla-.+|o-uda-.+"
    r"|dl-de-.+|etalab-.+|nlod-.+|ogl-(?:uk|canada)-.+|mit(?:-0)?|apache-.+|bsd-[123]-clause|0bsd|isc|zlib|unlicense"
    r"|bsl-1\.0|[al]?gpl-[\d.]+(?:\+|-only|-or-later)?|gfdl-.+|mpl-[\d.]+|epl-.+|eupl-.+|artistic-2\.0|wtfpl"
)
"""Licences, in small letters, whose text allows every use, commercial use too; some on conditions."""
NOISE = re.compile(r"\b(the|license|licence|version)\b|\bv(?=\.? ?\d)", re.IGNORECASE)


def is_expression(text: str) -> bool:
    """Say whether a text is an SPDX expression with ids of the list or of one's own (LicenseRef-)."""
    return _canonical(text) is not None


def commercial_use(text: str) -> Commercial:
    """Say what a licence, as an SPDX expression or a well-known spelling, grants to those who earn money with the data.

    Of licences that hold together the strictest decides; where readers may choose, the freest. What is in neither
    table, terms of one's own above all, is unclear and never guessed.
    """
    expression = _canonical(text) or expression_for(text)
    if expression is None:
        return "unclear"
    flat = re.sub(r" WITH [^ ()]+", "", expression)
    flat = re.sub(r"[^ ()]+", lambda word: _grant(word[0]), flat)
    while "(" in flat:
        flat = re.sub(r"\(([^()]*)\)", lambda part: str(_freest(part[1])), flat)
    return GRANTS[_freest(flat)]


def _grant(word: str) -> str:
    """Return the place in GRANTS of a licence; AND and OR stay."""
    if word in ("AND", "OR"):
        return word
    licence = word.lower()
    return "0" if NON_COMMERCIAL.fullmatch(licence) else "2" if COMMERCIAL.fullmatch(licence) else "1"


def _freest(flat: str) -> int:
    """Return the place in GRANTS of an expression of such places without brackets; AND binds before OR."""
    return max(min(map(int, part.split(" AND "))) for part in flat.split(" OR "))


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
