"""The folders of the cards: each made from its card and the shell alone, so that any number can be made at once."""

import multiprocessing
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from alignmentcard.cards import find_cards
from alignmentcard.check import check
from alignmentcard.document import read
from alignmentcard.measure.beside import beside
from alignmentcard.portal import digests, metadata, pages
from alignmentcard.portal.changes import EARLIER, earlier_cards
from alignmentcard.portal.downloads import files
from alignmentcard.portal.entry import Entry, numbered, wanted
from alignmentcard.portal.manifest import Made, carried, files_in, write
from alignmentcard.portal.record import Record, record_of
from alignmentcard.portal.shell import Shell
from alignmentcard.portal.summary import Summary, summary_of
from alignmentcard.profiles import Profile, load_profile

MANY = 200
"""From so many cards on, starting further processes costs less than it saves."""
CHUNK = 16
"""Cards that are handed to a process at once."""


@dataclass(frozen=True)
class Job:
    """A card whose folder is to be made; `address` is set where another card has the one that it wants."""

    path: Path
    folder: Path
    address: str | None = None


@dataclass(frozen=True)
class Source:
    """Where cards are, and what their pages are made with."""

    cards: Path
    shell: Shell
    program: str

    def keys(self) -> dict[Path, str]:
        """Return every card with the digest of all that its folder is made from."""
        base = digests.digest(self.program, self.shell.html)
        found = (path for path in find_cards([self.cards]) if EARLIER not in path.relative_to(self.cards).parts)
        return {path: digests.digest(base, str(path.relative_to(self.cards)), digests.of_card(path)) for path in found}


@dataclass(frozen=True)
class Folder:
    """The folder of a card, and what is known of the card."""

    summary: Summary
    record: Record
    made: Made


@dataclass(frozen=True)
class Before:
    """The folders of the cards in the old portal, by the digests of what they were made from."""

    folder: Path
    made: Mapping[str, Made]


def card_folders(source: Source, folder: Path, before: Before) -> Iterator[Folder]:
    """Make or carry over the folder of every card, in the order of the files."""
    keys = source.keys()
    jobs = [Job(path, folder / f"_{n}") for n, (path, key) in enumerate(keys.items()) if key not in before.made]
    fresh = _all(jobs, source.shell)
    taken: set[str] = set()
    for path, key in keys.items():
        made = before.made.get(key)
        job, told = (None, made.told) if made else next(fresh)
        address = next(name for name in numbered(told["wanted"]) if name not in taken)
        taken.add(address)
        told = _placed(Job(path, folder / address, address), job, told, source.shell, before, made)
        made = Made(key, files_in(folder / address), told)
        yield Folder(Summary(**told["summary"]), Record(**told["record"]), made)


def _placed(
    place: Job, job: Job | None, told: dict[str, Any], shell: Shell, before: Before, made: Made | None
) -> dict[str, Any]:
    """Bring the folder of a card to its address: a fresh one, the old one, or one made again for this address."""
    if told["summary"]["address"] == place.address:
        if job:
            job.folder.rename(place.folder)
            return told
        if made and carried(made, before.folder / place.folder.name, place.folder):
            return told
    if job:
        shutil.rmtree(job.folder)
    return make(place, shell)


def _all(jobs: Sequence[Job], shell: Shell) -> Iterator[tuple[Job, dict[str, Any]]]:
    """Make many folders, with more processes where that pays; the order is that of the jobs."""
    each = partial(make, shell=shell)
    if len(jobs) < MANY or (os.cpu_count() or 1) < 2:
        yield from ((job, each(job)) for job in jobs)
        return
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from zip(jobs, pool.map(each, jobs, chunksize=CHUNK), strict=True)


def make(job: Job, shell: Shell) -> dict[str, Any]:
    """Make the folder of one card; return what is known of the card as plain data."""
    document = read(job.path)
    report = check(document, _profile(), **beside(document))
    name = wanted(report)
    entry = Entry(job.address or name, report, earlier_cards(job.path))
    for file, contents in files(entry):
        write(job.folder / file, contents)
    write(job.folder / "index.html", _page(entry, shell))
    return {"wanted": name, "summary": asdict(summary_of(entry)), "record": asdict(record_of(entry))}


@cache
def _profile() -> Profile:
    return load_profile()


def _page(entry: Entry, shell: Shell) -> str:
    address = shell.address(entry.address)
    return shell.page(entry.address, entry.title, entry.sentence, metadata.head(entry, address), pages.page(entry))
