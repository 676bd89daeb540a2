"""Build a portal: check the cards, let the site generator make the prose, fill pages, swap the result in."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType
from typing import Any

from alignmentcard.errors import AlignmentCardError, MissingExtraError
from alignmentcard.portal import catalogue, downloads, feeds, metadata, pages, reference
from alignmentcard.portal.downloads import compact
from alignmentcard.portal.entry import Entry, entries
from alignmentcard.portal.places import PLACES, Place
from alignmentcard.portal.reference import Found
from alignmentcard.portal.shell import FOLDER, Shell, fill, places, secure, shell_of
from alignmentcard.portal.site import Site, before

STAMP = ".alignmentcard-portal"
"""Marks a folder as a portal, so that a build never replaces anything else."""
SEARCHED = 500
"""The theme's search loads its whole index on every page; above so many cards, only the catalogue finds them."""


@dataclass(frozen=True)
class Portal:
    """What was built."""

    folder: Path
    cards: int
    pages: int
    findings: Counter[str]
    broken: tuple[str, ...]
    """Files of cards with errors."""


def build(source: Path, out: Path | None = None, more: Mapping[str, Place] = MappingProxyType({})) -> Portal:
    """Build the portal of a folder that holds `mkdocs.yml`, `docs/` and `cards/`; `more` are further places."""
    source = source.resolve()
    out = (out or source.parent / "build" / source.name).resolve()
    _refuse(source, out)
    cards = entries(source / "cards")
    with _new(out) as folder:
        _prose(source, folder)
        _fill(folder, cards, before(out), {**PLACES, **more})
        count = sum(1 for _ in folder.rglob("*.html"))
    found = Counter(finding.severity for entry in cards for finding in entry.report.findings)
    broken = tuple(entry.file for entry in cards if entry.report.count("error"))
    return Portal(out, len(cards), count, Counter({str(k): v for k, v in found.items()}), broken)


def _refuse(source: Path, out: Path) -> None:
    if not (source / "mkdocs.yml").is_file():
        raise AlignmentCardError(f"{source} is not the source of a portal: it has no mkdocs.yml.")
    if source.is_relative_to(out) or out.is_relative_to(source / "docs") or out.is_relative_to(source / "cards"):
        raise AlignmentCardError(
            f"The portal cannot be written to {out}: its sources are there. Choose another folder."
        )
    if out.exists() and not (out / STAMP).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise AlignmentCardError(f"{out} holds something that is not a portal. Choose another folder with -o.")
    if find_spec("mkdocs") is None or find_spec("material") is None:
        raise MissingExtraError("Building a portal", "portal")


@contextmanager
def _new(out: Path) -> Iterator[Path]:
    """Give a folder to write to, and put it in the place of the old one when all went well."""
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    folder, old = work / "new", work / "old"
    try:
        yield folder
        (folder / STAMP).touch()
        if out.exists():
            out.rename(old)
        folder.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _prose(source: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(source / "mkdocs.yml"), "-d", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise AlignmentCardError(f"MkDocs could not build the prose of the portal:\n{done.stderr.strip()}")


def _fill(
    folder: Path, cards: Sequence[Entry], old: Mapping[str, Mapping[str, Any]] | None, known: Mapping[str, Place]
) -> None:
    shell = _shell(folder)
    site = Site(cards, shell.top, old)
    for path in sorted(folder.rglob("*.html")):
        path.write_text(_filled(path, folder, site, known), "utf-8")
    for entry in cards:
        address = shell.address(entry.address)
        html = shell.page(entry.address, entry.title, entry.sentence, metadata.head(entry, address), pages.page(entry))
        _card(folder / "cards" / entry.address, entry, html)
    _write(folder / "catalogue" / "index.json", compact(catalogue.index(cards)))
    for name, contents in feeds.files(site):
        _write(folder / name, contents)
    _search(folder / "search" / "search_index.json", cards)
    _sitemap(folder / "sitemap.xml", cards)


def _shell(folder: Path) -> Shell:
    """Take the shell of card pages out of the portal."""
    page = folder / "cards" / FOLDER / "index.html"
    if not page.is_file():
        raise AlignmentCardError("The portal has no shell for card pages: docs/cards/_shell.md is missing.")
    shell = shell_of(page.read_text("utf-8"), "docs/cards/_shell.md")
    shutil.rmtree(page.parent)
    return shell


def _filled(path: Path, folder: Path, site: Site, known: Mapping[str, Place]) -> str:
    html = path.read_text("utf-8")
    root = "../" * (len(path.relative_to(folder).parts) - 1)
    wanted = places(html) & known.keys()
    return secure(fill(html, {name: known[name](site, root) for name in wanted}))


def _card(folder: Path, entry: Entry, html: str) -> None:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(html, "utf-8")
    for name, contents in downloads.files(entry):
        (folder / name).write_text(contents, "utf-8")


def _write(path: Path, contents: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents.encode() if isinstance(contents, str) else contents)


def _search(path: Path, cards: Sequence[Entry]) -> None:
    """Add the cards and the reference to the search of the theme."""
    if not path.is_file():
        return
    index = json.loads(path.read_text("utf-8"))
    shown = cards if len(cards) <= SEARCHED else ()
    found = [Found(f"cards/{card.address}/", card.title, f"{card.summary} {card.sentence}") for card in shown]
    index["docs"] += [reference.as_search(one) for one in (*found, *reference.searchable())]
    _write(path, compact(index))


def _sitemap(path: Path, cards: Sequence[Entry]) -> None:
    """Put the cards in the place of the shell."""
    if path.is_file():
        text = path.read_text("utf-8")
        before, entry, after = _around(text)
        path.write_text(
            before + "".join(entry.replace(FOLDER, card.address) for card in cards if entry) + after, "utf-8"
        )


def _around(text: str) -> tuple[str, str, str]:
    place = text.find(f"/{FOLDER}/")
    if place < 0:
        return text, "", ""
    start, end = text.rfind("<url>", 0, place), text.find("</url>", place) + len("</url>")
    return text[:start], text[start:end], text[end:]
