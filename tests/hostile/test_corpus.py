"""Every place that takes a text, with every hostile text, in everything that is written: none acts, none escapes."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from hostile import places
from hostile.oracles import ORACLES, Shape
from hostile.outputs import document, formats_of_the_program, outputs
from hostile.strings import HARMLESS, HOSTILE, turned

from alignmentcard.loader import load
from alignmentcard.model import Card

TEXTS = list(HOSTILE.values())
BY_DAY = 2
"""Turns of the texts over the places that always run; at night there are as many as there are texts."""
turns = pytest.mark.parametrize("turn", [*range(BY_DAY), *(pytest.param(n, marks=pytest.mark.nightly) for n in range(BY_DAY, len(TEXTS)))])


@cache
def expected() -> dict[str, Shape]:
    """Return what outputs of harmless cards consist of, for each kind of output."""
    found: dict[str, set[object]] = defaultdict(set)
    for turn in range(0, len(HARMLESS), 2):
        for _, kind, text in outputs(document(places.card(turned(HARMLESS, turn)))):
            found[kind] |= ORACLES[kind](text)
    return {kind: frozenset(shape) for kind, shape in found.items()}


def refuse(found: Iterator[tuple[str, str, str | bytes]], allowed: dict[str, Shape]) -> int:
    """Hold each output to its oracle; return how many there were."""
    count, wrong = 0, []
    for name, kind, text in found:
        count += 1
        try:
            more = ORACLES[kind](text) - allowed[kind]
            assert not more, more
        except Exception as error:  # noqa: BLE001  readers of formats have errors of their own
            wrong.append(f"{name}: {error!r}"[:1000])
    assert not wrong, "\n".join(wrong)
    return count


def test_card_has_every_field_of_the_model_and_is_one() -> None:
    free, bound = places.places()
    assert len(free) > 150
    assert len(bound) > 80
    assert load(document(places.card(turned(HARMLESS, 0)))).card is not None
    assert set(Card.model_fields) == set(places.card(turned(HARMLESS, 0)))


def test_every_list_of_formats_is_among_the_outputs() -> None:
    assert formats_of_the_program() == {
        *("report", "report/questionnaire", "report/completeness", "report/changes"),
        *("convert/exports", "cli/report", "cli/export"),
        *("convert/imports", "convert/imports/distribution"),  # what is read
    }


@turns
def test_hostile_texts_everywhere_in_a_card_change_no_output(turn: int) -> None:
    read = document(places.card(turned(TEXTS, turn)), "$(zq)<b>.card.yaml")
    assert load(read).card is not None
    assert refuse(outputs(read), expected()) > 60
