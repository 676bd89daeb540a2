"""What goes into the places of prose pages."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from markupsafe import escape

from alignmentcard.messages import _, later, spoken
from alignmentcard.portal import reports
from alignmentcard.portal.build.shell import fill, places
from alignmentcard.portal.catalogue import compare
from alignmentcard.portal.catalogue import page as catalogue
from alignmentcard.portal.collection.site import Collection
from alignmentcard.portal.map import page as home
from alignmentcard.portal.reference import extension, manual
from alignmentcard.portal.reference import standard as reference
from alignmentcard.resources import template

OF_THEME = {
    "say-search": later("Search all cards in the catalogue"),
    "say-lost": later("This page is not here"),
    "say-moved": later("It may have moved, or its address was mistyped."),
    "say-start": later("The start page, with the map of all cards"),
    "say-find": later("The catalogue, to search for a card"),
    "say-up": later("Go up in the address of this page to reach the start of the site."),
}
"""Places in what the theme makes of every page, and their texts."""
UNREAD = later("A file of this portal could not be loaded. See whether you are connected, then reload the page.")


def said_by_theme(html: str) -> str:
    """Say what the theme says on every page in the language of the portal.

    In another language than English a page holds a sentence for when the texts of its scripts cannot be loaded.
    """
    if not spoken().is_source:
        html = html.replace("<html ", f'<html data-unread="{escape(_(UNREAD))}" ', 1)
    return fill(html, {name: str(escape(_(OF_THEME[name]))) for name in places(html) & OF_THEME.keys()})


Place = Callable[[Collection, str], str]
"""Makes contents from the portal and the way from the page to its top, such as `../`."""

OF_CARDS: dict[str, Place] = {
    "map": lambda site, root: home.page(site.cards),
    "catalogue": lambda site, root: catalogue.page(site.cards, root, site.house),
    "compare": lambda site, root: compare.page([(record.id, record.title) for record in site.records], root),
    "reports": lambda site, root: reports.page(site, root),
    "changes": lambda site, root: reports.changes(site, root),
}
OF_PROGRAM: dict[str, Place] = {
    "check": lambda site, root: template("check.html.j2").render(root=root),
    "measure": lambda site, root: template("measure.html.j2").render(root=root),
    "review": lambda site, root: template("review.html.j2").render(root=root),
    "write": lambda site, root: template("write.html.j2").render(root=root),
    "rules": lambda site, root: reference.rules(root),
    "fields": lambda site, root: reference.fields(root),
    "profiles": lambda site, root: manual.profiles(root, site.house),
    "statistics": lambda site, root: manual.statistics(root),
    "python": lambda site, root: manual.python(root),
    "vocabulary": lambda site, root: reference.vocabulary(root),
    "croissant": lambda site, root: extension.croissant(root),
    "crosswalk": lambda site, root: reference.crosswalk(root),
}
"""Places whose contents are of the program and not of the cards, so that they stay from build to build."""


class Contents:
    """Makes what goes into places; what stands is kept in a file, as long as its key is that of the program.

    `more` are further places whose contents are of the program.
    """

    def __init__(self, more: Mapping[str, Place], file: Path, key: str) -> None:
        self._stands, self._file, self._key = OF_PROGRAM | dict(more), file, key
        self._known = OF_CARDS | self._stands
        self._standing = _read(file, key)
        self._fresh = False

    def of(self, names: set[str], site: Collection, root: str) -> dict[str, str]:
        """Return the contents of some places of a page; what is no place of ours is left out."""
        return {name: self._of(name, site, root) for name in names & self._known.keys()}

    def _of(self, name: str, site: Collection, root: str) -> str:
        if name not in self._stands:
            return self._known[name](site, root)
        where = f"{root}{name}"
        if where not in self._standing:
            self._standing[where], self._fresh = self._known[name](site, root), True
        return self._standing[where]

    def keep(self) -> None:
        """Write down what stands, if there is more of it than before."""
        if self._fresh:
            self._file.write_text(json.dumps({"key": self._key, "contents": self._standing}), "utf-8")


def _read(file: Path, key: str) -> dict[str, str]:
    try:
        found = json.loads(file.read_text("utf-8"))
        return dict(found["contents"]) if found["key"] == key else {}
    except (OSError, ValueError, LookupError, TypeError):
        return {}
