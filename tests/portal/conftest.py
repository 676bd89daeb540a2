"""A small portal, built once, and two of its cards."""

import pytest
from small_portal import entry_of, source_in, text_of

from alignmentcard.cli import manual
from alignmentcard.portal.build.build import Portal, build
from alignmentcard.portal.collection.entry import CardEntry


@pytest.fixture
def least() -> str:
    """Return the text of a card with nothing but the required fields."""
    return text_of("least")


@pytest.fixture
def full() -> CardEntry:
    """Return a card with something in every section."""
    return entry_of(text_of("full"), "full")


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Build the small portal."""
    return build(source_in(tmp_path_factory.mktemp("portal")), more={"commands": manual.page})
