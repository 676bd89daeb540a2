"""A small portal, built once."""

import shutil
from pathlib import Path

import pytest

from alignmentcard.check import check
from alignmentcard.document import parse, read
from alignmentcard.portal.build import Portal, build
from alignmentcard.portal.entry import Entry

HERE = Path(__file__).parent
SITE = HERE.parent.parent / "site"


def source_in(folder: Path) -> Path:
    """Copy the prose of our own portal, with the cards of these tests."""
    source = folder / "small"
    for name in ("docs", "overrides"):
        shutil.copytree(SITE / name, source / name)
    shutil.copy(SITE / "mkdocs.yml", source / "mkdocs.yml")
    shutil.copytree(HERE / "cards", source / "cards")
    return source


def entry_of(text: str, address: str = "card") -> Entry:
    """Check a card given as text."""
    return Entry(address, check(parse(text, f"{address}.card.yaml")))


@pytest.fixture
def least() -> str:
    """Return the text of a card with nothing but the required fields."""
    return (HERE / "cards" / "least.card.yaml").read_text("utf-8")


@pytest.fixture
def full() -> Entry:
    """Return a card with something in every section."""
    return Entry("full", check(read(HERE / "cards" / "full.card.yaml")))


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Build the small portal."""
    return build(source_in(tmp_path_factory.mktemp("portal")))
