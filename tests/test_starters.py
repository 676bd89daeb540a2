"""The starters that authors copy: exemplary cards, so that a finding on one of them is a fault of a rule."""

from pathlib import Path

import pytest

from alignmentcard.checker.check import check
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.profiles import load_profile
from alignmentcard.resources import folder

STARTERS = sorted((folder("templates") / "starters").glob("*.card.yaml"))
HEADER = "# yaml-language-server: $schema=https://w3id.org/alignmentcard/1.1/schema.json"

each_starter = pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.name.removesuffix(".card.yaml"))


def card(path: Path) -> Card:
    loaded = load(read(path)).card
    assert loaded is not None
    return loaded


CARDS = [card(path) for path in STARTERS]
DIMENSIONS = [dimension for starter in CARDS for dimension in starter.dimensions]


@each_starter
def test_a_starter_is_clean_without_accepting_anything(path: Path) -> None:
    report = check(read(path), profile=load_profile("standard"))
    assert [(finding.code, finding.field, finding.message) for finding in report.findings] == []
    assert report.accepted == ()


@each_starter
def test_a_starter_is_marked_as_invented_and_ready_for_editors(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEADER
    assert any("invented" in line for line in lines[:6])
    assert "example.org" in str(card(path).dataset.contact)
    assert card(path).dataset.id.startswith("example-")


def test_there_are_at_least_ten_starters_with_different_ids() -> None:
    assert len({starter.dataset.id for starter in CARDS}) == len(CARDS) >= 10


def test_starters_cover_every_quadrant() -> None:
    assert len({(starter.framework.dimensions, starter.framework.definitions) for starter in CARDS}) == 4


COVERED = [
    ("subjectivity", {d.subjectivity for d in DIMENSIONS}, {"manifest", "latent_pattern", "latent_projective"}),
    (
        "feedback",
        {d.feedback for d in DIMENSIONS},
        {"rating", "comparison", "ranking", "demonstration", "red_teaming", "vote"},
    ),
    ("release", {c.release.level for c in CARDS}, {"individual", "distribution", "none"}),
    ("access", {c.release.access for c in CARDS}, {"open", "gated", "on_request", "closed"}),
    ("kind", {pool.kind for c in CARDS for pool in c.pools}, {"human", "synthetic"}),
    ("written", {c.intent.written for c in CARDS}, {"ex_ante", "ex_post"}),
]


@pytest.mark.parametrize(("found", "wanted"), [row[1:] for row in COVERED], ids=[row[0] for row in COVERED])
def test_starters_show_every_word_that_authors_look_for(found: set[str], wanted: set[str]) -> None:
    assert wanted <= found


@each_starter
def test_the_readme_places_every_starter_as_its_card_does(path: Path) -> None:
    readme = (path.parent / "README.md").read_text(encoding="utf-8")
    row = next(line for line in readme.splitlines() if f"]({path.name})" in line)
    framework, levels = card(path).framework, {d.subjectivity for d in card(path).dimensions}
    assert f"| {framework.dimensions}, {framework.definitions} |" in row
    assert set(row.split("|")[3].strip().split(" and ")) == {level.replace("_", " ") for level in levels if level}
