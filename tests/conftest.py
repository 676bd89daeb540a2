"""What all tests share."""

import gc
import os
from pathlib import Path

import hypothesis_profiles
import pytest

ROOT = Path(__file__).parent.parent

hypothesis_profiles.load()
gc.disable()  # what is collected here stays: Python need not look for what could go


def pytest_collection_finish() -> None:
    """Let Python look for what can go from now on, but not among the tests themselves."""
    gc.freeze()
    gc.enable()


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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with modules that are slow and with Spark, and leave cases of a sampled test to the night.

    The last tests are handed out one by one, so that what a slow module shares would be made in every process. Of a
    sampled test so many cases as its mark says stay, spread over all of them.
    """
    items.sort(key=lambda item: not (item.get_closest_marker("spark") or is_slow(item)))
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("sampled"):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for those in cases.values():
        mark = those[0].get_closest_marker("sampled")
        kept = sample(len(those), mark.args[0]) if mark else set()
        for number, item in enumerate(those):
            if number not in kept:
                item.add_marker(pytest.mark.nightly)


def is_slow(item: pytest.Item) -> bool:
    """Say whether the whole module of a test is marked as slow."""
    marks = getattr(item.module, "pytestmark", ()) if isinstance(item, pytest.Function) else ()
    return any(mark.name == "slow" for mark in (marks if isinstance(marks, list) else [marks] if marks else []))


def sample(count: int, wanted: int) -> set[int]:
    """Return the numbers of some of many cases: one in each stretch, at another place in each, so that none repeats."""
    length = max(count // wanted, 1)
    return {start + number % length for number, start in enumerate(range(0, count - length + 1, length))}
