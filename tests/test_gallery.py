"""The gallery of real cards: what a reader of the portal may rely on."""

from pathlib import Path

import pytest

from alignmentcard.check import check
from alignmentcard.coordinates import derive
from alignmentcard.document import read
from alignmentcard.load import load
from alignmentcard.model import Card
from alignmentcard.paths import covers

CARDS = sorted((Path(__file__).parents[1] / "site" / "cards").glob("*.card.yaml"))
PLACEMENT = ("framework.dimensions", "framework.definitions", "framework.strength", "framework.authority")

each_card = pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name.removesuffix(".card.yaml"))


def card_of(path: Path) -> Card:
    card = load(read(path)).card
    assert card is not None
    return card


def test_the_gallery_fills_all_four_quadrants() -> None:
    frameworks = [card_of(path).framework for path in CARDS]
    assert len({(framework.dimensions, framework.definitions) for framework in frameworks}) == 4


@each_card
def test_a_card_has_no_errors(path: Path) -> None:
    errors = [finding for finding in check(read(path)).findings if finding.severity == "error"]
    assert [(finding.code, finding.message) for finding in errors] == []


@each_card
def test_a_card_is_named_after_its_id(path: Path) -> None:
    assert path.name == f"{card_of(path).dataset.id}.card.yaml"


@each_card
def test_a_clear_placement_is_where_the_derived_position_lies(path: Path) -> None:
    card = card_of(path)
    if card.framework.strength == "clear":
        position = derive(card)
        assert position.dimensions == card.framework.dimensions
        assert position.definitions in (card.framework.definitions, None)


@each_card
def test_every_placement_has_evidence(path: Path) -> None:
    card = card_of(path)
    claimed = [evidence.field for evidence in card.evidence]
    assert [field for field in PLACEMENT if not any(covers(claim, field) for claim in claimed)] == []


@each_card
def test_every_source_is_cited(path: Path) -> None:
    card = card_of(path)
    assert {source.id for source in card.sources} == {evidence.source for evidence in card.evidence}
