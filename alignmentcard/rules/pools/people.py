"""The people of a card who gave judgements, and why it matters who they are."""

from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Pool
from alignmentcard.rules.aggregation import names_of
from alignmentcard.rules.parts import numbered_raters


def people(card: Card) -> Iterator[tuple[int, Pool]]:
    """Yield the pools of people who gave judgements, with their positions."""
    return ((n, pool) for n, pool in numbered_raters(card) if pool.kind == "human")


def depends_on_people(card: Card) -> str | None:
    """Say in words why it matters who the raters were; None where it does not."""
    projective = [d for d in card.dimensions if d.subjectivity == "latent_projective"]
    if projective:
        return worded("the answer to {names} comes from the rater's own beliefs", names=names_of(projective))
    open_ = [d for d in card.dimensions if d.subjectivity != "manifest"]
    if card.framework.definitions == "descriptive" and open_:
        return worded("raters brought their own meaning")
    return None
