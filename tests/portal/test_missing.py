"""What is missing is asked in words that a person would use, whatever the field is."""

import re
from pathlib import Path

import pytest

from alignmentcard.checker.check import check
from alignmentcard.document import read
from alignmentcard.model.fields import find, walk
from alignmentcard.portal.card import gaps
from alignmentcard.portal.sentences import UNANSWERED

CARDS = sorted((Path(__file__).parents[2] / "site" / "cards").glob("*.card.yaml"))
ABOUT_THE_CARD = ("alignmentcard", "card", "evidence", "extensions", "gaps", "history", "ignore", "reviews", "sources")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("pools.experts.size", "how many experts there were"),
        ("pools.gpt-4.model.temperature", "how far answers of the model were left to chance (gpt-4)"),
        ("dimensions.kind.subjectivity", "whether there is a right answer (kind)"),
        ("aggregation", "how several answers became one"),
        ("statistics.agreement.0.low", "how sure the stated numbers are"),
        ("release.files.0.sha256", "SHA-256 digest of the file"),
        ("extensions.somebody.x_y", "x y (somebody)"),
        ("nothing.like_this", "like this (nothing)"),
    ],
)
def test_an_empty_field_is_a_question(path, asked):
    assert gaps.asked(path) == asked


def test_every_form_is_of_a_field_of_the_standard():
    ends = {f"{one.path.split('.')[0]}.{one.name}" for one in walk()}
    sections = {f"{one.path}.{one.name}" for one in walk() if "." not in one.path}
    assert set(UNANSWERED) - ends - sections == set()


@pytest.mark.parametrize("card", CARDS, ids=lambda path: path.name)
def test_what_a_card_of_the_gallery_lacks_is_asked_and_no_field_is_named(card):
    found = check(read(card)).card
    for gap in found.gaps:
        parts = gap.field.split(".")
        assert f"{parts[0]}.{parts[-1]}" in UNANSWERED, gap.field
        assert len(gaps.asked(gap.field).split()) > 1
        assert not re.search(r"_|\bdeclares\b", gaps.asked(gap.field))


def test_what_nobody_wrote_a_form_for_is_said_as_the_standard_describes_it():
    for one in walk():
        path = one.path.replace("*", "it")
        if one.path.split(".")[0] not in ABOUT_THE_CARD and find(tuple(path.split("."))):
            assert "_" not in gaps.asked(path), path
