"""The gallery of real cards: what a reader of the portal may rely on."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from alignmentcard.checker.check import Report, check
from alignmentcard.checker.measurements import measured_again, recorded_beside
from alignmentcard.checker.reviews import judged
from alignmentcard.coordinates import derive
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.measurement.results.facts import card_digest, facts_path, read_facts
from alignmentcard.model import Card
from alignmentcard.paths import covers

CARDS = sorted((Path(__file__).parents[1] / "site" / "cards").glob("*.card.yaml"))
PLACEMENT = ("framework.dimensions", "framework.definitions", "framework.strength", "framework.authority")

MEASURED = [path for path in CARDS if facts_path(path).exists()]
DATA = Path(__file__).parents[2] / "shared" / "data"

each_card = pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name.removesuffix(".card.yaml"))


each_measured_card = pytest.mark.parametrize("path", MEASURED, ids=lambda path: path.name.removesuffix(".card.yaml"))


def report_of(path: Path) -> Report:
    document = read(path)
    return check(document, **recorded_beside(document))


def card_of(path: Path) -> Card:
    card = load(read(path)).card
    assert card is not None
    return card


def test_the_gallery_fills_all_four_quadrants() -> None:
    frameworks = [card_of(path).framework for path in CARDS]
    assert len({(framework.dimensions, framework.definitions) for framework in frameworks}) == 4


@each_card
def test_a_card_has_no_errors(path: Path) -> None:
    errors = [finding for finding in report_of(path).findings if finding.severity == "error"]
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


@each_card
def test_a_card_points_at_nothing_that_its_exports_do_not_carry(path: Path) -> None:
    text = " ".join(path.read_text("utf-8").split())
    assert [words for words in ("beside this card", "measured beside", "measured here") if words in text] == []


def test_the_gallery_has_a_card_for_every_table_at_hand() -> None:
    if not DATA.is_dir():
        pytest.skip("needs real data in ../shared/data")
    named = {file.path for path in MEASURED for file in card_of(path).release.files if file.path}
    assert named == {path.name for path in DATA.glob("*.parquet")}


@each_measured_card
def test_measurements_are_of_the_card_as_it_is_now(path: Path) -> None:
    facts = read_facts(facts_path(path))
    assert facts.card == card_digest(card_of(path))
    assert {file.path for file in facts.files} <= {file.path for file in card_of(path).release.files}


@each_measured_card
def test_the_record_of_a_review_fits_the_card_and_its_measurements(path: Path) -> None:
    """A card that is changed needs a new review: alignmentcard review CARD --data DIR --by NAME, then fmt."""
    card, facts = card_of(path), read_facts(facts_path(path))
    assert [one.fits for one in judged(card, facts)] == [True]


@each_measured_card
def test_a_measured_card_is_recomputed_and_nothing_in_it_is_open(path: Path) -> None:
    level = report_of(path).level
    assert level is not None
    assert (level.number, level.name) == (3, "recomputed")
    assert [finding.message for finding in report_of(path).findings] == []


@each_card
def test_a_card_says_who_wrote_it_and_is_verified_by_nobody_of_them(path: Path) -> None:
    card = card_of(path)
    writers = {author.name for author in (*card.dataset.creators, *card.card.authors)}
    assert card.card.authors
    assert [review.by for review in card.reviews if review.level == 4 and review.by in writers] == []


@pytest.mark.slow
@pytest.mark.sampled(5)
@each_measured_card
def test_measuring_again_gives_the_same_bytes(path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip("needs real data in ../shared/data")
    found = measured_again(read(path), DATA)
    facts, recorded = found["facts"], found["recorded"]
    assert facts is not None
    assert recorded is not None
    now = replace(facts, program=recorded.program).to_json()
    assert now == facts_path(path).read_text(encoding="utf-8"), "alignmentcard measure CARD --data TABLE renews it"


@each_card
def test_the_first_line_names_a_schema_that_is_there(path: Path) -> None:
    """An editor that opens a card from a checkout finds what it is to fit."""
    head = path.read_text("utf-8").partition("\n")[0]
    _, told, schema = head.partition("yaml-language-server: $schema=")
    assert told
    assert (path.parent / schema).is_file(), head


OURS = re.compile(
    r"\b(?:placements?|the dimensions? (?:is|are)|derived position|(?:descriptive|prescriptive|top-down) stance"
    r"|this card|cards of their own|marked as weak)\b",
    re.IGNORECASE,
)
"""Words of this standard that a reader of an export has not read about."""


@each_card
def test_reasons_and_summaries_are_in_words_of_everybody(path: Path) -> None:
    card = card_of(path)
    assert not OURS.search(f"{card.dataset.summary} {card.framework.rationale}")
