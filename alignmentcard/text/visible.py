"""Texts of strangers made visible: what steers a terminal, hides or turns a text is written out."""

import re

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Write control and direction characters out, so that a text cannot steer the terminal; it stays on one line."""
    return text if text.isascii() and text.isprintable() else UNSEEN.sub(_name, text)


def _name(match: re.Match[str]) -> str:
    return " " if match.group() in "\t\n" else f"<U+{ord(match.group()):04X}>"
