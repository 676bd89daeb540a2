"""The extension of Croissant as its page says: one card, as a literal, that comes back from every file."""

import json
from pathlib import Path
from typing import Any

import pytest
from oracles import graph_of, through_mlcroissant

from alignmentcard.convert.ac_block import as_data, find_block
from alignmentcard.convert.exports.croissant import as_croissant, croissant
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.portal.reference.extension import SMALL, croissant_example

ROOT = Path(__file__).parents[2]
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))


def card_of(path: Path) -> Card:
    card = load(read(path)).card
    assert card is not None
    return card


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.removesuffix(".card.yaml"))
def test_a_card_of_the_gallery_comes_back_from_its_file_whole(path: Path) -> None:
    card = card_of(path)
    text = croissant(card)
    once = json.loads(json.dumps(json.loads(text), sort_keys=True))
    back = find_block(once)
    assert back == as_data(card)
    assert Card.model_validate(back) == card


@pytest.mark.sampled(6)
@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.removesuffix(".card.yaml"))
def test_a_card_of_the_gallery_comes_back_through_mlcroissant(path: Path) -> None:
    card = card_of(path)
    assert find_block(through_mlcroissant(croissant(card))) == as_data(card)


def conforms(data: dict[str, Any]) -> bool:
    pyshacl = pytest.importorskip("pyshacl")
    rdflib = pytest.importorskip("rdflib")
    shapes = rdflib.Graph().parse(ROOT / "schema" / "croissant-extension.shacl.ttl")
    return bool(pyshacl.validate(graph_of(data), shacl_graph=shapes)[0])


def test_a_file_has_the_shape_of_the_extension() -> None:
    assert conforms(as_croissant(SMALL))


@pytest.mark.parametrize("lacks", ["a context that declares the literal", "a statement of what it conforms to"])
def test_a_file_without_what_the_shape_asks_for_has_not(lacks: str) -> None:
    data = json.loads(croissant(SMALL))
    if lacks.startswith("a context"):
        data["@context"]["ac:card"] = {"@id": "ac:card"}
        data["ac:card"] = {"@id": "https://example.org/card"}
    else:
        del data["conformsTo"]
    assert not conforms(data)


def test_the_example_on_the_page_is_what_the_exporter_writes() -> None:
    shown = json.loads(croissant_example())
    assert {**shown, "@context": 0} == {**json.loads(croissant(SMALL)), "@context": 0}
    assert find_block(shown) == as_data(SMALL)
