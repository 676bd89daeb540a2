"""The portal with ProperDocs in the place of MkDocs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alignmentcard.portal.start import start

pytestmark = pytest.mark.slow

WHICH = "from alignmentcard.portal.build.prose import generator; print(generator())"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Install ProperDocs where only this test looks."""
    folder = tmp_path_factory.mktemp("properdocs")
    lock = Path(__file__).parent.parent.parent / "requirements" / "properdocs.txt"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    command = [*pip, "--target", folder, "--requirement", lock]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs a package index, to install ProperDocs")
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_properdocs_builds_the_same_pages(tmp_path: Path, environment: dict[str, str]) -> None:
    start(tmp_path / "ours", "Ours", "https://example.org/a/")
    build = [sys.executable, "-m", "alignmentcard", "site", "build", str(tmp_path / "ours"), "-o"]
    which = subprocess.run([sys.executable, "-c", WHICH], env=environment, capture_output=True, text=True, check=True)
    assert which.stdout.strip() == "properdocs"
    subprocess.run([*build, str(tmp_path / "a")], env=environment, capture_output=True, check=True)
    subprocess.run([*build, str(tmp_path / "b")], capture_output=True, check=True)
    names = [{p.relative_to(tmp_path / one).as_posix() for p in (tmp_path / one).rglob("*.html")} for one in "ab"]
    assert names[0] == names[1]
    assert "cards/example-how-rude/index.html" in names[0]
