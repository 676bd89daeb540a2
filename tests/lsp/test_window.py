"""An entry of a long card is read like the same place in the whole text."""

from dataclasses import replace

import pytest

from alignmentcard.document import parse
from alignmentcard.lsp.opened import AT_ONCE, OpenCard
from alignmentcard.lsp.scan import slot_at
from alignmentcard.lsp.slots import Slot
from alignmentcard.lsp.window import LONG, slot_near
from alignmentcard.rules.example import whole_card
from alignmentcard.text.writing import block_of_levels

DATA = parse(whole_card("")).data
MANY = [{"id": f"d{n}", "name": f"Dimension {n}", "subjectivity": "latent_projective"} for n in range(700)]
TEXT = block_of_levels({**DATA, "dimensions": MANY}, 0).replace("collection:\n", "\ncollection:\n  \n")


def seen(slot: Slot | None) -> Slot | None:
    """Return a slot without what a part of a text does not know: the position of its entry."""
    route = tuple("*" if isinstance(part, int) else part for part in slot.route) if slot else ()
    return replace(slot, route=route) if slot else None


def places() -> list[int]:
    middle = TEXT.index("id: d350")
    return [*range(0, 1200, 191), *range(middle - 60, middle + 60, 11), *range(len(TEXT) - 2500, len(TEXT), 211)]


def test_the_slot_of_an_entry_is_that_of_the_whole_text() -> None:
    assert len(TEXT) > LONG
    wrong = [at for at in places() if seen(slot_near(TEXT, at)) != seen(slot_at(TEXT, at))]
    assert wrong == []


@pytest.mark.parametrize("text", ["- a\n" * 20_000, "\n" * 50_000, "a: {" + "b: c, " * 10_000, "x" * 50_000])
def test_any_long_text_has_slots_or_none(text: str) -> None:
    for at in (0, 1, len(text) // 2, len(text)):
        slot_near(text, at)


def test_a_long_card_is_read_when_somebody_asks_what_is_in_it() -> None:
    assert len(TEXT) > AT_ONCE
    card = OpenCard.of(TEXT, "example.card.yaml", "utf-16", 1, None)
    assert card.draft.document.data is None
    assert card.read().data == parse(TEXT).data
    later = OpenCard.of(TEXT.replace("d350", "d3500"), "example.card.yaml", "utf-16", 2, card)
    assert later.draft.data == parse(TEXT).data
