"""The folders of the cards: each made from its card and the shell alone, so that any number can be made at once."""

import gc
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from alignmentcard.card_files import Tell
from alignmentcard.checker.check import Report, check
from alignmentcard.checker.measurements import recorded_beside
from alignmentcard.checker.signatures import signature_reader
from alignmentcard.document import Document, read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import SOURCE, speak, speaking
from alignmentcard.portal.build import digests
from alignmentcard.portal.build.linked_folders import (
    CardFolders,
    link_copy,
    linked_copy_of,
    state_of,
    write,
    write_once,
)
from alignmentcard.portal.build.manifest import BuiltCard
from alignmentcard.portal.build.plain_values import as_plain, from_plain, shared
from alignmentcard.portal.build.shell import Shell
from alignmentcard.portal.build.workers import Workers
from alignmentcard.portal.card import metadata, pictures
from alignmentcard.portal.card import page as pages
from alignmentcard.portal.card.changes import EARLIER, Earlier, earlier_versions
from alignmentcard.portal.card.downloads import files
from alignmentcard.portal.card.packed import ALIKE
from alignmentcard.portal.card.packed import beside as beside_page
from alignmentcard.portal.card.versions import earlier_entries, file_of, with_versions, written
from alignmentcard.portal.collection.entry import CardEntry, numbered, wanted
from alignmentcard.portal.collection.record import CardRecord, record_of
from alignmentcard.portal.collection.summary import CardSummary, summary_of
from alignmentcard.portal.house import house_of
from alignmentcard.portal.lifecycle import EMBARGO
from alignmentcard.portal.settings import CONFIG, Settings
from alignmentcard.processes import COLLECTION_THRESHOLD
from alignmentcard.profiles import Profile, load_profile
from alignmentcard.resources import template

BELOW_EARLIER = re.compile(rf"(?:^|[/\\]){EARLIER}[/\\]")
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Job:
    """A card whose folder is to be made; `address` is set where another card has the one that it wants."""

    path: Path
    folder: Path
    address: str | None = None


States = Callable[[], Mapping[str, str]]
"""Tells how the folders of cards are now, by their names."""


class Key(NamedTuple):
    """The digest of all that the folder of a card is made from, and what tells without reading that it is the same."""

    digest: str
    seen: str


@dataclass(frozen=True)
class Source:
    """Where cards are, and what their pages are made with."""

    cards: Path
    paths: Sequence[Path]
    """The file of each card in that folder, in the order of names."""
    shell: Shell
    program: str
    settings: Settings = field(default_factory=Settings)
    packed: bool = False
    """Whether it is the layout of a large portal."""
    tell: Tell = lambda _: None
    """Is given a sentence about each file that is left out."""

    @property
    def house(self) -> str:
        """What tells whether the profile of the house is the same."""
        profile = house_of(self.settings.profile)
        return digests.digest(repr(profile)) if profile else ""

    def keys(self, known: Iterable[BuiltCard]) -> Iterator[tuple[Path, Key]]:
        """Yield every card with the digest of all that its folder is made from; what is as it was seen is not read."""
        layout, signers = "packed" if self.packed else "", self.settings.signers
        keys = Path(signers).read_text("utf-8", errors="replace") if signers else ""
        base = digests.digest(
            self.program, self.shell.html, layout, self.house, *pictures.of_settings(self.settings), keys
        )
        before, now = {made.seen: made.key for made in known if made.seen}, time.time_ns()
        for path in self.paths:
            name = str(path).removeprefix(f"{self.cards}{os.sep}")
            if not BELOW_EARLIER.search(name):
                files = digests.seen(path, now)
                seen = digests.digest(base, name, files) if files else ""
                yield path, Key(before.get(seen) or digests.digest(base, name, digests.of_card(path)), seen)


@dataclass(frozen=True)
class PlacedFolder:
    """The folder of a card at its address, and its linked copy where it was made just now."""

    made: BuiltCard
    path: Path
    linked_copy: Path | None = None


