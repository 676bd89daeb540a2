"""Every place that takes a text, with every hostile text, in everything that is written: none acts, none escapes."""

import pytest
from hostile import places
from hostile.held import expected, refuse
from hostile.outputs import document, formats_of_the_program, outputs
from hostile.strings import HARMLESS, HOSTILE, turned

from alignmentcard.loader import load
from alignmentcard.model import Card

TEXTS = list(HOSTILE.values())
AT_NIGHT = [pytest.param(turn, marks=pytest.mark.nightly) for turn in range(1, len(TEXTS))]
"""Turns of the texts over the places; after as many as there are texts, each has stood in each place."""


def test_card_has_every_field_of_the_model_and_is_one() -> None:
    free, bound = places.places()
    assert len(free) > 150
    assert len(bound) > 80
    assert load(document(places.card(turned(HARMLESS, 0)))).card is not None
    assert set(Card.model_fields) == set(places.card(turned(HARMLESS, 0)))


def test_every_list_of_formats_is_among_the_outputs() -> None:
    assert formats_of_the_program() == {
        *("report", "report/questionnaire", "report/completeness", "report/changes", "report/forms"),
        *("convert/exports", "cli/report", "cli/export", "portal/browser/exporting"),
        *("convert/imports", "convert/imports/distribution"),  # what is read
    }


@pytest.mark.parametrize("turn", [0, *AT_NIGHT])
def test_hostile_texts_everywhere_in_a_card_change_no_output(turn: int) -> None:
    read = document(places.card(turned(TEXTS, turn)), "$(zq)<b>.card.yaml")
    assert load(read).card is not None
    assert refuse(outputs(read), expected()) > 60


@pytest.mark.parametrize("turn", [0, *AT_NIGHT])
def test_hostile_texts_where_none_are_taken_change_no_output(turn: int) -> None:
    """The card fits the standard no more: there are reports and a page of it, and no export."""
    _, bound = places.places()
    data = places.with_texts(places.card(turned(HARMLESS, 0)), set(bound), turned(TEXTS, turn))
    read = document(data, "a.card.yaml")
    assert load(read).card is None
    assert refuse(outputs(read), expected()) > 25
