"""Digits that somebody wrote, as a number: `²` is a digit to Python and no number, and 5,000 digits are neither."""

LONGEST = 15
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
"""Small numbers as people write them out."""


def whole(text: str) -> int | None:
    """Read digits; None where anything else stands there, or more digits than a number of a card has."""
    return int(text) if len(text) <= LONGEST and text.isascii() and text.isdigit() else None