@dataclass(frozen=True)
class FreshFolder:
    """A folder that was made, as a process tells it: the address that the card asks for, its files, what is known."""

    folder: Path
    wanted: str
    address: str
    state: str
    summary: CardSummary
    record: CardRecord
    undrawn: bool = False
    """Whether a picture was wanted that could not be drawn."""

    def made(self, key: Key, address: str) -> BuiltCard:
        """Return what is known of the folder at its address; words that others say too are kept once."""
        summary, record = from_plain(shared(as_plain(self.summary, self.record)))
        return BuiltCard(*key, self.wanted, address, self.state, summary, record)


def warm_up(cards: Sequence[Path], workers: Workers) -> None:
    """Start the processes while something else is done, where all cards are going to be made."""
    if workers.pay(len(cards)):
        workers.start(load_templates)


def load_templates() -> None:
    """Load what every card is made with."""
    _profile()
    template("card.html.j2")


@contextmanager
def rare_collections() -> Iterator[None]:
    """Search for garbage in circles seldom; else all that is known of the cards is gone through again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(COLLECTION_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def card_folders(
    source: Source, folders: CardFolders, before: Sequence[BuiltCard], workers: Workers, states: States
) -> Iterator[PlacedFolder]:
    """Keep or make the folder of every card, in the order of the files."""
    keys, known = dict(source.keys(before)), {made.key: made for made in before if _stands(made, source.settings)}
    anew = [path for path, key in keys.items() if key.digest not in known]
    jobs = [Job(path, folders.fresh / str(number)) for number, path in enumerate(anew)]
    fresh = workers.map(partial(make, shell=source.shell, settings=source.settings, packed=source.packed), jobs)
    taken: dict[str, Path] = {}
    now, undrawn = states(), 0
    for path, key in keys.items():
        made = known.pop(key.digest, None)
        one = None if made else next(fresh)
        wish = made.wanted if made else one.wanted if one else ""
        address = next(name for name in numbered(wish) if name not in taken)
        taken[address] = path
        if address != wish:
            _tell_of_two(source, wish, address, taken)
        if (
            made
            and made.address == address
            and (now.get(address) == made.state or folders.restore(address, made.state))
        ):
            yield PlacedFolder(made if made.seen == key.seen else replace(made, seen=key.seen), path)
            continue
        if one is None or one.address != address:
            job = Job(path, folders.fresh / f"again-{address}", address)
            [one] = make([job], source.shell, source.settings, packed=source.packed)
        folders.place(one.folder, address)
        undrawn += one.undrawn
        yield PlacedFolder(one.made(key, address), path, linked_copy_of(one.folder))
    folders.drop_others(taken)
    for sentence in pictures.undrawn(undrawn):
        source.tell(sentence)


def _tell_of_two(source: Source, wish: str, address: str, taken: Mapping[str, Path]) -> None:
    """Say that two cards ask for one address; where the portal keeps that card off its lists, nobody knows which."""
    first, second = (path.relative_to(source.cards).as_posix() for path in (taken[wish], taken[address]))
    if source.settings.status_of(wish):
        raise AlignmentCardError(
            f"{CONFIG}, extra.alignmentcard.status.{wish}: {first} and {second} both ask for this id, so which of them "
            "is meant? Give one of them another id."
        )
    source.tell(
        f"{first} and {second} both ask for the address cards/{wish}/; the second stands at cards/{address}/. "
        "Give one of them another id."
    )


def _stands(made: BuiltCard, settings: Settings) -> bool:
    """Say whether the status of a card is what it was."""
    status = settings.status_of(made.address)
    return made.summary.status == (status.key if status else "")


@dataclass
class _Making:
    """A card on its way to its folder, and what each stage adds."""

    job: Job
    entry: CardEntry
    earlier: Sequence[Earlier]
    wanted: str
    own: pictures.Picture | None = None
    undrawn: bool = False
    files: list[tuple[str, str | bytes]] = field(default_factory=list)


def make(jobs: Sequence[Job], shell: Shell, settings: Settings, *, packed: bool = False) -> list[FreshFolder]:
    """Make the folders of some cards, and their linked copies, in the language of the shell.

    Each stage is done for all of them before the next: its code and data stay at hand in the processor, which takes a
    quarter less time than one card after the other. `packed` is the layout of a large portal.
    """
    documents = [read(job.path) for job in jobs]
    with speaking(SOURCE):
        reports = [_checked(document, settings) for document in documents]
    speak(shell.language)
    made = [_entered(job, report, settings) for job, report in zip(jobs, reports, strict=True)]
    common = pictures.of_portal(settings, shell.top)
    for one in made:
        if pictures.wanted(one.entry, settings, shell.top):
            one.own = pictures.drawn(one.entry, settings, shell.html, shell.address(one.entry.address))
            one.undrawn = not one.own
    known = [(summary_of(one.entry), record_of(one.entry, shell.top, packed=packed)) for one in made]
    _add_beside(made, packed)
    for one in made:
        one.files.extend(_pages(one, shell=shell, common=common, packed=packed))
    for one in made:
        _write(one, packed)
    return [_told(one, *told) for one, told in zip(made, known, strict=True)]


def _checked(document: Document, settings: Settings) -> Report:
    signers = Path(settings.signers) if settings.signers else None
    return replace(check(document, _profile(), **recorded_beside(document)), look=signature_reader(signers))


def _entered(job: Job, report: Report, settings: Settings) -> _Making:
    name = wanted(report)
    address, earlier = job.address or name, earlier_versions(job.path)
    entry = CardEntry(address, report, status=settings.status_of(address), house=settings.profile)
    return _Making(job, with_versions(entry, earlier) if earlier else entry, earlier, name)


def _kept_back(entry: CardEntry) -> bool:
    return bool(entry.status and entry.status.state == EMBARGO)


def _add_beside(made: Sequence[_Making], packed: bool) -> None:
    """Make what stands beside the pages of some cards, one kind of file after the other."""
    found: list[list[tuple[str, str]]] = [[] for _ in made]
    for number, file in in_turn([_beside(one) for one in made]):
        found[number].append(file)
    for one, those in zip(made, found, strict=True):
        one.files.extend(beside_page(those) if packed and those else those)


def _beside(one: _Making) -> Iterator[tuple[str, str]]:
    """Yield what stands beside the page of a card; of one that is kept back there is nothing."""
    if not _kept_back(one.entry):
        yield from files(one.entry)


def in_turn(series: Sequence[Iterator[Thing]]) -> Iterator[tuple[int, Thing]]:
    """Yield the first of each series, then the second of each, with the number of its series."""
    left = dict(enumerate(series))
    while left:
        for number, those in tuple(left.items()):
            for one in those:
                yield number, one
                break
            else:
                del left[number]


def _pages(
    one: _Making, *, shell: Shell, common: pictures.Picture | None, packed: bool
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the pages of a card and of its earlier versions; of one that is kept back, a page that says so."""
    entry = one.entry
    if _kept_back(entry):
        contents = template("kept_back.html.j2").render(address=entry.address, status=entry.status)
        yield "index.html", shell.page(entry.address, entry.address, entry.address, metadata.UNLISTED, contents)
        return
    if one.own and one.own.content:
        yield pictures.FILE, one.own.content
    yield "index.html", _page(entry, shell, one.own or common, packed)
    for before in earlier_entries(entry, one.earlier, _profile()):
        yield written(before.version), before.report.document.card_text
        yield file_of(before.version), _page(before, shell, common, packed)


def _write(one: _Making, packed: bool) -> None:
    folder = one.job.folder
    folder.mkdir()
    for file, contents in one.files:
        if packed and file in ALIKE:
            write_once(folder / file, contents, folder.with_name(f"{digests.digest(contents)}.alike"))
        else:
            write(folder / file, contents)
    link_copy(folder, linked_copy_of(folder))
    one.files.clear()


def _told(one: _Making, summary: CardSummary, record: CardRecord) -> FreshFolder:
    folder = one.job.folder
    return FreshFolder(folder, one.wanted, one.entry.address, state_of(folder), summary, record, one.undrawn)


@cache
def _profile() -> Profile:
    return load_profile()


def _page(entry: CardEntry, shell: Shell, picture: pictures.Picture | None, packed: bool) -> str:
    head = metadata.head(entry, shell.address(entry.address), packed=packed, picture=picture)
    return shell.page(entry.address, entry.title, entry.sentence, head, pages.page(entry, packed=packed))
