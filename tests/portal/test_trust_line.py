"""The line that says whose word a card is: it names people, and claims no more than the card shows."""

from dataclasses import replace

import pytest
from small_portal import entry_of

from alignmentcard.checker.levels import Level
from alignmentcard.checker.reviews import digest, remeasurement_of
from alignmentcard.portal.card.reviews import reviews
from alignmentcard.portal.card.trust import trust
from alignmentcard.portal.collection.entry import named

MAKER, WRITER, OTHER = "Ada Maker", "Cy Writer", "Bo Other"
NO_WORD = "no word from those who made the data"


def card_of(least: str, authors: list[str], written: str = ""):
    names = ", ".join(f"{{name: {name}}}" for name in authors)
    text = f"{least}card: {{authors: [{names}]}}\n" if authors else least
    text = text.replace("dataset:", f"dataset:\n  creators: [{{name: {MAKER}}}]", 1)
    return entry_of(f"{text}intent: {{written: {written}}}\n" if written else text).card


def reviewed(card, by: str, level: int):
    review = {"by": by, "date": "2026-11-21", "level": level, "digest": digest(card, None)}
    return card.model_validate({**card.model_dump(exclude_defaults=True), "reviews": [review]})


@pytest.mark.parametrize(
    ("authors", "written", "said"),
    [
        ([], "", "The card does not say who wrote it"),
        ([MAKER], "", f"Written by {MAKER}, who made the data"),
        ([MAKER], "ex_post", f"Written by {MAKER}, who made the data"),
        ([WRITER], "ex_post", f"Written by {WRITER} from what was published"),
        ([WRITER], "ex_ante", f"Written by {WRITER}"),
        ([WRITER, MAKER], "", f"Written by {WRITER} and {MAKER}"),
    ],
)
def test_it_begins_with_who_wrote_the_card(least, authors, written, said):
    assert trust(card_of(least, authors, written), None)[0] == said


@pytest.mark.parametrize(
    ("by", "level", "said"),
    [
        (WRITER, 3, ["recomputed by the same, 2026-11-21", NO_WORD]),
        (OTHER, 4, [f"measured again by {OTHER}, who wrote neither, 2026-11-21", NO_WORD]),
        (OTHER, 1, [f"read by {OTHER}, 2026-11-21", NO_WORD]),
        (MAKER, 1, [f"read by {MAKER}, 2026-11-21"]),
        (MAKER, 3, [f"recomputed by {MAKER}, 2026-11-21"]),
    ],
)
def test_it_says_who_looked_at_the_card_and_whether_those_who_made_the_data_did(least, by, level, said):
    assert trust(reviewed(card_of(least, [WRITER]), by, level), None)[1:] == said


def test_a_record_of_another_state_of_the_card_counts_for_nothing(least):
    card = reviewed(card_of(least, [WRITER]), MAKER, 3)
    changed = card.model_copy(update={"dataset": card.dataset.model_copy(update={"items": 12})})
    assert trust(changed, None)[1:] == ["nothing measured", NO_WORD]


def test_a_card_of_those_who_made_the_data_needs_no_other_word_of_theirs(least):
    assert trust(card_of(least, [MAKER]), None) == [f"Written by {MAKER}, who made the data", "nothing measured"]


@pytest.mark.parametrize(
    ("signature", "said", "level"),
    [
        (None, "Not signed", "verified (review not signed)"),
        ("AAAA", "Its signature cannot be read.", "measured"),
    ],
)
def test_a_page_says_of_record_and_level_what_a_signature_is_worth(least, signature, said, level):
    card = reviewed(card_of(least, [WRITER]), OTHER, 4)
    record = card.reviews[0].model_copy(update={"signature": signature})
    card = card.model_copy(update={"reviews": [record]})
    report = replace(entry_of(least).report, card=card)
    assert said in next(reviews(card, report)).signed
    counted = remeasurement_of(card, None)
    reached = Level(4 if counted.standing == "verified" else 3, review="unsigned" if counted.signature else "")
    assert named(reached) == level
    assert (f"measured again by {OTHER}" in " ".join(trust(card, None))) == (signature is None)
