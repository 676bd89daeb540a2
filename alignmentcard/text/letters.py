"""Letters as they are compared: small, without accents, nothing but those of ASCII."""

import re
from unicodedata import normalize


def bare(text: str) -> str:
    """Return a text in small letters without accents; letters that have none in ASCII are left out."""
    return normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def hyphened(text: str) -> str:
    """Return a text as an id: small letters, digits and hyphens; empty where it has none of them."""
    return re.sub(r"[^a-z0-9]+", "-", bare(text)).strip("-")
