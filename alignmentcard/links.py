"""Links in cards: text from a card becomes an address only where it is one of four harmless kinds."""

import re

SCHEMES = re.compile(r"(https?://[^\s/]|mailto:[^\s@]+@)[^\s]*", re.IGNORECASE)
DOI = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
ARXIV = re.compile(r"(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?)", re.IGNORECASE)
MAIL = re.compile(r"[^\s@:/<>\"]+@[^\s@:/<>\"]+\.[^\s@:/<>\"]+")


def href(text: str | None) -> str | None:
    """Return the address that a text stands for, or None where it is not http, https, mailto or a DOI."""
    text = (text or "").strip()
    if not text.isprintable():
        return None
    if SCHEMES.fullmatch(text):
        return text
    if found := DOI.fullmatch(text):
        return f"https://doi.org/{found[1]}"
    return f"mailto:{text}" if MAIL.fullmatch(text) else None


def arxiv(text: str | None) -> str | None:
    """Return the address of an arXiv id."""
    found = ARXIV.fullmatch((text or "").strip())
    return f"https://arxiv.org/abs/{found[1]}" if found else None


def doi(text: str | None) -> str | None:
    """Return the DOI in a text that is one, with or without the address of its resolver."""
    bare = RESOLVER.sub("", (text or "").strip())
    found = DOI.fullmatch(bare)
    return found[1] if found else None


RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
