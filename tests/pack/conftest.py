"""The pack, built once for all tests of it."""

import shutil

import pytest

from alignmentcard.portal.browser.downloads import cache_folder, pinned
from alignmentcard.portal.browser.pack import Pack, build_pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Build the pack, or take it from the cache; skipped where its parts are not there."""
    files = cache_folder() / "files"
    if shutil.which("node") is None or not all(one.is_in(files) for kind in ("npm", "wheels") for one in pinned(kind)):
        pytest.skip("needs Node.js, and the parts of the pack in the cache: alignmentcard site build --browser")
    return build_pack()
