"""What stands in the picture of a card, and how large that is."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
"""Pixels, as Open Graph and the sites that read it want them."""


@dataclass(frozen=True)
class Words:
    """What stands in a picture: the portal, the title, the character of the quadrant, rows of a name and a text."""

    portal: str
    title: str
    sign: str
    rows: Sequence[tuple[str, str]]
