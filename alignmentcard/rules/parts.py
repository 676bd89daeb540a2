"""Parts of a card that rules of several families look at."""

import re
from collections.abc import Iterator

from alignmentcard.model import Card, Dimension, Pool

SIDE_BY_SIDE = frozenset({"comparison", "pairwise_strength", "ranking", "best_worst", "reply_choice"})
"""Forms in which options stand in an order."""


def named_traits(card: Card) -> list[Dimension]:
    """Return the dimensions that are named traits."""
    return [dimension for dimension in card.dimensions if dimension.breadth == "specific"]


def numbered_raters(card: Card) -> Iterator[tuple[int, Pool]]:
    """Yield the pools that gave judgements, with their positions in the card."""
    return ((n, pool) for n, pool in enumerate(card.pools) if pool.rates)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"[^\W\d_]+", text.lower())
