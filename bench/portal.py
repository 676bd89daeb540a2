"""Building portals of many cards, beside MkDocs Material with the same contents as Markdown pages.

    python bench/portal.py 1000 5000 20000 --peer 1000 5000 [--folder FOLDER] [--reader 5000]

Cards are made from the starters, each with its own id, title, summary and numbers. For every size: a clean build, and
builds after one card changed, of which the middle one counts. For the peer, the contents of the card pages are written
as Markdown, outside of the navigation, with the configuration of our own portal. For the size after `--reader`: what
the catalogue costs in a browser. Everything runs one after the other on the same machine. Seconds are those of the
clock; those of processors are given beside them, for machines that others use as well. Memory is the sum of
proportional shares of all processes at their most.

Where files of a folder were deleted in the last minutes, ext4 takes many times as long to make new ones beside them:
give a `--folder` in which nothing was.
"""

import argparse
import compileall
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from memory import held
from portal_peer import write_peer
from portal_reader import catalogue

from alignmentcard.document import read
from alignmentcard.portal.start import start
from alignmentcard.text.writing import block_of_levels

ROOT = Path(__file__).parent.parent
STARTERS = sorted((ROOT / "templates" / "starters").glob("*.card.yaml"))
BUILD = (sys.executable, "-m", "alignmentcard", "site", "build", "--draft")
PEER = (sys.executable, "-m", "mkdocs", "build", "--quiet")
AGAIN = 3
"""Builds after a change."""


@dataclass(frozen=True)
class Run:
    """What a command took: seconds of the clock, seconds of processors, megabytes."""

    clock: float
    busy: float
    memory: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} s, {self.busy:.2f} s of processors, {self.memory:.0f} MB"

    def over(self, other: "Run") -> str:
        """Say how many times the other this one took."""
        return f"{self.clock / other.clock:.1f} times, by processors {self.busy / other.busy:.1f} times"


def write_cards(folder: Path, count: int) -> None:
    """Write cards that differ in what readers look for."""
    chance = random.Random(1)
    models = [read(path).data for path in STARTERS]
    words = sorted({word for model in models for word in re.findall(r"[a-z]{4,}", str(model))})
    for number in range(count):
        data = dict(models[number % len(models)])
        title = " ".join(chance.choices(words, k=4)).capitalize()
        summary = " ".join(chance.choices(words, k=35)).capitalize() + "."
        numbers = {"items": chance.randint(100, 90000), "ratings": chance.randint(100000, 900000)}
        maker = {"name": f"Author {number}", "affiliation": f"University of {chance.choice(words)}"}
        licence = chance.choice(("CC-BY-4.0", "CC-BY-NC-4.0", "LicenseRef-Ours", "MIT"))
        told = {"title": title, "summary": summary, "creators": [maker], "license": licence, **numbers}
        data["dataset"] = {**data["dataset"], "id": f"card-{number}", **told}
        (folder / f"card-{number}.card.yaml").write_text(block_of_levels(data, 0), "utf-8")


def run(*command: str | Path, every: float = 0.2) -> Run:
    """Run a command and watch what it takes; memory is looked at `every` so many seconds."""
    most, done = 0.0, threading.Event()
    begun, before = time.perf_counter(), os.times()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)

    def watch() -> None:
        nonlocal most
        while not done.wait(every):
            most = max(most, held(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    said = process.communicate()[1]
    clock, after = time.perf_counter() - begun, os.times()
    done.set()
    watcher.join()
    if process.returncode:
        sys.exit(said.decode())
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(clock, busy, most)


def clean(source: Path, count: int) -> Run:
    """Write a source of so many cards and build its portal from nothing."""
    start(source, "Benchmark")
    (source / "cards" / "example.card.yaml").unlink()
    write_cards(source / "cards", count)
    took = run(*BUILD, source)
    each = f"{1000 * took.clock / count:.2f} ms a card, {1000 * took.busy / count:.2f} ms of processors"
    print(f"{count:>6} cards: clean {took}; {each}", flush=True)
    return took


def changed(source: Path, count: int) -> Run:
    """Build again after a card changed, several times; return the run in the middle.

    To look at memory takes a processor some time, which counts where a run is short: it is looked at once a second.
    """
    took = []
    for number in range(AGAIN):
        card = source / "cards" / f"card-{(number + 1) * count // (AGAIN + 1)}.card.yaml"
        card.write_text(card.read_text("utf-8").replace("title: ", "title: Changed ", 1), "utf-8")
        took.append(run(*BUILD, source, every=1.0))
    return sorted(took, key=lambda one: one.clock)[AGAIN // 2]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("sizes", type=int, nargs="+", help="numbers of cards")
    arguments.add_argument("--peer", type=int, nargs="*", default=[], help="numbers of cards that the peer builds too")
    arguments.add_argument("--reader", type=int, nargs="*", default=[], help="numbers of cards to look at in Chromium")
    arguments.add_argument("--folder", type=Path, help="where to work; left out, a temporary folder")
    given = arguments.parse_args()
    # as an installer does; else each process of a fresh clone would compile the program anew
    compileall.compile_dir(ROOT / "alignmentcard", quiet=1)
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        for count in sorted({*given.sizes, *given.peer, *given.reader}):
            source = Path(name, f"portal-{count}")
            ours = clean(source, count)
            again = changed(source, count)
            print(f"{count:>6} cards: one changed {again}; clean took {ours.over(again)} as long", flush=True)
            if count in given.peer:
                beside(source, Path(name), ours)
            if count in given.reader:
                print(catalogue(source / "build", count), flush=True)


def beside(source: Path, folder: Path, ours: Run) -> None:
    """Build the same contents with the peer and print both."""
    peer = folder / f"peer-{source.name}"
    count, size = write_peer(source, source / "build", peer)
    took = run(*PEER, "-f", peer / "mkdocs.yml", "-d", folder / f"built-{peer.name}")
    print(
        f"{count:>6} cards as Markdown, {size / count / 1000:.0f} kB of HTML each: MkDocs Material {took}; "
        f"it took {took.over(ours)} as long as ours",
        flush=True,
    )


if __name__ == "__main__":
    main()
