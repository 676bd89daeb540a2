"""How old raters had to be, held against how old they are, for AC108."""

import re
from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.paths import Route
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.pools.people import people

Found = Iterator[tuple[Route, str]]
AT_LEAST = re.compile(
    r"\b(?:at least|from|over|aged|minimum age(?: of)?|≥|>=) ?(?P<one>\d\d)\b(?! ?[-–%]| (?:to|%|of|items|tasks|hits))"
    r"|\b(?P<two>\d\d) ?(?:\+|(?:years )?(?:of age )?(?:or|and) (?:older|over|above|more))",
    re.IGNORECASE,
)
"""Words of a criterion that name the least age."""
YOUNGER = re.compile(
    r"(?:under|below|younger than|less than|<) ?(?P<below>\d\d)|(?P<least>\d\d?) ?[-–] ?(?P<most>\d\d)", re.IGNORECASE
)
"""Groups of an axis of age that end before an age."""


def ages(card: Card, limits: Limits) -> Found:
    """Compare the least age that raters had to have with the groups of age that they are in."""
    for position, pool in people(card):
        least = max((int(found["one"] or found["two"]) for found in _criteria(pool)), default=0)
        for place, by in enumerate(pool.composition):
            young = [
                group for group, count in by.counts.items() if count and "age" in by.axis and _oldest(group) < least
            ]
            if young:
                message = worded(
                    "The raters of `{pool}` had to be {least} or older, and some are in the group `{group}`.",
                    pool=pool.id,
                    least=least,
                    group=young[0],
                )
                yield ("pools", position, "composition", place, "counts", young[0]), message


def _criteria(pool: Pool) -> Iterator[re.Match[str]]:
    for text in pool.recruitment.criteria:
        if found := AT_LEAST.search(text):
            yield found


def _oldest(group: str) -> float:
    """Return the age of the oldest member that a group can have, by its name; infinite where it does not say."""
    found = YOUNGER.fullmatch(group.strip())
    if found is None:
        return float("inf")
    return int(found["below"]) - 1 if found["below"] else int(found["most"])
