"""A card that goes through Croissant or a README comes back as it was, whatever stands in it."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis_profiles import with_examples
from oracles import through_mlcroissant
from test_model import SCHEMA, data_of

from alignmentcard.convert.ac_block import as_data, find_block, from_block, to_block
from alignmentcard.convert.exports import FORMATS
from alignmentcard.document import Document, parse_readme
from alignmentcard.loader import load
from alignmentcard.model import Card

huggingface_hub = pytest.importorskip("huggingface_hub")

LONG_NUMBER = re.compile("[0-9]{300}")
"""A number of so many digits is a text to the reader of cards, so that no card can hold it."""
CARDS = data_of(SCHEMA).filter(lambda data: not LONG_NUMBER.search(json.dumps(data))).map(Card.model_validate)
HOSTILE = {
    "zeros and empties": {"a": 0, "b": 0.0, "c": [], "d": {}, "e": "", "f": False, "g": [0], "h": [[]], "i": [{}]},
    "order and doubles": {"a": ["b", "a", "b"], "b": [3, 1, 2, 1]},
    "names of json-ld": {"@id": "a b", "@type": "x", "\\@id": 1, "\\": 2, "a:b": 3, "http://a/b": 4, "\\number": "1"},
    "prefixes": {"a": "https://schema.org/Person", "b": "http://purl.org/dc/terms/x", "c": "rai:dataBiases"},
    "numbers": {"a": 1e300, "b": 1e-300, "c": 12345678901234567890123, "d": float("inf"), "e": float("-inf")},
    "words": {"a": "no", "b": "012", "c": "2024-05-01", "d": "null", "e": "1e5", "f": "1_000", "g": "0x1F", "h": "~"},
    "texts": {"a": "---\n---", "b": "<!-- alignmentcard:end -->", "c": " \t\n", "d": "\x00\u2028\ufeff", "e": "😀"},
}


def with_extension(data: dict[str, Any]) -> Card:
    required = {"alignmentcard": "1.1", "dataset": {"id": "x", "title": "X"}}
    return Card.model_validate({**required, "extensions": {"example": data}})


def read_back(text: str) -> Document:
    document = parse_readme(text)
    assert document.faults == ()
    return document


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_data_comes_back_from_croissant(data: dict[str, Any]) -> None:
    card = with_extension(data)
    once = through_mlcroissant(FORMATS["croissant"].write(card))
    twice = through_mlcroissant(json.dumps(once))
    assert find_block(once) == find_block(twice) == as_data(card)
    assert Card.model_validate(find_block(twice)) == card


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_data_comes_back_from_a_readme(data: dict[str, Any]) -> None:
    card = with_extension(data)
    text = FORMATS["huggingface"].write(card)
    assert load(read_back(text)).card == card
    again = huggingface_hub.DatasetCard(text)
    assert again.data.to_dict()["alignmentcard"] == as_data(card)


@given(CARDS)
def test_a_block_is_json_and_comes_back(card: Card) -> None:
    text = json.dumps(to_block(as_data(card)), allow_nan=False)
    assert from_block(json.loads(text)) == from_block(text) == from_block(json.dumps(text)) == as_data(card)


@with_examples(40)
@given(CARDS)
def test_every_card_comes_back_from_croissant(card: Card) -> None:
    back = find_block(through_mlcroissant(FORMATS["croissant"].write(card)))
    assert back == as_data(card)
    assert Card.model_validate(back) == card


@with_examples(40)
@given(CARDS)
def test_every_card_comes_back_from_a_readme(card: Card) -> None:
    text = FORMATS["huggingface"].write(card)
    assert read_back(text).data == as_data(card)
    assert load(read_back(text)).card == card
    assert read_back(FORMATS["huggingface"].merge(card, text)).text == text
