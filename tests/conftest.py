"""What all tests share."""

import os
from pathlib import Path

import hypothesis_profiles
import pytest

ROOT = Path(__file__).parent.parent

hypothesis_profiles.load()


@pytest.fixture
def root() -> Path:
    """Return the top of the checkout."""
    return ROOT


def beside(name: str) -> Path:
    """Return a folder of real data beside the checkout; skip where there is none."""
    path = ROOT.parent / "shared" / name
    if not path.is_dir():
        pytest.skip(f"needs real data in ../shared/{name}")
    return path


@pytest.fixture
def real_data() -> Path:
    """Return the folder of real rating tables."""
    return beside("data")


@pytest.fixture
def real_cards() -> Path:
    """Return the folder of real cards in other formats."""
    return beside("cards")


in_ci = bool(os.environ.get("CI"))
