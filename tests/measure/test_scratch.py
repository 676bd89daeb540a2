"""What does not fit into memory lies in a folder of its own, also when the run before it was killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alignmentcard.saving import SCRATCH, YOUNG, ScratchFolder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked here")
KILLED = """
import os, signal, sys
from pathlib import Path
from alignmentcard.saving import ScratchFolder
folder = ScratchFolder(Path(sys.argv[1]))
Path(folder.name, "spilled").write_bytes(b"1" * 1000)
os.kill(os.getpid(), signal.SIGKILL)
"""


def aged(folder: Path) -> None:
    """Make a folder as old as one that a run left long ago."""
    then = folder.stat().st_mtime - 2 * YOUNG
    os.utime(folder, (then, then))


def left(home: Path) -> list[Path]:
    return sorted(home.glob(f"{SCRATCH}*"))


def test_what_a_killed_run_left_is_swept_up_by_the_next(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    (killed,) = left(tmp_path)
    aged(killed)
    folder = ScratchFolder(tmp_path)
    assert left(tmp_path) == [Path(folder.name)]
    folder.cleanup()
    assert not left(tmp_path)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    first = ScratchFolder(tmp_path)
    aged(Path(first.name))
    second = ScratchFolder(tmp_path)
    assert len(left(tmp_path)) == 2
    first.cleanup()
    second.cleanup()


def test_a_folder_that_was_just_made_is_left_alone(tmp_path: Path) -> None:
    """Another run may be about to lock it."""
    made = tmp_path / f"{SCRATCH}new"
    made.mkdir()
    with ScratchFolder(tmp_path):
        assert made.is_dir()


def test_a_link_is_no_folder_to_sweep(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    aged(elsewhere)
    link = tmp_path / f"{SCRATCH}link"
    link.symlink_to(elsewhere)
    then = link.lstat().st_mtime - 2 * YOUNG
    os.utime(link, (then, then), follow_symlinks=False)
    with ScratchFolder(tmp_path):
        assert elsewhere.is_dir()


def test_nobody_else_reads_what_is_spilled(tmp_path: Path) -> None:
    with ScratchFolder(tmp_path) as name:
        assert Path(name).stat().st_mode & 0o077 == 0
