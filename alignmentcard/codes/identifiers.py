"""Identifiers of people, texts and files: what they look like, and their check digits."""

import re
from urllib.parse import urlsplit

ORCID = re.compile(r"(?:(?:https?://)?orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.IGNORECASE)
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}(?:\.\d+)*/\S+", re.IGNORECASE)
ARXIV = re.compile(
    r"(?:arxiv:\s*)?(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v\d+)?",
    re.IGNORECASE,
)
SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
MAIL = re.compile(r"(?:mailto:)?[^\s@:/<>\"]+@[^\s@:/<>\".?]+(?:\.[^\s@:/<>\".?]+)+(?:\?\S*)?", re.IGNORECASE)
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|\[[0-9a-f:.]+\]", re.IGNORECASE)


def is_orcid(text: str) -> bool:
    """Say whether a text is an ORCID with the right check digit, by itself or as an address."""
    found = ORCID.fullmatch(text)
    return found is not None and _check_digit(found[1].replace("-", "")[:-1]) == found[1][-1].upper()


def is_doi(text: str) -> bool:
    """Say whether a text is a DOI, by itself or as an address."""
    return bool(DOI.fullmatch(text))


def is_arxiv(text: str) -> bool:
    """Say whether a text is an arXiv id, of the scheme since 2007 or of the one before."""
    return bool(ARXIV.fullmatch(text))


def is_sha256(text: str) -> bool:
    """Say whether a text is a SHA-256 digest in hexadecimal digits."""
    return bool(SHA256.fullmatch(text))


def is_mail(text: str) -> bool:
    """Say whether a text is an e-mail address, with mailto: or without."""
    return bool(MAIL.fullmatch(text))


def is_url(text: str) -> bool:
    """Say whether a text is an absolute address with a scheme and a host."""
    try:
        parts = urlsplit(text)
        host = parts.netloc.rpartition("@")[2]
        port = parts.port
    except ValueError:
        return False
    name = host.removesuffix(f":{port}") if port is not None else host
    return bool(parts.scheme) and bool(HOST.fullmatch(name)) and not re.search(r"\s", text)


def _check_digit(digits: str) -> str:
    """Return the check digit of ISO 7064, mod 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return "X" if remainder == 10 else str(remainder)
