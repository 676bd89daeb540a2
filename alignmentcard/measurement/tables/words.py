"""Names and texts that say the same."""

import re
import unicodedata


def plain(text: str) -> str:
    """Return letters and digits in lower case, with a hyphen for whatever stands between them."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def same_words(one: str, other: str) -> bool:
    """Say whether two names have the same letters and digits."""
    return plain(one) == plain(other) != ""
