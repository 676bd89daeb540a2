"""What tests of the command line share."""

from collections.abc import Iterator

import pytest
from warm import Program


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    """Start the program once for many calls."""
    with Program() as started:
        yield started
