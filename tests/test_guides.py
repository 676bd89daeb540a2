"""The guides: every command runs, and what is shown is what it says. `UPDATE_GUIDES=1` writes the outputs anew."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GUIDES = Path(__file__).parent.parent / "site" / "docs" / "guide"
PIECE = re.compile(
    r"<!-- (?:run -->\n```sh\n(?P<run>.*?)```(?:\n\n```text\n(?P<shown>.*?)```)?"
    r"|(?P<kind>file|part): (?P<name>\S+) -->\n```yaml\n(?P<text>.*?)```)",
    re.DOTALL,
)


def worked() -> Iterator[Path]:
    return (path for path in sorted(GUIDES.glob("*.md")) if "<!-- run -->" in path.read_text("utf-8"))


def run(commands: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["bash", "-e", "-c", commands], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("guide", list(worked()), ids=lambda path: path.stem)
def test_the_commands_of_a_guide_give_what_it_shows(guide: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GUIDES / "example", tmp_path / "example"))
    text = guide.read_text("utf-8")
    again = PIECE.sub(lambda piece: played(piece, folder), text)
    if os.environ.get("UPDATE_GUIDES"):
        guide.write_text(again, "utf-8")
    assert again == text


def played(piece: re.Match[str], folder: Path) -> str:
    """Play a piece of a guide; return it with the output that it really has."""
    if piece["kind"] == "part":
        assert piece["text"] in (folder / piece["name"]).read_text("utf-8")
    elif piece["kind"] == "file":
        written(folder / piece["name"], piece["text"])
    elif piece["shown"] is None:
        run(piece["run"], folder)
    else:
        head, _, _ = piece[0].rpartition("```text\n")
        return f"{head}```text\n{run(piece['run'], folder)}```"
    return piece[0]


def written(path: Path, text: str) -> None:
    """Write a file that a guide shows; one that can be downloaded is the same."""
    if path.exists():
        assert path.read_text("utf-8") == text
    path.write_text(text, "utf-8")


def test_there_is_a_worked_guide_for_every_reader() -> None:
    assert {path.stem for path in worked()} >= {"for-authors", "for-reviewers", "for-publishers"}
