"""The folders of the cards: each made from its card and the shell alone, so that any number can be made at once."""

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from alignmentcard.cards import Tell, find_cards
from alignmentcard.check import check
from alignmentcard.document import read
from alignmentcard.measure.beside import beside
from alignmentcard.portal import digests, metadata, pages
from alignmentcard.portal.changes import EARLIER, earlier_cards
from alignmentcard.portal.downloads import files
from alignmentcard.portal.entry import Entry, numbered, wanted
from alignmentcard.portal.folders import Folders, double, state_of, twin_of, write
from alignmentcard.portal.manifest import Made
from alignmentcard.portal.packing import pack
from alignmentcard.portal.record import record_of
from alignmentcard.portal.shell import Shell
from alignmentcard.portal.summary import summary_of
from alignmentcard.processes import YOUNG, begin, processors
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
    tell: Tell = lambda _: None
    """Is given a sentence about each file that is left out."""

    def keys(self) -> dict[Path, str]:
        """Return every card with the digest of all that its folder is made from."""
        base = digests.digest(self.program, self.shell.html)
        found = {path: path.relative_to(self.cards) for path in find_cards([self.cards], self.tell)}
        return {
            path: digests.digest(base, str(name), digests.of_card(path))
            for path, name in found.items()
            if EARLIER not in name.parts
        }


@dataclass(frozen=True)
class Placed:
    """The folder of a card at its address, and its twin where it was made just now."""

    made: Made
    twin: Path | None = None


@dataclass(frozen=True)
class Fresh:
    """A folder that was made, as a process tells it: the address that the card asks for, its files, what is known."""

    wanted: str
    address: str
    state: str
    told: bytes


@contextmanager
def processes() -> Iterator[ProcessPoolExecutor]:
    """Give a pool of processes; none is started before there is work for it."""
    pool = ProcessPoolExecutor(processors(), multiprocessing.get_context("spawn"), initializer=begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def expect(cards: Path, pool: ProcessPoolExecutor) -> None:
    """Start the processes while something else is done, where all cards are going to be made."""
    if pays(sum(1 for _ in find_cards([cards]))):
        for _ in range(processors()):
            pool.submit(_profile)


def pays(count: int) -> bool:
    """Say whether starting further processes for so many cards costs less than it saves."""
    return count >= MANY and processors() > 1


@contextmanager
def unhurried() -> Iterator[None]:
    """Search for garbage in circles seldom; else all that is known of the cards is gone through again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(YOUNG)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def card_folders(
    source: Source, folders: Folders, known: dict[str, Made], pool: ProcessPoolExecutor
) -> Iterator[Placed]:
    """Keep or make the folder of every card, in the order of the files; what is known is used up."""
    keys = source.keys()
    jobs = [Job(path, folders.fresh / str(n)) for n, (path, key) in enumerate(keys.items()) if key not in known]
    fresh = _all(jobs, source.shell, pool)
    taken: set[str] = set()
    for path, key in keys.items():
        made = known.pop(key, None)
        job, found = (None, made) if made else next(fresh)
        address = next(name for name in numbered(found.wanted) if name not in taken)
        taken.add(address)
        if made and made.address == address and folders.keep(address, made.state):
            yield Placed(made)
            continue
        if job is None or found.address != address:
            job = Job(path, folders.fresh / f"again-{address}", address)
            found = make(job, source.shell)
        folders.place(job.folder, address)
        yield Placed(Made(key, found.wanted, address, found.state, found.told), twin_of(job.folder))
    folders.drop_others(taken)


def _all(jobs: Sequence[Job], shell: Shell, pool: ProcessPoolExecutor) -> Iterator[tuple[Job, Fresh]]:
    """Make many folders, with more processes where that pays; the order is that of the jobs."""
    each = partial(make, shell=shell)
    made = pool.map(each, jobs, chunksize=CHUNK) if pays(len(jobs)) else map(each, jobs)
    return zip(jobs, made, strict=True)


def make(job: Job, shell: Shell) -> Fresh:
    """Make the folder of one card, and its twin."""
    document = read(job.path)
    report = check(document, _profile(), **beside(document))
    name = wanted(report)
    entry = Entry(job.address or name, report, earlier_cards(job.path))
    job.folder.mkdir()
    for file, contents in (*files(entry), ("index.html", _page(entry, shell))):
        write(job.folder / file, contents)
    double(job.folder, twin_of(job.folder))
    return Fresh(name, entry.address, state_of(job.folder), pack(summary_of(entry), record_of(entry, shell.top)))


@cache
def _profile() -> Profile:
    return load_profile()


def _page(entry: Entry, shell: Shell) -> str:
    address = shell.address(entry.address)
    return shell.page(entry.address, entry.title, entry.sentence, metadata.head(entry, address), pages.page(entry))
