"""Build a portal: let the site generator make the prose, make what changed, swap the result in."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import compress
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO

from alignmentcard.card_files import Tell, find_cards
from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import speaking
from alignmentcard.portal.browser.offline import add_offline
from alignmentcard.portal.browser.pack import Pack, add_pack
from alignmentcard.portal.build import digests, former
from alignmentcard.portal.build.card_folders import Source, States, card_folders, rare_collections, warm_up
from alignmentcard.portal.build.linked_folders import CardFolders, write, write_parts
from alignmentcard.portal.build.links_out import refuse_links_out
from alignmentcard.portal.build.manifest import NAME, NEXT, BuiltCard, Manifest, read_manifest
from alignmentcard.portal.build.placeholders import Contents, Place, said_by_theme
from alignmentcard.portal.build.policy import Allowed, blocked, secure
from alignmentcard.portal.build.prose import add_look, copied, generator, prose
from alignmentcard.portal.build.shell import FOLDER, Shell, fill, places, shell_of, tight
from alignmentcard.portal.build.swap import exclusive_cache, keep_linked_folders, publish, stage
from alignmentcard.portal.build.texts import program, texts, unspoken
from alignmentcard.portal.build.workers import MANY, Workers
from alignmentcard.portal.card import pictures
from alignmentcard.portal.card.downloads import compact
from alignmentcard.portal.catalogue import feeds, search, sitemap
from alignmentcard.portal.catalogue import page as catalogue
from alignmentcard.portal.collection.record import CardRecord
from alignmentcard.portal.collection.site import Collection, before, rows_of
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.reference.field_words import FILE as FIELD_WORDS
from alignmentcard.portal.reference.field_words import field_words
from alignmentcard.portal.reference.rule_pages import FOLDER as FOLDER_OF_RULES
from alignmentcard.portal.reference.rule_pages import rule_pages
from alignmentcard.portal.settings import Settings, settings_of
from alignmentcard.portal.translate import still_english
from alignmentcard.processes import in_fork
from alignmentcard.revisions import last_changes

STAMP = ".alignmentcard-portal"
"""Marks a folder as a portal, so that a build never replaces anything else."""
SHELL = Path("cards", FOLDER, "index.html")
COPIED_AT_MOST = 20_000
"""Cards up to which the catalogue is made in a copy of the process. What that reads is soon no longer shared, so that
all that is known of the cards would be held twice; with more, memory is dearer than the seconds."""


@dataclass(frozen=True)
class Portal:
    """What was built."""

    folder: Path
    cards: int
    pages: int
    findings: Counter[str]
    broken: Mapping[str, str]
    """Files of cards with errors, below the folder of cards, and the first error of each."""
    made: int
    """Cards whose pages were made; those of the others stayed as they were."""


SITE_DIR = re.compile(r"^site_dir:[ \t]*([^#\n]*[^#\s])", re.MULTILINE)
NONE: Mapping[str, Place] = MappingProxyType({})


def build(
    source: Path,
    out: Path | None = None,
    more: Mapping[str, Place] = NONE,
    *,
    clean: bool = False,
    tell: Tell = lambda _: None,
    workers: Workers | None = None,
    pack: Pack | None = None,
) -> Portal:
    """Build the portal of a folder that holds `mkdocs.yml`, `docs/` and `cards/`.

    `more` are further places of pages; `clean` makes everything anew; `tell` is given a sentence about each file that
    is left out; `workers` stay after the build; `pack` is the checker for browsers, where the portal is to have it.
    """
    source = source.resolve()
    out = (out or place_of(source)).resolve()
    _refuse(source, out)
    refuse_links_out(source)
    settings = settings_of(source)
    pictures.refuse_without_library(settings)
    with exclusive_cache(out) as cache, rare_collections(), ExitStack() as spoken:
        folders = stage(cache, out)
        there = folders.names()
        states = in_fork(partial(folders.states, there), pays=len(there) >= MANY and not clean)
        aside = spoken.enter_context(TemporaryFile(dir=cache, buffering=0))
        known = [] if clean else read_manifest(cache, out / STAMP, aside)
        with nullcontext(workers) if workers else Workers() as making:
            paths = list(find_cards([source / "cards"], tell))
            packed = settings.packed(len(paths))
            if not known:
                warm_up(paths, making)
            built = prose(source, cache, None if clean else digests.of_prose(source, source / "cards", out))
            shell = _shell(built, packed, settings.allow)
            spoken.enter_context(speaking(shell.language))
            _told_first(source, settings, shell, tell)
            shell = replace(shell, html=said_by_theme(shell.html))
            cards = Source(source / "cards", paths, shell, digests.of_program(), settings, packed, tell)
            found = _cards(cards, folders, known, making, states, aside)
        new = folders.here.parent
        files = catalogue.files(found.listed[0], shell, settings.profile)
        listed = in_fork(partial(_written, new, files), pays=_pays(found))
        history = rows_of(one.record for one in known if not one.summary.status) if known else before(out)
        site = _collection(found, history, cards)
        contents = Contents(more, cache / "reference.json", f"{cards.program} {shell.language} {cards.house}")
        about_all = in_fork(partial(_about_all, new, site), pays=_pays(found))
        rules = partial(_rules, built, new, cache, shell, "" if clean else cards.program)
        pages = _pages(built, new, site, contents, shell, lambda: [*listed(), *rules()])
        about_all()
        pages += len(found.summaries) - len(site.cards)
        addresses = {one.address for one in found.summaries}
        _written(new, former.files(settings, folders.here, addresses, shell))
        for sentence in blocked(list(_of_others(built)), settings.allow):
            tell(sentence)
        for sentence in former.unexplained(history or {}, addresses, settings):
            tell(sentence)
        add_pack(new, pack)
        add_offline(new, pack)
        contents.keep()
        (new / STAMP).write_text(found.stamp, "utf-8")
        publish(new, out)
        (cache / NEXT).replace(cache / NAME)
        keep_linked_folders(cache, folders, found.fresh, {one.address for one in found.summaries})
    return _told(out, found, pages, source / "cards")


def _told_first(source: Path, settings: Settings, shell: Shell, tell: Tell) -> None:
    """Tell what a portal will have in English, and which pictures nobody will see."""
    for sentence in (
        *unspoken(shell.language),
        *still_english(source, shell.language),
        *pictures.unseen(settings, shell.top),
    ):
        tell(sentence)


@dataclass(frozen=True)
class BuiltCards:
    """The cards of a portal in the order of their titles, their stamp, and the linked copies of new folders."""

    summaries: list[CardSummary]
    records: list[CardRecord]
    stamp: str
    fresh: dict[str, Path]
    paths: dict[str, Path]
    """The file of each card, by its address."""

    @cached_property
    def listed(self) -> tuple[list[CardSummary], list[CardRecord]]:
        """The cards that stand on lists."""
        shown = [not one.status for one in self.summaries]
        return list(compress(self.summaries, shown)), list(compress(self.records, shown))

    def days(self, folder: Path) -> dict[str, str]:
        """Return when each card changed last, by its address, as the history of the folder of cards has it."""
        changed = last_changes(folder)
        known = ((address, changed.get(path)) for address, path in self.paths.items())
        return {address: day for address, day in known if day}


def _cards(
    source: Source,
    folders: CardFolders,
    known: Sequence[BuiltCard],
    workers: Workers,
    states: States,
    aside: IO[bytes],
) -> BuiltCards:
    """Bring the folders of all cards to their places, and write down what they were made from.

    What is read at the end only is put into the file `aside`.
    """
    told: list[tuple[CardSummary, CardRecord]] = []
    fresh: dict[str, Path] = {}
    paths: dict[str, Path] = {}
    with (folders.fresh.parent / NEXT).open("wb") as file:
        manifest = Manifest(file)
        for one in card_folders(source, folders, known, workers, states):
            manifest.add(one.made)
            told.append((one.made.summary, one.made.record.slim(aside)))
            paths[one.made.address] = one.path
            if one.linked_copy:
                fresh[one.made.address] = one.linked_copy
        stamp = manifest.end()
    told.sort(key=_order)
    return BuiltCards([summary for summary, _ in told], [record for _, record in told], stamp, fresh, paths)


def _collection(found: BuiltCards, history: former.Rows | None, cards: Source) -> Collection:
    """Put together what pages about all cards need; `history` is what the portal before had of each card."""
    return Collection(
        *found.listed,
        cards.shell.top,
        former.public(history, found.summaries),
        found.days(cards.cards),
        cards.packed,
        cards.settings.about,
        cards.settings.profile,
        former.told(found.summaries, cards.settings),
    )


def _order(one: tuple[CardSummary, CardRecord]) -> tuple[str, str]:
    return one[0].title.casefold(), one[0].address


def place_of(source: Path) -> Path:
    """Return the folder that the configuration names for the portal."""
    config = source / "mkdocs.yml"
    found = SITE_DIR.search(config.read_text("utf-8")) if config.is_file() else None
    return (source / found[1].strip("\"'")).resolve() if found else source.parent / "build" / source.name


def _refuse(source: Path, out: Path) -> None:
    if not (source / "mkdocs.yml").is_file():
        raise AlignmentCardError(
            f"{source} is not the source of a portal: it has no mkdocs.yml. To start one in a new folder: "
            "alignmentcard site new DIR"
        )
    if source.is_relative_to(out) or out.is_relative_to(source / "docs") or out.is_relative_to(source / "cards"):
        raise AlignmentCardError(
            f"The portal cannot be written to {out}: its sources are there. Choose another folder."
        )
    if out.exists() and not (out / STAMP).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise AlignmentCardError(f"{out} holds something that is not a portal. Choose another folder with -o.")
    for folder in _written_to(out):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise AlignmentCardError(
                f"The portal cannot be written to {out}: you may not write in {folder}. Choose another folder with -o."
            )
    generator()


def _written_to(out: Path) -> Iterator[Path]:
    """Yield the folders that a build changes: that of the portal, and the one where it and its cache stand."""
    yield next(folder for folder in out.parents if folder.exists())
    if out.is_dir():
        yield out


def _shell(built: Path, packed: bool, allowed: Allowed) -> Shell:
    if (built / SHELL.parent).with_suffix(".html").is_file():
        raise AlignmentCardError(
            "mkdocs.yml says use_directory_urls: false, and pages of cards stand in folders. Take the line out, or "
            "write use_directory_urls: true; every web server that shows the index.html of a folder can serve it."
        )
    if not (built / SHELL).is_file():
        raise AlignmentCardError("The portal has no shell for card pages: docs/cards/_shell.md is missing.")
    return shell_of((built / SHELL).read_text("utf-8"), "docs/cards/_shell.md", packed=packed, allowed=allowed)


def _pages(
    built: Path, new: Path, site: Collection, contents: Contents, shell: Shell, listed: Callable[[], Iterable[str]]
) -> int:
    """Write the pages of the prose and the files about all cards; `listed` names those of catalogue and rules.

    Return how many pages there are with those of the cards.
    """
    prose_pages = copied(built, new)
    add_look(new)
    _say(new)
    _fill(built, new, [page for page in prose_pages if page != SHELL], site, contents, shell.allowed)
    (new / SHELL).parent.rmdir()
    if site.packed:
        _written(new, [(FIELD_WORDS, compact(field_words()))])
    more = [name.removesuffix("/index.html") for name in listed() if name.endswith(".html")]
    search.write(built, new, site.cards)
    listed_cards = {f"cards/{card.address}": site.days.get(card.address, "") for card in site.cards}
    sitemap.write(built, new, listed_cards | dict.fromkeys(more, ""), site.address)
    return len(prose_pages) - 1 + len(site.cards) + len(more)


def _say(new: Path) -> None:
    """Write what scripts say, where it is not English."""
    said = texts()
    if said:
        write(new / "assets" / "texts.json", compact(said))
    speaks = program()
    if speaks:
        write(new / "assets" / "language.json", compact(speaks))


def _rules(built: Path, new: Path, cache: Path, shell: Shell, program: str) -> list[str]:
    """Write the pages of the rules where the portal has a reference of rules; return their names.

    They say nothing of cards, and stay in the cache as long as the shell and `program`, its digest, are the same.
    """
    if not (built / FOLDER_OF_RULES / "index.html").is_file():
        return []
    kept, note = cache / "rules", cache / "rules.key"
    key = program and digests.digest(program, shell.language, shell.html)
    if not key or not note.is_file() or note.read_text("utf-8") != key:
        note.unlink(missing_ok=True)
        shutil.rmtree(kept, ignore_errors=True)
        _written(kept, rule_pages(shell))
        note.write_text(key, "utf-8")
    shutil.copytree(kept, new, copy_function=shutil.copyfile, dirs_exist_ok=True)
    return sorted(path.relative_to(kept).as_posix() for path in kept.rglob("*.html"))


def _about_all(new: Path, site: Collection) -> None:
    """Write the files for programs, which hold something of every card."""
    _written(new, feeds.files(site))
    for name, parts in feeds.parts(site):
        write_parts(new / name, parts)


def _pays(found: BuiltCards) -> bool:
    """Say whether what is written of all cards is written in copies of the process."""
    return MANY <= len(found.summaries) <= COPIED_AT_MOST


def _fill(
    built: Path, new: Path, pages: Iterable[Path], site: Collection, contents: Contents, allowed: Allowed
) -> None:
    """Fill the pages of the prose."""
    for page in pages:
        html = (built / page).read_text("utf-8")
        root = "../" * (len(page.parts) - 1)
        filled = said_by_theme(fill(tight(html), contents.of(places(html), site, root)))
        write(new / page, secure(filled, allowed))


def _of_others(built: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages and the style sheets that the site generator made."""
    for path in sorted(built.rglob("*")):
        if path.suffix in (".html", ".css"):
            yield path.relative_to(built).as_posix(), path.read_text("utf-8", errors="replace")


def _written(new: Path, files: Iterable[tuple[str, str | bytes]]) -> list[str]:
    """Write files as they come, so that only one is held at a time; return their names."""
    names = []
    for name, contents in files:
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        write(new / name, contents)
        names.append(name)
    return names


def _told(out: Path, found: BuiltCards, pages: int, cards: Path) -> Portal:
    severities = Counter[str]()
    for one in found.summaries:
        severities.update(one.severities)
    faulty = [(found.paths[one.address].relative_to(cards), one.fault) for one in found.summaries if one.fault]
    broken = {path.as_posix(): fault for path, fault in sorted(faulty)}
    return Portal(out, len(found.summaries), pages, severities, broken, len(found.fresh))
