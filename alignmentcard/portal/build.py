"""Build a portal: let the site generator make the prose, make what changed, swap the result in."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal import catalogue, digests, feeds, search
from alignmentcard.portal.cards import Before, Folder, Source, card_folders
from alignmentcard.portal.manifest import Manifest, read_manifest, write
from alignmentcard.portal.places import PLACES, Place
from alignmentcard.portal.prose import copied, generator, prose
from alignmentcard.portal.shell import FOLDER, Shell, fill, places, secure, shell_of
from alignmentcard.portal.site import Site, before
from alignmentcard.portal.swap import alone, put

STAMP = ".alignmentcard-portal"
"""Marks a folder as a portal, so that a build never replaces anything else."""
SHELL = Path("cards", FOLDER, "index.html")


@dataclass(frozen=True)
class Portal:
    """What was built."""

    folder: Path
    cards: int
    pages: int
    findings: Counter[str]
    broken: tuple[str, ...]
    """Files of cards with errors."""
    made: int
    """Cards whose pages were made; those of the others were carried over."""


SITE_DIR = re.compile(r"^site_dir:[ \t]*([^#\n]*[^#\s])", re.MULTILINE)
NONE: Mapping[str, Place] = MappingProxyType({})


def build(source: Path, out: Path | None = None, more: Mapping[str, Place] = NONE, *, clean: bool = False) -> Portal:
    """Build the portal of a folder that holds `mkdocs.yml`, `docs/` and `cards/`.

    `more` are further places of pages; `clean` makes everything anew.
    """
    source = source.resolve()
    out = (out or place_of(source)).resolve()
    _refuse(source, out)
    with alone(out) as cache:
        old = Manifest() if clean else read_manifest(cache / "manifest.json", out / STAMP)
        known = {made.key: made for made in old.parts.values()}
        built = prose(source, cache, None if clean else digests.of_prose(source, source / "cards", out))
        new = cache / "new"
        pages = copied(built, new)
        shell = _shell(built)
        cards = Source(source / "cards", shell, digests.of_program())
        found = sorted(card_folders(cards, new / "cards", Before(out / "cards", known)), key=_order)
        site = Site([one.summary for one in found], [one.record for one in found], shell.top, before(out))
        _fill(built, new, pages, site, {**PLACES, **more})
        _write(built, new, site, shell)
        _note(new, cache, found)
        portal = _told(out, new, found, known)
        put(new, out)
    return portal


def _order(one: Folder) -> tuple[str, str]:
    return one.summary.title.casefold(), one.summary.address


def place_of(source: Path) -> Path:
    """Return the folder that the configuration names for the portal."""
    config = source / "mkdocs.yml"
    found = SITE_DIR.search(config.read_text("utf-8")) if config.is_file() else None
    return (source / found[1].strip("\"'")).resolve() if found else source.parent / "build" / source.name


def _refuse(source: Path, out: Path) -> None:
    if not (source / "mkdocs.yml").is_file():
        raise AlignmentCardError(f"{source} is not the source of a portal: it has no mkdocs.yml.")
    if source.is_relative_to(out) or out.is_relative_to(source / "docs") or out.is_relative_to(source / "cards"):
        raise AlignmentCardError(
            f"The portal cannot be written to {out}: its sources are there. Choose another folder."
        )
    if out.exists() and not (out / STAMP).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise AlignmentCardError(f"{out} holds something that is not a portal. Choose another folder with -o.")
    generator()


def _shell(built: Path) -> Shell:
    if not (built / SHELL).is_file():
        raise AlignmentCardError("The portal has no shell for card pages: docs/cards/_shell.md is missing.")
    return shell_of((built / SHELL).read_text("utf-8"), "docs/cards/_shell.md")


def _fill(built: Path, new: Path, pages: Sequence[Path], site: Site, known: Mapping[str, Place]) -> None:
    """Fill the pages of the prose."""
    for page in pages:
        if page != SHELL:
            html = (built / page).read_text("utf-8")
            root = "../" * (len(page.parts) - 1)
            contents = {name: known[name](site, root) for name in places(html) & known.keys()}
            write(new / page, secure(fill(html, contents)))
    (new / SHELL).parent.rmdir()


def _write(built: Path, new: Path, site: Site, shell: Shell) -> None:
    """Write the files about all cards."""
    made = dict(catalogue.files(site.cards, shell))
    for name, contents in (*made.items(), *feeds.files(site)):
        write(new / name, contents)
    search.write(built, new, site.cards, [name.removesuffix("/index.html") for name in made if name.endswith(".html")])


def _note(new: Path, cache: Path, found: Sequence[Folder]) -> None:
    """Write down what the portal was made from."""
    stamp = digests.of_data([one.made.key for one in found])
    (new / STAMP).write_text(stamp, "utf-8")
    Manifest(stamp, {one.summary.address: one.made for one in found}).write(cache / "manifest.json")


def _told(out: Path, new: Path, found: Sequence[Folder], known: Mapping[str, object]) -> Portal:
    severities = Counter[str]()
    for one in found:
        severities.update(one.summary.severities)
    broken = tuple(one.summary.file for one in found if one.summary.severities.get("error"))
    pages = sum(1 for _ in new.rglob("*.html"))
    return Portal(out, len(found), pages, severities, broken, sum(one.made.key not in known for one in found))
