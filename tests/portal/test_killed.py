"""A build that is killed at any step leaves the old portal or the new one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_portal import source_in

from alignmentcard.portal.build.build import build
from alignmentcard.portal.build.swap import cache_of

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
MOMENTS = 24
"""Steps at which a build is ended, spread over all of them, beside each of the last ones."""
LAST = 12
TOLD_ANEW = "reports/changes/index.html"
"""This page compares with the portal before, so it is another one after another history."""

KILLED = """
import os, sys
from pathlib import Path
from alignmentcard.portal.build.build import build

STEPS = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.chmod", "os.utime", "shutil.rmtree")
home, stops = Path(sys.argv[1]), sys.argv[2:]

def run(folder, stop):
    done = 0
    def step(event, arguments):
        nonlocal done
        if event in STEPS:
            if done == stop:
                os._exit(137)
            done += 1
    sys.addaudithook(step)
    build(folder / "small", folder / "out")
    return done

for stop in stops:
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(outside, str(run(home / stop, int(stop))).encode())
        os._exit(0)
    os.close(outside)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status, os.read(inside, 20).decode() or "-", flush=True)
"""
"""The build of a portal in each folder, ended at the step that the folder is named after; -1 is none of them."""


def tree(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: contents for name, contents in found.items() if name != TOLD_ANEW}


def builds(home: Path, stops: list[int]) -> list[list[str]]:
    """Build in a copy for each stop; return the exit statuses and the numbers of steps."""
    for stop in stops:
        shutil.copytree(home / "start", home / str(stop))
    command = [sys.executable, "-c", KILLED, str(home), *map(str, stops)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=600, check=True)
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.nightly
def test_a_build_that_is_killed_at_any_step_leaves_the_old_portal_or_the_new_one(tmp_path: Path) -> None:
    start = tmp_path / "start"
    start.mkdir()
    build(source_in(start), start / "out")
    card = start / "small" / "cards" / "full.card.yaml"
    card.write_text(card.read_text("utf-8").replace("Harm in replies", "Harm in answers"), "utf-8")
    ((status, steps),) = builds(tmp_path, [-1])
    assert status == "0"
    old, new = tree(start / "out"), tree(tmp_path / "-1" / "out")
    assert old != new
    stops = sorted({*range(0, int(steps), int(steps) // MOMENTS), *range(int(steps) - LAST, int(steps))})
    ends = builds(tmp_path, stops)
    assert {status for status, _ in ends} == {"137"}
    for stop in stops:
        out = tmp_path / str(stop) / "out"
        there = out if out.exists() else cache_of(out) / "old"  # where folders cannot change places in one step
        assert tree(there) in (old, new)
    again = tmp_path / str(stops[len(stops) // 2])
    build(again / "small", again / "out")
    assert tree(again / "out") == new
